"""Who a document is made for, which decides what stands in it."""

from enum import StrEnum


class Tier(StrEnum):
    """For the organisation itself, for a funder, or for statistics; each sees less."""

    INTERNAL = "internal"
    FUNDER = "funder"
    AGGREGATE = "aggregate"

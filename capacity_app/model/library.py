"""Many assessments of several organisations: put in groups, and names that stand there twice."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from capacity_app.model.assessment import Summary
from capacity_app.model.folding import fold


@dataclass(frozen=True, slots=True)
class Group:
    """An organisation's assessments, newest first; never empty."""

    organisation_id: str
    assessments: tuple[Summary, ...]

    def name(self, language: str) -> str:
        """The organisation's name in a language, else in the first it has one in."""
        return self.assessments[0].organisation_name(language)


def grouped(summaries: Iterable[Summary]) -> list[Group]:
    """Assessments, newest first, by organisation; the organisation worked on last comes first."""
    found: dict[str, list[Summary]] = {}
    for summary in summaries:
        found.setdefault(summary.organisation_id, []).append(summary)
    return [Group(key, tuple(items)) for key, items in found.items()]


def named_alike(
    organisation_id: str, names: Iterable[str], others: Mapping[str, Collection[str]]
) -> list[str]:
    """Ids of the others that share one of these names in one spelling or another."""
    own = {fold(name) for name in names} - {""}
    return [
        key
        for key, theirs in others.items()
        if key != organisation_id and own & {fold(name) for name in theirs}
    ]


def twins(names: Mapping[str, Collection[str]]) -> list[str]:
    """Ids of the organisations whose name another one has as well, in the order given."""
    bearers: dict[str, set[str]] = {}
    for key, own in names.items():
        for name in {fold(name) for name in own} - {""}:
            bearers.setdefault(name, set()).add(key)
    shared = {key for keys in bearers.values() if len(keys) > 1 for key in keys}
    return [key for key in names if key in shared]

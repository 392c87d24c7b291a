"""What a document's writer raises when the file it re-opened is not the one it wrote."""


class Damaged(Exception):
    """The file does not hold what was written into it; the argument says which part."""

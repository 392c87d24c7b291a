"""The world's faults, said in words; anything else that is raised is a bug of ours."""


class UserError(Exception):
    """Something outside the program is in the way; shown to the person with what to do.

    ``message`` is an English message id marked with ``N_``, with named fields in braces; it is
    translated when shown, because only the place that shows it knows the language.
    """

    def __init__(self, message: str, **fields: object) -> None:
        super().__init__(message)
        self.message = message
        self.fields = fields

    def __str__(self) -> str:
        return self.message.format(**self.fields)


class DamagedError(UserError):
    """The data itself cannot be read: nothing works again before a backup is brought back."""

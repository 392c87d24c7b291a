"""Where in a question bank's workbook something stands, so that a refusal can name it."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import NoReturn

from capacity_app.errors import UserError
from capacity_app.exchange.place import short
from capacity_app.i18n import N_


@dataclass(frozen=True, slots=True)
class Spot:
    """A cell, or with less given a row, a sheet or the file; ``column`` reads like "C (ar)"."""

    file: str
    sheet: str = ""
    row: int = 0
    column: str = ""

    def at(self, column: str) -> "Spot":
        """Another column of this row."""
        return replace(self, column=column)

    def refuse(self, message: str, **fields: object) -> NoReturn:
        """Raise UserError with the place filled in."""
        raise UserError(
            message,
            file=self.file,
            sheet=self.sheet or "…",
            row=self.row or "…",
            column=self.column or "…",
            **fields,
        )

    def missing(self) -> NoReturn:
        """Nothing stands in a cell that needs something."""
        self.refuse(
            N_(
                "In {file}, sheet {sheet}, row {row}, column {column} is empty, and something has "
                "to stand there. Nothing was changed. Fill that cell and try again."
            )
        )

    def no_row(self, wanted: str) -> NoReturn:
        """A row that other sheets call for is not there."""
        self.refuse(
            N_(
                "In {file}, sheet {sheet} has no row for {wanted}. Nothing was changed. Add that "
                "row, or take out what calls for it in the other sheets."
            ),
            wanted=short(wanted),
        )

    def not_called_for(self, given: str, where: str) -> NoReturn:
        """A row is about something that no other sheet knows."""
        self.refuse(
            N_(
                "In {file}, sheet {sheet}, row {row} is about {given}, which sheet {where} does "
                "not name. Nothing was changed. Correct it, or take that row out."
            ),
            given=short(given),
            where=where,
        )

    def doubled(self, given: str, first: int) -> NoReturn:
        """The same thing is given in two rows."""
        self.refuse(
            N_(
                "In {file}, sheet {sheet}, row {row}, column {column}: {given} stands in row "
                "{first} already. Nothing was changed. Take one of them out."
            ),
            given=short(given),
            first=first,
        )

    def not_allowed(self, given: object, allowed: Iterable[object]) -> NoReturn:
        """What stands in a cell is not on its list."""
        self.refuse(
            N_(
                "In {file}, sheet {sheet}, row {row}, column {column}: {given} cannot stand "
                "there, only one of: {allowed}. Nothing was changed. Correct that cell and try "
                "again."
            ),
            given=short(str(given)),
            allowed=", ".join(map(str, allowed)),
        )

    def wrong(self, given: object, example: str) -> NoReturn:
        """What stands in a cell is of another kind than wanted."""
        self.refuse(
            N_(
                "In {file}, sheet {sheet}, row {row}, column {column}: {given} cannot stand "
                "there; it has to be written like {example}. Nothing was changed. Correct that "
                "cell and try again."
            ),
            given=short(str(given)),
            example=example,
        )

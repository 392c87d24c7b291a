"""The PDF documents: plan, full report, due-diligence pack, blank form; made, and read back."""

from collections.abc import Iterator
from pathlib import Path

from capacity_app.model.instrument import Instrument
from capacity_app.report import pdf_plan
from capacity_app.report.content_shape import Report
from capacity_app.report.flow import Step
from capacity_app.report.layout import Block
from capacity_app.report.pdf_page import Document, pages
from capacity_app.report.pdf_summary import summary


def write_plan(report: Report, path: Path) -> Iterator[Step]:
    """Write the action plan, one step per page laid out and per page drawn.

    With a report in another language beside it, in both languages. The file appears with the
    last step; closing the iterator before leaves nothing. Raises OSError when ``path`` cannot be
    written.
    """

    def made(own: Report) -> Document:
        name = own.words.gettext("Capacity development action plan")
        return Document(own, name, _plan(own, name))

    return pages(made, report, path)


def _plan(report: Report, name: str) -> Iterator[Block]:
    yield from summary(report, name)
    yield from pdf_plan.plan(report)
    yield from pdf_plan.signatures(report)


def write_full(report: Report, path: Path) -> Iterator[Step]:
    """Write the full report; as :func:`write_plan`."""
    from capacity_app.report import pdf_full

    def made(own: Report) -> Document:
        name = own.words.gettext("Capacity assessment report")
        return Document(own, name, pdf_full.full(own, name))

    return pages(made, report, path)


def write_pack(report: Report, path: Path) -> Iterator[Step]:
    """Write the due-diligence pack; as :func:`write_plan`. ValueError for an aggregate."""
    from capacity_app.report import pdf_pack

    def made(own: Report) -> Document:
        if own.pack is None:
            raise ValueError(own.sight.tier)
        name = own.words.gettext("Due-diligence pack")
        return Document(own, name, pdf_pack.pack(own, own.pack, name))

    return pages(made, report, path)


def write_form(report: Report, instrument: Instrument, path: Path) -> Iterator[Step]:
    """Write the blank form of a question bank tailored as the report's; as :func:`write_plan`.

    Only the header of ``report`` is used; no answer is in it.
    """
    from capacity_app.report import pdf_form

    def made(own: Report) -> Document:
        name = own.words.gettext("Capacity assessment: paper form")
        return Document(own, name, pdf_form.form(own, instrument, name), blank=True)

    return pages(made, report, path)


def check(report: Report, path: Path) -> int:
    """The number of pages of a written file; Damaged when it is not whole or not this report's.

    Raises OSError when it cannot be read.
    """
    from capacity_app.report import pdf_check

    return pdf_check.check(report, path)

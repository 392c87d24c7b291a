"""Blocks laid on pages: all are laid out before the first is drawn, to know their number."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import BinaryIO, NamedTuple

from capacity_app.report.boxes import Closing, Room
from capacity_app.report.layout import Block, PageBreak, Placed, PlacedSpace
from capacity_app.report.sheet import Sheet
from capacity_app.report.tagging import Meta
from capacity_app.report.typesetter import Typesetter

MILLIMETRE = 72 / 25.4
LEAST_MARGIN = 15 * MILLIMETRE
_TOLERANCE = 0.01
_GAP = 10  # between header or footer and the text
_LEAD = 54.0  # points: what is no higher leads in what follows it, when it stands under a heading
_LEADS = 140.0  # points of headings and lead-ins, at most
_CARRIED = 240.0  # points of a page's end, at most, that go with what must not stand alone

Edge = Callable[[int, int], Block | None]
"""Makes the header or footer of page x of y; it must be equally high on all pages."""


@dataclass(frozen=True)
class Page:
    """A page in points; margins narrower than 15 mm are widened to that."""

    width: float = 210 * MILLIMETRE
    height: float = 297 * MILLIMETRE
    margin: float = 18 * MILLIMETRE

    def turned(self, landscape: bool) -> "Page":
        """The same sheet standing or lying."""
        short, long = sorted((self.width, self.height))
        width, height = (long, short) if landscape else (short, long)
        return replace(self, width=width, height=height)

    @property
    def edge(self) -> float:
        return max(self.margin, LEAST_MARGIN)

    @property
    def column(self) -> float:
        """Width of the text in points."""
        return self.width - 2 * self.edge


class Step(NamedTuple):
    """Progress: pages done of pages known; `drawing` is False while pages are laid out."""

    drawing: bool
    page: int
    pages: int


@dataclass
class _LaidPage:
    page: Page
    items: list[tuple[Placed, float]]  # each with its top, as height on the page


class Flow:
    """Lays blocks on pages of one document.

    `header` and `footer` are called with the number of a page and the number of pages.
    """

    def __init__(
        self,
        setter: Typesetter,
        page: Page | None = None,
        header: Edge | None = None,
        footer: Edge | None = None,
    ) -> None:
        self.setter = setter
        self.page = page or Page()
        self.header = header
        self.footer = footer

    def steps(self, target: Path | BinaryIO, blocks: Iterable[Block], meta: Meta) -> Iterator[Step]:
        """Write the document to `target`, one step per page; nothing is written before the last.

        Closing the iterator cancels. Raises OSError if `target` cannot be written.
        """
        pages: list[_LaidPage] = []
        for laid in self._laid(blocks):
            pages.append(laid)
            yield Step(False, len(pages), len(pages))
        sheet = Sheet(target, self.setter, (self.page.width, self.page.height))
        for number, laid in enumerate(pages, 1):
            self._draw(sheet, laid, number, len(pages))
            yield Step(True, number, len(pages))
        sheet.finish(meta)

    def save(self, target: Path | BinaryIO, blocks: Iterable[Block], meta: Meta) -> int:
        """All steps at once; the number of pages."""
        pages = 0
        for step in self.steps(target, blocks, meta):
            pages = step.pages
        return pages

    def _laid(self, blocks: Iterable[Block]) -> Iterator[_LaidPage]:
        pages = _Pages(self)
        for block in blocks:
            if isinstance(block, PageBreak):
                yield from pages.turn(block.landscape)
            elif isinstance(block, Room):
                yield from pages.need(block.height)
            else:
                yield from pages.add(block)
        yield from pages.end()

    def edge_height(self, edge: Edge | None, page: Page) -> float:
        block = edge(1, 1) if edge else None
        return block.measure(self.setter, page.column) + _GAP if block else 0.0

    def _draw(self, sheet: Sheet, laid: _LaidPage, number: int, count: int) -> None:
        page = laid.page
        sheet.setPageSize((page.width, page.height))
        for placed, top in laid.items:
            placed.draw(sheet, page.edge, top)
        sheet.tags.open_artifact()
        for edge, top in ((self.header, True), (self.footer, False)):
            block = edge(number, count) if edge else None
            if block:
                placed = block.place(self.setter, page.column)
                y = page.height - page.edge if top else page.edge + placed.height
                placed.draw(sheet, page.edge, y)
        sheet.tags.close_artifact()
        sheet.next_page()


class _Pages:
    """The page being filled."""

    def __init__(self, flow: Flow) -> None:
        self.flow = flow
        self.page = flow.page
        self.kept: list[Placed] = []  # headings waiting for what they belong to
        self.made = 0
        self._fresh()

    def _fresh(self) -> None:
        flow, page = self.flow, self.page
        self.top = page.height - page.edge - flow.edge_height(flow.header, page)
        self.bottom = page.edge + flow.edge_height(flow.footer, page)
        self.at = self.top
        self.after = 0.0
        self.items: list[tuple[Placed, float]] = []

    def _finished(self) -> _LaidPage:
        laid = _LaidPage(self.page, self.items)
        self.made += 1
        self._fresh()
        return laid

    def turn(self, landscape: bool | None) -> Iterator[_LaidPage]:
        """A new page, unless this one is still empty."""
        yield from self._release()
        if self.items:
            yield self._finished()
        if landscape is not None:
            self.page = self.page.turned(landscape)
            self._fresh()

    def need(self, height: float) -> Iterator[_LaidPage]:
        """A new page, unless so much of this one is free."""
        yield from self._release()
        if self.items and self.at - self.bottom < height:
            yield self._finished()

    def end(self) -> Iterator[_LaidPage]:
        yield from self._release()
        if self.items or not self.made:
            yield self._finished()

    def add(self, block: Block) -> Iterator[_LaidPage]:
        placed = block.place(self.flow.setter, self.page.column)
        if placed.keep_with_next or self._leads_in(placed):
            self.kept.append(placed)
            return
        heads, self.kept = self.kept, []
        carried: list[Placed] = []
        if heads and not self._fits_after(heads, placed):
            yield self._finished()
        elif isinstance(block, Closing) and self.at - self.bottom < placed.before + placed.height:
            carried = self._carried(self.top - self.bottom - placed.before - placed.height)
            yield self._finished()
        for item in [*carried, *heads, placed]:
            yield from self._put(item)

    def _leads_in(self, placed: Placed) -> bool:
        """Whether it is a short word between a heading and what the heading is about."""
        high = sum(head.before + head.height for head in self.kept)
        return bool(self.kept) and placed.height <= _LEAD and high + placed.height <= _LEADS

    def _carried(self, room: float) -> list[Placed]:
        """The end of this page, taken from it to stand on the next; nothing when it is too high."""
        if not self.items:
            return []
        room = min(room, _CARRIED)
        last, top = self.items[-1]
        halves = last.tail(room)
        if halves is not None:
            self.items[-1] = (halves[0], top)
            return [halves[1]]
        start = len(self.items) - 1
        while start and self.items[start - 1][0].keep_with_next:
            start -= 1
        carried = [placed for placed, _ in self.items[start:]]
        if not start or sum(placed.height for placed in carried) > room:
            return []
        del self.items[start:]
        return carried

    def _release(self) -> Iterator[_LaidPage]:
        """Headings that nothing followed."""
        heads, self.kept = self.kept, []
        for head in heads:
            yield from self._put(head)

    def _fits_after(self, heads: list[Placed], placed: Placed) -> bool:
        """Whether the headings and at least the beginning of `placed` fit on this page."""
        if not self.items:
            return True
        at, after = self.at, self.after
        for head in heads:
            at -= max(after, head.before) + head.height
            after = head.after
        room = at - max(after, placed.before) - self.bottom
        return placed.height <= room or placed.split(room) is not None

    def _put(self, placed: Placed) -> Iterator[_LaidPage]:
        while True:
            gap = max(self.after, placed.before) if self.items else 0
            if not self.items and isinstance(placed, PlacedSpace):
                return
            room = self.at - gap - self.bottom
            if placed.height <= room + _TOLERANCE:
                self._keep(placed, gap)
                return
            if self.items and isinstance(placed, PlacedSpace):
                yield self._finished()
                return
            halves = placed.split(room, force=not self.items)
            if halves is None and not self.items:
                # Nothing can part it: better too long for the page than lost.
                self._keep(placed, gap)
                return
            if halves:
                self._keep(halves[0], gap)
                placed = halves[1]
            yield self._finished()

    def _keep(self, placed: Placed, gap: float) -> None:
        self.items.append((placed, self.at - gap))
        self.at -= gap + placed.height
        self.after = placed.after

"""Drawing rows of an article as strips.

Every cell carries the article offset that it shows (``meta["offset"]``), so Textual's own selection and copying
work in article offsets. Text is stamped ``(offset, 0)``; margins and blank rows, which show no character, are
stamped ``(side, row + 1)``, and ``offset_of`` finds what they stand for.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby, pairwise

from rich.segment import Segment
from rich.style import Style
from textual.geometry import Offset
from textual.strip import Strip

from reader.model.article import BlockKind
from reader.model.span import Span
from reader.text import cells
from reader.text.layout import Layout, Line
from reader.text.units import MARKER
from reader.ui.colours import BARS, bar
from reader.ui.layers import Layer, Layers
from reader.ui.runs import Run

GUTTER = 2
"""Cells before a line: the bar of a note, the sign of the cursor."""

_RIGHT_SIDE = 1 << 30
_LOOKS = {
    BlockKind.HEADLINE: "article--headline",
    BlockKind.BYLINE: "article--byline",
    BlockKind.DATELINE: "article--dateline",
    BlockKind.HEADING: "article--heading",
    BlockKind.QUOTE: "article--quote-block",
    BlockKind.CODE: "article--code",
}


@dataclass
class Painter:
    """Draws rows of ``page``.

    Args:
        page: the text in lines.
        layers: what is marked.
        beneath: rows that stand beneath blocks, by the block's index.
        beside: what stands to the right of the text, by the row of the page.
        centred: the text stands in the middle; else at the left, with nothing beside it.
        look: gives the combined style of component classes, the later over the earlier.
        width: cells of a row.
    """

    page: Layout
    layers: Layers
    look: Callable[[tuple[str, ...]], Style]
    width: int
    beneath: Mapping[int, Sequence[Sequence[Run]]] = field(default_factory=dict)
    beside: Mapping[int, Sequence[Run]] = field(default_factory=dict)
    centred: bool = True

    @property
    def room_beside(self) -> int:
        """Cells to the right of the text, but for a gap."""
        return max(0, self.width - self.margin - self.page.measure - GUTTER) if self.centred else 0

    @property
    def margin(self) -> int:
        """Cells to the left of the text, the gutter among them: the text stands in the middle."""
        return max(GUTTER, (self.width - self.page.measure) // 2) if self.centred else GUTTER

    def draw(self, row: int, cursor: bool, selected: Span | None) -> Strip:
        """Return a row (from 0, of the page); ``cursor`` says that the reading cursor is on it."""
        base = self.look(("article--text",))
        found = self.page.row(row)
        if found is None or (found.line is None and found.extra is None):
            return Strip([self._blank(self.margin, 0, row), *self._right(self.margin, row, 0)], self.width)
        left = [self._blank(self.margin - GUTTER, 0, row)]
        if found.line is None:
            runs = self.beneath[found.block][found.extra or 0]
            left.append(self._blank(GUTTER, 0, row))
            inner = [self._furniture(text, row, name) for text, name in runs]
        else:
            left += self._gutter(found.line, row, cursor)
            left += self._indent(found.line, row)
            inner = self._text(found.line, selected)
        used = sum(each.cell_length for each in (*left, *inner))
        drawn = [*_joined(left), *inner, *self._right(used, row, _RIGHT_SIDE)]
        return Strip(drawn).adjust_cell_length(self.width, base)

    def offset_of(self, place: Offset) -> int:
        """Return the article offset of a stamped place; see the module's head."""
        if place.y == 0:
            return place.x
        row = place.y - 1
        found = self.page.row(row)
        if found is None:
            return len(self.page.text) if row >= self.page.height else 0
        if found.line is None:
            return self.page.offset_at(row, 0)
        return found.line.end if place.x >= _RIGHT_SIDE else found.line.start

    def _text(self, line: Line, selected: Span | None) -> list[Segment]:
        kind = _LOOKS.get(self.page.blocks[line.block].kind)
        names = ("article--text", kind) if kind else ("article--text",)
        segments: list[Segment] = []
        for piece in self.layers.pieces(line.start, line.end):
            looks = (*names, *(mark.style for mark in piece.marks))
            for start, end in _cut(piece.start, piece.end, selected):
                chosen = selected is not None and selected.holds(start)
                style = self.look((*looks, "article--selection") if chosen else looks)
                segments += [Segment(text, style) for text in _runs(self.page.text, start, end, line.plain)]
        return list(Strip(segments).apply_offsets(line.start, 0))

    def _right(self, used: int, row: int, side: int) -> list[Segment]:
        """Return the rest of a row of which ``used`` cells are drawn: what stands beside the text, and blanks."""
        runs = self.beside.get(row)
        if not runs:
            return [self._blank(self.width - used, side, row)] if used < self.width else []
        gap = self._blank(self.width - self.room_beside - used, side, row)
        noted = [self._furniture(text, row, name) for text, name in runs]
        rest = self.room_beside - sum(each.cell_length for each in noted)
        return [gap, *noted, self._blank(rest, side, row)]

    def _gutter(self, line: Line, row: int, cursor: bool) -> list[Segment]:
        noted = [mark.colour for mark in self.layers.over(line.start, line.end, (Layer.HIGHLIGHT,)) if mark.colour]
        return [
            self._furniture(BARS[noted[-1]], row, bar(noted[-1])) if noted else self._blank(1, 0, row),
            self._furniture("›", row, "article--cursor") if cursor else self._blank(1, 0, row),
        ]

    def _indent(self, line: Line, row: int) -> list[Segment]:
        if not line.indent:
            return []
        block = self.page.blocks[line.block]
        text = ""
        if block.kind is BlockKind.QUOTE:
            text = "│"
        elif block.kind is BlockKind.LIST_ITEM and line.start == block.span.start and not self._has_mark(line.start):
            text = "• ".rjust(line.indent)
        return [self._furniture(text.ljust(line.indent), row, "article--furniture")]

    def _has_mark(self, start: int) -> bool:
        """Tell whether a list item's text begins with a mark or number of its own."""
        return MARKER.match(self.page.text, start) is not None

    def _furniture(self, text: str, row: int, name: str) -> Segment:
        return Segment(text, _stamped(self.look(("article--text", name)), 0, row))

    def _blank(self, width: int, side: int, row: int) -> Segment:
        return Segment(" " * max(0, width), _stamped(self.look(("article--text",)), side, row))


def _stamped(style: Style, side: int, row: int) -> Style:
    return style + Style.from_meta({"offset": (side, row + 1)})


def _joined(segments: Iterable[Segment]) -> Iterator[Segment]:
    """Join neighbours of one style, and leave empty ones out: each segment sends its colours to the terminal."""
    for style, group in groupby((each for each in segments if each.text), key=lambda each: each.style):
        yield Segment("".join(each.text for each in group), style)


def _cut(start: int, end: int, at: Span | None) -> Iterable[tuple[int, int]]:
    """Cut a range where another begins and ends."""
    cuts = [start, *(cut for cut in ((at.start, at.end) if at else ()) if start < cut < end), end]
    return pairwise(cuts)


def _runs(text: str, start: int, end: int, plain: bool) -> Iterable[str]:
    """Yield runs of one-cell characters whole and every other cluster alone, so that cells map to offsets."""
    if plain:
        yield text[start:end]
        return
    run = start
    for cluster in cells.clusters(text, start, end):
        if cluster.width != 1 or cluster.end - cluster.start != 1:
            if run < cluster.start:
                yield text[run : cluster.start]
            yield text[cluster.start : cluster.end]
            run = cluster.end
    if run < end:
        yield text[run:end]

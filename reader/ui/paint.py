"""Drawing rows of an article as strips.

A cluster (what reads as one character) is never cut, whatever is marked: half a family of emoji would take other
cells than the layout gave it. Clusters of more than one cell or code point have segments of their own, so that
Textual, which cuts strips where something lies over them, doesn't cut them either.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby, pairwise

from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from reader.model.article import BlockKind
from reader.model.span import Span
from reader.text import cells
from reader.text.layout import Layout, Line, Row
from reader.text.units import MARKER
from reader.ui.colours import BARS, bar
from reader.ui.layers import Layer, Layers, Mark
from reader.ui.runs import Run

GUTTER = 2
"""Cells before a line: the bar of a note, the sign of the cursor."""

_HYPHEN = "-"
_BESIDE_QUOTE = "│"
_QUIET_WHEN_DIMMED = {"article--person", "article--place", "article--organisation", "article--quote"}
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

    def draw(self, row: int, cursor: bool, selected: Span | None, dimmed: bool = False) -> Strip:
        """Return a row (from 0, of the page); ``cursor`` says that the reading cursor is on it."""
        base = self.look(("article--text",))
        found = self.page.row(row)
        if found is None or (found.line is None and found.extra is None):
            left = [self._blank(self.margin), *self._between(found)]
            return Strip([*left, *self._right(sum(each.cell_length for each in left), row)], self.width)
        left = [self._blank(self.margin - GUTTER)]
        if found.line is None:
            runs = self.beneath[found.block][found.extra or 0]
            left.append(self._blank(GUTTER))
            inner = [self._furniture(text, name) for text, name in runs]
        else:
            left += self._gutter(found.line, cursor)
            left += self._indent(found.line)
            inner = self._text(found.line, selected, dimmed)
        used = sum(each.cell_length for each in (*left, *inner))
        drawn = _joined([*left, *inner, *self._right(used, row)])
        return Strip(drawn).adjust_cell_length(self.width, base)

    def _text(self, line: Line, selected: Span | None, dimmed: bool) -> list[Segment]:
        labels = self.page.form.labels
        cuts = [*((selected.start, selected.end) if selected else ()), *labels.behind(line.start, line.end)]
        borders = None if line.plain else _borders(self.page.text, line)
        segments: list[Segment] = []
        for piece in self.layers.pieces(line.start, line.end):
            for start, end in _cut(piece.start, piece.end, cuts):
                style = self._style(line, piece.marks, dimmed, selected is not None and selected.holds(start))
                segments += [Segment(text, style) for text in _runs(self.page.text, start, end, borders)]
                if end in labels.texts:
                    segments.append(self._furniture(labels.texts[end], "article--furniture"))
        if line.hyphen:
            on = [mark for mark in self.layers.over(line.end - 1, line.end) if mark.span.end > line.end]
            chosen = selected is not None and selected.covers(Span(line.end - 1, line.end + 1))
            segments.append(Segment(_HYPHEN, self._style(line, on, dimmed, chosen)))
        return segments

    def _style(self, line: Line, marks: Iterable[Mark], dimmed: bool, chosen: bool) -> Style:
        """Return the look of text under some marks; ``chosen`` says that it is selected."""
        kind = _LOOKS.get(self.page.blocks[line.block].kind)
        looks = ["article--text", *([kind] if kind else []), *(["article--dimmed"] if dimmed else [])]
        looks += [mark.style for mark in marks if not (dimmed and mark.style in _QUIET_WHEN_DIMMED)]
        return self.look((*looks, "article--selection") if chosen else tuple(looks))

    def _right(self, used: int, row: int) -> list[Segment]:
        """Return the rest of a row of which ``used`` cells are drawn: what stands beside the text, and blanks."""
        runs = self.beside.get(row)
        if not runs:
            return [self._blank(self.width - used)]
        noted = [self._furniture(text, name) for text, name in runs]
        rest = self.room_beside - sum(each.cell_length for each in noted)
        return [self._blank(self.width - self.room_beside - used), *noted, self._blank(rest)]

    def _gutter(self, line: Line, cursor: bool) -> list[Segment]:
        noted = [mark.colour for mark in self.layers.over(line.start, line.end, (Layer.HIGHLIGHT,)) if mark.colour]
        return [
            self._furniture(BARS[noted[-1]], bar(noted[-1])) if noted else self._blank(1),
            self._furniture("›", "article--cursor") if cursor else self._blank(1),
        ]

    def _between(self, found: Row | None) -> list[Segment]:
        """Return what stands on a blank row: the line beside a quotation goes on to its next paragraph."""
        around = self.page.blocks[found.block : found.block + 2] if found else ()
        quoted = len(around) == 2 and all(block.kind is BlockKind.QUOTE for block in around)
        return [self._furniture(_BESIDE_QUOTE, "article--furniture")] if quoted else []

    def _indent(self, line: Line) -> list[Segment]:
        if not line.indent:
            return []
        block = self.page.blocks[line.block]
        text = ""
        if block.kind is BlockKind.QUOTE:
            text = _BESIDE_QUOTE
        elif block.kind is BlockKind.LIST_ITEM and line.start == block.span.start and not self._has_mark(line.start):
            text = "• ".rjust(line.indent)
        return [self._furniture(text.ljust(line.indent), "article--furniture")]

    def _has_mark(self, start: int) -> bool:
        """Tell whether a list item's text begins with a mark or number of its own."""
        return MARKER.match(self.page.text, start) is not None

    def _furniture(self, text: str, name: str) -> Segment:
        return Segment(text, self.look(("article--text", name)))

    def _blank(self, width: int) -> Segment:
        return Segment(" " * max(0, width), self.look(("article--text",)))


def _joined(segments: Iterable[Segment]) -> Iterator[Segment]:
    """Join neighbours of one style, and leave empty ones out; what isn't plain stays alone."""
    kept = (each for each in segments if each.text)
    for (style, _), group in groupby(kept, key=lambda each: (each.style, cells.is_plain(each.text) or id(each))):
        yield Segment("".join(each.text for each in group), style)


def _cut(start: int, end: int, at: Sequence[int]) -> Iterable[tuple[int, int]]:
    """Cut a range at some offsets."""
    return pairwise([start, *sorted({cut for cut in at if start < cut < end}), end])


def _borders(text: str, line: Line) -> list[int]:
    """Return where the clusters of a line begin, with the line's end."""
    return [*(cluster.start for cluster in cells.clusters(text, line.start, line.end)), line.end]


def _runs(text: str, start: int, end: int, borders: Sequence[int] | None) -> Iterator[str]:
    """Yield the clusters that begin between ``start`` and ``end``; those of one cell and code point as one run."""
    if borders is None:
        yield text[start:end]
        return
    run = ""
    for first, last in pairwise(borders[bisect_left(borders, start) : bisect_left(borders, end) + 1]):
        if last - first == 1 and cells.is_plain(text, first, last):
            run += text[first]
            continue
        if run:
            yield run
        yield text[first:last]
        run = ""
    if run:
        yield run

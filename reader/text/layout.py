"""An article set in lines: wrapping to a measure, and offsets both ways between text and page.

The page is counted in rows and cells. A row is a line of text, a blank row between blocks, or one of the rows
that the caller reserved beneath a block (for a note, say). Nothing here knows of screens or colours.
Where lines end is told in ``text.wrap``.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from reader.model.article import Block, BlockKind
from reader.text.cells import Cluster
from reader.text.units import MARKER
from reader.text.wrap import Hyphens, Labels, Wrapper

_INDENT = {BlockKind.QUOTE: 3, BlockKind.CODE: 2}
_LIST_STEP = 2
_PARTED = {BlockKind.PARAGRAPH, BlockKind.LIST_ITEM, BlockKind.QUOTE}
_LEAST_ROOM = 8
_FIRST_LINE = 3  # cells before the first line of a paragraph that is told by its indent


class Form(NamedTuple):
    """How a text is set, but for its measure.

    ``indented``: a paragraph behind another begins with an indent, in place of a blank row above it. ``hyphens``
    parts words; None leaves them whole. ``labels`` are drawn within the text.
    """

    indented: bool = False
    hyphens: Hyphens | None = None
    labels: Labels = Labels()


class Line(NamedTuple):
    """The text offsets ``start`` to ``end`` shown on one row, without the white space that ended the line.

    ``block`` is the index of its block, ``indent`` the cells left free before it, ``plain`` says that offsets and
    cells run in step, ``hyphen`` that one is drawn behind it.
    """

    start: int
    end: int
    block: int
    indent: int
    plain: bool
    hyphen: bool = False


class Row(NamedTuple):
    """What stands on one row: a line, or (``line`` None) row ``extra`` of the rows beneath ``block``.

    ``extra`` counts from 0 within the rows that the caller reserved; None on a blank row.
    """

    block: int
    line: Line | None
    extra: int | None


class Layout:
    """A text wrapped to ``measure`` cells.

    Args:
        text: the article's text.
        blocks: its blocks, in order.
        measure: cells to a line, at least 1.
        form: how it is set apart from that.
    """

    def __init__(self, text: str, blocks: Sequence[Block], measure: int, form: Form | None = None) -> None:
        self.text = text
        self.blocks = blocks
        self.measure = max(1, measure)
        self.form = form or Form()
        self._whole = Wrapper(text, self.form.labels)
        self._parting = Wrapper(text, self.form.labels, self.form.hyphens)
        self._lines: list[Line] = []
        self._first_line: list[int] = []
        for index, block in enumerate(blocks):
            self._first_line.append(len(self._lines))
            self._lines.extend(self._wrap(index, block))
        self._starts = [line.start for line in self._lines]
        self._first_line.append(len(self._lines))
        self._top: list[int] = []
        self._reserved: dict[int, int] = {}
        self.reserve({})

    def _wrap(self, index: int, block: Block) -> Iterator[Line]:
        indent = min(_indent(block), max(0, self.measure - _LEAST_ROOM))
        room, start = self.measure - indent, block.span.start
        if block.kind is BlockKind.CODE:
            for row in block.span.of(self.text).split("\n"):
                if not row:
                    yield Line(start, start, index, indent, True)
                for first, end, plain, hyphen in self._whole.wrap(start, start + len(row), room):
                    yield Line(first, end, index, indent, plain, hyphen)
                start += len(row) + 1
            return
        wrapper = self._parting if block.kind in _PARTED else self._whole
        lead = min(_FIRST_LINE, max(0, room - _LEAST_ROOM)) if self._is_indented(index) else 0
        if block.kind is BlockKind.LIST_ITEM and (mark := MARKER.match(self.text, start, block.span.end)):
            # Its own number or mark stands where others have their bullet, and its lines behind that.
            lead = -min(mark.end() - start, max(0, room + _LIST_STEP - _LEAST_ROOM))
            indent, room = indent - _LIST_STEP - lead, room + _LIST_STEP + lead
        for first, end, plain, hyphen in wrapper.wrap(start, block.span.end, room, lead):
            yield Line(first, end, index, indent if first > start else indent + lead, plain, hyphen)

    def _is_indented(self, index: int) -> bool:
        """Tell whether the first line of a block is indented, as that of a paragraph behind another may be."""
        if not self.form.indented or index == 0:
            return False
        return self.blocks[index].kind is self.blocks[index - 1].kind is BlockKind.PARAGRAPH

    def reserve(self, reserved: Mapping[int, int]) -> None:
        """Keep rows free beneath blocks (block index to rows), in place of those kept free before."""
        self._reserved = dict(reserved)
        self._top = []
        row = 0
        for index, block in enumerate(self.blocks):
            if index:
                noted = bool(self._reserved.get(index - 1))
                row += noted or (not self._is_indented(index) and _gap(self.blocks[index - 1], block))
            self._top.append(row)
            row += self._first_line[index + 1] - self._first_line[index] + self._reserved.get(index, 0)
        self.height = row

    @property
    def reserved(self) -> Mapping[int, int]:
        """The rows kept free beneath blocks."""
        return self._reserved

    @property
    def lines(self) -> Sequence[Line]:
        """All lines in order."""
        return self._lines

    def row(self, row: int) -> Row | None:
        """Return what stands on ``row`` (from 0), or None outside of the page."""
        if not 0 <= row < self.height:
            return None
        block = bisect_right(self._top, row) - 1
        inside = row - self._top[block]
        first, after = self._first_line[block], self._first_line[block + 1]
        if inside < after - first:
            return Row(block, self._lines[first + inside], None)
        extra = inside - (after - first)
        return Row(block, None, extra if extra < self._reserved.get(block, 0) else None)

    def block_at(self, offset: int) -> int:
        """Return the index of the block that holds ``offset``, or the last one before it."""
        return self._lines[self.line_number(offset)].block if self._lines else 0

    def line_at(self, offset: int) -> Line | None:
        """Return the line that shows ``offset``, or the last one before it; None when there is no text."""
        return self._lines[self.line_number(offset)] if self._lines else None

    def row_of(self, offset: int) -> int:
        """Return the row that shows ``offset``."""
        if not self._lines:
            return 0
        index = self.line_number(offset)
        block = self._lines[index].block
        return self._top[block] + index - self._first_line[block]

    def reserved_top(self, block: int) -> int:
        """Return the first row kept free beneath ``block``."""
        return self._top[block] + self._first_line[block + 1] - self._first_line[block]

    def column_of(self, offset: int) -> int:
        """Return the cell (from 0, indent included) where the character at ``offset`` begins on its line."""
        line = self.line_at(offset)
        if line is None:
            return 0
        offset = min(max(offset, line.start), line.end)
        if line.plain:
            return line.indent + offset - line.start
        used = line.indent
        for cluster in self.clusters(line):
            if offset < cluster.end:
                return used
            used += cluster.width
        return used

    def offset_at(self, row: int, column: int) -> int:
        """Return the offset of the cluster shown at ``row`` and ``column``.

        A column beyond a line's end gives the line's last cluster, one in its indent the first; a row without
        text gives the start of the next line, or the end of the last.
        """
        if not self._lines:
            return 0
        found = self.row(max(0, min(row, self.height - 1)))
        if found is None or found.line is None:
            block = found.block if found else 0
            following = self._first_line[block + 1]
            return self._lines[min(following, len(self._lines) - 1)].start
        line = found.line
        if line.plain:
            return max(line.start, min(line.start + column - line.indent, line.end - 1))
        used, last = line.indent, line.start
        for cluster in self.clusters(line):
            last = cluster.start
            used += cluster.width
            if column < used:
                break
        return last

    def under(self, row: int, column: int) -> int:
        """Return the offset that a mouse at ``row`` and ``column`` means.

        Before a line and behind it that is the white space where it was broken, if it was; on a row without text it
        is the line feed above. So a drag that begins or ends there takes no letter along.
        """
        found = self.row(row)
        if found is None:
            return 0 if row < 0 else len(self.text)
        line = found.line
        if line is None:
            return self.blocks[found.block].span.end
        offset = self.offset_at(row, column)
        if column < line.indent and self.text[line.start - 1 : line.start].isspace():
            return line.start - 1
        beyond = column >= line.indent + self._cells(line)
        return line.end if beyond and (line.end == len(self.text) or self.text[line.end].isspace()) else offset

    def clusters(self, line: Line) -> Iterator[Cluster]:
        """Yield the clusters of a line, each as wide as it is with the labels behind it."""
        return self.form.labels.clusters(self.text, line.start, line.end)

    def label_at(self, row: int, column: int) -> int | None:
        """Return the offset that the label drawn at a row and cell stands behind; None where there is none."""
        found = self.row(row)
        if found is None or found.line is None:
            return None
        for at in self.form.labels.behind(found.line.start, found.line.end):
            end = self.column_of(at - 1) + next(each.width for each in self.clusters(found.line) if each.end >= at)
            if end - self.form.labels.width(at - 1, at) <= column < end:
                return at
        return None

    def _cells(self, line: Line) -> int:
        if line.plain:
            return line.end - line.start
        return sum(cluster.width for cluster in self.clusters(line))

    def line_number(self, offset: int) -> int:
        """Return the index of the line that shows ``offset``, or of the last one before it."""
        return max(0, bisect_right(self._starts, offset) - 1)


def _gap(above: Block, below: Block) -> int:
    """Blank rows between two blocks: none inside a list or below a heading."""
    return 0 if above.kind is BlockKind.HEADING or above.kind is below.kind is BlockKind.LIST_ITEM else 1


def _indent(block: Block) -> int:
    if block.kind is BlockKind.LIST_ITEM:
        return _LIST_STEP * max(1, block.level)
    return _INDENT.get(block.kind, 0)

"""An article set in lines: wrapping to a measure, and offsets both ways between text and page.

The page is counted in rows and cells. A row is a line of text, a blank row between blocks, or one of the rows
that the caller reserved beneath a block (for a note, say). Nothing here knows of screens or colours.

Wrapping is greedy. In text of one cell a character, which ``cells.is_plain`` finds in one regular expression,
the end of a line is found by searching backwards for a space, so 200,000 words take some 50 ms; other text goes
cluster by cluster.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from reader.model.article import Block, BlockKind
from reader.text.cells import clusters, is_plain

_INDENT = {BlockKind.QUOTE: 3, BlockKind.CODE: 2}
_LIST_STEP = 2


class Line(NamedTuple):
    """The text offsets ``start`` to ``end`` shown on one row, without the white space that ended the line.

    ``block`` is the index of its block, ``indent`` the cells left free before it, ``plain`` says that offsets and
    cells run in step.
    """

    start: int
    end: int
    block: int
    indent: int
    plain: bool


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
        reserved: rows to keep free beneath a block, by the block's index.
    """

    def __init__(
        self, text: str, blocks: Sequence[Block], measure: int, reserved: Mapping[int, int] | None = None
    ) -> None:
        self.text = text
        self.blocks = blocks
        self.measure = max(1, measure)
        self._lines: list[Line] = []
        self._first_line: list[int] = []
        for index, block in enumerate(blocks):
            self._first_line.append(len(self._lines))
            self._lines.extend(_wrap_block(text, block, index, self.measure))
        self._starts = [line.start for line in self._lines]
        self._first_line.append(len(self._lines))
        self._top: list[int] = []
        self._reserved: dict[int, int] = {}
        self.reserve(reserved or {})

    def reserve(self, reserved: Mapping[int, int]) -> None:
        """Keep rows free beneath blocks (block index to rows), in place of those kept free before."""
        self._reserved = dict(reserved)
        self._top = []
        row = 0
        for index, block in enumerate(self.blocks):
            if index:
                row += _gap(self.blocks[index - 1], block, bool(self._reserved.get(index - 1)))
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
        for cluster in clusters(self.text, line.start, line.end):
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
        for cluster in clusters(self.text, line.start, line.end):
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

    def _cells(self, line: Line) -> int:
        if line.plain:
            return line.end - line.start
        return sum(cluster.width for cluster in clusters(self.text, line.start, line.end))

    def line_number(self, offset: int) -> int:
        """Return the index of the line that shows ``offset``, or of the last one before it."""
        return max(0, bisect_right(self._starts, offset) - 1)


def _gap(above: Block, below: Block, noted: bool) -> int:
    """Blank rows between two blocks: none inside a list or between headline and byline, unless a note parts them."""
    if noted:
        return 1
    if above.kind is BlockKind.LIST_ITEM and below.kind is BlockKind.LIST_ITEM:
        return 0
    if above.kind is BlockKind.HEADING:
        return 0
    return 1


def _wrap_block(text: str, block: Block, index: int, measure: int) -> Iterator[Line]:
    indent = min(_indent(block), max(0, measure - 8))
    if block.kind is BlockKind.CODE:
        start = block.span.start
        for piece in block.span.of(text).split("\n"):
            if piece:
                yield from _wrap(text, start, start + len(piece), index, indent, measure)
            else:
                yield Line(start, start, index, indent, True)
            start += len(piece) + 1
        return
    yield from _wrap(text, block.span.start, block.span.end, index, indent, measure)


def _indent(block: Block) -> int:
    if block.kind is BlockKind.LIST_ITEM:
        return _LIST_STEP * max(1, block.level)
    return _INDENT.get(block.kind, 0)


def _wrap(text: str, start: int, end: int, block: int, indent: int, measure: int) -> Iterator[Line]:
    room = max(1, measure - indent)
    if is_plain(text, start, end):
        for first, last in _wrap_plain(text, start, end, room):
            yield Line(first, last, block, indent, True)
    else:
        for first, last in _wrap_clusters(text, start, end, room):
            yield Line(first, last, block, indent, is_plain(text, first, last))


def _wrap_plain(text: str, start: int, end: int, room: int) -> Iterator[tuple[int, int]]:
    while end - start > room:
        cut = text.rfind(" ", start + 1, start + room + 1)
        dash = _dash(text, start, start + room)
        if dash > cut:
            yield start, dash
            start = dash
            continue
        if cut < 0:
            yield start, start + room
            start += room
            continue
        after = cut
        while cut > start + 1 and text[cut - 1] == " ":
            cut -= 1
        yield start, cut
        while after < end and text[after] == " ":
            after += 1
        start = after
    if start < end:
        yield start, end


def _dash(text: str, start: int, stop: int) -> int:
    """Return the offset behind the last dash in ``text[start:stop]`` where a line may end, else -1."""
    cut = text.rfind("—", start, stop) + 1
    hyphen = text.rfind("-", start, stop) + 1
    if hyphen > cut and hyphen - 2 >= start and text[hyphen - 2].isalpha() and text[hyphen : hyphen + 1].isalpha():
        cut = hyphen
    return cut if cut > start else -1


def _wrap_clusters(text: str, start: int, end: int, room: int) -> Iterator[tuple[int, int]]:
    first, used = start, 0
    cut, resume, used_at_resume = -1, -1, 0  # the last place to end the line, and where the next one begins
    wide_before = False
    for cluster in clusters(text, start, end):
        space = text[cluster.start : cluster.end] == " "
        if cluster.start > first and not space and cluster.width:
            before = text[cluster.start - 1]
            if before in " —" or (wide_before and cluster.width > 1):
                cut, resume, used_at_resume = cluster.start, cluster.start, used
        wide_before = cluster.width > 1
        if used + cluster.width > room and cluster.start > first and not space:
            if cut <= first:
                cut, resume, used_at_resume = cluster.start, cluster.start, used
            yield first, _rstrip(text, first, cut)
            first, used = resume, used - used_at_resume
            cut = -1
        used += cluster.width
    if first < end:
        yield first, _rstrip(text, first, end)


def _rstrip(text: str, start: int, end: int) -> int:
    while end > start + 1 and text[end - 1] == " ":
        end -= 1
    return end

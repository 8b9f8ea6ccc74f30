"""Where a step through a laid-out text goes: pure functions from offset to offset."""

from __future__ import annotations

from reader.model.article import BlockKind
from reader.text.layout import Layout
from reader.text.units import sentences


def by_line(page: Layout, offset: int, column: int, step: int) -> int:
    """Return the offset at ``column`` on the nearest line below (``step`` 1) or above (-1), over rows without text."""
    row = page.row_of(offset) + step
    while (found := page.row(row)) is not None and found.line is None:
        row += step
    return offset if found is None else page.offset_at(row, column)


def by_rows(page: Layout, offset: int, column: int, rows: int) -> int:
    """Return the offset ``rows`` rows further down (up when negative), at ``column``; the ends stop it."""
    row = page.row_of(offset) + rows
    if row < 0:
        return first_line(page)
    if row >= page.height:
        return last_line(page)
    return page.offset_at(row, column)


def first_line(page: Layout) -> int:
    """Return where the first line starts."""
    return page.lines[0].start if page.lines else 0


def last_line(page: Layout) -> int:
    """Return where the last line starts."""
    return page.lines[-1].start if page.lines else 0


def by_sentence(page: Layout, offset: int, step: int) -> int:
    """Return the start of the next sentence (``step`` 1), or of this or the one before (-1)."""
    here = page.block_at(offset)
    near = page.blocks[max(0, here - 1) : here + 2]
    starts = [each.start for block in near for each in sentences(page.text, block.span)]
    return _nearest(starts, offset, step)


def by_block(page: Layout, offset: int, step: int, kind: BlockKind | None = None) -> int:
    """Return the start of the next block (``step`` 1), or of this or the one before (-1), of ``kind`` if given."""
    starts = [block.span.start for block in page.blocks if kind is None or block.kind is kind]
    return _nearest(starts, offset, step)


def _nearest(starts: list[int], offset: int, step: int) -> int:
    if step > 0:
        return min((start for start in starts if start > offset), default=offset)
    return max((start for start in starts if start < offset), default=offset)

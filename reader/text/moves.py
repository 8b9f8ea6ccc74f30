"""Where a step through a laid-out text goes: pure functions from offset to offset."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence

from reader.model.article import BlockKind
from reader.model.span import Span
from reader.text.layout import Layout, Line
from reader.text.units import sentences, word_at, words


def by_line(page: Layout, offset: int, column: int, step: int) -> int:
    """Return the offset at ``column``, ``step`` lines below (above when negative); the ends stop it."""
    way = 1 if step > 0 else -1
    row = landed = page.row_of(offset)
    for _ in range(abs(step)):
        row += way
        while (found := page.row(row)) is not None and found.line is None:
            row += way
        if found is None:
            break
        landed = row
    return page.offset_at(landed, column) if landed != page.row_of(offset) else offset


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


def by_cluster(page: Layout, offset: int, step: int) -> int:
    """Return the start of what reads as the ``step``-th character from here on, from line to line; the ends stop it."""
    return _by_starts(page, offset, step, _cluster_starts)


def by_word(page: Layout, offset: int, step: int) -> int:
    """Return the start of the ``step``-th word from here on; negative: back, this one's start first."""
    return _by_starts(page, offset, step, _word_starts)


def by_word_end(page: Layout, offset: int, step: int) -> int:
    """Return the last character of the ``step``-th word that ends behind ``offset``."""
    return _by_starts(page, offset, step, _word_ends)


def line_edge(page: Layout, offset: int, step: int) -> int:
    """Return the first character of the line (``step`` -1), or its last (1)."""
    line = page.line_at(offset)
    if line is None or line.start == line.end:
        return offset
    return line.start if step < 0 else _cluster_starts(page, line)[-1]


def _by_starts(page: Layout, offset: int, step: int, starts_of: Callable[[Layout, Line], list[int]]) -> int:
    """Step over starts that each line gives, looking only at lines near ``offset``."""
    way = 1 if step > 0 else -1
    for _ in range(abs(step)):
        number = page.line_number(offset)
        while 0 <= number < len(page.lines):
            target = onward(starts_of(page, page.lines[number]), offset, way)
            if target != offset:
                offset = target
                break
            number += way
    return offset


def _cluster_starts(page: Layout, line: Line) -> list[int]:
    if line.plain:
        return list(range(line.start, line.end))
    return [cluster.start for cluster in page.clusters(line) if cluster.width]


def _word_starts(page: Layout, line: Line) -> list[int]:
    return [word.start for word in _words_of(page, line) if word.start >= line.start]


def _word_ends(page: Layout, line: Line) -> list[int]:
    return [word.end - 1 for word in _words_of(page, line) if word.end <= line.end]


def _words_of(page: Layout, line: Line) -> list[Span]:
    """Return the words of a line; one that is broken over two lines is whole."""
    start = word_at(page.text, line.start).start if line.start < line.end else line.start
    end = word_at(page.text, line.end - 1).end if line.start < line.end else line.end
    return words(page.text, Span(start, end))


def at_percent(page: Layout, percent: int) -> int:
    """Return the offset at so many percent of the text."""
    return min(percent, 100) * max(0, len(page.text) - 1) // 100


def by_sentence(page: Layout, offset: int, step: int) -> int:
    """Return the start of the ``step``-th sentence from here on; negative: back, this one's start first."""
    way = 1 if step > 0 else -1
    for _ in range(abs(step)):
        here = page.block_at(offset)
        near = page.blocks[max(0, here - 1) : here + 2]
        starts = [each.start for block in near for each in sentences(page.text, block.span)]
        target = onward(starts, offset, way)
        if target == offset:
            break
        offset = target
    return offset


def by_block(page: Layout, offset: int, step: int, kind: BlockKind | None = None) -> int:
    """Return the start of the ``step``-th block from here on, of ``kind`` if given; negative: back."""
    return onward([block.span.start for block in page.blocks if kind is None or block.kind is kind], offset, step)


def onward(starts: Sequence[int], offset: int, step: int) -> int:
    """Return the ``step``-th of ``starts`` (sorted) after ``offset``, before it when negative; the ends stop it."""
    index = _index(starts, offset, step)
    if step > 0:
        index = min(index, len(starts) - 1)
        return starts[index] if starts and starts[index] > offset else offset
    index = max(index, 0)
    return starts[index] if starts and starts[index] < offset else offset


def around(starts: Sequence[int], offset: int, step: int) -> int:
    """Return the ``step``-th of ``starts`` (sorted, at least one) after ``offset`` or before it, round the ends."""
    return starts[_index(starts, offset, step) % len(starts)]


def _index(starts: Sequence[int], offset: int, step: int) -> int:
    return bisect_right(starts, offset) + step - 1 if step > 0 else bisect_left(starts, offset) + step

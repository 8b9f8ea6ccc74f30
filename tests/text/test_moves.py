"""Where a step goes."""

from __future__ import annotations

from bisect import bisect_left, bisect_right

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.model.article import Block, BlockKind
from reader.model.span import Span
from reader.text import moves
from reader.text.layout import Layout

_TEXT = "One two. Three four.\n\nFive six. Seven.\n\nEight"
_PAGE = Layout(
    _TEXT,
    [Block(kind, Span(_TEXT.find(first), _TEXT.find(first) + size)) for kind, first, size in
     ((BlockKind.PARAGRAPH, "One", 20), (BlockKind.HEADING, "Five", 16), (BlockKind.PARAGRAPH, "Eight", 5))],
    12,
)  # fmt: skip

_STARTS = st.lists(st.integers(0, 50), min_size=1, unique=True).map(sorted)
_STEPS = st.integers(-60, 60).filter(bool)


@pytest.mark.parametrize(
    ("start", "step", "end"), [("One", 1, "Three"), ("One", 3, "Seven"), ("One", 99, "Eight"), ("ven", -1, "Seven"),
                               ("Eight", -3, "Three"), ("One", -1, "One")],
)  # fmt: skip
def test_sentences(start: str, step: int, end: str) -> None:
    assert moves.by_sentence(_PAGE, _TEXT.find(start), step) == _TEXT.find(end)


@pytest.mark.parametrize(
    ("start", "step", "kind", "end"),
    [("One", 1, None, "Five"), ("One", 2, None, "Eight"), ("One", 9, None, "Eight"), ("six", -1, None, "Five"),
     ("six", -2, None, "One"), ("One", 1, BlockKind.HEADING, "Five"), ("Eight", 1, BlockKind.HEADING, "Eight")],
)  # fmt: skip
def test_blocks(start: str, step: int, kind: BlockKind | None, end: str) -> None:
    assert moves.by_block(_PAGE, _TEXT.find(start), step, kind) == _TEXT.find(end)


def test_lines_stop_at_the_ends() -> None:
    assert moves.by_line(_PAGE, 0, 0, 2) == _TEXT.find("Five")
    assert moves.by_line(_PAGE, 0, 0, 99) == _TEXT.find("Eight")
    assert moves.by_line(_PAGE, _TEXT.find("Five"), 0, -99) == 0
    assert moves.by_line(_PAGE, 3, 3, -1) == 3


@given(_STARTS, st.integers(-1, 51), _STEPS)
def test_steps_round_the_ends_count_every_start_once(starts: list[int], offset: int, step: int) -> None:
    ahead = starts[bisect_right(starts, offset) :] + starts[: bisect_right(starts, offset)]
    behind = (starts[bisect_left(starts, offset) :] + starts[: bisect_left(starts, offset)])[::-1]
    wanted = (ahead if step > 0 else behind)[(abs(step) - 1) % len(starts)]
    assert moves.around(starts, offset, step) == wanted


@given(_STARTS, st.integers(-1, 51), _STEPS)
def test_steps_onward_go_that_way_or_stay(starts: list[int], offset: int, step: int) -> None:
    target = moves.onward(starts, offset, step)
    between = [start for start in starts if min(offset, target) < start < max(offset, target)]
    assert target == offset or ((target > offset) == (step > 0) and len(between) < abs(step))


def test_percent_stays_inside() -> None:
    assert [moves.at_percent(_PAGE, percent) for percent in (0, 50, 100, 900)] == [0, 22, 44, 44]

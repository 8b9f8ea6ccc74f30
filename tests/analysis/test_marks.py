"""Pairing of quotation marks, by itself: no model needed."""

from __future__ import annotations

import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.analysis.quotes.marks import find_runs


def inner(text: str) -> list[str]:
    return [text[run.start : run.end] for run in find_runs(text)]


@pytest.mark.parametrize(
    ("text", "runs"),
    [
        ("“We won,” she said. “At last.”", ["We won,", "At last."]),
        ('"We won," she said. "At last."', ["We won,", "At last."]),
        ("``We won,'' she said. ``At last.''", ["We won,", "At last."]),
        ("''We won,'' she said. ''At last.''", ["We won,", "At last."]),
        ("«We won», she said.", ["We won"]),
        ("‘We won,’ she said. ‘The workers’ rights are safe.’", ["We won,", "The workers’ rights are safe."]),
        ("'We won,' she said.", ["We won,"]),
        ("It’s the dogs’ day, isn’t it? The ’90s won’t return.", []),
        ("“He called it ‘a joke,’” she said.", ["He called it ‘a joke,’"]),
        ('A 6" pipe was laid.', []),
        ("Nothing here.", []),
    ],
)
def test_kinds_of_marks(text: str, runs: list[str]) -> None:
    assert inner(text) == runs


def test_a_lost_mark_costs_one_paragraph() -> None:
    text = "He said “we are lost and went home.\n\n“We are found,” she said."
    found = find_runs(text)

    assert text[found[-1].start : found[-1].end] == "We are found,"
    assert found[-1].paragraph == 1


def test_a_quote_that_goes_on_in_the_next_paragraph() -> None:
    runs = find_runs("“It began in May.\n\n“Then it ended,” he said.\n\n“New,” she said.")

    assert [(run.open, run.continues) for run in runs] == [(True, False), (False, True), (False, False)]


marks = st.text(alphabet="“”\"'‘’«»`„ \nab,.s?", max_size=200)


@given(marks)
def test_runs_lie_inside_in_order_and_apart(text: str) -> None:
    runs = find_runs(text)

    assert all(0 <= run.start < run.end <= len(text) for run in runs)
    assert all(one.end <= other.start for one, other in pairwise(runs))
    assert all("\n" not in text[run.start : run.end] for run in runs)


@pytest.mark.parametrize("piece", ["“", "”", '"', "'", "‘", "’", "“a ”b ", "‘a ’ ", "“said, ", "''", "' “"])
def test_time_grows_with_the_text(piece: str) -> None:
    def seconds(count: int) -> float:
        begin = time.process_time()
        find_runs(piece * count)
        return time.process_time() - begin

    small = min(seconds(4_000) for _ in range(3))
    large = min(seconds(32_000) for _ in range(3))

    assert large < 8 * small * 4 + 0.1

"""The decision trees by themselves, on small ones that can be worked out by hand."""

from __future__ import annotations

import math

import pytest

from reader.analysis.quotes.trees import Trees

MODEL = {
    "features": ["near", "verb"],
    "base": 0.0,
    "habit": 0.25,
    "habits": {"say": 0.9},
    "trees": [["near", 2.5, ["verb", 0.5, -1.0, 2.0], -3.0], 0.5],
}


def odds(value: float) -> float:
    return 1 / (1 + math.exp(-value))


@pytest.mark.parametrize(
    ("near", "verb", "leaves"),
    [(1, 0, -1.0), (1, 1, 2.0), (2.5, 1, 2.0), (3, 1, -3.0)],
)
def test_a_row_goes_left_up_to_the_threshold(near: float, verb: float, leaves: float) -> None:
    assert Trees(MODEL).score([{"near": near, "verb": verb}]) == pytest.approx([odds(leaves + 0.5)])


def test_many_rows_come_back_in_their_order() -> None:
    rows = [{"near": float(number % 5), "verb": 1.0, "unknown": 7.0} for number in range(5_000)]

    scores = Trees(MODEL).score(rows)

    assert scores == pytest.approx([odds(2.5) if row["near"] <= 2 else odds(-2.5) for row in rows])
    assert Trees(MODEL).score([]) == []


def test_an_unknown_lemma_has_the_habit_of_all() -> None:
    assert Trees(MODEL).habit("say") == 0.9
    assert Trees(MODEL).habit("yodel") == 0.25

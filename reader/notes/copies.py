"""Places where a passage's very words stand: which of them are looked at, and what their number and order tell."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from reader.model.annotation import Target
from reader.notes.passage import Ground, Quarry, common_prefix
from reader.notes.weighing import alike, several

_ALL = 256  # characters of surroundings that are as good as any number


def looked_at(quarry: Quarry, ground: Ground, copies: Sequence[int], most: int) -> list[tuple[int, int]]:
    """Return those places with the same words, numbered, whose surroundings fit best: ``most`` of them."""
    numbered = list(enumerate(copies))
    if len(copies) <= most:
        return numbered
    text, length, before, after = ground.folded.text, len(quarry.words), quarry.before, quarry.after

    def fit(copy: tuple[int, int]) -> float:
        at, end = copy[1], copy[1] + length
        near, far = text[max(0, at - len(before)) : at], text[end : end + len(after)]
        same = common_prefix(before[::-1], near[::-1]) + common_prefix(after, far)
        return alike(before, near) + alike(after, far) + same / _ALL

    return sorted(numbered, key=fit, reverse=True)[:most]


def counted(target: Target, times: int, turn: int | None) -> Mapping[str, float]:
    """Return what it says that the words stand ``times`` times now, and that a place is the ``turn``-th of them."""
    before, nth = target.times, target.nth - 1
    fits = [turn == nth, turn is not None and times - turn == before - nth]
    tells = nth >= 0 and turn is not None and max(before, times) > 1
    return {
        "once alone": float(before == 1),
        "one of several": several(times),
        "fewer": float(times < before),
        "as many": float(times == before),
        "its turn": tells * sum(fits) / 2,
        "another's turn": float(tells and not any(fits)),
        "another's turn of as many": float(tells and not any(fits) and times == before),
    }

"""Stretches that stand in both of two texts, out of order: what was moved, word for word or changed a bit on the way.

Runs of words that both texts have are pieces; pieces that follow each other closely in both make a stretch. So a
phrase that stands several times belongs to the stretch whose other words are the same too. What fits two places about
equally well is left alone: nothing tells which it is.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from operator import attrgetter

from reader.text.runs import Run, apart, worth

_SEED = 3  # words in a row that make a piece
_PLACES = 6  # more often in one text, and they tell nothing
_REACH = 24  # words between two pieces of a stretch
_LEAST = 3.0  # whole words that a stretch has at least
_UNEVEN = 8  # words that one text has more between two pieces, for which a stretch counts one word less
_RIVAL = 0.9  # of what a stretch counts, what another with the same words counts elsewhere


def stretches(old: Sequence[str], new: Sequence[str], to: Sequence[int], back: Sequence[int]) -> list[list[Run]]:
    """Return the stretches among two texts' words that have no like in the other yet; none shares a word with another.

    Args:
        old: one text's words.
        new: the other's.
        to: for each word the one in the other text that it is, -1 for none.
        back: the same from the other text.
    """
    pieces = sorted(_pieces(old, new, to, back), key=attrgetter("old", "new"))
    return list(_Stretches(old, pieces).apart())


def _pieces(old: Sequence[str], new: Sequence[str], to: Sequence[int], back: Sequence[int]) -> Iterator[Run]:
    """Yield the longest runs of free words around such as don't stand too often."""
    one, two = _places(old, to), _places(new, back)
    starts = sorted((a, key) for key, places in one.items() if key in two and len(places) <= _PLACES for a in places)
    reached: dict[int, int] = {}  # by how far the new text is ahead: the end of the last run
    for a, key in starts:
        places = two[key]
        for b in places if len(places) <= _PLACES else ():
            if a >= reached.get(b - a, 0):
                run = _grown(old, new, to, back, Run(a, b, _SEED))
                reached[b - a] = run.old + run.length
                yield run


def _places(keys: Sequence[str], to: Sequence[int]) -> dict[tuple[str, ...], list[int]]:
    """Return where each few free words in a row stand."""
    places: dict[tuple[str, ...], list[int]] = {}
    free = 0
    for at, other in enumerate(to):
        free = free + 1 if other < 0 else 0
        if free >= _SEED:
            start = at + 1 - _SEED
            places.setdefault(tuple(keys[start : at + 1]), []).append(start)
    return places


def _grown(old: Sequence[str], new: Sequence[str], to: Sequence[int], back: Sequence[int], seed: Run) -> Run:
    """Return a run with the equal free words before and behind it."""
    a, b = seed.old, seed.new
    a_end, b_end = a + seed.length, b + seed.length
    while a and b and old[a - 1] == new[b - 1] and to[a - 1] < 0 and back[b - 1] < 0:
        a, b = a - 1, b - 1
    while a_end < len(old) and b_end < len(new) and old[a_end] == new[b_end] and to[a_end] < 0 and back[b_end] < 0:
        a_end, b_end = a_end + 1, b_end + 1
    return Run(a, b, a_end - a)


class _Stretches:
    """Pieces, in the order of the old text, and what the heaviest stretch counts that each is in."""

    def __init__(self, keys: Sequence[str], pieces: Sequence[Run]) -> None:
        self._pieces = pieces
        links = self._links()
        counts = [worth(keys, piece) for piece in pieces]
        self._upto, self._before = list(counts), [-1] * len(pieces)
        onward = list(counts)
        for number, earlier in enumerate(links):
            for other, cost in earlier:
                weight = self._upto[other] + counts[number] - cost
                if weight > self._upto[number]:
                    self._upto[number], self._before[number] = weight, other
        for number in range(len(pieces) - 1, -1, -1):
            for other, cost in links[number]:
                onward[other] = max(onward[other], onward[number] + counts[other] - cost)
        self._whole = [self._upto[at] + onward[at] - counts[at] for at in range(len(pieces))]

    def _links(self) -> list[list[tuple[int, float]]]:
        """Return for each piece those that it can follow in a stretch, and what each loses by the gap between."""
        ends: dict[int, list[int]] = {}
        for number, piece in enumerate(self._pieces):
            ends.setdefault(piece.old + piece.length, []).append(number)
        return [
            [
                (number, cost)
                for end in range(piece.old - _REACH, piece.old + _SEED)
                for number in ends.get(end, ())
                if (cost := _cost(self._pieces[number], piece)) is not None
            ]
            for piece in self._pieces
        ]

    def apart(self) -> Iterator[list[Run]]:
        """Yield the stretches that have no rival, the heaviest first, as long as they share no word."""
        ours = _Cover((piece.old, piece.length) for piece in self._pieces)
        theirs = _Cover((piece.new, piece.length) for piece in self._pieces)
        taken: tuple[set[int], set[int]] = set(), set()
        for last in sorted(range(len(self._pieces)), key=lambda number: -self._upto[number]):
            if self._upto[last] < _LEAST:
                return
            chain = self._chain(last)
            runs = apart([self._pieces[number] for number in chain])
            olds = {at for run in runs for at in range(run.old, run.old + run.length)}
            news = {at for run in runs for at in range(run.new, run.new + run.length)}
            if olds & taken[0] or news & taken[1]:
                continue
            taken[0].update(olds)
            taken[1].update(news)
            if not self._has_rival(chain, ours, theirs):
                yield runs

    def _chain(self, number: int) -> list[int]:
        chain = []
        while number >= 0:
            chain.append(number)
            number = self._before[number]
        return chain[::-1]

    def _has_rival(self, chain: Sequence[int], ours: _Cover, theirs: _Cover) -> bool:
        """Tell whether half of a stretch could as well be another: its words elsewhere, or others in its place."""
        pieces = [self._pieces[number] for number in chain]
        first, last = pieces[0], pieces[-1]
        olds = range(first.old - _REACH, last.old + last.length + _REACH)
        news = range(first.new - _REACH, last.new + last.length + _REACH)
        enough = _RIVAL * self._upto[chain[-1]]
        doubtful = sum(
            piece.length
            for piece in pieces
            if any(self._whole[at] >= enough and self._pieces[at].new not in news for at in ours.at(_middle(piece)[0]))
            or any(
                self._whole[at] >= enough and self._pieces[at].old not in olds for at in theirs.at(_middle(piece)[1])
            )
        )
        return 2 * doubtful >= sum(piece.length for piece in pieces)


class _Cover:
    """Which of several stretches of numbers cover one."""

    def __init__(self, covering: Iterable[tuple[int, int]]) -> None:
        self._at: dict[int, list[int]] = {}
        for number, (start, length) in enumerate(covering):
            for at in range(start, start + length):
                self._at.setdefault(at, []).append(number)

    def at(self, number: int) -> Sequence[int]:
        """Return the stretches that cover ``number``."""
        return self._at.get(number, ())


def _middle(run: Run) -> tuple[int, int]:
    return run.old + run.length // 2, run.new + run.length // 2


def _cost(before: Run, behind: Run) -> float | None:
    """Return what a stretch loses by what lies between two pieces, or what they share; None when it is two."""
    gaps = behind.old - before.old - before.length, behind.new - before.new - before.length
    if not (before.old < behind.old and before.new < behind.new and min(gaps) > -_SEED and max(gaps) <= _REACH):
        return None
    return abs(gaps[0] - gaps[1]) / _UNEVEN + max(0, -min(gaps))

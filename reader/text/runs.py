"""Runs of words that two texts share: their order, their weight, and which of them are chance."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

_TELLING = 4  # words of change on both sides that one word in between outweighs


class Run(NamedTuple):
    """``length`` words that are the same from ``old`` and from ``new`` on. A tuple: thousands are made."""

    old: int
    new: int
    length: int


def runs_of(to: Sequence[int]) -> Iterator[Run]:
    """Yield the runs of words that have their like in the other text, by the first text's order."""
    start = 0
    while start < len(to):
        end = start + 1
        if to[start] >= 0:
            while end < len(to) and to[end] == to[end - 1] + 1:
                end += 1
            yield Run(start, to[start], end - start)
        start = end


def longest_chain(runs: Sequence[Run]) -> list[Run]:
    """Return the runs that keep their order, the longest such sequence counted in words; none overlap."""
    best: list[tuple[int, int]] = []  # for each run: words in the best chain that ends with it, the run before
    tops: list[tuple[int, int, int]] = []  # (end in the new text, words, run), both growing
    for number, run in enumerate(runs):
        at = bisect_left(tops, (run.new + 1, 0, 0)) - 1
        before = tops[at][1:] if at >= 0 else (0, -1)
        words = before[0] + run.length
        best.append((words, before[1]))
        end = run.new + run.length
        at = bisect_left(tops, (end, words, -1))
        if at and tops[at - 1][1] >= words:
            continue
        stop = at
        while stop < len(tops) and tops[stop][1] <= words:
            stop += 1
        tops[at:stop] = [(end, words, number)]
    number = tops[-1][2] if tops else -1
    chain: list[Run] = []
    while number >= 0:
        chain.append(runs[number])
        number = best[number][1]
    return apart(chain[::-1])


def apart(runs: Sequence[Run]) -> list[Run]:
    """Cut off what a run shares with the one before it."""
    apart: list[Run] = []
    for run in runs:
        cut_off = 0
        if apart:
            last = apart[-1]
            cut_off = max(0, last.old + last.length - run.old, last.new + last.length - run.new)
        if cut_off < run.length:
            apart.append(Run(run.old + cut_off, run.new + cut_off, run.length - cut_off))
    return apart


def joined(runs: Iterable[Run]) -> list[Run]:
    """Return runs with those made one that follow each other in both texts."""
    joined: list[Run] = []
    for run in runs:
        last = joined[-1] if joined else Run(-1, -1, 0)
        if (last.old + last.length, last.new + last.length) == (run.old, run.new):
            joined[-1] = Run(last.old, last.new, last.length + run.length)
        else:
            joined.append(run)
    return joined


def without_chance(runs: Sequence[Run], keys: Sequence[str], before: Run, behind: Run) -> list[Run]:
    """Return the runs that are not much shorter than the changes on both sides of them."""
    telling = [(run, _TELLING * worth(keys, run)) for run in runs]
    while True:
        kept = []
        last = before
        for (run, reach), (following, _) in pairwise([*telling, (behind, 0.0)]):
            left = max(run.old - last.old - last.length, run.new - last.new - last.length)
            if reach > left or reach > max(following.old - run.old - run.length, following.new - run.new - run.length):
                kept.append((run, reach))
                last = run
        if len(kept) == len(telling):
            return [run for run, _ in telling]
        telling = kept


def worth(keys: Sequence[str], run: Run) -> float:
    """Return how many words a run counts for: short ones less, marks next to nothing."""
    words = keys[run.old : run.old + run.length]
    return sum([min(1.0, len(word) / 4) if word[0].isalnum() else 0.1 for word in words])

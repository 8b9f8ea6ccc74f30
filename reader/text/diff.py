"""What two versions of a text have in common: words in order, and stretches that were moved.

White space and the shapes of quotation marks and dashes (``reader.text.fold``) make no difference. Long stretches
come first: runs of words that stand once in either text are the backbone (patience diff, Cohen 2005), what lies
between them is aligned by its longest common subsequence, and chance agreements of a few words between large changes
are dropped. Among what is left, runs that stand once on either side were moved.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from reader.text.displaced import stretches
from reader.text.runs import Run, joined, longest_chain, runs_of, without_chance
from reader.text.words import PARAGRAPH, Words, cut

_SEED = 4  # words in a row that tell a stretch from others
_REACH = 24  # words around a moved stretch that may have moved with it
_MOST = 400_000_000  # pairs of words that are compared at once: 50 MB


@dataclass(frozen=True)
class Alignment:
    """Two texts' words, and for each the one in the other text that it is, -1 for none. ``moved``: out of order."""

    old: Words
    new: Words
    to: Sequence[int]
    back: Sequence[int]
    moved: frozenset[int]


def align(old: str | Words, new: str | Words) -> Alignment:
    """Return what is common to two texts. Takes memory for the changed parts of both: a bit a pair of words."""
    one = cut(old) if isinstance(old, str) else old
    two = cut(new) if isinstance(new, str) else new
    return _Aligner(one, two).align()


class _Aligner:
    def __init__(self, old: Words, new: Words) -> None:
        self._old, self._new = old, new
        self._one, self._two = old.keys, new.keys
        self._to = [-1] * len(old.keys)
        self._back = [-1] * len(new.keys)

    def align(self) -> Alignment:
        first, last = self._frame()
        ends = len(self._one) - last, len(self._two) - last
        runs = joined(self._between(first, ends[0], first, ends[1], _SEED))
        for run in without_chance(runs, self._one, Run(first, first, 0), Run(*ends, 0)):
            self._link(run)
        self._settle()
        moved = self._moved()
        return Alignment(self._old, self._new, self._to, self._back, frozenset(moved))

    def _link(self, run: Run) -> None:
        for step in range(run.length):
            self._to[run.old + step] = run.new + step
            self._back[run.new + step] = run.old + step

    def _frame(self) -> tuple[int, int]:
        """Link the words that both texts begin and end with; return their numbers."""
        one, two = self._one, self._two
        shorter = min(len(one), len(two))
        first = next((at for at in range(shorter) if one[at] != two[at]), shorter)
        last = next((at for at in range(shorter - first) if one[-1 - at] != two[-1 - at]), shorter - first)
        self._link(Run(0, 0, first))
        self._link(Run(len(one) - last, len(two) - last, last))
        return first, last

    def _between(self, a: int, a_end: int, b: int, b_end: int, seed: int) -> Iterator[Run]:
        """Yield the runs in order between two borders in each text."""
        if a >= a_end or b >= b_end:
            return
        chain = longest_chain(self._seeds(range(a, a_end), range(b, b_end), seed)) if seed else []
        if not chain:
            yield from self._between(a, a_end, b, b_end, seed // 2) if seed > 1 else self._common(a, a_end, b, b_end)
            return
        for run in chain:
            yield from self._between(a, run.old, b, run.new, seed)
            yield run
            a, b = run.old + run.length, run.new + run.length
        yield from self._between(a, a_end, b, b_end, seed)

    def _seeds(self, olds: range, news: range, seed: int) -> list[Run]:
        """Return the runs around words in a row that stand once among either text's words, by ``olds``."""
        one = _once(self._one, olds, seed)
        two = _once(self._two, news, seed)
        runs: list[Run] = []
        for key, a in one.items():
            b = two.get(key, -1)
            if b < 0:
                continue
            if runs and a - runs[-1].old == b - runs[-1].new and a <= runs[-1].old + runs[-1].length:
                runs[-1] = Run(runs[-1].old, runs[-1].new, a + seed - runs[-1].old)
            else:
                runs.append(Run(a, b, seed))
        return [self._grown(run, olds, news) for run in runs]

    def _grown(self, run: Run, olds: range, news: range) -> Run:
        """Return a run with the equal words before and behind it, within the borders."""
        a, b, length = run.old, run.new, run.length
        low, high = olds[0], news[0]
        while a > low and b > high and self._one[a - 1] == self._two[b - 1] and self._is_free(a - 1, b - 1):
            a, b, length = a - 1, b - 1, length + 1
        low, high = olds[-1] + 1, news[-1] + 1
        while (
            a + length < low
            and b + length < high
            and self._one[a + length] == self._two[b + length]
            and self._is_free(a + length, b + length)
        ):
            length += 1
        return Run(a, b, length)

    def _is_free(self, a: int, b: int) -> bool:
        return self._to[a] < 0 and self._back[b] < 0

    def _common(self, a: int, a_end: int, b: int, b_end: int) -> Iterator[Run]:
        """Yield the runs of the longest common subsequence."""
        from rapidfuzz.distance import Indel  # noqa: PLC0415  only where texts differ

        if (a_end - a) * (b_end - b) > _MOST:
            return
        blocks = Indel.opcodes(self._one[a:a_end], self._two[b:b_end]).as_matching_blocks()
        yield from (Run(a + each.a, b + each.b, each.size) for each in blocks if each.size)

    def _settle(self) -> None:
        """Where something was only put in or only taken out, let that begin and end with a paragraph or sentence.

        The words before a change often equal the last ones in it: then it can be told in several ways.
        """
        for before, behind in list(pairwise(runs_of(self._to))):
            a, b = before.old + before.length, before.new + before.length
            if behind.old == a:
                by = _slide(self._one, self._two, self._new.breaks, (a, b, behind.new), (before.length, behind.length))
                self._relink(by, a, b, a, behind.new)
            elif behind.new == b:
                by = _slide(self._two, self._one, self._old.breaks, (b, a, behind.old), (before.length, behind.length))
                self._relink(by, a, b, behind.old, b)

    def _relink(self, by: int, a: int, b: int, a_end: int, b_end: int) -> None:
        """Give ``by`` words behind a change to what is before it; as many the other way when it is negative."""
        for step in range(by):
            self._unlink(a_end + step, b_end + step)
        for step in range(by, 0):
            self._unlink(a + step, b + step)
        if by > 0:
            self._link(Run(a, b, by))
        elif by < 0:
            self._link(Run(a_end + by, b_end + by, -by))

    def _unlink(self, a: int, b: int) -> None:
        self._to[a] = self._back[b] = -1

    def _moved(self) -> set[int]:
        """Link stretches out of order; return the old words in them."""
        moved: set[int] = set()
        while found := list(stretches(self._one, self._two, self._to, self._back)):
            for chain in found:
                moved.update(self._follow(chain))
        return moved

    def _follow(self, chain: Sequence[Run]) -> Iterator[int]:
        """Link a stretch with what moved along with it, though words in between were changed; yield the old words."""
        for run in chain:
            self._link(run)
            yield from range(run.old, run.old + run.length)
        for before, behind in pairwise(chain):
            yield from self._fill(before.old + before.length, behind.old, before.new + before.length, behind.new)
        yield from self._fill(*self._behind(chain[-1]))
        yield from self._fill(*self._before(chain[0]))

    def _fill(self, a: int, a_end: int, b: int, b_end: int) -> Iterator[int]:
        """Link what is the same between two borders in each text; yield the old words."""
        found = joined(self._between(a, a_end, b, b_end, 0))
        for each in without_chance(found, self._one, Run(a, b, 0), Run(a_end, b_end, 0)):
            if all(self._is_free(each.old + step, each.new + step) for step in range(each.length)):
                self._link(each)
                yield from range(each.old, each.old + each.length)

    def _behind(self, run: Run) -> tuple[int, int, int, int]:
        a, b = a_end, b_end = run.old + run.length, run.new + run.length
        while a_end < len(self._to) and a_end - a < _REACH and self._to[a_end] < 0:
            a_end += 1
        while b_end < len(self._back) and b_end - b < _REACH and self._back[b_end] < 0:
            b_end += 1
        return a, a_end, b, b_end

    def _before(self, run: Run) -> tuple[int, int, int, int]:
        a, b = run.old, run.new
        while a > 0 and run.old - a < _REACH and self._to[a - 1] < 0:
            a -= 1
        while b > 0 and run.new - b < _REACH and self._back[b - 1] < 0:
            b -= 1
        return a, run.old, b, run.new


def _slide(
    whole: Sequence[str], torn: Sequence[str], breaks: Sequence[int], at: tuple[int, int, int], room: tuple[int, int]
) -> int:
    """Return by how many words a stretch that only ``torn`` has can move so that it begins and ends with a break.

    ``at``: where it is missing in ``whole``; where it begins and ends in ``torn``. ``room``: how far it may move.
    """
    place, start, end = at
    best, by = breaks[start] + _break(breaks, end), 0
    for direction, most in ((-1, room[0]), (1, room[1])):
        for step in range(1, min(most, _REACH + 1)):
            same = (
                (whole[place - step], torn[end - step])
                if direction < 0
                else (whole[place + step - 1], torn[start + step - 1])
            )
            if same[0] != same[1]:
                break
            worth = breaks[start + direction * step] + _break(breaks, end + direction * step)
            if worth > best:
                best, by = worth, direction * step
    return by


def _break(breaks: Sequence[int], at: int) -> int:
    return breaks[at] if at < len(breaks) else PARAGRAPH


def _once(keys: Sequence[str], among: range, seed: int) -> dict[tuple[str, ...], int]:
    """Return the runs of ``seed`` words that stand once among the words of those numbers, and where they begin."""
    found: dict[tuple[str, ...], int] = {}
    rows = zip(*(keys[among.start + step : among.stop] for step in range(seed)), strict=False)
    for at, key in enumerate(rows, among.start):
        found[key] = -1 if key in found else at
    return {key: at for key, at in found.items() if at >= 0}

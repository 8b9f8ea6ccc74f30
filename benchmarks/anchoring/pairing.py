"""Which paragraph of a text is which in another version of it, by the likeness of their characters alone.

Paragraphs are paired by a global alignment; those left over on both sides by likeness (they were moved). Where another
pairing would do about as well, and the neighbours don't tell either, a pair is doubtful. What a paragraph said is gone
when every place in the new text that is like it is another old paragraph's, which was as like to it already.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from rapidfuzz import fuzz, process
from rapidfuzz.distance import LCSseq

from benchmarks.anchoring.cases import GAP, sentences

LIKER = 3.0
"""Percent by which another is liker, so that it may as well be that one."""

_SENTENCE = 40  # characters from which on a sentence or a paragraph is known by them
_PAIRED = 55.0  # likeness in percent from which two paragraphs can be one in two versions
_MOVED = 75.0
_LEAST = 40.0
_PARTLY = 60.0  # likeness to some stretch of a paragraph from which on a sentence may stand there in other words
_SHARED = 50.0  # percent of the words of the shorter of two sentences, in order, from which on they may be one
_SHARED_SHORT = 60.0  # the same of a short sentence's words
_LESS = 1.0  # percent under what is asked, from which on it is counted out
_TELLING = 5  # words of a sentence that may be another's
_LONGEST = 3  # times as long: a sentence that can be another's
_AS_LONG = 0.6  # of a sentence's length, a paragraph in which it may stand


@dataclass(frozen=True)
class Version:
    """The paragraphs of a text."""

    blocks: Sequence[str]

    @cached_property
    def text(self) -> str:
        """The whole text."""
        return GAP.join(self.blocks)

    @cached_property
    def sentences(self) -> list[list[tuple[list[str], frozenset[str]]]]:
        """The words of each sentence, in order and as a set, by paragraphs."""
        rows = ([block[start:end].split() for start, end in sentences(block)] for block in self.blocks)
        return [[(row, frozenset(row)) for row in each] for each in rows]

    def likeness(self, sentence: str, number: int, least: float = 0.0) -> float:
        """Return how like a stretch of a paragraph is to a sentence, in percent."""
        block = self.blocks[number]
        return fuzz.partial_ratio(sentence, block, score_cutoff=least) if _fits(sentence, block) else 0.0

    def shared(self, sentence: str, number: int, least: float = 0.0) -> float:
        """Return the percentage of a sentence's words that a sentence of a paragraph shares, or it of that one's."""
        words = sentence.split()
        best = least
        for row, others in self.sentences[number]:
            most = len(words) if len(sentence) < _SENTENCE else min(len(words), len(row))
            fits = len(sentence) < _SENTENCE or len(row) >= _TELLING
            if fits and len(row) <= _LONGEST * len(words) and 100 * sum(w in others for w in words) >= best * most:
                best = max(best, 100 * LCSseq.similarity(words, row) / most)
        return best


def _fits(sentence: str, block: str) -> bool:
    return len(block) >= _AS_LONG * len(sentence)


class Pairing:
    """For each old paragraph the new one, or None: ``to``; and the other way round: ``back``.

    ``moved`` are those out of order; ``doubtful`` those that may as well be paired otherwise.
    """

    def __init__(self, old: Version, new: Version) -> None:
        self._old, self._new = old, new
        self._like = process.cdist(old.blocks, new.blocks, scorer=fuzz.ratio, score_cutoff=_LEAST)
        self.to = _in_order(self._like, old.blocks, new.blocks)
        self.back: list[int | None] = [None] * len(new.blocks)
        for one, two in enumerate(self.to):
            if two is not None:
                self.back[two] = one
        self.moved = frozenset(self._move())
        pairs = [(one, two) for one, two in enumerate(self.to) if two is not None]
        self.doubtful = frozenset(one for one, two in pairs if self._is_doubtful(one, two))

    def is_gone(self, one: int, sentence: str) -> bool:
        """Tell whether a sentence of a paragraph stands nowhere any more, but where others had it already."""
        return all(self._is_anothers(one, sentence, two) for two in self._likes(sentence))

    def is_alike(self, sentence: str) -> bool:
        """Tell whether what is like a sentence stands anywhere."""
        return any(True for _ in self._likes(sentence))

    def is_liker(self, sentence: str, two: int) -> bool:
        """Tell whether another new paragraph than ``two`` has what is liker to a sentence."""
        least = self._new.likeness(sentence, two) + LIKER
        others = (number for number in range(len(self.back)) if number != two)
        return any(self._new.likeness(sentence, other, least) for other in others)

    def _likes(self, sentence: str) -> Iterator[int]:
        """Yield the new paragraphs where a sentence may stand, be it in other words."""
        for two in range(len(self.back)):
            is_long = len(sentence) >= _SENTENCE
            least = _SHARED if is_long else _SHARED_SHORT
            if self._new.shared(sentence, two, least - _LESS) >= least or (
                is_long and self._new.likeness(sentence, two, _PARTLY)
            ):
                yield two

    def _is_anothers(self, one: int, sentence: str, two: int) -> bool:
        owner = self.back[two]
        return (
            owner is not None
            and owner != one
            and owner not in self.doubtful
            and self._beside(owner, two) > 0
            and self._old.shared(sentence, owner) >= self._new.shared(sentence, two)
            and self._old.likeness(sentence, owner) >= self._new.likeness(sentence, two) - LIKER
        )

    def _move(self) -> Iterator[int]:
        """Pair paragraphs out of order that are alike, and like no other; yield the old ones."""
        for one, block in enumerate(self._old.blocks):
            free = [two for two, paired in enumerate(self.back) if paired is None]
            if self.to[one] is not None or not free or len(block) < _SENTENCE:
                continue
            best = max(free, key=lambda two: float(self._like[one][two]))
            alike = self._like[one] >= _MOVED, self._like[:, best] >= _MOVED
            if self._like[one][best] >= _MOVED and alike[0].sum() == 1 and alike[1].sum() == 1:
                self.to[one], self.back[best] = best, one
                yield one

    def _is_doubtful(self, one: int, two: int) -> bool:
        """Tell whether a paragraph is liker to another, or as like to one that is left over and stands no worse."""
        like, beside = self._like[one][two], self._beside(one, two)
        if self._like[one].max() > like + LIKER:
            return True
        rivals = [(one, other) for other, paired in enumerate(self.back) if paired is None]
        rivals += [(other, two) for other, paired in enumerate(self.to) if paired is None]
        return any(self._like[pair] >= like - LIKER and self._beside(*pair) >= beside for pair in rivals)

    def _beside(self, one: int, two: int) -> int:
        """Return on how many sides the next paragraphs of two are paired too, or both have none."""
        sides = ((one - 1, two - 1), (one + 1, two + 1))
        return sum(self.to[a] == b if 0 <= a < len(self.to) else not 0 <= b < len(self.back) for a, b in sides)


def _in_order(like: object, old: Sequence[str], new: Sequence[str]) -> list[int | None]:
    """Align two lists of paragraphs in order (Needleman and Wunsch 1970), longer ones weighing more."""
    rows: list[list[float]] = [[0.0] * (len(new) + 1)]
    for one in range(len(old)):
        above, row = rows[-1], [0.0]
        for two in range(len(new)):
            value = max(above[two + 1], row[two])
            score = float(like[one][two])  # type: ignore[index]
            if score >= _PAIRED:
                value = max(value, above[two] + (score - _LEAST) * min(len(old[one]), len(new[two]), 200))
            row.append(value)
        rows.append(row)
    to: list[int | None] = [None] * len(old)
    one, two = len(old), len(new)
    while one and two:
        if rows[one][two] == rows[one - 1][two]:
            one -= 1
        elif rows[one][two] == rows[one][two - 1]:
            two -= 1
        else:
            one, two = one - 1, two - 1
            to[one] = two
    return to

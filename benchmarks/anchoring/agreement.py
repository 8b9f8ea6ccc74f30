"""A second opinion on which paragraph became which, and where in it a passage stands: by words instead of characters.

Paragraphs are a pair when each is the likest to the other, by the cosine of their words weighted by rarity (Salton and
Buckley 1988); in a pair the words are aligned. Neither the order of the paragraphs nor that of words in them counts,
so this errs in other cases than ``pairing`` does, and in others than anchoring. An answer counts where both agree.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from difflib import SequenceMatcher

from benchmarks.anchoring.cases import is_near

_WORD = re.compile(r"\w+")
_TOKEN = re.compile(r"\w+|[^\w\s]")
_ALIKE = 0.5  # cosine from which on the likest paragraph speaks against a passage's being gone
_EQUAL = 1e-9
Vector = Mapping[str, float]


class Agreement:
    """What the words of two versions' paragraphs say about answers of another method."""

    def __init__(self, old: Sequence[str], new: Sequence[str]) -> None:
        self._old, self._new = old, new
        bags = [[Counter(_WORD.findall(block.lower())) for block in blocks] for blocks in (old, new)]
        holding = Counter(word for some in bags for bag in some for word in bag)
        rarity = {word: math.log(1 + (len(old) + len(new)) / count) for word, count in holding.items()}
        vectors = [[_vector(bag, rarity) for bag in some] for some in bags]
        self._likeness = _cosines(*vectors)
        self._best = [0.0] * len(new)
        for row in self._likeness:
            for two, cosine in row.items():
                self._best[two] = max(self._best[two], cosine)

    def is_gone(self, one: int) -> bool:
        """Tell whether an old paragraph is no new one, as far as words tell."""
        return not any(self._likeness[one][two] >= _ALIKE for two in self._pairs(one))

    def is_at(self, one: int, passage: tuple[int, int], two: int, place: tuple[int, int]) -> bool:
        """Tell whether a passage of an old paragraph stands at a place of a new one."""
        found = _aligned(self._old[one], self._new[two], *passage)
        return two in self._pairs(one) and found is not None and is_near(found, place)

    def _pairs(self, one: int) -> list[int]:
        """Return the new paragraphs, several when they are equal, that are a pair with an old one."""
        row = self._likeness[one]
        most = max(row.values(), default=0.0) - _EQUAL
        return [two for two, cosine in row.items() if cosine >= most and cosine >= self._best[two] - _EQUAL]


def _vector(bag: Mapping[str, int], rarity: Mapping[str, float]) -> Vector:
    weights = {word: (1 + math.log(count)) * rarity[word] for word, count in bag.items()}
    length = math.hypot(*weights.values()) or 1.0
    return {word: weight / length for word, weight in weights.items()}


def _cosines(old: Sequence[Vector], new: Sequence[Vector]) -> list[dict[int, float]]:
    """Return for each old vector the cosines with those new ones that share a word with it."""
    holders: dict[str, list[tuple[int, float]]] = defaultdict(list)
    for number, vector in enumerate(new):
        for word, weight in vector.items():
            holders[word].append((number, weight))
    rows = []
    for vector in old:
        row: dict[int, float] = defaultdict(float)
        for word, weight in vector.items():
            for number, other in holders[word]:
                row[number] += weight * other
        rows.append(dict(row))
    return rows


def _aligned(one: str, two: str, start: int, end: int) -> tuple[int, int] | None:
    """Return where the words of ``one[start:end]`` stand in ``two``, by an alignment of all words."""
    olds, news = ([match.span() for match in _TOKEN.finditer(text)] for text in (one, two))
    inside = [at for at, (low, high) in enumerate(olds) if low < end and high > start]
    words = [one[low:high] for low, high in olds], [two[low:high] for low, high in news]
    places = [
        each.b + at - each.a
        for each in SequenceMatcher(None, *words, autojunk=False).get_matching_blocks()
        for at in inside
        if each.a <= at < each.a + each.size
    ]
    return (news[places[0]][0], news[places[-1]][1]) if places else None

"""Places that may be a passage's, weighed by signs: how likely each is the right one, and which it is.

Signs are weighted sums turned to a chance; the weights are fitted on real and made edits by
``benchmarks/anchoring/fit.py``.
"""

from __future__ import annotations

import functools
import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from importlib import resources

from rapidfuzz.distance import Indel, LCSseq

from reader.model.annotation import Place, PlaceState
from reader.model.span import Span
from reader.notes.passage import Quarry, found, orphan
from reader.text.words import SENTENCE, Words

ENOUGH = 0.5
"""Chance from which a place is taken for the right one."""

Signs = Mapping[str, float]
"""What was found, by its name, each from 0 to 1."""

PRODUCT = " and "
"""Between the names of two signs: both together."""

_LEAD = 0.2  # by which a place has to be likelier than any elsewhere
_SURE = 30.0


@dataclass(frozen=True, slots=True)
class Candidate:
    """A place that may be the passage's, and what speaks for it. ``same``: its words are the passage's."""

    span: Span
    same: bool
    signs: Signs


def likeliest(quarry: Quarry, candidates: Iterable[Candidate], table: str, how: str) -> Place:
    """Return the place that is most likely the passage's, if it is more likely than not and than any other.

    Args:
        quarry: the passage.
        candidates: the places that it may be.
        table: which weights the signs have.
        how: how the same words were found, for the reason.
    """
    weighed = [(chance(each.signs, table), each) for each in candidates]
    if not weighed:
        return orphan(0.0, "the passage was taken out, or nothing of it is left")
    best = max(sure for sure, _ in weighed)
    place = chosen(weighed)
    if isinstance(place, str):
        return orphan(best, place)
    if place.same:
        return found(quarry, place.span, best, f"the same words{how}")
    return Place(PlaceState.CHANGED, place.span, best, "the words were changed")


def chosen(weighed: Sequence[tuple[float, Candidate]], enough: float = ENOUGH) -> Candidate | str:
    """Return the place that is likely enough and likelier than any elsewhere, else the reason why there is none."""
    best, place = max(weighed, key=lambda pair: pair[0])
    if best < enough:
        return "the passage was taken out, or too little of it is left"
    if any(best - sure < _LEAD and not each.span.overlaps(place.span) for sure, each in weighed):
        return "several places are about as much like the passage, and nothing tells which is meant"
    # Which place it is, the chance decides; where that begins and ends, what of it was kept.
    around = [each for sure, each in weighed if sure >= enough and each.span.overlaps(place.span)]
    return max(around, key=lambda each: (each.same, each.signs["kept"]))


def chance(signs: Signs, table: str) -> float:
    """Return how likely a place with these signs is the right one, from 0 to 1."""
    singles, pairs = _weights(table)
    total = 0.0
    for sign, weight in singles:
        total += weight * signs[sign]
    for one, two, weight in pairs:
        total += weight * signs[one] * signs[two]
    return 1 / (1 + math.exp(-max(-_SURE, min(_SURE, total))))


@functools.cache
def _weights(table: str) -> tuple[list[tuple[str, float]], list[tuple[str, str, float]]]:
    """Return the weights of signs, and of two together."""
    data = resources.files("reader.notes").joinpath("data", table).read_text("utf-8")
    rows = [line.split("\t") for line in data.splitlines() if not line.startswith("#")]
    parts = [(sign.partition(PRODUCT), float(weight)) for sign, weight in rows]
    singles = [(sign, weight) for (sign, _, other), weight in parts if not other]
    return singles, [(sign, other, weight) for (sign, _, other), weight in parts if other]


def beside_others(each: Candidate, candidates: Sequence[Candidate], names: Sequence[str]) -> Signs:
    """Return by how much more or less speaks for a place than for the best elsewhere, by signs of ``names``."""
    rivals = [other for other in candidates if not other.span.overlaps(each.span)]
    found = {"alone": float(not rivals), "an equal elsewhere": float(any(other.same for other in rivals))}
    for name in names:
        lead = each.signs[name] - max((other.signs[name] for other in rivals), default=0.0)
        found |= {f"ahead {name}": max(0.0, lead), f"behind {name}": max(0.0, -lead)}
    lead = _whole(each.signs) - max((_whole(other.signs) for other in rivals), default=0.0)
    return found | {"ahead": max(0.0, lead), "behind": max(0.0, -lead)}


def _whole(signs: Signs) -> float:
    return (signs["around"] + signs["alike"]) / 2


def several(times: int) -> float:
    """Return a sign that words stand in several places: the more, the surer."""
    return min(1.0, math.log2(max(1, times)) / 3)


def in_common(one: Sequence[str], two: Sequence[str]) -> float:
    """Return the share of the words that both have, in whatever order."""
    olds, news = (sorted(word.casefold() for word in words if word[0].isalnum()) for words in (one, two))
    return 2 * LCSseq.similarity(olds, news) / max(1, len(olds) + len(news))


def alike(one: str, two: str) -> float:
    """Return how alike two texts are; unrelated ones, which share nearly half of their letters in order, are not."""
    return max(0.0, 2 * Indel.normalized_similarity(one.casefold(), two.casefold()) - 1)


def is_sentences(words: Words, first: int, last: int) -> bool:
    """Tell whether words are whole sentences."""
    return words.breaks[first] >= SENTENCE and (last == len(words.keys) or words.breaks[last] >= SENTENCE)

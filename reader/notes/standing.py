"""What a passage stood in and what a place stands in, compared word by word: sentence, paragraph, heading, neighbours.

A diff leaves words alone that fit two places about equally well, and links few of two texts that were both rewritten;
these comparisons ask each place by itself.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rapidfuzz.distance import LCSseq

from reader.notes.blocks import Stretch
from reader.notes.weighing import Signs
from reader.text.words import PARAGRAPH, SENTENCE

_SENTENCE = 48  # words of a sentence before or behind a passage that are compared
_PARAGRAPH = 96
_NEXT = 6  # words next to a passage
_NEAR = 32
_UNKNOWN = 0.5  # when there is no heading on either side


def standing(passage: Stretch, place: Stretch) -> Signs:
    """Return how alike what two stretches of words stand in is."""
    following, near = (list(_shares(passage, place, most)) for most in (_NEXT, _NEAR))
    one, two = passage.wider(SENTENCE, _SENTENCE), place.wider(SENTENCE, _SENTENCE)
    return {
        "its sentence": _alike(one.words, two.words),
        "rest of its sentence": _rest(one.without(passage), two.without(place)),
        "its paragraph": _paragraphs(passage, place),
        "next": sum(following) / 2,
        "next on both sides": min(following),
        "near": sum(near) / 2,
        "near on both sides": min(near),
        "its heading": _same_heading(passage.heading, place.heading),
    }


def _rest(one: tuple[Sequence[str], Sequence[str]], two: tuple[Sequence[str], Sequence[str]]) -> float:
    """Return how alike the words before are, and those behind; two without any are."""
    words = sum(map(len, (*one, *two)))
    return 2 * sum(map(LCSseq.similarity, one, two)) / words if words else 1.0


def _paragraphs(passage: Stretch, place: Stretch) -> float:
    return _alike(passage.wider(PARAGRAPH, _PARAGRAPH).words, place.wider(PARAGRAPH, _PARAGRAPH).words)


def against_others(passage: Stretch, others: Sequence[Stretch], place: Stretch) -> Signs:
    """Return by how much better a place fits a passage than the best of other stretches that it may be, or worse."""
    if not others:
        return {"fits others better": 0.0, "fits others worse": 0.0}
    lead = _fit(passage, place) - max(_fit(other, place) for other in others)
    return {"fits others better": max(0.0, -lead), "fits others worse": max(0.0, lead)}


def _fit(passage: Stretch, place: Stretch) -> float:
    return (_paragraphs(passage, place) + sum(_shares(passage, place, _NEAR)) / 2) / 2


def _alike(one: Sequence[str], two: Sequence[str]) -> float:
    return 2 * LCSseq.similarity(one, two) / max(1, len(one) + len(two))


def _shares(passage: Stretch, place: Stretch, most: int) -> Iterator[float]:
    """Yield, for either side, the share of the next ``most`` words that are there; at the edge of both texts, all."""
    for old, new in zip(passage.beside(most), place.beside(most + most // 2), strict=True):
        yield LCSseq.similarity(old, new) / len(old) if old else float(not new)


def _same_heading(old: Sequence[str], new: Sequence[str]) -> float:
    return _alike(old, new) if old and new else _UNKNOWN

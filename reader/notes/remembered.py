"""A passage found again by what its note remembers alone: the passage, and what stood right around it.

Every place where the passage may stand (``reader.notes.gathered``) is weighed by how much of the passage and of its
surroundings is there, and by how much more or less that is than elsewhere.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz.distance import LCSseq

from reader.model.annotation import Place, Target
from reader.model.span import Span
from reader.notes.copies import counted, looked_at
from reader.notes.gathered import gathered
from reader.notes.passage import Ground, Quarry, common_prefix, found, same_words
from reader.notes.weighing import Candidate, alike, beside_others, in_common, is_sentences, likeliest
from reader.text.fold import folded

COUNTED = "memory_weights.tsv"
UNCOUNTED = "uncounted_weights.tsv"
"""Weights for notes that know how often their words stood, and for those that don't."""

_LEADS = ("around", "beside", "touching", "alike")
_COPIES = 12  # places with the same words that are looked at
_INTACT = 24  # characters on each side that have to be the same so that the same words are surely the passage
_NEAR = 8  # words on a side that are near
_JOINED = 2  # words on a side that are next
_EDGE = 0.25  # of what a side with words on it counts, what one counts that has none
_TOUCHING = 64  # characters in a row next to a place that are as good as any number
_OFF = 500  # characters from where it stood, after which a place hardly counts as near
_ALL = 256  # characters of surroundings that a note remembers at most


def recall(quarry: Quarry, ground: Ground) -> Place:
    """Return where a passage stands now."""
    copies = ground.copies(quarry.words)
    place = _intact(quarry, ground, copies)
    if place is not None:
        return place
    table = COUNTED if quarry.target.times else UNCOUNTED
    place = likeliest(quarry, _candidates(quarry, ground, copies), table, "")
    if place.span is None and len(copies) == 1 and _is_bare(quarry.target):
        return found(quarry, same_words(quarry, ground, copies[0]), 0.5, "the only place with these words")
    return place


def intact(quarry: Quarry, ground: Ground) -> Place | None:
    """Return where the words stand just once, then and now, between the same characters; None when they don't."""
    return _intact(quarry, ground, ground.copies(quarry.words))


def _intact(quarry: Quarry, ground: Ground, copies: Sequence[int]) -> Place | None:
    if quarry.target.times > 1 or len(copies) != 1 or not _is_intact(quarry, ground, copies[0]):
        return None
    return found(quarry, same_words(quarry, ground, copies[0]), 1.0, "the same words between the same words")


def _is_bare(target: Target) -> bool:
    """Tell whether the words are all that is known of a passage: its note was made without the text at hand."""
    return not target.text_hash and not (target.prefix and target.suffix)


def candidates(quarry: Quarry, ground: Ground) -> list[Candidate]:
    """Return the places where a passage may stand."""
    return _candidates(quarry, ground, ground.copies(quarry.words))


def _candidates(quarry: Quarry, ground: Ground, copies: Sequence[int]) -> list[Candidate]:
    turns = {same_words(quarry, ground, at): turn for turn, at in looked_at(quarry, ground, copies, _COPIES)}
    spans = dict.fromkeys([*turns, *gathered(quarry, ground)])
    weighed = []
    for span in spans:
        words = folded(span.of(ground.text)).strip()
        if words:
            signs = {**_signs(quarry, ground, span, words), **counted(quarry.target, len(copies), turns.get(span))}
            weighed.append(Candidate(span, words == quarry.words, signs))
    return [Candidate(each.span, each.same, {**each.signs, **beside_others(each, weighed, _LEADS)}) for each in weighed]


def _is_intact(quarry: Quarry, ground: Ground, at: int) -> bool:
    """Tell whether the characters on both sides of a place are those that the note remembers."""
    before, after = quarry.before[-_INTACT:], quarry.after[:_INTACT]
    text, end = ground.folded.text, at + len(quarry.words)
    return (
        len(before) == len(after) == _INTACT
        and text[:at].endswith((before, f"{before} "))
        and text.startswith((after, f" {after}"), end)
    )


def _signs(quarry: Quarry, ground: Ground, place: Span, words: str) -> dict[str, float]:
    """Return what speaks for a place, by itself, whose folded words are ``words``."""
    row, (first, last) = quarry.row, quarry.within
    low, high = ground.words.within(place)
    passage, now = row.keys[first:last], ground.words.keys[low:high]
    kept = LCSseq.similarity(passage, now)
    sought = quarry.words
    sides = _sides(quarry, ground, low, high)
    near, wide, joined = (_of_both(sides, words) for words in (_NEAR, len(row.keys), _JOINED))
    return {
        "always": 1.0,
        "kept": 2 * kept / (len(passage) + len(now)),
        "left over": kept / len(passage),
        "its own": kept / len(now),
        "alike": alike(sought, words),
        "in any order": in_common(passage, now),
        "equal": float(words == sought),
        "beside": near[0],
        "beside on both sides": near[1],
        "around": wide[0],
        "around on both sides": wide[1],
        "joined": joined[0],
        "joined on both sides": joined[1],
        "touching": _touching(quarry.target, ground.text, place),
        "of another length": min(1.0, abs(math.log2(len(words) / len(sought))) / 2),
        "long": min(1.0, math.log2(len(sought)) / 8),
        "sentences": float(is_sentences(row, first, last)),
        "sentences now": float(is_sentences(ground.words, low, high)),
        **_where(quarry.target, place),
        "little known": 1 - min(1.0, (len(quarry.target.prefix) + len(quarry.target.suffix)) / _ALL),
    }


@dataclass(frozen=True, slots=True)
class _Side:
    """The words on one side of a passage, and on that of a place, the nearest first."""

    old: Sequence[str]
    new: Sequence[str]

    def weight(self, most: int) -> float:
        """Return how much the side counts; one with nothing on it, the beginning or the end of a text, little."""
        return min(len(self.old), most) or most * _EDGE

    def share(self, most: int) -> float:
        """Return the share of the nearest ``most`` words that are there, in their order, not far off."""
        old = self.old[:most]
        return LCSseq.similarity(old, self.new[: len(old) + len(old) // 2]) / len(old) if old else float(not self.new)


def _sides(quarry: Quarry, ground: Ground, low: int, high: int) -> tuple[_Side, _Side]:
    """Return what is on either side of a place."""
    new, row, (first, last) = ground.words.keys, quarry.row.keys, quarry.within
    reach = len(row) + len(row) // 2
    before = _Side(row[:first][::-1], new[max(0, low - reach) : low][::-1])
    return before, _Side(row[last:], new[high : high + reach])


def _of_both(sides: Sequence[_Side], most: int) -> tuple[float, float]:
    """Return the share of the nearest ``most`` words that are there: on both sides together, and on the worse one."""
    shares = [(side.share(most), side.weight(most)) for side in sides]
    worse = min((share for (share, _), side in zip(shares, sides, strict=True) if side.old), default=0.0)
    return sum(share * weight for share, weight in shares) / sum(weight for _, weight in shares), worse


def _where(target: Target, place: Span) -> dict[str, float]:
    """Return how near a place is to where the passage stood, if that is known."""
    off = abs(place.start - target.span.start) if target.text_hash else math.inf
    return {
        "its place": math.exp(-off / _OFF),
        "its very place": float(off == 0),
        "place unknown": float(not target.text_hash),
    }


def _touching(target: Target, text: str, place: Span) -> float:
    """Return how many of the very next characters that the note remembers are the same."""
    prefix, suffix = target.prefix[-_TOUCHING:], target.suffix[:_TOUCHING]
    before = text[max(0, place.start - _TOUCHING) : place.start]
    same = common_prefix(prefix[::-1], before[::-1]) + common_prefix(suffix, text[place.end : place.end + _TOUCHING])
    return same / max(1, len(prefix) + len(suffix))

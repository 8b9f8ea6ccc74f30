"""A passage that is looked for, and the text that it is looked for in. Computes what searching needs, once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate, pairwise
from typing import TypeVar

from reader.model.annotation import Place, PlaceState, Target
from reader.model.article import text_hash as hash_of
from reader.model.span import Span
from reader.notes.blocks import Blocks
from reader.text.diff import Alignment, align
from reader.text.fold import fold, folded
from reader.text.spelling import Folded
from reader.text.words import Words, cut

Key = TypeVar("Key", str, tuple[str, str])


@dataclass(frozen=True)
class Quarry:
    """A passage that is looked for: folded, without white space at its ends."""

    target: Target

    @cached_property
    def words(self) -> str:
        """The passage."""
        return folded(self.target.exact).strip()

    @cached_property
    def before(self) -> str:
        """What stood before it."""
        return folded(self.target.prefix).rstrip()

    @cached_property
    def after(self) -> str:
        """What stood behind it."""
        return folded(self.target.suffix).lstrip()

    @cached_property
    def row(self) -> Words:
        """The words of what stood before it, of the passage, and of what stood behind it."""
        return cut(self.target.prefix + self.target.exact + self.target.suffix)

    @cached_property
    def within(self) -> tuple[int, int]:
        """Which words of ``row`` are the passage's, half open."""
        return self.row.within(self.inside)

    @cached_property
    def inside(self) -> Span:
        """Which characters of ``row`` are the passage's, without the white space at its ends."""
        return _inner(self.target.exact, len(self.target.prefix))

    @cached_property
    def inner(self) -> Span:
        """Where the passage stood in the old text, without the white space at its ends."""
        return _inner(self.target.exact, self.target.span.start)


def _inner(exact: str, start: int) -> Span:
    lead = len(exact) - len(exact.lstrip())
    return Span(start + lead, start + max(lead, len(exact.rstrip())))


@dataclass(frozen=True)
class Change:
    """What became of old words in a present text."""

    alignment: Alignment

    def weigh(self, words: Iterable[int]) -> int:
        """Return how much old words count, by their numbers."""
        return _total(self._old_weights, words)

    def weigh_new(self, words: Iterable[int]) -> int:
        """Return how much new words count."""
        return _total(self._new_weights, words)

    @cached_property
    def _old_weights(self) -> _Weights:
        return _Weights.of(self.alignment.old)

    @cached_property
    def _new_weights(self) -> _Weights:
        return _Weights.of(self.alignment.new)


@dataclass(frozen=True, slots=True)
class _Weights:
    """How much each word counts, and all before it."""

    each: Sequence[int]
    before: Sequence[int]

    @classmethod
    def of(cls, words: Words) -> _Weights:
        return cls(words.weights, [0, *accumulate(words.weights)])


def _total(weights: _Weights, words: Iterable[int]) -> int:
    if isinstance(words, range):
        return weights.before[words.stop] - weights.before[words.start]
    return sum(map(weights.each.__getitem__, words))


@dataclass(frozen=True)
class Revision(Change):
    """What became of a whole text's words in the present one."""

    old_text: str

    @classmethod
    def between(cls, old_text: str, ground: Ground) -> Revision:
        """Return what became of the words of ``old_text``."""
        return cls(align(old_text, ground.words), old_text)

    @cached_property
    def blocks(self) -> Blocks:
        """The sentences, paragraphs and headings of the old text."""
        return Blocks(self.alignment.old)

    @cached_property
    def old(self) -> Ground:
        """The old text."""
        return Ground(self.old_text)

    def times(self, words: str) -> int:
        """Return how often folded words stood in the old text."""
        return self._old_folded.count(words)

    @cached_property
    def _old_folded(self) -> str:
        return folded(self.old_text)


@dataclass(frozen=True)
class Ground:
    """A text that is searched; what is derived from it is computed once, when it is first needed."""

    text: str
    given_hash: str | None = None

    @cached_property
    def hash(self) -> str:
        """The text's SHA-256."""
        return self.given_hash or hash_of(self.text)

    @cached_property
    def folded(self) -> Folded:
        """The text, folded."""
        return fold(self.text)

    def copies(self, words: str) -> list[int]:
        """Return where folded words begin in the folded text, overlapping ones too."""
        places, at = [], self.folded.text.find(words)
        while at >= 0:
            places.append(at)
            at = self.folded.text.find(words, at + 1)
        return places

    @cached_property
    def words(self) -> Words:
        """The words of the text."""
        return cut(self.text)

    @cached_property
    def blocks(self) -> Blocks:
        """The sentences, paragraphs and headings of the text."""
        return Blocks(self.words)

    @cached_property
    def index(self) -> dict[str, list[int]]:
        """Where each word stands, by number."""
        return _places(self.words.keys)

    @cached_property
    def pairs(self) -> dict[tuple[str, str], list[int]]:
        """Where each two words in a row stand, by the number of the first."""
        return _places(pairwise(self.words.keys))


def _places(keys: Iterable[Key]) -> dict[Key, list[int]]:
    places: dict[Key, list[int]] = {}
    for at, key in enumerate(keys):
        places.setdefault(key, []).append(at)
    return places


def orphan(score: float, reason: str) -> Place:
    """Return the answer that there is no place, and why."""
    return Place(PlaceState.ORPHAN, None, score, reason)


def found(quarry: Quarry, span: Span, score: float, reason: str) -> Place:
    """Return the answer that the same words stand at ``span``."""
    if span.start == quarry.target.span.start:
        return Place(PlaceState.HERE, span, score, f"{reason}, at the same place")
    return Place(PlaceState.MOVED, span, score, f"{reason}, at another place")


def same_words(quarry: Quarry, ground: Ground, at: int) -> Span:
    """Return the place where the passage's words stand from ``at`` of the folded text on."""
    return place_of(quarry, ground.text, ground.folded.original(at, at + len(quarry.words)))


def place_of(quarry: Quarry, text: str, span: Span) -> Span:
    """Return ``span``, where the passage's words stand, with the white space that the passage had at its ends."""
    exact = quarry.target.exact
    lead = len(exact) - len(exact.lstrip())
    if span.start >= lead and text.startswith(exact, span.start - lead):
        return Span(span.start - lead, span.start - lead + len(exact))
    return span


def common_prefix(one: str, other: str) -> int:
    """Return how many characters agree from the start on."""
    low, high = 0, min(len(one), len(other))
    while low < high:  # by halves: comparing slices is many times faster than characters
        middle = (low + high + 1) // 2
        if one[low:middle] == other[low:middle]:
            low = middle
        else:
            high = middle - 1
    return low

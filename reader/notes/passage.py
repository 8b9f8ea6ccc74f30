"""A passage that is looked for, and the text that it is looked for in. Computes what searching needs, once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from reader.model.annotation import Place, PlaceState, Target
from reader.model.article import text_hash as hash_of
from reader.model.span import Span
from reader.text.diff import Alignment, align
from reader.text.fold import Folded, fold
from reader.text.words import Words, cut


@dataclass(frozen=True)
class Quarry:
    """A passage that is looked for: folded, without white space at its ends."""

    target: Target

    @cached_property
    def words(self) -> str:
        """The passage."""
        return fold(self.target.exact).text.strip()

    @cached_property
    def before(self) -> str:
        """What stood before it."""
        return fold(self.target.prefix).text.rstrip()

    @cached_property
    def after(self) -> str:
        """What stood behind it."""
        return fold(self.target.suffix).text.lstrip()

    @cached_property
    def inner(self) -> Span:
        """Where the passage stood in the old text, without the white space at its ends."""
        exact, start = self.target.exact, self.target.span.start
        lead = len(exact) - len(exact.lstrip())
        return Span(start + lead, start + max(lead, len(exact.rstrip())))


@dataclass(frozen=True)
class Change:
    """What became of an old text's words in the present one."""

    old_text: str
    new_text: str

    @cached_property
    def alignment(self) -> Alignment:
        """The words of both, paired."""
        return align(self.old_text, self.new_text)

    def times(self, words: str) -> int:
        """Return how often folded words stood in the old text."""
        return self._old_folded.count(words)

    @cached_property
    def _old_folded(self) -> str:
        return fold(self.old_text).text

    def weigh(self, words: Iterable[int]) -> int:
        """Return how much old words count, by their numbers: their characters, a mark next to nothing."""
        return sum(self._weights[0][at] for at in words)

    def weigh_new(self, words: Iterable[int]) -> int:
        """Return how much new words count."""
        return sum(self._weights[1][at] for at in words)

    @cached_property
    def _weights(self) -> tuple[list[int], list[int]]:
        return _weights(self.alignment.old), _weights(self.alignment.new)


def _weights(words: Words) -> list[int]:
    return [
        4 * (end - start) if key[0].isalnum() else 1 for key, (start, end) in zip(words.keys, words.spans, strict=True)
    ]


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

    @cached_property
    def words(self) -> Words:
        """The words of the folded text."""
        return cut(self.folded.text)

    @cached_property
    def index(self) -> dict[str, list[int]]:
        """Where each word of the folded text stands, by number."""
        places: dict[str, list[int]] = {}
        for at, word in enumerate(self.words.keys):
            places.setdefault(word, []).append(at)
        return places


def orphan(score: float, reason: str) -> Place:
    """Return the answer that there is no place, and why."""
    return Place(PlaceState.ORPHAN, None, score, reason)


def found(quarry: Quarry, span: Span, score: float, reason: str) -> Place:
    """Return the answer that the same words stand at ``span``."""
    if span.start == quarry.target.span.start:
        return Place(PlaceState.HERE, span, score, f"{reason}, at the same place")
    return Place(PlaceState.MOVED, span, score, f"{reason}, at another place")


def place_of(quarry: Quarry, text: str, span: Span) -> Span:
    """Return ``span``, where the passage's words stand, with the white space that the passage had at its ends."""
    exact = quarry.target.exact
    lead = len(exact) - len(exact.lstrip())
    if span.start >= lead and text.startswith(exact, span.start - lead):
        return Span(span.start - lead, span.start - lead + len(exact))
    return span


def occurrences(words: str, text: str) -> list[int]:
    """Return where ``words`` begin in ``text``, overlapping ones too."""
    places, at = [], text.find(words)
    while at >= 0:
        places.append(at)
        at = text.find(words, at + 1)
    return places


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

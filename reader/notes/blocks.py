"""Where the sentences, paragraphs and headings of a text are, by its words, and what a stretch of them stands in."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import NamedTuple

from reader.text.words import PARAGRAPH, SENTENCE, Words

_HEADING = 12  # words of a heading at most
_MARKS = 8  # marks and words of one, for each of these
_STOPS = frozenset(".!?;,")


@dataclass(frozen=True)
class Blocks:
    """A text's words, and where its headings are."""

    words: Words

    @cached_property
    def borders(self) -> Mapping[int, Sequence[int]]:
        """Where sentences and where paragraphs begin, by the level."""
        breaks = self.words.breaks
        return {level: [at for at, ends in enumerate(breaks) if ends >= level] for level in (SENTENCE, PARAGRAPH)}

    @cached_property
    def _headings(self) -> list[tuple[int, int]]:
        """Return which words are headings."""
        pairs = pairwise([*self.borders[PARAGRAPH], len(self.words.keys)])
        return [(first, last) for first, last in pairs if self._is_heading(first, last)]

    def _is_heading(self, first: int, last: int) -> bool:
        """Tell whether a paragraph is a heading: few words that don't end like a sentence."""
        if last - first > _MARKS * _HEADING:
            return False
        keys = self.words.keys[first:last]
        return 0 < sum(key[0].isalnum() for key in keys) <= _HEADING and keys[-1] not in _STOPS

    def heading(self, at: int) -> Sequence[str]:
        """Return the words of the heading above the paragraph that a word is in; none without one."""
        number = bisect_right(self._headings, (at, -1)) - 1
        if number >= 0 and self._headings[number][1] > at:
            number -= 1
        return (
            [key for key in self.words.keys[slice(*self._headings[number])] if key[0].isalnum()] if number >= 0 else []
        )


class Stretch(NamedTuple):
    """Words ``first`` to ``last`` of a text. A tuple: thousands are made."""

    blocks: Blocks
    first: int
    last: int

    @property
    def heading(self) -> Sequence[str]:
        """The heading above it."""
        return self.blocks.heading(self.first)

    @property
    def words(self) -> Sequence[str]:
        """Its words."""
        return self.blocks.words.keys[self.first : self.last]

    def wider(self, level: int, most: int) -> Stretch:
        """Return the sentences or paragraphs (by ``level``) that it is of, ``most`` words a side at most."""
        borders = self.blocks.borders[level]
        before, behind = bisect_right(borders, self.first) - 1, bisect_left(borders, self.last)
        first = borders[before] if before >= 0 else 0
        last = borders[behind] if behind < len(borders) else len(self.blocks.words.keys)
        return Stretch(self.blocks, max(first, self.first - most), min(last, self.last + most))

    def without(self, inner: Stretch) -> tuple[Sequence[str], Sequence[str]]:
        """Return the words before and behind an inner stretch."""
        keys = self.blocks.words.keys
        return keys[self.first : inner.first], keys[inner.last : self.last]

    def beside(self, most: int) -> tuple[Sequence[str], Sequence[str]]:
        """Return the ``most`` words before it, and behind it."""
        keys = self.blocks.words.keys
        return keys[max(0, self.first - most) : self.first], keys[self.last : self.last + most]

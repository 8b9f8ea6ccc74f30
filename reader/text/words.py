"""A text cut into words and marks, with what ends before each: what texts are compared by."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from reader.model.span import Span
from reader.text.fold import same_marks
from reader.text.spelling import is_plain, spelt

# Chinese and Japanese are written without spaces: there, each character is a word. A run of them would be one that any
# correction makes another.
_UNSPACED = "\\u3005-\\u3007\\u3040-\\u30ff\\u3400-\\u4dbf\\u4e00-\\u9fff\\uf900-\\ufaff\\U00020000-\\U0003ffff"
_WORD = re.compile(rf"[^\W{_UNSPACED}]+|[{_UNSPACED}]|\.{{3}}|-+|[^\w\s]")
_GAP = re.compile(r"\n\s*\n")
CLAUSE, SENTENCE, PARAGRAPH = 1, 2, 3


@dataclass(frozen=True)
class Words:
    """A text cut into words and marks: what they are compared by, and where each stands."""

    keys: Sequence[str]
    spans: Sequence[tuple[int, int]]
    breaks: Sequence[int]
    """What ends before each word: ``PARAGRAPH``, ``SENTENCE``, ``CLAUSE``, or nothing (0)."""

    @cached_property
    def starts(self) -> list[int]:
        """Where each word begins."""
        return [start for start, _ in self.spans]

    @cached_property
    def weights(self) -> list[int]:
        """How much each word counts: its characters, a mark next to nothing."""
        return [
            4 * (end - start) if key[0].isalnum() else 1
            for key, (start, end) in zip(self.keys, self.spans, strict=True)
        ]

    def part(self, first: int, last: int) -> Words:
        """Return the words from ``first`` to ``last``."""
        return Words(self.keys[first:last], self.spans[first:last], self.breaks[first:last])

    def within(self, span: Span) -> tuple[int, int]:
        """Return the numbers of the words that a span touches, half open."""
        first = bisect_left(self.spans, (span.start,))
        if first and self.spans[first - 1][1] > span.start:
            first -= 1
        return first, max(first, bisect_left(self.spans, (span.end,), first))


def cut(text: str) -> Words:
    """Return the words of a text."""
    if is_plain(text):
        return _cut(text)
    plain = spelt(text)
    words = _cut(plain.text)
    spans = [(plain.starts[start], plain.ends[end - 1]) for start, end in words.spans]
    return Words(words.keys, spans, words.breaks)


def _cut(text: str) -> Words:
    found = list(_WORD.finditer(same_marks(text)))
    keys = [_KEYS.get(word) or word for word in (each[0] for each in found)]
    spans = [each.span() for each in found]
    breaks = [PARAGRAPH] + [0] * (len(keys) - 1) if keys else []
    for at in range(1, len(keys)):
        is_apart = spans[at - 1][1] < spans[at][0] or (keys[at - 1] in _WIDE and keys[at] not in _CLOSERS)
        if keys[at - 1] in _STOPS and is_apart:
            breaks[at] = _break_behind(keys, at - 1)
    for gap in _GAP.finditer(text):
        at = bisect_left(spans, (gap.end(), 0))
        if at < len(keys):
            breaks[at] = PARAGRAPH
    return Words(keys, spans, breaks)


def _break_behind(keys: Sequence[str], at: int) -> int:
    """Return what ends with a stop."""
    if keys[at] in _ENDS or (keys[at] in _CLOSERS and at and keys[at - 1] in _ENDS):
        return SENTENCE
    return CLAUSE


_KEYS = {"...": "…", "--": "-", "---": "-"}
_ENDS = frozenset(".!?…。！？")
_CLOSERS = frozenset("\"')」』")
_WIDE = frozenset("。！？，、；：」』")
"""Stops that need no space behind them."""
_STOPS = _ENDS | _CLOSERS | _WIDE | frozenset(",;:")

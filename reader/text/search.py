"""Finding words or a pattern in a text: smart case and accents, whole words, marks and dashes in whatever shape.

Words are looked for with ``str.find`` in a copy of the text where every character stands in its place, so 200,000
words take a few milliseconds. Patterns go through the ``regex`` library, which can be stopped: a pattern that
backtracks for ever ends after ``_PATIENCE``, one that would be expanded into millions of states is refused.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import islice
from math import prod
from typing import NamedTuple

from reader.model.span import Span
from reader.text.accents import bare

MOST = 9_999
"""Hits that are collected at most: more than anybody goes through."""

_PATIENCE = 0.15  # seconds for one pattern over the whole text
_LONGEST_PATTERN = 300  # characters
_MOST_REPEATS = 10_000  # product of all {…} of a pattern: a{99999999} takes gigabytes before it is even run
_SHAPES = {"'": "‘’‚‛‹›′`ʼ", '"': "“”„‟«»″", "-": "‐‑‒–—―−"}
_REPEAT = r"\{\s*(\d*)\s*(?:,\s*(\d*)\s*)?\}"


class Query(NamedTuple):
    """What is looked for: ``words``, only as ``whole`` words, or as a regular expression (``pattern``).

    Capitals in ``words`` are minded if there are any, and so are accents.
    """

    words: str = ""
    whole: bool = False
    pattern: bool = False

    @property
    def minds_case(self) -> bool:
        """Whether capitals matter."""
        letters = re.sub(r"\\.", "", self.words) if self.pattern else self.words
        return letters != letters.lower()

    @property
    def minds_accents(self) -> bool:
        """Whether accents matter."""
        return bare(self.words) != self.words


class Hits:
    """Where a query was found: disjoint, in order. ``more``: there are others beyond ``MOST``.

    ``trouble`` says in a few words why nothing could be looked for, "" otherwise.
    """

    def __init__(
        self,
        query: Query = Query(),  # noqa: B008  a value
        starts: Sequence[int] = (),
        ends: Sequence[int] = (),
        *,
        more: bool = False,
        trouble: str = "",
    ) -> None:
        self.query = query
        self.starts = starts
        self.ends = ends
        self.more = more
        self.trouble = trouble

    def __len__(self) -> int:
        return len(self.starts)

    def span(self, index: int) -> Span:
        """Return a hit by its index."""
        return Span(self.starts[index], self.ends[index])

    def between(self, start: int, end: int) -> list[Span]:
        """Return the hits that touch ``start`` to ``end``."""
        return [self.span(at) for at in range(bisect_right(self.ends, start), bisect_left(self.starts, end))]

    def at_or_after(self, offset: int) -> Span | None:
        """Return the first hit at or behind ``offset``, else the first of all; None without any."""
        return self.span(bisect_left(self.starts, offset) % len(self)) if self.starts else None

    def at(self, offset: int) -> Span | None:
        """Return the hit that begins at ``offset``."""
        index = bisect_left(self.starts, offset)
        return self.span(index) if index < len(self) and self.starts[index] == offset else None

    def number(self, offset: int) -> int:
        """Return which hit, from 1, begins at or before ``offset``; 0 before the first."""
        return bisect_right(self.starts, offset)


class Searcher:
    """Finds things in one text, again and again while somebody types."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._copies: dict[tuple[bool, bool], str] = {}

    def find(self, query: Query) -> Hits:
        """Return the hits of a query; nothing is found for no words, and a bad pattern is told, not raised."""
        if not query.words.strip():
            return Hits(query)
        if query.pattern:
            return self._matches(query)
        return _collected(query, self._occurrences(query))

    def _occurrences(self, query: Query) -> Iterator[tuple[int, int]]:
        minded = query.minds_case, query.minds_accents
        if minded not in self._copies:
            self._copies[minded] = _comparable(self._text, *minded)
        text, words = self._copies[minded], _comparable(query.words, *minded)
        at = text.find(words)
        while at >= 0:
            end = at + len(words)
            if not query.whole or _stands_alone(text, at, end):
                yield at, end
                at = text.find(words, end)
            else:
                at = text.find(words, at + 1)

    def _matches(self, query: Query) -> Hits:
        import regex  # noqa: PLC0415  with the first pattern: 15 ms

        trouble = _refused(query.words)
        if trouble:
            return Hits(query, trouble=trouble)
        source = rf"\b(?:{query.words})\b" if query.whole else query.words
        flags = regex.VERSION0 | regex.MULTILINE | (0 if query.minds_case else regex.IGNORECASE)
        try:
            found = regex.compile(source, flags).finditer(self._text, timeout=_PATIENCE)
            return _collected(query, (match.span() for match in found if match.end() > match.start()))
        except regex.error as error:
            return Hits(query, trouble=f"not a pattern yet: {str(error).partition(' at position')[0]}")
        except TimeoutError:
            return Hits(query, trouble="this pattern takes too long")
        except (RecursionError, MemoryError, OverflowError):
            return Hits(query, trouble="this pattern is too large")


def _collected(query: Query, found: Iterator[tuple[int, int]]) -> Hits:
    spans = list(islice(found, MOST))
    more = len(spans) == MOST and next(found, None) is not None
    return Hits(query, [start for start, _ in spans], [end for _, end in spans], more=more)


def _refused(pattern: str) -> str:
    if len(pattern) > _LONGEST_PATTERN:
        return "this pattern is too long"
    highest = (int(high or low or 1) for low, high in re.findall(_REPEAT, pattern))
    return "this pattern repeats too often" if prod(max(1, times) for times in highest) > _MOST_REPEATS else ""


def _comparable(text: str, case: bool, accents: bool) -> str:
    """Return ``text`` without what isn't minded, every character in its place."""
    text = _one_shape(text if accents else bare(text))
    return text if case else _lowered(text)


def _one_shape(text: str) -> str:
    """Return ``text`` with one shape for all quotation marks and one for all dashes, every character in its place."""
    for shape, others in _SHAPES.items():
        for other in others:
            text = text.replace(other, shape)
    return text


def _lowered(text: str) -> str:
    """Return ``text`` in small letters, every character in its place (İ has a small form of two characters)."""
    lowered = text.lower()
    if len(lowered) == len(text):
        return lowered
    return "".join(small if len(small := each.lower()) == 1 else each for each in text)


def _stands_alone(text: str, start: int, end: int) -> bool:
    """Tell whether no letter or digit touches ``text[start:end]`` from outside where it begins and ends with one."""
    before = start > 0 and text[start].isalnum() and text[start - 1].isalnum()
    after = end < len(text) and text[end - 1].isalnum() and text[end].isalnum()
    return not before and not after

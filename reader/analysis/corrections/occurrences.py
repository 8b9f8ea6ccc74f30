"""Where the words of a correction stand in a text."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence

from reader.model.span import Span


def plain(words: str) -> str:
    """Return words with one blank between them, as corrections are compared."""
    return " ".join(words.split())


def written(name: str, text: str) -> list[Span]:
    """Return where a name stands, as it is written or all in capitals.

    It begins and ends with a word, except in scripts without small and large letters: many of those put no blank
    between words, or write particles onto them.
    """
    forms = {plain(name), plain(name).upper()} - {""}
    before = r"(?<!\w)" if _is_cased(name.strip()[:1]) else ""
    after = r"(?!\w)" if _is_cased(name.strip()[-1:]) else ""
    inner = "|".join(_spaced(form) for form in sorted(forms, key=lambda form: (-len(form), form)))
    return [Span(*found.span()) for found in re.finditer(f"{before}(?:{inner}){after}", text)] if forms else []


def nearest(words: str, text: str, at: int) -> Span | None:
    """Return where words stand, of several places the one that begins nearest to ``at``; None when they don't."""
    found = [Span(*each.span()) for each in re.finditer(_spaced(plain(words)), text)] if words.strip() else []
    return min(found, key=lambda span: abs(span.start - at), default=None)


class Longest:
    """The names of a text that lie in no longer one."""

    def __init__(self, spans: Iterable[Span]) -> None:
        self._spans: list[Span] = []
        for span in sorted(spans, key=lambda each: (each.start, -each.end)):
            if not self._spans or span.end > self._spans[-1].end:
                self._spans.append(span)
        self._starts = [span.start for span in self._spans]

    def over(self, span: Span) -> Span | None:
        """Return the longer one that ``span`` lies in, None when it lies in none."""
        index = bisect_right(self._starts, span.start) - 1
        # Of those that begin before it, the last one ends last.
        found = self._spans[index] if index >= 0 else None
        return found if found is not None and found != span and found.covers(span) else None


def touched(span: Span | None, others: Sequence[Span]) -> Sequence[Span]:
    """Return those of several spans, which are in order and lie apart, that share a character with one."""
    if span is None:
        return ()
    first = bisect_right(others, span.start, key=lambda each: each.end)
    after = bisect_right(others, span.end - 1, key=lambda each: each.start)
    return others[first:after]


def _spaced(words: str) -> str:
    return r"\s+".join(map(re.escape, words.split()))


def _is_cased(character: str) -> bool:
    return character.isdigit() or character.lower() != character.upper()

"""Where the words of a correction stand in a text, and which names lie there."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator

from reader.model.span import Span

_REACH = 256
"""Characters of the text that are looked at together: few names are as long, and few stand in so little text."""


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


class Places:
    """Spans of a text, found by where they are. They come and go: a text may have tens of thousands of names."""

    def __init__(self, spans: Iterable[Span] = ()) -> None:
        self._near: dict[int, set[Span]] = defaultdict(set)
        for span in spans:
            self.add(span)

    def __contains__(self, span: Span) -> bool:
        return span in self._near.get(span.start // _REACH, ())

    def add(self, span: Span) -> None:
        """Put a span in."""
        for part in _parts(span):
            self._near[part].add(span)

    def remove(self, span: Span) -> None:
        """Take a span out that is in."""
        for part in _parts(span):
            self._near[part].remove(span)

    def over(self, span: Span) -> list[Span]:
        """Return those that share a character with one, in order."""
        near = {each for part in _parts(span) for each in self._near.get(part, ()) if each.overlaps(span)}
        return sorted(near)

    def holds_longer(self, span: Span) -> bool:
        """Tell whether a span lies in a longer one."""
        return any(each.covers(span) and each != span for each in self.over(span))


def _parts(span: Span) -> Iterator[int]:
    yield from range(span.start // _REACH, max(span.start, span.end - 1) // _REACH + 1)


def _spaced(words: str) -> str:
    return r"\s+".join(map(re.escape, words.split()))


def _is_cased(character: str) -> bool:
    return character.isdigit() or character.lower() != character.upper()

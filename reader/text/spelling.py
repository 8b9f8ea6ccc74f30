"""One way for what Unicode can write in several: letters with their accents apart, ligatures, soft hyphens."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from reader.model.span import Span

_NOTHING = "\u00ad\u200b\u2060\ufeff"  # soft hyphens and spaces without a width: they only say where a line may break
_LIGATURES = "\ufb00-\ufb06"
_OTHERS = re.compile(f"[{_NOTHING}{_LIGATURES}]")
# Only what isn't ASCII, and the letter before it, can be written otherwise.
_FOREIGN = re.compile(r"[\x00-\x7f]?[^\x00-\x7f]+")


@dataclass(frozen=True, slots=True)
class Folded:
    """A text written otherwise; character ``i`` of it stands for ``starts[i]`` to ``ends[i]`` of the original."""

    text: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]

    def original(self, start: int, end: int) -> Span:
        """Return what ``text[start:end]``, at least one character, was made of."""
        return Span(self.starts[start], self.ends[end - 1])


def is_plain(text: str) -> bool:
    """Tell whether a text is written in that one way already, as nearly every text is."""
    return text.isascii() or (unicodedata.is_normalized("NFC", text) and not _OTHERS.search(text))


def spelt(text: str) -> Folded:
    """Return ``text`` written in one way, with the way back."""
    written: list[tuple[str, int, int]] = []
    at = 0
    for found in _FOREIGN.finditer(text):
        written += ((letter, place, place + 1) for place, letter in enumerate(text[at : found.start()], at))
        for start, end in _characters(found[0]):
            place = found.start() + start, found.start() + end
            written += ((letter, *place) for letter in _one_way(found[0][start:end]))
        at = found.end()
    written += ((letter, place, place + 1) for place, letter in enumerate(text[at:], at))
    letters, starts, ends = zip(*written, strict=True) if written else ((), (), ())
    return Folded("".join(letters), starts, ends)


def _characters(text: str) -> Iterator[tuple[int, int]]:
    """Yield where the parts of a text stand that don't change each other when they are composed."""
    start = 0
    for at in range(1, len(text)):
        if not unicodedata.combining(text[at]) and _composed(text[start : at + 1]) == (
            _composed(text[start:at]) + _composed(text[at])
        ):
            yield start, at
            start = at
    yield start, len(text)


def _composed(text: str) -> str:
    return unicodedata.normalize("NFC", text)


def _one_way(text: str) -> str:
    return _OTHERS.sub(lambda other: unicodedata.normalize("NFKC", other[0]).strip(_NOTHING), _composed(text))

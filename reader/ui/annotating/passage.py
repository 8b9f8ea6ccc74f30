"""Moving the ends of a passage by words, and joining passages. Pure functions."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from enum import StrEnum

from reader.model.annotation import PlacedNote
from reader.model.span import Span
from reader.text.units import words

_NEAR = 200
"""Characters within which the next word is looked for."""


class End(StrEnum):
    """Which end of a passage is moved."""

    START = "start"
    END = "end"


def moved(text: str, span: Span, end: End, step: int) -> Span:
    """Return a passage with one end a word further on (``step`` 1) or back (-1); one word at least stays."""
    inner = words(text, span)
    if end is End.END and step > 0:
        near = words(text, Span(span.end, min(len(text), span.end + _NEAR)))
        return Span(span.start, near[0].end) if near else span
    if end is End.START and step < 0:
        near = words(text, Span(max(0, span.start - _NEAR), span.start))
        return Span(near[-1].start, span.end) if near else span
    if len(inner) < 2:
        return span
    return Span(span.start, inner[-2].end) if end is End.END else Span(inner[1].start, span.end)


def touching(notes: Sequence[tuple[PlacedNote, Span]], first: Span, text: str) -> list[PlacedNote]:
    """Return the notes whose passages overlap ``first`` or one another from there on, or only white space parts."""
    whole = first
    while True:
        found = [(note, span) for note, span in notes if _touch(whole, span, text)]
        wider = around([whole, *(span for _, span in found)])
        if wider == whole:
            return [note for note, _ in found]
        whole = wider


def around(spans: Iterable[Span]) -> Span:
    """Return the span from the first start to the last end."""
    all_of_them = list(spans)
    return Span(min(span.start for span in all_of_them), max(span.end for span in all_of_them))


def _touch(one: Span, other: Span, text: str) -> bool:
    gap = text[min(one.end, other.end) : max(one.start, other.start)]
    return not gap.strip()

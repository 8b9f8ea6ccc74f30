"""Moving the ends of a passage by words, and joining passages. Pure functions."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from enum import StrEnum

from reader.model.annotation import PlacedNote
from reader.model.span import Span
from reader.text.units import words


class End(StrEnum):
    """Which end of a passage is moved."""

    START = "start"
    END = "end"


def moved(text: str, span: Span, end: End, step: int) -> Span:
    """Return a passage with one end a word further on (``step`` 1) or back (-1); one word at least stays."""
    if end is End.END:
        near = words(text, Span(span.start, min(len(text), span.end + 200)))
        ends = [each.end for each in near]
        ahead = [at for at in ends if (at > span.end if step > 0 else at < span.end)]
        return Span(span.start, (min if step > 0 else max)(ahead)) if ahead else span
    near = words(text, Span(max(0, span.start - 200), span.end))
    starts = [each.start for each in near]
    ahead = [at for at in starts if (at > span.start if step > 0 else at < span.start)]
    return Span((min if step > 0 else max)(ahead), span.end) if ahead else span


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

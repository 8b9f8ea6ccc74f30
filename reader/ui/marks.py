"""The marks that an article's findings and its notes make."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import TYPE_CHECKING

from reader.model.analysis import Analysis, QuoteKind
from reader.model.span import Span
from reader.ui.colours import ground
from reader.ui.layers import Mark
from reader.ui.shown import Shown

if TYPE_CHECKING:
    from reader.model.annotation import Annotation

_STYLES = {
    "PERSON": "article--person",
    "GPE": "article--place",
    "LOC": "article--place",
    "FAC": "article--place",
    "NORP": "article--place",
    "ORG": "article--organisation",
}


_KINDS = {
    Shown.PEOPLE: "article--person",
    Shown.PLACES: "article--place",
    Shown.ORGANISATIONS: "article--organisation",
}


def entity_marks(analysis: Analysis, shown: Collection[Shown]) -> list[Mark]:
    """Return the marks of people, places and organisations, of the kinds that are shown."""
    looks = {look for kind, look in _KINDS.items() if kind in shown}
    return [
        Mark(entity.span, look)
        for entity in analysis.entities
        if (look := _STYLES.get(entity.label)) in looks and look and (entity.label != "NORP" or entity.country)
    ]


def quote_marks(analysis: Analysis) -> list[Mark]:
    """Return the marks of what stands between quotation marks in direct and mixed quotes."""
    return [
        Mark(piece, "article--quote")
        for quote in analysis.quotes
        if quote.kind is not QuoteKind.INDIRECT
        for piece in quote.pieces or (quote.span,)
    ]


def speaker_marks(analysis: Analysis, ranks: Mapping[int, int]) -> list[Mark]:
    """Return the marks of all quotes, indirect ones too, each in the look of its speaker.

    ``ranks`` has the number of a quote's speaker, from 1, by the quote's index; those from 5 on look alike.
    """
    return [
        Mark(span, f"article--speaker-{min(ranks[index], 5)}")
        for index, quote in enumerate(analysis.quotes)
        for span in ([quote.span] if quote.kind is QuoteKind.INDIRECT else quote.pieces or (quote.span,))
    ]


def note_marks(notes: Sequence[tuple[Annotation, Span]], picked: str = "") -> list[Mark]:
    """Return the marks of highlighted passages, of what lies in more than one of them, and of one that was picked.

    ``notes`` are in the order of the text; ``picked`` is an id.
    """
    marks = [Mark(span, ground(note.colour), note.colour) for note, span in notes]
    end = 0
    for note, span in notes:
        if span.start < end:
            marks.append(Mark(Span(span.start, min(end, span.end)), "article--note-overlap"))
        end = max(end, span.end)
        if note.id == picked:
            marks.append(Mark(span, "article--note-chosen"))
    return marks

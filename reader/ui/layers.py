"""What is marked where: layers of marks over a text, and the marks that an article's findings and notes make.

Each layer is a sheet of marks; later layers lie over earlier ones. Nothing here draws: a mark names a component
class of the article view, which the style sheets give its looks.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING, Protocol

from reader.model.analysis import Analysis, QuoteKind
from reader.model.span import Span
from reader.text.search import Hits
from reader.ui.colours import ground
from reader.ui.focus import Focus
from reader.ui.shown import Shown

if TYPE_CHECKING:
    from reader.model.annotation import Annotation, Colour


class Layer(IntEnum):
    """The layers from bottom to top."""

    SENTENCE = 0
    LINK = 1
    QUOTE = 2
    ENTITY = 3
    HIGHLIGHT = 4
    FOCUS = 5
    HIT = 6
    HIT_HERE = 7
    CARET = 8


@dataclass(frozen=True, slots=True)
class Mark:
    """A marked span: ``style`` is a component class of the article view, ``colour`` that of a note's passage."""

    span: Span
    style: str
    colour: Colour | None = None


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text with the same marks over it, bottom first."""

    start: int
    end: int
    marks: tuple[Mark, ...]


class Sheet(Protocol):
    """The marks of one layer."""

    def __len__(self) -> int:
        """How many marks there are."""

    def over(self, start: int, end: int) -> list[Mark]:
        """Return the marks that touch ``start`` to ``end``, in order, longer before shorter."""


class MarkSheet:
    """A sheet of marks that may overlap."""

    def __init__(self, marks: Iterable[Mark] = ()) -> None:
        self._marks = sorted(marks, key=lambda mark: (mark.span.start, -mark.span.end))
        self._starts = [mark.span.start for mark in self._marks]
        # The furthest end so far: tells when to stop looking back.
        self._reach = list(accumulate((mark.span.end for mark in self._marks), max))

    def __len__(self) -> int:
        return len(self._marks)

    def over(self, start: int, end: int) -> list[Mark]:
        """Return the marks that touch ``start`` to ``end``."""
        index = bisect_left(self._starts, end)
        here: list[Mark] = []
        while index > 0 and self._reach[index - 1] > start:
            index -= 1
            if self._marks[index].span.end > start:
                here.append(self._marks[index])
        here.reverse()
        return here


class HitSheet:
    """A sheet of search hits, of which there may be thousands: marks are made for those that are asked for."""

    def __init__(self, hits: Hits) -> None:
        self._hits = hits

    def __len__(self) -> int:
        return len(self._hits)

    def over(self, start: int, end: int) -> list[Mark]:
        """Return the marks that touch ``start`` to ``end``."""
        return [Mark(span, "article--hit") for span in self._hits.between(start, end)]


class Layers:
    """All marks over one text."""

    def __init__(self) -> None:
        self._sheets: dict[Layer, Sheet] = {layer: MarkSheet() for layer in Layer}

    def put(self, layer: Layer, sheet: Sheet) -> bool:
        """Replace a layer's marks; tells whether there are any or were."""
        before, self._sheets[layer] = self._sheets[layer], sheet
        return bool(before) or bool(sheet)

    def over(self, start: int, end: int, layers: Iterable[Layer] = Layer) -> list[Mark]:
        """Return the marks that touch ``start`` to ``end``, bottom layer first, longer before shorter."""
        return [mark for layer in layers for mark in self._sheets[layer].over(start, end)]

    def pieces(self, start: int, end: int) -> Iterator[Piece]:
        """Cut ``start`` to ``end`` into runs with the same marks, in order."""
        marks = self.over(start, end)
        if not marks:
            if start < end:
                yield Piece(start, end, ())
            return
        cuts = {start, end}
        for mark in marks:
            cuts.update(cut for cut in (mark.span.start, mark.span.end) if start < cut < end)
        ordered = sorted(cuts)
        for first, last in pairwise(ordered):
            over = tuple(mark for mark in marks if mark.span.start <= first and last <= mark.span.end)
            yield Piece(first, last, over)


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


def focus_marks(focus: Focus) -> list[Mark]:
    """Return the marks of one that is in focus."""
    return [Mark(span, f"article--focus-{focus.slot}") for span in focus.spans]

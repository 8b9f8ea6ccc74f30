"""What is marked where: layers of marks over a text.

Each layer is a sheet of marks; later layers lie over earlier ones. Nothing here draws: a mark names a component
class of the article view, which the style sheets give its looks. ``ui.marks`` makes the marks.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from enum import IntEnum
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING, NamedTuple, Protocol

from reader.model.span import Span
from reader.text.search import Hits

if TYPE_CHECKING:
    from reader.model.annotation import Colour


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


class Mark(NamedTuple):
    """A marked span: ``style`` is a component class of the article view, ``colour`` that of a note's passage."""

    span: Span
    style: str
    colour: Colour | None = None


class Piece(NamedTuple):
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

    def put(self, layer: Layer, sheet: Sheet) -> Sheet:
        """Replace a layer's marks; returns those before."""
        before, self._sheets[layer] = self._sheets[layer], sheet
        return before

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

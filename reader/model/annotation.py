"""A reader's note or highlight, and the passage that it is tied to."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from reader.model.span import Span


class Colour(StrEnum):
    """The highlight colours, by the names that are stored."""

    YELLOW = "yellow"
    GREEN = "green"
    BLUE = "blue"
    PINK = "pink"
    ORANGE = "orange"


class Motivation(StrEnum):
    """Why an annotation was made, in the words of the W3C Web Annotation vocabulary."""

    HIGHLIGHTING = "highlighting"
    COMMENTING = "commenting"


@dataclass(frozen=True, slots=True)
class Target:
    """The passage of an annotation: a set of W3C selectors.

    ``exact`` with up to 128 characters of ``prefix`` and ``suffix`` around it (TextQuoteSelector), ``span`` in
    the text it was made on (TextPositionSelector), and that text's SHA-256. ``whole``: there is no passage, and no
    selector; the annotation is on the article as a whole. ``times``: how often the words stood in that text, ``nth``:
    which of them, counted from 1, was the passage; 0 when that isn't known.
    """

    exact: str
    prefix: str
    suffix: str
    span: Span
    text_hash: str
    whole: bool = False
    times: int = 0
    nth: int = 0


@dataclass(frozen=True, slots=True)
class Annotation:
    """A note (``body`` is its Markdown text) or a bare highlight (``body`` is "").

    ``article`` is the article's id; ``title`` and ``source`` are the article's, so that a note finds its
    article again even when the library is lost. ``created`` and ``modified`` are aware times in UTC.
    """

    id: str
    article: str
    target: Target
    body: str
    tags: tuple[str, ...]
    colour: Colour
    created: datetime
    modified: datetime
    motivation: Motivation
    title: str = ""
    source: str = ""


class PlaceState(StrEnum):
    """Where an annotation stands in the text that is shown now.

    here: the same text or the same place; moved: the same words elsewhere; changed: its words were edited;
    orphan: no place was found that is surely the right one.
    """

    HERE = "here"
    MOVED = "moved"
    CHANGED = "changed"
    ORPHAN = "orphan"


@dataclass(frozen=True, slots=True)
class Place:
    """The answer of anchoring: the span in the present text, and how it was found.

    No span has an orphan, nor a note on the article as a whole, which is always here.
    """

    state: PlaceState
    span: Span | None
    score: float
    reason: str

    @property
    def lost(self) -> bool:
        """Whether no place was found."""
        return self.state is PlaceState.ORPHAN


NOT_IN_LIBRARY = Place(PlaceState.ORPHAN, None, 0.0, "the article is not in the library")
"""The place of a note whose article isn't there."""


@dataclass(frozen=True, slots=True)
class PlacedNote:
    """An annotation, and where it stands in the present text of its article.

    ``others`` are further texts of it, left by a sync or another window, until one is chosen.
    """

    annotation: Annotation
    place: Place
    others: tuple[str, ...] = ()

"""What is open: one article with its analysis, its notes and what the reader chose in it. No widgets here."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING

from reader.analysis.state import State
from reader.model.article import Article, Link
from reader.model.span import Span
from reader.text.links import links_of
from reader.text.search import Hits
from reader.ui.focus import Foci, Focus, FocusKind
from reader.ui.shown import VIEWS, Shown

if TYPE_CHECKING:
    from reader.model.analysis import Analysis, Country, Person, Quote
    from reader.model.annotation import PlacedNote
    from reader.notes.drafts import Draft


class Section(StrEnum):
    """What the panel lists of an article, in its order."""

    PEOPLE = "People"
    COUNTRIES = "Countries"
    QUOTES = "Quotes"
    NOTES = "Notes"


class Showing(StrEnum):
    """Of which notes the text is shown."""

    ALL = "all"
    ONE = "one"
    NONE = "none"


@dataclass(repr=False)  # Textual writes down what its workers are given: a repr would hold the whole text
class Reading:
    """The open article and all that the screen knows about it."""

    article: Article
    offset: int = 0
    analysis: Analysis | None = None
    """With the reader's corrections."""
    state: State | None = None
    """None: nobody has looked yet whether it was analysed before."""
    failure: str = ""
    notes: Sequence[PlacedNote] = ()
    foci: Foci = field(default_factory=Foci)
    quotes_by_speaker: bool = False
    shown: frozenset[Shown] = VIEWS[0][1]
    """The kinds of marks that the text shows."""
    drafts: Sequence[Draft] = ()
    showing: Showing | None = None
    """None: all where there is room beside the text, else none."""
    near: frozenset[str] = frozenset()
    """The notes at the cursor."""
    turned: set[str] = field(default_factory=set)
    """The notes that were unfolded or folded by hand."""
    picked: str = ""
    """The one that was chosen of several notes at the cursor."""
    editing: tuple[int, int] | None = None
    """The block that the editor is open beneath, and its rows."""
    edited: str = ""
    """The note that is in the editor, "" for a new one: its box would say the same twice."""
    hits: Hits = field(default_factory=Hits)
    found: Analysis | None = None
    """The analysis without the reader's corrections."""
    named: Callable[[str], str] = str
    """Puts the keys of commands into a text, as ``Keymap.named`` does."""
    _placed: tuple[Sequence[PlacedNote], list[tuple[PlacedNote, Span]]] = field(default_factory=lambda: ((), []))

    @cached_property
    def links(self) -> list[Link]:
        """The links that can be followed."""
        return links_of(self.article)

    @property
    def link_labels(self) -> dict[int, str]:
        """The numbers of the links, by the offset that each stands behind."""
        labels: dict[int, str] = {}
        for number, link in enumerate(self.links, 1):
            end = link.span.start + len(link.span.of(self.article.text).rstrip())
            labels[end] = f"{labels.get(end, '')}[{number}]"
        return labels

    @property
    def language(self) -> str:
        """The language of the text, by what its source says, else by its analysis; "" as long as neither knows."""
        return self.article.language or (self.analysis.language if self.analysis else "")

    @property
    def placed(self) -> list[tuple[PlacedNote, Span]]:
        """The notes that stand in the text, with their spans, in the order of the text."""
        if self._placed[0] is not self.notes:  # asked for at every step of the cursor
            found = [(note, note.place.span) for note in self.notes if note.place.span is not None]
            found.sort(key=lambda each: (each[1].start, each[1].end, each[0].annotation.created))
            self._placed = (self.notes, found)
        return self._placed[1]

    def notes_at(self, offset: int, sentence: Span) -> list[PlacedNote]:
        """Return the notes over ``offset``, the shortest first, then the others that touch ``sentence``."""
        near = [(note, span) for note, span in self.placed if span.holds(offset) or span.overlaps(sentence)]
        return [note for note, span in sorted(near, key=lambda each: (not each[1].holds(offset), len(each[1])))]

    def shows(self, note: PlacedNote, beside: bool) -> bool:
        """Tell whether a note's text is shown; ``beside`` says that there is room for notes beside the text."""
        if Shown.NOTES not in self.shown:
            return False
        showing = self.showing or (Showing.ALL if beside else Showing.NONE)
        shown = showing is Showing.ALL or (showing is Showing.ONE and note.annotation.id in self.near)
        return shown != (note.annotation.id in self.turned)

    def person(self, person_id: str | None) -> Person | None:
        """Return a person of the analysis by id."""
        people = self.analysis.people if self.analysis else ()
        return next((person for person in people if person.id == person_id), None)

    def country(self, code: str) -> Country | None:
        """Return a country of the analysis by its code."""
        countries = self.analysis.countries if self.analysis else ()
        return next((country for country in countries if country.code == code), None)

    def speaker(self, quote: Quote) -> str:
        """Return who said a quote: the person's name, else the words that name the speaker, else ""."""
        person = self.person(quote.speaker)
        if person is not None:
            return person.name
        return quote.names_speaker(self.article.text)

    def spans_of(self, kind: FocusKind, key: str) -> tuple[Span, ...]:
        """Return all mentions of a person (by id), pronouns too, or of a country (by code), places in it too."""
        if kind is FocusKind.PERSON:
            person = self.person(key)
            return tuple(sorted((*person.mentions, *person.pronouns))) if person else ()
        country = self.country(key)
        return tuple(sorted((*country.mentions, *country.via))) if country else ()

    def focus_of(self, kind: FocusKind, key: str) -> Focus | None:
        """Return a person (by id) or a country (by code) as it can be put in focus; None if there is none such."""
        found = self.person(key) if kind is FocusKind.PERSON else self.country(key)
        return Focus(kind, key, found.name, self.spans_of(kind, key)) if found else None

    def named_at(self, offset: int) -> Focus | None:
        """Return whoever is named at ``offset``, by a pronoun too, as it can be put in focus; None when nobody is."""
        for entity in self.analysis.entities if self.analysis else ():
            if entity.span.holds(offset):
                if entity.person:
                    return self.focus_of(FocusKind.PERSON, entity.person)
                if entity.country:
                    return self.focus_of(FocusKind.COUNTRY, entity.country)
        for person in self.analysis.people if self.analysis else ():
            if any(span.holds(offset) for span in person.pronouns):
                return self.focus_of(FocusKind.PERSON, person.id)
        return None

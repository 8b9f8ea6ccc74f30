"""The panel: who and which countries the article is about, who said what, and the reader's notes."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import accumulate
from typing import TYPE_CHECKING

from reader.analysis.state import State
from reader.model.analysis import Country, Person, QuoteKind
from reader.model.annotation import PlacedNote, PlaceState
from reader.model.span import Span
from reader.ui.colours import BARS, bar
from reader.ui.reading import DRAFT, Reading, Section
from reader.ui.runs import Run, fit, spread
from reader.ui.widgets.row_list import RowList

_FIRST_WORDS = 120


if TYPE_CHECKING:
    from reader.notes.drafts import Draft


@dataclass(frozen=True, slots=True)
class Entry:
    """One item: ``key`` is a person's id, a country's code, a quote's index or a note's id; "" on a head."""

    section: Section
    key: str
    rows: tuple[tuple[Run, ...], ...]
    right: str = ""
    marked: bool = False


class Panel(RowList):
    """The four lists, one beneath the other."""

    def __init__(self) -> None:
        super().__init__(id="panel")
        self._entries: list[Entry] = []

    def show(self, reading: Reading) -> None:
        """Show what is known of the open article."""
        entries = [*_people(reading), *_countries(reading), *_quotes(reading), *_notes(reading)]
        if entries != self._entries:
            self._entries = entries
            self.set_tops(list(accumulate((len(entry.rows) for entry in entries), initial=0)))

    def entry(self, index: int) -> Entry:
        """Return the entry at ``index``."""
        return self._entries[index]

    def go_to(self, section: Section) -> None:
        """Put the cursor on a section's first item."""
        heads = [index for index, entry in enumerate(self._entries) if entry.section is section]
        if heads:
            self.move(self._nearest(heads[1] if len(heads) > 1 else heads[0]))
            self.scroll_to(y=self._tops[heads[0]], animate=False)

    def can_choose(self, index: int) -> bool:
        """Heads can't be chosen."""
        return 0 <= index < len(self._entries) and bool(self._entries[index].key)

    def draw_item(self, index: int, width: int) -> list[list[Run]]:
        """Return an entry's rows; its count stands at the right of the first."""
        entry = self._entries[index]
        first, *rest = entry.rows
        mark: Run = ("▌" if entry.marked else " ", "list--mark")
        look = "list--head" if not entry.key else "list--quiet"
        return [
            spread([mark, *first], (entry.right, look), width - 1),
            *(fit([mark, *row], width - 1) for row in rest),
        ]


def _head(section: Section, count: int | None) -> Entry:
    shown = "" if count is None else str(count)
    return Entry(section, "", (((section.value, "list--head"),),), shown)


def _hint(section: Section, text: str) -> Entry:
    return Entry(section, "", (((text, "list--quiet"),), (("", "list--text"),)))


def _unknown(section: Section, reading: Reading) -> list[Entry]:
    """Return the head and, while the analysis isn't there, why."""
    told = {
        State.WAITING: "waiting to be analysed …",
        State.RUNNING: "being analysed …",
        State.FAILED: "not analysed: R tries again",
        State.DONE: "",
    }[reading.state]
    return [_head(section, None), _hint(section, told)]


def _closed(entries: list[Entry]) -> list[Entry]:
    """Leave a blank row below a section."""
    last = entries[-1]
    blank: tuple[Run, ...] = (("", "list--text"),)
    entries[-1] = Entry(last.section, last.key, (*last.rows, blank), last.right, last.marked)
    return entries


def _people(reading: Reading) -> list[Entry]:
    if reading.analysis is None:
        return _unknown(Section.PEOPLE, reading)
    people = sorted(reading.analysis.people, key=lambda person: (-len(person.mentions), person.mentions))
    if not people:
        return [_head(Section.PEOPLE, 0), _hint(Section.PEOPLE, "nobody is named")]
    return _closed([_head(Section.PEOPLE, len(people)), *(_person(reading, person) for person in people)])


def _person(reading: Reading, person: Person) -> Entry:
    rows: list[tuple[Run, ...]] = [((person.name, "list--strong"),)]
    if person.role:
        rows.append((("  " + person.role, "list--quiet"),))
    marked = reading.focus is not None and reading.focus.id == person.id
    return Entry(Section.PEOPLE, person.id, tuple(rows), str(len(person.mentions)), marked)


def _countries(reading: Reading) -> list[Entry]:
    if reading.analysis is None:
        return _unknown(Section.COUNTRIES, reading)

    def weight(country: Country) -> tuple[int, str]:
        return -len(country.mentions) - len(country.via), country.name

    countries = sorted(reading.analysis.countries, key=weight)
    if not countries:
        return [_head(Section.COUNTRIES, 0), _hint(Section.COUNTRIES, "none is named")]
    return _closed([_head(Section.COUNTRIES, len(countries)), *(_country(reading, each) for each in countries)])


def _country(reading: Reading, country: Country) -> Entry:
    rows: list[tuple[Run, ...]] = [((f"{country.code} ", "list--mark"), (country.name, "list--text"))]
    places = dict.fromkeys(span.of(reading.article.text) for span in country.via)
    if places:
        rows.append((("   via " + ", ".join(places), "list--quiet"),))
    marked = reading.focus is not None and reading.focus.id == country.code
    count = len(country.mentions) + len(country.via)
    return Entry(Section.COUNTRIES, country.code, tuple(rows), str(count), marked)


def _quotes(reading: Reading) -> list[Entry]:
    if reading.analysis is None:
        return _unknown(Section.QUOTES, reading)
    quotes = reading.analysis.quotes
    if not quotes:
        return [_head(Section.QUOTES, 0), _hint(Section.QUOTES, "nobody is quoted")]
    entries = [_head(Section.QUOTES, len(quotes))]
    for index, quote in enumerate(quotes):
        words = Span(quote.span.start, min(quote.span.end, quote.span.start + _FIRST_WORDS))
        text = " ".join(words.of(reading.article.text).split())
        said = f"“{text}" if quote.kind is QuoteKind.DIRECT else text
        speaker = reading.speaker(quote) or "speaker unknown"
        look = "list--strong" if quote.speaker else "list--quiet"
        rows: tuple[tuple[Run, ...], ...] = (((speaker, look),), (("  " + said, "list--text"),))
        kind = "" if quote.kind is QuoteKind.DIRECT else str(quote.kind)
        entries.append(Entry(Section.QUOTES, str(index), rows, kind))
    return _closed(entries)


def _notes(reading: Reading) -> list[Entry]:
    if not reading.notes and not reading.drafts:
        return [_head(Section.NOTES, 0), _hint(Section.NOTES, "a notes, h highlights the sentence")]
    unplaced = [note for note in reading.notes if note.place.span is None]
    whole = [note for note in unplaced if note.annotation.target.whole]
    lost = [note for note in unplaced if not note.annotation.target.whole]
    ordered = [*whole, *(note for note, _ in reading.placed), *lost]
    drafts = [_draft(draft) for draft in reading.drafts]
    return _closed([_head(Section.NOTES, len(ordered)), *drafts, *(_note(note) for note in ordered)])


def _draft(draft: Draft) -> Entry:
    said = " ".join(draft.body.split()) or " ".join(f"#{tag}" for tag in draft.tags)
    rows: tuple[tuple[Run, ...], ...] = ((("✎ ", "list--mark"), (said, "list--text")),)
    return Entry(Section.NOTES, f"{DRAFT}{draft.key}", rows, "draft")


def _note(note: PlacedNote) -> Entry:
    annotation = note.annotation
    passage = "the whole article" if annotation.target.whole else " ".join(annotation.target.exact.split())
    said = " ".join(annotation.body.split()) or "highlight"
    state = "" if note.place.state is PlaceState.HERE else str(note.place.state)
    tags = " ".join(f"#{tag}" for tag in annotation.tags)
    rows: tuple[tuple[Run, ...], ...] = (
        ((f"{BARS[annotation.colour]} ", bar(annotation.colour, "list")), (f"{said} {tags}".strip(), "list--text")),
        (("  " + passage[:_FIRST_WORDS], "list--quiet"),),
    )
    return Entry(Section.NOTES, annotation.id, rows, state)

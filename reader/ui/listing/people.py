"""The people of an article: role, count, where they occur; and, for whoever is in focus, all that they say."""

from __future__ import annotations

from reader.model.analysis import Person
from reader.text.accents import folded
from reader.ui.focus import FocusKind
from reader.ui.listing.entry import Entry, Kind, section_of, unknown
from reader.ui.listing.quotes import quote_entry
from reader.ui.reading import Reading, Section
from reader.ui.runs import Run


def people(reading: Reading, wanted: list[str]) -> list[Entry]:
    """Return the section, the most mentioned first; ``wanted`` are the words of a filter."""
    if reading.analysis is None:
        return unknown(Section.PEOPLE, reading)
    found = sorted(reading.analysis.people, key=lambda person: (-len(person.mentions), person.mentions))
    entries = [entry for person in found for entry in _person(reading, person)]
    nobody = "nobody is named" if reading.analysis.model else f"no model for “{reading.analysis.language}” is set"
    return section_of(Section.PEOPLE, Kind.PERSON, entries, nobody, wanted)


def _person(reading: Reading, person: Person) -> list[Entry]:
    quotes = (
        [index for index, quote in enumerate(reading.analysis.quotes) if quote.speaker == person.id]
        if reading.analysis
        else []
    )
    rows: list[tuple[Run, ...]] = [((person.name, "list--strong"),)]
    said = f"{len(quotes)} quote{'s' * (len(quotes) != 1)}" if quotes else ""
    if person.role or said:
        rows.append((("  " + (person.role or said), "list--quiet"),))
    spans = reading.spans_of(FocusKind.PERSON, person.id)
    slot = reading.foci.slot(person.id)
    length = max(1, len(reading.article.text))
    words = folded(" ".join((person.name, *person.aliases, person.role)))
    own = Entry(
        Section.PEOPLE, Kind.PERSON, person.id, tuple(rows), str(len(person.mentions)),
        spans[0].start if spans else None, slot, tuple(span.start / length for span in spans), words,
        said if person.role else "",
    )  # fmt: skip
    return [own, *(quote_entry(reading, index, Section.PEOPLE, words) for index in quotes if slot)]

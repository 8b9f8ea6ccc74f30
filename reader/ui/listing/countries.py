"""The countries of an article, with the places inside them."""

from __future__ import annotations

from itertools import chain

from reader.model.analysis import Country
from reader.model.span import Span
from reader.text.accents import folded
from reader.ui.focus import FocusKind
from reader.ui.listing.entry import Entry, Kind, section_of, unknown
from reader.ui.reading import Reading, Section
from reader.ui.runs import Run


def countries(reading: Reading, wanted: list[str]) -> list[Entry]:
    """Return the section, the most mentioned first; ``wanted`` are the words of a filter."""
    if reading.analysis is None:
        return unknown(Section.COUNTRIES, reading)
    found = sorted(reading.analysis.countries, key=lambda each: (-len(each.mentions) - len(each.via), each.name))
    entries = [entry for country in found for entry in _country(reading, country)]
    return section_of(Section.COUNTRIES, Kind.COUNTRY, entries, "none is named", wanted)


def places_of(reading: Reading, country: Country) -> dict[str, list[Span]]:
    """Return the places inside a country by the name that the article has for them, with their mentions.

    One that stands in capitals too, as in a dateline, is one.
    """
    named: dict[str, dict[str, list[Span]]] = {}
    for span in country.via:
        name = " ".join(span.of(reading.article.text).split())
        named.setdefault(name.casefold(), {}).setdefault(name, []).append(span)
    return {min(ways, key=str.isupper): sorted(chain.from_iterable(ways.values())) for ways in named.values()}


def _country(reading: Reading, country: Country) -> list[Entry]:
    places = places_of(reading, country)
    slot = reading.foci.slot(country.code)
    rows: list[tuple[Run, ...]] = [((f"{country.code} ", "list--mark"), (country.name, "list--text"))]
    if places and not slot:
        rows.append((("   " + ", ".join(places), "list--quiet"),))
    spans = reading.spans_of(FocusKind.COUNTRY, country.code)
    length = max(1, len(reading.article.text))
    words = folded(" ".join((country.code, country.name, *places)))
    own = Entry(
        Section.COUNTRIES, Kind.COUNTRY, country.code, tuple(rows), str(len(spans)),
        at=spans[0].start if spans else None, slot=slot, spark=tuple(span.start / length for span in spans),
        words=words,
    )  # fmt: skip
    inside = [
        Entry(
            Section.COUNTRIES, Kind.PLACE, name, ((("   " + name, "list--text"),),), str(len(found)),
            at=found[0].start, words=words,
        )
        for name, found in places.items()
        if slot
    ]  # fmt: skip
    return [own, *inside]

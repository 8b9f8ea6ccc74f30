"""The quotes of an article, in its order or by speaker."""

from __future__ import annotations

from reader.model.analysis import QuoteKind
from reader.model.span import Span
from reader.text.accents import folded
from reader.ui.listing.entry import FIRST_WORDS, Entry, Kind, section_of, unknown
from reader.ui.reading import Reading, Section
from reader.ui.runs import Run
from reader.ui.speakers import UNKNOWN, Speaker, speakers


def quotes(reading: Reading, wanted: list[str]) -> list[Entry]:
    """Return the section; ``wanted`` are the words of a filter, which looks in words and speakers."""
    if reading.analysis is None:
        return unknown(Section.QUOTES, reading)
    if reading.quotes_by_speaker:
        entries = [entry for speaker in speakers(reading) for entry in _by_speaker(reading, speaker)]
    else:
        entries = [_named(reading, index) for index in range(len(reading.analysis.quotes))]
    return section_of(Section.QUOTES, Kind.QUOTE, entries, "nobody is quoted", wanted)


def quote_entry(reading: Reading, index: int, section: Section, speaker: str) -> Entry:
    """Return a quote without its speaker, below whom it stands; ``speaker`` are words that a filter finds it by."""
    assert reading.analysis is not None  # noqa: S101  an index comes from an analysis
    quote = reading.analysis.quotes[index]
    kind = "" if quote.kind is QuoteKind.DIRECT else str(quote.kind)
    words = folded(f"{speaker} {_said(reading, index)} {quote.kind}")
    rows: tuple[tuple[Run, ...], ...] = ((("  " + _said(reading, index), "list--text"),),)
    return Entry(section, Kind.QUOTE, str(index), rows, kind, quote.span.start, words=words)


def _named(reading: Reading, index: int) -> Entry:
    assert reading.analysis is not None  # noqa: S101
    quote = reading.analysis.quotes[index]
    speaker = reading.speaker(quote) or UNKNOWN
    look = "list--strong" if quote.speaker else "list--quiet"
    rows: tuple[tuple[Run, ...], ...] = (((speaker, look),), (("  " + _said(reading, index), "list--text"),))
    kind = "" if quote.kind is QuoteKind.DIRECT else str(quote.kind)
    words = folded(f"{speaker} {_said(reading, index)} {quote.kind}")
    slot = reading.foci.slot(quote.speaker) if quote.speaker else 0
    return Entry(Section.QUOTES, Kind.QUOTE, str(index), rows, kind, quote.span.start, slot, words=words)


def _by_speaker(reading: Reading, speaker: Speaker) -> list[Entry]:
    look = "list--strong" if reading.person(speaker.key) else "list--quiet"
    own = [quote_entry(reading, index, Section.QUOTES, speaker.name) for index in speaker.quotes]
    words = " ".join(entry.words for entry in own)
    name: tuple[Run, ...] = ((speaker.name, look),)
    return [Entry(Section.QUOTES, Kind.HEAD, "", (name,), str(len(own)), words=words), *own]


def _said(reading: Reading, index: int) -> str:
    assert reading.analysis is not None  # noqa: S101
    quote = reading.analysis.quotes[index]
    first = Span(quote.span.start, min(quote.span.end, quote.span.start + FIRST_WORDS))
    text = " ".join(first.of(reading.article.text).split())
    if quote.kind is not QuoteKind.DIRECT:
        return text
    return f"“{text}”" if first == quote.span else f"“{text}"

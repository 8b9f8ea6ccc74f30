"""What can be corrected at a place, and what can be said of it. No widgets here."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from reader.analysis.corrections.occurrences import plain
from reader.analysis.gazetteer import COUNTRY_KINDS, load_gazetteer
from reader.model.analysis import Analysis, Entity
from reader.model.correction import Correction, CorrectionKind
from reader.model.span import Span
from reader.ui.listing.entry import Entry, Kind
from reader.ui.reading import Reading

_MOST_READINGS = 3
_NAMED = frozenset({"PERSON", "GPE", "LOC", "FAC", "NORP", "ORG", "EVENT", "PRODUCT", "WORK_OF_ART"})


@dataclass(frozen=True, slots=True)
class Subject:
    """A name, or a quote that begins at ``at``."""

    words: str
    quote: bool = False
    at: int = 0

    def is_of(self, correction: Correction) -> bool:
        """Tell whether a correction is about it."""
        return correction.subject == (self.quote, self.words, self.at)


class Ask(StrEnum):
    """What else has to be told."""

    PERSON = "person"
    COUNTRY = "country"


@dataclass(frozen=True, slots=True)
class Choice:
    """Something that can be said of a subject."""

    text: str
    kind: CorrectionKind
    means: str = ""
    ask: Ask | None = None
    fact: str = ""


# What is there


def of_entry(reading: Reading, entry: Entry) -> list[Subject]:
    """Return what an entry of the panel stands for: names, of which a country may have several, or a quote."""
    if entry.kind is Kind.PLACE:
        return [Subject(entry.key)]
    if entry.kind is Kind.QUOTE:
        return [_quote(reading, int(entry.key))]
    person, country = reading.person(entry.key), reading.country(entry.key)
    if entry.kind is Kind.PERSON and person is not None:
        return _unique([person.name, *(_form(reading, span) for span in person.mentions)])
    if entry.kind is Kind.COUNTRY and country is not None:
        return _unique(_form(reading, span) for span in (*country.mentions, *country.via))
    return []


def at(reading: Reading, offset: int) -> Subject | None:
    """Return the name at ``offset``; None when there is none."""
    here = next((each for each in _names(reading) if each.span.holds(offset)), None)
    return Subject(_form(reading, here.span)) if here else None


def around(reading: Reading, sentence: Span) -> list[Subject]:
    """Return the names and quotes of a sentence."""
    names = [_form(reading, each.span) for each in _names(reading) if each.span.overlaps(sentence)]
    quotes = enumerate(reading.analysis.quotes if reading.analysis else ())
    return [*_unique(names), *(_quote(reading, index) for index, quote in quotes if quote.span.overlaps(sentence))]


def _names(reading: Reading) -> list[Entity]:
    entities = reading.analysis.entities if reading.analysis else ()
    return [each for each in entities if each.label in _NAMED]


def _quote(reading: Reading, index: int) -> Subject:
    assert reading.analysis is not None  # noqa: S101  an index comes from an analysis
    span = reading.analysis.quotes[index].span
    return Subject(plain(span.of(reading.article.text)), quote=True, at=span.start)


def _form(reading: Reading, span: Span) -> str:
    return plain(span.of(reading.article.text))


def _unique(words: Iterable[str]) -> list[Subject]:
    return [Subject(each) for each in dict.fromkeys(words)]


# What can be said of it


def choices(reading: Reading, subject: Subject) -> list[Choice]:
    """Return what can be said of a subject but is not so already."""
    return _of_quote() if subject.quote else _of_name(reading, subject.words)


def _of_quote() -> list[Choice]:
    return [
        Choice("said by …", CorrectionKind.SPEAKER, ask=Ask.PERSON),
        Choice("said by nobody who is named", CorrectionKind.SPEAKER),
        Choice("no quote", CorrectionKind.NO_QUOTE),
    ]


def _of_name(reading: Reading, words: str) -> list[Choice]:
    assert reading.analysis is not None  # noqa: S101  there was something to choose
    here = next((each for each in _names(reading) if _form(reading, each.span) == words), None)
    person = reading.person(here.person) if here else None
    found = [] if person else [Choice("a person", CorrectionKind.PERSON)]
    if len(reading.analysis.people) > (person is not None):
        found.append(Choice("the same person as …", CorrectionKind.SAME, ask=Ask.PERSON))
    if person is not None and person.name != words:
        found.append(Choice("a person apart", CorrectionKind.APART, fact=f"not {person.name}"))
    found += _meanings(words, here.country if here else None)
    found.append(Choice("a country, or a place in one …", CorrectionKind.COUNTRY, ask=Ask.COUNTRY))
    if here is None or here.label != "GPE" or here.country:
        found.append(Choice("a place", CorrectionKind.PLACE))
    if here is None or here.label != "ORG":
        found.append(Choice("an organisation", CorrectionKind.ORGANISATION))
    if here is not None:
        found.append(Choice("no name", CorrectionKind.NOTHING))
    return found


def _meanings(words: str, now: str | None) -> list[Choice]:
    """Return the countries that a name can mean as far as the gazetteer knows, apart from what it is taken for now."""
    gazetteer = load_gazetteer()
    kinds: dict[str, bool] = {}
    for reading in gazetteer.readings(words):
        kinds[reading.code] = kinds.get(reading.code, False) or reading.kind in COUNTRY_KINDS
    return [
        Choice(f"{'' if names_it else 'a place in '}{gazetteer.country_name(code)}", CorrectionKind.COUNTRY, code)
        for code, names_it in list(kinds.items())[:_MOST_READINGS]
        if code != now
    ]


def candidates(reading: Reading, subject: Subject) -> list[tuple[str, str]]:
    """Return who a name or the speaker of a quote can be, each with a fact: people, and who is named beside a quote."""
    analysis = reading.analysis
    if analysis is None:
        return []
    people = sorted(analysis.people, key=lambda each: -len(each.mentions))
    found = {each.name: each.role or f"{len(each.mentions)} mentions" for each in people}
    if subject.quote:
        for words in _beside(reading, analysis, subject.at):
            found.setdefault(words, "named beside it")
    else:
        here = next((each for each in _names(reading) if _form(reading, each.span) == subject.words), None)
        own = reading.person(here.person) if here else None
        found.pop(own.name if own else "", None)
    return list(found.items())


def _beside(reading: Reading, analysis: Analysis, offset: int) -> list[str]:
    """Return the names of the block at ``offset`` that are no person's."""
    block = next((each.span for each in reading.article.blocks if each.span.holds(offset)), Span(offset, offset))
    names = [each for each in analysis.entities if each.label in _NAMED and not each.person]
    return [_form(reading, each.span) for each in names if block.covers(each.span)]

"""An analysis while corrections are applied: whose a name is can be taken back and given anew."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace

from reader.analysis.corrections.occurrences import Places, plain, written
from reader.analysis.rules import Rule
from reader.model.analysis import Analysis, Country, Entity, Evidence, Person, Quote
from reader.model.span import Span

_PLACES = frozenset({"GPE", "LOC", "FAC", "NORP"})


class Draft:
    """The findings of one analysis, each of which can be changed.

    Args:
        found: what the analysis found.
        text: the text that it is of.
        held: names that the reader spoke of: no part of one is another name.
    """

    def __init__(self, found: Analysis, text: str, held: Iterable[str] = ()) -> None:
        self.text = text
        self.people: dict[str, Person] = {person.id: person for person in found.people}
        self.countries: dict[str, Country] = {country.code: country for country in found.countries}
        self.quotes: list[Quote] = list(found.quotes)
        self._entities: dict[Span, Entity] = {entity.span: entity for entity in found.entities}
        self._found = found
        self._touched = False
        self._written: dict[str, list[Span]] = {}
        self._held = Places(span for name in held for span in self._where(name))
        self._names = Places(self._entities)
        for person in found.people:
            self._add_names(person.mentions)
        for country in found.countries:
            self._add_names((*country.mentions, *country.via))

    def analysis(self) -> Analysis:
        """Return the analysis as it is now; the same one when nothing was changed."""
        quotes = tuple(self.quotes)
        if not self._touched:
            return self._found if quotes == self._found.quotes else replace(self._found, quotes=quotes)
        return replace(
            self._found,
            entities=tuple(sorted(self._entities.values(), key=lambda each: _place(each.span))),
            people=tuple(sorted(self.people.values(), key=lambda each: each.mentions)),
            countries=tuple(sorted(self.countries.values(), key=_first)),
            quotes=quotes,
        )

    # Asking

    def spans_of(self, name: str, *, within: bool) -> list[Span]:
        """Return the mentions of a name: where it stands and is no part of a longer one.

        Args:
            name: as the text writes it.
            within: where all are parts of longer names, these parts are what is meant.
        """
        everywhere = self._where(name)
        apart = [span for span in everywhere if span in self._names or not self._held.holds_longer(span)]
        alone = [span for span in apart if span in self._names or not self._names.holds_longer(span)]
        return alone or ([span for span in apart if not self._held.holds_longer(span)] if within else [])

    def called(self, name: str) -> Person | None:
        """Return the person of that name: by the full one, else by one in use; of several the most mentioned."""
        wanted = plain(name).casefold()
        full = [person for person in self.people.values() if person.name.casefold() == wanted]
        short = [person for person in self.people.values() if wanted in map(str.casefold, person.aliases)]
        return max(full or short, key=lambda person: len(person.mentions), default=None)

    def present(self, person: Person) -> Person:
        """Return a person as it is now; without mentions when none is left."""
        return self.people.get(person.id) or replace(person, mentions=(), pronouns=(), evidence=())

    def unclaimed(self, spans: Iterable[Span]) -> list[Span]:
        """Return those that are no person's."""
        claimed = {span for person in self.people.values() for span in person.mentions}
        return [span for span in spans if claimed.isdisjoint(self._names.over(span))]

    def label(self, span: Span) -> str:
        """Return the label of a place that is there, else that of a place."""
        there = self._entities.get(span)
        return there.label if there is not None and there.label in _PLACES else "GPE"

    # Changing

    def clear(self, spans: Sequence[Span]) -> None:
        """Take the names at ``spans`` from whoever has them. Who has no other is no longer there."""
        # A longer name stays where a part of it is a name too; else it stands in the way.
        gone = {
            name
            for span in spans
            for name in self._names.over(span)
            if name == span or span not in self._names or not name.covers(span)
        }
        if not gone:
            return
        self._touched = True
        for name in gone:
            self._names.remove(name)
            self._entities.pop(name, None)
        for person in list(self.people.values()):
            self._take(person, gone)
        for country in list(self.countries.values()):
            mentions, via = _left(country.mentions, gone), _left(country.via, gone)
            if not mentions and not via:
                del self.countries[country.code]
            elif (mentions, via) != (country.mentions, country.via):
                why = tuple(each for each in country.evidence if each.span not in gone)
                self.countries[country.code] = replace(country, mentions=mentions, via=via, evidence=why)

    def _take(self, person: Person, gone: set[Span]) -> None:
        left = _left(person.mentions, gone)
        if left == person.mentions:
            return
        lost = Places(span for span in person.mentions if span in gone)
        self.quotes = [
            replace(each, speaker=None) if each.speaker == person.id and (not left or _is_named(each, lost)) else each
            for each in self.quotes
        ]
        if not left:
            del self.people[person.id]
            return
        forms = [self._form(span) for span in left]
        name = person.name
        if name not in forms and any(self._form(span) == name for span in person.mentions):
            name = max(forms, key=lambda form: (len(form.split()), not form.isupper(), len(form)))
        why = tuple(each for each in person.evidence if each.span not in gone)
        self._put(replace(person, name=name, mentions=left, evidence=why))

    def give(self, spans: Sequence[Span], person: Person) -> None:
        """Make the names at ``spans``, which are nobody's, a person's; one that isn't there yet comes to be."""
        spans = self._free(spans)
        if not spans:
            return
        self._touched = True
        self._mark(Entity(span, "PERSON", person=person.id) for span in spans)
        given = Places(spans)
        self.quotes = [
            replace(each, speaker=person.id) if each.speaker is None and _is_named(each, given) else each
            for each in self.quotes
        ]
        mentions = _merged(person.mentions, spans)
        self._put(replace(person, mentions=mentions, evidence=(*person.evidence, *_by_reader(spans))))

    def merge(self, one: Person, other: Person) -> None:
        """Make one person part of another."""
        self._touched = True
        self._mark(Entity(span, "PERSON", person=other.id) for span in one.mentions)
        self.quotes = [replace(each, speaker=other.id) if each.speaker == one.id else each for each in self.quotes]
        named = set(one.mentions)
        kept = [each for each in one.evidence if each.span not in named]
        if other.role:
            kept = [each for each in kept if each.rule != Rule.ROLE]
        del self.people[one.id]
        self._put(
            replace(
                other,
                role=other.role or one.role,
                mentions=_merged(other.mentions, one.mentions),
                pronouns=_merged(other.pronouns, one.pronouns),
                evidence=tuple(dict.fromkeys((*other.evidence, *kept, *_by_reader(one.mentions)))),
            )
        )

    def mark(self, spans: Sequence[Span], label: str) -> None:
        """Mark the names at ``spans``, which are nobody's, as of one kind."""
        free = self._free(spans)
        self._touched |= bool(free)
        self._mark(Entity(span, label) for span in free)

    def place_in(self, labelled: Sequence[tuple[Span, str]], country: Country, *, names_it: bool) -> None:
        """Give the names at spans, which are nobody's, to a country: as its own name, or as a place in it."""
        if not labelled:
            return
        self._touched = True
        spans = [span for span, _ in labelled]
        free = set(self._free(spans))
        self._mark(Entity(span, label, country=country.code) for span, label in labelled if span in free)
        self._add_names(spans)
        mentions, via = (spans, []) if names_it else ([], spans)
        why = sorted((*country.evidence, *_by_reader(spans)), key=lambda each: _place(each.span))
        self.countries[country.code] = replace(
            country,
            mentions=_merged(country.mentions, mentions),
            via=_merged(country.via, via),
            evidence=tuple(why),
        )

    def new_person(self, name: str) -> Person:
        """Return a person who isn't mentioned yet."""
        numbers = [int(known[1:]) for known in self.people if known[1:].isdecimal()]
        return Person(f"p{max(numbers, default=0) + 1}", plain(name), "", (), ())

    # Parts

    def _where(self, name: str) -> list[Span]:
        if name not in self._written:
            self._written[name] = written(name, self.text)
        return self._written[name]

    def _form(self, span: Span) -> str:
        return plain(span.of(self.text))

    def _free(self, spans: Iterable[Span]) -> list[Span]:
        """Return those that lie in no name that stayed: "Canada" in "Environment Canada" is still part of that."""
        return [span for span in spans if not any(name in self._entities for name in self._names.over(span))]

    def _add_names(self, spans: Iterable[Span]) -> None:
        for span in spans:
            self._names.add(span)

    def _mark(self, entities: Iterable[Entity]) -> None:
        for entity in entities:
            self._entities[entity.span] = entity
            self._names.add(entity.span)

    def _put(self, person: Person) -> None:
        """Keep a person as it is now, its aliases and the order of its evidence as the analysis has them."""
        forms = dict.fromkeys(form for span in person.mentions if (form := self._form(span)) != person.name)
        named = set(person.mentions)
        mentions = sorted((each for each in person.evidence if each.span in named), key=lambda each: _place(each.span))
        others = (each for each in person.evidence if each.span not in named)
        self.people[person.id] = replace(person, aliases=tuple(forms), evidence=(*mentions, *others))


def _left(spans: tuple[Span, ...], gone: Collection[Span]) -> tuple[Span, ...]:
    return tuple(span for span in spans if span not in gone)


def _merged(one: Iterable[Span], other: Iterable[Span]) -> tuple[Span, ...]:
    return tuple(dict.fromkeys(sorted((*one, *other), key=_place)))


def _place(span: Span | None) -> tuple[int, int]:
    return (span.start, span.end) if span is not None else (-1, -1)


def _first(country: Country) -> tuple[int, int]:
    return min(_place(spans[0]) for spans in (country.mentions, country.via) if spans)


def _is_named(quote: Quote, names: Places) -> bool:
    """Tell whether one of several names is where a quote's speaker is named."""
    return quote.speaker_span is not None and bool(names.over(quote.speaker_span))


def _by_reader(spans: Iterable[Span]) -> list[Evidence]:
    return [Evidence(Rule.READER, span) for span in spans]

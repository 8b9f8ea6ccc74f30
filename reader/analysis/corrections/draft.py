"""An analysis while corrections are applied: whose a name is can be taken back and given anew."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from reader.analysis.corrections.occurrences import Longest, plain, touched, written
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
        self.entities: list[Entity] = list(found.entities)
        self.people: dict[str, Person] = {person.id: person for person in found.people}
        self.countries: dict[str, Country] = {country.code: country for country in found.countries}
        self.quotes: list[Quote] = list(found.quotes)
        self._found = found
        self._held = [span for name in held for span in written(name, text)]
        self._touched = False

    def analysis(self) -> Analysis:
        """Return the analysis as it is now; the same one when nothing was changed."""
        quotes = tuple(self.quotes)
        if not self._touched:
            return self._found if quotes == self._found.quotes else replace(self._found, quotes=quotes)
        return replace(
            self._found,
            entities=tuple(sorted(self.entities, key=lambda each: each.span)),
            people=tuple(sorted(self.people.values(), key=lambda each: each.mentions)),
            countries=tuple(sorted(self.countries.values(), key=lambda each: min((*each.mentions, *each.via)))),
            quotes=quotes,
        )

    # Asking

    def spans_of(self, name: str, *, within: bool) -> list[Span]:
        """Return the mentions of a name: where it stands and is no part of a longer one.

        Args:
            name: as the text writes it.
            within: where all are parts of longer names, these parts are what is meant.
        """
        everywhere = written(name, self.text)
        if not everywhere:
            return []
        names = self._names()
        longest, exact = Longest([*names, *self._held]), set(names)
        alone = [span for span in everywhere if span in exact or longest.over(span) is None]
        if alone or not within:
            return alone
        held = Longest(self._held)
        return [span for span in everywhere if held.over(span) is None]

    def _names(self) -> list[Span]:
        found = [entity.span for entity in self.entities]
        found += [span for person in self.people.values() for span in person.mentions]
        found += [span for country in self.countries.values() for span in (*country.mentions, *country.via)]
        return found

    def called(self, name: str) -> Person | None:
        """Return the person of that name: by the full one, else by one in use; of several the most mentioned."""
        wanted = plain(name).casefold()
        full = [person for person in self.people.values() if person.name.casefold() == wanted]
        short = [person for person in self.people.values() if wanted in map(str.casefold, self._forms(person))]
        return max(full or short, key=lambda person: len(person.mentions), default=None)

    def present(self, person: Person) -> Person:
        """Return a person as it is now; without mentions when none is left."""
        return self.people.get(person.id) or replace(person, mentions=(), pronouns=(), evidence=())

    def unclaimed(self, spans: Iterable[Span]) -> list[Span]:
        """Return those that are no person's."""
        claimed = sorted(span for person in self.people.values() for span in person.mentions)
        return [span for span in spans if not touched(span, claimed)]

    def label(self, span: Span) -> str:
        """Return the label of a place that is there, else that of a place."""
        return next((each.label for each in self.entities if each.span == span and each.label in _PLACES), "GPE")

    def form(self, span: Span) -> str:
        """Return the words at a span."""
        return plain(span.of(self.text))

    # Changing

    def clear(self, spans: Sequence[Span]) -> None:
        """Take the names at ``spans`` from whoever has them. Who has no other is no longer there."""
        if not spans:
            return
        self._touched = True
        names = set(self._names())

        def goes(name: Span) -> bool:
            # A longer name stays where a part of it is a name too; else it stands in the way.
            return any(name == span or span not in names or not name.covers(span) for span in touched(name, spans))

        self.entities = [each for each in self.entities if not goes(each.span)]
        for person in list(self.people.values()):
            self._take(person, goes)
        for country in list(self.countries.values()):
            mentions = tuple(span for span in country.mentions if not goes(span))
            via = tuple(span for span in country.via if not goes(span))
            if not mentions and not via:
                del self.countries[country.code]
            elif (mentions, via) != (country.mentions, country.via):
                why = _without(country.evidence, goes)
                self.countries[country.code] = replace(country, mentions=mentions, via=via, evidence=why)

    def _take(self, person: Person, goes: Callable[[Span], bool]) -> None:
        left = tuple(span for span in person.mentions if not goes(span))
        if left == person.mentions:
            return
        lost = [span for span in person.mentions if goes(span)]
        self.quotes = [
            replace(each, speaker=None)
            if each.speaker == person.id and (not left or touched(each.speaker_span, lost))
            else each
            for each in self.quotes
        ]
        if not left:
            del self.people[person.id]
            return
        forms = [self.form(span) for span in left]
        name = person.name
        if name in map(self.form, lost) and name not in forms:
            name = max(forms, key=lambda form: (len(form.split()), not form.isupper(), len(form)))
        why = _without(person.evidence, goes)
        self._put(replace(person, name=name, mentions=left, evidence=why))

    def give(self, spans: Sequence[Span], person: Person) -> None:
        """Make the names at ``spans``, which are nobody's, a person's; one that isn't there yet comes to be."""
        if not spans:
            return
        self._touched = True
        self.entities += [Entity(span, "PERSON", person=person.id) for span in spans]
        self.quotes = [
            replace(each, speaker=person.id) if each.speaker is None and touched(each.speaker_span, spans) else each
            for each in self.quotes
        ]
        mentions = tuple(sorted({*person.mentions, *spans}))
        self._put(replace(person, mentions=mentions, evidence=(*person.evidence, *_by_reader(spans))))

    def merge(self, one: Person, other: Person) -> None:
        """Make one person part of another."""
        self._touched = True
        self.entities = [replace(each, person=other.id) if each.person == one.id else each for each in self.entities]
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
                mentions=tuple(sorted({*other.mentions, *one.mentions})),
                pronouns=tuple(sorted({*other.pronouns, *one.pronouns})),
                evidence=tuple(dict.fromkeys((*other.evidence, *kept, *_by_reader(one.mentions)))),
            )
        )

    def mark(self, spans: Sequence[Span], label: str) -> None:
        """Mark the names at ``spans``, which are nobody's, as of one kind."""
        self._touched |= bool(spans)
        self.entities += [Entity(span, label) for span in spans]

    def place_in(self, labelled: Sequence[tuple[Span, str]], country: Country, *, names_it: bool) -> None:
        """Give the names at spans, which are nobody's, to a country: as its own name, or as a place in it."""
        if not labelled:
            return
        self._touched = True
        self.entities += [Entity(span, label, country=country.code) for span, label in labelled]
        spans = [span for span, _ in labelled]
        mentions, via = (spans, []) if names_it else ([], spans)
        self.countries[country.code] = replace(
            country,
            mentions=tuple(sorted({*country.mentions, *mentions})),
            via=tuple(sorted({*country.via, *via})),
            evidence=tuple(sorted((*country.evidence, *_by_reader(spans)), key=_place)),
        )

    def new_person(self, name: str) -> Person:
        """Return a person who isn't mentioned yet."""
        numbers = [int(known[1:]) for known in self.people if known[1:].isdecimal()]
        return Person(f"p{max(numbers, default=0) + 1}", plain(name), "", (), ())

    def rename(self, person: Person, name: str) -> Person:
        """Give a person a fuller name."""
        return replace(person, name=plain(name))

    # Parts

    def _forms(self, person: Person) -> list[str]:
        return [self.form(span) for span in person.mentions]

    def _put(self, person: Person) -> None:
        forms = dict.fromkeys(form for form in self._forms(person) if form != person.name)
        self.people[person.id] = replace(person, aliases=tuple(forms), evidence=_ordered(person))


def _without(evidence: Iterable[Evidence], goes: Callable[[Span], bool]) -> tuple[Evidence, ...]:
    return tuple(each for each in evidence if each.span is None or not goes(each.span))


def _ordered(person: Person) -> tuple[Evidence, ...]:
    """Return a person's evidence as the analysis has it: for the mentions in their order, then the rest."""
    named = set(person.mentions)
    mentions = sorted((each for each in person.evidence if each.span in named), key=_place)
    return (*mentions, *(each for each in person.evidence if each.span not in named))


def _place(evidence: Evidence) -> tuple[bool, Span]:
    return evidence.span is not None, evidence.span or Span(0, 0)


def _by_reader(spans: Iterable[Span]) -> list[Evidence]:
    return [Evidence(Rule.READER, span) for span in spans]

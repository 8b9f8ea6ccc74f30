"""Notes in groups: by place, colour, tag, or by the person they are about."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from reader.export import facts
from reader.export.source import By, Noted, Source
from reader.model.analysis import Analysis, Person
from reader.model.annotation import Colour, PlacedNote
from reader.model.span import Span

LOST = "Passages that the present text does not have"
"""What the group is called that holds the notes without a place."""


@dataclass(frozen=True, slots=True)
class Group:
    """Notes under one title; "" for those that need none."""

    title: str
    notes: tuple[PlacedNote, ...]


def grouped(noted: Noted, by: By) -> list[Group]:
    """Return an article's notes in groups; a note with two tags, or on two persons, stands in both groups.

    By place they are one group without a title, with a second one for passages that weren't found. By tag and
    person, groups stand in the order of the alphabet, with those that have neither last.
    """
    article, notes = noted.source, facts.in_order(noted.notes)
    match by:
        case By.PLACE:
            groups = [Group("", tuple(facts.placed(article, notes))), Group(LOST, tuple(facts.lost(article, notes)))]
        case By.COLOUR:
            groups = [
                Group(colour.value.capitalize(), tuple(note for note in notes if note.annotation.colour is colour))
                for colour in Colour
            ]
        case By.TAG:
            groups = _under([(note, list(note.annotation.tags)) for note in notes], "Without a tag")
        case By.PERSON:
            groups = _under([(note, list(_people(article, note))) for note in notes], "Nobody named")
    return [group for group in groups if group.notes]


def _under(labelled: list[tuple[PlacedNote, list[str]]], otherwise: str) -> list[Group]:
    names = sorted({name for _, names in labelled for name in names}, key=lambda name: (name.casefold(), name))
    groups = [Group(name, tuple(note for note, names in labelled if name in names)) for name in names]
    return [*groups, Group(otherwise, tuple(note for note, names in labelled if not names))]


def _people(article: Source, note: PlacedNote) -> Iterator[str]:
    """Yield who is named in a passage, and who says it."""
    span = note.place.span
    if article.analysis is None or span is None:
        return
    speakers = _speakers(article.analysis, span)
    for person in article.analysis.people:
        if person.id in speakers or _is_named(person, span):
            yield person.name


def _is_named(person: Person, span: Span) -> bool:
    return any(_touch(mention, span) for mention in (*person.mentions, *person.pronouns))


def _speakers(analysis: Analysis, span: Span) -> set[str]:
    return {quote.speaker for quote in analysis.quotes if quote.speaker and _touch(quote.span, span)}


def _touch(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end

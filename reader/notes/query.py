"""Which notes are wanted: by words, tag, colour, time and person. Values in, yes or no out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from reader.model.analysis import Analysis, Person
from reader.model.annotation import Annotation, Colour, PlacedNote
from reader.model.span import Span


@dataclass(frozen=True, slots=True)
class NoteQuery:
    """What a note has to be like; a field that is empty asks for nothing.

    ``words``: each stands in text, passage, tags or article's title, whatever its case. ``tags``: it has all of
    them. ``colours``: it has one of them. ``since`` and ``until``: the days, in local time, between which it was
    last changed, both included. ``person``: part of a name; see ``is_about``.
    """

    words: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    colours: tuple[Colour, ...] = ()
    since: date | None = None
    until: date | None = None
    person: str = ""

    def fits(self, note: Annotation) -> bool:
        """Tell whether a note is wanted, as far as it says itself; ``person`` is not looked at."""
        day = note.modified.astimezone().date()
        tags = {tag.casefold() for tag in note.tags}
        text = "\n".join((note.body, note.target.exact, note.title, *note.tags)).casefold()
        return (
            all(word.casefold() in text for word in self.words)
            and tags.issuperset(tag.casefold() for tag in self.tags)
            and (not self.colours or note.colour in self.colours)
            and (self.since is None or self.since <= day)
            and (self.until is None or day <= self.until)
        )


def is_about(note: PlacedNote, person: str, analysis: Analysis | None) -> bool:
    """Tell whether a note is about a person, given a part of the name.

    It is when the name stands in its text or passage, when its passage has a mention of the person under another
    name or by a pronoun, and when it lies in what the person is quoted with.
    """
    wanted, span = person.casefold(), note.place.span
    if wanted in f"{note.annotation.body}\n{note.annotation.target.exact}".casefold():
        return True
    if analysis is None or span is None:
        return False
    named = {each.id: each for each in analysis.people if _is_named(each, wanted)}
    return any(_is_mentioned(each, span) for each in named.values()) or any(
        quote.speaker in named and quote.span.overlaps(span) for quote in analysis.quotes
    )


def _is_named(person: Person, wanted: str) -> bool:
    return any(wanted in name.casefold() for name in (person.name, *person.aliases))


def _is_mentioned(person: Person, span: Span) -> bool:
    return any(mention.overlaps(span) for mention in (*person.mentions, *person.pronouns))

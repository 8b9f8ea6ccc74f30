"""Which notes are wanted: by words, tag, colour, time and person. Values in, yes or no out."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from reader.model.analysis import Analysis, Person
from reader.model.annotation import Annotation, Colour, PlacedNote
from reader.model.span import Span
from reader.text.accents import stands_in

_TERM = re.compile(r'(?:[^\s"]|"[^"]*"?)+')
_DATE = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?")


@dataclass(frozen=True, slots=True)
class NoteQuery:
    """What a note has to be like; a field that is empty asks for nothing.

    ``words``: each stands in text, passage, tags or article's title, whatever its case; accents that are typed count.
    ``tags``: it has all of them. ``colours``: it has one of them. ``since`` and ``until``: the days, in local time,
    between which it was last changed, both included. ``person``: part of a name; see ``is_about``.
    """

    words: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    colours: tuple[Colour, ...] = ()
    since: date | None = None
    until: date | None = None
    person: str = ""

    def fits(self, note: Annotation, more: Iterable[str] = ()) -> bool:
        """Tell whether a note is wanted, as far as it says itself; ``person`` is not looked at.

        ``more`` is looked through as well: further texts of it, which a sync or another window left, its article's
        present title.
        """
        day = note.modified.astimezone().date()
        tags = {tag.casefold() for tag in note.tags}
        text = "\n".join((note.body, *more, note.target.exact, note.title, *note.tags))
        return (
            all(stands_in(text, word) for word in self.words)
            and tags.issuperset(tag.casefold() for tag in self.tags)
            and (not self.colours or note.colour in self.colours)
            and (self.since is None or self.since <= day)
            and (self.until is None or day <= self.until)
        )


def parse(text: str) -> NoteQuery:
    """Return what a line of words asks for.

    ``#tag``, ``@person``, ``colour:pink``, ``since:2026-11-01`` (a month or a year too), ``until:…``; all else are
    words. What has blanks in it goes between quotation marks: ``@"Mike Pompeo"``. A colour or date that is none yet,
    as while it is typed, asks for nothing.
    """
    words, tags, colours, days, person = [], [], [], {}, ""
    for term in terms(text):
        name, colon, value = term.partition(":")
        if term.startswith("#"):
            tags.append(term[1:])
        elif term.startswith("@"):
            person = term[1:]
        elif colon and name.lower() in {"colour", "color"}:
            colours += [colour for colour in Colour if value and colour == value.lower()]
        elif colon and name.lower() in {"since", "until"}:
            days[name.lower()] = day_of(value, last=name.lower() == "until")
        else:
            words.append(term)
    return NoteQuery(
        tuple(filter(None, words)),
        tuple(filter(None, tags)),
        tuple(colours),
        days.get("since"),
        days.get("until"),
        person,
    )


def terms(text: str) -> list[str]:
    """Return the words of a line; what stands between quotation marks is one, blanks and all."""
    return [match[0].replace('"', "") for match in _TERM.finditer(text)]


def day_of(value: str, *, last: bool) -> date | None:
    """Return a day; of a year or a month the first, or the ``last``. None for what is no date."""
    match = _DATE.fullmatch(value)
    if match is None:
        return None
    year, month, day = int(match[1]), int(match[2] or (12 if last else 1)), match[3]
    try:
        return date(year, month, int(day) if day else monthrange(year, month)[1] if last else 1)
    except ValueError:
        return None


def is_about(note: PlacedNote, person: str, analysis: Analysis | None) -> bool:
    """Tell whether a note is about a person, given a part of the name.

    It is when the name stands in its text or passage, when its passage has a mention of the person under another
    name or by a pronoun, and when it lies in what the person is quoted with.
    """
    span = note.place.span
    if stands_in("\n".join((note.annotation.body, *note.others, note.annotation.target.exact)), person):
        return True
    if analysis is None or span is None:
        return False
    named = {each.id: each for each in analysis.people if _is_named(each, person)}
    return any(_is_mentioned(each, span) for each in named.values()) or any(
        quote.speaker in named and quote.span.overlaps(span) for quote in analysis.quotes
    )


def _is_named(person: Person, wanted: str) -> bool:
    return any(stands_in(name, wanted) for name in (person.name, *person.aliases))


def _is_mentioned(person: Person, span: Span) -> bool:
    return any(mention.overlaps(span) for mention in (*person.mentions, *person.pronouns))

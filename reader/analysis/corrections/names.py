"""What a correction of a name does: each function brings one kind into a draft."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from reader.analysis.corrections.draft import Draft
from reader.analysis.corrections.occurrences import plain
from reader.model.analysis import Country, Person
from reader.model.correction import Correction
from reader.model.span import Span

_SHORTEST_LAST_NAME = 3


def no_name(draft: Draft, correction: Correction) -> None:
    """The words are no name."""
    draft.clear(_spans(draft, correction))


def place(draft: Draft, correction: Correction) -> None:
    """The name is a place's."""
    _mark(draft, correction, "GPE")


def organisation(draft: Draft, correction: Correction) -> None:
    """The name is an organisation's."""
    _mark(draft, correction, "ORG")


def _mark(draft: Draft, correction: Correction, label: str) -> None:
    spans = _spans(draft, correction)
    draft.clear(spans)
    draft.mark(spans, label)


def country(draft: Draft, correction: Correction) -> None:
    """The name is a country's, or that of a place in it, as the gazetteer knows it."""
    from reader.analysis.gazetteer import COUNTRY_KINDS, load_gazetteer  # noqa: PLC0415  30 ms, for this kind only

    code, gazetteer = correction.means, load_gazetteer()
    readings = gazetteer.readings(plain(correction.words))
    names_it = any(each.code == code and each.kind in COUNTRY_KINDS for each in readings)
    labelled = [(span, draft.label(span)) for span in _spans(draft, correction)]
    draft.clear([span for span, _ in labelled])
    known = draft.countries.get(code) or Country(code, gazetteer.country_name(code), ())
    draft.place_in(labelled, known, names_it=names_it)


def person(draft: Draft, correction: Correction) -> None:
    """The name is a person's: whose other names it fits, else of somebody new, last names alone included."""
    spans = draft.unclaimed(_spans(draft, correction))
    if not spans:
        return
    draft.clear(spans)
    known = _namesake(draft, correction.words) or draft.new_person(correction.words)
    _add(draft, spans, known, correction.words)
    last = correction.words.split()[-1]
    if last != correction.words.strip() and len(last) >= _SHORTEST_LAST_NAME:
        countries = {span for each in draft.countries.values() for span in (*each.mentions, *each.via)}
        alone = draft.unclaimed(draft.spans_of(last, within=False))
        alone = [span for span in alone if span not in countries]
        draft.clear(alone)
        _add(draft, alone, draft.present(known), correction.words)


def apart(draft: Draft, correction: Correction) -> None:
    """The name is that of a person of its own."""
    name = plain(correction.words)
    others = [each for each in draft.people.values() if each.name.casefold() != name.casefold()]
    theirs = {span for each in others for span in each.mentions}
    spans = [span for span in _spans(draft, correction) if span in theirs]
    draft.clear(spans)
    known = draft.called(name)
    draft.give(spans, known if known and known.name.casefold() == name.casefold() else draft.new_person(name))


def same(draft: Draft, correction: Correction) -> None:
    """The name is that of the person who is called otherwise too: all of one, or what one has of the other's."""
    spans = _spans(draft, correction)
    if not spans:
        return
    one = draft.called(correction.words)
    if one is not None and not _is_wholly(one, correction.words, spans):
        one = None
    other = draft.called(correction.means) or _made(draft, correction, one)
    if other is None:
        return
    if one is not None and one.id != other.id:
        draft.merge(one, other)
    other = draft.people[other.id]
    rest = [span for span in _spans(draft, correction) if span not in set(other.mentions)]
    draft.clear(rest)
    draft.give(rest, draft.present(other))


def _spans(draft: Draft, correction: Correction) -> list[Span]:
    # What was said looking at one article can mean a part of a longer name there; in all articles it can't.
    return draft.spans_of(correction.words, within=bool(correction.article))


def _made(draft: Draft, correction: Correction, one: Person | None) -> Person | None:
    """Return the person whose other name stands in the text and wasn't taken for a person's; None if it doesn't."""
    spans = draft.spans_of(correction.means, within=bool(correction.article))
    draft.clear(spans)
    known = draft.people.get(one.id) if one is not None else None
    made = replace(known, name=plain(correction.means)) if known else draft.new_person(correction.means)
    draft.give(spans, made)
    return draft.people.get(made.id) if spans else None


def _is_wholly(one: Person, words: str, spans: Sequence[Span]) -> bool:
    """Tell whether a name stands for all that is known of a person, and is not one of several names in use."""
    return one.name.casefold() == plain(words).casefold() or set(one.mentions) <= set(spans)


def _namesake(draft: Draft, words: str) -> Person | None:
    """Return the one person who is called so, or by a name that ends in this one, or that this one ends in."""
    called = draft.called(words)
    if called is not None:
        return called
    wanted = tuple(plain(words).casefold().split())
    fits = partial(_ends_alike, wanted)
    found = [each for each in draft.people.values() if fits(tuple(each.name.casefold().split()))]
    return found[0] if len(found) == 1 else None


def _ends_alike(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    short, long = sorted((one, other), key=len)
    return bool(short) and len(short) < len(long) and long[-len(short) :] == short


def _add(draft: Draft, spans: list[Span], known: Person, words: str) -> None:
    fuller = len(words.split()) > len(known.name.split())
    draft.give(spans, replace(known, name=plain(words)) if fuller else known)

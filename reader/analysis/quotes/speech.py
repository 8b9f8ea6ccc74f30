"""Tells speech from what else stands between marks: scare quotes, names and titles of works."""

from __future__ import annotations

from reader.analysis.gazetteer import load_words
from reader.analysis.quotes.page import Page, Place
from reader.analysis.quotes.speakers import Choice

_SHORT = 3
_NEAR = 8
_BEFORE = 4
_BEHIND_STOP = ' \n\xa0”"»’'
_CALLED = ("so-called “", 'so-called "')


def is_speech(page: Page, place: Place, choice: Choice) -> bool:
    """Tell whether a run, given its cue, is something that somebody said or wrote.

    A run of three words and more is, unless it is a title or stands between single marks; a shorter one needs a cue
    beside it, or is a sentence of its own that goes on with somebody's words.
    """
    words = [t for t in page.tokens[place.start : place.end] if not t.is_punct and not t.is_space]
    if not words:
        return False
    if len(words) >= _SHORT and not place.run.single:
        return True
    cue = choice.cue
    text = page.text[place.run.start : place.run.end].rstrip(_BEHIND_STOP)
    whole = text[-1:] in ",.?!" and text[:1].isupper()
    if cue is not None and choice.inherited and whole and text[-1] != ",":
        return page.own_words(page.first[place.start], page.last[place.end - 1]) == 0
    if cue is None or choice.inherited or cue.strength == 0:
        return False
    gap = place.start - cue.last - 1 if cue.last < place.start else cue.first - place.end
    if place.run.single:
        return whole or (cue.strength == 2 and gap <= 2)
    return whole or (cue.last < place.start and gap <= _NEAR)


def is_title(page: Page, place: Place) -> bool:
    """Tell whether a run is the name of a work or thing: capitals, no pronoun or auxiliary, no full stop."""
    tokens = [t for t in page.tokens[place.start : place.end] if not t.is_punct and not t.is_space]
    text = page.text[place.run.start : place.run.end].strip()
    small = load_words("small_in_titles")
    if not all(t.text[:1].isupper() or t.lower_ in small or t.text[:1].isdigit() for t in tokens):
        return False
    before = page.doc[max(0, place.start - _BEFORE) : place.start]
    if any(t.lower_ in load_words("works") for t in before) or before.text.lower().endswith(_CALLED):
        return True
    named = sum(t.text[:1].isupper() for t in tokens) >= 2 and not text.rstrip('”"').endswith((".", "!", "?"))
    return named and not any(t.pos_ in {"PRON", "AUX"} for t in tokens) and not _tells(page, place)


def _tells(page: Page, place: Place) -> bool:
    """Tell whether a verb of saying stands right behind a run that ends with a comma."""
    behind = page.tokens[place.end : place.end + 4]
    comma = page.text[place.run.start : place.run.end].rstrip().endswith(",")
    return comma and any(t.lemma_.lower() in load_words("cues") for t in behind)

"""Where a name begins and ends, by its own words and those beside it; used by all that look for names."""

from __future__ import annotations

import re

from spacy.tokens import Doc, Token
from spacy.tokens import Span as Tokens

from reader.analysis.gazetteer import PlaceKind, load_gazetteer, load_given_names, load_words
from reader.analysis.names.titles import is_title

POSSESSIVES = frozenset({"'s", "’s", "'", "’", "`s", "s'"})
LONGEST_NAME = 6
"""The most words of a person's name."""

_LONG_INITIALS = 7
_MOST_PARTICLES = 3
_ELIDED = re.compile(r"[dDlL]['’][A-ZÀ-Þ]")


def key_of(span: Tokens) -> str:
    """Return what two mentions of one name share: its words in lower case."""
    return " ".join(token.lower_ for token in span)


def count_words(span: Tokens) -> int:
    """Return how many words a name has; what a hyphen joins is one, marks are none."""
    return sum(token.is_alpha and not (token.i > span.start and token.nbor(-1).text == "-") for token in span)


def is_given(word: str) -> bool:
    """Tell whether a word is a known given name, written with a capital or all in capitals."""
    names = load_given_names()
    return word in names or (word.isupper() and len(word) > 2 and word.title() in names)


def names_place(name: str, digits: int) -> bool:
    """Tell whether a name is a country's, a region's or that of a town with so many digits in its population."""
    readings = load_gazetteer().readings(name)
    return any(reading.kind is not PlaceKind.CITY or reading.size >= digits for reading in readings)


def is_name_word(token: Token) -> bool:
    """Tell whether a token can be a word of a name: a proper noun with a capital, or an initial."""
    if token.pos_ != "PROPN" or not token.text[:1].isupper() or token.lower_ in load_words("not_names"):
        return False
    return any(c.islower() for c in token.text) or (token.text.endswith(".") and len(token) < _LONG_INITIALS)


def is_common(token: Token) -> bool:
    """Tell whether a capitalised word is an ordinary word of news rather than a name."""
    if is_title(token) or is_demonym(token.text):
        return True
    lower = token.lower_
    lists = ("roles", "organisations", "things", "before_things", "role_modifiers", "particles")
    return any(lower in load_words(name) or lower.removesuffix("s") in load_words(name) for name in lists)


def is_demonym(word: str) -> bool:
    """Tell whether a word is a country's adjective or the name of its people."""
    return any(reading.kind == "d" for reading in load_gazetteer().readings(word))


def behind_title(doc: Doc, first: int, last: int) -> int:
    """Return where a name begins that the model runs together with a place and a title: "Phoenix Mayor Ann Berg"."""
    for index in range(last - 2, first, -1):
        token = doc[index]
        if token.text == "-" and token.whitespace_ and doc[index - 1].whitespace_:
            return index + 1
        if is_title(token) and token.text[:1].isupper() and index + 2 < last and is_given(doc[index + 1].text):
            return index + 1
    return first


def with_particles(doc: Doc, end: int) -> int:
    """Return where a given name ends whose surname begins with particles: Ann "van der Berg", Jeanne "d'Arc"."""
    at = end
    if at < len(doc) and _ELIDED.match(doc[at].text) and is_given(doc[end - 1].text):
        return at + 1
    while at < len(doc) and at - end < _MOST_PARTICLES and doc[at].text in load_words("particles"):
        at += 1
    named = at > end and at < len(doc) and doc[at].pos_ == "PROPN" and doc[at].text[:1].isupper()
    return at + 1 if named and is_given(doc[end - 1].text) and doc[end].lower_ != "y" else end

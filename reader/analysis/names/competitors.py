"""Names before a country in brackets, as results list them: "1. Ann Berg (Norway) 10.05 2. J. Holm (Swe) 10.11"."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from spacy.tokens import Doc
from spacy.tokens import Span as Tokens

from reader.analysis.gazetteer import load_gazetteer, load_surnames, load_words, names_country
from reader.analysis.lines import Line
from reader.analysis.names.borders import is_given, names_place
from reader.analysis.names.comparing import fold
from reader.analysis.names.titles import is_title
from reader.analysis.tokens import tokens_where

_WORD = r"[A-ZÀ-Þ][\w’'.]{0,30}(?:-\w{1,30}){0,3}"
"""Bounded, so that time grows with the text whatever stands in it."""
_NAME = rf"{_WORD}(?:[ ](?:{_WORD}|al|bin|da|de|del|den|der|di|do|dos|du|el|la|le|van|von)){{0,4}}"
_COMPETITOR = re.compile(
    rf"(?<![\w.])(?P<rank>\d{{1,3}}[.=]?[ ])?(?P<name>{_NAME})"
    r"[ ](?:\((?P<country>[^()\n/,]{2,24})(?:(?: /|,)[^()\n]{1,30})?\)"
    r"|(?P<rounds>[6-8]\d(?:[ ][6-8]\d){1,3}(?![ ]?\d))"
    r"|(?P<figures>\d{1,2}-\d{1,3}[ ]\d{1,2}-\d{1,2}[ ]\d{1,3}\b|\d{1,2}(?:\.\d)?-\d{1,2}-\d{1,3}-\d{1,2}\b))"
)
"""A name before a country, rounds of golf ("69 66"), shots and points ("6-11 0-0 15"), or overs ("15-4-38-0")."""
_TOWN = 5  # digits of its population
_FIGURES = re.compile(r"\d{1,2}\b")
_CODE = re.compile(r"[A-Z][A-Za-z]{2}")
_TOTALS = frozenset({"total", "totals", "extras", "team"})


def competitors(doc: Doc, lines: Sequence[Line]) -> Iterator[Tokens]:
    """Yield the names right before a country, or the three letters of one, in brackets, and before figures."""
    marks = tokens_where(doc, lambda text: text == "(" or _FIGURES.match(text) is not None)
    for line in lines:
        if bisect_left(marks, line.start) == bisect_left(marks, line.end):
            continue
        part = doc[line.start : line.end]
        for found in _COMPETITOR.finditer(part.text):
            span = _without_title(part.char_span(*found.span("name")))
            if span is not None and not _is_a_team(span) and _competes(span, found):
                yield Tokens(doc, span.start, span.end, label="PERSON")


def _without_title(span: Tokens | None) -> Tokens | None:
    """Return a name without the titles before it; None for nothing."""
    while span is not None and is_title(span[0]):
        span = span[1:] if len(span) > 1 else None
    return span


def _competes(span: Tokens, found: re.Match[str]) -> bool:
    """Tell whether what stands around a name makes it somebody's who competes."""
    if span[0].text.isupper():
        return False
    ranked = found["rank"] is not None and len(span) > 1 and not names_place(span[-1].text, _TOWN)
    if found["country"] is not None:
        return is_country(found["country"]) and len(span) > 1 and (ranked or _is_a_person(span))
    return found["figures"] is not None or ranked


def _is_a_team(span: Tokens) -> bool:
    """Tell whether a name in a table is a team's or a firm's, or stands for the sum of all."""
    words, firms, ends = [token.lower_ for token in span], load_words("firms"), load_words("organisations")
    if span.text.lower() in firms or words[0] in firms or words[0] in load_words("before_things"):
        return True
    return any(word in ends or word in _TOTALS for word in words)


def is_country(text: str) -> bool:
    """Tell whether what stands in brackets behind a name is a country or the three letters of one."""
    return names_country(text) or _CODE.fullmatch(text) is not None


def country_in_brackets(doc: Doc, opening: int) -> int:
    """Return the token that closes a country's brackets, which open at a token; -1 where that is none."""
    closing = next((i for i in range(opening + 1, min(opening + 6, len(doc))) if doc[i].text == ")"), -1)
    return closing if closing > 0 and is_country(doc[opening + 1 : closing].text) else -1


def _is_a_person(span: Tokens) -> bool:
    """Tell whether a name begins with a given name or initials, or ends with a surname, and is no firm's."""
    first, last = span[0].text, span[-1].text
    if load_gazetteer().readings(span.text):
        return False
    initials = len(first.strip(".")) == 1
    family = fold(first) in load_words("surnames_first")
    return is_given(first) or initials or family or fold(last) in load_surnames()

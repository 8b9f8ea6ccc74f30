"""Lines that are not written like sentences: datelines, and headlines in capitals or with every word big."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto

from spacy.tokens import Doc

from reader.analysis.gazetteer import PlaceKind, load_gazetteer, load_surnames
from reader.analysis.tokens import tokens_of, tokens_where

_DATELINE = re.compile(
    r"\s*(?P<place>[A-Z][\w.'’-]+(?:[ /][A-Z][\w.'’-]+){0,3}(?:,\s[A-Z][\w.'’-]+(?:\s[A-Z][\w.'’-]+){0,2}){0,2}"
    r"(?:\s(?:and|/)\s[A-Z][\w.'’-]+)?)"
    r"(?P<rest>(?:,?\s[A-Z][a-z]{2,8}\.?\s\d{1,2}(?:,\s\d{4})?)?\s*(?:\([^()\n]{2,30}\))?\s*,?\s*(?:—|–|--|-|(?<=\S):)\s)"
)
_DATE = re.compile(
    r",?\s*(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun|Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)"
)
_ENDS_DATELINE = ("—", "–", "-", ":")
_LARGE = 6  # digits of a town's population
_LONGEST_HEADLINE = 25
_LONGEST_DATELINE = 30


class LineKind(Enum):
    """How a line is written."""

    PLAIN = auto()
    CAPITALS = auto()
    """All in capitals: the model knows no name in it."""
    TITLE = auto()
    """A headline whose every longer word is big."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line by its token borders; ``place`` are the token borders of its dateline, or None."""

    start: int
    end: int
    kind: LineKind
    place: tuple[int, int] | None = None


def lines_of(doc: Doc) -> Iterator[Line]:
    """Yield the lines of ``doc`` that hold words."""
    ends = tokens_where(doc, lambda text: text.endswith(_ENDS_DATELINE))
    for start, end in line_borders(doc):
        at = bisect_left(ends, start)
        near = at < len(ends) and ends[at] < start + _LONGEST_DATELINE
        yield Line(start, end, _kind(doc, start, end), _dateline(doc, start, end) if near else None)


def line_borders(doc: Doc) -> Iterator[tuple[int, int]]:
    """Yield the token borders of the lines of ``doc`` that hold words."""
    start = 0
    for index in [*tokens_where(doc, lambda text: "\n" in text), len(doc)]:
        if index > start:
            yield start, index
        start = index + 1


def story_start(doc: Doc, start: int, end: int) -> int | None:
    """Return the token after "MOSCOW, May 14 — " at the start of a line, where its first sentence begins.

    None where a line has no dateline, or none that can be told from a name between dashes: a place in capitals, or
    with a date.
    """
    match = _match(doc, start, end)
    if match is None or not (match["place"].split(",")[0].isupper() or _DATE.search(match["rest"])):
        return None
    after = doc[start].idx + match.end()
    return next((token.i for token in doc[start:end] if token.idx >= after and not token.is_space), None)


def has_dateline(doc: Doc, start: int) -> bool:
    """Tell whether the line that begins at a token begins with a dateline."""
    return _dateline(doc, start, len(doc)) is not None


def _match(doc: Doc, start: int, end: int) -> re.Match[str] | None:
    """Return the match of a dateline at the start of a line."""
    match = _DATELINE.match(doc[start : min(end, start + _LONGEST_DATELINE)].text)
    if match is None or match["rest"].strip()[-1:] != ":":
        return match
    return match if _names_place(match["place"].split(",")[0]) and not _has_labels(doc, start) else None


def _names_place(word: str) -> bool:
    """Tell whether the gazetteer knows a word in capitals that is nobody's surname, but for a large town's."""
    readings = load_gazetteer().readings(word) if word.isupper() else ()
    surname = word.lower() in load_surnames()
    return any(r.kind is not PlaceKind.CITY or r.size >= _LARGE or not surname for r in readings)


def _has_labels(doc: Doc, start: int) -> bool:
    """Tell whether another line than the one at ``start`` begins with capitals and a colon: they are who speaks."""
    colons = (i for i in tokens_of(doc, ":") if i and doc[i - 1].text.isupper() and len(doc[i - 1]) > 1)
    return any(i - 1 != start and (i == 1 or doc[i - 2].is_space) for i in colons)


def _kind(doc: Doc, start: int, end: int) -> LineKind:
    if end - start > _LONGEST_HEADLINE:
        return LineKind.PLAIN
    words = [token.text for token in doc[start:end] if token.is_alpha and len(token) > 1]
    if len(words) > 2 and sum(word.isupper() for word in words) > 0.8 * len(words):
        return LineKind.CAPITALS
    long = [word for word in words if len(word) > 3]
    if len(long) > 3 and all(word[0].isupper() for word in long):
        return LineKind.TITLE
    return LineKind.PLAIN


def _dateline(doc: Doc, start: int, end: int) -> tuple[int, int] | None:
    """Return the token borders of the place in "LEBANON, Pa. (AP) — …", "MOSCOW, May 14 - …" or "CHENNAI: …"."""
    match = _match(doc, start, end)
    if match is None:
        return None
    place = match["place"]
    loud = place.split(",")[0].isupper()
    if (
        not loud
        and "(" not in match["rest"]
        and not _DATE.search(match["rest"])
        and match["rest"].strip() in {"-", "–"}
    ):
        return None
    base = doc[start].idx
    span = doc.char_span(base + match.start("place"), base + match.end("place"), alignment_mode="contract")
    return None if span is None else (span.start, span.end)

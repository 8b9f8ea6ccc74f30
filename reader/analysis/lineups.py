"""Line-ups: the names of a team's players in one line, as sport reports end with them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from spacy.tokens import Doc
from spacy.tokens import Span as Tokens

from reader.analysis.gazetteer import load_gazetteer, load_words
from reader.analysis.lines import Line

_LONGEST_TEAM = 6
"""Tokens before the colon."""
_LEAST_NAMES = 7
_MOST_OTHERS = 0.15
_MOST_PLACES = 0.4
_PARTS = frozenset({",", ";", "(", ")", ".", "and", "-", "–", "—", "/", ":", "[", "]"})
_MARKS = frozenset({"c", "capt", "gk", "wk", "h", "t", "ht", "'", "’", "min", "pen", "og", "+", "sub", "subs", "*"})


def lineup_names(doc: Doc, lines: Sequence[Line]) -> list[Tokens]:
    """Return the names of all line-ups of ``doc``: "Home: Berg; Holm, Lund (Dahl 61), Moen; …"."""
    return [span for line in lines for span in _names_of(doc, line)]


def _names_of(doc: Doc, line: Line) -> list[Tokens]:
    colon = next((i for i in range(line.start, min(line.end, line.start + _LONGEST_TEAM)) if doc[i].text == ":"), None)
    if colon is None or colon == line.start or not doc[line.start].text[:1].isupper():
        return []
    items = list(_items(doc, colon + 1, line.end))
    names = [span for span in items if span[0].text[:1].isupper() or span[0].lower_ in load_words("particles")]
    parted = {";", "("} & {token.text for token in doc[colon : line.end]}
    if len(names) < _LEAST_NAMES or not parted or len(items) - len(names) > _MOST_OTHERS * len(items):
        return []
    places = sum(bool(load_gazetteer().readings(span.text)) for span in names)
    return names if places <= _MOST_PLACES * len(names) else []


def _items(doc: Doc, start: int, end: int) -> Iterator[Tokens]:
    """Yield what stands between commas, brackets and other marks, without minutes and numbers on shirts."""
    first = start
    for index in range(start, end + 1):
        if index < end and not _parts(doc, index):
            continue
        at, last = first, index
        while at < last and _counts(doc[at].text):
            at += 1
        while at < last and _counts(doc[last - 1].text):
            last -= 1
        if at < last:
            yield Tokens(doc, at, last, label="PERSON")
        first = index + 1


def _parts(doc: Doc, index: int) -> bool:
    """Tell whether a token parts two names; a hyphen inside a name does not."""
    token = doc[index]
    if token.text == "-" and index and not token.whitespace_ and not doc[index - 1].whitespace_:
        return not doc[index - 1].is_alpha
    return token.text in _PARTS or token.is_space


def _counts(text: str) -> bool:
    return text[:1].isdigit() or text.lower() in _MARKS

"""The names of players in line-ups and behind results, as sport reports end with them."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from spacy.tokens import Doc
from spacy.tokens import Span as Tokens

from reader.analysis.gazetteer import load_surnames, load_words, names_country
from reader.analysis.lines import Line
from reader.analysis.names.borders import names_place
from reader.analysis.names.comparing import fold
from reader.analysis.tokens import tokens_of

_LONGEST_TEAM = 6
"""Tokens before the colon."""
_LEAST_NAMES = 7
_MOST_OTHERS = 0.15
_MOST_PLACES = 0.4
_TOWN = 5  # digits of its population
_LONGEST_SCORERS = 60
"""Tokens between the brackets behind a result."""
_LONGEST_NAME = 4
_LONGEST_SCORE = 16
"""Tokens of a line of a cricket score."""
_LABELS = frozenset(
    {"bowling", "replacements", "substitutes", "subs", "bench", "scorers", "goalscorers", "team", "squad"}
)
"""Before the colon of a line of names."""
_AGAINST = frozenset({"v", "v.", "vs", "vs.", "def", "def.", "beat", "bt"})
"""Between two who meet, teams as a rule."""
_OUT = frozenset({"c", "b", "lbw", "st", "run", "not", "out", "and", "retired", "hit", "wicket", "hurt", "did", "bat"})
"""What stands between the names in a cricket score."""
_DIGITS = 2
_MOST_MINUTES = 130
_MINUTE = re.compile(r"(\d{1,4})(?:st|nd|rd|th)?")
_PARTS = frozenset({",", ";", "(", ")", ".", "and", "-", "–", "—", "/", ":", "[", "]"})
_MARKS = frozenset({"c", "capt", "gk", "wk", "h", "t", "ht", "'", "’", "min", "pen", "+", "sub", "subs", "*"})
_SAID = frozenset({"penalty", "og", "goal", "own", "header", "draw", "drawn", "minute", "mins"})
_COUNTED = _MARKS | _SAID
"""What may stand between a name and the next mark."""


def lined_up(doc: Doc, lines: Sequence[Line]) -> tuple[list[Tokens], set[str]]:
    """Return the names in the line-ups and behind the results of ``doc``, and in lower case the teams of line-ups.

    Line-ups: "Home: Berg; Holm, Lund (Dahl 61), Moen; …". Results: "Home 2 (Berg 12, Holm 80) Away 0", and as in
    hockey "Home, Berg 12 (Holm, Lund), 14:50". Scores of cricket: "A. Berg c Holm b Lund 18".
    """
    names: list[Tokens] = []
    teams: set[str] = set()
    for line in lines:
        players = _names_of(doc, line)
        if players:
            teams.add(doc[line.start : _colon(doc, line)].text.lower())
        names += players or _batters(doc, line)
    taken = {token.i for span in names for token in span}
    return [*names, *(span for span in _scorers(doc) if span.start not in taken)], teams - _LABELS


def _batters(doc: Doc, line: Line) -> Iterator[Tokens]:
    """Yield who is out in a line of a cricket score, and who caught and bowled."""
    if line.end - line.start > _LONGEST_SCORE or not doc[line.end - 1].text.isdecimal():
        return
    cuts = [i for i in range(line.start, line.end) if doc[i].text in _OUT]
    if not cuts or not 0 < cuts[0] - line.start <= _LONGEST_NAME:
        return
    for start, end in pairwise([line.start - 1, *cuts, line.end - 1]):
        words = [i for i in range(start + 1, end) if doc[i].text not in {"(", ")", "sub"}]
        if words and all(doc[i].text[:1].isupper() or doc[i].text == "-" for i in words):
            yield Tokens(doc, words[0], words[-1] + 1, label="PERSON")


def _scorers(doc: Doc) -> Iterator[Tokens]:
    """Yield the names between the brackets behind results."""
    for opening in tokens_of(doc, "("):
        end = min(len(doc), opening + _LONGEST_SCORERS)
        closing = next((i for i in range(opening + 1, end) if doc[i].text == ")" or doc[i].is_space), end)
        if opening < 2 or closing == end or doc[closing].is_space or not _ends_result(doc, opening):
            continue
        items = list(_items(doc, opening + 1, closing))
        found = (_MINUTE.fullmatch(token.text) for token in doc[opening + 1 : closing])
        numbers = [int(minute[1]) for minute in found if minute]
        counted = bool(numbers) and max(numbers) <= _MOST_MINUTES
        named = [span for span in items if 1 <= len(span) <= _LONGEST_NAME and _is_name(span)]
        if items and len(named) == len(items) and (counted or _timed(doc, closing)):
            yield from named


def _ends_result(doc: Doc, opening: int) -> bool:
    """Tell whether a name and a small number stand before a bracket: a team's goals, or a player's of this season."""
    goals, name = doc[opening - 1], doc[opening - 2]
    return goals.text.isdigit() and len(goals) <= _DIGITS and name.text[:1].isupper() and name.is_alpha


def _timed(doc: Doc, closing: int) -> bool:
    """Tell whether a time of the game stands behind a bracket: ", 14:50"."""
    behind = doc[closing + 1 : closing + 3].text
    return re.fullmatch(r",\s?\d{1,2}:\d\d", behind) is not None


def _is_name(span: Tokens) -> bool:
    """Tell whether words are written like a name, and are no country's, no people's and no month's."""
    text = span.text
    if not text[:1].isupper() or any(c.isdigit() for c in text) or text in calendar.month_name:
        return False
    return not names_country(text)


def _colon(doc: Doc, line: Line) -> int:
    """Return the token of a line's first colon, if it stands near the head; else where the line begins."""
    end = min(line.end, line.start + _LONGEST_TEAM)
    return next((i for i in range(line.start, end) if doc[i].text == ":"), line.start)


def _names_of(doc: Doc, line: Line) -> list[Tokens]:
    colon = _colon(doc, line)
    if colon == line.start or not doc[line.start].text[:1].isupper():
        return []
    if any(doc[i].text in _AGAINST for i in range(colon, line.end)):
        return []
    items = list(_items(doc, colon + 1, line.end))
    names = [span for span in items if span[0].text[:1].isupper() or span[0].lower_ in load_words("particles")]
    parted = {";", "("} & {token.text for token in doc[colon : line.end]} and len(names) >= _LEAST_NAMES
    if not (parted or doc[line.start].lower_ in _LABELS) or len(items) - len(names) > _MOST_OTHERS * len(items):
        return []
    places = sum(names_place(span.text, _TOWN) and fold(span.text) not in load_surnames() for span in names)
    if places > _MOST_PLACES * len(names):
        return []
    return [span for span in names if not names_country(span.text)]


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
        if at < last and not (index < end and doc[index].text == ":"):
            yield Tokens(doc, at, last, label="PERSON")
        first = index + 1


def _parts(doc: Doc, index: int) -> bool:
    """Tell whether a token parts two names; a hyphen inside a name does not."""
    token = doc[index]
    if token.text == "-" and index and not token.whitespace_ and not doc[index - 1].whitespace_:
        return not doc[index - 1].is_alpha
    return token.text in _PARTS or token.is_space


def _counts(text: str) -> bool:
    return text[:1].isdigit() or (text if len(text) == 1 else text.lower()) in _COUNTED

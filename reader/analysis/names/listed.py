"""Names that the place where they stand says to be people's: line-ups, results, credits."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from spacy.tokens import Doc
from spacy.tokens import Span as Tokens

from reader.analysis.gazetteer import load_words
from reader.analysis.lines import Line
from reader.analysis.names.competitors import competitors
from reader.analysis.names.lineups import lined_up
from reader.analysis.names.titles import names_author
from reader.analysis.tokens import tokens_of

_LONGEST_CREDIT = 30
"""Tokens behind "Reporting by"."""
_MOST_WORDS = 5


@dataclass(frozen=True, slots=True)
class Listed:
    """The names that lists tell: people's, in the order of the text, and in lower case those of teams."""

    people: tuple[Tokens, ...] = ()
    teams: frozenset[str] = frozenset()


def listed_names(doc: Doc, lines: Sequence[Line]) -> Listed:
    """Return whom and what the line-ups, results and credits of ``doc`` name."""
    players, teams = lined_up(doc, lines)
    found: list[Tokens] = []
    taken: set[int] = set()
    for span in (*players, *competitors(doc, lines), *_credited(doc)):
        if taken.isdisjoint(range(span.start, span.end)):
            found.append(span)
            taken.update(range(span.start, span.end))
    return Listed(tuple(sorted(found, key=lambda span: span.start)), frozenset(teams))


def _credited(doc: Doc) -> Iterator[Tokens]:
    """Yield who a report says it is by: "(Reporting by Ann Berg and Bob Holm in Hull; Editing by …)"."""
    for index in tokens_of(doc, "by"):
        if not names_author(doc, index + 1) or not doc[index - 1].text[:1].isupper():
            continue
        start = index + 1
        for at in range(start, min(start + _LONGEST_CREDIT, len(doc))):
            token = doc[at]
            ends = token.text in {";", ")", ".", "("} or token.is_space or token.lower_ == "in"
            if ends or token.text in {",", "and", "&"}:
                if 1 < at - start <= _MOST_WORDS and _is_written_like_one(doc[start:at]):
                    yield Tokens(doc, start, at, label="PERSON")
                start = at + 1
            if ends:
                break


def _is_written_like_one(span: Tokens) -> bool:
    """Tell whether all words of a span are written like those of a person's name."""
    for token in span:
        inside = token.i > span.start and (token.text in load_words("particles") or token.nbor(-1).text == "-")
        if token.is_alpha and not (token.text[:1].isupper() or inside):
            return False
    return not any(token.lower_ in load_words("organisations") for token in span)

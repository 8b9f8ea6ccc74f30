"""Who said what in news of many kinds. Texts of our own, labelled by people who had not seen the program.

``texts/quotes.txt`` holds a text after a line "= kind | title". ``<q who="Ann Berg">`` marks words between quotation
marks (or behind a label), ``<i who="…">`` a reported clause; ``who`` is the person's full name, else the phrase that
names the speaker, "?" for nobody. The errors in every second text were not looked at.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import chain

import pytest

from reader.analysis.version import DEFAULT_MODEL
from reader.analysis.worker import analyse
from reader.model.analysis import Analysis, Quote, QuoteKind
from reader.model.span import Span
from tests.analysis.labelled import sections

HEAD = re.compile(r"^= (.+?) \| (.+)$", re.MULTILINE)
TAG = re.compile(r'<(?P<end>/?)(?P<kind>[qi])(?: who="(?P<who>[^"]*)")?>')
SMALL = frozenset({"the", "a", "an", "of", "for", "in", "from", "to", "its", "his", "her"})
FITS = 0.5

Borders = tuple[int, int]
Said = tuple[Borders, str]
"""Where words stand, and who says them."""


@dataclass(frozen=True)
class Labelled:
    """A text with its quoted runs and its reported clauses."""

    text: str
    quoted: tuple[Said, ...]
    reported: tuple[Said, ...]


@dataclass
class Count:
    """What was right, found and meant."""

    right: int = 0
    found: int = 0
    meant: int = 0

    def f1(self) -> float:
        return 2 * self.right / (self.found + self.meant)


def labelled() -> list[Labelled]:
    return [parsed(marked) for _, marked in sections("quotes.txt", HEAD)]


def parsed(marked: str) -> Labelled:
    said: dict[str, list[Said]] = {"q": [], "i": []}
    open_tags: list[tuple[int, str]] = []
    cut = 0
    for tag in TAG.finditer(marked):
        at = tag.start() - cut
        cut += len(tag[0])
        if tag["end"]:
            start, who = open_tags.pop()
            said[tag["kind"]].append(((start, at), who))
        else:
            open_tags.append((at, tag["who"]))
    return Labelled(TAG.sub("", marked), tuple(said["q"]), tuple(said["i"]))


def trimmed(text: str, start: int, end: int) -> Borders:
    words = [i for i in range(start, end) if text[i].isalnum()]
    return (words[0], words[-1] + 1) if words else (start, start)


def fits(one: Borders, other: Borders) -> bool:
    shared = min(one[1], other[1]) - max(one[0], other[0])
    return shared >= FITS * (max(one[1], other[1]) - min(one[0], other[0]))


def words_of(phrase: str) -> set[str]:
    return set(re.findall(r"[\w-]+", phrase.lower())) - SMALL


def speaks(who: str, quote: Quote, found: Analysis, text: str) -> bool:
    """Tell whether a quote is given to who says it: a person by name, anybody else by a word of the phrase."""
    person = next((p for p in found.people if p.id == quote.speaker), None)
    if who == "?":
        return person is None
    names = (person.name, *person.aliases) if person else ()
    phrase = quote.speaker_span.of(text) if quote.speaker_span else ""
    return bool(words_of(who) & set(chain.from_iterable(map(words_of, (*names, phrase)))))


@pytest.fixture(scope="module")
def counts() -> dict[str, Count]:
    texts = labelled()
    total = {name: Count() for name in ("passages", "passage and speaker", "reported")}
    for gold, found in zip(texts, analyse([each.text for each in texts], DEFAULT_MODEL), strict=True):
        count_article(gold, found, total)
    return total


def count_article(gold: Labelled, found: Analysis, total: dict[str, Count]) -> None:
    text = gold.text
    runs = [(trimmed(text, p.start, p.end), q) for q in found.quotes for p in pieces(q)]
    clauses = [trimmed(text, q.span.start, q.span.end) for q in found.quotes if q.kind is not QuoteKind.DIRECT]
    meant = [(trimmed(text, *borders), who) for borders, who in gold.quoted]
    for borders, who in meant:
        near = [quote for run, quote in runs if fits(run, borders)]
        total["passages"].right += bool(near)
        total["passage and speaker"].right += any(speaks(who, quote, found, text) for quote in near)
    for name in ("passages", "passage and speaker"):
        total[name].found += len(runs)
        total[name].meant += len(meant)
    told = [trimmed(text, *borders) for borders, _ in gold.reported]
    own = [c for c in clauses if not any(s <= c[0] and c[1] <= e for (s, e), _ in meant)]
    total["reported"].right += sum(any(fits(clause, borders) for clause in clauses) for borders in told)
    total["reported"].found += len(own)
    total["reported"].meant += len(told)


def pieces(quote: Quote) -> tuple[Span, ...]:
    return quote.pieces or ((quote.span,) if quote.kind is QuoteKind.DIRECT else ())


@pytest.mark.parametrize(("name", "least"), [("passages", 0.96), ("passage and speaker", 0.8), ("reported", 0.78)])
def test_quotes_of_many_kinds_of_news(counts: dict[str, Count], name: str, least: float) -> None:
    assert counts[name].f1() >= least

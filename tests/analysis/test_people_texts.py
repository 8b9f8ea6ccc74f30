"""Who is mentioned in news of many kinds. Texts of our own, labelled before any rule was made for them.

``texts/people.txt`` holds a text after a line "= kind | title". ``{a:Ann Berg}`` is a mention of the person ``a`` of
that text; ``{-:Mimi}`` names somebody of fiction and counts neither way. Its last 40 are a blind writer's; of every
second one of those the errors were never looked at. ``texts/more_people.txt`` holds 278 more by writers who had not
seen the program; the errors of its last 48 were never looked at.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass

import pytest

from reader.analysis.version import DEFAULT_MODEL
from reader.analysis.worker import analyse
from tests.analysis.labelled import sections

HEAD = re.compile(r"^= (.+?) \| (.+)$", re.MULTILINE)
MENTION = re.compile(r"\{(?P<who>[^:{}]+):(?P<name>[^{}]+)\}")
NOBODY = "-"

Spans = frozenset[tuple[int, int]]


@dataclass(frozen=True)
class Labelled:
    """A text, its people by their mentions, and the spans that count neither way."""

    title: str
    text: str
    people: tuple[Spans, ...]
    ignored: Spans


def labelled(file: str) -> list[Labelled]:
    found = []
    for (_, title), marked in sections(file, HEAD):
        spans: dict[str, list[tuple[int, int]]] = defaultdict(list)
        cut = 0
        for match in MENTION.finditer(marked):
            start = match.start() - cut
            spans[match["who"]].append((start, start + len(match["name"])))
            cut += len(match[0]) - len(match["name"])
        ignored = frozenset(spans.pop(NOBODY, []))
        text = MENTION.sub(lambda match: match["name"], marked)
        found.append(Labelled(title, text, tuple(map(frozenset, spans.values())), ignored))
    return found


@pytest.fixture(scope="module", params=["people.txt", "more_people.txt"])
def read_texts(request: pytest.FixtureRequest) -> list[tuple[Labelled, list[Spans]]]:
    texts = labelled(request.param)
    found = analyse([each.text for each in texts], DEFAULT_MODEL)
    return [
        (each, [frozenset((m.start, m.end) for m in p.mentions) - each.ignored for p in analysis.people])
        for each, analysis in zip(texts, found, strict=True)
    ]


def f1(right: int, found: int, gold: int) -> float:
    return 2 * right / (found + gold)


def test_mentions(read_texts: list[tuple[Labelled, list[Spans]]]) -> None:
    right = found = gold = 0
    wrong = {}
    for text, people in read_texts:
        meant, named = frozenset().union(*text.people), frozenset().union(*people)
        right, found, gold = right + len(meant & named), found + len(named), gold + len(meant)
        wrong[text.title] = sorted(text.text[start:end] for start, end in meant ^ named)

    assert f1(right, found, gold) >= 0.93, wrong


def test_people(read_texts: list[tuple[Labelled, list[Spans]]]) -> None:
    """A person is right that has most mentions of one person, and of that person most."""
    right = found = gold = 0
    wrong = {}
    for text, people in read_texts:
        named = [person for person in people if person]
        good = [a for a in text.people if any(2 * len(a & b) > max(len(a), len(b)) for b in named)]
        right, found, gold = right + len(good), found + len(named), gold + len(text.people)
        missed = [sorted(person) for person in text.people if person not in good]
        wrong[text.title] = [text.text[slice(*person[0])] for person in missed]

    assert f1(right, found, gold) >= 0.90, wrong

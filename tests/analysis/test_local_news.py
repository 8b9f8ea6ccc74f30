"""Local news: towns named like countries and capitals. Texts of our own, labelled before any rule was made for them.

``texts/local_news.txt`` holds a text after a line "= title | named: codes | inside: codes"; ``inside`` are the
countries that only a place tells.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

import pytest

from reader.analysis.version import DEFAULT_MODEL
from reader.analysis.worker import analyse
from tests.analysis.labelled import sections

HEAD = re.compile(r"^= (?P<title>.+?) \| named:(?P<named>.*?) \| inside:(?P<inside>.*)$", re.MULTILINE)


@dataclass(frozen=True)
class Labelled:
    """A text, the countries that it names, and those with the ones that a place tells."""

    title: str
    text: str
    named: frozenset[str]
    wide: frozenset[str]


def labelled() -> list[Labelled]:
    found = []
    for (title, named, inside), text in sections("local_news.txt", HEAD):
        codes = [frozenset(filter(None, re.split(r"[,\s]+", part))) for part in (named, inside)]
        found.append(Labelled(title, text, codes[0], codes[0] | codes[1]))
    return found


@dataclass(frozen=True)
class Told:
    """What the analysis tells of a text."""

    named: frozenset[str]
    wide: frozenset[str]


@pytest.fixture(scope="module")
def told() -> list[tuple[Labelled, Told]]:
    texts = labelled()
    found = analyse([each.text for each in texts], DEFAULT_MODEL)
    return [
        (each, Told(frozenset(c.code for c in a.countries if c.mentions), frozenset(c.code for c in a.countries)))
        for each, a in zip(texts, found, strict=True)
    ]


CLASSES: dict[str, Callable[[Labelled | Told], frozenset[str]]] = {
    "named": lambda each: each.named,
    "with places inside": lambda each: each.wide,
}


@pytest.mark.parametrize(("name", "least"), [("named", 0.95), ("with places inside", 0.95)])
def test_countries_of_local_news(told: list[tuple[Labelled, Told]], name: str, least: float) -> None:
    codes = CLASSES[name]
    right = sum(len(codes(gold) & codes(found)) for gold, found in told)
    all_codes = sum(len(codes(gold)) + len(codes(found)) for gold, found in told)
    wrong = {gold.title: sorted(codes(gold) ^ codes(found)) for gold, found in told if codes(gold) != codes(found)}

    assert 2 * right / all_codes >= least, wrong

"""Who speaks in an article, as the panel and the speaker keys list it."""

from __future__ import annotations

import re

from reader.model.analysis import Analysis, Quote, QuoteKind
from reader.model.article import Article
from reader.model.span import Span
from reader.ui.reading import Reading
from reader.ui.speakers import speakers

TEXT = "The Energy Ministry said one. Police said two. It said three. The police said four. Somebody: five."


def at(words: str) -> Span:
    found = re.search(rf"\b{words}\b", TEXT)
    assert found is not None
    return Span(*found.span())


def quote(said: str, speaker: str = "", named: str = "") -> Quote:
    where, full = at(speaker) if speaker else None, at(named) if named else None
    return Quote(at(said), QuoteKind.INDIRECT, speaker_span=where, named_span=full)


def test_a_speaker_who_is_no_person_is_listed_once(pompeo: Article) -> None:
    quotes = (
        quote("one", "The Energy Ministry"),
        quote("two", "Police"),
        quote("three", "It", named="The Energy Ministry"),
        quote("four", "The police"),
        quote("five"),
    )
    found = Analysis("", "", 1, (), (), (), quotes, 0.0)
    reading = Reading(Article(pompeo.id, "", "", "", "", "en", TEXT, (), pompeo.added), analysis=found)

    listed = [(each.name, each.quotes) for each in speakers(reading)]

    assert listed == [("Energy Ministry", (0, 2)), ("Police", (1, 3)), ("speaker unknown", (4,))]

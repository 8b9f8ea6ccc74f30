"""The quote sheet: speaker by speaker, continued quotes together, nobody's words last."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from hypothesis import given, settings
from mdit_py_plugins.front_matter import front_matter_plugin

from reader.export import quotes
from reader.model.analysis import Analysis, Person, Quote, QuoteKind
from reader.model.span import Span
from tests.export.hostile import schemes, tokens
from tests.export.hostile_articles import noted_articles
from tests.export.samples import ARTICLE, OPTIONS, noted

TEXT = "The headline\n\n“Yes,” said Ann Lee. “Go on\n\n“and on.” They said no. Bo Ek asked why."


def span(words: str) -> Span:
    at = TEXT.index(words)
    return Span(at, at + len(words))


ANN = Person("p1", "Ann Lee", "minister", (), (span("Ann Lee"),))
BO = Person("p2", "Bo Ek", "", (), (span("Bo Ek"),))
SAID = (
    Quote(span("Yes,"), QuoteKind.DIRECT, speaker="p1", cue=span("said")),
    Quote(span("Go on"), QuoteKind.DIRECT, speaker="p1"),
    Quote(span("and on."), QuoteKind.DIRECT, speaker="p1", continues=True),
    Quote(span("no"), QuoteKind.INDIRECT, speaker_span=span("They")),
    Quote(span("why"), QuoteKind.INDIRECT, speaker="p2", cue=span("asked")),
)
ARTICLE_OF_QUOTES = replace(ARTICLE, text=TEXT, analysis=Analysis("", "", 1, (), (ANN, BO), (), SAID, 0.0))


def test_a_sheet():
    document = quotes.render([noted(ARTICLE_OF_QUOTES)], OPTIONS)
    assert document.split("---\n", 2)[2] == (
        """
# The headline

Voice of America · 14 May 2019 · `dateline 68ef4f21c3a5`

## Ann Lee, minister

> “Yes,”

said · word for word · Voice of America · 14 May 2019 · paragraph 2

> “Go on”
>
> “and on.”

word for word · Voice of America · 14 May 2019 · paragraph 2

## Bo Ek

> why

asked · in the article's words · Voice of America · 14 May 2019 · paragraph 3

## Without a name

> no

They · in the article's words · Voice of America · 14 May 2019 · paragraph 3
"""
    )


@settings(max_examples=200, deadline=None)
@given(noted_articles())
def test_structure_holds(article):
    found = tokens(quotes.render([article], OPTIONS), front_matter_plugin)
    kinds = Counter(token.type for token in found)
    assert [token.tag for token in found if token.type == "heading_open"] == ["h1", "h2"]
    assert kinds["blockquote_open"] == 1
    assert not kinds["html_block"] + kinds["html_inline"] + kinds["image"]
    assert schemes(found) <= {"http", "https", "mailto"}


def test_without_words_it_says_so():
    nothing = replace(ARTICLE, analysis=Analysis("", "", 1, (), (), (), (), 0.0))
    for article, said in (
        (nothing, "Nobody is quoted."),
        (replace(ARTICLE, text=None), "not in the library"),
        (ARTICLE, "could not be analysed"),
    ):
        assert said in quotes.render([noted(article)], OPTIONS)

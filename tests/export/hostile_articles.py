"""Articles of hostile paragraphs of every kind, with notes laid over them at random."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import strategies as st

from reader.export.source import Noted
from reader.model.analysis import Analysis, Country, Person, Quote, QuoteKind
from reader.model.article import BlockKind
from reader.model.span import Span
from reader.text.clean import clean_line
from tests.export.hostile import nasty
from tests.export.samples import ARTICLE, blocks, note

_KINDS = [kind for kind in BlockKind if kind is not BlockKind.HEADLINE]
_paragraph = nasty.map(clean_line).filter(bool)


@st.composite
def noted_articles(draw: st.DrawFn) -> Noted:
    """An article with up to four notes, and with a person, a country and a quote somewhere in it."""
    paragraphs = draw(st.lists(_paragraph, min_size=1, max_size=5))
    kinds = draw(st.lists(st.sampled_from(_KINDS), min_size=5, max_size=5))
    if draw(st.booleans()):
        kinds[0] = BlockKind.HEADLINE
    text = "\n\n".join(paragraphs)

    def span() -> Span:
        start = draw(st.integers(0, len(text) - 1))
        return Span(start, draw(st.integers(start + 1, len(text))))

    person = Person("p1", draw(nasty), draw(nasty), (), (span(),))
    country = Country("XX", draw(nasty), (span(),), (span(),))
    quote = Quote(span(), draw(st.sampled_from(QuoteKind)), (), draw(st.sampled_from(["p1", None])), span(), span())
    analysis = Analysis("", "", 1, (), (person,), (country,), (quote,), 0.0)
    article = replace(
        ARTICLE, text=text, blocks=blocks(text, kinds), analysis=analysis, title=draw(nasty), source=draw(nasty),
        byline=draw(nasty), published=draw(nasty), language=draw(nasty),
    )  # fmt: skip
    notes = []
    for number in range(draw(st.integers(0, 4))):
        passage = span()
        made = note(passage.of(text), draw(nasty), tags=(draw(nasty),), number=number, start=passage.start)
        notes.append(made)
    return Noted(article, tuple(notes))


def words(text: str) -> str:
    """Text without white space, which readers of exports set in their own way."""
    return "".join(text.split())

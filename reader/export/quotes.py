"""The quote sheet: who said what in an article, speaker by speaker, with source and date.

A direct quote stands between marks; of a clause that reports in the article's words, only what the article itself
puts between marks does.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from reader.export import facts, parts
from reader.export.escape import plain
from reader.export.frontmatter import front_matter
from reader.export.source import Noted, Options, Source
from reader.model.analysis import Analysis, Quote, QuoteKind
from reader.text.units import paragraph

UNNAMED = "Without a name"

_KINDS = {
    QuoteKind.DIRECT: "word for word",
    QuoteKind.MIXED: "partly word for word",
    QuoteKind.INDIRECT: "in the article's words",
}


@dataclass(frozen=True, slots=True)
class Speaker:
    """Somebody who is quoted: the name, what the article calls them ("" if nothing), and what they say."""

    name: str
    role: str
    sayings: tuple[tuple[Quote, ...], ...]


def render(articles: Sequence[Noted], options: Options) -> str:  # noqa: ARG001  every format takes the same
    """Return a Markdown document of what is said in articles, ending in a line feed."""
    return front_matter(articles) + "".join(f"\n{parts.document(_article(each.source))}" for each in articles)


def speakers(analysis: Analysis) -> list[Speaker]:
    """Return who is quoted, in the order in which they speak first; sayings without a person come last.

    A saying is one quote, or several where one goes on over paragraphs.
    """
    people = {person.id: person for person in analysis.people}
    said: dict[str, list[list[Quote]]] = {}
    last: list[Quote] = []
    for quote in analysis.quotes:
        if quote.continues and last:
            last.append(quote)
            continue
        last = [quote]
        said.setdefault(quote.speaker if quote.speaker in people else "", []).append(last)
    nobody = said.pop("", [])
    named = [
        Speaker(people[known].name, people[known].role, tuple(map(tuple, sayings))) for known, sayings in said.items()
    ]
    return [*named, Speaker(UNNAMED, "", tuple(map(tuple, nobody)))] if nobody else named


def words(text: str, quote: Quote) -> str:
    """Return a quote as it is to be shown: a direct one between marks."""
    said = quote.span.of(text)
    return f"“{said}”" if quote.kind is QuoteKind.DIRECT else said


def _article(article: Source) -> Iterator[str]:
    yield parts.heading(facts.title(article))
    yield parts.byline(article)
    if article.text is None:
        yield "The article is not in the library, so nobody's words can be told."
        return
    if article.analysis is None:
        yield "The article could not be analysed, so nobody's words can be told."
        return
    found = speakers(article.analysis)
    if not found:
        yield "Nobody is quoted."
    for speaker in found:
        yield parts.heading(f"{speaker.name}, {speaker.role}" if speaker.role else speaker.name, 2)
        for saying in speaker.sayings:
            yield parts.quote("\n\n".join(words(article.text, quote) for quote in saying))
            yield _line_of_facts(article, article.text, saying[0])


def _line_of_facts(article: Source, text: str, quote: Quote) -> str:
    told = [
        # A speaker who is no person of the article is told as the article names them.
        plain(quote.names_speaker(text)) if quote.speaker is None else "",
        plain(quote.cue.of(text)) if quote.cue else "",
        _KINDS[quote.kind],
        plain(article.source),
        plain(facts.published(article)),
        f"paragraph {paragraph(text, quote.span.start)}",
    ]
    return " · ".join(filter(None, told))

"""Who and where: the people and countries of an article, with the paragraphs that name them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence

from reader.export.webpage.text import Page
from reader.export.webpage.words import words
from reader.model.span import Span

_WIDTH = 1000


def index(page: Page) -> str:
    """Return the section of people and countries; "" when neither is known."""
    analysis = page.article.analysis
    if analysis is None or not (analysis.people or analysis.countries):
        return ""
    people = [(person.name, person.role, person.mentions) for person in analysis.people]
    countries = [
        (country.name, country.code, tuple(sorted((*country.mentions, *country.via)))) for country in analysis.countries
    ]
    inside = [*_list(page, "People", "person", people), *_list(page, "Countries", "country", countries)]
    return f'<section class="index">\n{"".join(inside)}</section>\n'


def _list(page: Page, title: str, kind: str, found: Sequence[tuple[str, str, Sequence[Span]]]) -> Iterator[str]:
    if not found:
        return
    yield f"<h2>{title}</h2>\n<dl>\n"
    for name, role, spans in found:
        told = f'<span class="role">{words(role)}</span>' if role else ""
        yield f'<dt><strong>{words(name)}</strong>{told}<span class="at">{_paragraphs(page, spans)}</span></dt>\n'
        yield f"<dd>{_times(len(spans))}{_spark(page, kind, spans)}</dd>\n"
    yield "</dl>\n"


def _times(count: int) -> str:
    return f"{count} {'mention' if count == 1 else 'mentions'}"


def _paragraphs(page: Page, spans: Sequence[Span]) -> str:
    starts = [block.span.start for block in page.blocks]
    found = dict.fromkeys(max(0, bisect_right(starts, span.start) - 1) for span in spans)
    return " ".join(f'<a href="#{page.paragraph(at)}">¶{at + 1}</a>' for at in found)


def _spark(page: Page, kind: str, spans: Sequence[Span]) -> str:
    """Return a bar that stands for the article, with a stroke for each mention."""
    length = max(1, len(page.article.text or ""))
    strokes = "".join(f'<rect x="{_WIDTH * span.start // length}" width="8" height="20"/>' for span in spans)
    return (
        f'<svg class="spark {kind}" viewBox="0 0 {_WIDTH + 8} 20" preserveAspectRatio="none" aria-hidden="true">'
        f'<line x1="0" y1="10" x2="{_WIDTH + 8}" y2="10"/>{strokes}</svg>'
    )

"""The page: text, highlights, notes in the margin, people and countries.

It has no script and loads nothing, and its policy forbids both: all that it allows is its own style sheet, by its sum.
Wide windows set notes beside their paragraph, narrow ones below it; light or dark is the reader's system's choice.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterator, Sequence
from importlib import resources

from reader.export import facts
from reader.export.grouping import LOST
from reader.export.source import Noted, Options
from reader.export.webpage.index import index
from reader.export.webpage.note import note
from reader.export.webpage.text import Page, rows
from reader.export.webpage.words import words

_HEAD = """\
<!doctype html>
<html lang="{language}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'sha256-{sum}'; base-uri 'none'; \
form-action 'none'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<meta name="generator" content="Dateline">
<title>{title}</title>
<style>{style}</style>
</head>
<body>
"""


def render(articles: Sequence[Noted], options: Options) -> str:  # noqa: ARG001  every format takes the same
    """Return an HTML document, ending in a line feed. Foreign text is in it as text and nothing else."""
    pages = [Page.of(noted, number) for number, noted in enumerate(articles, 1)]
    contents = _contents(pages) if len(pages) > 1 else ""
    return "".join([_head(articles), contents, "<main>\n", *map(_article, pages), "</main>\n</body>\n</html>\n"])


def _head(articles: Sequence[Noted]) -> str:
    style = resources.files("reader.export.webpage").joinpath("style.css").read_text("utf-8")
    first = articles[0].source if articles else None
    return _HEAD.format(
        language=(facts.language(first) if first else "") or "en",
        sum=base64.b64encode(hashlib.sha256(style.encode("utf-8")).digest()).decode("ascii"),
        title=words(facts.title(first) if first and len(articles) == 1 else f"Notes on {len(articles)} articles"),
        style=style,
    )


def _contents(pages: Sequence[Page]) -> str:
    links = "".join(f'<li><a href="#{page.id}">{words(facts.title(page.article))}</a></li>\n' for page in pages)
    return f"<nav>\n<ol>\n{links}</ol>\n</nav>\n"


def _article(page: Page) -> str:
    return "".join([f'<article id="{page.id}">\n', *_inside(page), "</article>\n"])


def _inside(page: Page) -> Iterator[str]:
    if not page.has_headline:
        yield f"<h1>{words(facts.title(page.article))}</h1>\n"
        yield _byline(page)
    for is_headline, row in rows(page):
        yield row
        if is_headline:
            yield _byline(page)
    if page.lost:
        title = LOST if page.article.text is not None else "Notes on an article that is not in the library"
        yield f'<section class="elsewhere">\n<h2>{words(title)}</h2>\n'
        for each in page.lost:
            yield note(page.article, each)
        yield "</section>\n"
    yield index(page)


def _byline(page: Page) -> str:
    article = page.article
    address = facts.address(article)
    source = words(article.source)
    named = f'<a href="{words(address)}" rel="noopener noreferrer">{source}</a>' if address else source
    way_back = f"<code>{words(facts.way_back(article.id))}</code>"
    told = filter(None, (words(article.byline), named, words(facts.published(article)), way_back))
    asides = "".join(note(article, each) for each in page.whole)
    return f'<div class="row">\n{asides}<p class="byline">{" · ".join(told)}</p>\n</div>\n'

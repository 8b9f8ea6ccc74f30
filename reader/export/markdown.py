"""Notes as Markdown: front matter, then article by article a heading and note by note.

    # Title

    Source · 14 May 2019 · `dateline 68ef4f21c3a5`

    > The passage.

    What the reader wrote about it.

    yellow · #tag · 24 November 2026 · 37 % · paragraph 5 · `dateline d9e815fb-…`

The same input gives the same bytes. ``reader.notes.incoming.dateline_markdown`` reads it back.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reader.export import facts, parts
from reader.export.escape import body, plain
from reader.export.frontmatter import front_matter
from reader.export.grouping import grouped
from reader.export.source import By, Noted, Options, Source
from reader.model.annotation import PlacedNote


def render(articles: Sequence[Noted], options: Options) -> str:
    """Return a Markdown document of articles' notes, ending in a line feed.

    Nothing in titles, passages or notes can break its structure: one heading of the first level an article, one block
    quote a note. By place, notes whose passage wasn't found come last, under a heading of their own; when the
    article's text is not at hand, nothing is known of that, and all come in the order of where they were made.
    """
    return front_matter(articles) + "".join(f"\n{parts.document(_article(each, options.by))}" for each in articles)


def _article(noted: Noted, by: By) -> Iterator[str]:
    yield parts.heading(facts.title(noted.source))
    yield parts.byline(noted.source)
    yield from notes(noted, by)


def notes(noted: Noted, by: By) -> Iterator[str]:
    """Yield the blocks of an article's notes, a heading before each group."""
    if noted.source.text is None:
        yield parts.NO_TEXT
    if not noted.notes:
        yield "No notes yet."
    for group in grouped(noted, by):
        if group.title:
            yield parts.heading(group.title, 2)
        for note in group.notes:
            yield from one(noted.source, note)


def one(article: Source, note: PlacedNote) -> Iterator[str]:
    """Yield the blocks of one note."""
    if not note.annotation.target.whole:
        yield parts.quote(note.annotation.target.exact)
    if now := facts.now(article, note):
        yield f"Now: {plain(now)}"
    yield body(note.annotation.body)
    yield parts.line_of_facts(article, note)

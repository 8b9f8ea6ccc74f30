"""What the Markdown formats have in common: title, line of source and date, passage, line of facts."""

from __future__ import annotations

from collections.abc import Iterable

from reader.export import facts
from reader.export.escape import link, plain, tag
from reader.export.source import Source
from reader.model.annotation import PlacedNote
from reader.text.clean import clean

NO_TEXT = "The article is not in the library; the order is that of the places where the notes were made."


def heading(words: str, level: int = 1) -> str:
    """Return a heading of plain text."""
    # Closing marks of a heading are no part of it, so a title that ends in them needs them escaped.
    return f"{'#' * level} {plain(words).replace(' #', f' {chr(92)}#') or 'Untitled'}"


def byline(article: Source) -> str:
    """Return the line that says where an article is from, when, and how to open it."""
    source, target = plain(article.source), link(facts.address(article))
    named = f"[{source}]({target})" if target else source
    parts = (plain(article.byline), named, plain(facts.published(article)), code(facts.way_back(article.id)))
    return " · ".join(filter(None, parts))


def quote(passage: str) -> str:
    """Return a passage as one block quote; its line breaks stay."""
    paragraphs = []
    for paragraph in clean(passage).split("\n\n"):
        lines = [line for each in paragraph.split("\n") if (line := plain(each))]
        if lines:
            paragraphs.append("\\\n> ".join(lines))
    return "> " + "\n>\n> ".join(paragraphs)


def line_of_facts(article: Source, note: PlacedNote) -> str:
    """Return colour, tags, date, place and the way back of a note, on one line."""
    annotation = note.annotation
    return _joined(
        annotation.colour.value,
        *map(tag, annotation.tags),
        facts.written(annotation, exactly=True),
        *facts.where(article, note),
        code(facts.way_back(annotation.id)),
    )


def document(parts: Iterable[str]) -> str:
    """Return blocks as a document that ends in a line feed."""
    return "\n\n".join(filter(None, parts)) + "\n"


def code(words: str) -> str:
    """Return words that hold no backtick as code."""
    return f"`{words}`"


def _joined(*parts: str) -> str:
    return " · ".join(filter(None, parts))

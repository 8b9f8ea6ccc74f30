"""An article's notes as a Markdown document: one heading, then note by note in the order of the text.

    # Title

    Source · 14 May 2019 · `dateline 68ef4f21c3a5`

    > The passage.

    What the reader wrote about it.

    yellow · #tag · 24 November 2026 · 37 % · paragraph 5 · `dateline d9e815fb-…`

The same input gives the same bytes. No front matter: it belongs to one program or another, and a file without it
reads well in all of them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime

from reader.export.escape import body, link, plain, tag
from reader.export.source import Source
from reader.model.annotation import Place, PlacedNote, PlaceState
from reader.text.clean import clean, clean_line

_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip  # not strftime: it speaks the system's language, and the bytes shall be the same everywhere


def render(article: Source, notes: Sequence[PlacedNote]) -> str:
    """Return a Markdown document of an article's notes, ending in a line feed.

    Nothing in titles, passages or notes can break its structure: one heading of the first level, one block quote
    a note. Notes whose passage wasn't found come last, under a heading of their own; when the article's text is
    not at hand, nothing is known of that, and all come in the order of the places where they were made.
    """
    parts = [f"# {_title(article)}", _byline(article)]
    placed = sorted((note for note in notes if _is_placed(article, note)), key=_order)
    lost = sorted((note for note in notes if not _is_placed(article, note)), key=_order)
    if article.text is None:
        parts.append("The article is not in the library; the order is that of the places where the notes were made.")
    if not notes:
        parts.append("No notes yet.")
    for note in placed:
        parts.extend(_note(article, note))
    if lost:
        parts.append("## Passages that the present text does not have")
        for note in lost:
            parts.extend(_note(article, note))
    return "\n\n".join(filter(None, parts)) + "\n"


def _is_placed(article: Source, note: PlacedNote) -> bool:
    return article.text is None or note.place.span is not None


def _order(note: PlacedNote) -> tuple[int, int, datetime, str]:
    span = note.place.span or note.annotation.target.span
    return span.start, span.end, note.annotation.created, note.annotation.id


def _title(article: Source) -> str:
    # Closing marks of a heading are no part of it, so a title that ends in them needs them escaped.
    return plain(article.title).replace(" #", " \\#") or "Untitled"


def _byline(article: Source) -> str:
    source = clean_line(article.source)
    target = link(source)
    named = f"[{plain(source)}]({target})" if target else plain(source)
    return " · ".join(filter(None, (named, _day(article.published), _way_back(article.id))))


def _note(article: Source, note: PlacedNote) -> Iterator[str]:
    annotation = note.annotation
    yield _quote(annotation.target.exact)
    if note.place.state is PlaceState.CHANGED and note.place.span and article.text is not None:
        yield f"Now: {plain(note.place.span.of(article.text))}"
    yield body(annotation.body)
    facts = [
        annotation.colour.value,
        *(tag(each) for each in annotation.tags),
        _date(annotation.created.astimezone(UTC).date()),
        *_where(article, note.place),
        _way_back(annotation.id),
    ]
    yield " · ".join(filter(None, facts))


def _quote(passage: str) -> str:
    paragraphs = []
    for paragraph in clean(passage).split("\n\n"):
        lines = [line for each in paragraph.split("\n") if (line := plain(each))]
        if lines:
            paragraphs.append("\\\n> ".join(lines))
    return "> " + "\n>\n> ".join(paragraphs)


def _where(article: Source, place: Place) -> Iterator[str]:
    if article.text is None:
        return
    if place.span is None:
        yield "not found"
        return
    yield f"{100 * place.span.start // max(1, len(article.text))} %"
    paragraph = article.text.count("\n\n", 0, place.span.start) + 1
    yield f"paragraph {paragraph}"
    if place.state in {PlaceState.MOVED, PlaceState.CHANGED}:
        yield f"{place.state.value} since"


def _way_back(known: str) -> str:
    return f"`dateline {clean_line(known).replace('`', '')}`"


def _day(published: str) -> str:
    try:
        return _date(date.fromisoformat(published[:10]))
    except ValueError:
        return plain(published)


def _date(day: date) -> str:
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"

"""Facts that every format tells of an article or a note, as plain text in plain English.

Nothing here is escaped, and nothing depends on locale, time zone or today: the same notes give the same words.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime
from urllib.parse import urlsplit

from reader.export.source import Source
from reader.model.annotation import Annotation, PlacedNote, PlaceState
from reader.text.clean import clean_line
from reader.text.units import whereabouts

_TAG = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*")
_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip  # not strftime: it speaks the system's language


def title(article: Source) -> str:
    """Return the article's title on one line, never empty."""
    return clean_line(article.title) or "Untitled"


def address(article: Source) -> str:
    """Return the article's http(s) address, "" when its source is none."""
    source = clean_line(article.source)
    try:
        parts = urlsplit(source)
    except ValueError:  # what looks like one and has, say, a broken IPv6 host
        return ""
    return source if parts.scheme in {"http", "https"} and parts.netloc and " " not in source else ""


def language(article: Source) -> str:
    """Return the tag of the article's language ("en", "pt-BR"), "" where it names none."""
    return article.language if _TAG.fullmatch(article.language) else ""


def published(article: Source) -> str:
    """Return the day of publication in words; what is no ISO date stays as it is."""
    iso = published_iso(article)
    return day(date.fromisoformat(iso)) if iso else clean_line(article.published)


def published_iso(article: Source) -> str:
    """Return the day of publication as YYYY-MM-DD, "" when unknown."""
    try:
        return date.fromisoformat(article.published[:10]).isoformat()
    except ValueError:
        return ""


def day(moment: date) -> str:
    """Return a day in words: 24 November 2026."""
    return f"{moment.day} {_MONTHS[moment.month - 1]} {moment.year}"


def written(annotation: Annotation, *, exactly: bool = False) -> str:
    """Return when a note was made, and when it was last changed, if it was; the latter ``exactly`` or by its day.

    Exactly is to the millisecond: an import tells by it which text an edit elsewhere was made on.
    """
    made, changed = annotation.created.astimezone(UTC), annotation.modified.astimezone(UTC)
    if changed <= made:
        return day(made.date())
    time = f" {changed:%H:%M:%S}.{changed.microsecond // 1000:03} UTC" if exactly else ""
    return f"{day(made.date())}, edited {day(changed.date())}{time}"


def where(article: Source, note: PlacedNote) -> Iterator[str]:
    """Yield where a note stands in the present text; nothing when that is not at hand."""
    place = note.place
    if note.annotation.target.whole:
        yield "on the whole article"
        return
    if article.text is None:
        return
    if place.span is None:
        yield "not found"
        return
    percent, number = whereabouts(article.text, place.span.start)
    yield f"{percent} %"
    yield f"paragraph {number}"
    if place.state in {PlaceState.MOVED, PlaceState.CHANGED}:
        yield f"{place.state.value} since"


def now(article: Source, note: PlacedNote) -> str:
    """Return what stands now where a changed passage stood; "" for all other notes."""
    if note.place.state is PlaceState.CHANGED and note.place.span and article.text is not None:
        return clean_line(note.place.span.of(article.text))
    return ""


def way_back(known: str) -> str:
    """Return the command that opens an article, or a note at its passage."""
    return f"dateline {clean_line(known).replace('`', '')}"


def in_order(notes: Iterable[PlacedNote]) -> list[PlacedNote]:
    """Return notes in the order of the text; those that were not found by where they were made."""
    return sorted(notes, key=_order)


def _order(note: PlacedNote) -> tuple[int, int, datetime, str]:
    span = note.place.span or note.annotation.target.span
    return span.start, span.end, note.annotation.created, note.annotation.id


def lost(article: Source, notes: Iterable[PlacedNote]) -> list[PlacedNote]:
    """Return the notes whose passage the present text doesn't have; none when the text is not at hand."""
    return in_order(note for note in notes if not _is_placed(article, note))


def placed(article: Source, notes: Iterable[PlacedNote]) -> list[PlacedNote]:
    """Return all other notes, in the order of the text, those on the whole article first."""
    return in_order(note for note in notes if _is_placed(article, note))


def _is_placed(article: Source, note: PlacedNote) -> bool:
    return article.text is None or note.annotation.target.whole or note.place.span is not None

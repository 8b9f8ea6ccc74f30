"""A note as a file from elsewhere tells it."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime

from reader.model.annotation import Colour, Target
from reader.model.span import Span

Json = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Incoming:
    """A note from a file, cleaned.

    ``id`` is a UUID: the note's own, or one that is made of what names it there, the same at every import.
    ``article``, ``address`` and ``title`` are what the file says of the article, "" for nothing. ``target`` has the
    ``text_hash`` "" where the file doesn't know on which text it was made. ``tags``, ``colour`` and the times are None
    where the file doesn't tell. ``base`` is when the text dated from that somebody may have edited in the file; None
    where nothing is known of that. ``exported``: text and tags are as Dateline's Markdown sets them, not as they are
    stored. ``at`` says in which per cent and which paragraph of the text the passage began, as ``whereabouts`` counts.
    ``extra`` are fields that Dateline has no use for and keeps.
    """

    id: str
    target: Target
    body: str
    tags: tuple[str, ...] | None = None
    colour: Colour | None = None
    created: datetime | None = None
    modified: datetime | None = None
    article: str = ""
    address: str = ""
    title: str = ""
    base: datetime | None = None
    exported: bool = False
    at: tuple[int, int] | None = None
    extra: Json = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A part of a file that should be a note and can't be read as one: where it is, and why."""

    where: str
    why: str


def named(*words: str) -> str:
    """Return a UUID made of what names a note elsewhere: the same words, the same id."""
    return str(uuid.uuid5(uuid.NAMESPACE_URL, "\x1f".join(words)))


def passage(exact: str, prefix: str = "", suffix: str = "") -> Target:
    """Return what is known of a passage on a text that isn't at hand; without words, it is the whole article."""
    return Target(exact, prefix, suffix, Span(0, len(exact)), "", whole=not exact)


def moment(value: object) -> datetime | None:
    """Return an ISO 8601 time, None when it is none; without a zone it counts as UTC."""
    try:
        found = datetime.fromisoformat(value) if isinstance(value, str) else None
        return found.replace(tzinfo=UTC) if found and found.tzinfo is None else found and found.astimezone(UTC)
    except (ValueError, OverflowError):
        return None

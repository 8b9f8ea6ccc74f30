"""What an annotation says when it is made, and when it was changed: cleaned and whole. Values only."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime

from reader.errors import NoteError
from reader.model.annotation import Annotation, Colour, Motivation, Target
from reader.text.clean import clean, clean_line


def made(  # noqa: PLR0913  each is a part of a note
    article: str, target: Target, body: str, *, title: str, source: str, colour: Colour, tags: Iterable[str]
) -> Annotation:
    """Return a new annotation with an id of its own, made now.

    Raises:
        NoteError: its passage is empty.

    """
    _check(target)
    now, text = datetime.now(UTC), _body(body)
    return Annotation(
        str(uuid.uuid4()), article, target, text, _tags(tags), colour, now, now, _motivation(text),
        clean_line(title), clean_line(source),
    )  # fmt: skip


def changed(
    old: Annotation, body: str | None, colour: Colour | None, tags: Iterable[str] | None, target: Target | None
) -> Annotation:
    """Return an annotation with what is given in place of what it had; ``modified`` stays.

    Raises:
        NoteError: the new passage is empty.

    """
    if target is not None:
        _check(target)
    text = old.body if body is None else _body(body)
    return replace(
        old,
        body=text,
        motivation=_motivation(text),
        colour=colour or old.colour,
        tags=old.tags if tags is None else _tags(tags),
        target=target or old.target,
    )


def same(one: Annotation, other: Annotation) -> bool:
    """Tell whether two states of an annotation say the same, whenever they were written."""
    return (one.body, one.colour, one.tags, one.target) == (other.body, other.colour, other.tags, other.target)


def _check(target: Target) -> None:
    if not target.exact and not target.whole:
        raise NoteError("A note needs a passage.", "Choose at least one character.")


def _body(text: str) -> str:
    cleaned = clean(text)
    return cleaned if cleaned.strip() else ""


def _tags(tags: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(tag for each in tags if (tag := clean_line(each))))


def _motivation(body: str) -> Motivation:
    return Motivation.COMMENTING if body else Motivation.HIGHLIGHTING

"""What an export is made of: articles as far as they are known, their notes, and how they are wanted."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from reader.model.analysis import Analysis
from reader.model.annotation import Annotation, PlacedNote
from reader.model.article import Block


@dataclass(frozen=True, slots=True)
class Source:
    """An article as far as it is known: from the library, or, when that is lost, from its notes alone.

    ``text`` is None when it is not at hand; ``source``, ``published``, ``byline`` and ``language`` are "" when
    unknown. ``analysis`` is that of ``text``, None where a format doesn't need it or it can't be had.
    """

    id: str
    title: str
    source: str = ""
    published: str = ""
    text: str | None = None
    byline: str = ""
    language: str = ""
    blocks: tuple[Block, ...] = ()
    analysis: Analysis | None = None


@dataclass(frozen=True, slots=True)
class Noted:
    """An article and its notes, each with its place in the text."""

    source: Source
    notes: tuple[PlacedNote, ...] = ()


class By(StrEnum):
    """What notes are grouped by: their place in the text (no groups), colour, tag, or the person they are about."""

    PLACE = "place"
    COLOUR = "colour"
    TAG = "tag"
    PERSON = "person"


def _no_encoder(annotation: Annotation) -> Mapping[str, object]:
    raise NotImplementedError(f"no encoder was given for {annotation.id}")


@dataclass(frozen=True, slots=True)
class Options:
    """How an export is wanted.

    ``template`` is the user's own, for the format of that name. ``encode`` makes a W3C Web Annotation of a note:
    how notes are stored is the business of ``reader.notes``, which this package doesn't know.
    """

    by: By = By.PLACE
    template: Path | None = None
    encode: Callable[[Annotation], Mapping[str, object]] = field(default=_no_encoder)

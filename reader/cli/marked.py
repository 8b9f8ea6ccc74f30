"""An article as text with its marks: in colour for a terminal, in words for everything else."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise

import click

from reader.model.analysis import Analysis, QuoteKind
from reader.model.annotation import PlacedNote
from reader.model.article import Article
from reader.model.span import Span

_WORDS = {"PERSON": "person", "GPE": "place", "LOC": "place", "FAC": "place", "ORG": "organisation"}
_LOOKS: dict[str, dict[str, object]] = {
    "person": {"fg": "yellow", "bold": True},
    "place": {"fg": "green", "underline": True},
    "organisation": {"fg": "magenta", "italic": True},
    "quote": {"fg": "cyan"},
    "note": {"reverse": True},
}


def marked(article: Article, analysis: Analysis | None, notes: Sequence[PlacedNote], *, colour: bool) -> str:
    """Return an article's text with people, places, organisations, quotes and notes marked.

    In colour, marks lie over each other; in words, each is put in brackets around its text ("[person: …]"),
    and a note's text follows its passage, so that a screen reader can follow.
    """
    marks = [*_entities(analysis), *_quotes(analysis), *_notes(notes)]
    return _in_colour(article.text, marks) if colour else _in_words(article.text, marks, notes)


def _entities(analysis: Analysis | None) -> Iterable[tuple[Span, str]]:
    entities = analysis.entities if analysis else ()
    return [(each.span, _WORDS[each.label]) for each in entities if each.label in _WORDS]


def _quotes(analysis: Analysis | None) -> Iterable[tuple[Span, str]]:
    quotes = analysis.quotes if analysis else ()
    return [
        (piece, "quote")
        for each in quotes
        if each.kind is not QuoteKind.INDIRECT
        for piece in each.pieces or (each.span,)
    ]


def _notes(notes: Sequence[PlacedNote]) -> Iterable[tuple[Span, str]]:
    return [(note.place.span, "note") for note in notes if note.place.span]


def _in_colour(text: str, marks: Sequence[tuple[Span, str]]) -> str:
    cuts = sorted({0, len(text), *(at for span, _ in marks for at in (span.start, span.end))})
    parts = []
    for start, end in pairwise(cuts):
        look: dict[str, object] = {}
        for span, kind in sorted(marks, key=lambda mark: -len(mark[0])):
            if span.start <= start and end <= span.end:
                look |= _LOOKS[kind]
        parts.append(click.style(text[start:end], **look) if look else text[start:end])  # type: ignore[arg-type]
    return "".join(parts)


def _in_words(text: str, marks: Sequence[tuple[Span, str]], notes: Sequence[PlacedNote]) -> str:
    opened = sorted(((span.start, -span.end, f"[{kind}: ") for span, kind in marks), reverse=True)
    closed = sorted(((span.end, span.start, "]") for span, kind in marks), reverse=True)
    bodies = {note.place.span.end: note.annotation.body for note in notes if note.place.span and note.annotation.body}
    inserts = [(at, 1, -other, mark) for at, other, mark in opened]
    inserts += [(at, 0, -other, mark) for at, other, mark in closed]
    inserts += [(at, 0, 1, f" [note says: {body}]") for at, body in bodies.items()]
    for at, _, _, mark in sorted(inserts, reverse=True):
        text = text[:at] + mark + text[at:]
    return text

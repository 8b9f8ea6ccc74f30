"""An article as text with its marks: in colour for a terminal, in words for everything else."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from itertools import pairwise

import click

from reader.model.analysis import Analysis, QuoteKind
from reader.model.annotation import PlacedNote
from reader.model.article import Article
from reader.model.span import Span
from reader.text.clean import clean_line

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

    In colour, marks lie over each other; in words, each is put in brackets around its text ("[person: …]"), quotes
    with their speaker, those without marks too, and a note's text follows its passage, so that a screen reader can
    follow.
    """
    others = [*_entities(analysis), *_notes(notes)]
    if colour:
        return _in_colour(article.text, [*others, *_quotes(analysis)])
    return _in_words(article.text, [*others, *_said(article.text, analysis)], notes)


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


def _said(text: str, analysis: Analysis | None) -> Iterable[tuple[Span, str]]:
    """Return quotes with the names of their speakers."""
    names = {person.id: person.name for person in analysis.people} if analysis else {}
    for quote in analysis.quotes if analysis else ():
        named = quote.names_speaker(text)
        speaker = clean_line(names.get(quote.speaker or "", named))
        kind = "reported" if quote.kind is QuoteKind.INDIRECT else "quote"
        spans = (quote.span,) if quote.kind is QuoteKind.INDIRECT else quote.pieces or (quote.span,)
        yield from ((span, f"{kind}, {speaker}" if speaker else kind) for span in spans)


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
    opened: dict[int, list[tuple[int, str]]] = defaultdict(list)
    closed: Counter[int] = Counter()
    said: dict[int, list[str]] = defaultdict(list)
    for span, kind in marks:
        opened[span.start].append((-span.end, f"[{kind}: "))  # what ends last is around the others
        closed[span.end] += 1
    for note in notes:
        if note.place.span and note.annotation.body:
            said[note.place.span.end].append(f" [note says: {note.annotation.body}]")
    cuts = sorted({0, len(text), *opened, *closed})
    parts = []
    for start, end in pairwise([*cuts, len(text)]):
        parts += ["]" * closed[start], *said[start], *(mark for _, mark in sorted(opened[start])), text[start:end]]
    return "".join(parts)

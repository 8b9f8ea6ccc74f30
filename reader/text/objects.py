"""Stretches of a text that can be selected as one: words, sentences, paragraphs, quotes, mentions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from reader.model.article import Block
from reader.model.span import Span, hull
from reader.text.cells import clusters, is_plain
from reader.text.units import sentence_at, word_at


class Unit(StrEnum):
    """What a selection grows by, from small to large; quotes and mentions can be selected, not grown by."""

    CHARACTER = "character"
    WORD = "word"
    SENTENCE = "sentence"
    PARAGRAPH = "paragraph"
    QUOTE = "quote"
    MENTION = "mention"


STEPS = (Unit.CHARACTER, Unit.WORD, Unit.SENTENCE, Unit.PARAGRAPH)
"""The units that a selection grows by."""


@dataclass(frozen=True)
class Objects:
    """The objects of one text. ``quotes`` and ``mentions`` may be empty, as before an analysis."""

    text: str
    blocks: Sequence[Block]
    quotes: Sequence[Span] = field(default=())
    mentions: Sequence[Span] = field(default=())

    def at(self, unit: Unit, offset: int) -> Span | None:
        """Return the object that holds ``offset``; the shortest of several, None where there is none.

        A quote or mention that only begins later in the same sentence counts where none holds ``offset``.
        """
        if unit is Unit.CHARACTER:
            return cluster_at(self.text, offset)
        if unit is Unit.WORD:
            return word_at(self.text, offset)
        if unit is Unit.SENTENCE:
            return sentence_at(self.text, offset)
        if unit is Unit.PARAGRAPH:
            return _shortest([block.span for block in self.blocks if block.span.holds(offset)])
        spans = self.quotes if unit is Unit.QUOTE else self.mentions
        sentence = sentence_at(self.text, offset)
        later = [span for span in spans if sentence.holds(span.start) and span.start > offset]
        return _shortest([span for span in spans if span.holds(offset)]) or min(later, default=None)

    def between(self, unit: Unit, one: int, other: int) -> Span:
        """Return what reaches from the object at one offset to the object at the other, both whole."""
        spans = [self.at(unit, offset) or Span(offset, offset) for offset in (one, other)]
        found = hull(spans)
        return found if found is not None else Span(one, one)

    def larger(self, span: Span) -> Span | None:
        """Return the smallest object that holds all of ``span`` and more; None when there is none."""
        inside = max(span.start, span.end - 1)
        candidates = [
            *self.mentions,
            *self.quotes,
            *(self.between(unit, span.start, inside) for unit in (Unit.WORD, Unit.SENTENCE, Unit.PARAGRAPH)),
            Span(0, len(self.text)),
        ]
        return _shortest([each for each in candidates if each.covers(span) and len(each) > len(span)])


def cluster_at(text: str, offset: int) -> Span:
    """Return what a reader calls the character at ``offset``, looking only at the line around it."""
    if offset < len(text) and is_plain(text, max(0, offset - 1), offset + 2):
        return Span(offset, offset + 1)  # nothing before or behind could join it
    start = text.rfind("\n", 0, offset) + 1
    end = text.find("\n", offset)
    for cluster in clusters(text, start, len(text) if end < 0 else end):
        if cluster.start <= offset < cluster.end:
            return Span(cluster.start, cluster.end)
    return Span(offset, min(offset + 1, len(text)))


def _shortest(spans: Sequence[Span]) -> Span | None:
    return min(spans, key=len, default=None)

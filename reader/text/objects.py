"""Stretches of a text that can be selected as one: words, sentences, paragraphs, quotes, mentions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from reader.model.article import Block
from reader.model.span import Span, hull
from reader.text.cells import cluster_at
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


_MARKS = frozenset("\"'“”„‟‘’‚‛«»‹›「」『』《》〈〉")
_FAR = 200  # no run of white space is longer


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

    def an(self, unit: Unit, offset: int) -> Span | None:
        """Return the object that holds ``offset`` with what belongs to it, as vim's ``a`` does.

        That is the white space behind it, or where there is none that before it; of a quote its marks too. On white
        space, it is that and the object behind.
        """
        space = self._space(offset)
        span = self.at(unit, space.end if space and space.end < len(self.text) else offset)
        if span is None or not len(span):
            return None
        if space and space.end <= span.start:
            return Span(space.start, span.end)
        if unit is Unit.QUOTE:
            span = Span(
                span.start - (self.text[span.start - 1 : span.start] in _MARKS),
                span.end + (self.text[span.end : span.end + 1] in _MARKS),
            )
        behind = self._space(span.end)
        if behind and (unit is Unit.PARAGRAPH or "\n" not in behind.of(self.text)):
            return Span(span.start, behind.end)
        before = self._space(span.start - 1) if span.start else None
        inside = before and (unit is Unit.PARAGRAPH or "\n" not in before.of(self.text))
        return Span(before.start, span.end) if before and inside else span

    def onward(self, unit: Unit, span: Span, *, whole: bool, forward: bool) -> Span:
        """Return ``span`` with the object that follows it, or comes before it; ``whole``: with its white space.

        Without, white space is an object of its own, as for vim's ``i``.
        """
        at = span.end if forward else span.start - 1
        if not 0 <= at < len(self.text):
            return span
        space = self._space(at)
        added = [space]
        if whole or space is None:
            beyond = at if space is None else space.end if forward else space.start - 1
            found = self.at(unit, beyond) if 0 <= beyond < len(self.text) else None
            added.append(found)
            if whole and forward and found and space is None:
                added.append(self._space(found.end))
        ends = [span, *(each for each in added if each)]
        if forward:
            return Span(span.start, max(each.end for each in ends))
        return Span(min(each.start for each in ends), span.end)

    def _space(self, offset: int) -> Span | None:
        """Return the run of white space that holds ``offset``; None where there is none."""
        if not self.text[offset : offset + 1].isspace():
            return None
        before = self.text[max(0, offset - _FAR) : offset + 1]
        behind = self.text[offset : offset + _FAR]
        return Span(offset + 1 - (len(before) - len(before.rstrip())), offset + len(behind) - len(behind.lstrip()))

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


def _shortest(spans: Sequence[Span]) -> Span | None:
    return min(spans, key=len, default=None)

"""What differs between two versions of a text, told as an editor would: by whole sentences where those are others.

A diff links every word that stays, full stops too. So a sentence in place of another would end before its full stop,
and a paragraph that was put in would begin in the middle of the sentence before it. Here such marks go with what
changed (a "semantic cleanup"); which words stay is the diff's answer.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from reader.model.span import Span
from reader.text.diff import align
from reader.text.runs import Run, runs_of
from reader.text.words import PARAGRAPH, SENTENCE, Words

_MARKS = 3  # marks in a row, as ".”)", that can end a sentence


@dataclass(frozen=True, slots=True)
class Difference:
    """What stood at ``old`` of the old text and stands at ``new`` of the new one; one of the two may be empty.

    ``from_here`` are the parts of ``old`` that stand elsewhere in the new text, ``from_elsewhere`` those of ``new``
    that stood elsewhere in the old one. ``moved``: that is all there is to it.
    """

    old: Span
    new: Span
    from_here: tuple[Span, ...] = ()
    from_elsewhere: tuple[Span, ...] = ()
    moved: bool = False


def differences(old: str, new: str) -> list[Difference]:
    """Return where two texts differ, in the order of the new one. Same texts, or texts set anew, don't differ."""
    found = align(old, new)
    olds, news = _Side(found.old, found.moved), _Side(found.new, frozenset(found.to[at] for at in found.moved))
    to = [-1 if at in found.moved else place for at, place in enumerate(found.to)]
    for gap in list(_gaps(to, len(news.words.keys))):
        _end_with_sentence(gap, to, olds.words, news.words)
    for gap in list(_gaps(to, len(news.words.keys))):
        _take_whole_sentences(gap, to, olds.words, news.words)
    return [_difference(gap, olds, news) for gap in _gaps(to, len(news.words.keys))]


@dataclass(frozen=True, slots=True)
class _Gap:
    """Words ``a`` to ``a_end`` of the old text, in whose place words ``b`` to ``b_end`` of the new one stand."""

    a: int
    a_end: int
    b: int
    b_end: int


@dataclass(frozen=True, slots=True)
class _Side:
    """The words of a text, and which of them stand out of order in the other."""

    words: Words
    moved: Collection[int]

    def are_moved(self, start: int, end: int) -> bool:
        """Tell whether all words are; marks don't matter."""
        return all(at in self.moved for at in range(start, end) if _is_word(self.words, at))

    def parts(self, start: int, end: int) -> Iterator[Span]:
        """Yield the stretches that are, with the marks between their words, and those that end a sentence with them."""
        first = last = -1
        for at in range(start, end):
            if at in self.moved:
                first, last = (at if first < 0 else first), at
            elif first >= 0 and _is_word(self.words, at):
                yield _stretch(self.words, first, last + 1)
                first = -1
            elif first >= 0 and _ends(self.words, at):
                last = at
        if first >= 0:
            yield _stretch(self.words, first, last + 1)


def _gaps(to: Sequence[int], news: int) -> Iterator[_Gap]:
    a = b = 0
    for run in [*runs_of(to), Run(len(to), news, 0)]:
        if run.old > a or run.new > b:
            yield _Gap(a, run.old, b, run.new)
        a, b = run.old + run.length, run.new + run.length


def _end_with_sentence(gap: _Gap, to: list[int], old: Words, new: Words) -> None:
    """Let a change in a sentence end with it, where more sentences were put in (or taken out) behind it.

    The mark that both sentences end with stays, not the last one of what was put in.
    """
    if gap.a_end == len(to) or to[gap.a_end] != gap.b_end or _is_word(old, gap.a_end):
        return
    mark = old.keys[gap.a_end]
    if _ends(new, gap.b_end) and not _has_break(old, gap.a, gap.a_end) and new.breaks[gap.b] < SENTENCE:
        place = _end_within(new, gap.b, gap.b_end, mark)
        if place is not None:
            to[gap.a_end] = place
    elif _ends(old, gap.a_end) and not _has_break(new, gap.b, gap.b_end) and old.breaks[gap.a] < SENTENCE:
        place = _end_within(old, gap.a, gap.a_end, mark)
        if place is not None:
            to[place], to[gap.a_end] = gap.b_end, -1


def _end_within(words: Words, start: int, end: int, mark: str) -> int | None:
    """Return the mark that ends the first paragraph that ends within, else the first sentence; None for none."""
    ends = [at for at in range(start, end) if words.keys[at] == mark and words.breaks[at + 1] >= SENTENCE]
    return next((at for at in ends if words.breaks[at + 1] == PARAGRAPH), ends[0] if ends else None)


def _take_whole_sentences(gap: _Gap, to: list[int], old: Words, new: Words) -> None:
    """Where sentences stand in place of others, let the marks that end both go with them."""
    if gap.a == gap.a_end or gap.b == gap.b_end or old.breaks[gap.a] < SENTENCE or new.breaks[gap.b] < SENTENCE:
        return
    for count in range(1, _MARKS + 1):
        a, b = gap.a_end + count - 1, gap.b_end + count - 1
        if a >= len(to) or to[a] != b or _is_word(old, a):
            return
        if _ends(old, a) and _ends(new, b):
            to[gap.a_end : a + 1] = [-1] * count
            return


def _has_break(words: Words, start: int, end: int) -> bool:
    return any(words.breaks[at] >= SENTENCE for at in range(start + 1, end))


def _ends(words: Words, at: int) -> bool:
    """Tell whether a sentence ends with a word."""
    return at + 1 >= len(words.keys) or words.breaks[at + 1] >= SENTENCE


def _is_word(words: Words, at: int) -> bool:
    return words.keys[at][0].isalnum()


def _difference(gap: _Gap, old: _Side, new: _Side) -> Difference:
    from_here, from_elsewhere = tuple(old.parts(gap.a, gap.a_end)), tuple(new.parts(gap.b, gap.b_end))
    both = old.are_moved(gap.a, gap.a_end) and new.are_moved(gap.b, gap.b_end)
    return Difference(
        _stretch(old.words, gap.a, gap.a_end),
        _stretch(new.words, gap.b, gap.b_end),
        from_here,
        from_elsewhere,
        moved=both and bool(from_here or from_elsewhere),
    )


def _stretch(words: Words, start: int, end: int) -> Span:
    """Return the characters of the words from ``start`` to ``end``; where there are none, the place between."""
    if start < end:
        return Span(words.spans[start][0], words.spans[end - 1][1])
    at = words.spans[start - 1][1] if start else 0
    return Span(at, at)

"""A passage carried over from the text that its note was made on into the present one, through a word diff.

The diff says more than the words alone: a place in the present text that belongs to another place of the old one
is not where this passage went, however equal the words. Every place that the passage may have gone to is weighed
(``reader.notes.signs``); without one that is surely right there is none.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from reader.model.annotation import Place, PlaceState
from reader.model.span import Span
from reader.notes.images import Image, images
from reader.notes.passage import Change, Ground, Quarry, found, occurrences, orphan, place_of
from reader.notes.signs import Passage, Signs, chance, signs
from reader.text.fold import fold

ENOUGH = 0.5  # chance from which a place is taken for the right one
_COPIES = 6  # places with the same words that are looked at


@dataclass(frozen=True, slots=True)
class Candidate:
    """A place that may be the passage's, and what speaks for it."""

    span: Span
    same: bool
    signs: Signs


def carry(quarry: Quarry, ground: Ground, change: Change) -> Place:
    """Return where a passage of the old text stands now."""
    first, last = change.alignment.old.within(quarry.inner)
    if _is_untouched(change, first, last):
        image = Image(change.alignment.to[first], change.alignment.to[last - 1] + 1)
        span = place_of(quarry, ground.text, _span(change, quarry.inner, image))
        return found(quarry, span, 1.0, "the same words, carried over")
    weighed = [(chance(each.signs), each) for each in candidates(quarry, ground, change)]
    if not weighed:
        return orphan(0.0, "the passage was taken out, or nothing of it is left")
    likest, best = max(weighed, key=lambda pair: pair[0])
    if likest < ENOUGH:
        return orphan(likest, "the passage was taken out, or too little of it is left")
    # Which place it is, the chance decides; where that begins and ends, what of it was kept.
    around = [each for sure, each in weighed if sure >= ENOUGH and each.span.overlaps(best.span)]
    best = max(around, key=lambda each: (each.same, each.signs["kept"]))
    if best.same:
        return found(quarry, best.span, likest, "the same words, carried over")
    return Place(PlaceState.CHANGED, best.span, likest, "the words were changed")


def candidates(quarry: Quarry, ground: Ground, change: Change) -> Iterator[Candidate]:
    """Yield the places that a passage of the old text may have gone to."""
    first, last = change.alignment.old.within(quarry.inner)
    passage = Passage(quarry, change, first, last)
    seen: set[Span] = set()
    for span in _places(quarry, ground, change, passage):
        words = fold(span.of(ground.text)).text.strip()
        if span not in seen and words:
            seen.add(span)
            yield Candidate(span, words == quarry.words, signs(passage, ground, span, words))


def _places(quarry: Quarry, ground: Ground, change: Change, passage: Passage) -> Iterator[Span]:
    for image in images(change, passage.first, passage.last):
        span = _span(change, quarry.inner, image)
        same = fold(span.of(ground.text)).text == quarry.words
        yield place_of(quarry, ground.text, span) if same else span
    folded = ground.folded
    for at in occurrences(quarry.words, folded.text)[:_COPIES]:
        yield place_of(quarry, ground.text, folded.original(at, at + len(quarry.words)))


def _is_untouched(change: Change, first: int, last: int) -> bool:
    """Tell whether the words still stand together, between the same words."""
    to = change.alignment.to
    begin = to[first]
    return (
        first > 0
        and last < len(to)
        and begin >= 0
        and all(to[at] == begin + at - first for at in range(first - 1, last + 1))
    )


def _span(change: Change, passage: Span, image: Image) -> Span:
    """Return the characters of an image; where the passage begins or ends within a word, so does its place."""
    old, new = change.alignment.old, change.alignment.new
    first, last = old.within(passage)
    start, end = new.spans[image.low][0], new.spans[image.high - 1][1]
    if change.alignment.to[first] == image.low:
        start += passage.start - old.spans[first][0]
    if change.alignment.to[last - 1] == image.high - 1:
        end -= old.spans[last - 1][1] - passage.end
    return Span(start, max(start, end))

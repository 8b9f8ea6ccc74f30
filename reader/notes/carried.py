"""A passage carried over from the text that its note was made on into the present one, through a word diff.

The diff says more than the words alone: a place in the present text that belongs to another place of the old one
is not where this passage went, however equal the words.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz.distance import Indel

from reader.model.annotation import Place, PlaceState
from reader.model.span import Span
from reader.notes.passage import Change, Ground, Quarry, found, occurrences, orphan, place_of
from reader.text.diff import PARAGRAPH, SENTENCE
from reader.text.fold import fold

_SIDE = 8  # words on each side that are asked whether they still stand there
_JUMP = 30  # words that may have been put into a passage between two of its own
_NEAR = 24  # words between a passage and what stood beside it
# How much of the passage has to be there still, given the share of the words around it that is.
_NEEDED = ((0.5, 0.40), (0.2, 0.45), (0.0, 0.60))
_ALONE = 25  # characters from which whole sentences need no words around them
_LONG = 100  # characters from which nothing does
_SOME = 0.2  # the share of the words around that others need
_SHORT = 12  # characters below which it needs the very next ones, or most of those around
_MOSTLY = 0.6
_SURE = 0.6
_STRAY = 0.15  # a part of a passage smaller than this that stands apart from the rest doesn't belong to it
_WORD = 12  # what the least word weighs that isn't taken for a stray beside its old neighbour
_FREE = 0.8  # of a place elsewhere, the share of words that belong to no other place of the old text


@dataclass(frozen=True, slots=True)
class _Image:
    """Where a passage went: words ``low`` to ``high`` of the new text, and how much of it is known to be there."""

    low: int
    high: int
    kept: float
    around: float
    joined: bool


def carry(quarry: Quarry, ground: Ground, change: Change) -> Place:
    """Return where a passage of the old text stands now."""
    first, last = change.alignment.old.within(quarry.inner)
    image = _image(change, first, last)
    here = _judged(quarry, ground, change, image) if image else None
    if here is not None and here.state is not PlaceState.CHANGED:
        return here
    elsewhere = _elsewhere(quarry, ground, change)
    if elsewhere is not None and (here is None or here.score < _SURE):
        return elsewhere
    return here or orphan(0.0, "the passage was taken out, or nothing of it is left")


def _image(change: Change, first: int, last: int) -> _Image | None:
    """Return where the words from ``first`` to ``last`` went, most of them."""
    to = change.alignment.to
    linked = [at for at in range(first, last) if to[at] >= 0]
    if not linked:
        return _gap(change, first, last)
    flock = max(_flocks(linked, to), key=change.weigh)
    flock = _without_strays(flock, change)
    low = _lower(change, first, flock[0])
    high = _upper(change, last, flock[-1])
    old, new = change.weigh(range(first, last)), change.weigh_new(range(low, high))
    kept = 2 * change.weigh(flock) / (old + new)
    return _Image(low, high, kept, *_around(change, first, last, low, high))


def _without_strays(flock: list[int], change: Change) -> list[int]:
    """Return the words without those at the ends that are few and far from the rest."""
    least = _STRAY * change.weigh(flock)
    to = change.alignment.to
    while len(flock) > 1:
        parts = _parts(flock, to)
        if len(parts) < 2:
            break
        if _is_stray(change, parts[0], -1, least) and _is_far(parts[0][-1], parts[1][0], to):
            flock = flock[len(parts[0]) :]
        elif _is_stray(change, parts[-1], 1, least) and _is_far(parts[-2][-1], parts[-1][0], to):
            flock = flock[: -len(parts[-1])]
        else:
            break
    return flock


def _is_stray(change: Change, part: list[int], side: int, least: float) -> bool:
    """Tell whether words count little and don't even stand beside what they stood beside (``side`` -1 or 1)."""
    weight, to = change.weigh(part), change.alignment.to
    edge = part[0] if side < 0 else part[-1]
    beside = edge + side
    joined = 0 <= beside < len(to) and to[beside] == to[edge] + side
    return weight <= least and not (joined and weight >= _WORD)


def _is_far(one: int, two: int, to: Sequence[int]) -> bool:
    return to[two] - to[one] > 2 * (two - one) + 2


def _parts(flock: list[int], to: Sequence[int]) -> list[list[int]]:
    """Part words that are still there where either text has others in between."""
    parts = [[flock[0]]]
    for at in flock[1:]:
        if at == parts[-1][-1] + 1 and to[at] == to[at - 1] + 1:
            parts[-1].append(at)
        else:
            parts.append([at])
    return parts


def _flocks(linked: list[int], to: Sequence[int]) -> list[list[int]]:
    """Part words that are still there where the new text jumps."""
    flocks = [[linked[0]]]
    for at in linked[1:]:
        before = flocks[-1][-1]
        if 0 < to[at] - to[before] <= at - before + _JUMP:
            flocks[-1].append(at)
        else:
            flocks.append([at])
    return flocks


def _gap(change: Change, first: int, last: int) -> _Image | None:
    """Return what stands between the nearest words before and behind that are still there."""
    to = change.alignment.to
    before = next((at for at in range(first - 1, max(-1, first - 1 - _NEAR), -1) if to[at] >= 0), None)
    behind = next((at for at in range(last, min(len(to), last + _NEAR)) if to[at] >= 0), None)
    low = to[before] + 1 if before is not None else None
    high = to[behind] if behind is not None else None
    if low is None or high is None or not low < high <= low + 2 * (behind - before) + _JUMP:  # type: ignore[operator]
        return None
    return _Image(low, high, 0.0, *_around(change, first, last, low, high))


def _lower(change: Change, first: int, kept: int) -> int:
    """Return the first word of the place: before the first that was kept come those put in for lost ones."""
    to, new = change.alignment.to, change.alignment.new
    low, lost = to[kept], kept - first
    if not lost or new.breaks[low] == PARAGRAPH:
        return low
    while low > 0 and change.alignment.back[low - 1] < 0 and to[kept] - low <= 2 * lost + 2:
        low -= 1
        if new.breaks[low] == PARAGRAPH:
            return low
    return low if to[kept] - low <= 2 * lost + 2 else to[kept] - lost


def _upper(change: Change, last: int, kept: int) -> int:
    to, new = change.alignment.to, change.alignment.new
    high, lost = to[kept] + 1, last - kept - 1
    while lost and high < len(new.keys) and change.alignment.back[high] < 0 and new.breaks[high] < PARAGRAPH:
        high += 1
        if high - to[kept] > 2 * lost + 3:
            return to[kept] + 1 + lost
    return high


def _around(change: Change, first: int, last: int, low: int, high: int) -> tuple[float, bool]:
    """Return the share of the words around the passage that stand around its place, and whether one is right there."""
    to = change.alignment.to
    before = range(max(0, first - _SIDE), first)
    behind = range(last, min(len(to), last + _SIDE))
    fits = [at for at in before if low - _NEAR <= to[at] < low] + [at for at in behind if high <= to[at] < high + _NEAR]
    joined = (first > 0 and to[first - 1] == low - 1) or (last < len(to) and to[last] == high)
    return change.weigh(fits) / max(1, change.weigh(before) + change.weigh(behind)), joined


def _judged(quarry: Quarry, ground: Ground, change: Change, image: _Image) -> Place | None:
    """Return an image as a place, if it is enough like the passage."""
    span = _span(change, quarry.inner, image)
    words = fold(span.of(ground.text)).text
    if image.around < _SOME and not _may_stand_alone(quarry, change):
        return None
    if len(quarry.words) < _SHORT and not image.joined and image.around < _MOSTLY:
        return None
    if words == quarry.words:
        score = 0.5 + 0.5 * image.around
        return found(quarry, place_of(quarry, ground.text, span), score, "the same words, carried over")
    # Two unrelated English sentences share nearly half of their characters in order.
    alike = max(image.kept, 2 * Indel.normalized_similarity(quarry.words.casefold(), words.casefold()) - 1)
    if alike < next(needed for around, needed in _NEEDED if image.around >= around):
        return None
    return Place(PlaceState.CHANGED, span, alike, "the words were changed")


def _span(change: Change, passage: Span, image: _Image) -> Span:
    """Return the characters of an image; where the passage begins or ends within a word, so does its place."""
    old, new = change.alignment.old, change.alignment.new
    first, last = old.within(passage)
    start, end = new.spans[image.low][0], new.spans[image.high - 1][1]
    if change.alignment.to[first] == image.low:
        start += passage.start - old.spans[first][0]
    if change.alignment.to[last - 1] == image.high - 1:
        end -= old.spans[last - 1][1] - passage.end
    return Span(start, max(start, end))


def _elsewhere(quarry: Quarry, ground: Ground, change: Change) -> Place | None:
    """Return the one place with the same words among the words that are new in the present text."""
    if not _may_stand_alone(quarry, change):
        return None
    folded = ground.folded
    spans = [folded.original(at, at + len(quarry.words)) for at in occurrences(quarry.words, folded.text)]
    free = [span for span in spans if _freedom(change, span) >= _FREE]
    if len(free) != 1:
        return None
    return found(quarry, place_of(quarry, ground.text, free[0]), 0.8, "the same words, moved")


def _may_stand_alone(quarry: Quarry, change: Change) -> bool:
    """Tell whether a passage can be known without what stood around it: sentences move, a few words are said again."""
    if len(quarry.words) >= _LONG:
        return True
    words = change.alignment.old
    first, last = words.within(quarry.inner)
    ends = last == len(words.keys) or words.breaks[last] >= SENTENCE
    return len(quarry.words) >= _ALONE and words.breaks[first] >= SENTENCE and ends


def _freedom(change: Change, span: Span) -> float:
    first, last = change.alignment.new.within(span)
    return sum(back < 0 for back in change.alignment.back[first:last]) / max(1, last - first)

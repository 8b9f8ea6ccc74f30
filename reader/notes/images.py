"""Where a word diff puts a passage of the old text: stretches of the new one that may be what became of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from reader.model.span import Span
from reader.notes.passage import Change
from reader.text.words import PARAGRAPH, SENTENCE, Words

_MOST = 3  # flocks that are looked at, the weightiest
_JUMP = 30  # words that may have been put into a passage between two of its own
_NEAR = 24  # words between a passage and what stood beside it
_STRAY = 0.15  # a part of a passage smaller than this that stands apart from the rest doesn't belong to it
_WORD = 12  # what the least word weighs that isn't taken for a stray beside its old neighbour


@dataclass(frozen=True, slots=True)
class Image:
    """Words ``low`` to ``high`` of the new text."""

    low: int
    high: int


def images(change: Change, first: int, last: int) -> Iterator[Image]:
    """Yield where the words from ``first`` to ``last`` went, most of them first; then what stands in their place."""
    to = change.alignment.to
    linked = [at for at in range(first, last) if to[at] >= 0]
    for flock in sorted(_flocks(linked, to), key=change.weigh, reverse=True)[:_MOST]:
        kept = _without_strays(flock, change)
        yield Image(_lower(change, first, last, kept[0]), _upper(change, first, last, kept[-1]))
    gap = _gap(change, first, last)
    if gap is not None:
        yield gap


def _flocks(linked: Sequence[int], to: Sequence[int]) -> list[list[int]]:
    """Part words that are still there where the new text jumps."""
    flocks: list[list[int]] = []
    for at in linked:
        before = flocks[-1][-1] if flocks else at
        if flocks and 0 < to[at] - to[before] <= at - before + _JUMP:
            flocks[-1].append(at)
        else:
            flocks.append([at])
    return flocks


def _without_strays(flock: list[int], change: Change) -> list[int]:
    """Return the words without those at the ends that are few and far from the rest."""
    least = _STRAY * change.weigh(flock)
    to = change.alignment.to
    while len(parts := _parts(flock, to)) > 1:
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


def _gap(change: Change, first: int, last: int) -> Image | None:
    """Return what stands between the nearest words before and behind that are still there."""
    to = change.alignment.to
    before = next((at for at in range(first - 1, max(-1, first - 1 - _NEAR), -1) if to[at] >= 0), None)
    behind = next((at for at in range(last, min(len(to), last + _NEAR)) if to[at] >= 0), None)
    if before is None or behind is None:
        return None
    low, high = to[before] + 1, to[behind]
    return Image(low, high) if low < high <= low + 2 * (behind - before) + _JUMP else None


def _lower(change: Change, first: int, last: int, kept: int) -> int:
    """Return the first word of the place: before the first that was kept come those put in for lost ones."""
    to, back, old, new = change.alignment.to, change.alignment.back, change.alignment.old, change.alignment.new
    lost = kept - first
    if not lost:
        return to[kept]
    edge = SENTENCE if old.breaks[first] >= SENTENCE else PARAGRAPH
    low = to[kept]
    while low > 0 and new.breaks[low] < edge and (back[low - 1] < 0 or first <= back[low - 1] < last):
        low -= 1
    return low if to[kept] - low <= _room(lost, last - first, edge) else to[kept] - lost


def _upper(change: Change, first: int, last: int, kept: int) -> int:
    """Return where the place ends: behind the last word that was kept come those put in for lost ones."""
    to, back, old, new = change.alignment.to, change.alignment.back, change.alignment.old, change.alignment.new
    high, lost = to[kept] + 1, last - kept - 1
    if not lost:
        return high
    edge = SENTENCE if last == len(old.keys) or old.breaks[last] >= SENTENCE else PARAGRAPH
    while high < len(new.keys) and new.breaks[high] < edge and (back[high] < 0 or first <= back[high] < last):
        high += 1
    return high if high - to[kept] - 1 <= _room(lost, last - first, edge) else to[kept] + 1 + lost


def _room(lost: int, words: int, edge: int) -> int:
    """Return how many words may stand for ``lost`` ones of a passage; a sentence may have grown by itself."""
    return max(2 * lost + 2, words) if edge == SENTENCE else 2 * lost + 2


def span_of(change: Change, passage: Span, image: Image) -> Span:
    """Return the characters of an image; where the passage begins or ends within a word, so does its place."""
    old, new = change.alignment.old, change.alignment.new
    first, last = old.within(passage)
    start, end = new.spans[image.low][0], new.spans[image.high - 1][1]
    if change.alignment.to[first] == image.low and _length(old, first) == _length(new, image.low):
        start += passage.start - old.spans[first][0]
    if change.alignment.to[last - 1] == image.high - 1 and _length(old, last - 1) == _length(new, image.high - 1):
        end -= old.spans[last - 1][1] - passage.end
    return Span(start, max(start, end))


def _length(words: Words, at: int) -> int:
    """Return how long a word is; the same word may be longer where it is spelt in another way."""
    start, end = words.spans[at]
    return end - start

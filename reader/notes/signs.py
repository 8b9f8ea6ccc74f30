"""What speaks for a place that a passage may have gone to, by a diff with the text that its note was made on."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from reader.model.span import Span
from reader.notes.blocks import Stretch
from reader.notes.passage import Ground, Quarry, Revision, same_words
from reader.notes.standing import against_others, standing
from reader.notes.weighing import Signs, alike, in_common, is_sentences, several

_NEAR = (8, 24)  # words on a side that are asked whether they still stand there; how far off they may
_WIDE = (40, 80)
_COPIES = 6  # other stretches with the same words that are asked whether a place is theirs
_FAR = 60  # words between a passage and the nearest that is still there
_PUT_IN = 30  # words that may have been put in between


@dataclass(frozen=True)
class Passage:
    """A passage of the old text: the words from ``first`` to ``last``."""

    quarry: Quarry
    change: Revision
    first: int
    last: int

    @property
    def stretch(self) -> Stretch:
        """Where it stood."""
        return Stretch(self.change.blocks, self.first, self.last)

    @cached_property
    def times(self) -> int:
        """How often its words stood in the old text."""
        return self.change.times(self.quarry.words)

    @cached_property
    def copies(self) -> Sequence[Stretch]:
        """Other stretches of the old text with the same words, the nearest ones."""
        quarry, old = self.quarry, self.change.old
        if self.times < 2:
            return ()
        places = [same_words(quarry, old, at) for at in old.copies(quarry.words)]
        others = [place for place in places if not place.overlaps(quarry.inner)]
        nearest = sorted(others, key=lambda place: abs(place.start - quarry.inner.start))[:_COPIES]
        return [Stretch(self.change.blocks, *self.change.alignment.old.within(place)) for place in nearest]


def signs(passage: Passage, ground: Ground, place: Span, words: str) -> Signs:
    """Return what speaks for a place whose folded words are ``words``."""
    change, first, last = passage.change, passage.first, passage.last
    old, new = change.alignment.old, change.alignment.new
    low, high = new.within(place)
    kept = _weight_of(change, range(first, last), low, high)
    back = enumerate(change.alignment.back[low:high], low)
    claimed = change.weigh_new([at for at, owner in back if owner >= 0 and not first <= owner < last])
    before, now = max(1, change.weigh(range(first, last))), max(1, change.weigh_new(range(low, high)))
    sought = passage.quarry.words
    near, wide = (_around(passage, low, high, *reach) for reach in (_NEAR, _WIDE))
    joined = _joined(passage, low, high)
    now_there = Stretch(ground.blocks, low, high)
    return {
        "always": 1.0,
        "kept": 2 * kept / (before + now),
        "left over": kept / before,
        "its own": kept / now,
        "another's": claimed / now,
        "alike": alike(sought, words),
        "in any order": in_common(old.keys[first:last], new.keys[low:high]),
        "equal": float(words == sought),
        "beside": sum(near) / 2,
        "beside on both sides": min(near),
        "around": sum(wide) / 2,
        "around on both sides": min(wide),
        "joined": float(joined > 0),
        "joined on both sides": float(joined > 1),
        "in order": float(_is_in_order(passage, low, high)),
        "long": min(1.0, math.log2(len(sought)) / 8),
        "sentences": float(is_sentences(old, first, last)),
        "sentences now": float(is_sentences(new, low, high)),
        "of another length": min(1.0, abs(math.log2(len(words) / len(sought))) / 2),
        "once of several": several(passage.times),
        **standing(passage.stretch, now_there),
        **against_others(passage.stretch, [*passage.copies, *_owners(passage, low, high)], now_there),
    }


def _owners(passage: Passage, low: int, high: int) -> Iterator[Stretch]:
    """Yield the stretch of the old text that words of the new one are by the diff, if it is not the passage's."""
    linked = [at for at in passage.change.alignment.back[low:high] if at >= 0]
    if linked and not any(passage.first <= at < passage.last for at in linked):
        first, last = min(linked), max(linked) + 1
        if last - first <= 2 * (high - low):
            yield Stretch(passage.change.blocks, first, last)


def _around(passage: Passage, low: int, high: int, most: int, off: int) -> tuple[float, float]:
    """Return the shares of the words on either side of the passage that stand on the same side of its place."""
    change, to = passage.change, passage.change.alignment.to
    before = range(max(0, passage.first - most), passage.first)
    behind = range(passage.last, min(len(to), passage.last + most))
    fits = _weight_of(change, before, low - off, low), _weight_of(change, behind, high, high + off)
    at_edge = low == 0, high == len(change.alignment.back)
    return (
        fits[0] / max(1, change.weigh(before)) if before else float(at_edge[0]),
        fits[1] / max(1, change.weigh(behind)) if behind else float(at_edge[1]),
    )


def _weight_of(change: Revision, words: range, low: int, high: int) -> int:
    """Return how much those of the old words count that stand between ``low`` and ``high`` of the new text."""
    to = change.alignment.to[words.start : words.stop]
    return change.weigh([at for at, now in enumerate(to, words.start) if low <= now < high])


def _joined(passage: Passage, low: int, high: int) -> int:
    """Return on how many sides the very next word, or the edge of the text, is the same."""
    to, first, last = passage.change.alignment.to, passage.first, passage.last
    before = to[first - 1] == low - 1 if first else low == 0
    behind = to[last] == high if last < len(to) else high == len(passage.change.alignment.back)
    return before + behind


def _is_in_order(passage: Passage, low: int, high: int) -> bool:
    """Tell whether a place lies between the nearest words before and behind that are still there, not far apart."""
    to, first, last = passage.change.alignment.to, passage.first, passage.last
    before = next((at for at in range(first - 1, max(-1, first - _FAR), -1) if to[at] >= 0), None)
    behind = next((at for at in range(last, min(len(to), last + _FAR)) if to[at] >= 0), None)
    if before is None or behind is None:
        return False
    return to[before] < low < high <= to[behind] <= to[before] + 2 * (behind - before) + _PUT_IN

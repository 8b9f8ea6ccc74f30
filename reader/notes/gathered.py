"""Where a passage may stand, for a note that knows nothing but the passage and what stood right around it.

Words in a row that the note remembers are looked up in the present text. Where many of them stand at about the same
distances, they are aligned as two whole texts would be, and what the alignment makes of the passage is a place; so is
every place where the passage's words stand as they were.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise

from rapidfuzz.distance import Indel

from reader.model.span import Span
from reader.notes.images import images, span_of
from reader.notes.passage import Change, Ground, Quarry
from reader.text.diff import Alignment
from reader.text.runs import Run, joined, without_chance

_COMMON = 12  # words that stand more often tell nothing about the place
_STRIDE = 12  # words that count as one beginning
_REGIONS = 4
_LEAST = 0.25  # of what speaks for the likeliest region, what speaks for one that is looked at
_MARGIN = 12  # words around a region, and one more for every four that the note remembers


def gathered(quarry: Quarry, ground: Ground) -> Iterator[Span]:
    """Yield the places that an alignment with the likeliest parts of the text offers."""
    for start, end in _regions(quarry, ground):
        change = _aligned(quarry, ground, start, end)
        for image in images(change, *quarry.within):
            yield span_of(change, quarry.inside, image)


def _regions(quarry: Quarry, ground: Ground) -> list[tuple[int, int]]:
    """Return the parts of the text, by words, that hold most of what the note remembers."""
    votes = _votes(quarry, ground)
    both = {begin: vote + votes.get(begin + 1, 0.0) for begin, vote in votes.items()}
    least = _LEAST * max(both.values(), default=0.0)
    found: list[int] = []
    for begin in sorted((begin for begin, vote in both.items() if vote >= least), key=both.__getitem__, reverse=True):
        if len(found) == _REGIONS:
            break
        if all(abs(begin - other) > 1 for other in found):
            found.append(begin)
    size, last = len(quarry.row.keys), len(ground.words.keys)
    margin = _MARGIN + size // 4
    return [(max(0, begin * _STRIDE - margin), min(last, (begin + 2) * _STRIDE + size + margin)) for begin in found]


def _votes(quarry: Quarry, ground: Ground) -> dict[int, float]:
    """Return how much speaks for each beginning, in strides, of what the note remembers.

    Each two words in a row vote for where it would begin by them, the rarer the more, the passage's own twice. If none
    of the passage's do, each of its words does.
    """
    keys, (first, last) = quarry.row.keys, quarry.within
    found = [(at, places) for at, places in enumerate(map(ground.pairs.get, pairwise(keys))) if places]
    if not any(first <= at < last for at, _ in found):
        found += [(at, ground.index[keys[at]]) for at in range(first, last) if keys[at] in ground.index]
    votes: defaultdict[int, float] = defaultdict(float)
    for at, places in found:
        if len(places) <= _COMMON:
            weight = (2.0 if first <= at < last else 1.0) / len(places)
            for place in places:
                votes[(place - at) // _STRIDE] += weight
    return votes


def _aligned(quarry: Quarry, ground: Ground, start: int, end: int) -> Change:
    """Return what the words from ``start`` to ``end`` have in common with those that the note remembers."""
    old, new = quarry.row.keys, ground.words.part(start, end)
    blocks = Indel.opcodes(old, new.keys).as_matching_blocks()
    runs = joined(Run(each.a, each.b, each.size) for each in blocks if each.size)
    to, back = [-1] * len(old), [-1] * len(new.keys)
    for run in without_chance(runs, old, Run(0, 0, 0), Run(len(to), len(back), 0)):
        for step in range(run.length):
            to[run.old + step] = run.new + step
            back[run.new + step] = run.old + step
    return Change(Alignment(quarry.row, new, to, back, frozenset()))

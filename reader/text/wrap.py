"""Where the lines of a text end.

Wrapping is greedy. In text of one cell a character, which ``cells.is_plain`` finds in one regular expression,
the end of a line is found by searching backwards for a space, so 200,000 words take some 50 ms; other text goes
cluster by cluster. What is drawn but isn't in the text, a hyphen or a label, is counted here and never shifts an
offset: a hyphen is said with the line that it ends, a label is part of the cluster that it stands behind.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise
from typing import NamedTuple

from reader.text import cells
from reader.text.cells import Cluster, is_plain

Hyphens = Callable[[str], list[int]]
"""Gives where a word may be parted, as offsets into it."""

_RAGGED = 4
"""Cells that a line may stay free at its end before its next word is parted."""

# A word that can be parted stands alone, but for quotation marks and the like: addresses and numbers are left whole.
_WORD = r"""["'“‘«„(\[]*(?P<word>[^\W\d_]{5,})(?=(?:['’][^\W\d_]{1,2})?[.,;:!?…"'”’»)\]]*(?:\s|—|$))"""


Piece = tuple[int, int, bool, bool]
"""Where a line starts and ends, whether offsets and cells run in step on it, whether a hyphen is drawn behind it."""


@dataclass(frozen=True)
class Labels:
    """What is drawn within a text and isn't in it: the text of each label, by the offset that it stands behind."""

    texts: Mapping[int, str] = field(default_factory=dict)

    @cached_property
    def _offsets(self) -> list[int]:
        return sorted(self.texts)

    def behind(self, start: int, end: int) -> list[int]:
        """Return where labels stand behind the characters from ``start`` to ``end``, in order."""
        if not self.texts:
            return []
        return self._offsets[bisect_right(self._offsets, start) : bisect_right(self._offsets, end)]

    def width(self, start: int, end: int) -> int:
        """Return the cells of the labels behind the characters from ``start`` to ``end``."""
        return sum(cells.width(self.texts[at]) for at in self.behind(start, end))

    def clusters(self, text: str, start: int, end: int) -> Iterator[Cluster]:
        """Yield the clusters of ``text[start:end]``, each as wide as it is with the labels behind it."""
        if not self.behind(start, end):
            yield from cells.clusters(text, start, end)
            return
        for cluster in cells.clusters(text, start, end):
            extra = self.width(cluster.start, cluster.end)
            yield cluster._replace(width=cluster.width + extra) if extra else cluster


class Wrapper(NamedTuple):
    """Wraps stretches of ``text``.

    Args:
        text: the text.
        labels: what is drawn within it.
        hyphens: parts words; None leaves them whole.
    """

    text: str
    labels: Labels = Labels()
    hyphens: Hyphens | None = None

    def wrap(self, start: int, end: int, room: int, lead: int = 0) -> Iterator[Piece]:
        """Yield the lines of ``text[start:end]`` in ``room`` cells, on the first one in ``lead`` cells less."""
        if not is_plain(self.text, start, end):
            yield from self._clusters(start, end, room, lead)
        elif not self.labels.behind(start, end):
            yield from self._plain(start, end, room, lead)
        else:
            yield from self._labelled(start, end, room, lead) or self._clusters(start, end, room, lead)

    def _labelled(self, start: int, end: int, room: int, lead: int) -> list[Piece]:
        """Return the lines of a plain stretch as if its labels stood in it; none if one of them would be cut."""
        labels = self.labels.behind(start, end)
        expanded, ends = "", []
        for before, at in pairwise([start, *labels]):
            expanded += self.text[before:at] + self.labels.texts[at]
            ends.append(len(expanded))
        expanded += self.text[labels[-1] : end]
        if not is_plain(expanded):
            return []

        def offset(place: int) -> int | None:
            """Return where a place of ``expanded`` is in the text; None within a label."""
            passed = bisect_right(ends, place)
            shift = ends[passed - 1] - (labels[passed - 1] - start) if passed else 0
            inside = passed < len(ends) and place - shift + start >= labels[passed]
            return None if inside else place - shift + start

        pieces: list[Piece] = []
        for begun, stopped, _, parted in Wrapper(expanded, hyphens=self.hyphens)._plain(0, len(expanded), room, lead):
            first, last = offset(begun), offset(stopped)
            if first is None or last is None:
                return []
            pieces.append((first, last, not self.labels.behind(first, last), parted))
        return pieces

    def _plain(self, start: int, end: int, full: int, lead: int) -> Iterator[Piece]:
        text, room = self.text, max(1, full - lead)
        while end - start > room:
            cut = text.rfind(" ", start + 1, start + room + 1)
            dash = _dash(text, start, start + room)
            after = max(cut, dash)
            if self.hyphens and room - max(0, after - start) >= _RAGGED:
                word = after if after >= 0 else start
                parted = self._parted(word, end, start + room - 1)
                if parted:
                    yield start, parted, True, True
                    start, room = parted, full
                    continue
            if dash > cut:
                yield start, dash, True, False
                start, room = dash, full
                continue
            if cut < 0:
                yield start, start + room, True, False
                start, room = start + room, full
                continue
            yield start, _rstrip(text, start, cut), True, False
            while after < end and text[after] == " ":
                after += 1
            start, room = after, full
        if start < end:
            yield start, end, True, False

    def _parted(self, start: int, end: int, last: int) -> int:
        """Return the last offset up to ``last`` where the word that begins at ``start`` can be parted, or 0."""
        while start < end and self.text[start] == " ":
            start += 1
        match = re.compile(_WORD).match(self.text, start, end)  # ``re`` keeps it: few want their words parted
        if match is None or self.hyphens is None or match["word"].isupper():
            return 0
        begin = match.start("word")
        return max((begin + at for at in self.hyphens(match["word"]) if begin + at <= last), default=0)

    def _clusters(self, start: int, end: int, full: int, lead: int) -> Iterator[Piece]:
        text, room = self.text, max(1, full - lead)
        first, used = start, 0
        cut, resume, used_at_resume = -1, -1, 0  # the last place to end the line, and where the next one begins
        wide_before = False
        for cluster in self.labels.clusters(text, start, end):
            space = text[cluster.start : cluster.end] == " "
            if cluster.start > first and not space and cluster.width:
                before = text[cluster.start - 1]
                if before in " —" or (wide_before and cluster.width > 1):
                    cut, resume, used_at_resume = cluster.start, cluster.start, used
            wide_before = cluster.width > 1
            while used + cluster.width > room and cluster.start > first and not space:
                unbroken = cut <= first
                if unbroken:
                    cut, resume, used_at_resume = cluster.start, cluster.start, used
                word, used_before = (first, 0) if unbroken else (resume, used_at_resume)
                parted = self._parted_within(word, end, room - used_before)
                if parted:
                    yield self._piece(first, parted, hyphen=True)
                    first, used = parted, used - used_before - self._width(word, parted)
                else:
                    yield self._piece(first, _rstrip(text, first, cut))
                    first, used = resume, used - used_at_resume
                cut, room = -1, full
            used += cluster.width
        if first < end:
            yield self._piece(first, _rstrip(text, first, end))

    def _parted_within(self, start: int, end: int, free: int) -> int:
        """Return where the word that begins at ``start`` can be parted to fit into the cells left ``free``, or 0."""
        if self.hyphens is None or free < _RAGGED:
            return 0
        last = start
        while last < end and self._width(start, last + 1) < free:
            last += 1
        return self._parted(start, end, last)

    def _width(self, start: int, end: int) -> int:
        return cells.width(self.text[start:end]) + self.labels.width(start, end)

    def _piece(self, start: int, end: int, *, hyphen: bool = False) -> Piece:
        plain = is_plain(self.text, start, end) and not self.labels.behind(start, end)
        return start, end, plain, hyphen


def _dash(text: str, start: int, stop: int) -> int:
    """Return the offset behind the last dash in ``text[start:stop]`` where a line may end, else -1."""
    cut = text.rfind("—", start, stop) + 1
    hyphen = text.rfind("-", start, stop) + 1
    if hyphen > cut and hyphen - 2 >= start and text[hyphen - 2].isalpha() and text[hyphen : hyphen + 1].isalpha():
        cut = hyphen
    return cut if cut > start else -1


def _rstrip(text: str, start: int, end: int) -> int:
    while end > start + 1 and text[end - 1] == " ":
        end -= 1
    return end

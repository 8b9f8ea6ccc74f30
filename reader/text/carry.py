"""An offset of one version of a text carried over to another, through the diff that notes are anchored by."""

from __future__ import annotations

from bisect import bisect_right

from reader.text.diff import Alignment


def carried(alignment: Alignment, offset: int) -> int:
    """Return where an offset of the old text is in the new one.

    Inside of what was taken out, that is where the text goes on: the next word that stayed in its order, else the last
    one before.
    """
    old, new, to = alignment.old, alignment.new, alignment.to
    at = max(0, bisect_right(old.starts, offset) - 1)
    if at < len(to) and to[at] >= 0:
        start, end = new.spans[to[at]]
        return start + min(max(0, offset - old.starts[at]), end - start)
    behind = next((to[each] for each in range(at, len(to)) if _stayed(alignment, each)), None)
    if behind is not None:
        return new.starts[behind]
    before = next((to[each] for each in range(min(at, len(to)) - 1, -1, -1) if _stayed(alignment, each)), None)
    return new.spans[before][1] if before is not None else 0


def _stayed(alignment: Alignment, word: int) -> bool:
    return alignment.to[word] >= 0 and word not in alignment.moved

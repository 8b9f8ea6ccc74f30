"""What changed between a drawn row and the one that shall stand in its place: only that is sent to the terminal."""

from __future__ import annotations

from functools import lru_cache

from rich.style import Style
from textual.geometry import Region
from textual.strip import Strip

from reader.text.cells import is_plain

Cell = tuple[str, Style | None]


def changed(old: Strip, new: Strip, y: int) -> Region | None:
    """Return the cells of row ``y`` where two strips of the same width look different; None when nowhere."""
    if old is new:
        return None
    before, after = _cells(old), _cells(new)
    differing = [x for x, (one, other) in enumerate(zip(before, after, strict=False)) if one != other]
    if not differing and len(before) == len(after):
        return None
    if len(before) != len(after):
        return Region(0, y, max(len(before), len(after)), 1)
    return Region(differing[0], y, differing[-1] - differing[0] + 1, 1)


def _cells(strip: Strip) -> list[Cell]:
    """Return what each cell shows; a cell of a wide character shows all of it, so the halves change together."""
    cells: list[Cell] = []
    for segment in strip:
        look = _look(segment.style)
        if is_plain(segment.text):
            cells += [(character, look) for character in segment.text]
        else:
            cells += [(segment.text, look)] * segment.cell_length
    return cells


@lru_cache(maxsize=4096)
def _look(style: Style | None) -> Style | None:
    """Return a style without what it carries along and doesn't show: the offsets of the article."""
    return style.clear_meta_and_links() if style else None

"""Rows of text for the line-API widgets: runs, each with the component class that gives its looks."""

from __future__ import annotations

from collections.abc import Sequence

from reader.text import cells

# Text, and the name of a component class of the widget that draws it.
Run = tuple[str, str]


def fit(runs: Sequence[Run], width: int) -> list[Run]:
    """Return a row cut to ``width`` cells."""
    fitted: list[Run] = []
    left = width
    for text, name in runs:
        if left <= 0:
            break
        cut = cells.truncate(text, left)
        fitted.append((cut, name))
        left -= cells.width(cut)
    return fitted


def spread(left: Sequence[Run], right: Run, width: int) -> list[Run]:
    """Return a row with ``right`` at its right edge and ``left`` before it, cut where they would meet."""
    room = max(0, width - cells.width(right[0]) - 1)
    fitted = fit(left, room)
    used = sum(cells.width(text) for text, _ in fitted)
    return [*fitted, (" " * (width - used - cells.width(right[0])), "list--text"), right]

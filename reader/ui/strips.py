"""Drawing sparingly: of the rows that may look different now, only the cells that do are sent to the terminal."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from rich.segment import Segment
from rich.style import Style
from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget

from reader.text.cells import is_plain

Cell = tuple[str, Style | None]


class Drawn:
    """The rows of a widget as they are on the screen, for a widget without border, padding or opacity.

    However much happens at one key, rows are compared once: the widget calls ``compare`` when it is idle. It hands
    its rows to the compositor itself (``lines``): Textual's own cache asks anew for each row what surrounds it.

    Args:
        widget: whose rows they are.
        draw: returns a row as it looks now.
    """

    def __init__(self, widget: Widget, draw: Callable[[int], Strip]) -> None:
        self._widget = widget
        self._draw = draw
        self._size = widget.outer_size
        self._rows: dict[int, Strip] = {}
        self._former: dict[int, Strip] = {}  # rows in an old look, which may still be on the screen
        self._touched: set[int] = set()

    def lines(self, crop: Region) -> list[Strip]:
        """Return what stands in a region of the widget."""
        widget = self._widget
        size, background = widget.outer_size, widget.background_colors[1]
        if size != self._size:
            self._rows, self._former, self._size = {}, {}, size
        rows = [self._row(y) for y in crop.line_range]
        for each in widget.get_line_filters():
            rows = [row.apply_filter(each, background) for row in rows]
        return rows if crop.column_span == (0, size.width) else [row.crop(*crop.column_span) for row in rows]

    def touch(self, rows: Iterable[int] | None = None) -> None:
        """Say that some rows may look different, or all."""
        self._touched.update(self._rows if rows is None else rows)
        if self._touched:
            self._widget.check_idle()

    def forget(self) -> None:
        """Say that all rows will be drawn: they show something else, or have another look."""
        self._rows.clear()
        self._former.clear()

    def restyle(self) -> None:
        """Say that rows may have another look: whether Textual has them drawn then depends on what changed."""
        self.touch()
        self._former = {**self._former, **self._rows}
        self._rows.clear()

    def compare(self) -> None:
        """Have drawn what looks different."""
        regions = [region for y in self._touched if (region := self._difference(y))]
        self._touched.clear()
        if regions:
            self._widget.refresh(*regions)

    def _difference(self, y: int) -> Region | None:
        before = self._rows.pop(y, None)
        before = self._former.pop(y, before)
        return changed(before, self._row(y), y) if before is not None else None

    def _row(self, y: int) -> Strip:
        row = self._rows.get(y)
        if row is None:
            row = self._rows[y] = self._draw(y).adjust_cell_length(self._size.width)
        return row


def changed(old: Strip, new: Strip, y: int) -> Region | None:
    """Return the cells of row ``y`` where two strips look different; None when nowhere."""
    if old is new:
        return None
    before, after = list(old), list(new)
    same = 0
    while same < min(len(before), len(after)) and before[same] == after[same]:
        same += 1
    start = sum(segment.cell_length for segment in after[:same])
    was, now = _cells(before[same:]), _cells(after[same:])
    if len(was) != len(now):
        return Region(start, y, max(len(was), len(now)), 1)
    first = next((x for x, cell in enumerate(now) if cell != was[x]), None)
    if first is None:
        return None
    last = next(x for x in reversed(range(len(now))) if now[x] != was[x])
    return Region(start + first, y, last - first + 1, 1)


def _cells(segments: Iterable[Segment]) -> list[Cell]:
    """Return what each cell shows; a cell of a wide character shows all of it, so the halves change together."""
    cells: list[Cell] = []
    for text, style, _ in segments:
        if is_plain(text):
            cells += [(character, style) for character in text]
        else:
            cells += [(text, style)] * Segment(text).cell_length
    return cells

"""A bar one cell wide beside the article: where in it the chosen mentions and the notes are, and the page."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import ClassVar

from rich.segment import Segment
from textual.events import MouseDown, MouseMove, MouseScrollDown, MouseScrollUp, MouseUp
from textual.geometry import Region
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from reader.ui.strips import Drawn
from reader.ui.widgets.late_looks import LateLooks


class SlimBar(LateLooks, Widget):
    """The whole article in the height of the screen."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "bar--track", "bar--page", "bar--focus-1", "bar--focus-2", "bar--focus-3", "bar--focus-4",
        "bar--note", "bar--hit",
    }  # fmt: skip
    """The bar, the part that is on the screen, a mention of what was chosen, a note, a hit of a search."""

    @dataclass
    class Jump(Message):
        """The bar was clicked, or the mouse ``dragged`` along it: ``row`` is the row of the article to go to."""

        row: int
        dragged: bool = False

    @dataclass
    class Turned(Message):
        """The wheel was turned over the bar, down (1) or up (-1)."""

        step: int

    def __init__(self) -> None:
        super().__init__(id="bar")
        self._rows = self._height = 1
        self._page = range(0)
        self._state: object = None
        self._dots: list[str | None] = []
        self._cells: dict[tuple[str, str], Strip] = {}
        self._drawn = Drawn(self, self._strip)

    def update(self, rows: int, page: range, dot: Callable[[range], str | None], state: object) -> None:
        """Show an article of ``rows`` rows with ``page`` on the screen.

        ``dot`` gives the kind of dot in a range of rows, by the last word of its component class. It is asked again
        when ``state``, which stands for all that it depends on, is another.
        """
        height = max(1, self.outer_size.height)
        state = (rows, height, state)
        if state == self._state and page == self._page:
            return
        self._rows, self._height, self._page = max(1, rows), height, page
        if state != self._state:
            self._state = state
            self._dots = [dot(self._part(y)) for y in range(height)]
        self._drawn.touch()

    def render_lines(self, crop: Region) -> list[Strip]:
        """Return one cell a row: a dot where something stands, a bar for the page, else the track."""
        return self._drawn.lines(crop)

    def on_idle(self) -> None:
        """Have drawn what looks different."""
        self._drawn.compare()

    def _strip(self, y: int) -> Strip:
        look, mark = cell = self._cell(y)
        strip = self._cells.get(cell)
        if strip is None:
            strip = self._cells[cell] = Strip([Segment(mark, self.get_component_rich_style(f"bar--{look}"))], 1)
        return strip

    def notify_style_update(self) -> None:
        """Forget what was drawn with the old styles."""
        self._cells.clear()
        self._drawn.restyle()
        super().notify_style_update()

    def _cell(self, y: int) -> tuple[str, str]:
        here = self._part(y)
        page = here.start < self._page.stop and self._page.start < here.stop
        dot = self._dots[y] if y < len(self._dots) else None
        if dot is not None:
            return dot, "◆" if dot == "note" else "●" if page else "•"
        return ("page", "┃") if page else ("track", "│")

    def on_mouse_down(self, event: MouseDown) -> None:
        """Go to the part of the article under the mouse, and go with it as long as it is held."""
        event.stop()
        self.capture_mouse()
        self.post_message(self.Jump(self._part(event.y).start))

    def on_mouse_move(self, event: MouseMove) -> None:
        """Go with the mouse."""
        if self.app.mouse_captured is self:
            y = min(max(0, int(event.y)), self.size.height - 1)
            self.post_message(self.Jump(self._part(y).start, dragged=True))

    def on_mouse_up(self, event: MouseUp) -> None:
        """Let go of the mouse."""
        self.release_mouse()

    def on_mouse_scroll_down(self, event: MouseScrollDown) -> None:
        """Turn the page on: the bar belongs to the article."""
        self.post_message(self.Turned(1))

    def on_mouse_scroll_up(self, event: MouseScrollUp) -> None:
        """Turn it back."""
        self.post_message(self.Turned(-1))

    def _part(self, y: int) -> range:
        """Return the rows of the article that screen row ``y`` stands for."""
        start = y * self._rows // self._height
        return range(start, max(start + 1, (y + 1) * self._rows // self._height))

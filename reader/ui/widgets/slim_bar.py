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
        self._rows = 1
        self._page = range(0)
        self._state: object = None
        self._dots: list[str | None] = []
        self._drawn: dict[int, tuple[str, str]] = {}

    def update(self, rows: int, page: range, dot: Callable[[range], str | None], state: object) -> None:
        """Show an article of ``rows`` rows with ``page`` on the screen.

        ``dot`` gives the kind of dot in a range of rows, by the last word of its component class. It is asked again
        when ``state``, which stands for all that it depends on, is another.
        """
        self._rows, self._page = max(1, rows), page
        state = (rows, self.size.height, state)
        if state != self._state:
            self._state = state
            self._dots = [dot(self._part(y)) for y in range(self.size.height)]
        changed = [Region(0, y, 1, 1) for y, old in self._drawn.items() if old != self._cell(y)]
        if changed:
            self.refresh(*changed)

    def render_line(self, y: int) -> Strip:
        """Return one cell: a dot where something stands, a bar for the page, else the track."""
        look, mark = self._drawn[y] = self._cell(y)
        return Strip([Segment(mark, self.get_component_rich_style(f"bar--{look}"))], 1)

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
        height = max(1, self.size.height)
        start = y * self._rows // height
        return range(start, max(start + 1, (y + 1) * self._rows // height))

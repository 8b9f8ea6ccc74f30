"""A bar one cell wide beside the article: where in it the chosen mentions and the notes are, and the page."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import ClassVar

from rich.segment import Segment
from textual.events import Click
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget


class SlimBar(Widget):
    """The whole article in the height of the screen."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "bar--track", "bar--page", "bar--focus-1", "bar--focus-2", "bar--focus-3", "bar--focus-4", "bar--note",
    }  # fmt: skip
    """The bar, the part that is on the screen, a mention of what was chosen, a note."""

    @dataclass
    class Jump(Message):
        """The bar was clicked: ``row`` is the row of the article to go to."""

        row: int

    def __init__(self) -> None:
        super().__init__(id="bar")
        self._rows = 1
        self._page = range(0)
        self._focus: Collection[int] = ()
        self._notes: Collection[int] = ()

    def update(self, rows: int, page: range, focus: Collection[int], notes: Collection[int]) -> None:
        """Show an article of ``rows`` rows with ``page`` on the screen; the others are rows of the article."""
        state = (max(1, rows), page, focus, notes)
        if state != (self._rows, self._page, self._focus, self._notes):
            self._rows, self._page, self._focus, self._notes = state
            self.refresh()

    def render_line(self, y: int) -> Strip:
        """Return one cell: a dot where something stands, a bar for the page, else the track."""
        here = self._part(y)
        page = here.start < self._page.stop and self._page.start < here.stop
        look, mark = ("bar--page", "┃") if page else ("bar--track", "│")
        if any(row in here for row in self._focus):
            look, mark = "bar--focus-1", "●" if page else "•"
        elif any(row in here for row in self._notes):
            look, mark = "bar--note", "◆"
        return Strip([Segment(mark, self.get_component_rich_style(look))], 1)

    def on_click(self, event: Click) -> None:
        """Go to the part of the article that was clicked."""
        event.stop()
        self.post_message(self.Jump(self._part(event.y).start))

    def _part(self, y: int) -> range:
        """Return the rows of the article that screen row ``y`` stands for."""
        height = max(1, self.size.height)
        start = y * self._rows // height
        return range(start, max(start + 1, (y + 1) * self._rows // height))

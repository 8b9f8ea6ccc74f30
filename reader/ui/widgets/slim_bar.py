"""A bar one cell wide beside the article: where in it the chosen mentions and the notes are, and the page."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import ClassVar

from rich.segment import Segment
from textual.events import Click
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from reader.ui.strips import changed


class SlimBar(Widget):
    """The whole article in the height of the screen."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "bar--track", "bar--page", "bar--focus-1", "bar--focus-2", "bar--focus-3", "bar--focus-4",
        "bar--note", "bar--hit",
    }  # fmt: skip
    """The bar, the part that is on the screen, a mention of what was chosen, a note, a hit of a search."""

    @dataclass
    class Jump(Message):
        """The bar was clicked: ``row`` is the row of the article to go to."""

        row: int

    def __init__(self) -> None:
        super().__init__(id="bar")
        self._rows = 1
        self._page = range(0)
        self._dots: Sequence[tuple[str, Callable[[range], bool]]] = ()
        self._drawn: dict[int, Strip] = {}

    def update(self, rows: int, page: range, dots: Sequence[tuple[str, Callable[[range], bool]]]) -> None:
        """Show an article of ``rows`` rows with ``page`` on the screen.

        ``dots`` are the kinds of dots by the last word of their component class, each with what tells whether there
        are any in a range of rows; the first kind that has some is shown.
        """
        self._rows, self._page, self._dots = max(1, rows), page, dots
        regions = [changed(old, self._cell(y), y) for y, old in self._drawn.items()]
        if dirty := [region for region in regions if region is not None]:
            self.refresh(*dirty)

    def render_line(self, y: int) -> Strip:
        """Return one cell: a dot where something stands, a bar for the page, else the track."""
        strip = self._drawn[y] = self._cell(y)
        return strip

    def _cell(self, y: int) -> Strip:
        here = self._part(y)
        page = here.start < self._page.stop and self._page.start < here.stop
        look, mark = ("page", "┃") if page else ("track", "│")
        dot = next((kind for kind, any_in in self._dots if any_in(here)), None)
        if dot is not None:
            look, mark = dot, "◆" if dot == "note" else "●" if page else "•"
        return Strip([Segment(mark, self.get_component_rich_style(f"bar--{look}"))], 1)

    def on_click(self, event: Click) -> None:
        """Go to the part of the article that was clicked."""
        event.stop()
        self.post_message(self.Jump(self._part(event.y).start))

    def _part(self, y: int) -> range:
        """Return the rows of the article that screen row ``y`` stands for."""
        height = max(1, self.size.height)
        start = y * self._rows // height
        return range(start, max(start + 1, (y + 1) * self._rows // height))

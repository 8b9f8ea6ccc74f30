"""What was said before, newest last."""

from __future__ import annotations

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from reader import resources
from reader.ui.messages import Said
from reader.ui.screens.page import PageScreen


class MessagesScreen(PageScreen):
    """A list of messages, to be read and closed."""

    CSS_PATH = resources.screen_style("messages")

    def __init__(self, said: Sequence[Said]) -> None:
        super().__init__()
        self._said = said

    def compose(self) -> ComposeResult:
        """A line a message."""
        with VerticalScroll(id="messages") as box:
            box.border_title = "Messages"
            box.border_subtitle = "Esc closes"
            lines = [_line(each) for each in self._said]
            yield Static(Content("\n").join(lines) if lines else Content("Nothing was said yet."))

    def on_mount(self) -> None:
        """Begin at the newest."""
        self.query_one("#messages", VerticalScroll).scroll_end(animate=False)


def _line(said: Said) -> Content:
    return Content.assemble((f"{said.time:%H:%M:%S}  ", "$quiet"), (said.text, "$error" if said.trouble else ""))

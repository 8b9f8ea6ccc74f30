"""What was said before, newest last."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from reader import resources
from reader.ui.messages import Said


class MessagesScreen(ModalScreen[None]):
    """A list of messages, to be read and closed."""

    CSS_PATH = resources.screen_style("messages")
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,enter", "dismiss", "Close", show=False),
        Binding("j,down", "scroll('down')", "Down", show=False),
        Binding("k,up", "scroll('up')", "Up", show=False),
        Binding("space,pagedown", "scroll('page_down')", "Page down", show=False),
        Binding("b,pageup", "scroll('page_up')", "Page up", show=False),
    ]

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

    def action_scroll(self, how: str) -> None:
        """Scroll the list."""
        getattr(self.query_one("#messages", VerticalScroll), f"scroll_{how}")(animate=False)


def _line(said: Said) -> Content:
    return Content.assemble((f"{said.time:%H:%M:%S}  ", "$quiet"), (said.text, "$error" if said.trouble else ""))

"""Asking for one line: a setting's value, say."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.events import Paste
from textual.screen import ModalScreen
from textual.widgets import Input

from reader import resources
from reader.text.clean import clean_line

_HINT = "Enter keeps it  ·  Esc closes"


class _Line(Input):
    """A line whose pastes are cleaned."""

    def _on_paste(self, event: Paste) -> None:
        event.text = clean_line(event.text)


class AskScreen(ModalScreen[str | None]):
    """Asks for a line; its result is the line, None when it was left.

    Args:
        title: what is asked for.
        value: what stands there at first.
        complaint: tells what is wrong with an answer; "" when nothing is.
    """

    CSS_PATH = resources.screen_style("ask")
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "dismiss(None)", "Close", show=False)]

    def __init__(self, title: str, value: str, complaint: Callable[[str], str]) -> None:
        super().__init__()
        self._title = title
        self._value = value
        self._complaint = complaint

    def compose(self) -> ComposeResult:
        """The line."""
        with Vertical(id="ask") as box:
            box.border_title = Content(self._title)
            box.border_subtitle = _HINT
            line = _Line(self._value, compact=True)
            line.cursor_blink = False
            yield line

    def on_input_submitted(self, message: Input.Submitted) -> None:
        """Give the answer, or tell what is wrong with it."""
        answer = message.value.strip()
        wrong = self._complaint(answer)
        if wrong:
            self.query_one("#ask").border_subtitle = Content(wrong)
        else:
            self.dismiss(answer)

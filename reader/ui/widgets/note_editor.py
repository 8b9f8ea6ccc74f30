"""Writing a note, in place: a small editor beneath the passage."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.events import Paste
from textual.message import Message
from textual.widgets import TextArea

from reader.text.clean import clean
from reader.ui.keymap import Scope, bindings


class SafeTextArea(TextArea):
    """A text area whose pastes are cleaned: what is pasted is foreign text too."""

    async def _on_paste(self, event: Paste) -> None:
        event.text = clean(event.text)
        await super()._on_paste(event)


class NoteEditor(Vertical):
    """An editor for one note's text."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(Scope.EDITOR)

    @dataclass
    class Saved(Message):
        """The text shall be saved."""

        text: str

    @dataclass
    class Cancelled(Message):
        """The editor was left; ``text`` is what stood in it."""

        text: str

    def __init__(self, hint: str) -> None:
        super().__init__(id="editor")
        self._hint = hint

    def compose(self) -> ComposeResult:
        """An area for the text, and the keys that end writing."""
        area = SafeTextArea(soft_wrap=True, tab_behavior="focus", id="note-text", highlight_cursor_line=False)
        area.border_title = "note"
        area.border_subtitle = self._hint
        yield area

    def open(self, text: str) -> None:
        """Start writing with ``text``, the cursor at its end."""
        area = self.query_one(TextArea)
        area.load_text(text)
        area.move_cursor(area.document.end)
        self.display = True
        area.focus()

    def close(self) -> None:
        """Hide the editor."""
        self.display = False

    def action_save_note(self) -> None:
        """Hand the text on."""
        self.post_message(self.Saved(self.query_one(TextArea).text))

    def action_cancel_note(self) -> None:
        """Leave without saving."""
        self.post_message(self.Cancelled(self.query_one(TextArea).text))

"""Writing a note, in place: a small editor beneath the passage, which grows with the text, and a line of tags."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.events import Paste
from textual.message import Message
from textual.suggester import Suggester
from textual.widgets import Input, TextArea

from reader.errors import UsageError
from reader.text.clean import clean, clean_line
from reader.ui.bindings import bindings
from reader.ui.command import Scope

_BETWEEN = re.compile(r",|\s+(?=#)")
_FRAME = 2
_TAGS = 1
_LEAST = 3 + _FRAME + _TAGS
_MOST = 14 + _FRAME + _TAGS


class SafeTextArea(TextArea):
    """A text area whose pastes are cleaned: what is pasted is foreign text too."""

    async def _on_paste(self, event: Paste) -> None:
        event.text = clean(event.text)  # Textual's own handler comes next, with the same event


class TagInput(Input):
    """A line of tags; the last one is completed by those that other notes have (→ takes it)."""

    def _on_paste(self, event: Paste) -> None:
        event.text = clean_line(event.text)


class TagSuggester(Suggester):
    """Completes the last tag of a line.

    Args:
        known: returns all tags, the most used first. It reads every note, so it runs once, in a thread.
    """

    def __init__(self, known: Callable[[], Sequence[str]]) -> None:
        super().__init__(use_cache=False, case_sensitive=True)
        self._fetch = known
        self._known: Sequence[str] | None = None

    async def get_suggestion(self, value: str) -> str | None:
        """Return the line with its last tag completed; None when no tag begins like that."""
        last = _BETWEEN.split(value)[-1].lstrip(" #")
        if not last:
            return None
        if self._known is None:
            self._known = await asyncio.to_thread(self._fetch)
        there = set(split_tags(value))
        tag = next((tag for tag in self._known if tag.startswith(last) and tag not in there - {last}), None)
        return value + tag[len(last) :] if tag else None


class NoteEditor(Vertical):
    """An editor for one note's text and tags.

    Args:
        hint: the keys that matter while writing.
        known_tags: returns the tags of all notes, the most used first.
    """

    BINDINGS: ClassVar[list[BindingType]] = bindings(Scope.EDITOR)

    @dataclass
    class Written(Message):
        """What stands in the editor now; ``then`` is what shall be done with it: "written", "save" or "leave"."""

        body: str
        tags: tuple[str, ...]
        then: str

    def __init__(self, hint: str, known_tags: Callable[[], Sequence[str]]) -> None:
        super().__init__(id="editor")
        self._hint = hint
        self._at_tags = False
        self._known_tags = known_tags

    def compose(self) -> ComposeResult:
        """An area for the text, a line for tags, and the keys that end writing."""
        area = SafeTextArea(soft_wrap=True, tab_behavior="focus", id="note-text", highlight_cursor_line=False)
        area.border_subtitle = self._hint
        area.cursor_blink = False
        yield area
        line = TagInput(placeholder="tags, parted by commas", id="note-tags", compact=True, select_on_focus=False)
        line.cursor_blink = False
        yield line

    @property
    def _area(self) -> TextArea:
        return self.query_one(TextArea)

    @property
    def _line(self) -> Input:
        return self.query_one(Input)

    @property
    def rows(self) -> int:
        """The rows that it takes: as many as the text needs, at least 6, at most 17 or two thirds of the screen."""
        most = max(_LEAST, min(_MOST, self.screen.size.height * 2 // 3))
        return min(max(_LEAST, self._area.wrapped_document.height + _FRAME + _TAGS), most)

    def open(self, title: str, body: str, tags: Sequence[str], *, at_tags: bool) -> None:
        """Start writing, the cursor at the end of the text or of the tags."""
        area, line = self._area, self._line
        with self.prevent(TextArea.Changed, Input.Changed):
            area.load_text(body)
            area.move_cursor(area.document.end)
            line.value = "".join(f"{tag}, " for tag in tags)
            line.cursor_position = len(line.value)
        line.suggester = TagSuggester(self._known_tags)
        area.border_title = Content(title)
        self.display = True
        (line if at_tags else area).focus()

    def go_on(self) -> None:
        """Go back to the field that one wrote in."""
        (self._line if self._at_tags else self._area).focus()

    def on_descendant_focus(self) -> None:
        """Remember the field that one writes in."""
        self._at_tags = self._line.has_focus

    def close(self) -> None:
        """Hide the editor."""
        self.display = False

    @on(TextArea.Changed)
    @on(Input.Changed)
    def _tell(self) -> None:
        if self.display:
            self.post_message(self.Written(*self._content(), "written"))

    @on(Input.Submitted)
    def _submit(self) -> None:
        self.action_save_note()

    def action_save_note(self) -> None:
        """Hand the text on."""
        self.post_message(self.Written(*self._content(), "save"))

    def action_cancel_note(self) -> None:
        """Leave without saving."""
        self.post_message(self.Written(*self._content(), "leave"))

    def action_next_field(self) -> None:
        """Go from the text to the tags, or back."""
        (self._area if self._line.has_focus else self._line).focus()

    def action_outside(self) -> None:
        """Go on in $VISUAL or $EDITOR; what is saved there stands here when it ends."""
        from reader.ui.outside import edit_text  # noqa: PLC0415  with the first use

        try:
            edited = edit_text(self.app, self._area.text)
        except UsageError as error:
            self.post_message(self.Failed(error))
            return
        if edited is not None:
            self._area.replace(edited, (0, 0), self._area.document.end)
        self._area.focus()

    @dataclass
    class Failed(Message):
        """The user's own editor could not be opened."""

        error: UsageError

    def _content(self) -> tuple[str, tuple[str, ...]]:
        return self._area.text, split_tags(self._line.value)


def split_tags(line: str) -> tuple[str, ...]:
    """Return the tags of a line: parted by commas or each with a # before it, each once."""
    found = (tag.strip(" #") for tag in _BETWEEN.split(clean_line(line)))
    return tuple(dict.fromkeys(tag for tag in found if tag))

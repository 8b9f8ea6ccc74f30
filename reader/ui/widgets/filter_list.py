"""A list that is filtered by typing: base of library and panel."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from textual.binding import BindingType
from textual.events import Blur, Key, Paste
from textual.message import Message

from reader.text.clean import clean_line
from reader.ui.bindings import bindings
from reader.ui.command import Scope
from reader.ui.widgets.row_list import RowList


class FilterList(RowList):
    """A list with a line of words that its items have to fit. Subclasses show those in ``apply_filter``."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(Scope.LIST)

    @dataclass
    class Filtered(Message):
        """The filter is another: ``text`` as typed so far; ``typing`` says that letters go on being taken."""

        rows: FilterList
        text: str
        typing: bool

    def __init__(self, *, id: str) -> None:  # noqa: A002  Textual's own name for it
        super().__init__(id=id)
        self.filter = ""
        self._typing = False

    def apply_filter(self) -> None:
        """Show the items that fit ``filter``."""
        raise NotImplementedError

    def check_consume_key(self, key: str, character: str | None) -> bool:
        """While a filter is typed, letters are letters."""
        return self._typing and character is not None and character.isprintable()

    def action_filter_list(self) -> None:
        """Begin to type a filter."""
        self._set(self.filter, typing=True)

    def let_go(self) -> None:
        """Show all items again."""
        if self.filter or self._typing:
            self._set("", typing=False)

    def on_key(self, event: Key) -> None:
        """Take letters while a filter is typed; Escape lets it go."""
        if event.key == "escape" and (self._typing or self.filter):
            self.let_go()
        elif not self._typing:
            return
        elif event.key == "enter":
            self._set(self.filter, typing=False)
        elif event.key == "backspace":
            self._set(self.filter[:-1], typing=True)
        elif event.character is not None and event.character.isprintable():
            self._set(self.filter + event.character, typing=True)
        else:
            return
        event.stop()
        event.prevent_default()

    def on_paste(self, event: Paste) -> None:
        """Take what is pasted while a filter is typed."""
        if self._typing:
            event.stop()
            self._set(self.filter + clean_line(event.text), typing=True)

    def on_blur(self, event: Blur) -> None:
        """Letters belong to others now; the filter stays."""
        if self._typing:
            self._set(self.filter, typing=False)

    def _set(self, text: str, *, typing: bool) -> None:
        changed = text != self.filter
        self.filter, self._typing = text, typing
        if changed:
            self.apply_filter()
        self.post_message(self.Filtered(self, text, typing))

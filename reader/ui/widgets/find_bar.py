"""The row where a search is typed, in place of the bottom row: words, switches, how many hits."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from rich.segment import Segment
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal
from textual.events import Click, Key, Paste
from textual.strip import Strip
from textual.widget import Widget
from textual.widgets import Input

from reader.text import cells
from reader.text.clean import clean_line
from reader.text.search import Query
from reader.ui.bindings import bindings
from reader.ui.command import Scope
from reader.ui.finding import Finding

_USUAL = 20
"""Cells of what is mostly said: “1,234/9,999”, “not in this article”."""


class SafeInput(Input):
    """A line to type in: pastes are cleaned, since they are foreign text too, and keys with Alt are no letters.

    Args:
        typed: called with every new value at once; the message comes a frame later.
        id: the widget's.
        placeholder: shown while nothing is typed.
    """

    def __init__(self, typed: Callable[[str], None], *, id: str, placeholder: str) -> None:  # noqa: A002  Textual's name
        super().__init__(id=id, placeholder=placeholder, compact=True, select_on_focus=False)
        self.cursor_blink = False
        self.disable_messages(Input.Changed)
        self._typed = typed

    @property
    def content_width(self) -> int:
        """Cells of the line, the room that isn't used among them: with each other width, all would be laid out anew."""
        return max(super().content_width, self.outer_size.width - self.gutter.width)

    def watch_value(self, value: str) -> None:
        """Tell the new value."""
        if self.is_mounted:
            self._typed(value)

    def check_consume_key(self, key: str, character: str | None) -> bool:
        """Tell whether a key is something to write."""
        return not key.startswith("alt+") and super().check_consume_key(key, character)

    async def _on_key(self, event: Key) -> None:
        if event.key.startswith("alt+"):
            event.prevent_default()

    def _on_paste(self, event: Paste) -> None:
        event.text = clean_line(event.text)
        super()._on_paste(event)


class FindState(Widget):
    """The switches, clickable, and how many hits there are."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"find--text", "find--off", "find--on", "find--trouble"}
    """Hits and trouble; a switch that is off or on."""

    def __init__(self, switch: Callable[[str], None]) -> None:
        super().__init__(id="find-state")
        self._switch = switch
        self._query = Query()
        self._said = ""
        self._trouble = False

    def show(self, query: Query, said: str, *, trouble: bool) -> None:
        """Show the switches of a query and what is said of its hits."""
        self._query, self._said, self._trouble = query, said, trouble
        self.set_class(cells.width(said) > _USUAL, "-long")
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """Return the row: what is said at its left, the switches at its right."""
        width = self.size.width
        switches = [
            Segment(f" {text} ", self.get_component_rich_style("find--on" if on else "find--off"))
            for text, on in (("word", self._query.whole), ("regex", self._query.pattern))
        ]
        look = self.get_component_rich_style("find--trouble" if self._trouble else "find--text")
        room = max(0, width - sum(each.cell_length for each in switches) - 1)
        if self._trouble and cells.width(self._said) > room:
            switches, room = [], width - 1
        said = cells.truncate(self._said, room)
        gap = Segment(" " * (room + 1 - cells.width(said)), self.get_component_rich_style("find--text"))
        return Strip([Segment(said, look), gap, *switches]).adjust_cell_length(width)

    def on_click(self, event: Click) -> None:
        """Turn the switch that was clicked."""
        event.stop()
        from_right = self.size.width - event.x
        if from_right <= len(" word  regex "):
            self._switch("pattern" if from_right <= len(" regex ") else "whole")


class FindBar(Horizontal):
    """Where a search is typed; every letter is looked for at once."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(Scope.FIND)

    def __init__(self, finding: Finding) -> None:
        super().__init__(id="find")
        self._finding = finding
        self._query = Query()

    def compose(self) -> ComposeResult:
        """The line to type in, and what was found."""
        yield SafeInput(self._type, id="find-words", placeholder="words to find")
        yield FindState(self.action_switch)

    def open(self, finding: Finding) -> None:
        """Begin a search with nothing typed; the switches stay as they were."""
        self._finding = finding
        finding.begin()
        self.display = True
        words = self.query_one(Input)
        self._query = self._query._replace(words="")
        words.value = ""
        self._show()
        self.screen.set_focus(words)  # now: what is typed at once behind the key belongs to it

    def _type(self, words: str) -> None:
        if words != self._query.words:
            self._query = self._query._replace(words=words)
            self._look()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Stay at the hit."""
        event.stop()
        self.action_accept_find()

    def action_switch(self, which: str) -> None:
        """Turn a switch: ``whole`` words, or ``pattern``."""
        whole, pattern = self._query.whole, self._query.pattern
        self._query = Query(self._query.words, whole ^ (which == "whole"), pattern ^ (which == "pattern"))
        self._look()

    def action_step_hit(self, step: int) -> None:
        """Go on to another hit while typing."""
        self._finding.step(step)
        self._show()

    def action_accept_find(self) -> None:
        """Close the bar and stay at the hit."""
        self.display = False
        self._finding.accept()

    def action_leave_find(self) -> None:
        """Close the bar and go back to where the search began."""
        self.display = False
        self._finding.leave()

    def _look(self) -> None:
        self._finding.look(self._query)
        self._show()

    def _show(self) -> None:
        said, trouble = self._finding.told(self._query)
        self.query_one(FindState).show(self._query, said, trouble=trouble)

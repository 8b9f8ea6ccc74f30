"""The keys that can follow those of a sequence that were typed already: shown when one hesitates."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content
from textual.timer import Timer
from textual.widgets import Static

from reader.text import cells
from reader.ui.bindings import display
from reader.ui.command import Command
from reader.ui.sequence import Table

_HESITATION = 0.4
_COLUMN = 34
_NARROWEST = 18
_HEIGHT = 0.75
"""The part of the screen's height that it takes at most; so in the style sheet."""


class Following(Static):
    """A table of keys above the bottom row; hidden until ``offer``, and gone with the next key."""

    def __init__(self) -> None:
        super().__init__(id="follow")
        self._timer: Timer | None = None

    def offer(self, keys: tuple[str, ...], table: Table) -> None:
        """Show, if nothing is typed for a moment, what can follow ``keys``."""
        self.withdraw()
        found = [(each[len(keys) :], command) for each, command in table.items() if each[: len(keys)] == keys]
        self._timer = self.set_timer(_HESITATION, lambda: self._show(found))

    def withdraw(self) -> None:
        """Hide it."""
        if self._timer is not None:
            self._timer.stop()
            self._timer = None
        if self.display:
            self.display = False

    def _show(self, found: Sequence[tuple[tuple[str, ...], Command]]) -> None:
        room = self.screen.size.width - 2  # the style sheet's padding
        rows = int(self.screen.size.height * _HEIGHT)
        columns = max(1, room // _COLUMN, min(room // _NARROWEST, -(-len(found) // max(1, rows))))
        width = room // columns
        shown = [(" ".join(display(each) for each in rest), command.title) for rest, command in found]
        before = max((cells.width(key) for key, _ in shown), default=0)
        lines = []
        for at in range(0, len(found), columns):
            parts: list[Content | tuple[str, str]] = []
            for key, told in shown[at : at + columns]:
                title = cells.truncate(told, width - before - 4)
                padding = " " * max(1, width - before - 2 - cells.width(title))
                parts += [(key.rjust(before) + "  ", "bold $accent"), Content(title + padding)]
            lines.append(Content.assemble(*parts))
        self.update(Content("\n").join(lines))
        self.display = True

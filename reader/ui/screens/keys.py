"""The keys of a place, in groups, found by typing: what ``?`` shows."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from reader import resources
from reader.text import cells
from reader.ui.annotating.box import wrap
from reader.ui.bindings import Keymap, display
from reader.ui.command import Command, Group, Scope
from reader.ui.keymap import COMMANDS
from reader.ui.plain_art import is_plain

_KEY_CELLS = 18
_BOX = 84
_LEAST = 20
_NARROW = 50  # cells of a line below which keys have a line of their own
_ARROWS = {"↓": "Down", "↑": "Up", "←": "Left", "→": "Right", "⇧": "Shift-"}


class KeysScreen(ModalScreen[None]):
    """Commands with the keys that they have now.

    Args:
        keymap: the keys.
        scopes: the place that they are shown for; words that are typed find those of all places.
        without: ids of commands of these scopes that don't work there.
    """

    CSS_PATH = resources.screen_style("keys")
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,f1,enter", "dismiss", "Close", show=False),
        Binding("down", "scroll('down')", "Down", show=False),
        Binding("up", "scroll('up')", "Up", show=False),
        Binding("pagedown", "scroll('page_down')", "Page down", show=False),
        Binding("pageup", "scroll('page_up')", "Page up", show=False),
    ]

    def __init__(self, keymap: Keymap, scopes: Sequence[Scope], without: Collection[str] = ()) -> None:
        super().__init__()
        self._without = without
        self._keymap = keymap
        self._scopes = scopes

    def compose(self) -> ComposeResult:
        """A line to type in, and the commands."""
        with Vertical(id="keys") as box:
            box.border_title = Content(f"Keys {self._scopes[0]}")
            box.border_subtitle = self._spelt("type to find  ·  ↓ ↑ scroll  ·  Esc closes")
            line = Input(placeholder="find a command or a key, in all places", compact=True, id="keys-filter")
            line.cursor_blink = False
            yield line
            with VerticalScroll(can_focus=False):
                yield Static(self._shown(""), id="keys-list")

    def on_resize(self) -> None:
        """Wrap the lines to the new width."""
        self.query_one("#keys-list", Static).update(self._shown(self.query_one(Input).value))

    def on_input_changed(self, message: Input.Changed) -> None:
        """Show the commands that fit."""
        self.query_one("#keys-list", Static).update(self._shown(message.value))
        self.query_one(VerticalScroll).scroll_home(animate=False)

    def on_input_submitted(self) -> None:
        """Close."""
        self.dismiss()

    def action_scroll(self, how: str) -> None:
        """Scroll the list."""
        getattr(self.query_one(VerticalScroll), f"scroll_{how}")(animate=False)

    def _shown(self, words: str) -> Content:
        wanted = words.casefold().split()
        pressed = [each for each in COMMANDS if wanted and self._begins(each, words.strip())]
        groups = [(f"Keys that begin with {words.strip()}", pressed)]
        fitting = [each for each in COMMANDS if each not in pressed and self._fits(each, wanted)]
        by_group = [(group.value, [each for each in fitting if each.group is group]) for group in Group]
        groups += sorted(by_group, key=lambda group: not any(each.scope is self._scopes[0] for each in group[1]))
        parts: list[Content] = []
        for head, commands in groups:
            if commands:
                lines = [self._line(each, wanted) for each in commands]
                parts += [Content.assemble((head, "bold $secondary")), *lines, Content("")]
        return Content("\n").join(parts[:-1]) if parts else Content(f"No command has “{words}” in its name or keys.")

    def _begins(self, command: Command, typed: str) -> bool:
        """Tell whether one of a command's keys is what was typed, or begins so."""
        return any(key == typed or key.startswith(f"{typed} ") for key in self._shown_keys(command))

    def _fits(self, command: Command, wanted: Sequence[str]) -> bool:
        if not wanted:
            return command.scope in self._scopes and command.id not in self._without
        text = " ".join((command.title, command.id, *self._shown_keys(command), command.group)).casefold()
        return all(word in text for word in wanted)

    def _shown_keys(self, command: Command) -> list[str]:
        return [self._spelt(display(key)) for key in self._keymap.keys(command)]

    def _spelt(self, text: str) -> str:
        """Return text with arrows in words where they would be drawn as letters and signs, which are keys too."""
        if is_plain(self.app):
            for sign, word in _ARROWS.items():
                text = text.replace(sign, word)
        return text

    def _line(self, command: Command, wanted: Sequence[str]) -> Content:
        keys = "  ".join(self._shown_keys(command))
        where = f"  ({command.scope})" if wanted and command.scope is not Scope.READER else ""
        narrow = self._width < _NARROW
        lead = 2 if narrow else max(_KEY_CELLS, cells.width(keys) + 1)
        title, *more = wrap(f"{command.title}{where}", self._width - lead)
        head = f"{keys}\n{' ' * lead}" if narrow else keys.ljust(lead)
        text = Content("\n").join(
            [Content.assemble((head, "$accent"), title), *(Content(" " * lead + line) for line in more)]
        )
        return text.stylize("$quiet", text.plain.rfind("(")) if where else text

    @property
    def _width(self) -> int:
        """Cells of a line of the list: without frame, padding and the bar to scroll by."""
        return max(_LEAST, min(_BOX, self.app.size.width) - 8)

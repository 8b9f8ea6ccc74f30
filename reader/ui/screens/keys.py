"""The keys, in groups: what ``?`` shows."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from reader.ui.keymap import COMMANDS, Command, Group, Keymap, display


class KeysScreen(ModalScreen[None]):
    """All commands with the keys that they have now."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,question_mark,f1", "dismiss", "Close", show=False),
        Binding("j,down", "scroll('down')", "Down", show=False),
        Binding("k,up", "scroll('up')", "Up", show=False),
        Binding("space,pagedown", "scroll('page_down')", "Page down", show=False),
        Binding("b,pageup", "scroll('page_up')", "Page up", show=False),
    ]

    def __init__(self, keymap: Keymap) -> None:
        super().__init__()
        self._keymap = keymap

    def compose(self) -> ComposeResult:
        """One block of lines a group."""
        with VerticalScroll(id="keys") as box:
            box.border_title = "Keys"
            box.border_subtitle = "Esc closes"
            for group in Group:
                yield Static(Content(group.value), classes="keys-group")
                yield Static(
                    Content("\n").join([self._line(each) for each in COMMANDS if each.group is group]),
                    classes="keys-list",
                )

    def action_scroll(self, how: str) -> None:
        """Scroll the list."""
        box = self.query_one("#keys", VerticalScroll)
        getattr(box, f"scroll_{how}")(animate=False)

    def _line(self, command: Command) -> Content:
        keys = "  ".join(display(key) for key in self._keymap.keys(command))
        where = "" if command.scope.value == "anywhere" else f"  ({command.scope})"
        return Content.assemble((keys.ljust(17), "$accent"), command.title, (where, "$quiet"))

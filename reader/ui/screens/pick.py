"""Picking one of several by a letter or the mouse: a short list at the bottom of the screen."""

from __future__ import annotations

import string
from collections.abc import Callable, Sequence
from typing import ClassVar

from textual.app import App, ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.events import Click, Key
from textual.screen import ModalScreen
from textual.widgets import Static

from reader import resources

_KEYS = string.digits[1:] + string.ascii_lowercase


def pick(app: App[None], title: str, lines: Sequence[tuple[str, str]], then: Callable[[int], None]) -> None:
    """Ask for one of ``lines`` and go on with its index; when it is left, with nothing. Messages give way to it."""

    def picked(index: int | None) -> None:
        if index is not None:
            then(index)

    app.clear_notifications()
    app.push_screen(PickScreen(title, lines), picked)


class PickScreen(ModalScreen[int | None]):
    """Asks for one of ``lines``; its result is the index, None when it was left.

    Args:
        title: what is asked for.
        lines: what can be picked, each as text and a fact to stand behind it.
    """

    CSS_PATH = resources.screen_style("pick")
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "dismiss(None)", "Close", show=False)]

    def __init__(self, title: str, lines: Sequence[tuple[str, str]]) -> None:
        super().__init__()
        self._title = title
        self._lines = lines
        self._labels = labels(len(lines))
        self._typed = ""

    def compose(self) -> ComposeResult:
        """A line each."""
        with VerticalScroll(id="pick") as box:
            box.border_title = Content(self._title)
            box.border_subtitle = "Esc closes"
            yield Static(Content("\n").join(map(self._line, self._labels, self._lines)), id="pick-lines")

    def _line(self, label: str, line: tuple[str, str]) -> Content:
        text, fact = line
        return Content.assemble((label.rjust(2), "bold $accent"), "  ", text, ("  " + fact, "$quiet"))

    def on_click(self, event: Click) -> None:
        """Take the line under the mouse; beside the list, leave it."""
        lines, box = self.query_one("#pick-lines").region, self.query_one("#pick").region
        if lines.contains(event.screen_x, event.screen_y):
            self.dismiss(event.screen_y - lines.y)
        elif not box.contains(event.screen_x, event.screen_y):
            self.dismiss(None)

    def on_key(self, event: Key) -> None:
        """Take the letters of a label; those that begin none are let pass."""
        if event.character is None or event.character not in _KEYS:
            return
        event.stop()
        self._typed += event.character
        if self._typed in self._labels:
            self.dismiss(self._labels.index(self._typed))
        elif not any(label.startswith(self._typed) for label in self._labels):
            self._typed = ""


def labels(count: int) -> list[str]:
    """Return keys for so many lines: 1 to 9 and letters; where those don't suffice, the last ones begin pairs."""
    if count <= len(_KEYS):
        return list(_KEYS[:count])
    pairs = -(-(count - len(_KEYS)) // (len(_KEYS) - 1))
    single, first = _KEYS[: len(_KEYS) - pairs], _KEYS[len(_KEYS) - pairs :]
    made = [*single, *(one + other for one in first for other in _KEYS)]
    return made[:count]

"""What is chosen on the screen and remembered: the palette's settings."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import TYPE_CHECKING

from reader.ui.shown import Shown

if TYPE_CHECKING:
    from reader.ui.screens.reader import ReaderScreen

Offer = tuple[str, str, Callable[[], object]]
"""What the palette shows, what it tells about it, what it does."""

_SWITCHES = {
    "ascii": "Plain characters instead of boxes, bars and blocks",
    "linear": "One column from top to bottom, for screen readers",
}
_WHEN = {"linear": ", from the next start on"}


class Choices:
    """The settings of one screen.

    Args:
        screen: what they are for. Each is applied at once; that it can't be remembered is told there.
    """

    def __init__(self, screen: ReaderScreen) -> None:
        self._screen = screen
        self._app = screen.app
        self._memory = screen.workspace.memory

    def offers(self) -> Iterator[Offer]:
        """Return all settings that can be chosen, each with what it is now."""
        for name in sorted(self._app.available_themes, key=lambda name: (not name.startswith("dateline"), name)):
            now = "the theme now" if name == self._app.theme else "change to this theme"
            yield f"Theme: {name}", f"setting  ·  {now}", partial(self.theme, name)

        shown = self._screen.reading.shown if self._screen.reading else frozenset()
        for kind in Shown:
            now = "marked now; hide them" if kind in shown else "not marked now; mark them"
            run = partial(self._screen.action_do, "views", "turn", (kind.value,))
            yield f"Marks: {kind}", f"setting  ·  {now}", run
        for name, told in _SWITCHES.items():
            now = "on; switch it off" if self._on(name) else "off; switch it on"
            yield told, f"setting  ·  {now}", partial(self.switch, name)

    def _on(self, name: str) -> bool:
        configured = getattr(self._screen.workspace.settings, name)
        return self._memory.setting(name, bool(configured))

    def switch(self, name: str) -> None:
        """Turn a setting over that is on or off."""
        configured = bool(getattr(self._screen.workspace.settings, name))
        on = not self._on(name)
        done = f"{_SWITCHES[name]}: {'on' if on else 'off'}{_WHEN.get(name, '')}."
        self._screen.attempt(partial(self._memory.keep_setting, name, on, configured), done)
        if name == "ascii":
            from reader.ui.plain_art import draw_plainly  # noqa: PLC0415  few want it

            draw_plainly(self._app, plainly=on)

    def theme(self, name: str) -> None:
        """Show everything in a theme."""
        self._app.theme = name
        configured = self._screen.workspace.settings.theme
        self._screen.attempt(partial(self._memory.keep_setting, "theme", name, configured), f"Theme: {name}.")

"""What is chosen on the screen and remembered: the palette's settings."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reader.ui.screens.reader import ReaderScreen

Offer = tuple[str, str, Callable[[], object]]
"""What the palette shows, what it tells about it, what it does."""


class Choices:
    """The settings of one screen.

    Args:
        screen: what they are for. Each is applied at once; that it can't be remembered is told there.
    """

    def __init__(self, screen: ReaderScreen) -> None:
        self._screen = screen
        self._memory = screen.workspace.memory

    def offers(self) -> Iterator[Offer]:
        """Return all settings that can be chosen, each with what it is now."""
        for name in sorted(self._screen.app.available_themes, key=lambda name: (not name.startswith("dateline"), name)):
            now = "the theme now" if name == self._screen.app.theme else "change to this theme"
            yield f"Theme: {name}", f"setting  ·  {now}", partial(self.theme, name)

    def theme(self, name: str) -> None:
        """Show everything in a theme."""
        self._screen.app.theme = name
        configured = self._screen.workspace.settings.theme
        self._screen.attempt(partial(self._memory.keep_setting, "theme", name, configured), f"Theme: {name}.")

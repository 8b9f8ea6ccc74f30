"""Themes shown while one goes through them in the palette."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from textual.app import App
    from textual.timer import Timer
    from textual.widgets.option_list import Option

_PREFIX = "Theme: "
_REST = 0.1
"""Seconds that the cursor rests on a theme before it is shown: a change of theme takes longer than a key repeats."""


def theme_offer(name: str) -> str:
    """Return how the palette offers a theme."""
    return f"{_PREFIX}{name}"


class ThemePreview:
    """Shows the theme that the palette's cursor is on; when none is chosen, the one before comes back.

    Args:
        app: has the themes.
    """

    def __init__(self, app: App[None]) -> None:
        self._app = app
        self._before = ""  # the theme to go back to, "" while none is tried
        self._timer: Timer | None = None

    def look(self, option: Option, index: int) -> None:
        """Try the theme that an option offers, or none; the first of a list, where nobody has moved, isn't tried."""
        self._stop()
        text = getattr(getattr(option, "hit", None), "text", None) or ""
        name = text.removeprefix(_PREFIX) if text.startswith(_PREFIX) else ""
        if name not in self._app.available_themes:
            self.end()
        elif index > 0 or self._before:
            self._timer = self._app.set_timer(_REST, lambda: self._try(name))

    def _try(self, name: str) -> None:
        self._before = self._before or self._app.theme
        self._app.theme = name

    def end(self, *, chosen: bool = False) -> None:
        """Go back to the theme before, unless the one that is tried was chosen."""
        self._stop()
        if self._before and not chosen:
            self._app.theme = self._before
        self._before = ""

    def _stop(self) -> None:
        if self._timer is not None:
            self._timer.stop()
            self._timer = None

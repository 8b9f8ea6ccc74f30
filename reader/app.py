"""The app: themes, style sheets, the screen. No logic."""

from __future__ import annotations

import asyncio
import gc
import os
import signal
import sys
from contextlib import suppress
from typing import TYPE_CHECKING

from textual.app import App
from textual.binding import BindingType

from reader import resources
from reader.errors import UsageError
from reader.settings import Settings
from reader.ui.bindings import Keymap
from reader.ui.lean import lean
from reader.ui.screens.reader import ReaderScreen
from reader.ui.themes import THEMES, mark_colours, missing, text_colours

if TYPE_CHECKING:
    from typing import ClassVar

    from textual.command import CommandPalette
    from textual.driver import Driver

    from reader.ui.preview import ThemePreview
    from reader.workspace import Workspace


class DatelineApp(App[None]):
    """Dateline on the screen.

    Args:
        workspace: library, notes, analysis, settings.
        article_id: the article to open first; None for an empty library.
        note_id: the note to go to in it.
    """

    TITLE = "Dateline"
    CSS_PATH = [*resources.styles()]  # noqa: RUF012  Textual's own form
    BINDINGS: ClassVar[list[BindingType]] = []
    ENABLE_COMMAND_PALETTE = True
    COMMANDS = set()  # noqa: RUF012  the screen has its own; Textual's would be there twice
    COMMAND_PALETTE_BINDING = "ctrl+backslash"  # the real key is in the keyboard table

    _dressed = False
    _preview: ThemePreview | None = None

    def __init__(self, workspace: Workspace, article_id: str | None, note_id: str | None = None) -> None:
        self._workspace = workspace  # the driver is chosen by its settings
        # Where no colour is wanted, none is sent, grey neither: only weight, slant, underline, reverse.
        super().__init__(ansi_color=True if "NO_COLOR" in os.environ else None)
        self.animation_level = "none"
        self._first = (article_id, note_id)
        self._keyboard = Keymap(workspace.settings.keys)
        self._wanted_theme = workspace.settings.theme
        self._dress(self._wanted_theme)
        if workspace.settings.ascii:
            from reader.ui.plain_art import draw_plainly  # noqa: PLC0415  few want it

            draw_plainly(self)

    def get_driver_class(self) -> type[Driver]:
        """Write to the terminal only what it doesn't know already; screen readers follow its own cursor."""
        return lean(super().get_driver_class(), pointing=self._workspace.settings.linear)

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """Colours of marks for themes that don't know them."""
        theme = self.available_themes.get(self.theme)
        return mark_colours(theme) if theme else {}

    def get_css_variables(self) -> dict[str, str]:
        """Colours by name; none before the theme is known: Textual asks earlier, and would mix a palette for it."""
        return {**super().get_css_variables(), **text_colours(self.current_theme)} if self._dressed else {}

    def _dress(self, wanted: str) -> None:
        """Set the theme before any style sheet is parsed: one that is set later has all of them parsed again."""
        for theme in THEMES:
            self.register_theme(theme)
        self.set_reactive(App.theme, wanted if wanted in self.available_themes else Settings().theme)
        self._dressed = True
        self.stylesheet.set_variables(self.get_css_variables())
        dark = self.current_theme.dark
        self.set_class(dark, "-dark-mode", update=False)
        self.set_class(not dark, "-light-mode", update=False)

    def on_mount(self) -> None:
        """Set the keys, and tell of a theme that doesn't exist."""
        self.set_keymap(self._keyboard.textual())
        self._end_on_signals()
        if missed := missing(self._wanted_theme):
            self.notify(" ".join(missed), severity="warning", timeout=12, markup=False)

    def on_command_palette_option_highlighted(self, message: CommandPalette.OptionHighlighted) -> None:
        """Show a theme while the palette's cursor is on it."""
        if self._preview is None:
            from reader.ui.preview import ThemePreview  # noqa: PLC0415  with the first palette

            self._preview = ThemePreview(self)
        event = message.highlighted_event
        self._preview.look(event.option, event.option_index)

    def on_command_palette_closed(self, message: CommandPalette.Closed) -> None:
        """Keep the theme that was chosen, or go back to the one before."""
        if self._preview is not None:
            self._preview.end(chosen=message.option_selected)

    def get_default_screen(self) -> ReaderScreen:
        """Return the one screen; pushing it on an empty one would cost a second layout."""
        return ReaderScreen(self._workspace, self._keyboard, *self._first)

    def on_ready(self) -> None:
        """Collect garbage again; start-up was faster without."""
        gc.freeze()
        gc.enable()

    def _end_on_signals(self) -> None:
        """Let SIGTERM and SIGHUP end the app in order: the terminal would be left in disorder otherwise."""
        loop = asyncio.get_running_loop()
        for name in ("SIGTERM", "SIGHUP"):
            with suppress(NotImplementedError, AttributeError):  # Windows has no such handlers
                loop.add_signal_handler(getattr(signal, name), self.exit)


def run(workspace: Workspace, article_id: str | None, note_id: str | None = None) -> None:
    """Run the reader until the user quits.

    Raises:
        UsageError: there is no terminal to run in.
    """
    if not (sys.__stdout__ and sys.__stdout__.isatty() and sys.__stderr__ and sys.__stderr__.isatty()):
        raise UsageError(
            "Dateline's reader needs a terminal, and this is none.",
            "“dateline show ID” prints an article, “dateline --help” lists what works without.",
        )
    if os.environ.get("TERM") == "dumb":
        raise UsageError(
            "Dateline's reader needs a terminal that can move its cursor, and this one says that it can't (TERM=dumb).",
            "Open another one; “dateline show ID --marked” prints an article.",
        )
    try:
        DatelineApp(workspace, article_id, note_id).run()
    finally:
        workspace.close()

"""The settings in the palette: chosen at once and remembered, asked for, or written in config.toml."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import TYPE_CHECKING

from reader.settings import PARAGRAPHS, fits, load, wanted
from reader.ui.preview import theme_offer
from reader.ui.shown import Shown

if TYPE_CHECKING:
    from reader.ui.screens.reader import ReaderScreen

Offer = tuple[str, str, Callable[[], object]]
"""What the palette shows, what it tells about it, what it does."""

_SWITCHES = {
    "hyphenate": "Hyphenate: part words at the ends of lines",
    "ascii": "Ascii: plain characters instead of boxes, bars and blocks",
    "linear": "Linear: one column from top to bottom, for screen readers",
}
_ASKED = {
    "measure": "Measure: cells to a line",
    "model": "Model: an installed spaCy pipeline, nothing for the one that comes along",
    "export_folder": "Export folder: where E writes, nothing for Dateline in your documents",
    "trash_days": "Trash days: how long deleted notes are kept, 0 for ever",
}
_WRITTEN = {
    "models": "Models: pipelines for other languages",
    "notes_folder": "Notes folder",
    "keys": "Keys: of your own",
}
_LATER = {"linear", "model", "trash_days"}


class Choices:
    """The settings of one screen.

    Args:
        screen: what they are for. Each is applied at once where it can be; that it can't be remembered is told there.
    """

    def __init__(self, screen: ReaderScreen) -> None:
        self._screen = screen
        self._app = screen.app
        self._workspace = screen.workspace

    def offers(self) -> Iterator[Offer]:
        """Return all settings, each with what it is now."""
        for name in sorted(self._app.available_themes, key=lambda name: (not name.startswith("dateline"), name)):
            now = "the theme now" if name == self._now("theme") else "change to this theme"
            yield theme_offer(name), f"setting  ·  {now}", partial(self.set, "theme", name)
        shown = self._screen.reading.shown if self._screen.reading else frozenset()
        for kind in Shown:
            now = "marked now; hide them" if kind in shown else "not marked now; mark them"
            run = partial(self._screen.action_do, "views", "turn", (kind.value,))
            yield f"Marks: {kind}", f"setting  ·  {now}", run
        for form in PARAGRAPHS:
            now = "as it is now" if form == self._now("paragraphs") else "change to this"
            yield f"Paragraphs: {form}", f"setting  ·  {now}", partial(self.set, "paragraphs", form)
        for name, told in _SWITCHES.items():
            now = "on; switch it off" if self._now(name) else "off; switch it on"
            yield told, f"setting  ·  {now}", partial(self.set, name, not self._now(name))
        for name, told in _ASKED.items():
            yield told, f"setting  ·  {self._shown(name)}; change it", partial(self.ask, name, told)
        for name, told in _WRITTEN.items():
            yield told, f"setting  ·  {self._shown(name)}; change config.toml in your editor", self.write

    def _now(self, name: str) -> object:
        return getattr(self._workspace.settings, name)

    def _shown(self, name: str) -> str:
        """Return what a setting is now, in a few words."""
        value = self._now(name)
        if isinstance(value, Mapping):
            return ", ".join(value) or "none"
        return str(value) if value != "" else "not set"

    def set(self, name: str, value: str | int | bool) -> None:
        """Let a setting have a value, show it, and remember it."""
        told = ("off", "on")[value] if isinstance(value, bool) else value if value != "" else "not set"
        later = ", from the next start on" if name in _LATER else ""
        title = name.replace("_", " ").capitalize()
        self._screen.attempt(partial(self._workspace.choose, name, value), f"{title}: {told}{later}.")
        if name == "theme":
            self._app.theme = str(value)
        elif name == "ascii":
            from reader.ui.plain_art import draw_plainly  # noqa: PLC0415  few want it

            draw_plainly(self._app, plainly=bool(value))
        elif name in {"measure", "paragraphs", "hyphenate"}:
            self._screen.page.refresh()

    def ask(self, name: str, told: str) -> None:
        """Ask for a setting's value."""
        from reader.ui.screens.ask import AskScreen  # noqa: PLC0415  with the first question

        number = isinstance(self._now(name), int)

        def value(typed: str) -> str | int:
            return int(typed) if number and typed.isdecimal() else typed

        def complaint(typed: str) -> str:
            return "" if fits(name, value(typed)) else f"This has to be {wanted(name)}."

        def answered(typed: str | None) -> None:
            if typed is not None:
                self.set(name, value(typed))

        self._app.push_screen(AskScreen(told, str(self._now(name)), complaint), answered)

    def write(self) -> None:
        """Open config.toml in the user's editor, and check what was written."""
        self._screen.attempt(self._write, "config.toml is read anew at the next start.")

    def _write(self) -> None:
        from reader.ui.outside import edit_file  # noqa: PLC0415  with the first use

        file = self._workspace.folders.settings_file
        edit_file(self._app, file)
        for warning in load(file).warnings:
            self._screen.warn(warning)

"""A screen that tells what was done and what went wrong, in the bottom row and in a log."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from textual.screen import Screen

from reader.errors import DatelineError
from reader.text.clean import clean_line
from reader.ui.bindings import Keymap
from reader.ui.cropped import CroppedCompositor
from reader.ui.messages import MessageLog
from reader.ui.widgets.status_bar import StatusBar

T = TypeVar("T")
Result = TypeVar("Result")
_SHOWN_FOR = 12.0
_AT_ONCE = 3  # warnings; more would cover the text


class TellingScreen(Screen[Result]):
    """Base of a screen with a ``StatusBar``.

    Args:
        keymap: the keys; what is said names them as ``Keymap.named`` tells.
    """

    def __init__(self, keymap: Keymap) -> None:
        super().__init__()
        self.keymap = keymap
        self._compositor = CroppedCompositor()
        self.messages = MessageLog()

    def say(self, text: str, *, trouble: bool = False) -> None:
        """Tell in the bottom row what was done or what is wrong; the next key takes the word away."""
        if text:
            self.messages.add(self.keymap.named(text), trouble=trouble)
        self.show(text, trouble=trouble)

    def show(self, text: str, *, trouble: bool = False) -> None:
        """Show in the bottom row what is no news, to be read there again."""
        self.query_one(StatusBar).say(self.keymap.named(text), trouble=trouble)

    def report(self, error: DatelineError) -> None:
        """Tell an error, in short below and in full above."""
        told = self.keymap.named(clean_line(str(error)))
        self.messages.add(told, trouble=True)
        self.query_one(StatusBar).say(clean_line(error.what), trouble=True)
        self.app.notify(told, severity="error", timeout=_SHOWN_FOR, markup=False)

    def warn(self, *warnings: str) -> None:
        """Tell what the user should know, above the text; of many the first, and that all are in the log."""
        for warning in warnings:
            self.messages.add(clean_line(warning), trouble=True)
        for warning in warnings[:_AT_ONCE]:
            self._toast(warning)
        if more := len(warnings[_AT_ONCE:]):
            self._toast(f"{more} more: the command “messages” shows all; “dateline doctor” says what to do.")

    def _toast(self, warning: str) -> None:
        self.app.notify(clean_line(warning), severity="warning", timeout=_SHOWN_FOR, markup=False)

    def attempt(self, do: Callable[[], None], done: str = "") -> None:
        """Do something that can fail, and tell that it is done; a failure is told, and nothing is lost by it."""
        try:
            do()
        except DatelineError as error:
            self.report(error)
        else:
            if done:
                self.say(done)

    def tried(self, get: Callable[[], T], otherwise: T) -> T:
        """Return what ``get`` gives; when it fails, tell why and go on with something else."""
        try:
            return get()
        except DatelineError as error:
            self.report(error)
            return otherwise

"""A screen that comes in stages: its text, the marks over that, and then all the rest."""

from __future__ import annotations

import asyncio
from abc import abstractmethod

from textual.worker import Worker

from reader.ui.bindings import Keymap
from reader.ui.screens.telling import Result, TellingScreen

_BREATH = 0.005  # seconds in which the thread that writes to the terminal has the interpreter for itself


class StagedScreen(TellingScreen[Result]):
    """Base of a screen that is read before it is whole.

    ``text_is_shown`` from the second stage on, ``furnished`` after the last. A key that needs more than the text waits
    for ``ready``.
    """

    def __init__(self, keymap: Keymap) -> None:
        super().__init__(keymap)
        self.text_is_shown = False
        self.furnished = asyncio.Event()
        self._furnishing: Worker[None] | None = None

    @abstractmethod
    def mark(self) -> None:
        """Lay the marks over the text that is on the screen."""

    @abstractmethod
    async def furnish(self) -> None:
        """Bring in what can wait until text and marks are on the screen, and set ``furnished``."""

    def begin(self) -> None:
        """Let the stages begin, one a frame, when the text is on the screen."""
        self.call_after_refresh(self.set_timer, _BREATH, self._go_on)

    async def ready(self) -> None:
        """Wait until the screen is furnished; what a key needs may come in right after the first screen."""
        self._begin_furnishing()
        await self.furnished.wait()

    def _go_on(self) -> None:
        self._mark_once()
        self.call_after_refresh(self._begin_furnishing)

    def _mark_once(self) -> None:
        if not self.text_is_shown:
            self.text_is_shown = True
            self.mark()

    def _begin_furnishing(self) -> None:
        """Furnish once, and in a task of its own: a key may wait for it while it holds the screen's."""
        if self._furnishing is None:
            self._mark_once()
            self._furnishing = self.run_worker(self.furnish(), group="furnish")

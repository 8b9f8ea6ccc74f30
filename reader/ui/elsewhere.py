"""What is done elsewhere to what is open: notes, corrections and the article itself, seen and shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.ui.annotating.watch import NoteWatch

if TYPE_CHECKING:
    from reader.ui.screens.reader import ReaderScreen


class Elsewhere:
    """Other windows, programs and syncs, as far as the open article of a screen is concerned."""

    def __init__(self, screen: ReaderScreen) -> None:
        self._screen = screen
        self._watch = NoteWatch(screen.workspace)

    def look(self) -> None:
        """Look once, and have shown what is new. Takes as long as the disk does: to be called in a thread."""
        screen = self._screen
        if screen.reading is not None and self._watch.changed(screen.reading.article.id):
            screen.call_later(screen.attempt, self._show)
        if screen.renewing is not None:
            screen.renewing.look()

    def _show(self) -> None:
        screen = self._screen
        if screen.desk is None:
            return
        if screen.desk.refresh():
            screen.say("Notes were changed elsewhere; this is how they are now.")
            if screen.library is not None:
                screen.library.reload()
        if screen.opened.recorrect():
            screen.say("Corrections were changed elsewhere; this is how they are now.")
        screen.warn_of_all()

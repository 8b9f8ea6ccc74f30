"""The open article gets another version: shown in the old one's place, the cursor in the same words."""

from __future__ import annotations

import threading
from functools import partial
from typing import TYPE_CHECKING

from reader.errors import DatelineError
from reader.library.library import Change
from reader.model.annotation import PlaceState
from reader.renewal import Renewal, VersionWatch, renewal
from reader.versions import Versions, is_new

if TYPE_CHECKING:
    from collections.abc import Callable

    from reader.model.article import Article
    from reader.ui.screens.reader import ReaderScreen


class Renewing:
    """Notices new versions of the article on a screen.

    Args:
        screen: where it is read.
        show: shows a new version.
    """

    def __init__(self, screen: ReaderScreen, show: Callable[[Renewal], None]) -> None:
        self._screen = screen
        self._show = show
        self._watch = VersionWatch(screen.workspace)
        self._looking = threading.Lock()
        self._told = ""

    def look(self) -> None:
        """Look for a new version; in a thread. What comes of it is done on the screen's own."""
        reading = self._screen.reading
        if reading is None or not self._looking.acquire(blocking=False):
            return  # the last look hangs, on a drive that is gone perhaps: one is enough
        try:
            found = self._watch.look(reading.article)
        finally:
            self._looking.release()
        if found is not Change.SAME:
            self._screen.call_later(self._found, found, reading.article)

    def again(self) -> None:
        """Read the open article again from where it was found."""
        reading = self._screen.reading
        if reading is not None:
            self._screen.say("Looking for a new version where this article was found …")
            self._run(partial(self._again, reading.article))

    def _again(self, article: Article) -> None:
        try:
            updated = Versions(self._screen.workspace).again(article.id)
        except DatelineError as error:
            self._screen.call_later(self._screen.report, error)
            return
        if is_new(updated):
            self._screen.call_later(self._found, Change.UPDATED, article)
        else:
            self._screen.call_later(self._screen.say, "Nothing has changed where this article was found.")

    def _found(self, change: Change, article: Article) -> None:
        screen = self._screen
        if screen.reading is None or screen.reading.article is not article:
            return
        if change is Change.NEW:
            screen.say("The file of this article holds another story now; that one is in the library.")
            if screen.library is not None:
                screen.library.reload()
        elif self._is_busy():
            if self._told != article.text_hash:
                self._told = article.text_hash
                screen.say("This article has a new version; it is shown when you have finished here.")
        else:
            self._run(partial(self._prepare, article, screen.view.cursor))

    def _prepare(self, article: Article, offset: int) -> None:
        try:
            found = renewal(self._screen.workspace, article, offset)
        except DatelineError as error:
            self._screen.call_later(self._screen.report, error)
        else:
            self._screen.call_later(self._take, found, article)

    def _take(self, found: Renewal, article: Article) -> None:
        """Show a version that is ready, unless something else was begun meanwhile: then it comes with the next look."""
        screen = self._screen
        if screen.reading is not None and screen.reading.article is article and not self._is_busy():
            self._show(found)
            states = [note.place.state for note in found.notes]
            lost = states.count(PlaceState.ORPHAN)
            notes = f" {lost} of {len(states)} notes lost their passage." if lost else ""
            screen.say(f"This is a new version: ‹changes› shows what changed.{notes}")

    def _is_busy(self) -> bool:
        """Tell whether something is going on that a new text would spoil."""
        screen = self._screen
        writing = screen.desk is not None and screen.desk.writing.open
        selecting = bool(screen.view.selected) or (screen.selecting is not None and screen.selecting.active)
        focused = screen.focused
        typing = focused is not None and focused.check_consume_key("x", "x")
        return writing or selecting or typing or not screen.is_active

    def _run(self, work: Callable[[], None]) -> None:
        self._screen.run_worker(work, thread=True, group="renew", exclusive=True)

"""Seeing what other windows, programs and syncs do to the notes of the open article."""

from __future__ import annotations

import threading

from reader.annotator import Annotator
from reader.workspace import Workspace

EVERY = 2.0
"""Seconds between two looks. Asking costs a fraction of a millisecond and works on every file system, network drives
and synced folders too, where the system's own notices don't."""


class NoteWatch:
    """Remembers what the files of an article's notes were at the last look."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._article = ""
        self._state: object = frozenset()
        self._looking = threading.Lock()

    def changed(self, article_id: str) -> bool:
        """Tell whether a file is another than at the last look, ours too; at the first look, whether there is any.

        Takes as long as the disk does: to be asked in a thread.
        """
        if not self._looking.acquire(blocking=False):
            return False  # the last look hangs, on a drive that is gone perhaps: one is enough
        try:
            return self._look(article_id)
        finally:
            self._looking.release()

    def _look(self, article_id: str) -> bool:
        before = self._state if article_id == self._article else frozenset()
        self._article, self._state = article_id, Annotator(self._workspace).state(article_id)
        return self._state != before

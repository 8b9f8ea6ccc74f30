"""Analyses that were made before, by text, model and version. All of it can be computed again."""

from __future__ import annotations

from pathlib import Path

import msgspec

from reader.errors import LibraryError
from reader.library.database import DamagedError, Database, LockedError
from reader.library.migrations import ANALYSES
from reader.model.analysis import Analysis
from reader.text.clean import clean_line


class AnalysisCache:
    """A cache that never stands in the way: what it can't read it hasn't got, what it can't write is lost.

    A damaged file is thrown away and begun again. ``warnings`` collects what happened, in plain sentences.
    """

    def __init__(self, file: Path) -> None:
        self._database = Database(file, ANALYSES)
        self._readable = True
        self._writable = True
        self.warnings: list[str] = []

    def get(self, text_hash: str, model: str, version: int) -> Analysis | None:
        """Return the analysis of a text, None when there is none that can be read."""
        if not self._readable:
            return None
        try:
            with self._database.reading() as db:
                row = db.execute(
                    "SELECT analysis FROM analyses WHERE hash = ? AND model = ? AND version = ?",
                    (text_hash, model, version),
                ).fetchone()
            return msgspec.json.decode(row[0], type=Analysis) if row else None
        except (msgspec.MsgspecError, TypeError, ValueError, RecursionError):
            return None  # of another shape: made again
        except LibraryError as error:
            if not self._mended(error):
                self._readable = isinstance(error, LockedError)
            return None

    def put(self, analysis: Analysis) -> None:
        """Keep an analysis, if that can be done."""
        if not self._writable:
            return
        row = (analysis.text_hash, analysis.model, analysis.version, msgspec.json.encode(analysis))
        for _ in range(2):
            try:
                with self._database.transaction() as db:
                    db.execute("INSERT OR REPLACE INTO analyses VALUES (?, ?, ?, ?)", row)
            except LibraryError as error:
                if self._mended(error):
                    continue
                self._writable = isinstance(error, LockedError)
            return

    def check(self) -> list[str]:
        """Return what is wrong with the file; nothing in it is needed."""
        try:
            return self._database.check()
        except LibraryError as error:
            return [error.what]

    def rebuild(self) -> None:
        """Throw the cache away; it fills again as articles are read.

        Raises:
            LibraryError: the file can't be removed.
        """
        self._database.close()
        try:
            for suffix in ("", "-wal", "-shm"):
                Path(f"{self._database.file}{suffix}").unlink(missing_ok=True)
        except OSError as error:
            raise LibraryError(
                f"“{clean_line(str(self._database.file))}” can't be removed: {error.strerror or error}.",
                "Remove it by hand.",
            ) from error
        self._readable = self._writable = True

    def close(self) -> None:
        """Close the file."""
        self._database.close()

    def _mended(self, error: LibraryError) -> bool:
        """Note what happened; begin a damaged file again and tell whether that was done."""
        if isinstance(error, DamagedError):
            try:
                self.rebuild()
            except LibraryError as worse:
                self._warn(f"Analyses are not kept: {worse.what}")
                return False
            self._warn(f"The cache of analyses was damaged and is begun again: {error.what}")
            return True
        self._warn(f"Analyses are not kept: {error.what}")
        return False

    def _warn(self, sentence: str) -> None:
        if sentence not in self.warnings:
            self.warnings.append(sentence)

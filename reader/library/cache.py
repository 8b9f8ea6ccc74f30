"""Analyses that were made before, by text, model and version. All of it can be computed again."""

from __future__ import annotations

from pathlib import Path

import msgspec

from reader.errors import LibraryError
from reader.library.database import Database
from reader.library.migrations import ANALYSES
from reader.model.analysis import Analysis


class AnalysisCache:
    """A cache that never stands in the way: what it can't read it hasn't got, what it can't write is lost.

    ``warnings`` collects why, in plain sentences.
    """

    def __init__(self, file: Path) -> None:
        self._database = Database(file, ANALYSES)
        self._broken = False
        self.warnings: list[str] = []

    def get(self, text_hash: str, model: str, version: int) -> Analysis | None:
        """Return the analysis of a text, None when there is none."""
        if self._broken:
            return None
        try:
            with self._database.reading() as db:
                row = db.execute(
                    "SELECT analysis FROM analyses WHERE hash = ? AND model = ? AND version = ?",
                    (text_hash, model, version),
                ).fetchone()
            return msgspec.json.decode(row[0], type=Analysis) if row else None
        except msgspec.MsgspecError:
            return None  # of another shape: made again
        except LibraryError as error:
            self._give_up(error)
            return None

    def put(self, analysis: Analysis) -> None:
        """Keep an analysis."""
        if self._broken:
            return
        try:
            with self._database.transaction() as db:
                db.execute(
                    "INSERT OR REPLACE INTO analyses VALUES (?, ?, ?, ?)",
                    (analysis.text_hash, analysis.model, analysis.version, msgspec.json.encode(analysis)),
                )
        except LibraryError as error:
            self._give_up(error)

    def check(self) -> list[str]:
        """Return what is wrong with the file; raises ``LibraryError`` when it can't be opened."""
        return self._database.check()

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
                f"“{self._database.file}” can't be removed: {error.strerror}.", "Remove it by hand."
            ) from error
        self._broken = False

    def close(self) -> None:
        """Close the file."""
        self._database.close()

    def _give_up(self, error: LibraryError) -> None:
        self._broken = True
        self.warnings.append(f"Analyses are not kept: {error.what} Articles are analysed anew each time.")

"""Where the reader was in each article: an offset, and the version that it counts in."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import NamedTuple

from reader.library.database import Database
from reader.library.ids import is_there, storable, unknown


class LeftAt(NamedTuple):
    """An offset in the version of an article whose text has that SHA-256, "" where that isn't known."""

    offset: int
    version: str


class Places:
    """The reading places of a library. Every method raises ``LibraryError`` when that can't be used."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def of(self, known: str) -> LeftAt:
        """Return where an article was left: at its beginning when it was never opened."""
        with self._database.reading() as db:
            row = db.execute("SELECT offset, version FROM places WHERE article = ?", (storable(known),)).fetchone()
        return LeftAt(int(row[0]), str(row[1])) if row else LeftAt(0, "")

    def save(self, known: str, left: LeftAt, progress: float) -> None:
        """Keep where the reader is, and how far that is, from 0 to 1.

        Raises:
            NotFoundError: there is no article by that id.
        """
        now = datetime.now(UTC).isoformat()
        with self._database.transaction() as db:
            if not is_there(db, known):
                raise unknown(known)
            db.execute(
                "INSERT INTO places (article, offset, progress, opened, version) VALUES (?, ?, ?, ?, ?)"
                " ON CONFLICT (article) DO UPDATE SET offset = excluded.offset, progress = excluded.progress,"
                " opened = excluded.opened, version = excluded.version",
                (known, left.offset, min(max(progress, 0.0), 1.0), now, left.version),
            )

    def last_opened(self) -> str | None:
        """Return the id of the article that was read last."""
        with self._database.reading() as db:
            row = db.execute("SELECT article FROM places ORDER BY opened DESC, rowid DESC LIMIT 1").fetchone()
        return str(row[0]) if row else None

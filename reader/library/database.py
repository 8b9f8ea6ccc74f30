"""SQLite, opened late: a connection a thread, migrations, and one kind of error."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from reader.errors import LibraryError

_BUSY_MS = 5_000


class Database:
    """One SQLite file.

    Args:
        file: made with its folder when it is first needed.
        migrations: SQL scripts; the file's ``user_version`` counts how many of them it has seen.
    """

    def __init__(self, file: Path, migrations: Sequence[str]) -> None:
        self.file = file
        self._migrations = migrations
        self._local = threading.local()
        self._connections: list[sqlite3.Connection] = []
        self._lock = threading.Lock()

    @contextmanager
    def transaction(self) -> Iterator[sqlite3.Connection]:
        """Give a connection within one transaction; an exception rolls back.

        Raises:
            LibraryError: the file can't be opened, read or written, is locked for too long, is damaged, or was
                written by a newer Dateline.
        """
        with self._told():
            connection = self._connection()
            with connection:
                connection.execute("BEGIN IMMEDIATE")
                yield connection

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """Give a connection for reading; raises as ``transaction`` does."""
        with self._told():
            yield self._connection()

    def check(self) -> list[str]:
        """Return what SQLite finds wrong with the file."""
        with self.reading() as connection:
            found = [str(row[0]) for row in connection.execute("PRAGMA integrity_check")]
            found += [f"row without its parent in {row[0]}" for row in connection.execute("PRAGMA foreign_key_check")]
        return [] if found == ["ok"] else [problem for problem in found if problem != "ok"]

    def close(self) -> None:
        """Close the connections of all threads."""
        with self._lock:
            for connection in self._connections:
                connection.close()
            self._connections.clear()
        self._local = threading.local()

    def _connection(self) -> sqlite3.Connection:
        connection: sqlite3.Connection | None = getattr(self._local, "connection", None)
        if connection is None:
            connection = self._open()
            self._local.connection = connection
            with self._lock:
                self._connections.append(connection)
        return connection

    def _open(self) -> sqlite3.Connection:
        self.file.parent.mkdir(parents=True, exist_ok=True)
        connection = sqlite3.connect(
            self.file, timeout=_BUSY_MS / 1000, isolation_level=None, check_same_thread=False
        )
        try:
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("PRAGMA synchronous = NORMAL")
            connection.execute("PRAGMA foreign_keys = ON")
            self._migrate(connection)
        except BaseException:
            connection.close()
            raise
        return connection

    def _migrate(self, connection: sqlite3.Connection) -> None:
        newest = len(self._migrations)
        if self._version(connection) == newest:
            return
        with connection:
            connection.execute("BEGIN IMMEDIATE")  # before looking again: another process may be at it
            version = self._version(connection)
            if version > newest:
                raise LibraryError(
                    f"“{self.file}” was written by a newer Dateline.", "Update Dateline, or name another data folder."
                )
            for script in self._migrations[version:]:
                for statement in script.split(";"):
                    if statement.strip():
                        connection.execute(statement)
            connection.execute(f"PRAGMA user_version = {newest}")

    @staticmethod
    def _version(connection: sqlite3.Connection) -> int:
        return int(connection.execute("PRAGMA user_version").fetchone()[0])

    @contextmanager
    def _told(self) -> Iterator[None]:
        """Turn what a user can mend into a ``LibraryError``."""
        try:
            yield
        except sqlite3.OperationalError as error:
            raise LibraryError(
                f"The library in “{self.file.parent}” can't be used: {error}.",
                "Check that the folder can be written and the disk isn't full; “dateline doctor” tells more.",
            ) from error
        except sqlite3.DatabaseError as error:
            raise LibraryError(
                f"“{self.file}” is damaged: {error}.",
                "Your notes are safe, they are files of their own. Move that file away and add your articles again.",
            ) from error
        except OSError as error:
            raise LibraryError(
                f"The folder “{self.file.parent}” can't be used: {error.strerror or error}.",
                "Check its rights, or name another one with DATELINE_DATA_DIR.",
            ) from error

"""SQLite, opened late: a connection a thread, migrations, and one kind of error."""

from __future__ import annotations

import contextlib
import errno
import shutil
import sqlite3
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from reader.errors import LibraryError
from reader.text.accents import folded
from reader.text.clean import clean_line

_BUSY_SECONDS = 5.0
_LEAST_ROOM = 64 * 1024  # what SQLite needs beside the database to open it

_WORDS = {
    sqlite3.SQLITE_FULL: ("the disk is full", "Make room on the disk and try again."),
    sqlite3.SQLITE_READONLY: ("it can't be written", "Check the rights of the file and its folder."),
    sqlite3.SQLITE_CANTOPEN: ("it can't be opened", "Check the rights of the file and its folder."),
    sqlite3.SQLITE_IOERR: ("the disk reported an error", "Check the disk, and “dateline doctor”."),
    sqlite3.SQLITE_PERM: ("you have no right to", "Check the rights of the file and its folder."),
}

_UNWRITABLE = frozenset(
    {sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_PERM}
)


class LockedError(LibraryError):
    """Another process held the file for longer than we wait."""


class DamagedError(LibraryError):
    """The file is no database, or its pages contradict each other."""


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
        """Give a connection for reading; raises as ``transaction`` does.

        A file that can be read is read, even where it can't be written: in a folder without the right to write, on a
        full disk.
        """
        with self._told():
            try:
                connection = self._connection()
            except (sqlite3.Error, OSError) as error:
                if not (_is_unwritable(error) and self.file.is_file()):
                    raise
                with self._only_reading() as copy:
                    yield copy
            else:
                yield connection

    def check(self) -> list[str]:
        """Return what SQLite finds wrong with the file.

        Raises:
            LibraryError: it can't even be opened.
        """
        with self.reading() as connection:
            found = [str(row[0]) for row in connection.execute("PRAGMA integrity_check") if row[0] != "ok"]
            orphans = connection.execute("PRAGMA foreign_key_check").fetchall()
        return found + [f"A row of {row[0]} belongs to an article that isn't there." for row in orphans]

    def close(self) -> None:
        """Close the connections of all threads. The next use opens the file again."""
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
        give_up = time.monotonic() + _BUSY_SECONDS
        while True:
            connection = sqlite3.connect(
                self.file, timeout=_BUSY_SECONDS, isolation_level=None, check_same_thread=False
            )
            try:
                self._prepare(connection)
            except BaseException as error:
                connection.close()
                # Two that make one new file WAL at once: SQLite refuses one of them without waiting.
                if _code(error) != sqlite3.SQLITE_BUSY or time.monotonic() > give_up:
                    raise
                time.sleep(0.01)
            else:
                return connection

    @contextmanager
    def _only_reading(self) -> Iterator[sqlite3.Connection]:
        """Give a connection that needs no file beside the database, for one reading: another may be written since."""
        with contextlib.ExitStack() as stack:
            file = self.file
            if _size(Path(f"{file}-wal")):  # what it holds is not in the database yet: SQLite merges it in a copy
                folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="dateline-")))
                for suffix in ("", "-wal"):
                    shutil.copyfile(f"{self.file}{suffix}", folder / f"{file.name}{suffix}")
                file = folder / file.name
            options = "" if file is not self.file else "?immutable=1"
            connection = sqlite3.connect(f"{file.absolute().as_uri()}{options}", uri=True, isolation_level=None)
            stack.callback(connection.close)
            self._refuse_newer(connection)
            if self._version(connection) < len(self._migrations):
                raise LibraryError(
                    f"“{self._shown}” is from an older Dateline, and can't be written to bring it up to date.",
                    "Check the rights of the file and its folder, and the room on the disk.",
                )
            connection.create_function("folded", 1, folded, deterministic=True)
            yield connection

    def _prepare(self, connection: sqlite3.Connection) -> None:
        self._refuse_newer(connection)
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = NORMAL")
        connection.execute("PRAGMA foreign_keys = ON")
        connection.create_function("folded", 1, folded, deterministic=True)
        while self._version(connection) < len(self._migrations):
            self._migrate(connection)

    def _refuse_newer(self, connection: sqlite3.Connection) -> None:
        if self._version(connection) > len(self._migrations):
            raise LibraryError(
                f"“{self._shown}” was written by a newer Dateline.",
                "Update Dateline, or use another folder (DATELINE_DATA_DIR, DATELINE_CACHE_DIR).",
            )

    def _migrate(self, connection: sqlite3.Connection) -> None:
        """Take one step in one transaction."""
        with connection:
            connection.execute("BEGIN IMMEDIATE")  # before looking again: another process may be at it
            version = self._version(connection)
            if version >= len(self._migrations):
                return
            for statement in _statements(self._migrations[version]):
                connection.execute(statement)
            if connection.execute("PRAGMA foreign_key_check").fetchone():
                raise DamagedError(f"“{self._shown}” can't be brought up to date.", "Run “dateline doctor”.")
            connection.execute(f"PRAGMA user_version = {version + 1}")

    @staticmethod
    def _version(connection: sqlite3.Connection) -> int:
        return int(connection.execute("PRAGMA user_version").fetchone()[0])

    @property
    def _shown(self) -> str:
        return clean_line(str(self.file))

    @contextmanager
    def _told(self) -> Iterator[None]:
        """Turn what can go wrong with a file into a ``LibraryError`` that says what to do."""
        try:
            yield
        except sqlite3.Error as error:
            raise self._translated(error) from error
        except OSError as error:
            raise LibraryError(
                f"The folder “{clean_line(str(self.file.parent))}” can't be used: {error.strerror or error}.",
                "Check its rights, or name another one (DATELINE_DATA_DIR, DATELINE_CACHE_DIR).",
            ) from error

    def _translated(self, error: sqlite3.Error) -> LibraryError:
        code = _code(error)
        if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_PROTOCOL):
            return LockedError(f"“{self._shown}” is in use by another program.", "Try again in a moment.")
        if code < 0:
            return LibraryError(f"“{self._shown}” can't be used: {clean_line(str(error))}.")
        if code not in _WORDS:  # no database, pages or tables that contradict each other
            return DamagedError(
                f"“{self._shown}” is damaged: {clean_line(str(error))}.",
                "Your notes are safe, they are files of their own. “dateline doctor --fix” makes a new one.",
            )
        if code == sqlite3.SQLITE_IOERR and _is_full(self.file.parent):  # so it calls a log that can't grow
            code = sqlite3.SQLITE_FULL
        what, todo = _WORDS[code]
        return LibraryError(f"“{self._shown}” can't be used: {what}.", todo)


def _code(error: BaseException) -> int:
    """Return SQLite's primary result code, -1 for any other error."""
    code = getattr(error, "sqlite_errorcode", None)
    return -1 if code is None else int(code) & 0xFF


def _is_unwritable(error: BaseException) -> bool:
    """Tell whether it is writing that failed: no right, no room."""
    if isinstance(error, OSError):
        return error.errno in {errno.EACCES, errno.EPERM, errno.EROFS, errno.ENOSPC, errno.EDQUOT}
    return _code(error) in _UNWRITABLE


def _is_full(folder: Path) -> bool:
    try:
        return shutil.disk_usage(folder).free < _LEAST_ROOM
    except OSError:
        return False


def _size(file: Path) -> int:
    try:
        return file.stat().st_size
    except FileNotFoundError:
        return 0


def _statements(script: str) -> Iterator[str]:
    """Yield the statements of a script; unlike ``executescript`` they can be run within our transaction."""
    statement = ""
    for piece in script.split(";")[:-1]:  # behind the last one there is nothing but white space
        statement += piece + ";"
        if sqlite3.complete_statement(statement):  # not so inside a trigger
            yield statement
            statement = ""

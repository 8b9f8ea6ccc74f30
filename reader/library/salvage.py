"""A damaged library: put aside, and what can still be read of it taken over into a new one."""

from __future__ import annotations

import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing, suppress
from datetime import datetime
from pathlib import Path
from typing import Any

from reader.errors import LibraryError
from reader.library.database import Database
from reader.library.library import fits
from reader.library.migrations import ARTICLES
from reader.model.article import text_hash

Row = dict[str, Any]

_SIDES = ("", "-wal", "-shm")
_PROBES = 5_000  # rows in a row that can't be read until the end is taken for reached
_LARGEST = 64 * 1024**3
_MORE = tuple(f"-{number}" for number in range(2, 1000))
_NO_DATE = "1970-01-01T00:00:00+00:00"


def renewed(file: Path, now: datetime) -> tuple[Path, int]:
    """Put a new library in a damaged one's place; return where that is now, and how many articles were taken over.

    It stays in its place until the new one is whole, so that who is killed on the way can begin again.

    Raises:
        LibraryError: the new one can't be written, or there is no room.
    """
    new = _new(file)
    try:
        for side in _SIDES:
            Path(f"{new}{side}").unlink(missing_ok=True)
        saved = salvage(file, new)
        aside = put_aside(file, now)
        new.rename(file)
    except OSError as error:
        raise LibraryError(f"“{new}” can't be written: {error.strerror or error}.", "Make room on the disk.") from error
    return aside, saved


def finish(file: Path) -> None:
    """Do the last step of ``renewed``, should somebody have been killed before it. Raises ``LibraryError``."""
    if not file.exists() and _new(file).exists():
        try:
            _new(file).rename(file)
        except OSError as error:
            raise LibraryError(f"“{file}” can't be put in its place: {error.strerror or error}.") from error


def _new(file: Path) -> Path:
    return file.with_name(f"{file.stem}.salvaged{file.suffix}")


def put_aside(file: Path, now: datetime) -> Path:
    """Give a damaged library another name beside its own and return that; no byte of it is changed.

    Raises:
        LibraryError: it can't be renamed.
    """
    names = (file.with_name(f"{file.stem}.damaged-{now:%Y%m%d-%H%M%S}{more}{file.suffix}") for more in ("", *_MORE))
    aside = next(name for name in names if not name.exists())
    try:
        for side in _SIDES:
            there = Path(f"{file}{side}")
            if there.exists():
                there.rename(f"{aside}{side}")
    except OSError as error:
        raise LibraryError(
            f"“{file}” can't be put aside: {error.strerror or error}.", "Move it away by hand."
        ) from error
    return aside


def salvage(aside: Path, file: Path) -> int:
    """Take over what can be read of the library ``aside`` into the new one ``file``; return how many articles.

    A version is taken only if its text has the hash it was kept under. The damaged file is read in a copy.

    Raises:
        LibraryError: the new library can't be written, or there is no room for the copy.
    """
    try:
        with tempfile.TemporaryDirectory(prefix="dateline-") as folder:
            copy = Path(folder) / aside.name
            for side in _SIDES[:2]:
                if Path(f"{aside}{side}").exists():
                    shutil.copyfile(f"{aside}{side}", f"{copy}{side}")
            _fill_up(copy)
            with closing(_opened(copy)) as damaged:
                return _take_over(damaged, file)
    except OSError as error:
        raise LibraryError(f"“{aside}” can't be read: {error.strerror or error}.", "Make room on the disk.") from error


def _opened(copy: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(copy, isolation_level=None)
    connection.row_factory = sqlite3.Row
    connection.text_factory = lambda data: data.decode("utf-8", "replace")  # what isn't UTF-8 fails its hash
    return connection


def _take_over(damaged: sqlite3.Connection, file: Path) -> int:
    database = Database(file, ARTICLES)
    with closing(database), database.transaction() as db:
        columns = _columns(db)
        versions = {(row["article"], row["hash"]): row for row in _rows(damaged, "versions") if _is_whole(row)}
        latest = {article: row for (article, _), row in versions.items()}
        known = {row["id"]: row for row in _rows(damaged, "articles")}
        for article in [*(each for each in known if each in latest), *(each for each in latest if each not in known)]:
            version = latest[article]
            row = known.get(article) or _facts(version)
            if (article, row["version"]) not in versions:
                row = {**row, "version": version["hash"]}
            _insert(db, "articles", columns, row)
        for row in versions.values():
            _insert(db, "versions", columns, row)
        for table in columns.keys() - {"articles", "versions"}:
            for row in _rows(damaged, table):
                with suppress(sqlite3.IntegrityError):  # it belongs to an article that is lost
                    _insert(db, table, columns, row)
    return len(latest)


def _columns(db: sqlite3.Connection) -> dict[str, set[str]]:
    """Return the columns of each table that holds data; a search index is made from them anew."""
    found = db.execute("SELECT name, sql FROM sqlite_master WHERE type = 'table'").fetchall()
    virtual = tuple(name for name, sql in found if sql.upper().startswith("CREATE VIRTUAL"))
    tables = [name for name, _ in found if not name.startswith((*virtual, "sqlite_"))]
    return {name: {row[1] for row in db.execute(f"PRAGMA table_info({name})")} for name in tables}


def _is_whole(version: Row) -> bool:
    text, blocks = version["text"], version["blocks"]
    return (
        isinstance(text, str)
        and isinstance(blocks, bytes)
        and text_hash(text) == version["hash"]
        and fits(blocks, text)
    )


def _facts(version: Row) -> Row:
    """Return the facts of an article of which only a text is left."""
    text = str(version["text"])
    facts = dict.fromkeys(("byline", "published", "source", "language"), "")
    title, words, seen = text.partition("\n")[0], len(text.split()), version["seen"] or _NO_DATE
    return {
        **facts,
        "id": version["article"],
        "title": title,
        "version": version["hash"],
        "words": words,
        "added": seen,
    }


def _insert(db: sqlite3.Connection, table: str, columns: dict[str, set[str]], row: Row) -> None:
    names = [
        name for name in row if name in columns[table] and name != "number"
    ]  # the order of adding is kept by itself
    marks = ", ".join("?" for _ in names)
    statement = f"INSERT OR IGNORE INTO {table} ({', '.join(names)}) VALUES ({marks})"  # noqa: S608  names of the schema
    db.execute(statement, [row[name] for name in names])


def _rows(damaged: sqlite3.Connection, table: str) -> Iterator[Row]:
    """Yield the rows of a table that can be read: all in one go up to the first damage, then one by one."""
    select = f"SELECT rowid AS at, * FROM {table} WHERE rowid"  # noqa: S608  names of the schema
    last = 0
    try:
        for row in damaged.execute(f"{select} > 0 ORDER BY rowid"):
            last = row["at"]
            yield _plain(row)
    except sqlite3.DatabaseError:
        at = last
        while at - last < _PROBES:
            at += 1
            with suppress(sqlite3.DatabaseError):
                for row in damaged.execute(f"{select} = ?", (at,)):
                    last = at
                    yield _plain(row)


def _plain(row: sqlite3.Row) -> Row:
    return {name: row[name] for name in row.keys() if name != "at"}  # noqa: SIM118  no dict


def _fill_up(copy: Path) -> None:
    """Give a file that was cut off its length again: SQLite would read nothing of it otherwise."""
    with copy.open("r+b") as file:
        header = file.read(32)
        if header.startswith(b"SQLite format 3\0"):
            size = int.from_bytes(header[16:18], "big") * int.from_bytes(header[28:32], "big")
            if copy.stat().st_size < size <= _LARGEST:
                file.truncate(size)

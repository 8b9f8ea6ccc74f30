"""The library: articles with their versions, and where the reader was in them."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path

import msgspec

from reader.errors import LibraryError, NotFoundError
from reader.library.database import Database
from reader.library.migrations import ARTICLES
from reader.model.article import Article, Block, Draft, article_id, text_hash

_SHORTEST_PREFIX = 4
_SHINGLE = 4
# Of two versions of one story, however much was rewritten, more than a twentieth of the four-word runs of the
# shorter one are still there; two stories share next to none. Own choice, on the safe side: an article too many
# can be told from its version by the reader, one that was hidden can't.
_SAME_STORY = 0.05


class Change(StrEnum):
    """What adding did."""

    NEW = "new"
    SAME = "same"
    UPDATED = "updated"


@dataclass(frozen=True, slots=True)
class Added:
    """The article as it is in the library now, and what adding did."""

    article: Article
    change: Change


@dataclass(frozen=True, slots=True)
class Row:
    """One article of the list, without its text. ``progress`` runs from 0 to 1."""

    id: str
    title: str
    source: str
    published: str
    words: int
    progress: float
    opened: bool


class Library:
    """Articles in one SQLite file. Every method raises ``LibraryError`` when that can't be used."""

    def __init__(self, file: Path) -> None:
        self._database = Database(file, ARTICLES)

    def close(self) -> None:
        """Close the file."""
        self._database.close()

    def check(self) -> list[str]:
        """Return what is wrong with the file, in SQLite's words."""
        return self._database.check()

    # Adding

    def add(self, draft: Draft, locator: str = "") -> Added:
        """Add an article, or a new version of one.

        ``locator`` is where it was found (an absolute path, an address), "" for a stream. A locator that was seen
        before leads to its article; so does a text that is known already. A file whose name was used again for
        quite another story is an article of its own.
        """
        now = datetime.now(UTC).isoformat()
        hashed = text_hash(draft.text)
        with self._database.transaction() as db:
            known = self._known(db, draft, locator, hashed)
            if known is None:
                known, change = self._insert(db, draft, hashed, now), Change.NEW
            else:
                change = self._update(db, known, draft, hashed, now)
            if locator:
                db.execute(
                    "INSERT INTO locators VALUES (?, ?) ON CONFLICT (locator) DO UPDATE SET article = excluded.article",
                    (locator, known),
                )
            return Added(self._article(db, known), change)

    def _known(self, db: sqlite3.Connection, draft: Draft, locator: str, hashed: str) -> str | None:
        same_text = db.execute("SELECT article FROM versions WHERE hash = ? LIMIT 1", (hashed,)).fetchone()
        if same_text:
            return str(same_text[0])
        at = db.execute("SELECT article FROM locators WHERE locator = ?", (locator,)).fetchone() if locator else None
        if at is None:
            return None
        before = self._article(db, at[0])
        return before.id if before.title == draft.title or _same_story(before.text, draft.text) else None

    def _insert(self, db: sqlite3.Connection, draft: Draft, hashed: str, now: str) -> str:
        new = article_id(draft.text)
        db.execute(
            "INSERT INTO articles (id, title, byline, published, source, language, version, words, added)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (new, draft.title, draft.byline, draft.published, draft.source, draft.language, hashed,
             len(draft.text.split()), now),
        )  # fmt: skip
        self._insert_version(db, new, draft, hashed, now)
        return new

    @staticmethod
    def _insert_version(db: sqlite3.Connection, known: str, draft: Draft, hashed: str, now: str) -> None:
        db.execute(
            "INSERT INTO versions (article, hash, text, blocks, seen) VALUES (?, ?, ?, ?, ?)"
            " ON CONFLICT (article, hash) DO UPDATE SET blocks = excluded.blocks",
            (known, hashed, draft.text, msgspec.json.encode(draft.blocks), now),
        )

    def _update(self, db: sqlite3.Connection, known: str, draft: Draft, hashed: str, now: str) -> Change:
        current = db.execute("SELECT version FROM articles WHERE id = ?", (known,)).fetchone()[0]
        self._insert_version(db, known, draft, hashed, now)
        db.execute(
            "UPDATE articles SET title = ?, byline = ?, published = ?, source = ?, language = ?, version = ?, words = ?"
            " WHERE id = ?",
            (draft.title, draft.byline, draft.published, draft.source, draft.language, hashed,
             len(draft.text.split()), known),
        )  # fmt: skip
        return Change.SAME if current == hashed else Change.UPDATED

    # Finding

    def get(self, known: str) -> Article:
        """Return an article in its present version.

        Raises:
            NotFoundError: there is none by that id.
        """
        with self._database.reading() as db:
            return self._article(db, known)

    def version(self, hashed: str) -> str | None:
        """Return the text whose SHA-256 is ``hashed``, None when it was never here."""
        with self._database.reading() as db:
            row = db.execute("SELECT text FROM versions WHERE hash = ? LIMIT 1", (hashed,)).fetchone()
        return str(row[0]) if row else None

    def resolve(self, prefix: str) -> str:
        """Return the id that begins with ``prefix``.

        Raises:
            NotFoundError: none does, or more than one.
        """
        wanted = prefix.strip().lower()
        with self._database.reading() as db:
            found = [
                str(row[0])
                for row in db.execute("SELECT id FROM articles WHERE substr(id, 1, ?) = ?", (len(wanted), wanted))
            ]
        if wanted in found:
            return wanted
        if len(found) == 1 and len(wanted) >= _SHORTEST_PREFIX:
            return found[0]
        if len(found) > 1 or (found and len(wanted) < _SHORTEST_PREFIX):
            raise NotFoundError(f"“{prefix}” could be several articles.", "Write more of the id.")
        raise NotFoundError(f"There is no article “{prefix}” in the library.", "“dateline list” shows the ids.")

    def _article(self, db: sqlite3.Connection, known: str) -> Article:
        row = db.execute(
            "SELECT id, title, byline, published, source, language, text, blocks, added FROM articles"
            " JOIN versions ON versions.article = articles.id AND versions.hash = articles.version WHERE id = ?",
            (known,),
        ).fetchone()
        if row is None:
            raise NotFoundError(f"There is no article “{known}” in the library.", "“dateline list” shows the ids.")
        *facts, blocks, added = row
        try:
            decoded = msgspec.json.decode(blocks, type=tuple[Block, ...])
        except msgspec.MsgspecError as error:
            raise LibraryError(f"The blocks of article {known} are damaged.", "Add its file again.") from error
        return Article(*facts, blocks=decoded, added=datetime.fromisoformat(added))

    # Listing

    def rows(self, query: str = "", offset: int = 0, limit: int = -1) -> list[Row]:
        """Return articles in the order in which they were added; every word of ``query`` stands in title or source."""
        where, values = _where(query)
        with self._database.reading() as db:
            return [
                Row(*row[:6], opened=bool(row[6]))
                for row in db.execute(
                    "SELECT id, title, source, published, words, coalesce(progress, 0), places.article IS NOT NULL"
                    f" FROM articles LEFT JOIN places ON places.article = articles.id{where}"  # noqa: S608  own words
                    " ORDER BY articles.number LIMIT ? OFFSET ?",
                    (*values, limit, offset),
                )
            ]

    def count(self, query: str = "") -> int:
        """Return how many articles ``rows`` would list."""
        where, values = _where(query)
        with self._database.reading() as db:
            return int(db.execute(f"SELECT count(*) FROM articles{where}", values).fetchone()[0])  # noqa: S608

    # The reading place

    def place(self, known: str) -> int:
        """Return the offset where the article was left, 0 when it was never opened."""
        with self._database.reading() as db:
            row = db.execute("SELECT offset FROM places WHERE article = ?", (known,)).fetchone()
        return int(row[0]) if row else 0

    def save_place(self, known: str, offset: int, progress: float) -> None:
        """Keep the offset where the reader is, and how far that is, from 0 to 1."""
        now = datetime.now(UTC).isoformat()
        with self._database.transaction() as db:
            db.execute(
                "INSERT INTO places VALUES (?, ?, ?, ?) ON CONFLICT (article) DO UPDATE SET"
                " offset = excluded.offset, progress = excluded.progress, opened = excluded.opened",
                (known, offset, progress, now),
            )

    def last_opened(self) -> str | None:
        """Return the id of the article that was read last."""
        with self._database.reading() as db:
            row = db.execute("SELECT article FROM places ORDER BY opened DESC LIMIT 1").fetchone()
        return str(row[0]) if row else None


def _where(query: str) -> tuple[str, Sequence[str]]:
    words = query.split()
    if not words:
        return "", ()
    escaped = [word.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") for word in words]
    clauses = " AND ".join("(title || ' ' || source) LIKE ? ESCAPE '\\'" for _ in words)
    return f" WHERE {clauses}", [f"%{word}%" for word in escaped]


def _same_story(one: str, other: str) -> bool:
    """Tell whether two texts share enough runs of words to be versions of one story."""
    first, second = _shingles(one), _shingles(other)
    shorter = min(len(first), len(second))
    return shorter == 0 or len(first & second) / shorter > _SAME_STORY


def _shingles(text: str) -> set[tuple[str, ...]]:
    words = text.casefold().split()
    return set(zip(*(words[start:] for start in range(_SHINGLE)), strict=False))

"""The library: articles with their versions."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import NamedTuple

import msgspec

from reader.errors import LibraryError, NotFoundError
from reader.library.database import DamagedError, Database
from reader.library.ids import LISTED, is_there, storable, unknown
from reader.library.migrations import ARTICLES
from reader.library.places import Places
from reader.model.article import Article, Block, BlockKind, Draft, article_id, text_hash
from reader.text.accents import folded
from reader.text.clean import clean_line

_SHORTEST_PREFIX = 4
_SHINGLE = 4
# Of two versions of one story, however much was rewritten, more than a twentieth of the four-word runs of the
# shorter one are still there; two stories share next to none. Own choice, on the safe side: an article too many
# can be told from its version by the reader, one that was hidden can't.
_SAME_STORY = 0.05
_WITH_TEXT = (
    "SELECT article FROM versions JOIN articles ON articles.id = article WHERE hash = ? ORDER BY articles.number"
)
_LAST = "UPDATE versions SET rowid = (SELECT max(rowid) + 1 FROM versions) WHERE article = ? AND hash = ?"
_STAND_IN = "lost text of "  # no path and no address begins like this


class Change(StrEnum):
    """What adding did."""

    NEW = "new"
    SAME = "same"
    UPDATED = "updated"


class Added(NamedTuple):
    """The article as it is in the library now, and what adding did."""

    article: Article
    change: Change


class Row(NamedTuple):
    """One article of the list, without its text. ``progress`` runs from 0 to 1."""

    id: str
    title: str
    source: str
    published: str
    words: int
    progress: float
    opened: bool
    added: datetime


class Version(NamedTuple):
    """One text that an article had, by its SHA-256, and when it was last taken in."""

    text_hash: str
    seen: datetime


class Library:
    """Articles in one SQLite file. Every method raises ``LibraryError`` when that can't be used."""

    def __init__(self, file: Path) -> None:
        self._database = Database(file, ARTICLES)
        self.places = Places(self._database)
        """Where the reader was in them."""

    def close(self) -> None:
        """Close the file."""
        self._database.close()

    def is_sound(self) -> bool:
        """Tell whether SQLite finds the file in order.

        Raises:
            LibraryError: it can't be opened for another reason than damage.
        """
        try:
            return not self._database.check()
        except DamagedError:
            return False

    def check(self) -> list[str]:
        """Return what is wrong with the file and with what is in it, a sentence each.

        Raises:
            LibraryError: the file can't even be opened.
        """
        problems = self._database.check()
        with self._database.reading() as db:
            lost = db.execute(
                "SELECT id FROM articles LEFT JOIN versions ON versions.article = id AND hash = version"
                " WHERE hash IS NULL"
            ).fetchall()
            problems += [f"The text of article {row[0]} is missing: add its file again." for row in lost]
            for known, hashed, text, blocks in db.execute("SELECT article, hash, text, blocks FROM versions"):
                if text_hash(text) != hashed or not fits(blocks, text):
                    problems.append(f"A version of article {known} is damaged: add its file again.")
        return problems

    # Adding

    def add(self, draft: Draft, locator: str = "", belongs_to: Callable[[str], str | None] = lambda _: None) -> Added:
        """Add an article, or a new version of one.

        ``locator`` is where it was found (an absolute path, an address), "" for a stream. A locator that was seen
        before leads to its article; so does a text that is known already. A file whose name was used again for
        quite another story is an article of its own. ``belongs_to`` is asked last: it returns the id of the article
        that a text, given by its SHA-256, is known to be of from elsewhere.
        """
        now = datetime.now(UTC).isoformat()
        hashed = text_hash(draft.text)
        locator = storable(locator)
        with self._database.transaction() as db:
            known = self._known(db, draft, locator, hashed)
            if known is None:
                known = belongs_to(hashed) or article_id(draft.text)
            if not is_there(db, known):
                self._insert(db, known, draft, hashed, now)
                change = Change.NEW
            else:
                _forget_stand_in(db, known)
                change = self._update(db, known, draft, hashed, now)
            _remember(db, locator, known)
            return Added(self._article(db, known), change)

    def update(self, known: str, draft: Draft, locator: str = "") -> Added:
        """Make ``draft`` the present version of an article, however different it is; the versions before stay.

        ``locator`` is where it was found; what is found there next is a version of this article too.

        Raises:
            NotFoundError: there is no article by that id.
        """
        now, locator = datetime.now(UTC).isoformat(), storable(locator)
        with self._database.transaction() as db:
            if not is_there(db, known):
                raise unknown(known)
            _forget_stand_in(db, known)
            change = self._update(db, known, draft, text_hash(draft.text), now)
            _remember(db, locator, known)
            return Added(self._article(db, known), change)

    def reinstate(self, known: str, hashed: str) -> Added:
        """Make a version that an article had the present one again; its headline, if it has one, is the title.

        Raises:
            NotFoundError: the article had no such version.
        """
        where = storable(known), storable(hashed)
        with self._database.transaction() as db:
            now = datetime.now(UTC).isoformat()
            if not db.execute("UPDATE versions SET seen = ? WHERE article = ? AND hash = ?", (now, *where)).rowcount:
                raise unknown(known)
            db.execute("UPDATE articles SET version = ? WHERE id = ?", (where[1], where[0]))
            found = self._article(db, known)
            heads = (block.span.of(found.text) for block in found.blocks if block.kind is BlockKind.HEADLINE)
            title = " ".join(next(heads, found.title).split())
            db.execute(
                "UPDATE articles SET title = ?, words = ? WHERE id = ?", (title, len(found.text.split()), where[0])
            )
            return Added(self._article(db, known), Change.UPDATED)

    def _known(self, db: sqlite3.Connection, draft: Draft, locator: str, hashed: str) -> str | None:
        at = db.execute("SELECT article FROM locators WHERE locator = ?", (locator,)).fetchone()
        texts = db.execute(_WITH_TEXT, (hashed,)).fetchall()
        if texts:  # two articles may have come to the same text; then the one that was found here
            return str(at[0] if at in texts else texts[0][0])
        if at is None:
            return None
        before = self._article(db, at[0])
        return before.id if before.title == draft.title or _same_story(before.text, draft.text) else None

    def add_stand_in(self, article: str, draft: Draft) -> Article:
        """Add what is known of an article whose text is lost; its real text replaces it when it comes.

        Raises:
            LibraryError: there is an article by that id.
        """
        now, hashed = datetime.now(UTC).isoformat(), text_hash(draft.text)
        with self._database.transaction() as db:
            if is_there(db, article):
                raise LibraryError(f"Article {article} is in the library already.")
            self._insert(db, article, draft, hashed, now)
            db.execute("INSERT INTO locators VALUES (?, ?)", (_STAND_IN + article, article))
            return self._article(db, article)

    def stand_ins(self) -> set[str]:
        """Return the ids of articles whose text is lost."""
        with self._database.reading() as db:
            rows = db.execute("SELECT article FROM locators WHERE locator = ? || article", (_STAND_IN,))
            return {str(row[0]) for row in rows}

    def ids(self) -> set[str]:
        """Return the ids of all articles."""
        with self._database.reading() as db:
            return {str(row[0]) for row in db.execute("SELECT id FROM articles")}

    def _insert(self, db: sqlite3.Connection, new: str, draft: Draft, hashed: str, now: str) -> None:
        db.execute(
            "INSERT INTO articles (id, title, byline, published, source, language, version, words, added)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (new, draft.title, draft.byline, draft.published, draft.source, draft.language, hashed,
             len(draft.text.split()), now),
        )  # fmt: skip
        self._insert_version(db, new, draft, hashed, now)

    @staticmethod
    def _insert_version(db: sqlite3.Connection, known: str, draft: Draft, hashed: str, now: str) -> None:
        db.execute(
            "INSERT INTO versions (article, hash, text, blocks, seen) VALUES (?, ?, ?, ?, ?)"
            " ON CONFLICT (article, hash) DO UPDATE SET blocks = excluded.blocks, seen = excluded.seen",
            (known, hashed, draft.text, msgspec.json.encode(draft.blocks), now),
        )

    def _update(self, db: sqlite3.Connection, known: str, draft: Draft, hashed: str, now: str) -> Change:
        current = db.execute("SELECT version FROM articles WHERE id = ?", (known,)).fetchone()[0]
        self._insert_version(db, known, draft, hashed, now)
        if current != hashed:  # one that comes back is the last again: the one before it is the present one till now
            db.execute(_LAST, (known, hashed))
        db.execute(
            # What a source doesn't say is no reason to forget what another one said.
            "UPDATE articles SET title = ?, byline = coalesce(nullif(?, ''), byline),"
            " published = coalesce(nullif(?, ''), published), source = coalesce(nullif(?, ''), source),"
            " language = coalesce(nullif(?, ''), language), version = ?, words = ? WHERE id = ?",
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

    def present(self, known: str) -> str | None:
        """Return the hash of an article's present version, None when there is no such article; reads no text."""
        with self._database.reading() as db:
            row = db.execute("SELECT version FROM articles WHERE id = ?", (storable(known),)).fetchone()
        return str(row[0]) if row else None

    def locators(self, known: str) -> list[str]:
        """Return where an article was found, the last place first: absolute paths and addresses."""
        with self._database.reading() as db:
            rows = db.execute(
                "SELECT locator FROM locators WHERE article = ? AND locator != ? ORDER BY rowid DESC",
                (storable(known), _STAND_IN + known),
            )
            return [str(row[0]) for row in rows]

    def version(self, hashed: str) -> str | None:
        """Return the text whose SHA-256 is ``hashed``, None when it was never here."""
        with self._database.reading() as db:
            row = db.execute("SELECT text FROM versions WHERE hash = ? LIMIT 1", (storable(hashed),)).fetchone()
        return str(row[0]) if row else None

    def with_text(self, hashed: str) -> str | None:
        """Return the id of the article that has or had the text whose SHA-256 is ``hashed``; None for no article."""
        with self._database.reading() as db:
            row = db.execute(_WITH_TEXT, (hashed,)).fetchone()
        return str(row[0]) if row else None

    def versions(self, known: str) -> list[Version]:
        """Return the versions of an article in the order they became the present one, by ``reinstate`` not counted.

        Raises:
            NotFoundError: there is no article by that id.
        """
        with self._database.reading() as db:
            found = db.execute(
                "SELECT hash, seen FROM versions WHERE article = ? ORDER BY rowid", (storable(known),)
            ).fetchall()
        if not found:
            raise unknown(known)
        return [Version(hashed, datetime.fromisoformat(seen)) for hashed, seen in found]

    def resolve(self, prefix: str) -> str:
        """Return the id that begins with ``prefix`` (four characters or more).

        Raises:
            NotFoundError: none does, or more than one; it names those that are near.
        """
        wanted = clean_line(prefix).lower()
        found = self._beginning(wanted)
        if wanted in found:
            return wanted
        if len(found) == 1 and len(wanted) >= _SHORTEST_PREFIX:
            return found[0]
        if found and len(wanted) < _SHORTEST_PREFIX:
            raise NotFoundError(f"“{wanted}” is too short for an id.", f"Write at least {_SHORTEST_PREFIX} characters.")
        if found:
            raise NotFoundError(f"“{wanted}” could be {' or '.join(found[:LISTED])}.", "Write more of the id.")
        near = self._beginning(wanted[:_SHORTEST_PREFIX]) if len(wanted) > _SHORTEST_PREFIX else []
        raise unknown(wanted, near)

    def _beginning(self, prefix: str) -> list[str]:
        with self._database.reading() as db:
            rows = db.execute(
                "SELECT id FROM articles WHERE id >= ? AND substr(id, 1, ?) = ? ORDER BY id LIMIT ?",
                (prefix, len(prefix), prefix, LISTED + 1),
            )
            return [str(row[0]) for row in rows]

    def _article(self, db: sqlite3.Connection, known: str) -> Article:
        row = db.execute(
            "SELECT id, title, byline, published, source, language, text, blocks, added, hash, words FROM articles"
            " JOIN versions ON versions.article = articles.id AND versions.hash = articles.version WHERE id = ?",
            (storable(known),),
        ).fetchone()
        if row is None:
            raise unknown(known)
        try:
            blocks = msgspec.json.decode(row[7], type=tuple[Block, ...])
        except (msgspec.MsgspecError, TypeError, ValueError, RecursionError) as error:
            raise LibraryError(f"The blocks of article {known} are damaged.", "Add its file again.") from error
        id_, title, byline, published, source, language, text, _, added, hashed, words = row
        when = datetime.fromisoformat(added)
        article = Article(id_, title, byline, published, source, language, text, blocks, when)
        vars(article).update(text_hash=hashed, words=words)  # its cached properties: known, so not computed again
        return article

    # Listing

    def rows(self, query: str = "", offset: int = 0, limit: int | None = None) -> list[Row]:
        """Return articles in the order in which they were added; every word of ``query`` stands in title or source."""
        where, values = _where(query)
        with self._database.reading() as db:
            return [
                Row(id_, title, outlet, published, words, progress, bool(opened), datetime.fromisoformat(added))
                for id_, title, outlet, published, words, progress, opened, added in db.execute(
                    "SELECT id, title, source, published, words, coalesce(progress, 0),"  # noqa: S608  own words
                    " places.article IS NOT NULL, added"
                    f" FROM articles LEFT JOIN places ON places.article = articles.id{where}"
                    " ORDER BY articles.number LIMIT ? OFFSET ?",
                    (*values, -1 if limit is None else limit, offset),
                )
            ]

    def count(self, query: str = "") -> int:
        """Return how many articles ``rows`` would list."""
        where, values = _where(query)
        with self._database.reading() as db:
            return int(db.execute(f"SELECT count(*) FROM articles{where}", values).fetchone()[0])  # noqa: S608


def _forget_stand_in(db: sqlite3.Connection, known: str) -> None:
    """Remove the text that stood in for a lost one: it is no version of the article."""
    if db.execute("DELETE FROM locators WHERE locator = ?", (_STAND_IN + known,)).rowcount:
        db.execute("DELETE FROM versions WHERE article = ?", (known,))


def _remember(db: sqlite3.Connection, locator: str, known: str) -> None:
    """Keep where an article was found, as the last such place, also if it was one before."""
    if locator:
        db.execute("DELETE FROM locators WHERE locator = ?", (locator,))
        db.execute("INSERT INTO locators VALUES (?, ?)", (locator, known))


def _where(query: str) -> tuple[str, Sequence[str]]:
    words = folded(clean_line(query)).split()
    clauses = " AND ".join("instr(folded(title || ' ' || source), ?)" for _ in words)
    return (f" WHERE {clauses}" if words else ""), words


def fits(blocks: bytes, text: str) -> bool:
    """Tell whether stored blocks can be read and lie in the text."""
    try:
        decoded = msgspec.json.decode(blocks, type=tuple[Block, ...])
    except (msgspec.MsgspecError, TypeError, ValueError, RecursionError):
        return False
    return all(block.span.end <= len(text) for block in decoded)


def _same_story(one: str, other: str) -> bool:
    """Tell whether two texts share enough runs of words to be versions of one story."""
    first, second = _shingles(one), _shingles(other)
    shorter = min(len(first), len(second))
    return shorter > 0 and len(first & second) / shorter > _SAME_STORY


def _shingles(text: str) -> set[tuple[str, ...]]:
    words = text.casefold().split()
    return set(zip(*(words[start:] for start in range(_SHINGLE)), strict=False))

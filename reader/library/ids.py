"""Ids of articles: how SQLite keeps them, and what is said of those that it doesn't know."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence

from reader.errors import NotFoundError
from reader.text.clean import clean_line

LISTED = 4
"""How many ids are named where one could be meant."""


def is_there(db: sqlite3.Connection, known: str) -> bool:
    """Tell whether there is an article by that id."""
    return db.execute("SELECT 1 FROM articles WHERE id = ?", (storable(known),)).fetchone() is not None


def storable(text: str) -> str:
    """Return ``text`` as SQLite can keep it: paths may hold bytes that are no UTF-8."""
    return text.encode("utf-8", "backslashreplace").decode("utf-8")


def unknown(known: str, near: Sequence[str] = ()) -> NotFoundError:
    """Return the error that tells of an id that no article has."""
    todo = f"Did you mean {' or '.join(near[:LISTED])}?" if near else "“dateline list” shows the ids."
    return NotFoundError(f"There is no article “{clean_line(known)}” in the library.", todo)

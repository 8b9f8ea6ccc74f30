"""What is written for a note, and what is refused before anything is. The store is made of these."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from reader import disk
from reader.errors import NoteError
from reader.model.annotation import Annotation
from reader.notes import files, wire
from reader.notes.shelf import FileVersion, Note, load


def afresh(note: Note, wanted: Annotation) -> dict[str, object]:
    """Return a changed note whose file has gone or can't be read, with all texts that it is known to have had."""
    texts = [(past.body, past.modified) for past in note.history if past.body is not None]
    if note.annotation.body != wanted.body:
        texts.append((note.annotation.body, note.annotation.modified))
    return wire.remember(wire.encode(replace(wanted, modified=datetime.now(UTC))), texts)


def data_of(raw: dict[str, object]) -> bytes:
    """Return the bytes of a file; raises ``NoteError`` when they are more than a note's may have."""
    data = wire.dumps(raw)
    files.refuse_too_large(data)
    return data


def own_again(note: Note) -> FileVersion:
    """Read a note's file again; raises ``WireError`` when it holds another note, else as ``load``."""
    found = load(note.path)
    if found.decoded.annotation.id != note.id:
        raise wire.WireError("it holds another note")
    return found


def make_folder(folder: Path) -> None:
    """Make a folder for notes; raises ``NoteError`` where a link is in its place."""
    disk.make_folder(folder)
    refuse_link(folder)


def refuse_link(folder: Path) -> None:
    """Raise ``NoteError`` when a folder is a link: what lies behind it is not the reader's to change."""
    if folder.is_symlink():
        raise NoteError(f"{folder} is a link; notes are only written to real folders.", "Put a folder in its place.")


def refuse_newer(version: FileVersion) -> None:
    """Raise ``NoteError`` when a newer Dateline wrote a version: this one may not know what it would lose."""
    if version.decoded.schema > wire.SCHEMA:
        raise NoteError(
            f"The note in {version.path.name} was written by a newer Dateline; this one leaves it as it is.",
            "Update Dateline to change it.",
        )


def now(*versions: FileVersion) -> datetime:
    """Return the time, but none before the latest change: a clock set back must not make it the oldest."""
    return max([datetime.now(UTC), *(version.decoded.annotation.modified for version in versions)])

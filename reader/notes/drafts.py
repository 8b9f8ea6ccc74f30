"""Notes that are being written: kept with every letter, until they are saved as notes or given up.

A file a draft, ``drafts/<article id>/<key>.json`` beside the notes. Each is replaced as a whole, so a process that is
killed leaves the last letter's draft; it isn't forced onto the disk as a note is, so a power cut may cost the last
seconds.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

import msgspec

from reader.errors import NoteError
from reader.model.annotation import Target
from reader.notes.shelf import is_article_id
from reader.text.clean import clean, clean_line

_MOST_BYTES = 1 << 22


@dataclass(frozen=True, slots=True)
class Draft:
    """A note on its way.

    ``note`` is the id of the note that it changes, "" for a new one; ``digest`` that of the note's file as it was when
    writing began: if it is another one when the draft is saved, somebody else has written since.
    """

    article: str
    note: str
    target: Target
    body: str
    tags: tuple[str, ...] = ()
    digest: str = ""

    @property
    def key(self) -> str:
        """What tells the drafts of an article apart: the note, or the passage."""
        if self.note:
            return self.note
        return "whole" if self.target.whole else f"new-{self.target.span.start}-{self.target.span.end}"


class Drafts:
    """The drafts in a folder, which need not exist."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def of_article(self, article: str) -> list[Draft]:
        """Return an article's drafts, the latest last; one that can't be read stays where it is and is left out."""
        if not is_article_id(article):
            return []
        try:
            paths = sorted((self._folder / article).glob("*.json"), key=lambda path: path.stat().st_mtime_ns)
        except OSError:
            return []
        return [draft for path in paths if (draft := _read(path)) is not None]

    def keep(self, draft: Draft) -> None:
        """Keep a draft in place of the one with the same key; raises ``NoteError``."""
        path = self._path(draft)
        temporary = path.with_name(f".{path.name}.{os.getpid()}.tmp")
        try:
            path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            temporary.write_bytes(msgspec.json.encode(draft))
            temporary.replace(path)
        except OSError as error:
            raise NoteError(
                f"The draft can't be kept in {path.parent}: {error.strerror or type(error).__name__}.",
                "It is lost if Dateline ends before the note is saved.",
            ) from error

    def drop(self, draft: Draft) -> None:
        """Remove a draft, if it is there; raises ``NoteError``."""
        try:
            self._path(draft).unlink(missing_ok=True)
        except OSError as error:
            raise NoteError(f"The draft can't be removed: {error.strerror or type(error).__name__}.") from error

    def _path(self, draft: Draft) -> Path:
        return self._folder / draft.article / f"{draft.key}.json"


def _read(path: Path) -> Draft | None:
    try:
        if path.stat().st_size > _MOST_BYTES:
            return None
        draft = msgspec.json.decode(path.read_bytes(), type=Draft)
    except (OSError, msgspec.MsgspecError, ValueError):
        return None
    known = Draft(
        draft.article, draft.note, draft.target, clean(draft.body), tuple(map(clean_line, draft.tags)), draft.digest
    )
    return known if path.name == f"{known.key}.json" and path.parent.name == known.article else None

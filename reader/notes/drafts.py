"""Notes that are being written: kept with every letter, until they are saved as notes or given up.

A file a draft, ``drafts/<article id>/<key>.json`` beside the notes. Each is replaced as a whole, so a process that is
killed leaves the last letter's draft; it isn't forced onto the disk as a note is, so a power cut may cost the last
seconds. A file that isn't as this process read or wrote it last is never replaced or removed: another window writes
on the same passage, and its draft is its own.
"""

from __future__ import annotations

import contextlib
import uuid
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import msgspec

from reader import disk
from reader.errors import NoteError
from reader.model.annotation import Target
from reader.notes import files
from reader.notes.shelf import is_article_id
from reader.text.clean import clean, clean_line

_State = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Draft:
    """A note on its way.

    ``note`` is the id of the note that it changes, "" for a new one; ``digest`` that of the note's file as it was when
    writing began: if it is another one when the draft is saved, somebody else has written since. ``name`` is what its
    file is called, "" for the usual name.
    """

    article: str
    note: str
    target: Target
    body: str
    tags: tuple[str, ...] = ()
    digest: str = ""
    name: str = ""

    @property
    def key(self) -> str:
        """What tells the drafts of an article apart: the note or the passage, or where that is taken a name."""
        return self.name or self._usual_name

    @property
    def _usual_name(self) -> str:
        if self.note:
            return self.note
        return "whole" if self.target.whole else f"new-{self.target.span.start}-{self.target.span.end}"

    def named(self, name: str) -> Draft:
        """Return it as the one in a file of that name."""
        return replace(self, name="" if name == self._usual_name else name)


class Drafts:
    """The drafts in a folder, which need not exist."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._known: dict[Path, _State | None] = {}  # how each file was when it was read or written here last

    def of_article(self, article: str) -> list[Draft]:
        """Return an article's drafts, the latest last; one that can't be read stays where it is and is left out."""
        if not is_article_id(article):
            return []
        try:
            paths = sorted((self._folder / article).glob("*.json"), key=lambda path: path.stat().st_mtime_ns)
        except OSError:
            return []
        return [draft for path in paths if (draft := self._read(path)) is not None]

    def unreadable(self) -> list[Path]:
        """Return the files of all articles that should be drafts and can't be read."""
        return [path for path in sorted(self._folder.glob("*/*.json")) if self._read(path) is None]

    def keep(self, draft: Draft) -> Draft:
        """Keep a draft in place of the one with the same key, and return it: its key is another where that isn't ours.

        Raises:
            NoteError: it can't be written.
        """
        if not self._is_ours(self._path(draft)):
            draft = draft.named(f"{draft.key}.{uuid.uuid4().hex[:8]}")
        path = self._path(draft)
        data = msgspec.json.encode(draft)
        files.refuse_too_large(data)
        try:
            path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            with _temporary(path.parent) as temporary:
                temporary.write_bytes(data)
                temporary.replace(path)
        except OSError as error:
            raise NoteError(
                f"The draft can't be kept in {path.parent}: {files.reason(error)}.",
                "It is lost if Dateline ends before the note is saved.",
            ) from error
        self._known[path] = _state(path)
        return draft

    def drop(self, draft: Draft) -> None:
        """Remove a draft, if it is there and ours; raises ``NoteError``."""
        path = self._path(draft)
        try:
            if self._is_ours(path):
                path.unlink(missing_ok=True)
        except OSError as error:
            raise NoteError(f"The draft can't be removed: {files.reason(error)}.") from error
        disk.sweep(path.parent)

    def _path(self, draft: Draft) -> Path:
        return self._folder / draft.article / f"{draft.key}.json"

    def _is_ours(self, path: Path) -> bool:
        """Tell whether a file isn't there, or is as we know it."""
        return _state(path) in {None, self._known.get(path)}

    def _read(self, path: Path) -> Draft | None:
        state = _state(path)  # before it is read: what is written meanwhile is not known
        try:
            draft = msgspec.json.decode(files.read(path), type=Draft)
        except (OSError, files.UnreadableError, msgspec.MsgspecError, ValueError, RecursionError):
            return None
        if path.parent.name != draft.article:
            return None
        self._known[path] = state
        tags = tuple(map(clean_line, draft.tags))
        return replace(draft, body=clean(draft.body), tags=tags).named(path.stem)


@contextlib.contextmanager
def _temporary(folder: Path) -> Iterator[Path]:
    """Yield a name for a file that is to be whole before it gets its own; gone when the block ends."""
    path = folder / f".{uuid.uuid4().hex}.tmp"
    try:
        yield path
    finally:
        path.unlink(missing_ok=True)


def _state(path: Path) -> _State | None:
    """Return what tells a file from what it was before; None when it isn't there."""
    try:
        found = path.lstat()
    except OSError:
        return None
    return found.st_mtime_ns, found.st_size, found.st_ino

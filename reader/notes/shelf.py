"""Reading a folder of notes: which files are notes, which are versions of the same note, which are damaged.

``<shelf>/<article id>/<anything>.json``. What a file is called only says where to look first: the id inside
it decides which note it is a version of. So a copy that a sync tool made is found under any name.
"""

from __future__ import annotations

import hashlib
import os
import re
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from reader.model.annotation import Annotation
from reader.notes import files, wire

_UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}", re.IGNORECASE)
_ARTICLE = re.compile(r"[a-z0-9][a-z0-9_-]{0,99}")


@dataclass(frozen=True, slots=True)
class Version:
    """Another text of the same note, in a file of its own."""

    body: str
    modified: datetime
    file: Path


@dataclass(frozen=True, slots=True)
class Note:
    """An annotation as it stands on disk.

    ``digest`` identifies the bytes that were read; ``history`` is what edits replaced, oldest first;
    ``conflicts`` are the other files that hold versions of it; ``path`` is its own file.
    """

    annotation: Annotation
    digest: str
    history: tuple[wire.Past, ...]
    conflicts: tuple[Version, ...]
    path: Path

    @property
    def id(self) -> str:
        """The annotation's id."""
        return self.annotation.id


@dataclass(frozen=True, slots=True)
class Problem:
    """A file that should be a note and can't be read as one; it is left as it is."""

    path: Path
    why: str


@dataclass(frozen=True, slots=True)
class Scan:
    """What was found: notes by article and creation, and the files that are none."""

    notes: tuple[Note, ...]
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class FileVersion:
    """One file that holds a version of a note."""

    path: Path
    digest: str
    raw: dict[str, object]
    decoded: wire.Decoded

    @property
    def rank(self) -> tuple[bool, bool, datetime, str]:
        """Sorts the note's own file before all others, then our own before others' names, then the newest."""
        annotation = self.decoded.annotation
        own = self.path.name == file_name(annotation.id)
        return (own, self.path.name.startswith(annotation.id), annotation.modified, self.path.name)


def file_name(note_id: str) -> str:
    """Return the name of a note's own file."""
    return f"{note_id}.json"


def is_article_id(article: str) -> bool:
    """Tell whether an article's id is fit to be a folder's name on every system."""
    return _ARTICLE.fullmatch(article) is not None


def digest(data: bytes) -> str:
    """Return the SHA-256 of the bytes of a file."""
    return hashlib.sha256(data).hexdigest()


class Shelf:
    """A folder with a folder an article in it; it need not exist.

    All methods raise ``OSError`` when the folder itself can't be listed.
    """

    def __init__(self, root: Path) -> None:
        self.root = root

    def scan(self, article: str | None = None) -> Scan:
        """Read all notes, or those of one article."""
        notes: list[Note] = []
        problems: list[Problem] = []
        for folder in self._folders(problems) if article is None else self._folder(article, problems):
            versions = self._versions(folder, problems)
            notes.extend(gather(versions))
        notes.sort(key=lambda note: (note.annotation.article, note.annotation.created, note.id))
        return Scan(tuple(notes), tuple(problems))

    def versions(self, note_id: str) -> list[FileVersion]:
        """Return the files that hold a note, its own first; of several articles, those of the first."""
        for folder in self._folders([]):
            names = [name for name in _names(folder) if _may_hold(name, note_id)]
            found = [version for name in names if (version := self._load(folder / name, []))]
            mine = [version for version in found if version.decoded.annotation.id == note_id]
            if mine:
                return sorted(mine, key=lambda version: version.rank, reverse=True)
        return []

    def ids(self, prefix: str) -> set[str]:
        """Return the ids of notes that begin with ``prefix``, by names alone if any fits, else by content."""
        named = {note for counted in self.listing().values() for note in counted if note.startswith(prefix)}
        return named or {note.id for note in self.scan().notes if note.id.startswith(prefix)}

    def listing(self) -> dict[str, set[str]]:
        """Return the ids of the notes of each article as the names of the files tell them."""
        found: dict[str, set[str]] = {}
        for folder in self._folders([]):
            ids = {named[0].lower() for name in _names(folder) if (named := _UUID.match(name))}
            if ids:
                found[folder.name] = ids
        return found

    def _folders(self, problems: list[Problem]) -> Iterator[Path]:
        try:
            names = sorted(entry.name for entry in self.root.iterdir())
        except FileNotFoundError:
            return
        for name in names:
            if name.startswith("."):  # a sync tool's, git's, our lock
                continue
            if name.endswith(".json") or (not is_article_id(name) and (self.root / name).is_dir()):
                problems.append(Problem(self.root / name, "it is in no folder named after an article"))
            elif is_article_id(name):
                yield from self._folder(name, problems)

    def _folder(self, name: str, problems: list[Problem]) -> Iterator[Path]:
        folder = self.root / name
        try:
            mode = os.lstat(folder).st_mode
            if stat.S_ISDIR(mode):
                next(folder.iterdir(), None)  # raises where we have no right to look
                yield folder
            elif stat.S_ISLNK(mode):
                problems.append(Problem(folder, "it is a link; only folders that lie here themselves are read"))
        except FileNotFoundError:
            return
        except OSError as error:
            problems.append(Problem(folder, f"it can't be read: {files.reason(error)}"))

    def _versions(self, folder: Path, problems: list[Problem]) -> list[FileVersion]:
        return [version for name in _names(folder) if (version := self._load(folder / name, problems))]

    def _load(self, path: Path, problems: list[Problem]) -> FileVersion | None:
        try:
            return load(path)
        except FileNotFoundError:  # moved away while we were reading
            return None
        except (files.UnreadableError, wire.WireError) as error:
            problems.append(Problem(path, str(error)))
            return None


def load(path: Path) -> FileVersion:
    """Read one file; the article is the folder it lies in.

    Raises:
        FileNotFoundError: there is no such file.
        UnreadableError: it can't be read.
        WireError: it holds no annotation.

    """
    data = files.read(path)
    raw = wire.loads(data)
    return FileVersion(path, digest(data), raw, wire.decode(raw, path.parent.name))


def gather(versions: list[FileVersion]) -> Iterator[Note]:
    """Put the versions of each note together; the first by rank is the note, the others its conflicts.

    A copy with the very same bytes is no conflict: a sync tool's double of a file that nobody changed.
    """
    by_id: dict[str, list[FileVersion]] = {}
    for version in sorted(versions, key=lambda version: version.rank, reverse=True):
        by_id.setdefault(version.decoded.annotation.id, []).append(version)
    for first, *others in by_id.values():
        conflicts = tuple(
            Version(other.decoded.annotation.body, other.decoded.annotation.modified, other.path)
            for other in others
            if other.digest != first.digest
        )
        yield Note(first.decoded.annotation, first.digest, first.decoded.history, conflicts, first.path)


def _names(folder: Path) -> list[str]:
    """Return the names of what may be notes; temporary and hidden files are not."""
    try:
        names = sorted(entry.name for entry in folder.iterdir())
    except FileNotFoundError:
        return []
    return [name for name in names if name.endswith(".json") and not name.startswith(".")]


def _may_hold(name: str, note_id: str) -> bool:
    named = _UUID.match(name)
    return named is None or named[0].lower() == note_id

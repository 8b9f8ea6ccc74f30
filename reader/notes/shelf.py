"""Reading a folder of notes: which files are notes, which are versions of the same note, which are damaged.

``<shelf>/<article id>/<anything>.json``. What a file is called only says where to look first: the id inside
it decides which note it is a version of. So a copy that a sync tool made is found under any name; of a folder,
under the names that such tools give to copies, and in any case.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import re
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from reader.model.annotation import Annotation, Colour
from reader.notes import files, wire

State = frozenset[tuple[str, int, int, int]]
"""Path, time of the last change, size and number of each file."""

RESOLVED = ".resolved"
"""Behind the name of a version that the resolution of a conflict has put aside."""

_UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}", re.IGNORECASE)
_ARTICLE = re.compile(r"[a-z0-9][a-z0-9_-]{0,99}")
# What sync tools make of a folder's name: "… 2", "… (1)", "… (Case Conflict)", "…-LAPTOP", "….sync-conflict-…".
_COPIED_FOLDER = re.compile(r"([0-9a-f]{12})[^0-9a-z].*", re.IGNORECASE)
# rclone bisync and git put their marks behind the ending, all others before it.
_NOTE_FILE = re.compile(r"[^.].*\.json(\.conflict\d*|\.\.path\d|~[^~]+)?", re.IGNORECASE | re.DOTALL)
_IN_CLOUD = re.compile(r"\.(.*\.json)\.icloud", re.IGNORECASE | re.DOTALL)


@dataclass(frozen=True, slots=True)
class Version:
    """Another text of the same note, in a file of its own."""

    body: str
    modified: datetime
    file: Path
    tags: tuple[str, ...] = ()
    colour: Colour = Colour.YELLOW


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
    """A file that should be a note and can't be read as one; it is left as it is. ``helps``: what is known to help."""

    path: Path
    why: str
    helps: str = ""

    @property
    def todo(self) -> str:
        """What to do."""
        return self.helps or "restore it from a backup, or move it away"

    def told(self, kind: str = "note") -> str:
        """Return what is wrong in a sentence; ``kind`` is what the file should be."""
        return f"“{self.path}” can't be read as a {kind}: {self.why}."


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
    def rank(self) -> tuple[bool, bool, bool, datetime, str]:
        """Sorts the note's own file before all others, then our own before others' names, then the newest."""
        annotation = self.decoded.annotation
        home = self.path.parent.name == annotation.article
        own = self.path.name == file_name(annotation.id)
        return (own, home, self.path.name.startswith(annotation.id), annotation.modified, self.path.name)


def file_name(note_id: str) -> str:
    """Return the name of a note's own file."""
    return f"{note_id}.json"


def is_article_id(article: str) -> bool:
    """Tell whether an article's id is fit to be a folder's name on every system."""
    return _ARTICLE.fullmatch(article) is not None


def article_of(folder: str) -> str | None:
    """Return the id of the article whose notes lie in a folder of that name, None if it is no article's."""
    copied = _COPIED_FOLDER.fullmatch(folder)
    article = copied[1].lower() if copied else folder.lower()
    return article if is_article_id(article) else None


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
        for folders in self._folders(article, problems).values():
            versions = [version for folder in folders for version in self._versions(folder, problems)]
            notes.extend(gather(versions))
        notes.sort(key=lambda note: (note.annotation.article, note.annotation.created, note.id))
        return Scan(tuple(notes), tuple(problems))

    def state(self, article: str | None = None) -> State:
        """Return what tells the files of an article's notes, or of all, from what they were, without reading them."""
        found: set[tuple[str, int, int, int]] = set()
        for folder in (folder for folders in self._folders(article, []).values() for folder in folders):
            with os.scandir(folder) as entries:
                for entry in entries:
                    if _NOTE_FILE.fullmatch(entry.name):
                        stat_of = entry.stat(follow_symlinks=False)
                        found.add((entry.path, stat_of.st_mtime_ns, stat_of.st_size, stat_of.st_ino))
        return frozenset(found)

    def versions(self, note_id: str, article: str | None = None) -> list[FileVersion]:
        """Return the files that hold a note, its own first; of several articles, those of the first."""
        for folders in self._folders(article, []).values():
            paths = [folder / name for folder in folders for name in _names(folder) if _may_hold(name, note_id)]
            found = [version for path in paths if (version := self._load(path, []))]
            mine = [version for version in found if version.decoded.annotation.id == note_id]
            if mine:
                return sorted(mine, key=lambda version: version.rank, reverse=True)
        return []

    def ids(self, prefix: str) -> set[str]:
        """Return the ids of notes that begin with ``prefix``, by names alone if any fits, else by content.

        A whole id is taken at its word: there may be no such note.
        """
        if _UUID.fullmatch(prefix):
            return {prefix}
        named = {note for counted in self.listing().values() for note in counted if note.startswith(prefix)}
        return named or {note.id for note in self.scan().notes if note.id.startswith(prefix)}

    def listing(self, problems: list[Problem] | None = None) -> dict[str, set[str]]:
        """Return the ids of the notes of each article; only files whose names don't tell are read for it.

        ``problems`` takes what can't be listed for that: folders, and those files.
        """
        found: dict[str, set[str]] = {}
        told: list[Problem] = [] if problems is None else problems
        for article, folders in self._folders(None, told).items():
            ids = {self._id_of(folder / name, told) for folder in folders for name in _names(folder)}
            if known := {each for each in ids if each}:
                found[article] = known
        return found

    def _id_of(self, path: Path, problems: list[Problem]) -> str | None:
        if named := _UUID.match(path.name):
            return named[0].lower()
        version = self._load(path, problems)  # another program's, or a copy called "Copy of …"
        return version.decoded.annotation.id if version else None

    def _folders(self, wanted: str | None, problems: list[Problem]) -> dict[str, list[Path]]:
        """Return the folders of each article, or of the one that is wanted, that can be looked into."""
        try:
            names = sorted(entry.name for entry in self.root.iterdir())
        except FileNotFoundError:
            return {}
        found: dict[str, list[Path]] = {}
        for name in names:
            article = article_of(name)
            if name.startswith("."):  # a sync tool's, git's, our lock
                continue
            if name.endswith(".json") or (article is None and (self.root / name).is_dir()):
                why = "it is in no folder named after an article"
                problems.append(Problem(self.root / name, why, "put it where it belongs, or move it away"))
            elif article is not None and wanted in {None, article} and _is_folder(self.root / name, problems):
                found.setdefault(article, []).append(self.root / name)
        return found

    def _versions(self, folder: Path, problems: list[Problem]) -> list[FileVersion]:
        for name in _listed(folder):
            if cloud := _IN_CLOUD.fullmatch(name):
                why = f"“{cloud[1]}” is in iCloud and not on this disk"
                problems.append(Problem(folder / name, why, "have the folder downloaded in the Finder"))
        return [version for name in _names(folder) if (version := self._load(folder / name, problems))]

    def _load(self, path: Path, problems: list[Problem]) -> FileVersion | None:
        try:
            return load(path)
        except FileNotFoundError:  # moved away while we were reading
            return None
        except (files.UnreadableError, wire.WireError) as error:
            problems.append(Problem(path, str(error), error.todo))
            return None

    def put_aside(self, article: str, note_id: str) -> frozenset[Path]:
        """Return the files in which resolutions have put versions of a note aside."""
        names = (name for name in _listed(self.root / article) if name.endswith(RESOLVED) and _may_hold(name, note_id))
        return frozenset(self.root / article / name for name in names)

    def expired(self, before: float) -> Iterator[Path]:
        """Yield the files of notes that came here before a time in seconds; what can't be read is not among them."""
        for folder in (folder for folders in self._folders(None, []).values() for folder in folders):
            for path in folder.iterdir():
                if path.name.startswith(".") or not path.name.endswith((".json", RESOLVED)):
                    continue
                with contextlib.suppress(OSError, files.UnreadableError, wire.WireError):
                    load(path)
                    if files.unchanged_since(path, before):
                        yield path


def load(path: Path) -> FileVersion:
    """Read one file; the article is the folder it lies in.

    Raises:
        FileNotFoundError: there is no such file.
        UnreadableError: it can't be read.
        WireError: it holds no annotation.

    """
    data = files.read(path)
    raw = wire.loads(data)
    return FileVersion(path, digest(data), raw, wire.decode(raw, article_of(path.parent.name) or path.parent.name))


def gather(versions: list[FileVersion]) -> Iterator[Note]:
    """Put the versions of each note together; the first by rank is the note, the others its conflicts.

    A copy with the very same bytes is no conflict: a sync tool's double of a file that nobody changed.
    """
    by_id: dict[str, list[FileVersion]] = {}
    for version in sorted(versions, key=lambda version: version.rank, reverse=True):
        by_id.setdefault(version.decoded.annotation.id, []).append(version)
    for first, *others in by_id.values():
        conflicts = tuple(_version(other) for other in others if other.digest != first.digest)
        yield Note(first.decoded.annotation, first.digest, first.decoded.history, conflicts, first.path)


def _version(file: FileVersion) -> Version:
    found = file.decoded.annotation
    return Version(found.body, found.modified, file.path, found.tags, found.colour)


def _names(folder: Path) -> list[str]:
    """Return the names of what may be notes; temporary and hidden files are not."""
    return [name for name in _listed(folder) if _NOTE_FILE.fullmatch(name)]


def _listed(folder: Path) -> list[str]:
    try:
        return sorted(os.listdir(folder))  # noqa: PTH208  `iterdir` takes three times as long
    except (FileNotFoundError, NotADirectoryError):  # taken away while we were reading
        return []


def _is_folder(path: Path, problems: list[Problem]) -> bool:
    """Tell whether a path is a folder that we may look into; what stands in its place is a problem."""
    try:
        mode = os.lstat(path).st_mode
        if stat.S_ISDIR(mode):
            with os.scandir(path):  # raises where we have no right to look
                return True
        if stat.S_ISLNK(mode):
            problems.append(Problem(path, "it is a link; only folders that lie here themselves are read"))
    except FileNotFoundError:
        pass
    except OSError as error:
        problems.append(Problem(path, f"it can't be read: {files.reason(error)}", files.what_helps(error)))
    return False


def _may_hold(name: str, note_id: str) -> bool:
    named = _UUID.match(name)
    return named is None or named[0].lower() == note_id

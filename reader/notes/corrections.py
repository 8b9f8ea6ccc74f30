"""The reader's corrections: one small file each, beside the notes.

``corrections/<article id>/<id>.json`` for one article, ``corrections/all/<id>.json`` for all; those taken back lie in
``corrections/trash``. A file is written once and never again: whoever thinks better takes one back and makes
another. So no two writers can disagree about one, and what a newer Dateline wrote into it stays in it.
"""

from __future__ import annotations

import contextlib
import os
import re
import time
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from reader import disk
from reader.errors import NoteError, NotFoundError
from reader.model.correction import Correction, CorrectionKind
from reader.notes import files, wire
from reader.notes.shelf import Problem, State, article_of, is_article_id
from reader.text.clean import clean_line

SCHEMA = 1
"""The schema that is written. A file with a higher number is left alone."""

ALL = "all"
"""The folder of those that are for all articles."""

TRASH = "trash"

_FILE = re.compile(r"[^.].*\.json", re.IGNORECASE)
_ALL = re.compile(rf"{ALL}([^0-9a-z].*)?", re.IGNORECASE)
_PREFIX = re.compile(r"[0-9a-f][0-9a-f-]{3,35}")


@dataclass(frozen=True, slots=True)
class FoundCorrections:
    """Corrections in the order in which they were made, and the files that should be some and can't be read."""

    corrections: tuple[Correction, ...]
    problems: tuple[Problem, ...]


class CorrectionStore:
    """The corrections in a folder, which need not exist before the first is added.

    ``elsewhere``: as for ``NoteStore``. All methods raise ``NoteError`` with the system's reason when a folder or file
    can't be read or written; what was on the disk before is still there then.
    """

    def __init__(self, folder: Path, *, elsewhere: bool = False) -> None:
        self.folder = folder
        self._elsewhere = elsewhere

    # Reading

    def all(self) -> FoundCorrections:
        """Return all corrections."""
        with self._telling("The corrections can't be read"):
            return self._read(_folders(self.folder))

    def for_article(self, article: str) -> FoundCorrections:
        """Return those for one article and those for all."""
        with self._telling("The corrections can't be read"):
            return self._read(_folders(self.folder, article))

    def state(self, article: str) -> State:
        """Return a value that is another one after any change to the files of an article's, those for all included."""
        with self._telling("The corrections can't be read"):
            paths = [path for folder in _folders(self.folder, article) for path in _files(folder)]
            found = [(path, path.lstat()) for path in paths]
            return frozenset((str(path), each.st_mtime_ns, each.st_size, each.st_ino) for path, each in found)

    # Writing

    def add(self, correction: Correction) -> Correction:
        """Write a correction, with an id and a time of its own; returns after it is on the disk."""
        made = Correction(
            str(uuid.uuid4()), correction.kind, clean_line(correction.words), self._now(correction.article),
            clean_line(correction.means), correction.article, correction.at, clean_line(correction.title),
        )  # fmt: skip
        if not made.words or not is_article_id(made.article or ALL):
            raise NoteError("A correction needs words and an article, or all articles.", "Choose a name or a quote.")
        folder = self.folder / (made.article or ALL)
        with self._telling("The correction can't be saved"):
            _make_folder(folder)
            disk.sweep(folder)
            disk.create(folder / f"{made.id}.json", wire.dumps(encode(made)))
        return made

    def remove(self, known: str) -> Correction:
        """Move a correction to the trash and return it.

        Raises:
            NotFoundError: there is none by that id.

        """
        with self._telling("The correction can't be taken back"):
            path, correction = self._find(self.folder, known)
            self._move(path, self.folder / TRASH / path.parent.name)
            return correction

    def restore(self, known: str) -> Correction:
        """Bring a correction back from the trash and return it.

        Raises:
            NotFoundError: there is none by that id in the trash.

        """
        with self._telling("The correction can't be brought back"):
            path, correction = self._find(self.folder / TRASH, known)
            self._move(path, self.folder / path.parent.name)
            return correction

    def empty_trash(self, days: int) -> int:
        """Delete for good what was taken back more than ``days`` days ago; returns how many files that were.

        What can't be read stays, and so does everything while ``days`` is 0 or less.
        """
        if days <= 0:
            return 0
        before = time.time() - days * 86_400
        with self._telling("The trash can't be emptied"):
            expired = [path for path, _ in _readable(self.folder / TRASH) if files.unchanged_since(path, before)]
            for path in expired:
                files.remove(path)
            return len(expired)

    # Parts

    def _telling(self, doing: str) -> contextlib.AbstractContextManager[None]:
        return files.telling(doing, self.folder, elsewhere=self._elsewhere)

    def _now(self, article: str) -> datetime:
        """Return the time, but later than all that holds there: a clock set back must not make the last the first."""
        with self._telling("The correction can't be saved"):
            known = self._read(_folders(self.folder, article or ALL)).corrections
        return max([datetime.now(UTC), *(each.created + timedelta(microseconds=1) for each in known)])

    def _read(self, folders: list[Path]) -> FoundCorrections:
        found: dict[str, Correction] = {}
        problems: list[Problem] = []
        paths: list[Path] = []
        for folder in folders:
            try:
                paths += _files(folder)
            except OSError as error:
                why = f"it can't be looked into: {files.reason(error)}"
                problems.append(Problem(folder, why, files.what_helps(error)))
        for path in paths:
            try:
                correction = load(path)
            except FileNotFoundError:  # taken back while we were reading
                continue
            except (files.UnreadableError, wire.WireError) as error:
                problems.append(Problem(path, str(error), error.todo))
                continue
            # A copy that a sync tool made says the same: nobody changes these files.
            found.setdefault(correction.id, correction)
        return FoundCorrections(
            tuple(sorted(found.values(), key=lambda each: (each.created, each.id))), tuple(problems)
        )

    def _find(self, root: Path, known: str) -> tuple[Path, Correction]:
        """Return the file of the correction whose id ``known`` is or begins."""
        prefix = known.strip().lower()
        fitting: dict[str, tuple[Path, Correction]] = {}
        for path, correction in _readable(root) if _PREFIX.fullmatch(prefix) else ():
            if correction.id.startswith(prefix):
                fitting.setdefault(correction.id, (path, correction))
        if len(fitting) > 1:
            raise NotFoundError(f"{len(fitting)} corrections begin with “{prefix}”.", "Give more of the id.")
        for found in fitting.values():
            return found
        where = "in the trash " if root.name == TRASH else ""
        raise NotFoundError(
            f"There is no correction “{clean_line(known)}” {where}that can be read.",
            "List them: dateline correct list",
        )

    def _move(self, path: Path, folder: Path) -> None:
        _make_folder(folder)
        target = folder / path.name
        while True:
            try:
                disk.move(path, target)
                with contextlib.suppress(OSError):  # the time from which the trash counts
                    os.utime(target)
                return
            except FileExistsError:  # a copy was there already; neither is lost
                target = folder / f"{path.stem}.{uuid.uuid4().hex[:8]}.json"


def encode(correction: Correction) -> wire.Json:
    """Return a correction as the object that is stored."""
    return {
        "type": "Correction",
        "schema": SCHEMA,
        "id": correction.id,
        "created": wire.stamp(correction.created),
        "article": correction.article or None,
        "title": correction.title,
        "kind": correction.kind.value,
        "words": correction.words,
        "means": correction.means,
        "at": correction.at,
    }


def decode(raw: wire.Json, folder: str) -> Correction:
    """Return the correction in an object; the folder that its file lies in says which article it is for.

    Raises:
        WireError: it is none, or a newer Dateline's.

    """
    schema, words, means, at = (raw.get(name) for name in ("schema", "words", "means", "at"))
    if raw.get("type") != "Correction" or not isinstance(schema, int):
        raise wire.WireError("it is JSON, but no correction")
    kind = raw.get("kind")
    if schema > SCHEMA or kind not in list(CorrectionKind):
        raise wire.WireError("it was made by a newer Dateline; update to have it applied")
    if not isinstance(words, str) or not (cleaned := clean_line(words)):
        raise wire.WireError("it doesn't say of which words")
    return Correction(
        wire.read_id(raw),
        CorrectionKind(str(kind)),
        cleaned,
        wire.read_time(raw.get("created")),
        clean_line(means) if isinstance(means, str) else "",
        "" if folder == ALL else folder,
        at if isinstance(at, int) and at >= 0 else 0,
        clean_line(str(raw.get("title") or "")),
    )


def load(path: Path) -> Correction:
    """Read one file.

    Raises:
        FileNotFoundError: there is no such file.
        UnreadableError: it can't be read.
        WireError: it holds no correction, or a newer Dateline's.

    """
    return decode(wire.loads(files.read(path)), _meant(path.parent.name) or path.parent.name)


def _folders(root: Path, article: str | None = None) -> list[Path]:
    """Return the folders that hold corrections, those that a sync tool made copies of too: for all, and for articles.

    With ``article`` only those for it and for all.
    """
    try:
        entries = sorted(root.iterdir())
    except FileNotFoundError:
        return []
    meant = {entry: _meant(entry.name) for entry in entries if entry.name.lower() != TRASH}
    wanted = {*meant.values()} - {None} if article is None else {ALL, article}
    return [entry for entry, what in meant.items() if what in wanted]


def _meant(folder: str) -> str | None:
    """Return the article that a folder's corrections are for, ``ALL`` for all; None where it is no such folder."""
    return ALL if _ALL.fullmatch(folder) else article_of(folder)


def _files(folder: Path) -> list[Path]:
    """Return the files that should be corrections; temporary and hidden ones are none."""
    try:
        return sorted(entry for entry in folder.iterdir() if _FILE.fullmatch(entry.name))
    except (FileNotFoundError, NotADirectoryError):
        return []


def _readable(root: Path) -> Iterator[tuple[Path, Correction]]:
    """Yield the files of all articles that can be read, with what is in them."""
    for path in (path for folder in _folders(root) for path in _files(folder)):
        with contextlib.suppress(FileNotFoundError, files.UnreadableError, wire.WireError):
            yield path, load(path)


def _make_folder(folder: Path) -> None:
    disk.make_folder(folder)
    if folder.is_symlink():
        raise NoteError(f"{folder} is a link; corrections are only written to real folders.", "Put a folder there.")

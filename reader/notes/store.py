"""The reader's notes: one file each, written before any method that changes one returns.

No file is shared between notes, and none is ever changed in place. Adding takes no lock: every note has a
name of its own. Changing one that exists does: under the lock the file is read again, and replaced only if it
is still the one that the change was made on. See ``docs/notes.md`` for the format and the guarantees.
"""

from __future__ import annotations

import contextlib
import os
import re
import time
import uuid
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import NoReturn

from reader import disk
from reader.errors import NoteConflictError, NoteError, NotFoundError
from reader.model.annotation import Annotation, Colour, Target
from reader.notes import files, wire
from reader.notes.changes import changed, made, same
from reader.notes.resolution import ranked, settle
from reader.notes.shelf import (
    RESOLVED,
    FileVersion,
    Note,
    Problem,
    Scan,
    Shelf,
    State,
    Version,
    digest,
    file_name,
    gather,
    is_article_id,
    load,
)
from reader.notes.writing import afresh, data_of, make_folder, now, own_again, refuse_link, refuse_newer
from reader.text.clean import clean_line

__all__ = ["Note", "NoteStore", "Problem", "Scan", "Version"]

_PREFIX = re.compile(r"[0-9a-f][0-9a-f-]{3,35}")


class NoteStore:
    """The notes in a folder, which need not exist before the first is added.

    ``elsewhere``: the folder lies in one that the user named, perhaps on a drive that isn't always there; that one
    is not made, and a missing one is an error rather than no notes.

    Deleted notes go to a folder ``trash`` beside it. Notes are named by id or by the first four or more
    characters of one. Besides what they state, all methods raise ``NoteError`` with the system's reason when
    a folder or file can't be read or written; what was on the disk before is still there then.
    """

    def __init__(self, folder: Path, *, elsewhere: bool = False) -> None:
        self.folder = folder
        self._elsewhere = elsewhere
        self._live = Shelf(folder)
        self._trash = Shelf(folder.parent / "trash")

    # Reading

    def scan(self, article_id: str | None = None) -> Scan:
        """Return all notes, or an article's, with the files among them that can't be read."""
        with self._reading("The notes can't be read"):
            return self._live.scan(article_id)

    def all(self) -> list[Note]:
        """Return all notes, by article and creation."""
        return list(self.scan().notes)

    def of_article(self, article_id: str) -> list[Note]:
        """Return the notes of one article in the order they were made."""
        return list(self.scan(article_id).notes)

    def problems(self) -> list[Problem]:
        """Return the files that should be notes and can't be read; they stay as they are."""
        return list(self.scan().problems)

    def counts(self, problems: list[Problem] | None = None) -> dict[str, int]:
        """Return how many notes each article has; reads no file whose name tells which note it holds.

        ``problems`` takes what is left out: folders that can't be looked into, files that don't say whose they are.
        """
        with self._reading("The notes can't be read"):
            return {article: len(ids) for article, ids in self._live.listing(problems).items()}

    def state(self, article_id: str | None = None) -> State:
        """Return a value that is another one after any change to the files of an article's notes, or of all."""
        with self._reading("The notes can't be read"):
            return self._live.state(article_id)

    def get(self, note_id: str) -> Note:
        """Return one note.

        Raises:
            NotFoundError: there is none by that id, or several begin with it.

        """
        with self._reading("The note can't be read"):
            return _note(self._find(self._live, note_id))

    def foreign(self, annotation: Annotation) -> Mapping[str, object]:
        """Return the fields of other programs in a note's file, as they stand there; none where it can't be read."""
        try:
            return wire.foreign(load(self.folder / annotation.article / file_name(annotation.id)).raw)
        except (OSError, files.UnreadableError, wire.WireError):  # under another name perhaps
            with self._reading("The note can't be read"):
                versions = self._live.versions(annotation.id, annotation.article)
            return wire.foreign(versions[0].raw) if versions else {}

    def trash(self) -> list[Note]:
        """Return the deleted notes."""
        return list(self.scan_trash().notes)

    def scan_trash(self) -> Scan:
        """Return the deleted notes, with the files among them that can't be read."""
        with self._reading("The trash can't be read"):
            return self._trash.scan()

    # Writing

    def add(  # noqa: PLR0913  each is a part of a note
        self,
        article_id: str,
        target: Target,
        body: str = "",
        *,
        title: str = "",
        source: str = "",
        colour: Colour = Colour.YELLOW,
        tags: Iterable[str] = (),
    ) -> Note:
        """Write a new note, or with an empty ``body`` a highlight; returns after it is on the disk.

        Raises:
            NoteError: the passage is empty, the article's id is none, or it can't be written.

        """
        return self.take(made(article_id, target, body, title=title, source=source, colour=colour, tags=tags))

    def take(self, annotation: Annotation, extra: Mapping[str, object] | None = None) -> Note:
        """Write a note as it is, id and times included; returns after it is on the disk.

        ``extra`` are fields of another program's, which the file keeps.

        Raises:
            NoteError: the article's id is none, a file of that name is there, or it can't be written.

        """
        if not is_article_id(annotation.article):
            raise NoteError(f"“{clean_line(annotation.article)}” is no article's id.")
        path = self.folder / annotation.article / file_name(annotation.id)
        with self._reading("The note can't be saved"):
            make_folder(path.parent)
            disk.sweep(path.parent)
            data = data_of({**(extra or {}), **wire.encode(annotation)})
            disk.create(path, data)
        return Note(annotation, digest(data), (), (), path)

    def edit(
        self,
        note: Note,
        *,
        body: str | None = None,
        colour: Colour | None = None,
        tags: Iterable[str] | None = None,
        target: Target | None = None,
        undoing: bool = False,
    ) -> Note:
        """Change what is given; returns the note as it is then. Its history keeps what was replaced.

        ``undoing``: the change takes another one back.

        Raises:
            NoteConflictError: the file is no longer the one that ``note`` was read from. It is untouched, and
                what was to be written stands in another file beside it, as one of the note's ``conflicts``.
            NoteError: it was made by a newer Dateline, or can't be written.

        """
        wanted = changed(note.annotation, body, colour, tags, target)
        with self._writing("The note can't be saved"):
            refuse_link(note.path.parent)
            try:
                current = own_again(note)
            except FileNotFoundError:
                self._keep_deleted(note, wanted)
            except (files.UnreadableError, wire.WireError) as error:
                self._keep_beside(note, afresh(note, wanted), f"The note's file was damaged meanwhile: {error}.")
            if same(current.decoded.annotation, wanted):  # nothing to change, or another did just that
                return self._reread(note)
            refuse_newer(current)
            raw = wire.revise(current.raw, replace(wanted, modified=now(current)), undoing=undoing)
            if current.digest != note.digest:
                raw = wire.remember(raw, [(note.annotation.body, note.annotation.modified)])
                self._keep_beside(note, raw, "The note was changed elsewhere meanwhile.")
            disk.replace(note.path, data_of(raw))
            return self._reread(note)

    def refile(self, note: Note, article_id: str, target: Target) -> Note:
        """Put a note, all its versions with it, to another article; its passage there is ``target``.

        Raises:
            NotFoundError: there is no such note any more.
            NoteError: the article's id is none, a file of that name is there, or a version is a newer Dateline's.

        """
        if not is_article_id(article_id):
            raise NoteError(f"“{clean_line(article_id)}” is no article's id.")
        with self._writing("The note can't be moved to its article"):
            versions = self._find(self._live, note.id)
            for version in versions:
                refuse_newer(version)
            own, folder = versions[0], self.folder / article_id
            wanted = replace(own.decoded.annotation, article=article_id, target=target, modified=now(own))
            data = data_of(wire.revise(own.raw, wanted))  # before anything is moved, should it be refused
            make_folder(folder)
            for version in reversed(versions):  # its own file last, as in `_move`
                disk.move(version.path, folder / version.path.name)
            disk.replace(folder / own.path.name, data)
            return self._reread(replace(note, annotation=wanted, path=folder / own.path.name))

    def delete(self, note: Note | str) -> Note:
        """Move a note, all its versions with it, to the trash; returns it as it was.

        Raises:
            NotFoundError: there is none by that id.

        """
        with self._writing("The note can't be deleted"):
            versions = self._find(self._live, _named(note))
            self._move(versions, self._trash.root)
            return _note(versions)

    def restore(self, note_id: str) -> Note:
        """Bring a note back from the trash. Where one of the same id is, both texts are kept as a conflict.

        Raises:
            NotFoundError: there is none by that id in the trash.

        """
        with self._writing("The note can't be restored"):
            versions = self._find(self._trash, note_id)
            self._move(versions, self.folder)
            return _note(self._find(self._live, versions[0].decoded.annotation.id))

    def texts(self, note: Note | str) -> list[Annotation]:
        """Return all texts of a note in conflict: first "mine", then "theirs", of several the newest first.

        "mine" is what Dateline wanted to write when it found another text; in a conflict that a sync tool
        made, it is the text under the note's own name.

        Raises:
            NotFoundError: there is no note by that id.
            NoteError: it has no conflict.

        """
        with self._reading("The note can't be read"):
            return ranked(_several(self._find(self._live, _named(note))))

    def resolve(self, note: Note | str, keep: Annotation | None) -> Note:
        """End a conflict: one of the ``texts`` is kept, or with None all, one below the other.

        The others go into the history. The files of the versions that go are kept in the trash, with the
        ending ``.resolved``.

        Raises:
            NotFoundError: there is no note by that id.
            NoteError: it has no conflict, ``keep`` is no text of it any more, or a version was made by a
                newer Dateline.

        """
        with self._writing("The conflict can't be resolved"):
            versions = _several(self._find(self._live, _named(note)))
            first, *others = versions
            for version in versions:
                refuse_newer(version)
            disk.replace(first.path, data_of(settle(versions, keep, now(*versions))))
            self._move(others, self._trash.root, ending=RESOLVED)
            return _note([load(first.path)])

    def put_aside(self, note: Note) -> frozenset[Path]:
        """Return the files in which resolutions have put versions of a note aside."""
        with self._reading("The trash can't be read"):
            return self._trash.put_aside(note.annotation.article, note.id)

    def reopen(self, note: Note, before: Annotation, parted: Iterable[Path]) -> Note:
        """Take a resolution back: the note is as it was ``before``, beside it again what was put aside.

        Raises:
            NoteConflictError: the file is no longer the one that ``note`` was read from.
            NoteError: what was put aside is gone, or it can't be written.

        """
        with self._writing("The choice can't be taken back"):
            refuse_link(note.path.parent)
            current = load(note.path)
            if current.digest != note.digest:
                raise NoteConflictError("The note was changed elsewhere since; it is left as it is.")
            for path in parted:
                disk.move(path, note.path.with_name(path.name.removesuffix(RESOLVED)))
            disk.replace(note.path, data_of(wire.revise(current.raw, replace(before, modified=now(current)))))
            return self._reread(note)

    def empty_trash(self, days: int) -> int:
        """Delete for good what went to the trash more than ``days`` days ago; returns how many files that were.

        What can't be read stays, and so does everything while ``days`` is 0 or less.
        """
        if days <= 0 or not self._trash.root.is_dir():
            return 0
        with self._writing("The trash can't be emptied"):
            expired = list(self._trash.expired(time.time() - days * 86_400))
            for path in expired:
                files.remove(path)
            return len(expired)

    # Parts

    def _reading(self, doing: str) -> contextlib.AbstractContextManager[None]:
        return files.telling(doing, self.folder, elsewhere=self._elsewhere)

    @contextlib.contextmanager
    def _writing(self, doing: str) -> Iterator[None]:
        with self._reading(doing):
            disk.make_folder(self.folder)
            with files.lock(self.folder):
                try:
                    yield
                except (files.UnreadableError, wire.WireError) as error:  # found while it was being changed
                    todo = error.todo or "mend its file"
                    raise NoteError(
                        f"{doing}: {error}.", f"{todo[0].upper()}{todo[1:]}; it was left as it is."
                    ) from error

    def _find(self, shelf: Shelf, named: str) -> list[FileVersion]:
        """Return the versions of the note that ``named`` names, its own file first."""
        prefix = named.strip().lower().removeprefix("urn:uuid:")
        ids = shelf.ids(prefix) if _PREFIX.fullmatch(prefix) else set()
        where = "in the trash " if shelf is self._trash else ""
        if len(ids) > 1:
            raise NotFoundError(f"{len(ids)} notes {where}begin with “{prefix}”.", "Give more of the id.")
        versions = shelf.versions(ids.pop()) if ids else []
        if not versions:
            raise NotFoundError(
                f"There is no note “{clean_line(named)}” {where}that can be read.",
                "List them: dateline note list",
            )
        return versions

    def _reread(self, note: Note) -> Note:
        versions = self._live.versions(note.id, note.annotation.article)
        if not versions:
            raise NoteError("The note was taken away by another program while it was saved.", "Save it once more.")
        return _note(versions)

    def _move(self, versions: list[FileVersion], root: Path, ending: str = "") -> None:
        """Move files to their article's folder below ``root``, a note's own file last.

        In that order: were we killed on the way, the note would still stand where it was.
        """
        for version in reversed(versions):
            folder = root / version.decoded.annotation.article
            make_folder(folder)
            target = folder / (version.path.name + ending)
            if version is not versions[0] and version.path.name == versions[0].path.name:
                target = _beside(
                    target, version, ending
                )  # from a copy of the folder: the name is the note's own file's
            while True:
                try:
                    disk.move(version.path, target)
                    with contextlib.suppress(OSError):  # the time from which the trash counts
                        os.utime(target)
                    break
                except FileExistsError:
                    target = _beside(target, version, ending)

    def _keep_deleted(self, note: Note, wanted: Annotation) -> NoReturn:
        """Write the text for a note whose file has gone."""
        raw = afresh(note, wanted)
        path = note.path.parent / file_name(note.id)
        make_folder(path.parent)
        try:
            disk.create(path, data_of(raw))
        except FileExistsError:
            self._keep_beside(note, raw, "The note was changed elsewhere meanwhile.")
        raise NoteConflictError(
            "The note was deleted elsewhere meanwhile; it is kept with your text.",
            f"If it should go: dateline note rm {note.id[:8]}",
        )

    def _keep_beside(self, note: Note, raw: dict[str, object], what: str) -> NoReturn:
        """Write a version of a note into a file of its own, and tell."""
        path = note.path.parent / f"{note.id}.conflict-{uuid.uuid4().hex[:8]}.json"
        disk.create(path, data_of(raw))
        raise NoteConflictError(
            f"{what} Both texts are kept.",
            f"See them, and choose: dateline note resolve {note.id[:8]}",
        )


def _beside(taken: Path, version: FileVersion, ending: str) -> Path:
    """Return a name that is free for a version whose own is taken."""
    return taken.with_name(f"{version.decoded.annotation.id}.{uuid.uuid4().hex[:8]}.json{ending}")


def _several(versions: list[FileVersion]) -> list[FileVersion]:
    if len(versions) < 2:
        raise NoteError("This note has only one text; there is nothing to resolve.")
    return versions


def _named(note: Note | str) -> str:
    return note if isinstance(note, str) else note.id


def _note(versions: list[FileVersion]) -> Note:
    return next(gather(versions))

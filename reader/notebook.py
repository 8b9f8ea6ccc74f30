"""The notes of all articles together: finding them, and changing many at once."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from reader.analysis.models import request_of
from reader.annotator import Annotator
from reader.corrected import corrected
from reader.errors import DatelineError, LibraryError, NotFoundError
from reader.model.analysis import Analysis
from reader.model.annotation import NOT_IN_LIBRARY, Colour, PlacedNote, Target
from reader.model.article import Article
from reader.model.span import Span
from reader.notes.query import NoteQuery, is_about
from reader.notes.store import Note, Problem
from reader.text.clean import clean
from reader.workspace import Workspace

_WHOLE_ID = re.compile(r"[0-9a-f]{12}")


@dataclass(frozen=True, slots=True)
class FoundNote:
    """A note as it is stored, where it stands in its article now, and what that is called now."""

    note: Note
    placed: PlacedNote
    title: str


@dataclass(frozen=True, slots=True)
class Found:
    """Notes by article and creation, and the files among them that can't be read."""

    notes: Sequence[FoundNote]
    problems: Sequence[Problem]


@dataclass(frozen=True, slots=True)
class Many:
    """How many of several notes were changed, and what kept the others from it."""

    done: int
    errors: Sequence[DatelineError]


class Notebook:
    """All notes of a workspace. It works without the library too: then no note has a place."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._article = lru_cache(maxsize=8)(self._read_article)  # notes come article by article
        self._analysis = lru_cache(maxsize=8)(self._read_analysis)

    def find(self, query: NoteQuery, article: str | None = None) -> Found:
        """Return the notes that are wanted, of one article or of all; raises ``NoteError``."""
        scan = self._workspace.note_store.scan(article)
        return Found(list(self._wanted(scan.notes, query)), scan.problems)

    def trash(self, query: NoteQuery, article: str | None = None) -> Found:
        """Return the deleted notes that are wanted; raises ``NoteError``."""
        scan = self._workspace.note_store.scan_trash()
        notes = [each for each in scan.notes if article in {None, each.annotation.article}]
        return Found(list(self._wanted(notes, query)), scan.problems)

    def fitting(self, notes: Iterable[FoundNote], query: NoteQuery) -> list[FoundNote]:
        """Return those of the found notes that are wanted."""
        return [each for each in notes if self._fits(each, query)]

    def article_id(self, name: str) -> str:
        """Return the id of an article, or of a note's article, by the first characters of either.

        Raises:
            NotFoundError: neither library nor notes know it.
            LibraryError: the notes don't know it, and the library can't be read.

        """
        try:
            return self._workspace.find(name)[0]
        except DatelineError:
            known = [each for each in self._workspace.note_store.counts() if each.startswith(name.lower())]
            if len(known) == 1:
                return known[0]
            try:
                return self._workspace.note_store.get(name).annotation.article
            except NotFoundError:
                pass
            raise

    def add_unplaced(
        self, name: str, quote: str, body: str, *, colour: Colour = Colour.YELLOW, tags: Sequence[str] = ()
    ) -> Note:
        """Keep a note on an article that the library can't give: by the words of the passage alone.

        Raises:
            NotFoundError: the library can be read, and neither it nor the notes know the article.
            LibraryError: the library can't be read, the notes don't know the article, and ``name`` is no whole id.
            NoteError: it can't be saved.

        """
        try:
            article = self.article_id(name)
        except LibraryError:
            if not _WHOLE_ID.fullmatch(name.lower()):
                raise
            article = name.lower()
        notes = self._workspace.note_store.of_article(article)
        title, source = (notes[-1].annotation.title, notes[-1].annotation.source) if notes else ("", "")
        exact = clean(quote)
        target = Target(exact, "", "", Span(0, len(exact)), "")
        return self._workspace.history.add(article, target, body, title=title, source=source, colour=colour, tags=tags)

    def change(
        self,
        note: Note,
        *,
        body: str | None = None,
        colour: Colour | None = None,
        tags: Iterable[str] | None = None,
        more_tags: Iterable[str] = (),
        fewer_tags: Iterable[str] = (),
    ) -> Note:
        """Change a note, its tags as a whole or one by one. Raises what ``NoteStore.edit`` raises."""
        fewer = {tag.casefold() for tag in fewer_tags}
        before = note.annotation.tags if tags is None else tuple(tags)
        after = [tag for tag in (*before, *more_tags) if tag.casefold() not in fewer]
        return self._workspace.history.edit(note, body=body, colour=colour, tags=after)

    # Many at once: each is one step of undo. A note that fails keeps none of the others from it.

    def retag(self, notes: Sequence[Note], more: Iterable[str], fewer: Iterable[str] = ()) -> Many:
        """Put tags on notes and take others off, as they are on the disk now."""
        more, fewer = tuple(more), tuple(fewer)
        return self._each(
            f"tags of {_counted(notes)}",
            self._fresh(notes),
            lambda note: self.change(note, more_tags=more, fewer_tags=fewer),
        )

    def recolour(self, notes: Sequence[Note], colour: Colour) -> Many:
        """Give notes a colour."""
        return self._each(
            f"{_counted(notes)} in {colour}", self._fresh(notes), lambda note: self.change(note, colour=colour)
        )

    def delete(self, notes: Sequence[Note]) -> Many:
        """Move notes to the trash."""
        return self._each(f"{_counted(notes)} deleted", notes, lambda note: self._workspace.history.delete(note.id))

    def restore(self, notes: Sequence[Note]) -> Many:
        """Bring notes back from the trash."""
        return self._each(f"{_counted(notes)} restored", notes, lambda note: self._workspace.history.restore(note.id))

    def _each(self, name: str, notes: Iterable[Note], do: Callable[[Note], object]) -> Many:
        done, errors = 0, []
        with self._workspace.history.together(name):
            for note in notes:
                try:
                    do(note)
                    done += 1
                except DatelineError as error:
                    errors.append(error)
        return Many(done, errors)

    def _fresh(self, notes: Sequence[Note]) -> list[Note]:
        """Return notes as they are on the disk now: a change elsewhere since they were listed is no conflict here."""
        articles = dict.fromkeys(note.annotation.article for note in notes)
        now = {note.id: note for each in articles for note in self._workspace.note_store.of_article(each)}
        return [now.get(note.id, note) for note in notes]

    def _wanted(self, notes: Iterable[Note], query: NoteQuery) -> Iterator[FoundNote]:
        titles = self._titles() if notes else {}
        for note in notes:
            title = titles.get(note.annotation.article, note.annotation.title)
            if _says(note, title, query):
                found = FoundNote(note, self._placed(note), title)
                if self._fits(found, query):
                    yield found

    def _titles(self) -> Mapping[str, str]:
        """Return what the library calls its articles now; a library that can't be read is a warning."""
        try:
            return {row.id: row.title for row in self._workspace.library.rows()}
        except DatelineError as error:
            self._workspace.say_once(str(error))
            return {}

    def _fits(self, found: FoundNote, query: NoteQuery) -> bool:
        annotation = found.note.annotation
        return _says(found.note, found.title, query) and (
            not query.person or is_about(found.placed, query.person, self._analysis(annotation.article))
        )

    def _placed(self, note: Note) -> PlacedNote:
        article = self._article(note.annotation.article)
        if article is None:
            return PlacedNote(note.annotation, NOT_IN_LIBRARY)
        return Annotator(self._workspace).placed(note, article)

    def _read_article(self, known: str) -> Article | None:
        """Return an article, None when the library can't give it; a library that can't be read is a warning."""
        try:
            return self._workspace.article(known)
        except NotFoundError:
            return None
        except DatelineError as error:
            self._workspace.say_once(str(error))
            return None

    def _read_analysis(self, known: str) -> Analysis | None:
        article = self._article(known)
        found = self._workspace.cached(request_of(article)) if article else None
        return corrected(self._workspace, found, article.text, article.id) if article and found else None


def _says(note: Note, title: str, query: NoteQuery) -> bool:
    return query.fits(note.annotation, (title, *(version.body for version in note.conflicts)))


def _counted(notes: Sequence[Note]) -> str:
    return "a note" if len(notes) == 1 else f"{len(notes):,} notes"

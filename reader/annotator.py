"""The notes of an article: read and placed in its present text, made and changed, each change to be undone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from reader.errors import NoteError
from reader.workspace import Workspace

# An article that has no notes is opened without any of these.
if TYPE_CHECKING:
    from reader.model.annotation import Annotation, Colour, Place, PlacedNote, Target
    from reader.model.article import Article
    from reader.model.span import Span
    from reader.notes.shelf import Problem
    from reader.notes.store import Note


class Annotator:
    """The notes of a workspace's articles. Raises ``NoteError`` when they can't be read or written."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace

    def notes(self, article: Article) -> list[PlacedNote]:
        """Return an article's notes with their places in its present text; what is wrong with them is a warning."""
        return [self.placed(note, article) for note in self.stored(article.id)]

    def stored(self, article_id: str) -> Sequence[Note]:
        """Return the notes on an article as they are on the disk; what is wrong with them is a warning."""
        if not self._may_have_notes(article_id):
            return ()
        scan = self._workspace.note_store.scan(article_id)
        self._tell(scan.problems)
        for note in scan.notes:
            if note.conflicts:
                ways = f"“A note's texts” in the palette chooses, or dateline note resolve {note.id[:8]}"
                self._workspace.say_once(f"Note {note.id[:8]} has {len(note.conflicts) + 1} texts, all kept: {ways}")
        return scan.notes

    def articles(self) -> list[str]:
        """Return the ids of all articles that have notes; what can't be looked into for that is a warning."""
        problems: list[Problem] = []
        counted = self._workspace.note_store.counts(problems)
        self._tell(problems)
        return sorted(counted)

    def _tell(self, problems: Iterable[Problem]) -> None:
        for problem in problems:
            self._workspace.unreadable_notes.add(problem.path)
            self._workspace.say_once(f"{problem.told()} It was left as it is: {problem.todo}.")

    def _may_have_notes(self, article_id: str) -> bool:
        """Tell whether a folder may hold an article's notes, without the store, which takes time to import."""
        if self._workspace.settings.notes_folder:
            return True
        try:
            return any(entry.name.lower().startswith(article_id) for entry in self._workspace.folders.notes.iterdir())
        except FileNotFoundError:
            return False
        except OSError:  # the store tells why
            return True

    def state(self, article_id: str) -> object:
        """Return a value that is another one after any change to an article's notes or corrections; never raises."""
        try:
            notes = self._workspace.note_store.state(article_id) if self._may_have_notes(article_id) else frozenset()
            return notes | self._workspace.corrections.state(article_id) if self._workspace.has_corrections else notes
        except (NoteError, OSError) as error:
            return str(error)

    def in_conflict(self, article_id: str) -> list[Note]:
        """Return the notes on an article of which there are several texts."""
        return [note for note in self.stored(article_id) if note.conflicts]

    def texts(self, note: Note) -> list[Annotation]:
        """Return all texts of a note in conflict, first mine, then theirs. Raises ``NoteError``."""
        return self._workspace.note_store.texts(note)

    def settle(self, note: Note, keep: Annotation | None) -> None:
        """Keep one text of a note in conflict, or all; the others go into its history. Raises ``NoteError``."""
        self._workspace.history.resolve(note, keep)

    def empty_trash(self) -> None:
        """Delete for good what has been in the trash for longer than the settings say. Raises ``NoteError``."""
        if days := self._workspace.settings.trash_days:
            self._workspace.note_store.empty_trash(days)
            if self._workspace.has_corrections:
                self._workspace.corrections.empty_trash(days)

    def placed(self, note: Note, article: Article) -> PlacedNote:
        """Return a note with its place in an article's text."""
        from reader.model.annotation import PlacedNote  # noqa: PLC0415

        others = tuple(version.body for version in note.conflicts)
        place = self.place_of(note.annotation.target, article)
        return PlacedNote(note.annotation, self._where_it_was(note, article) or place if place.lost else place, others)

    def _where_it_was(self, note: Note, article: Article) -> Place | None:
        """Return where a note was in just this version of the text, before it was tied elsewhere in another one."""
        from reader.model.annotation import Place, PlaceState  # noqa: PLC0415

        pasts = (past.target for past in reversed(note.history) if past.target is not None and not past.undone)
        target = next((each for each in pasts if each.text_hash == article.text_hash), None)
        was = self.place_of(target, article) if target is not None else None
        if was is None or was.span is None:
            return None
        return Place(PlaceState.CHANGED, was.span, was.score, "in this version of the text it was on this passage")

    def place_of(self, target: Target, article: Article) -> Place:
        """Return where a passage is in an article's text."""
        return self._workspace.anchorage(article).place(target)

    def add(
        self,
        article: Article,
        passage: Span | Target | None,
        body: str,
        *,
        colour: Colour | None = None,
        tags: Sequence[str] = (),
    ) -> Note:
        """Keep a new note, in yellow unless a colour is named; it is on disk when this returns. Raises ``NoteError``.

        Without a ``passage`` it is on the article as a whole; a passage that is gone is given as it is remembered.
        """
        from reader.model.annotation import Colour, Target  # noqa: PLC0415
        from reader.notes.anchor import describe, describe_whole  # noqa: PLC0415

        if isinstance(passage, Target):
            target = passage
        else:
            target = describe(article.text, passage) if passage is not None else describe_whole(article.text)
        return self._workspace.history.add(
            article.id,
            target,
            body,
            title=article.title,
            source=article.source,
            colour=colour or Colour.YELLOW,
            tags=tags,
        )

    def edit(
        self,
        note: Note,
        *,
        body: str | None = None,
        colour: Colour | None = None,
        tags: Sequence[str] | None = None,
    ) -> Note:
        """Change what is given of a note as it was read; it is on disk when this returns.

        Raises:
            NoteConflictError: it was changed elsewhere since it was read; both texts are kept.
            NoteError: it can't be written.
        """
        return self._workspace.history.edit(note, body=body, colour=colour, tags=tags)

    def move(self, note_id: str, article: Article, passage: Span) -> Note:
        """Tie a note to another passage of its article. Raises ``NoteError``, ``NotFoundError``."""
        from reader.notes.anchor import describe  # noqa: PLC0415

        return self._workspace.history.edit(
            self._workspace.note_store.get(note_id), target=describe(article.text, passage)
        )

    def merge(self, kept: PlacedNote, notes: Sequence[PlacedNote], article: Article, passage: Span) -> Note:
        """Make one of several notes: the texts of all, one after the other, all tags, one passage.

        One undo parts them again. Raises ``NoteError``, ``NotFoundError``.
        """
        from reader.notes.anchor import describe  # noqa: PLC0415

        bodies = [note.annotation.body for note in notes if note.annotation.body]
        tags = [tag for note in notes for tag in note.annotation.tags]
        with self._workspace.history.together(f"{len(notes)} notes made one"):
            merged = self._workspace.history.edit(
                self._workspace.note_store.get(kept.annotation.id),
                body="\n\n".join(dict.fromkeys(bodies)),
                tags=tags,
                target=describe(article.text, passage),
            )
            for note in notes:
                if note.annotation.id != kept.annotation.id:
                    self._workspace.history.delete(note.annotation.id)
        return merged

    def last_colour(self) -> Colour:
        """Return the colour that was chosen last."""
        from reader.model.annotation import Colour  # noqa: PLC0415

        kept = self._workspace.memory.get("colour", "")
        return Colour(kept) if kept in list(Colour) else Colour.YELLOW

    def known_tags(self) -> list[str]:
        """Return the tags of all notes, the most used first; reads every note. Raises ``NoteError``."""
        used = Counter(tag for note in self._workspace.note_store.all() for tag in note.annotation.tags)
        return [tag for tag, _ in used.most_common()]

    def delete(self, note_id: str) -> None:
        """Move a note to the trash. Raises ``NoteError``, ``NotFoundError``."""
        self._workspace.history.delete(self._workspace.note_store.get(note_id))

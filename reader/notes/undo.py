"""Taking back what was done to notes in one session, and doing it again. Knows nothing of the screen."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from reader.model.annotation import Annotation, Colour, Target
from reader.notes.store import Note, NoteStore


@dataclass(frozen=True, slots=True)
class _Step:
    """One change: ``before`` is None for a new note, ``after`` for a deleted one."""

    id: str
    before: Annotation | None
    after: Annotation | None


class NoteHistory:
    """Changes notes and remembers how to take that back. Raises what ``NoteStore`` raises.

    A step that fails stays where it was: it can be tried again when the reason is gone. A text that another
    window has written since is replaced by an undo like by any edit: it stays in the note's history.
    """

    def __init__(self, store: NoteStore) -> None:
        self._store = store
        self._done: list[_Step] = []
        self._undone: list[_Step] = []

    def add(  # noqa: PLR0913  as NoteStore.add
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
        """Add a note; see ``NoteStore.add``."""
        note = self._store.add(article_id, target, body, title=title, source=source, colour=colour, tags=tags)
        self._did(_Step(note.id, None, note.annotation))
        return note

    def edit(
        self,
        note: Note,
        *,
        body: str | None = None,
        colour: Colour | None = None,
        tags: Iterable[str] | None = None,
        target: Target | None = None,
    ) -> Note:
        """Change a note; see ``NoteStore.edit``."""
        changed = self._store.edit(note, body=body, colour=colour, tags=tags, target=target)
        if changed.annotation != note.annotation:
            self._did(_Step(note.id, note.annotation, changed.annotation))
        return changed

    def delete(self, note: Note | str) -> Note:
        """Move a note to the trash; see ``NoteStore.delete``."""
        deleted = self._store.delete(note)
        self._did(_Step(deleted.id, deleted.annotation, None))
        return deleted

    def undo(self) -> str:
        """Take the last change back; returns a sentence that tells it."""
        if not self._done:
            return "There is nothing to undo."
        step = self._done[-1]
        self._turn(step.id, step.after, step.before)
        self._undone.append(self._done.pop())
        return f"Undone: {_tell(step)}."

    def redo(self) -> str:
        """Make the last change that was undone again; returns a sentence that tells it."""
        if not self._undone:
            return "There is nothing to redo."
        step = self._undone[-1]
        self._turn(step.id, step.before, step.after)
        self._done.append(self._undone.pop())
        return f"Redone: {_tell(step)}."

    def _did(self, step: _Step) -> None:
        self._done.append(step)
        self._undone.clear()

    def _turn(self, note_id: str, there: Annotation | None, wanted: Annotation | None) -> None:
        """Bring a note from one state to another."""
        if wanted is None:
            self._store.delete(note_id)
        elif there is None:
            self._store.restore(note_id)
        else:
            note = self._store.get(note_id)
            self._store.edit(note, body=wanted.body, colour=wanted.colour, tags=wanted.tags, target=wanted.target)


def _tell(step: _Step) -> str:
    annotation = step.after or step.before
    kind = "note" if annotation and annotation.body else "highlight"
    if step.before is None:
        return f"a new {kind}"
    return f"a {kind}'s deletion" if step.after is None else f"a change to a {kind}"

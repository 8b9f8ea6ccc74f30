"""Taking back what was done to notes and corrections in a session, and doing it again. Knows nothing of the screen."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Protocol

from reader.errors import NoteConflictError, NoteError, NotFoundError
from reader.model.annotation import Annotation, Colour, Target
from reader.notes.changes import same
from reader.notes.store import Note, NoteStore


class Step(Protocol):
    """One thing that was done. Both ways may raise what ``NoteStore`` raises."""

    def back(self) -> None:
        """Take it back."""

    def again(self) -> None:
        """Do it again."""


@dataclass(frozen=True, slots=True)
class _NoteStep:
    """A change to a note: ``before`` is None for a new one, ``after`` for a deleted one."""

    store: NoteStore
    id: str
    before: Annotation | None
    after: Annotation | None

    def back(self) -> None:
        """Bring the note to what it was before."""
        self._turn(self.after, self.before, undoing=True)

    def again(self) -> None:
        """Bring it to what it was after."""
        self._turn(self.before, self.after, undoing=False)

    def _turn(self, there: Annotation | None, wanted: Annotation | None, *, undoing: bool) -> None:
        if there is None:
            self.store.restore(self.id)
            return
        note = self.store.get(self.id)
        if not same(note.annotation, there):
            raise NoteConflictError("The note was changed elsewhere since; it is left as it is.")
        if wanted is None:
            self.store.delete(note)
        else:
            body, colour, tags, target = wanted.body, wanted.colour, wanted.tags, wanted.target
            self.store.edit(note, body=body, colour=colour, tags=tags, target=target, undoing=undoing)


@dataclass(slots=True)
class _Choice:
    """A choice between the texts of a note, which was ``before`` and is ``after``; the others are in ``parted``."""

    store: NoteStore
    keep: Annotation | None
    before: Annotation
    after: Annotation
    parted: frozenset[Path]

    def back(self) -> None:
        """Let there be several texts again."""
        note = self.store.get(self.after.id)
        if not same(note.annotation, self.after):
            raise NoteConflictError("The note was changed elsewhere since; it is left as it is.")
        self.store.reopen(note, self.before, self.parted)

    def again(self) -> None:
        """Choose the same text."""
        self.after, self.parted = _resolved(self.store, self.store.get(self.before.id), self.keep)


def _resolved(store: NoteStore, note: Note, keep: Annotation | None) -> tuple[Annotation, frozenset[Path]]:
    before = store.put_aside(note)
    settled = store.resolve(note, keep)
    return settled.annotation, store.put_aside(note) - before


@dataclass(frozen=True, slots=True)
class _Change:
    """What one key did: its steps, and what to call it."""

    name: str
    steps: tuple[Step, ...]


_Turn = tuple[Step, Callable[[], None]]
"""A step, and what turns it."""


class NoteHistory:
    """Changes notes and remembers how to take that back. Raises what ``NoteStore`` raises.

    A step that fails stays where it was: it can be tried again when the reason is gone. A note that another
    window, program or sync has changed since is left as it is, and its step is given up.
    """

    def __init__(self, store: NoteStore) -> None:
        self._store = store
        self._done: list[_Change] = []
        self._undone: list[_Change] = []
        self._open: list[Step] | None = None

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
        self._note_step(note.id, None, note.annotation)
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
            self._note_step(note.id, note.annotation, changed.annotation)
        return changed

    def delete(self, note: Note | str) -> Note:
        """Move a note to the trash; see ``NoteStore.delete``."""
        deleted = self._store.delete(note)
        self._note_step(deleted.id, deleted.annotation, None)
        return deleted

    def restore(self, note_id: str) -> Note:
        """Bring a note back from the trash; see ``NoteStore.restore``."""
        restored = self._store.restore(note_id)
        self._note_step(restored.id, None, restored.annotation)
        return restored

    def resolve(self, note: Note, keep: Annotation | None) -> None:
        """End a conflict; see ``NoteStore.resolve``."""
        after, parted = _resolved(self._store, note, keep)
        self.record("a choice between texts", _Choice(self._store, keep, note.annotation, after, parted))

    @contextlib.contextmanager
    def together(self, name: str) -> Iterator[None]:
        """Take what is done inside as one change called ``name``; what was done before an error counts too."""
        self._open = []
        try:
            yield
        finally:
            steps, self._open = tuple(self._open), None
            if steps:
                self._did(_Change(name, steps))

    def undo(self) -> str:
        """Take the last change back; returns a sentence that tells it.

        Raises:
            NoteConflictError: a note of it was changed elsewhere since.
            NotFoundError: a note of it was deleted, or brought back, elsewhere since.

        """
        if not self._done:
            return "There is nothing to undo."
        return f"Undone: {self._turn_back(self._done[-1]).name}."

    def redo(self) -> str:
        """Make the last change that was undone again; returns a sentence that tells it. Raises as ``undo`` does."""
        if not self._undone:
            return "There is nothing to redo."
        return f"Redone: {self._turn_again(self._undone[-1]).name}."

    def _turn_back(self, change: _Change) -> _Change:
        turns = [(step, step.back) for step in reversed(change.steps)]
        return self._turn_all(change, turns, self._done, self._undone)

    def _turn_again(self, change: _Change) -> _Change:
        turns = [(step, step.again) for step in change.steps]
        return self._turn_all(change, turns, self._undone, self._done)

    def _turn_all(self, change: _Change, turns: list[_Turn], here: list[_Change], there: list[_Change]) -> _Change:
        """Make all turns of a change; those made go over to ``there``, those that failed stay ``here``."""
        here.pop()
        made: list[Step] = []
        refused: NoteError | NotFoundError | None = None
        try:
            while turns:
                step, turn = turns[0]
                try:
                    turn()
                    made.append(step)
                except (NotFoundError, NoteConflictError) as error:
                    refused = error
                turns.pop(0)
        finally:
            for steps, stack in ((made, there), ([step for step, *_ in turns], here)):
                if steps:
                    chosen = set(map(id, steps))  # comparing them would take a time that grows with its square
                    stack.append(replace(change, steps=tuple(each for each in change.steps if id(each) in chosen)))
        if refused is not None:
            raise refused
        return change

    def record(self, name: str, step: Step) -> None:
        """Remember something else that was done, by ``name``."""
        if self._open is None:
            self._did(_Change(name, (step,)))
        else:
            self._open.append(step)

    def _note_step(self, note_id: str, before: Annotation | None, after: Annotation | None) -> None:
        self.record(_tell(before, after), _NoteStep(self._store, note_id, before, after))

    def _did(self, change: _Change) -> None:
        self._done.append(change)
        self._undone.clear()


def _tell(before: Annotation | None, after: Annotation | None) -> str:
    annotation = after or before
    kind = "note" if annotation and annotation.body else "highlight"
    if before is None:
        return f"a new {kind}"
    return f"a {kind}'s deletion" if after is None else f"a change to a {kind}"

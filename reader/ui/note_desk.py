"""Making, changing and unfolding notes on the open article: what the keys of notes do, apart from the keys."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from textual.widget import Widget

from reader.errors import NoteConflictError
from reader.model.annotation import PlacedNote
from reader.model.span import Span
from reader.ui.display import Display
from reader.ui.reading import Reading
from reader.ui.widgets.note_editor import NoteEditor
from reader.workspace import Workspace

if TYPE_CHECKING:
    from reader.notes.store import Note

EDITOR_ROWS = 7
"""Rows that are kept free beneath the paragraph while a note is written."""


class NoteDesk:
    """The notes of one open article.

    Args:
        workspace: where notes are kept. Its methods return after the note is on disk.
        reading: the open article.
        display: shows it.
        editor: where a note's text is written.
        changed: called after any change with a sentence that tells it.
    """

    def __init__(
        self,
        workspace: Workspace,
        reading: Reading,
        display: Display,
        editor: NoteEditor,
        changed: Callable[[str], None],
    ) -> None:
        self._workspace = workspace
        self._reading = reading
        self._display = display
        self._editor = editor
        self._changed = changed
        self._drafts: dict[Span, str] = {}
        self._passage: Span | None = None
        self._note: Note | None = None

    @property
    def writing(self) -> bool:
        """Whether the editor is open."""
        return self._passage is not None

    def highlight(self) -> None:
        """Highlight the selection or the sentence under the cursor."""
        self._workspace.add_note(self._reading.article, self._here(), "")
        self._reload("Highlighted; saved.")

    def write(self) -> None:
        """Open the editor for a new note on the selection or the sentence under the cursor."""
        self._open(self._here(), None)

    def edit(self) -> None:
        """Open the editor for the note under the cursor."""
        note = self._note_here()
        if note is not None and note.place.span is not None:
            # As it is on the disk now: when saving, what another window wrote since is a conflict.
            self._open(note.place.span, self._workspace.note_store.get(note.annotation.id))

    def _here(self) -> Span:
        return self._display.view.selected or self._display.view.sentence

    def _note_here(self) -> PlacedNote | None:
        view = self._display.view
        note = self._reading.note_at(view.cursor, view.sentence)
        if note is None:
            self._changed("There is no note here: a writes one, ] a goes to the next.")
        return note

    def _open(self, passage: Span, note: Note | None) -> None:
        self._passage, self._note = passage, note
        text = self._drafts.get(passage) or (note.annotation.body if note else "")
        view = self._display.view
        block = view.page.block_at(max(passage.start, passage.end - 1))
        self._display.boxes(self._reading, block, EDITOR_ROWS)
        self._editor.open(text)
        view.reveal(view.page.row_of(passage.start))
        view.reveal(self._editor_row(block), EDITOR_ROWS)
        self.place_editor()

    def place_editor(self) -> None:
        """Put the editor beneath its passage, wherever that is on the screen now."""
        if self._passage is None:
            return
        view = self._display.view
        block = view.page.block_at(max(self._passage.start, self._passage.end - 1))
        self._editor.styles.width = view.page.measure
        self._editor.styles.height = EDITOR_ROWS
        pane = self._editor.parent
        above = view.region.y - pane.region.y if isinstance(pane, Widget) else 0  # the pane's own padding
        self._editor.styles.offset = (view.margin, above + self._editor_row(block) - view.scroll_offset.y)

    def save(self, text: str) -> None:
        """Save what was written; returns after it is on disk."""
        if self._passage is None:
            return
        passage, note = self._passage, self._note
        self._drafts[passage] = text  # until it is on disk: saving may fail
        try:
            if note is None:
                note = self._workspace.add_note(self._reading.article, passage, text)
            else:
                note = self._workspace.edit_note(note, text)
        except NoteConflictError:  # on disk all the same, beside the other text
            self._saved(passage, "")
            raise
        self._reading.unfolded.add(note.id)
        self._saved(passage, "Note saved.")

    def _saved(self, passage: Span, said: str) -> None:
        del self._drafts[passage]
        self.close()
        self._reload(said)

    def leave(self, text: str) -> None:
        """Close the editor; what was written stays as a draft for this passage."""
        said = ""
        if self._passage is not None and text.strip() and text != (self._note.annotation.body if self._note else ""):
            self._drafts[self._passage] = text
            said = "Not saved; the draft is there when you write on this passage again."
        self.close()
        self._changed(said)

    def close(self) -> None:
        """Close the editor."""
        self._passage = self._note = None
        self._editor.close()
        self._display.boxes(self._reading)
        self._display.view.focus()

    def delete(self) -> None:
        """Move the note under the cursor to the trash."""
        note = self._note_here()
        if note is not None:
            self._workspace.delete_note(note.annotation.id)
            self._reload("Deleted; undo brings it back.")

    def undo(self) -> None:
        """Take the last change back."""
        self._reload(self._workspace.history.undo())

    def redo(self) -> None:
        """Make it again."""
        self._reload(self._workspace.history.redo())

    def fold(self, notes: Sequence[str], *, fold: bool | None = None) -> None:
        """Fold or unfold notes by id; None turns them over, all alike."""
        shut = fold if fold is not None else all(each in self._reading.unfolded for each in notes)
        if shut:
            self._reading.unfolded.difference_update(notes)
        else:
            self._reading.unfolded.update(notes)
        self._display.boxes(self._reading)

    def unfold(self) -> None:
        """Unfold or fold the notes of the paragraph under the cursor."""
        page = self._display.view.page
        here = page.block_at(self._display.view.cursor)
        notes = [
            note.annotation.id
            for note, span in self._reading.placed
            if page.block_at(span.start) <= here <= page.block_at(max(span.start, span.end - 1))
        ]
        if notes:
            self.fold(notes)
        else:
            self._changed("This paragraph has no note.")

    def unfold_all(self) -> None:
        """Unfold all notes, or fold them when all are unfolded."""
        self.fold([note.annotation.id for note in self._reading.notes])

    def _editor_row(self, block: int) -> int:
        """Return the page row where the editor begins: the last of those that are free beneath the block."""
        page = self._display.view.page
        row = page.reserved_top(block)
        while (found := page.row(row)) is not None and found.block == block and found.extra is not None:
            row += 1
        return row - EDITOR_ROWS

    def _reload(self, said: str) -> None:
        self._reading.notes = self._workspace.notes(self._reading.article)
        self._display.notes(self._reading)
        self._display.where(self._reading)
        self._changed(said)

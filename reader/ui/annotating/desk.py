"""What the keys of notes do to the notes of the open article, apart from the keys and the editor."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from reader.annotator import Annotator
from reader.model.annotation import Colour, PlacedNote
from reader.model.span import Span
from reader.ui.annotating.margin import Margin
from reader.ui.annotating.passage import End, around, moved, touching
from reader.ui.annotating.writing import Writing
from reader.ui.display import Display
from reader.ui.reading import Reading
from reader.ui.widgets.note_editor import NoteEditor
from reader.workspace import Workspace

if TYPE_CHECKING:
    from reader.notes.store import Note

_NO_NOTE = "There is no note here: ‹note› writes one, ‹next-note› goes to the next."


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
        self._annotator = Annotator(workspace)
        self._reading = reading
        self._display = display
        self._changed = changed
        self._lost = ""  # the lost note that was chosen last
        self.margin = Margin(workspace.memory, reading, display, changed)
        self.writing = Writing(workspace, reading, display, editor, self.margin, self.reload)

    # Making

    def highlight(self, colour: str = "") -> None:
        """Highlight the selection or the sentence under the cursor, in the last colour or in another."""
        passage = self._here()
        if any(span == passage for _, span in self._reading.placed):
            self._changed("Highlighted already: ‹yellow› and the like change its colour, ‹delete-note› removes it.")
            return
        chosen = self._remembered(colour)
        self._annotator.add(self._reading.article, passage, "", colour=chosen)
        self.reload(f"Highlighted in {chosen}; saved.")

    def write(self) -> None:
        """Open the editor for a note on the selection or the sentence under the cursor.

        A highlight of just that gets the text, unless a new note was begun there.
        """
        passage, reading = self._here(), self._reading
        words = passage.of(reading.article.text)
        begun = any(not each.note and each.target.exact == words for each in reading.drafts)
        bare = (each for each in reading.notes if each.place.span == passage and not each.annotation.body)
        highlight = None if begun else next(bare, None)
        if highlight is None:
            self.writing.begin(passage)
        else:
            self.writing.change(highlight)

    def write_whole(self) -> None:
        """Open the editor for a note on the article as a whole."""
        whole = next((note for note in self._reading.notes if note.annotation.target.whole), None)
        if whole is None:
            self.writing.begin(None)
        else:
            self.writing.change(whole)

    def mark(self, tag: str) -> None:
        """Put a tag on the note here, or take it off again; without a note, highlight the sentence with it."""
        note = None if self._display.view.selected else self._note_here()
        if note is None:
            self._annotator.add(self._reading.article, self._here(), "", colour=self._remembered(), tags=(tag,))
            self.reload(f"Marked #{tag}; saved.")
            return
        stored = self._stored(note)
        tags = stored.annotation.tags  # as they are now: another window may have put one on since
        there = tag in tags
        changed = tuple(each for each in tags if each != tag) if there else (*tags, tag)
        self._annotator.edit(stored, tags=changed)
        self.reload(f"No longer #{tag}." if there else f"Marked #{tag}; saved.")

    # Changing

    def edit(self) -> None:
        """Open the editor for the note under the cursor."""
        note = self._needed()
        if note is not None:
            self.writing.change(note)

    def edit_tags(self) -> None:
        """Open the editor on the tags of the note under the cursor; without one, for a new note."""
        note = self._note_here()
        if note is None:
            self.writing.begin(self._here(), tags=True)
        else:
            self.writing.change(note, tags=True)

    def colour(self, colour: str) -> None:
        """Give the note under the cursor a colour; without one, or with a selection, highlight in it."""
        note = None if self._display.view.selected else self._note_here()
        if note is None:
            self.highlight(colour)
            return
        self._annotator.edit(self._stored(note), colour=self._remembered(colour))
        self.reload(f"Now {colour}; saved.")

    def move_end(self, end: str, step: int) -> None:
        """Move the start or the end of the passage of the note here by words."""
        note = self._needed()
        if note is None or note.place.span is None:
            return
        text = self._reading.article.text
        span = note.place.span
        for _ in range(abs(step)):
            span = moved(text, span, End(end), 1 if step > 0 else -1)
        if span == note.place.span:
            self._changed("The passage can't go any further.")
            return
        self._reading.picked = note.annotation.id
        self._annotator.move(note.annotation.id, self._reading.article, span)
        if not span.holds(self._display.view.cursor):
            self._display.view.go(span.start if end == End.START else span.end - 1)
        self.reload(f"The passage is now “{_ends(span.of(text))}”; saved.")

    def merge(self) -> None:
        """Make one note of those that overlap or touch the one here, or the selection."""
        note = self._note_here()
        chosen = self._display.view.selected or (note.place.span if note else None)
        group = touching(self._reading.placed, chosen, self._reading.article.text) if chosen else []
        if len(group) < 2:
            self._changed("No other note overlaps or touches the one here.")
            return
        kept = note if note in group else group[0]
        spans = [each.place.span for each in group if each.place.span is not None]
        self._annotator.merge(kept, group, self._reading.article, around(spans))
        self.reload(f"{len(group)} notes are one; ‹undo› parts them.")

    def attach(self) -> None:
        """Tie the lost note that was chosen, or the only one, to the selection or the sentence under the cursor."""
        lost = [note for note in self._reading.notes if note.place.lost]
        chosen = [note for note in lost if note.annotation.id == self._lost] or lost
        if len(chosen) != 1:
            self._changed(
                "Choose one of the lost notes in the panel first." if lost else "No note has lost its passage."
            )
            return
        passage = self._here()
        self._annotator.move(chosen[0].annotation.id, self._reading.article, passage)
        self._lost = ""
        self.reload(f"Tied to “{_ends(passage.of(self._reading.article.text))}”; ‹undo› takes that back.")

    def delete(self) -> None:
        """Move the note under the cursor to the trash."""
        note = self._needed()
        if note is not None:
            self._annotator.delete(note.annotation.id)
            self.reload("Deleted; ‹undo› brings it back.")

    def undo(self, times: int) -> None:
        """Take the last changes back, so many."""
        self._go_through(self._workspace.history.undo, times)

    def redo(self, times: int) -> None:
        """Make them again."""
        self._go_through(self._workspace.history.redo, times)

    def _go_through(self, change: Callable[[], str], times: int) -> None:
        said = ""
        try:
            for _ in range(times):
                said = change()
        finally:  # where one fails, those before are done
            self.reload(said)

    # Choosing and showing

    def other(self) -> None:
        """Choose the next of several notes over the cursor: what is done then is done to it."""
        here = self._candidates()
        if len(here) < 2:
            self._changed("Only one note is here." if here else _NO_NOTE)
            return
        at = next((index for index, note in enumerate(here) if note.annotation.id == self._reading.picked), 0)
        note = here[(at + 1) % len(here)]
        self._reading.picked = note.annotation.id
        self._display.notes(self._reading)
        said = " ".join(note.annotation.body.split()) or "highlight"
        self._changed(f"Note {(at + 1) % len(here) + 1} of {len(here)} here: {note.annotation.colour}, {said}")

    def choose(self, note: PlacedNote, *, edit: bool = False) -> None:
        """Choose a note: what is done then is done to it. Its passage is under the cursor then, if it has one."""
        if edit:
            self.writing.change(note)
            return
        span = note.place.span
        if span is not None and not span.holds(self._display.view.cursor):
            self._display.view.jump(span.start)
        self._reading.picked = note.annotation.id if span is not None else ""
        self._display.notes(self._reading)
        self._changed("This note: ‹edit-note› edits, ‹delete-note› deletes, ‹yellow› and the like colour it.")

    def unfold(self) -> None:
        """Unfold or fold the notes of the paragraph under the cursor."""
        page = self._display.view.page
        here = page.block_at(self._display.view.cursor)
        notes = [
            note.annotation.id
            for note, span in self._reading.placed
            if page.block_at(span.start) <= here <= page.block_at(max(span.start, span.end - 1))
        ]
        if here == 0:
            notes += [note.annotation.id for note in self._reading.notes if note.annotation.target.whole]
        if notes:
            self.margin.turn(notes)
        else:
            self._changed("This paragraph has no note.")

    def show_notes(self) -> None:
        """Show the text of all notes, of those at the cursor, or of none."""
        self.margin.cycle()

    def fold(self, note_id: str) -> None:
        """Unfold a note, or fold it."""
        self.margin.turn([note_id])

    def show(self, note_id: str) -> None:
        """Unfold a note."""
        self.margin.show(note_id)

    def go_to(self, key: str, *, draft: bool = False) -> None:
        """Go to a note by its id and unfold it, or with a draft's key go on writing."""
        if draft:
            self.writing.resume(key)
            return
        note = next((each for each in self._reading.notes if each.annotation.id == key), None)
        if note is None:
            return
        if note.place.span is not None:
            self._display.view.jump(note.place.span.start)
        elif note.annotation.target.whole:
            self._display.view.action_top()
        else:
            self._lost = key
            self._changed(
                f"The passage is gone: {note.place.reason}. ‹attach-note› ties it to this sentence, ‹why› tells more."
            )
            return
        self.show(key)

    def click(self, offset: int, *, beside: bool = False) -> None:
        """Unfold or fold the note at ``offset``, the shortest of several; ``beside``: one of the line that is there."""
        line = self._display.view.page.line_at(offset) if beside else None
        notes = self._reading.notes_at(offset, Span(line.start, line.end) if line else Span(offset, offset))
        if notes:
            self.fold(notes[0].annotation.id)

    def moved(self) -> None:
        """The cursor is elsewhere: a note that was chosen among several there is no longer."""
        if self._reading.picked and all(each.annotation.id != self._reading.picked for each in self._candidates()):
            self._reading.picked = ""
            self._display.notes(self._reading)
        self.margin.follow()

    def reload(self, said: str) -> None:
        """Read the notes anew, show them, and tell what was done."""
        self._show(self._annotator.notes(self._reading.article))
        self._changed(said)

    def refresh(self, notes: Sequence[PlacedNote] | None = None) -> bool:
        """Show what was done to the notes elsewhere, and tell whether that was anything. The editor stays open.

        ``notes`` are those that are there now, if that is known already.
        """
        if notes is None:
            notes = self._annotator.notes(self._reading.article)
        drafts = self._reading.drafts
        if not self.writing.open:
            drafts = self._workspace.drafts.of_article(self._reading.article.id)
        if notes == list(self._reading.notes) and list(drafts) == list(self._reading.drafts):
            return False
        self._reading.drafts = drafts
        self._show(notes)
        self.writing.place()
        return True

    def _show(self, notes: Sequence[PlacedNote]) -> None:
        self._reading.notes = notes
        self._display.notes(self._reading)
        self.margin.arrange()
        self._display.where(self._reading)

    # Parts

    def _here(self) -> Span:
        return self._display.view.selected or self._display.view.sentence

    def _candidates(self) -> list[PlacedNote]:
        view = self._display.view
        return self._reading.notes_at(view.cursor, view.sentence)

    def _note_here(self) -> PlacedNote | None:
        here = self._candidates()
        return next((note for note in here if note.annotation.id == self._reading.picked), here[0] if here else None)

    def _stored(self, note: PlacedNote) -> Note:
        return self._workspace.note_store.get(note.annotation.id)

    def _needed(self) -> PlacedNote | None:
        note = self._note_here()
        if note is None:
            self._changed(_NO_NOTE)
        return note

    def _remembered(self, colour: str = "") -> Colour:
        """Return the colour of that name, which is the last one from now on; "" for the last one."""
        memory = self._workspace.memory
        if colour and colour != self._annotator.last_colour():
            memory.keep("colour", colour)
        return self._annotator.last_colour()


def _ends(passage: str) -> str:
    """Return a passage as its first and last words."""
    found = passage.split()
    return " ".join(found) if len(found) <= 8 else f"{' '.join(found[:4])} … {' '.join(found[-3:])}"

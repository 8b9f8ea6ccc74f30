"""Which notes show their text: all, those at the cursor, or none; and any one turned over by hand."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from reader.memory import Memory
from reader.ui.display import Display
from reader.ui.reading import Reading, Showing

_NEXT = {Showing.ALL: Showing.ONE, Showing.ONE: Showing.NONE, Showing.NONE: Showing.ALL}
_SAID = {
    Showing.ALL: "All notes are shown.",
    Showing.ONE: "Only the notes at the cursor are shown.",
    Showing.NONE: "Notes are folded; ‹unfold-note› unfolds those of a paragraph.",
}


class Margin:
    """Shows and folds the notes of one open article.

    Args:
        memory: keeps the choice for the next time.
        reading: the open article.
        display: shows it.
        said: told in a sentence what was done.
    """

    def __init__(self, memory: Memory, reading: Reading, display: Display, said: Callable[[str], None]) -> None:
        self._memory = memory
        self._reading = reading
        self._display = display
        self._said = said
        self._beside, self._room = display.beside, display.view.room_beside
        kept = memory.get("notes shown", "")
        reading.showing = Showing(kept) if kept in list(Showing) else None

    def cycle(self) -> None:
        """Go on to the next of all, those at the cursor, none."""
        now = self._reading.showing or (Showing.ALL if self._display.beside else Showing.NONE)
        self._reading.showing = _NEXT[now]
        self._reading.turned.clear()
        self.follow()
        self.arrange()
        self._said(_SAID[self._reading.showing])
        self._memory.keep("notes shown", self._reading.showing.value)

    def turn(self, notes: Sequence[str]) -> None:
        """Fold notes if all of them are unfolded, else unfold them."""
        beside = self._display.beside
        shown = {each.annotation.id for each in self._reading.notes if self._reading.shows(each, beside)}
        fold = all(each in shown for each in notes)
        self._reading.turned.symmetric_difference_update(each for each in notes if (each in shown) is fold)
        self.arrange()

    def show(self, note_id: str) -> None:
        """Unfold a note."""
        note = next((each for each in self._reading.notes if each.annotation.id == note_id), None)
        if note is not None and not self._reading.shows(note, self._display.beside):
            self._reading.turned.symmetric_difference_update([note_id])
            self.arrange()

    def follow(self) -> None:
        """Let the notes at the cursor be those that are shown, where only those are."""
        view = self._display.view
        near = frozenset(note.annotation.id for note in self._reading.notes_at(view.cursor, view.sentence))
        if near != self._reading.near:
            self._reading.near = near
            if self._reading.showing is Showing.ONE:
                self.arrange()

    def fit(self) -> None:
        """Put the notes where there is room for them now that the screen has another size."""
        if self._room == self._display.view.room_beside:
            return
        self._room = self._display.view.room_beside
        if self._beside != self._display.beside:
            self._beside = self._display.beside
            self._reading.turned.clear()  # what was turned over is what is usual now
        self.arrange()

    def arrange(self) -> None:
        """Put the notes that are shown beside their passages, or beneath their paragraphs."""
        self._display.boxes(self._reading)

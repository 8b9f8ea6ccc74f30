"""Choosing which text of a note stays, where another window, another program or a sync left several."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from reader.annotator import Annotator
from reader.notes.passage import common_prefix
from reader.text.cells import truncate
from reader.ui.screens.pick import pick

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.model.annotation import Annotation
    from reader.notes.store import Note
    from reader.ui.reading import Reading
    from reader.ui.screens.reader import ReaderScreen

_MOST_SHOWN = 36  # cells; who wrote it stands behind it
_BEFORE = 12  # characters before what differs


class Settling:
    """Asks which text of a note stays, and keeps it.

    Args:
        screen: where the article is read.
        reading: the open article.
    """

    def __init__(self, screen: ReaderScreen, reading: Reading) -> None:
        self._screen = screen
        self._reading = reading
        self._annotator = Annotator(screen.workspace)

    def ask(self) -> None:
        """Ask for the note at the cursor, else for the only one of the article, else which."""
        found = self._annotator.in_conflict(self._reading.article.id)
        view = self._screen.view
        here = {note.annotation.id for note in self._reading.notes_at(view.cursor, view.sentence)}
        chosen = [note for note in found if note.id in here] or found
        if not chosen:
            self._screen.say("Every note of this article has one text.")
        elif len(chosen) == 1:
            self._which(chosen[0])
        else:
            lines = [(_shown(_told(note.annotation)), f"{len(note.conflicts) + 1} texts") for note in chosen]
            pick(self._screen.app, "Which note?", lines, lambda index: self._which(chosen[index]))

    def _which(self, note: Note) -> None:
        texts = self._annotator.texts(note)
        told = [_told(text) for text in texts]
        mine, *theirs = (_shown(text, _same_words(text, told)) for text in told)
        both = ("both" if len(texts) == 2 else "all", "one below the other")
        lines = [(mine, "kept here"), *((text, "from elsewhere") for text in theirs), both]
        picked = [partial(self._keep, note, keep) for keep in (*texts, None)]
        pick(self._screen.app, "Keep", lines, lambda index: self._screen.attempt(picked[index]))

    def _keep(self, note: Note, keep: Annotation | None) -> None:
        self._annotator.settle(note, keep)
        desk = self._screen.desk
        if desk is not None:
            desk.reload("One text now; the others are in the note's history. ‹undo› takes that back.")


def _told(note: Annotation) -> str:
    """Return all that two texts of a note can differ in, on one line."""
    tags = " ".join(f"#{tag}" for tag in note.tags)
    return " ".join(f"{note.body or 'no text'} {tags} {note.colour}".split())


def _same_words(text: str, texts: Sequence[str]) -> int:
    """Return how many characters of a text another begins with as well, up to the word in which they part."""
    same = max((common_prefix(text, other) for other in texts if other != text), default=0)
    return text.rfind(" ", 0, same) + 1


def _shown(text: str, same: int = 0) -> str:
    """Return the beginning of a text, or where that is the ``same`` as another's for long, where they part."""
    begin = text.find(" ", same - _BEFORE, same) + 1 if same > _MOST_SHOWN // 2 else 0
    return truncate(f"… {text[begin:]}" if begin else text or "no text", _MOST_SHOWN)

"""Notes of many articles, each article's beneath its title; several can be chosen."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import accumulate, groupby

from reader.model.annotation import PlaceState
from reader.notebook import FoundNote
from reader.text.clean import clean_line
from reader.ui.colours import BARS, bar
from reader.ui.runs import Run, fit, spread
from reader.ui.widgets.filter_list import FilterList

_HEAD_ROWS, _NOTE_ROWS = 2, 2


class NoteList(FilterList, inherit_bindings=False):
    """The list of notes; its keys come through its screen.

    Args:
        filtered: called with what is typed.
    """

    def __init__(self, filtered: Callable[[str], None]) -> None:
        super().__init__(id="notebook-list")
        self._filtered = filtered
        self._items: list[FoundNote | str] = []
        self._bare = False  # its one item is what to do
        self.chosen: set[str] = set()
        self._range: tuple[int, frozenset[str]] | None = None  # where it began, and what was chosen before

    def apply_filter(self) -> None:
        """Have the notes looked for that fit."""
        self._filtered(self.filter)

    def show(self, notes: Sequence[FoundNote], otherwise: str) -> None:
        """Show notes, sorted by article; the cursor stays on its note, and only what is listed stays chosen.

        Without any, show ``otherwise``, a sentence.
        """
        before, self._bare = self.here, not notes
        self._items, self._range = [], None
        for _, group in groupby(notes, key=lambda each: each.note.annotation.article):
            first, *others = group
            self._items += [clean_line(first.title) or first.note.annotation.article, first, *others]
        self._items = self._items or [otherwise]
        self.chosen &= {each.note.id for each in notes}
        self.set_tops([0, *accumulate(_HEAD_ROWS if isinstance(each, str) else _NOTE_ROWS for each in self._items)])
        same = (at for at, each in enumerate(self._items) if before and _is(each, before.note.id))
        self.move(next(same, self.index))

    @property
    def notes(self) -> list[FoundNote]:
        """The notes that are listed."""
        return [each for each in self._items if not isinstance(each, str)]

    @property
    def here(self) -> FoundNote | None:
        """The note under the cursor."""
        item = self._items[self.index] if self.index < len(self._items) else None
        return None if isinstance(item, str) else item

    @property
    def meant(self) -> list[FoundNote]:
        """The chosen notes; without any, the one under the cursor."""
        chosen = [each for each in self.notes if each.note.id in self.chosen]
        return chosen or ([self.here] if self.here else [])

    @property
    def in_range(self) -> bool:
        """Whether the cursor chooses as it goes."""
        return self._range is not None

    # Choosing

    def turn(self) -> None:
        """Choose the note under the cursor, or no longer, and go to the next."""
        if self.here is not None:
            self.chosen ^= {self.here.note.id}
            self._range = None
            self.redraw()
            self.action_item_down()

    def turn_range(self) -> None:
        """Choose from here to wherever the cursor goes, or stop doing so."""
        self._range = None if self._range else (self.index, frozenset(self.chosen))
        self._follow()

    def turn_all(self) -> None:
        """Choose all, or none when all are."""
        every = {each.note.id for each in self.notes}
        self.chosen = set() if self.chosen == every else every
        self._range = None
        self.redraw()

    def let_go_of_chosen(self) -> bool:
        """Choose none; tell whether any was."""
        there = bool(self.chosen) or self.in_range
        self.chosen, self._range = set(), None
        self.redraw()
        return there

    def move(self, index: int) -> None:
        """Put the cursor on an item; what lies between it and the beginning of a range is chosen."""
        super().move(index)
        self._follow()

    def _follow(self) -> None:
        if self._range is not None:
            begin, before = self._range
            first, last = sorted((begin, self.index))
            between = self._items[first : last + 1]
            self.chosen = {*before, *(each.note.id for each in between if not isinstance(each, str))}
        self.redraw()

    # Drawing

    def can_choose(self, index: int) -> bool:
        """Titles are passed over."""
        return super().can_choose(index) and not isinstance(self._items[index], str)

    def draw_item(self, index: int, width: int) -> list[list[Run]]:
        """Return an article's title, or a note with its state and passage."""
        item = self._items[index]
        if isinstance(item, str):
            return [[("", "list--text")], fit([(item, "list--quiet" if self._bare else "list--head")], width)]
        annotation, place = item.note.annotation, item.placed.place
        chosen = annotation.id in self.chosen
        look = "list--active" if chosen else "list--text"
        said = clean_line(annotation.body) or "highlight"
        tags = " ".join(f"#{tag}" for tag in annotation.tags)
        told = ["conflict"] if item.note.conflicts else []
        told += [] if place.state is PlaceState.HERE else [str(place.state)]
        right: Run = (" · ".join([*told, f"{annotation.modified.astimezone():%d %b %Y}"]), "list--quiet")
        mark: Run = (f"{BARS[annotation.colour]} ", bar(annotation.colour, "list"))
        passage = "the whole article" if annotation.target.whole else clean_line(annotation.target.exact)
        lost = f"   {place.reason}" if place.state in {PlaceState.ORPHAN, PlaceState.CHANGED} else ""
        return [
            spread([("✓ " if chosen else "  ", "list--mark"), mark, (f"{said} {tags}".strip(), look)], right, width),
            fit([("    " + passage, "list--quiet"), (lost, "list--quiet")], width),
        ]


def _is(item: FoundNote | str, note_id: str) -> bool:
    return not isinstance(item, str) and item.note.id == note_id

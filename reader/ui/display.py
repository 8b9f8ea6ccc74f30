"""Puts a reading on the widgets: marks, notes, the panel, the bar, the bottom row."""

from __future__ import annotations

from bisect import bisect_left
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from reader.analysis.state import State
from reader.text.layout import Layout
from reader.ui.furniture import Beneath, beneath, counted, location
from reader.ui.layers import HitSheet, Layer, Mark
from reader.ui.reading import Reading
from reader.ui.shown import Shown
from reader.ui.widgets.article_view import ArticleView
from reader.ui.widgets.slim_bar import SlimBar
from reader.ui.widgets.status_bar import StatusBar

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from reader.model.annotation import PlacedNote
    from reader.model.article import Link
    from reader.ui.focus import Focus
    from reader.ui.runs import Run
    from reader.ui.widgets.panel import Panel

_LEAST_ROOM = 26  # cells beside the text from which on notes stand there
_MOST_ROOM = 44

_RUNNING: dict[State | None, str] = {
    State.WAITING: "waiting for analysis",
    State.RUNNING: "analysing …",
    State.FAILED: "not analysed",
    State.DONE: "",
}


class Display(NamedTuple):
    """The widgets that show a reading. Each method shows one side of it anew; none moves the text.

    ``panel`` is None until the screen is furnished.
    """

    view: ArticleView
    panel: Panel | None
    bar: SlimBar
    status: StatusBar

    def everything(self, reading: Reading) -> None:
        """Show an article's analysis, notes and focus."""
        links = reading.links if reading.shown else ()  # bare text keeps their numbers: it isn't laid out anew
        self.view.put(Layer.LINK, [Mark(link.span, "article--link") for link in links])
        self._found_marks(reading)
        self._note_marks(reading)
        self._focus_marks(reading)
        self.lists(reading)

    def _found_marks(self, reading: Reading) -> None:
        entities: Sequence[Mark] = ()
        quotes: Sequence[Mark] = ()
        if reading.analysis is not None:
            from reader.ui import marks  # noqa: PLC0415  the text is shown before anything in it is marked

            entities = marks.entity_marks(reading.analysis, reading.shown)
            if Shown.SPEAKERS in reading.shown:
                from reader.ui.speakers import ranks  # noqa: PLC0415  with that view only

                quotes = marks.speaker_marks(reading.analysis, ranks(reading))
            elif Shown.QUOTES in reading.shown:
                quotes = marks.quote_marks(reading.analysis)
        self.view.put(Layer.ENTITY, entities)
        self.view.put(Layer.QUOTE, quotes)

    def lists(self, reading: Reading) -> None:
        """Show what is known of the article in the panel."""
        if self.panel is not None:
            self.panel.show(reading)

    def notes(self, reading: Reading) -> None:
        """Show the notes: their passages, their boxes, their list."""
        self._note_marks(reading)
        self.lists(reading)
        self.facts(reading)

    def _note_marks(self, reading: Reading) -> None:
        placed = [(note.annotation, at) for note, at in reading.placed if Shown.NOTES in reading.shown]
        passages: Sequence[Mark] = ()
        if placed:
            from reader.ui.marks import note_marks  # noqa: PLC0415  see _found_marks

            passages = note_marks(placed, reading.picked)
        self.view.put(Layer.HIGHLIGHT, passages)
        self.boxes(reading)

    def boxes(self, reading: Reading) -> None:
        """Show the text of notes, beside their passages where there is room, else beneath their paragraphs."""
        below = self._beneath(reading)
        self.view.put_beneath({block: [row.runs for row in rows] for block, rows in below.items()})
        self.view.put_beside({row: runs for row, (runs, _) in self._beside(reading).items()})

    def under(self, reading: Reading, row: int, column: int) -> PlacedNote | Link | None:
        """Return the note or link that is told at a row of the page and a cell counted from the text's first."""
        if column > self.view.page.measure:
            return self._beside(reading).get(row, ((), None))[1]
        found = self.view.page.row(row)
        rows = self._beneath(reading).get(found.block, []) if found and found.extra is not None else []
        return rows[found.extra].of if found and found.extra is not None and found.extra < len(rows) else None

    def _shown(self, reading: Reading) -> list[PlacedNote]:
        whole = [note for note in reading.notes if note.annotation.target.whole]
        notes = (
            note for note in (*whole, *(each for each, _ in reading.placed)) if note.annotation.id != reading.edited
        )
        return [note for note in notes if reading.shows(note, self.beside)]

    def _beneath(self, reading: Reading) -> Mapping[int, Sequence[Beneath]]:
        return beneath(reading, self.view.page, () if self.beside else self._shown(reading))

    def _beside(self, reading: Reading) -> Mapping[int, tuple[Sequence[Run], PlacedNote]]:
        shown = self._shown(reading) if self.beside else []
        said = [
            (note, note.place.span) for note in shown if note.annotation.body or note.annotation.tags or note.others
        ]
        if not said:
            return {}
        from reader.ui.annotating.aside import beside  # noqa: PLC0415  most articles are opened without a note

        return beside(said, self.view.page, min(_MOST_ROOM, self.view.room_beside))

    @property
    def beside(self) -> bool:
        """Whether notes stand beside the text."""
        return self.view.room_beside >= _LEAST_ROOM

    def focus(self, reading: Reading) -> None:
        """Mark every mention of those in focus."""
        self._focus_marks(reading)
        self.lists(reading)

    def _focus_marks(self, reading: Reading) -> None:
        self.view.put_sheet(Layer.HIT, HitSheet(reading.hits))
        self.view.put(Layer.FOCUS, [mark for focus in reading.foci for mark in _focus_marks(focus)])
        self.facts(reading)
        self.where(reading)

    def hits(self, reading: Reading) -> None:
        """Mark what a search found."""
        self.view.put_sheet(Layer.HIT, HitSheet(reading.hits))
        self.facts(reading)
        self.where(reading)

    def _hit_here(self, reading: Reading) -> None:
        here = reading.hits.at(self.view.cursor)
        self.view.put(Layer.HIT_HERE, [Mark(here, "article--hit-here")] if here else ())

    def facts(self, reading: Reading) -> None:
        """Show title, place, notes, focus and analysis in the bottom row, and which hit one is at."""
        self._hit_here(reading)
        focus, count = reading.foci.at(self.view.cursor), len(reading.notes)
        chosen = f"{focus.name} {focus.number(self.view.cursor)}/{len(focus.spans)}" if focus else ""
        found = f"{reading.hits.query.words} {counted(reading.hits, self.view.cursor)}" if reading.hits.starts else ""
        notes = f"{count} note{'s' * (count != 1)}" if count else ""
        place = location(reading.article, self.view.cursor)
        self.status.update(reading.article.title, [place, notes, chosen, found, _RUNNING.get(reading.state, "")])

    def where(self, reading: Reading) -> None:
        """Show in the bar which rows are on the screen and where hits, mentions and notes are."""
        page, top = self.view.page, self.view.scroll_offset.y
        kinds = (
            ("hit", reading.hits.starts),
            *((f"focus-{focus.slot}", [span.start for span in focus.spans]) for focus in reading.foci),
            ("note", [span.start for _, span in reading.placed]),
        )
        kinds = tuple((kind, starts) for kind, starts in kinds if starts)
        state = (id(page), tuple(page.reserved.items()), kinds)
        self.bar.update(page.height, range(top, top + self.view.size.height), partial(_kind_in, page, kinds), state)


def _focus_marks(focus: Focus) -> list[Mark]:
    return [Mark(span, f"article--focus-{focus.slot}") for span in focus.spans]


def _kind_in(page: Layout, kinds: Sequence[tuple[str, Sequence[int]]], rows: range) -> str | None:
    """Return the first kind of which one stands in a range of the page's rows."""
    return next((kind for kind, starts in kinds if _any_in(page, starts, rows)), None)


def _any_in(page: Layout, starts: Sequence[int], rows: range) -> bool:
    """Tell whether one of the sorted offsets stands in a range of the page's rows."""
    first, after = page.offset_at(rows.start, 0), page.offset_at(rows.stop, 0) if rows.stop < page.height else 1 << 30
    index = bisect_left(starts, first)
    return index < len(starts) and starts[index] < after

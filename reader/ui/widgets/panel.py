"""The panel: who and which countries the article is about, who said what, and the reader's notes."""

from __future__ import annotations

from itertools import accumulate

from textual.events import Resize

from reader.text import cells
from reader.text.accents import folded
from reader.ui.listing.countries import countries
from reader.ui.listing.entry import Entry, Kind, hint
from reader.ui.listing.notes import notes
from reader.ui.listing.people import people
from reader.ui.listing.quotes import quotes
from reader.ui.reading import Reading, Section
from reader.ui.runs import Run, fit, spread
from reader.ui.widgets.filter_list import FilterList

_COUNT = 4
_BARS = "▁▂▃▄▅▆▇"
_CURVE = range(6, 17)
"""Cells that the curve of mentions may take."""


class Panel(FilterList):
    """The four lists, one beneath the other."""

    def __init__(self) -> None:
        super().__init__(id="panel")
        self._entries: list[Entry] = []
        self._reading: Reading | None = None
        self._waiting_head: int | None = None
        self._curves: dict[int, int] = {}

    def show(self, reading: Reading) -> None:
        """Show what is known of the open article."""
        self._reading = reading
        self.apply_filter()

    def apply_filter(self) -> None:
        """Show the entries that fit the filter; the cursor stays on its entry where that is among them."""
        reading = self._reading
        if reading is None:
            return
        wanted = folded(self.filter).split()
        entries = [entry for section in (people, countries, quotes, notes) for entry in section(reading, wanted)]
        if not entries:
            entries = [hint(Section.PEOPLE, "Nothing fits: Esc shows all.")]
        if entries != self._entries:
            before = self.entry(self.index)
            self._entries = entries
            self._curves = {}
            self.set_tops(list(accumulate((len(entry.rows) for entry in entries), initial=0)))
            self._stay(before)

    def _stay(self, before: Entry | None) -> None:
        same = (
            index
            for index, entry in enumerate(self._entries)
            if before and (entry.section, entry.kind, entry.key) == (before.section, before.kind, before.key)
        )
        index = next(same, None)
        if index is not None:
            self.index = index

    def entry(self, index: int) -> Entry | None:
        """Return the entry at ``index``; None where there is none."""
        return self._entries[index] if 0 <= index < len(self._entries) else None

    def go_to(self, section: Section) -> None:
        """Put the cursor on a section's first item; a filter is let go."""
        self.let_go()
        heads = [index for index, entry in enumerate(self._entries) if entry.section is section]
        if heads:
            self.move(self._nearest(heads[1] if len(heads) > 1 else heads[0]))
            self._show_from(heads[0])
            self._waiting_head = None if self.size.height else heads[0]

    def on_resize(self, event: Resize) -> None:
        """Show the section that was gone to while the panel was closed: there was no room to scroll in."""
        if self._waiting_head is not None and self.size.height:
            head, self._waiting_head = self._waiting_head, None
            self.call_after_refresh(self._show_from, head)

    def _show_from(self, head: int) -> None:
        if head < len(self._tops):  # else the list has changed since
            self.scroll_to(y=self._tops[head], animate=False)

    def can_choose(self, index: int) -> bool:
        """Heads can't be chosen."""
        entry = self.entry(index)
        return entry is not None and entry.kind is not Kind.HEAD

    def draw_item(self, index: int, width: int) -> list[list[Run]]:
        """Return an entry's rows; its count stands at the right of the first, its curve before that."""
        entry = self._entries[index]
        first, *rest = entry.rows
        mark: Run = ("▌", f"list--focus-{entry.slot}") if entry.slot else (" ", "list--mark")
        blank: Run = (" ", "list--mark")
        look = "list--head" if entry.kind is Kind.HEAD else "list--quiet"
        below = [fit([mark if any(text for text, _ in row) else blank, *row], width - 1) for row in rest]
        if entry.second and sum(cells.width(text) for text, _ in rest[0]) + len(entry.second) + 2 < width:
            below[0] = spread([mark, *rest[0]], (entry.second, "list--quiet"), width - 1)
        return [self._with_curve(entry, [mark, *first], (entry.right, look), width - 1), *below]

    def _with_curve(self, entry: Entry, left: list[Run], right: Run, width: int) -> list[Run]:
        """Return a row with the curve of an entry's places between its name and its count, where there is room."""
        if _room(entry, width) < _CURVE.start:
            return spread(left, right, width)
        count = right[0].rjust(_COUNT)
        drawn = curve(entry.spark, self._curve_width(width))
        return [*spread(left, (drawn, "list--curve"), width - cells.width(count)), (count, right[1])]

    def _curve_width(self, width: int) -> int:
        """Return the one width of all curves, so that they can be compared: what the longest name leaves."""
        if width not in self._curves:
            rooms = [_room(entry, width) for entry in self._entries]
            self._curves[width] = min(room for room in rooms if room >= _CURVE.start)
        return self._curves[width]


def _room(entry: Entry, width: int) -> int:
    """Return the cells that there are for an entry's curve; 0 if it has none."""
    if len(entry.spark) < 2:
        return 0
    taken = sum(cells.width(text) for text, _ in entry.rows[0]) + max(_COUNT, cells.width(entry.right))
    return max(0, min(_CURVE.stop - 1, width - taken - 2))


def curve(places: tuple[float, ...], width: int) -> str:
    """Return how often something occurs in each part of an article, as ``width`` bars; a dot where it doesn't."""
    counts = [0] * width
    for place in places:
        counts[min(width - 1, int(place * width))] += 1
    most = max(counts)
    return "".join(_BARS[(len(_BARS) - 1) * count // most] if count else "·" for count in counts)

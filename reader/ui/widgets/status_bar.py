"""The bottom row: where one is, what is chosen, what is running, and the few keys that matter now."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from rich.segment import Segment
from textual.events import Click
from textual.geometry import Region
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from reader.text import cells
from reader.ui.strips import Drawn
from reader.ui.widgets.late_looks import LateLooks

_SHORTEST_TITLE = 30
_SHORTEST_OF_ALL = 6


class StatusBar(LateLooks, Widget):
    """One row; what doesn't fit is left out from the right: the last hints first, then the end of the title."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"status--text", "status--key", "status--said", "status--trouble"}
    """Facts and hints; the keys of the hints; what was just done; what went wrong."""

    @dataclass
    class HintClicked(Message):
        """A hint was clicked; ``word`` is its word."""

        word: str

    def __init__(self) -> None:
        super().__init__(id="status")
        self._title = ""
        self._facts: Sequence[str] = ()
        self._hints: Sequence[tuple[str, str]] = ()
        self._said = ""
        self._trouble = False
        self._drawn = Drawn(self, lambda _: self._row())
        self._at: list[tuple[range, str]] = []  # the cells of each hint that is drawn, and its word

    def update(
        self,
        title: str | None = None,
        facts: Sequence[str] | None = None,
        hints: Sequence[tuple[str, str]] | None = None,
    ) -> None:
        """Show other facts, or hints as pairs of key and word; what is None stays."""
        self._title = self._title if title is None else title
        self._facts = self._facts if facts is None else tuple(fact for fact in facts if fact)
        self._hints = self._hints if hints is None else hints
        self._drawn.touch()

    def say(self, text: str, *, trouble: bool = False) -> None:
        """Show what was done, in place of the title, until something else is said; "" brings the title back."""
        self._said, self._trouble = text, trouble
        self._drawn.touch()

    @property
    def shown(self) -> str:
        """The row as plain text."""
        return self._row().text

    def render_lines(self, crop: Region) -> list[Strip]:
        """Return the row."""
        return self._drawn.lines(crop)

    def on_idle(self) -> None:
        """Have drawn what looks different."""
        self._drawn.compare()

    def notify_style_update(self) -> None:
        """Forget what was drawn with the old styles."""
        self._drawn.restyle()
        super().notify_style_update()

    def on_click(self, event: Click) -> None:
        """Tell which hint was clicked."""
        for where, word in self._at:
            if event.x in where:
                self.post_message(self.HintClicked(word))

    def _row(self) -> Strip:
        width = self.outer_size.width
        text = self.get_component_rich_style("status--text")
        key = self.get_component_rich_style("status--key")
        look = ("status--trouble" if self._trouble else "status--said") if self._said else "status--text"
        facts = "" if self._said else "".join(f"  ·  {fact}" for fact in self._facts)
        lead = self._said or self._title
        # A message is shown whole, a title gives way to facts and hints down to a few words.
        wanted = cells.width(lead) if self._said else min(cells.width(lead), _SHORTEST_TITLE)
        room = width - 2 - cells.width(facts)
        hints = self._fit_hints(room - wanted)
        if not hints and not self._said:  # the way to all keys goes before the rest of the title
            hints = self._fit_hints(room - min(wanted, _SHORTEST_OF_ALL))[-1:]
        hint_cells = sum(cells.width(f"{keys} {word}") + 2 for keys, word in hints)
        lead = cells.truncate(lead, max(1, width - 2 - hint_cells - cells.width(facts)))
        left = [Segment(" ", text), Segment(lead, self.get_component_rich_style(look)), Segment(facts, text)]
        gap = Segment(" " * max(0, width - sum(each.cell_length for each in left) - hint_cells), text)
        self._at, begin = [], width - hint_cells
        for keys, word in hints:
            end = begin + cells.width(f"{keys} {word}") + 2
            self._at.append((range(begin, end - 2), word))
            begin = end
        right = [each for keys, word in hints for each in (Segment(keys, key), Segment(f" {word}  ", text))]
        return Strip([*left, gap, *right]).adjust_cell_length(width, text)

    def _fit_hints(self, room: int) -> Sequence[tuple[str, str]]:
        """Return the hints that fit; the last one, which leads to all the others, stays longest."""
        hints = list(self._hints)
        while hints and sum(cells.width(f"{key} {word}") + 2 for key, word in hints) > room:
            hints.pop(-2 if len(hints) > 1 else -1)
        return hints

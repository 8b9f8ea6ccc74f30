"""The bottom row: where one is, what is chosen, what is running, and the few keys that matter now."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
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
_ALL_KEYS = "keys"
_KEEPS_SELECTION = "-textual-system"  # Textual's name for what can be clicked without letting a selection go
_BETWEEN = "  ·  "


class StatusBar(LateLooks, Widget):
    """One row; what doesn't fit is left out: the last hints first, then the end of the title, all of it, and facts.

    A message that is longer takes the rows it needs, over the text above.
    """

    ALLOW_SELECT = False
    COMPONENT_CLASSES: ClassVar[set[str]] = {"status--text", "status--key", "status--said", "status--trouble"}
    """Facts and hints; the keys of the hints; what was just done; what went wrong."""

    @dataclass
    class HintClicked(Message):
        """A hint was clicked; ``word`` is its word."""

        word: str

    def __init__(self) -> None:
        super().__init__(id="status", classes=_KEEPS_SELECTION)
        self._title = ""
        self._facts: Sequence[str] = ()
        self._hints: Sequence[tuple[str, str]] = ()
        self._said = ""
        self._trouble = False
        self._lines: list[str] = []  # of a message that doesn't fit a row
        self._drawn = Drawn(self, self._row)
        self._at: list[tuple[range, str]] = []  # the cells of each hint that is drawn, and its word

    def update(
        self,
        title: str | None = None,
        facts: Sequence[str] | None = None,
        hints: Sequence[tuple[str, str]] | None = None,
    ) -> None:
        """Show other facts, or hints as pairs of key and word; what is None stays."""
        before = self._title, self._facts, self._hints
        self._title = self._title if title is None else title
        self._facts = self._facts if facts is None else tuple(fact for fact in facts if fact)
        self._hints = self._hints if hints is None else hints
        if (self._title, self._facts, self._hints) != before:
            self._drawn.touch()

    def say(self, text: str, *, trouble: bool = False) -> None:
        """Show what was done, in place of the title, until something else is said; "" brings the title back."""
        lines = self._wrapped(text)
        if (text, trouble, lines) == (self._said, self._trouble, self._lines):  # as at most keys
            return
        self._said, self._trouble, self._lines = text, trouble, lines
        self.styles.height = len(self._lines) or 1
        self._drawn.touch()

    def on_resize(self) -> None:
        """Wrap what is said to the new width."""
        lines = self._wrapped(self._said)
        if lines != self._lines:
            self.say(self._said, trouble=self._trouble)

    def _wrapped(self, text: str) -> list[str]:
        """Return a message in lines, not more than there is room for; none when it fits a row."""
        width = (self.outer_size.width or self.app.size.width) - 2
        if cells.width(text) <= width:
            return []
        from reader.ui.annotating.box import wrap  # noqa: PLC0415  with the first long message

        lines, most = wrap(text, width), max(1, self.app.size.height // 3)
        return lines if len(lines) <= most else [*lines[: most - 1], " ".join(lines[most - 1 :])]

    @property
    def shown(self) -> str:
        """What it shows as plain text."""
        return " ".join(self._row(y).text for y in range(len(self._lines) or 1))

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
        for where, word in self._at if event.y == self.outer_size.height - 1 else ():
            if event.x in where:
                self.post_message(self.HintClicked(word))

    def _row(self, y: int) -> Strip:
        width = self.outer_size.width
        if y < len(self._lines) - 1:
            return Strip([Segment(f" {self._lines[y]}", self._look)]).adjust_cell_length(width, self._look)
        text = self.get_component_rich_style("status--text")
        key = self.get_component_rich_style("status--key")
        lead = self._lines[-1] if self._lines else self._said or self._title
        facts = "" if self._said else self._fit_facts(width - 2)
        if facts and cells.width(facts) + len(_BETWEEN) + _SHORTEST_OF_ALL > width - 2:
            lead = ""  # too little would be left of it to be read
        elif facts:
            facts = _BETWEEN + facts
        # A message is shown whole, a title gives way to facts and hints down to a few words.
        wanted = cells.width(lead) if self._said else min(cells.width(lead), _SHORTEST_TITLE)
        room = width - 2 - cells.width(facts)
        hints = self._fit_hints(room - wanted)
        if not hints and not self._said:  # the way to all keys goes before the rest of the title
            hints = self._fit_hints(room - min(wanted, _SHORTEST_OF_ALL))[-1:]
        hint_cells = sum(cells.width(f"{keys} {word}") + 2 for keys, word in hints)
        lead = cells.truncate(lead, max(1, width - 2 - hint_cells - cells.width(facts)))
        left = [Segment(" ", text), Segment(lead, self._look), Segment(facts, text)]
        gap = Segment(" " * max(0, width - sum(each.cell_length for each in left) - hint_cells), text)
        self._at, begin = [], width - hint_cells
        for keys, word in hints:
            end = begin + cells.width(f"{keys} {word}") + 2
            self._at.append((range(begin, end - 2), word))
            begin = end
        right = [each for keys, word in hints for each in (Segment(keys, key), Segment(f" {word}  ", text))]
        return Strip([*left, gap, *right]).adjust_cell_length(width, text)

    @property
    def _look(self) -> Style:
        said = "status--trouble" if self._trouble else "status--said"
        return self.get_component_rich_style(said if self._said else "status--text")

    def _fit_facts(self, room: int) -> str:
        """Return the facts that fit: the place always, then what is chosen, found and running."""
        facts = list(self._facts)
        while len(facts) > 1 and cells.width(_BETWEEN.join(facts)) > room:
            facts.pop(1)
        return _BETWEEN.join(facts)

    def _fit_hints(self, room: int) -> Sequence[tuple[str, str]]:
        """Return the hints that fit; the one that leads to all the others stays longest."""
        hints = list(self._hints)
        while hints and sum(cells.width(f"{key} {word}") + 2 for key, word in hints) > room:
            hints.pop(-2 if len(hints) > 1 and hints[-1][1] == _ALL_KEYS else -1)
        return hints

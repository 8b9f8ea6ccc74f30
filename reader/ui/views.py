"""Which kinds of marks the text shows: a few ready-made choices on one key, and each kind by itself."""

from __future__ import annotations

from collections.abc import Callable

from reader.memory import Memory
from reader.ui.display import Display
from reader.ui.reading import Reading
from reader.ui.shown import HIDDEN, VIEWS, Shown


class Views:
    """Changes what is marked.

    Args:
        memory: keeps the choice for the next time.
        reading: the open article.
        display: shows it.
        say: tells in a sentence what was done.
    """

    def __init__(self, memory: Memory, reading: Reading, display: Display, say: Callable[[str], None]) -> None:
        self._memory = memory
        self._reading = reading
        self._display = display
        self._say = say

    def cycle(self) -> None:
        """Go on to the next ready-made choice."""
        sets = [shown for _, shown in VIEWS]
        now = sets.index(self._reading.shown) if self._reading.shown in sets else -1
        name, shown = VIEWS[(now + 1) % len(VIEWS)]
        self._show(shown, f"Marks: {name}.")

    def turn(self, name: str) -> None:
        """Show one kind of marks, or hide it; quotes are marked either alike or by speaker."""
        kind = Shown(name)
        shown = self._reading.shown ^ {kind}
        if kind in shown:
            shown -= {Shown.QUOTES: {Shown.SPEAKERS}, Shown.SPEAKERS: {Shown.QUOTES}}.get(kind, set())
        self._show(shown, f"{str(kind).capitalize()}: {'marked' if kind in shown else 'not marked'}.")

    def _show(self, shown: frozenset[Shown], said: str) -> None:
        self._reading.shown = shown
        self._display.everything(self._reading)
        self._say(said)
        self._memory.keep(HIDDEN, sorted(each.value for each in frozenset(Shown) - shown))

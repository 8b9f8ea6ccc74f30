"""Who and what is in focus: up to four persons or countries of an article, told apart. No widgets here."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator
from enum import StrEnum
from typing import NamedTuple

from reader.model.span import Span

SLOTS = range(1, 5)
"""Each focus has one of these numbers, and a look of its own by it."""


class FocusKind(StrEnum):
    """What can be chosen."""

    PERSON = "person"
    COUNTRY = "country"


class Focus(NamedTuple):
    """A chosen person or country: ``spans`` are all mentions in order, pronouns too; ``slot`` is its number."""

    kind: FocusKind
    id: str
    name: str
    spans: tuple[Span, ...]
    slot: int = 1

    def next(self, offset: int, step: int) -> Span | None:
        """Return the mention after (``step`` 1) or before (-1) ``offset``, round the ends; None without any."""
        if not self.spans:
            return None
        starts = [span.start for span in self.spans]
        index = bisect_right(starts, offset) if step > 0 else bisect_left(starts, offset) - 1
        return self.spans[index % len(self.spans)]

    def number(self, offset: int) -> int:
        """Return which mention, from 1, is at or before ``offset``; 0 before the first."""
        return bisect_right([span.start for span in self.spans], offset)


class Foci:
    """The choices in the order in which they were made. A colour stays with whom it was given to."""

    def __init__(self) -> None:
        self._chosen: list[Focus] = []
        self._slots: dict[str, int] = {}

    def __iter__(self) -> Iterator[Focus]:
        return iter(self._chosen)

    def __len__(self) -> int:
        return len(self._chosen)

    @property
    def last(self) -> Focus | None:
        """The latest choice."""
        return self._chosen[-1] if self._chosen else None

    def slot(self, key: str) -> int:
        """Return the number of the person or country by that id; 0 when it isn't in focus."""
        return next((focus.slot for focus in self._chosen if focus.id == key), 0)

    @property
    def starts(self) -> list[int]:
        """Where the mentions of all of them begin, in order."""
        return sorted({span.start for focus in self._chosen for span in focus.spans})

    def at(self, offset: int) -> Focus | None:
        """Return the one that is mentioned at ``offset``, else the latest."""
        here = (focus for focus in self._chosen if any(span.start == offset for span in focus.spans))
        return next(here, self.last)

    def only(self, focus: Focus) -> Focus:
        """Choose one in place of all others."""
        self._chosen.clear()
        return self._add(focus)

    def toggle(self, focus: Focus) -> Focus | None:
        """Add one, or take it out again; returns it as added, None when it is out or all slots are taken."""
        kept = [each for each in self._chosen if each.id != focus.id]
        if len(kept) < len(self._chosen):
            self._chosen = kept
            return None
        return self._add(focus) if len(kept) < len(SLOTS) else None

    def renew(self, find: Callable[[FocusKind, str], Focus | None]) -> None:
        """Bring every choice up to date; one that is no longer found is let go."""
        found = [(focus, find(focus.kind, focus.id)) for focus in self._chosen]
        self._chosen = [now._replace(slot=focus.slot) for focus, now in found if now is not None]

    def clear(self) -> None:
        """Let all go."""
        self._chosen.clear()

    def _add(self, focus: Focus) -> Focus:
        taken = {each.slot for each in self._chosen}
        own = self._slots.get(focus.id, 0)
        slot = own if own and own not in taken else next(each for each in SLOTS if each not in taken)
        self._slots[focus.id] = slot
        added = focus._replace(slot=slot)
        self._chosen.append(added)
        return added

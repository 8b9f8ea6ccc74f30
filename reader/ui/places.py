"""Places to come back to: a history of jumps, as a browser has one, and marks set by hand."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from reader.memory import Memory

_MOST = 200


class Place(NamedTuple):
    """An offset in an article, by the article's id, and the hash of the text that it counts in."""

    article: str
    offset: int
    version: str


class Jumps:
    """Where jumps began, oldest first, and how far back among them one is."""

    def __init__(self) -> None:
        self._places: list[Place] = []
        self._at = 0

    def leave(self, place: Place) -> None:
        """Remember where a jump begins; what lay ahead is forgotten."""
        del self._places[self._at :]
        if not self._places or self._places[-1] != place:
            self._places.append(place)
        del self._places[:-_MOST]
        self._at = len(self._places)

    def back(self, here: Place) -> Place | None:
        """Return where the last jump began, or None; ``here`` is what ``forward`` comes back to."""
        if self._at == len(self._places):
            self.leave(here)
            self._at -= 1
        while self._at > 0:
            self._at -= 1
            if self._places[self._at] != here:
                return self._places[self._at]
        return None

    def forward(self) -> Place | None:
        """Return the place that ``back`` came from, or None."""
        if self._at + 1 >= len(self._places):
            return None
        self._at += 1
        return self._places[self._at]

    def carry(self, before: str, after: str, to: Callable[[int], int]) -> None:
        """Take the places in a version over to another one, given by their hashes; ``to`` tells where each is there."""
        self._places = [
            place._replace(offset=to(place.offset), version=after) if place.version == before else place
            for place in self._places
        ]


class Marks:
    """Places by letter: a small letter holds within its article, a capital one in all. They outlast the session.

    Args:
        memory: keeps each by itself, so that two windows don't lose each other's.
    """

    def __init__(self, memory: Memory) -> None:
        self._memory = memory

    def set(self, letter: str, place: Place) -> None:
        """Mark a place; raises ``SettingsError`` when it can't be kept, and holds until the program ends."""
        self._memory.keep(_name(letter, place.article), f"{place.offset} {place.article} {place.version}")

    def get(self, letter: str, article: str) -> Place | None:
        """Return the place of a letter, seen from an article; None where it isn't set."""
        offset, _, rest = self._memory.get(_name(letter, article), "").partition(" ")
        marked, _, version = rest.partition(" ")
        return Place(marked, int(offset), version) if offset.isdecimal() and marked else None


def _name(letter: str, article: str) -> str:
    return f"mark {letter}" if letter.isupper() else f"mark {letter} in {article}"

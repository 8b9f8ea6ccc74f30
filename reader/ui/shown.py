"""The kinds of marks that the text can show, and ready-made choices of them."""

from __future__ import annotations

from enum import StrEnum

from reader.memory import Memory


class Shown(StrEnum):
    """The kinds of marks, by the names under which they are remembered."""

    PEOPLE = "people"
    PLACES = "places"
    ORGANISATIONS = "organisations"
    QUOTES = "quotes"
    SPEAKERS = "quotes by speaker"
    NOTES = "notes"


VIEWS: tuple[tuple[str, frozenset[Shown]], ...] = (
    ("all marks", frozenset({Shown.PEOPLE, Shown.PLACES, Shown.ORGANISATIONS, Shown.QUOTES, Shown.NOTES})),
    ("people and places", frozenset({Shown.PEOPLE, Shown.PLACES})),
    ("quotes by speaker", frozenset({Shown.SPEAKERS})),
    ("notes only", frozenset({Shown.NOTES})),
    ("bare text", frozenset()),
)
HIDDEN = "marks hidden"
"""The name under which the kinds that are not shown are remembered."""

_ALL = VIEWS[0][1]


def kept(memory: Memory) -> frozenset[Shown]:
    """Return the kinds that were shown last; all but quotes by speaker when that was never chosen."""
    names = memory.get(HIDDEN, ["?"])
    return _ALL if names == ["?"] else frozenset(Shown) - {each for each in Shown if each.value in names}

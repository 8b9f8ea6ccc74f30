"""A known name of a place in a text, with what it can mean and what it was settled to mean."""

from __future__ import annotations

from dataclasses import dataclass

from reader.analysis.gazetteer import COUNTRY_KINDS, PlaceKind, Reading
from reader.analysis.rules import Rule

_RULE_OF_KIND = {
    PlaceKind.NAME: Rule.COUNTRY_NAME,
    PlaceKind.DEMONYM: Rule.DEMONYM,
    PlaceKind.CAPITAL: Rule.CAPITAL,
    PlaceKind.SEAT: Rule.SEAT,
    PlaceKind.CITY: Rule.CITY,
}


@dataclass(eq=False)
class Mention:
    """A known name in the text: token borders, what it can mean, and what it was settled to mean by which rule."""

    start: int
    end: int
    name: str
    readings: tuple[Reading, ...]
    settled: Reading | None = None
    rule: Rule | None = None
    in_dateline: bool = False
    alone_in_dateline: bool = False

    def settle(self, reading: Reading | None, rule: Rule | None = None) -> None:
        """Decide what the name means; without a rule it is what kind of name it is that decided."""
        self.settled = reading
        self.rule = rule or (_RULE_OF_KIND.get(reading.kind, Rule.REGION) if reading else None)

    @property
    def can_be_country(self) -> bool:
        """Whether one of the readings is a country's name or people."""
        return any(reading.kind in COUNTRY_KINDS for reading in self.readings)

    @property
    def kinds(self) -> frozenset[PlaceKind]:
        """What kinds of names it can be."""
        return frozenset(reading.kind for reading in self.readings)

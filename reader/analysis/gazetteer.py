"""Names of countries, regions and towns, and what they can mean. No spaCy here.

The data are built by ``scripts/build_gazetteer.py``, which says where they come from.
"""

from __future__ import annotations

import functools
from bisect import bisect_left
from dataclasses import dataclass, replace
from enum import StrEnum
from importlib import resources

from reader.analysis.squares import NOWHERE, WIDTH, number_of


class PlaceKind(StrEnum):
    """What a name can be, by the letter that stands for it in the data."""

    NAME = "n"
    """A country's name, official name or abbreviation."""
    DEMONYM = "d"
    """An adjective, or the name of a country's people."""
    CAPITAL = "k"
    STATE = "s"
    CONSTITUENT = "t"
    """England and its like: a country inside a country, counted as a place."""
    SEAT = "g"
    """A building or quarter that stands for a government (Kremlin)."""
    REGION = "r"
    ABBREVIATION = "a"
    """A state's or province's, that only counts after a comma (Pa.)."""
    CITY = "c"


_TOWN = 2 + WIDTH
"""Characters for a state and the square of its town."""

_MOST_KEPT = 20_000
"""Names whose readings are remembered; a text asks for the same ones again and again."""

COUNTRY_KINDS = frozenset({PlaceKind.NAME, PlaceKind.DEMONYM})


@dataclass(frozen=True, slots=True)
class Reading:
    """One thing that a name can mean: its kind and country.

    ``size`` is the digits of a town's population, ``states`` the states of the country that have a town of the name,
    or the state itself (GeoNames' codes; in the United States the postal ones), ``squares`` where these towns lie,
    each with its state.
    """

    kind: PlaceKind
    code: str
    size: int = 0
    states: frozenset[str] = frozenset()
    squares: tuple[tuple[str, int], ...] = ()

    def within(self, states: frozenset[str]) -> Reading:
        """Return this reading with what lies in ``states`` only; as it is where nothing of it does."""
        if not self.states & states:
            return self
        squares = tuple(each for each in self.squares if each[0] in states)
        return replace(self, states=self.states & states, squares=squares)


class Gazetteer:
    """Looks names up as they are written; ``longest`` is the most words that a name has.

    Args:
        lines: the text of ``gazetteer.tsv``: lines in the order of their code points.
    """

    def __init__(self, lines: str) -> None:
        self._lines = lines.splitlines()
        self._names = {
            reading[1:3]: name
            for name, _, readings in (
                line.partition("\t") for line in self._lines if line.endswith("!") or "! " in line
            )
            for reading in readings.split(" ")
            if reading.endswith("!")
        }
        self._known: dict[str, tuple[Reading, ...]] = {}
        self.longest = 7

    def readings(self, name: str) -> tuple[Reading, ...]:
        """Return what ``name`` can mean, the likeliest first; () for an unknown name. Case counts.

        A name all in capitals is looked up as a title too ("SYRIA"), but only when it is longer than an
        abbreviation, since "US" and "us" differ in nothing else.
        """
        found = self._known.get(name)
        if found is None:
            found = self._look_up(name)
            if not found and len(name) > 4 and name.isupper():
                found = self._look_up(_titled(name))
            if len(self._known) > _MOST_KEPT:
                self._known.clear()
            self._known[name] = found
        return found

    def goes_on(self, name: str) -> bool:
        """Tell whether a longer known name begins with the words of ``name``."""
        names = {name, _titled(name)} if name.isupper() else {name}
        return any(self._goes_on(each) for each in names)

    def _goes_on(self, name: str) -> bool:
        at = bisect_left(self._lines, name + "\n")
        if at == len(self._lines) or not self._lines[at].startswith(name):
            return False
        return not name[-1].isalnum() or not self._lines[at][len(name)].isalnum()

    def _look_up(self, name: str) -> tuple[Reading, ...]:
        """Find a name by bisection: 60,000 lines made a dictionary would take most of the 30 ms that loading may."""
        head = name + "\t"
        at = bisect_left(self._lines, head)
        if at == len(self._lines) or not self._lines[at].startswith(head):
            return ()
        return tuple(_reading(item) for item in self._lines[at][len(head) :].split(" "))

    def written(self, name: str) -> str:
        """Return a known name as the gazetteer writes it: "Lebanon" for "LEBANON"."""
        return _titled(name) if len(name) > 4 and name.isupper() and not self._look_up(name) else name

    def country_name(self, code: str) -> str:
        """Return the short English name of a country, or the code itself when it is unknown."""
        return self._names.get(code, code)

    def countries(self) -> list[tuple[str, str]]:
        """Return the code and the short English name of every country, by name."""
        return sorted(self._names.items(), key=lambda each: each[1])

    def country(self, name: str) -> str | None:
        """Return the code of the country that ``name`` names, None when it names none."""
        return next((r.code for r in self.readings(name) if r.kind is PlaceKind.NAME), None)

    def __len__(self) -> int:
        return len(self._lines)


def _reading(item: str) -> Reading:
    item = item.removesuffix("!")
    kind, code, size = PlaceKind(item[0]), item[1:3], int(item[3:4] or 0)
    if kind is not PlaceKind.CITY:
        return Reading(kind, code, size, frozenset(item[at : at + 2] for at in range(4, len(item), 2)))
    towns = [item[at : at + _TOWN] for at in range(4, len(item), _TOWN)]
    squares = tuple((town[:2], number_of(town[2:])) for town in towns if town[2:] != NOWHERE)
    return Reading(kind, code, size, frozenset(town[:2] for town in towns), squares)


def _titled(name: str) -> str:
    small = {"AND", "OF", "THE"}
    return " ".join(w.lower() if w in small and at else w.title() for at, w in enumerate(name.split(" ")))


def read_data(name: str) -> str:
    """Return the text of a file in ``reader/analysis/data``."""
    return resources.files("reader.analysis").joinpath("data", name).read_text(encoding="utf-8")


_OF_NOTE = 2


@functools.cache
def load_weights(name: str) -> dict[str, float]:
    """Return the weights of a file of ``data`` that a script has fitted, by the names of what they weigh."""
    rows = (line.split("\t") for line in read_data(name).splitlines() if not line.startswith("#"))
    return {sign: float(weight) for sign, weight in rows}


@functools.cache
def load_gazetteer() -> Gazetteer:
    """Return the gazetteer, read once a process."""
    return Gazetteer(read_data("gazetteer.tsv"))


def names_country(name: str) -> bool:
    """Tell whether a name can be a country's or its people's."""
    return any(reading.kind in COUNTRY_KINDS for reading in load_gazetteer().readings(name))


@functools.cache
def load_given_names() -> dict[str, str]:
    """Return given names with "m", "f" or "b" for both."""
    return dict(line.split("\t") for line in read_data("given_names.tsv").splitlines())


@functools.cache
def load_surnames() -> dict[str, int]:
    """Return surnames in lower case, without accents, with how common each is, from 1 to 4.

    Those of people of note (``data/people_of_note.txt``) count as middling.
    """
    ranks = {name: int(rank) for name, rank in (line.split("\t") for line in read_data("surnames.tsv").splitlines())}
    return dict.fromkeys(load_words("surnames", "people_of_note.txt"), _OF_NOTE) | ranks


@functools.cache
def load_words(name: str, file: str = "words.txt") -> frozenset[str]:
    """Return a list of ``data/words.txt`` or another file of lists: the words under the heading ``[name]``."""
    words: set[str] = set()
    inside = False
    for line in read_data(file).splitlines():
        if line.startswith("["):
            inside = line == f"[{name}]"
        elif inside and not line.startswith("#"):
            words.update(word.strip() for word in line.split(";") if word.strip())
    if not words:
        raise KeyError(name)
    return frozenset(words)

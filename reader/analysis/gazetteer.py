"""Names of countries, regions and towns, and what they can mean. No spaCy here.

The data are built by ``scripts/build_gazetteer.py``, which says where they come from.
"""

from __future__ import annotations

import functools
from dataclasses import dataclass
from enum import StrEnum
from importlib import resources


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


COUNTRY_KINDS = frozenset({PlaceKind.NAME, PlaceKind.DEMONYM})


@dataclass(frozen=True, slots=True)
class Reading:
    """One thing that a name can mean: its kind and country; ``size`` is the digits of a town's population."""

    kind: PlaceKind
    code: str
    size: int = 0


class Gazetteer:
    """Looks names up as they are written; ``longest`` is the most words that a name has."""

    def __init__(self, lines: str) -> None:
        self._readings = dict(line.split("\t") for line in lines.splitlines())
        self._names: dict[str, str] = {}
        for name, readings in self._readings.items():
            if "!" in readings:
                for reading in readings.split(" "):
                    if reading.endswith("!"):
                        self._names[reading[1:3]] = name
        self.longest = 7

    def readings(self, name: str) -> tuple[Reading, ...]:
        """Return what ``name`` can mean, the likeliest first; () for an unknown name. Case counts.

        A name all in capitals is looked up as a title too ("SYRIA"), but only when it is longer than an
        abbreviation, since "US" and "us" differ in nothing else.
        """
        found = self._readings.get(name)
        if found is None and len(name) > 4 and name.isupper():
            found = self._readings.get(_titled(name))
        return () if found is None else tuple(_reading(item) for item in found.split(" "))

    def country_name(self, code: str) -> str:
        """Return the short English name of a country, or the code itself when it is unknown."""
        return self._names.get(code, code)

    def country(self, name: str) -> str | None:
        """Return the code of the country that ``name`` names, None when it names none."""
        return next((r.code for r in self.readings(name) if r.kind is PlaceKind.NAME), None)

    def __contains__(self, name: object) -> bool:
        return name in self._readings

    def __len__(self) -> int:
        return len(self._readings)


def _reading(item: str) -> Reading:
    return Reading(PlaceKind(item[0]), item[1:3], int(item[3]) if item[3:].isdigit() else 0)


def _titled(name: str) -> str:
    small = {"AND", "OF", "THE"}
    return " ".join(word.lower() if word in small else word.title() for word in name.split(" "))


def read_data(name: str) -> str:
    """Return the text of a file in ``reader/analysis/data``."""
    return resources.files("reader.analysis").joinpath("data", name).read_text(encoding="utf-8")


@functools.cache
def load_gazetteer() -> Gazetteer:
    """Return the gazetteer, read once a process."""
    return Gazetteer(read_data("gazetteer.tsv"))


@functools.cache
def load_given_names() -> dict[str, str]:
    """Return given names with "m", "f" or "b" for both."""
    return dict(line.split("\t") for line in read_data("given_names.tsv").splitlines())


@functools.cache
def load_words(name: str) -> frozenset[str]:
    """Return a word list of ``data/words.txt``: the words under the heading ``[name]``."""
    words: set[str] = set()
    inside = False
    for line in read_data("words.txt").splitlines():
        if line.startswith("["):
            inside = line == f"[{name}]"
        elif inside and not line.startswith("#"):
            words.update(word.strip() for word in line.split(";") if word.strip())
    if not words:
        raise KeyError(name)
    return frozenset(words)

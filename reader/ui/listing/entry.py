"""One item of the panel, whatever it is of."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum

from reader.analysis.state import State
from reader.ui.reading import Reading, Section
from reader.ui.runs import Run

FIRST_WORDS = 120
"""Characters of a passage that a row may show."""


class Kind(StrEnum):
    """What an entry is of."""

    HEAD = "head"
    PERSON = "person"
    COUNTRY = "country"
    PLACE = "place"
    QUOTE = "quote"
    NOTE = "note"
    DRAFT = "draft"


@dataclass(frozen=True, slots=True)
class Entry:
    """An item of a section.

    ``key`` is a person's id, a country's code, a place's name, a quote's index, a note's id or a draft's key; "" on a
    head, which can't be chosen. ``at`` is the offset in the text that it stands for, None for none. ``right`` stands
    at the right of the first row, before it the places of ``spark`` (fractions of the article, 0 to 1) as a curve.
    ``second`` stands at the right of the second row, if there is room. ``slot`` is its number in focus, 0 for none.
    ``words`` is what a filter looks in.
    """

    section: Section
    kind: Kind
    key: str
    rows: tuple[tuple[Run, ...], ...]
    right: str = ""
    at: int | None = None
    slot: int = 0
    spark: tuple[float, ...] = ()
    words: str = ""
    second: str = ""

    def fits(self, wanted: list[str]) -> bool:
        """Tell whether every word of a filter is in it."""
        return all(word in self.words for word in wanted)


def head(section: Section, right: str) -> Entry:
    """Return the head of a section."""
    return Entry(section, Kind.HEAD, "", (((section.value, "list--head"),),), right)


def hint(section: Section, text: str) -> Entry:
    """Return a line that says why a section is empty, or what to do."""
    return Entry(section, Kind.HEAD, "", (((text, "list--quiet"),), (("", "list--text"),)))


def unknown(section: Section, reading: Reading) -> list[Entry]:
    """Return a section that can't be filled while the analysis isn't there, and why."""
    told = {
        State.WAITING: "waiting to be analysed …",
        State.RUNNING: "being analysed …",
        State.FAILED: "not analysed: ‹analyse-again› tries again",
    }.get(reading.state or State.DONE, "")
    return [head(section, ""), hint(section, reading.named(told))]


def section_of(section: Section, kind: Kind, entries: list[Entry], empty: str, wanted: list[str]) -> list[Entry]:
    """Return a section: its head with the number of items, those that fit a filter, a blank row.

    The head counts entries of ``kind``; ``empty`` is said where there is nothing.
    """
    if not entries:
        return [] if wanted else [head(section, "0"), hint(section, empty)]
    fitting = [entry for entry in entries if entry.fits(wanted)]
    if not fitting:
        return []
    total, found = (sum(entry.kind is kind for entry in each) for each in (entries, fitting))
    shown = f"{found} of {total}" if wanted else str(total)
    blank: tuple[Run, ...] = (("", "list--text"),)
    fitting[-1] = replace(fitting[-1], rows=(*fitting[-1].rows, blank))
    return [head(section, shown), *fitting]

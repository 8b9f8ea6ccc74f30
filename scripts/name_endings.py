"""Count what the end of a word says of its being a person's name (``reader/analysis/data/name_endings.tsv``).

    pip install -e .
    python scripts/name_endings.py

People's names are Dateline's given names and surnames; the others are the places of its gazetteer and the ordinary
words of the pipeline that are neither. An ending of two to five letters gets the log of the odds that a word with it is
a person's name, drawn towards those of the shorter ending where it is rare, and no line where it adds little to them.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from reader.analysis.gazetteer import load_given_names, load_surnames, read_data
from reader.analysis.names.comparing import fold
from reader.analysis.names.ordinary import ordinary_words
from reader.analysis.pipeline import build_pipeline
from reader.analysis.version import DEFAULT_MODEL

TARGET = Path(__file__).resolve().parent.parent / "reader" / "analysis" / "data" / "name_endings.tsv"
SIZES = (2, 3, 4, 5)
RARE = 8
"""How many words the odds of the shorter ending count for."""
LEAST = 6
"""The fewest words of an ending with a line of its own."""
TELLING = 0.5
"""By how much its odds differ from those of the shorter ending."""


def main() -> None:
    """Count and write the table."""
    people = {fold(word) for word in (*load_surnames(), *load_given_names())}
    places = {fold(line.split("\t")[0]) for line in read_data("gazetteer.tsv").splitlines()}
    others = (places | set(ordinary_words(build_pipeline(DEFAULT_MODEL)))) - people
    table = endings(*([word for word in words if word.isalpha()] for words in (people, others)))
    head = (
        "# What the end of a word says of its being a person's name. Written by scripts/name_endings.py; ending, odds."
    )
    lines = [f"{ending}\t{odds:.1f}" for ending, odds in sorted(table.items())]
    TARGET.write_text("\n".join([head, *lines]) + "\n", encoding="utf-8", newline="\n")


def endings(people: list[str], others: list[str]) -> dict[str, float]:
    """Return the log of the odds of each telling ending."""
    table: dict[str, float] = {}
    share = len(people) / len(others)
    for size in SIZES:
        counts = _count(people, size), _count(others, size)
        shorter = dict(table)
        for ending in sorted({*counts[0], *counts[1]}):
            named, other = counts[0][ending], counts[1][ending] * share
            told = next((shorter[ending[at:]] for at in range(1, size - 1) if ending[at:] in shorter), 0.0)
            chance = (named + RARE / (1 + math.exp(-told))) / (named + other + RARE)
            odds = math.log(chance / (1 - chance))
            if named + other >= LEAST and (size == SIZES[0] or abs(odds - told) > TELLING):
                table[ending] = odds
    return table


def _count(words: Iterable[str], size: int) -> Counter[str]:
    return Counter(word[-size:] for word in words if len(word) > size)


if __name__ == "__main__":
    main()

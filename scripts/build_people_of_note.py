"""Build the list of last names by which people of note are known and that the lists of surnames lack.

    python scripts/build_people_of_note.py DICT      # the folder of WordNet 3.1's data and index files

Writes ``reader/analysis/data/people_of_note.txt``: words that WordNet has as names of persons who lived and as nothing
else (Warhol, Gehrig, Nureyev), without gods and figures of tales, and without names of larger places.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from pathlib import Path

from wordnet import NOTICE, WordNet, lines_of

from reader.analysis.gazetteer import PlaceKind, load_gazetteer, read_data
from reader.analysis.names.comparing import fold

TARGET = Path(__file__).resolve().parent.parent / "reader" / "analysis" / "data" / "people_of_note.txt"
HEAD = """\
# Last names of people of note. Written by scripts/build_people_of_note.py from WordNet 3.1:
"""
NO_PERSONS = ("imaginary_being", "deity", "spiritual_being")
SHORTEST = 4
TOWN = 5  # digits of its population


def people(net: WordNet) -> set[str]:
    """Return the meanings that are a person who lived."""
    tales = net.under_all((word, 1) for word in NO_PERSONS)
    return {at for at, each in net.synsets.items() if each.instance and each.file == "noun.person"} - tales


def names(folder: Path) -> set[str]:
    """Return the words that name such people and are nothing else, folded."""
    net = WordNet(folder)
    persons = people(net)
    others = {line.split()[0] for kind in ("verb", "adj", "adv") for line in lines_of(folder / f"index.{kind}")}
    spelt: dict[str, set[str]] = defaultdict(set)
    meant: dict[str, set[str]] = defaultdict(set)
    for at, synset in net.synsets.items():
        for word in synset.words:
            spelt[word.lower()].add(word)
            meant[word.lower()].add(at)
    known = {line.split("\t")[0] for line in read_data("surnames.tsv").splitlines()}
    return {
        fold(word)
        for word, meanings in meant.items()
        if meanings <= persons and word not in others | known and all(map(is_a_name, spelt[word])) and not place(word)
    }


def is_a_name(word: str) -> bool:
    """Tell whether a word is written like a last name."""
    return len(word) >= SHORTEST and word.isalpha() and word[0].isupper() and not word.isupper()


def place(word: str) -> bool:
    """Tell whether a word names a larger place too."""
    return any(r.kind is not PlaceKind.CITY or r.size >= TOWN for r in load_gazetteer().readings(word.title()))


def main(folder: str) -> None:
    """Write the list."""
    words = sorted(names(Path(folder)))
    rows = [";".join(words[at : at + 20]) for at in range(0, len(words), 20)]
    TARGET.write_text(HEAD + NOTICE + "\n[surnames]\n" + "\n".join(rows) + "\n", encoding="utf-8", newline="\n")
    print(f"{len(words)} names")


if __name__ == "__main__":
    main(*sys.argv[1:])

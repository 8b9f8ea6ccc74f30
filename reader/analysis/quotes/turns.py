"""Turns of a transcript or an interview: lines that begin with who speaks, "BERG: …" or "Q: …", without marks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from reader.analysis.quotes.cues import ASKED, Cue
from reader.analysis.quotes.naming import Naming
from reader.analysis.quotes.page import Page

_SPEAKERS_LEAST = 2


@dataclass(frozen=True, slots=True)
class Turn:
    """What stands behind a label, to the line's end: token borders, and the label as a cue."""

    start: int
    end: int
    cue: Cue


def find_turns(page: Page, cues: Sequence[Cue], naming: Naming) -> list[Turn]:
    """Return the turns of ``page``; none where fewer than two speakers are labelled, as in a list of dates and prices.

    A label is one when it names a person, is Q or A, or is written in capitals.
    """
    found = [turn for cue in cues if (turn := _turn(page, cue)) is not None and _is_label(page, cue, naming)]
    labels = {page.doc[turn.cue.start : turn.cue.end].text.lower() for turn in found}
    if len(labels) < _SPEAKERS_LEAST:
        return []
    return [turn for turn in found if page.own_words(turn.start, turn.end)]


def _turn(page: Page, cue: Cue) -> Turn | None:
    if cue.kind != "colon" or (cue.start and "\n" not in page.tokens[cue.start - 1].text):
        return None
    start = end = cue.token + 1
    while end < len(page.tokens) and not (page.tokens[end].is_space and "\n" in page.tokens[end].text):
        end += 1
    while start < end and page.tokens[start].is_space:
        start += 1
    while end > start and page.tokens[end - 1].is_space:
        end -= 1
    return Turn(start, end, cue) if end > start else None


def _is_label(page: Page, cue: Cue, naming: Naming) -> bool:
    label = page.doc[cue.start : cue.end].text
    return label in ASKED or (label.isupper() and len(label) > 1) or naming.speaker(cue)[0] is not None

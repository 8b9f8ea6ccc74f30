"""Turns of a transcript or an interview: lines that begin with who speaks, "BERG: …" or "Q: …", without marks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from reader.analysis.quotes.cues import ASKED, Cue
from reader.analysis.quotes.naming import Naming
from reader.analysis.quotes.page import Page

_SPEAKERS_LEAST = 2
_TIMES_LEAST = 2
_SPOKEN = frozenset({"i", "me", "my", "we", "us", "our", "you", "your"})


@dataclass(frozen=True, slots=True)
class Turn:
    """What stands behind a label, to the line's end: token borders, and the label as a cue.

    ``continues`` says that it is a line without a label that goes on with the turn before it.
    """

    start: int
    end: int
    cue: Cue
    continues: bool = False


def find_turns(page: Page, cues: Sequence[Cue], naming: Naming) -> list[Turn]:
    """Return the turns of ``page``; none where fewer than two speakers are labelled, as in a list of dates and prices.

    A label is one when it names a person, is Q or A, or is written in capitals; where such a one comes back, any other
    that comes back is one too ("Gazette: …"). A line between two turns in which somebody speaks of "I" or to "you"
    goes on with the first of them.
    """
    labelled = [(_label(page, turn), turn) for cue in cues if (turn := _turn(page, cue)) is not None]
    times = Counter(label for label, _ in labelled)
    sure = {label for label, turn in labelled if _is_label(label, turn.cue, naming)}
    if any(times[label] >= _TIMES_LEAST for label in sure):
        sure |= {label for label, count in times.items() if count >= _TIMES_LEAST}
    if len({label.lower() for label in sure}) < _SPEAKERS_LEAST:
        return []
    found = [turn for label, turn in labelled if label in sure and page.own_words(turn.start, turn.end)]
    return [each for turn, after in pairwise([*found, None]) if turn for each in (turn, *_lines_on(page, turn, after))]


def _lines_on(page: Page, turn: Turn, after: Turn | None) -> Iterator[Turn]:
    """Yield the lines without a label from one turn to the next one that go on with it."""
    start, limit = turn.end, turn.end if after is None else after.cue.start
    while (start := next((i for i in range(start, limit) if not page.tokens[i].is_space), limit)) < limit:
        line = _line(page, start, limit)
        words = {page.tokens[i].lower_ for i in range(*line) if page.inside[i] < 0}
        if not words & _SPOKEN or page.inside[line[0]] >= 0:
            return
        yield Turn(*line, turn.cue, continues=True)
        start = line[1]


def _label(page: Page, turn: Turn) -> str:
    return page.doc[turn.cue.start : turn.cue.end].text


def _turn(page: Page, cue: Cue) -> Turn | None:
    if cue.kind != "colon" or (cue.start and "\n" not in page.tokens[cue.start - 1].text):
        return None
    start, end = _line(page, cue.token + 1, len(page.tokens))
    return Turn(start, end, cue) if end > start else None


def _line(page: Page, start: int, limit: int) -> tuple[int, int]:
    """Return the borders of what stands from ``start`` to the line's end, without white space around it."""
    while start < limit and page.tokens[start].is_space and "\n" not in page.tokens[start].text:
        start += 1
    end = start
    while end < limit and not (page.tokens[end].is_space and "\n" in page.tokens[end].text):
        end += 1
    while end > start and page.tokens[end - 1].is_space:
        end -= 1
    return start, end


def _is_label(label: str, cue: Cue, naming: Naming) -> bool:
    return label in ASKED or (label.isupper() and len(label) > 1) or naming.speaker(cue)[0] is not None

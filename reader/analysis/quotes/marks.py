"""Pairs quotation marks, paragraph by paragraph, and repairs what is lost. Plain text in, runs out; no spaCy.

A paragraph is what stands between line feeds. A mark that is lost costs its own paragraph at most: nothing is carried
over the border but the knowledge that a paragraph which opens with a mark goes on with the quote of the one before.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

_SINGLE_FIRST = re.compile(r"\s*[‘'](?=[A-Z0-9])")
_DOUBLE = re.compile(r"[“”„‟\"«»＂]|``|''|‘‘|’’")
_SINGLE = re.compile(r"[‚‹›]|(?<!‘)‘(?!‘)|(?<!’)’(?!’)|(?<!')'(?!')|(?<!`)`(?!`)")
_OPENERS = frozenset({"“", "„", "«", "``", "‘‘", "‟"})
_CLOSERS = frozenset({"”", "»", "’’"})
_NESTED_CLOSERS = frozenset('”"»')
_BEFORE_OPEN = frozenset(" \t\n\xa0([{—–-:,/“‘\"'…")
_LONGEST_SINGLE = 1500


@dataclass(frozen=True, slots=True)
class Run:
    """What stands between two marks: ``start`` and ``end`` leave the marks out.

    ``open`` says that the closing mark is missing; ``paragraph`` counts the paragraphs; ``single`` is true for single
    marks. ``continues``: the run goes on from the open run that ends the paragraph before.
    """

    start: int
    end: int
    paragraph: int
    single: bool = False
    open: bool = False
    continues: bool = False


def find_runs(text: str) -> list[Run]:
    """Return all quoted runs of ``text`` in order; takes time that grows with its length, whatever marks it holds."""
    runs: list[Run] = []
    unfinished: Run | None = None
    paragraphs = [match.span() for match in re.finditer(r"[^\n]+", text)]
    for number, (start, end) in enumerate(paragraphs):
        doubles = list(_pair(text, start, end, number))
        following = text[slice(*paragraphs[number + 1])] if number + 1 < len(paragraphs) else ""
        singles = _singles(text, (start, end), number, doubles, bool(_SINGLE_FIRST.match(following)))
        found = sorted([*_outside(doubles, singles), *singles], key=lambda run: run.start)
        if found and unfinished is not None and _goes_on(text, start, found[0], unfinished):
            found[0] = replace(found[0], continues=True)
        if text[start:end].strip():
            unfinished = found[-1] if found and found[-1].open else None
        runs.extend(found)
    return runs


def _goes_on(text: str, start: int, first: Run, unfinished: Run) -> bool:
    """Tell whether a paragraph's first run begins it, in the marks of the run left open before."""
    return first.single == unfinished.single and not any(c.isalnum() for c in text[start : first.start])


def _outside(doubles: list[Run], singles: list[Run]) -> Iterator[Run]:
    """Yield the runs between double marks that stand in none between single ones."""
    walls = iter(singles)
    wall = next(walls, None)
    for run in doubles:
        while wall is not None and wall.end <= run.start:
            wall = next(walls, None)
        if wall is None or run.start < wall.start:
            yield run


def _pair(text: str, start: int, end: int, number: int) -> Iterator[Run]:
    """Yield the runs between the double marks of one paragraph."""
    opened: int | None = None
    low = False
    for match in _DOUBLE.finditer(text, start, end):
        mark, at = match.group(), match.start()
        if opened is None:
            if _opens(text, mark, at, start, end):
                opened, low = match.end(), mark == "„"
        elif opened == at and mark not in _CLOSERS:
            opened = match.end()  # the same quote opens twice
        elif mark in _closers(low) or (mark not in _OPENERS and not _reopens(text, mark, at, opened, end)):
            if text[opened:at].strip():
                yield Run(opened, at, number)
            opened = None
        elif mark in _OPENERS and mark != "‟" and _lost_close(text, opened, at):
            yield Run(opened, _sentence_end(text, opened, at), number)
            opened = match.end()
    if opened is not None and text[opened:end].strip():
        yield Run(opened, end, number, open=True)


def _closers(low: bool) -> frozenset[str]:
    """Return what closes a run: after a low mark also the mark that opens one in English, as in German („…“)."""
    return _CLOSERS | {"“"} if low else _CLOSERS


def _opens(text: str, mark: str, at: int, start: int, end: int) -> bool:
    if mark in _OPENERS:
        return True
    after = at + len(mark)
    spaced = at == start or text[at - 1] in _BEFORE_OPEN
    return (
        after < end
        and not text[after].isspace()
        and (spaced or mark == "»")
        and (mark not in _CLOSERS or (spaced and mark == "»"))
    )


def _reopens(text: str, mark: str, at: int, opened: int, end: int) -> bool:
    """Tell whether a straight mark inside a run can only open: then the closing one before it was lost."""
    after = at + len(mark)
    if at == opened or after >= end:
        return False
    return False if text[after].isspace() or not text[at - 1].isspace() else _lost_close(text, opened, at)


def _lost_close(text: str, opened: int, at: int) -> bool:
    """Tell whether the words before an opening mark already tell who spoke, so that the run had ended."""
    return bool(
        re.search(
            r"[,.?!]\s+[^“”\"]{0,60}\b(?:said|says|added|told|wrote|tweeted|continued)\b[^“”\"]*$",
            text[max(opened, at - 400) : at],
        )
    )


def _sentence_end(text: str, start: int, end: int) -> int:
    match = re.search(
        r"[,.?!](?=\s+[^“”\"]{0,60}\b(?:said|says|added|told|wrote|tweeted|continued)\b)", text[start:end]
    )
    return start + match.end() if match else end


def _singles(text: str, border: tuple[int, int], number: int, doubles: list[Run], goes_on: bool) -> list[Run]:
    """Return the runs between single marks that stand outside the double ones, or hold them whole (British style).

    ``goes_on`` says that the next paragraph begins with a single mark: then the last run may lack its closing one.
    """
    start, end = border
    found: list[Run] = []
    opened: int | None = None
    closing: int | None = None
    held = False
    walls = iter(doubles)
    wall = next(walls, None)
    for at in (m.start() for m in _SINGLE.finditer(text, start, end)):
        while wall is not None and wall.end <= at:
            if opened is not None and closing is not None and wall.start > closing:
                found.append(Run(opened, closing, number, single=True))
                opened = None
            held = held or (opened is not None and wall.start > opened)
            wall = next(walls, None)
        if wall is not None and wall.start <= at < wall.end:
            continue
        if _single_opens(text, at, start, end):
            if opened is not None and closing is not None:
                found.append(Run(opened, closing, number, single=True))
            opened, closing, held = at + 1, None, False
        elif opened is not None and at > opened and _single_closes(text, at, end) and at - opened <= _LONGEST_SINGLE:
            stopped = _stopped(text, at)
            sure = stopped or text[at - 1] != "s"
            if (closing is None or (sure and not _sure_close(text, closing))) and (stopped or not held):
                closing = at
    if opened is not None and closing is None and goes_on and _left_open(text, opened, end):
        found.append(Run(opened, end, number, single=True, open=True))
    elif opened is not None and closing is not None:
        found.append(Run(opened, closing, number, single=True))
    return found


def _left_open(text: str, opened: int, end: int) -> bool:
    """Tell whether the words from a mark to the paragraph's end can be a quote that goes on: whole sentences."""
    words = text[opened:end].rstrip()
    return words[:1].isupper() and words[-1:] in {".", "?", "!", "…"}


def _sure_close(text: str, at: int) -> bool:
    return _stopped(text, at) or text[at - 1] != "s"


def _stopped(text: str, at: int) -> bool:
    """Tell whether a sentence or a clause ends before a mark, inside the double marks that close with it too."""
    before = at - 1
    while before > 0 and text[before] in _NESTED_CLOSERS:
        before -= 1
    return text[before] in ",.?!…"


def _single_opens(text: str, at: int, start: int, end: int) -> bool:
    mark = text[at]
    if mark in "’›" or at + 1 >= end or text[at + 1].isspace():
        return False
    if text[at + 1].isdigit() and not re.match(r"\d[\d,.]* [a-z]", text[at + 1 : at + 20]):
        return False
    if re.match(r"(?:n|tis|twas|em|til|cause|s|t|ll|re|ve|d|m)\b", text[at + 1 : at + 8], re.IGNORECASE):
        return False
    return at == start or text[at - 1] in _BEFORE_OPEN


def _single_closes(text: str, at: int, end: int) -> bool:
    mark = text[at]
    if mark in "‘‹‚`" or text[at - 1].isspace():
        return False
    return at + 1 >= end or not text[at + 1].isalnum()

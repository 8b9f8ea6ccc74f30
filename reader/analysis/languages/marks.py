"""Pairs quotation marks as a language writes them. Plain text in, runs out."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator

from reader.analysis.gazetteer import read_data
from reader.analysis.quotes.marks import Run

_APOSTROPHES = frozenset("'’")
_LINE = re.compile(r"[^\n]+")


@functools.cache
def marks_of(language: str) -> dict[str, str]:
    """Return the marks that open a quote in a language, each with all marks that can close it.

    They stand in ``data/quote_marks.tsv``; a language that isn't there has those of the line ``*``.
    """
    table = dict(line.split("\t") for line in read_data("quote_marks.tsv").splitlines() if not line.startswith("#"))
    return {pair[0]: pair[1:] for pair in table.get(language, table["*"]).split(" ")}


def find_foreign_runs(text: str, language: str) -> list[Run]:
    """Return the runs between that language's marks, in order; never over the end of a paragraph.

    A mark without its other half costs its paragraph only. When the next paragraph opens with a mark, the quote goes on
    there, and both parts are runs.
    """
    marks = marks_of(language)
    lines = list(_LINE.finditer(text))
    runs: list[Run] = []
    unfinished = False
    for number, line in enumerate(lines):
        following = text[lines[number + 1].start() :][:1] if number + 1 < len(lines) else ""
        found = list(_paragraph(text, line.start(), line.end(), number, marks))
        if found and found[-1].open and following not in marks:
            found.pop()
        if found and unfinished and found[0].start == line.start() + 1:
            first = found[0]
            found[0] = Run(first.start, first.end, number, open=first.open, continues=True)
        unfinished = bool(found) and found[-1].open
        runs.extend(found)
    return runs


def _paragraph(text: str, start: int, end: int, number: int, marks: dict[str, str]) -> Iterator[Run]:
    """Yield the runs of one paragraph; quotes inside quotes are part of the outer one."""
    opener, begin, depth = "", 0, 0
    for at in range(start, end):
        mark = text[at]
        if _is_apostrophe(text, at, end, opener):
            continue
        if not opener:
            if mark in marks and (mark not in marks[mark] or _opens(text, at, start, end)):
                opener, begin, depth = mark, at + 1, 0
        elif mark in marks[opener] and (mark != opener or not _opens(text, at, start, end)):
            if depth:
                depth -= 1
            else:
                yield Run(begin, at, number)
                opener = ""
        elif mark == opener and mark not in marks[opener]:
            depth += 1
    if opener:
        yield Run(begin, end, number, open=True)


def _is_apostrophe(text: str, at: int, end: int, opener: str) -> bool:
    """Tell whether a single mark neither opens nor closes: foto’s, ’s avonds, 't. ``opener`` is the open mark or ""."""
    if text[at] not in _APOSTROPHES:
        return False
    after = text[at + 1 : min(end, at + 3)]
    if opener:
        return after[:1].isalnum() or text[at - 1].isspace()
    return after[:1].islower() and not after[1:].isalpha()


def _opens(text: str, at: int, start: int, end: int) -> bool:
    """Tell whether a mark that both opens and closes opens here: before a word and not behind one."""
    before = text[at - 1] if at > start else " "
    after = text[at + 1] if at + 1 < end else " "
    return not after.isspace() and not before.isalnum() and before not in ".,!?…"

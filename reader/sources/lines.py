"""From the lines of a plain text to its paragraphs.

Three ways of writing are told apart, group by group (a group stands between blank lines): one paragraph a
line; lines cut at a width, which are joined again; lines that are units of their own (verse, addresses,
tables), which are kept. Nothing but white space is changed.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from reader.model.article import BlockKind
from reader.sources.dates import is_date_line
from reader.text.units import MARKER

_WIDEST = 132
"""Nobody cuts lines later; a longer line is a paragraph of its own."""
_NARROWEST = 36
_SLACK = 8
"""Columns by which a cut line may fall short of the width although the next word had room."""
_VERSE = 55
_STOPS = (".", "!", "?", "…", ":", "。")
_CLOSERS = "\"'”’»)] "
_COLUMNS = re.compile(r"\S {3,}\S")


class Paragraph(NamedTuple):
    """A paragraph: ``text`` on one line, or several for CODE; ``indent`` is that of its first line."""

    kind: BlockKind
    text: str
    indent: int


class _Wrap(NamedTuple):
    """How lines that follow each other fit the notion that they were cut at ``width``."""

    width: int
    pairs: int
    filled: float
    lower: float

    @property
    def sure(self) -> bool:
        """Tell whether they were: verse too fills its lines evenly, but begins them with capitals."""
        if self.pairs < 3:
            return False
        return (self.filled >= 0.5 and self.lower >= 0.35) or (self.filled >= 0.9 and self.lower >= 0.15)


def paragraphs(text: str) -> list[Paragraph]:
    """Return the paragraphs of a cleaned plain text, in order; headings are not told apart from them yet."""
    groups = list(_groups(text))
    margin = min((_indent(line) for group in groups for line in group), default=0)
    whole = _measure(groups)
    width = whole.width if whole.sure else 0
    found: list[Paragraph] = []
    for place, group in enumerate(groups):
        lines = [line[margin:] for line in group]
        own = _measure([lines])
        fits = own.width if own.sure else 0 if own.pairs >= 4 and own.filled < 0.3 else width
        kind = BlockKind.PARAGRAPH
        if len(groups) > 2 and place:
            kind = _kind(lines, wrapped=bool(fits) and _mostly_filled(lines, fits))
        if kind is BlockKind.CODE:
            inner = min(_indent(line) for line in lines)
            found.append(Paragraph(kind, "\n".join(line[inner:] for line in lines), inner))
        else:
            found += _join(lines, fits, kind)
    return found


def _groups(text: str) -> Iterator[list[str]]:
    group: list[str] = []
    for line in [*text.split("\n"), ""]:
        if line.strip():
            group.append(line.rstrip())
        elif group:
            yield group
            group = []


def _measure(groups: Sequence[Sequence[str]]) -> _Wrap:
    """Find the width at which lines were cut, and how well they fit it.

    Only longer lines that break off before the end of a sentence can tell.
    """
    pairs = [
        (above, line)
        for group in groups
        for above, line in pairwise(group)
        if _NARROWEST <= len(above) <= _WIDEST and len(line) <= _WIDEST and not MARKER.match(line)
        if not _ends(above)
    ]
    if not pairs:
        return _Wrap(0, 0, 0.0, 0.0)
    width = _usual_width(pairs)
    filled = sum(_filled(above, line, width) for above, line in pairs)
    lower = sum(_goes_small(line) for _, line in pairs)
    return _Wrap(width, len(pairs), filled / len(pairs), lower / len(pairs))


def _usual_width(pairs: Sequence[tuple[str, str]]) -> int:
    """Return the width that most lines were cut at; an address or two may stick out."""
    lengths = Counter(len(above) for above, _ in pairs)
    return max(lengths, key=lambda width: (sum(lengths[width - less] for less in range(_SLACK)), -width))


def _goes_small(line: str) -> bool:
    """Tell whether a line begins with a letter that isn't a capital (in scripts without them, any letter)."""
    first = line.lstrip()[0]
    return first.isalpha() and not first.isupper()


def _filled(above: str, line: str, width: int) -> bool:
    """Tell whether the first word of ``line`` had no room behind ``above``."""
    return len(above) + 1 + len(line.split(maxsplit=1)[0]) > width - _SLACK


def _mostly_filled(lines: Sequence[str], width: int) -> bool:
    pairs = list(pairwise(lines))
    return 2 * sum(_filled(above, line, width) for above, line in pairs) >= len(pairs)


def _kind(lines: Sequence[str], *, wrapped: bool) -> BlockKind:
    """Tell what a group is: CODE where its lines must stay, QUOTE where it is indented, else prose."""
    if len(lines) < 2:
        return BlockKind.PARAGRAPH
    if sum(bool(_COLUMNS.search(line.strip()) or line.lstrip()[0] == "|") for line in lines) >= 0.6 * len(lines):
        return BlockKind.CODE
    indented = min(_indent(line) for line in lines) >= 4
    if indented:
        return BlockKind.QUOTE if wrapped else BlockKind.CODE
    if wrapped or len(lines) < 3 or max(map(len, lines)) > _VERSE:
        return BlockKind.PARAGRAPH
    if any(MARKER.match(line) or is_date_line(line) for line in lines):
        return BlockKind.PARAGRAPH
    open_ends = sum(not _ends(line) for line in lines)
    return BlockKind.CODE if open_ends >= 0.5 * len(lines) else BlockKind.PARAGRAPH


def _join(lines: Sequence[str], width: int, kind: BlockKind) -> list[Paragraph]:
    """Join lines that were cut at ``width`` (0: they were not); each of the others is a paragraph."""
    listed = sum(bool(MARKER.match(line)) for line in lines) > 1
    found: list[list[str]] = [[lines[0]]]
    for above, line in pairwise(lines):
        item = bool(MARKER.match(found[-1][0]))
        if _goes_on(above, line, width, item=item) and not (listed and MARKER.match(line)):
            found[-1].append(line)
        else:
            found.append([line])
    return [Paragraph(kind, " ".join(" ".join(each).split()), _indent(each[0])) for each in found]


def _goes_on(above: str, line: str, width: int, *, item: bool) -> bool:
    """Tell whether ``line`` goes on with the paragraph of ``above``; ``item``: that is a list's."""
    if len(above) > _WIDEST and " " in above.strip():
        return False
    if len(line) > _WIDEST and not width:
        return False
    if _indent(line) > _indent(above) + 1:
        return item  # a list item goes on indented; otherwise an indented first line begins a paragraph
    runs_on = not _ends(above)
    if width and _filled(above, line, width):
        return True
    return runs_on and _goes_small(line) and len(above) > (width or 2 * _NARROWEST) // 2


def _ends(line: str) -> bool:
    return line.rstrip(_CLOSERS).endswith(_STOPS)


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())

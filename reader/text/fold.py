"""Text without what typesetting changes: white space, the shapes of marks and dashes, ligatures and the like."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reader.model.span import Span
from reader.text.spelling import Folded, is_plain, spelt

_MARKS = (
    *((mark, '"') for mark in "“”„‟«»″"),
    *((mark, "'") for mark in "‘’‚‛‹›′`"),
    *((mark, "-") for mark in "‐‑‒–—―−"),
)
_PLAIN_MARKS = tuple((mark, same) for mark, same in _MARKS if mark.isascii())
# A dash takes the spaces around it along: one house sets it tight, the next doesn't.
_VARIES = re.compile(r"\s*(?P<dash>-+)\s*|(?:[^\S ]| (?=\s))\s*|(?P<dots>\.\.\.)")
_DASH = re.compile(r"\s*-+\s*")
_SPACE = re.compile(r"(?:[^\S ]| (?=\s))\s*")  # all white space but a single space


def same_marks(text: str) -> str:
    """Return ``text`` with one shape for each kind of quotation mark and dash; offsets hold."""
    for mark, same in _PLAIN_MARKS if text.isascii() else _MARKS:  # many times faster than `translate`
        text = text.replace(mark, same)
    return text


def folded(text: str) -> str:
    """Return ``text`` folded, without the way back."""
    plain = text if is_plain(text) else spelt(text).text
    same = same_marks(plain)
    if "-" in same:
        same = _DASH.sub("-", same)
    return _SPACE.sub(" ", same.replace("...", "…"))


def fold(text: str) -> Folded:
    """Return ``text`` folded, with the way back."""
    if is_plain(text):
        return _fold(text)
    plain = spelt(text)
    found = _fold(plain.text)
    starts = tuple(plain.starts[start] for start in found.starts)
    return Folded(found.text, starts, tuple(plain.ends[end - 1] for end in found.ends))


def occurrences(text: str, words: str) -> list[Span]:
    """Return where words stand in a text, overlapping ones too; none for no words.

    As they are; where they stand nowhere so, apart from white space, the shapes of marks and how letters are spelt.
    """
    exact = [Span(at, at + len(words)) for at in _finds(text, words)]
    sought = folded(words).strip()
    if exact or not sought:
        return exact
    looked = fold(text)
    return [looked.original(at, at + len(sought)) for at in _finds(looked.text, sought)]


def _finds(text: str, words: str) -> Iterator[int]:
    at = text.find(words) if words else -1
    while at >= 0:
        yield at
        at = text.find(words, at + 1)


def _fold(text: str) -> Folded:
    same = same_marks(text)
    pieces: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    at = 0
    for found in _VARIES.finditer(same):
        pieces.append(same[at : found.start()])
        starts.extend(range(at, found.start()))
        ends.extend(range(at + 1, found.start() + 1))
        at = found.end()
        group = "dash" if found["dash"] else "dots" if found["dots"] else 0
        pieces.append({"dash": "-", "dots": "…", 0: " "}[group])
        starts.append(found.start(group))
        ends.append(found.end(group))
    pieces.append(same[at:])
    starts.extend(range(at, len(same)))
    ends.extend(range(at + 1, len(same) + 1))
    return Folded("".join(pieces), tuple(starts), tuple(ends))

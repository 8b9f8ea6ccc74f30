"""Two versions of a text as one to read: what was taken out stands before what was put in for it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from reader.model.span import Span
from reader.text.differences import Difference

_SPACE_AT_END = re.compile(r"\s*\Z")


@dataclass(frozen=True, slots=True)
class Merged:
    """The text of both versions; ``out`` and ``put_in`` say for each difference where its two sides stand in it.

    ``origins`` are stretches of the new text in it: where each begins here, and where there.
    """

    text: str
    out: Sequence[Span]
    put_in: Sequence[Span]
    origins: Sequence[tuple[int, int]]


def merge(old: str, new: str, differences: Sequence[Difference]) -> Merged:
    """Return ``new`` with what ``differences`` took out of ``old`` put back in its places."""
    made = _Merging()
    at = 0
    for each in differences:
        made.keep(new, at, each.new.start)
        words = each.old.of(old)
        if len(each.old) and not len(each.new):
            before = _gap_before(old, each.old.start)
            made.take_out(before if made.length else "", words, "" if made.length else _gap_after(old, each.old.end))
        else:
            made.take_out("", words, _gap_between(old, new, each) if words else "")
        made.put_in(new, each.new)
        at = each.new.end
    made.keep(new, at, len(new))
    return made.merged()


class _Merging:
    def __init__(self) -> None:
        self.length = 0
        self._pieces: list[str] = []
        self._out: list[Span] = []
        self._in: list[Span] = []
        self._origins: list[tuple[int, int]] = []

    def _add(self, text: str) -> Span:
        self._pieces.append(text)
        self.length += len(text)
        return Span(self.length - len(text), self.length)

    def keep(self, new: str, start: int, end: int) -> None:
        if start < end:
            self._origins.append((self.length, start))
            self._add(new[start:end])

    def take_out(self, before: str, words: str, behind: str) -> None:
        self._add(before)
        self._out.append(self._add(words))
        self._add(behind)

    def put_in(self, new: str, span: Span) -> None:
        self._origins.append((self.length, span.start))
        self._in.append(self._add(span.of(new)))

    def merged(self) -> Merged:
        return Merged("".join(self._pieces), self._out, self._in, self._origins)


def _gap_between(old: str, new: str, each: Difference) -> str:
    """Return what stands between what was taken out and what was put in for it; two words never run together."""
    gap = _gap_before(new, each.new.start)
    glued = old[each.old.end - 1 : each.old.end].isalnum() and new[each.new.start : each.new.start + 1].isalnum()
    return gap or (" " if glued else "")


def _gap_before(text: str, at: int) -> str:
    found = _SPACE_AT_END.search(text[max(0, at - 8) : at])
    return found[0] if found else ""


def _gap_after(text: str, at: int) -> str:
    rest = text[at : at + 8]
    return rest[: len(rest) - len(rest.lstrip())]

"""What every source format shares: building a ``Draft`` whose text and blocks agree."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from reader.model.article import Block, BlockKind, Draft, Link
from reader.model.span import Span
from reader.text.clean import clean, clean_line

LARGEST = 50_000_000
"""The largest source that is read, in bytes: some fifty novels."""

_TITLE = 72
"""Characters of a title that is made from the first words of a text."""

_WIDEST_TABLE = 100
_FILE_NAME = re.compile(r"[\w.-]+\.(?:jpe?g|png|gif|webp|avif|svg|bmp)", re.IGNORECASE)

Reader = Callable[[bytes, str], Draft]
"""From the bytes of a source and a title of last resort to an article (an empty one if there is no text in it)."""


@dataclass(frozen=True, slots=True)
class Format:
    """A format of articles: its name for people, the ends of its files' names in lower case, its reader."""

    name: str
    suffixes: tuple[str, ...]
    read: Reader


class Part(NamedTuple):
    """A block before it has a place: its kind, its text, and its depth for headings and list items.

    The ``links`` of a part that isn't code count in its text as ``clean_line`` leaves it.
    """

    kind: BlockKind
    text: str
    level: int = 0
    links: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True)
class Facts:
    """What a source says about an article; "" where it says nothing."""

    title: str = ""
    byline: str = ""
    published: str = ""
    source: str = ""
    language: str = ""


def draft(facts: Facts, parts: Iterable[Part]) -> Draft:
    """Return the article made of ``parts``, cleaned; parts without text are left out.

    A blank line inside a part would read as the border of a block, so code with blank lines becomes several
    blocks, and everything but code is put on one line.
    """
    pieces: list[str] = []
    blocks: list[Block] = []
    at = 0
    for part in parts:
        for text in _texts(part):
            links = tuple(Link(Span(at + span.start, at + span.end), address) for span, address in _inside(part, text))
            blocks.append(Block(part.kind, Span(at, at + len(text)), part.level, links))
            pieces.append(text)
            at += len(text) + 2
    return Draft(
        title=clean_line(facts.title),
        byline=clean_line(facts.byline),
        published=clean_line(facts.published),
        source=clean_line(facts.source),
        language=clean_line(facts.language),
        text="\n\n".join(pieces),
        blocks=tuple(blocks),
    )


def headed(facts: Facts, parts: list[Part]) -> tuple[Facts, list[Part]]:
    """Put the headline first, once: the title that is known, else a first heading of the first level."""
    title = clean_line(facts.title)
    first = parts[0] if parts else Part(BlockKind.PARAGRAPH, "")
    if not title:
        if first.kind is not BlockKind.HEADING or first.level != 1:
            return facts, parts
        title = clean_line(first.text)
    if first.kind in (BlockKind.HEADING, BlockKind.PARAGRAPH) and same_line(first.text, title):
        parts = parts[1:]
    return replace(facts, title=title), [Part(BlockKind.HEADLINE, title), *parts]


Ends = Sequence[tuple[int, int, str]]
"""Where links begin and end in a text that isn't cleaned yet, and their addresses."""


def links(raw: str, ends: Ends, shift: int = 0) -> tuple[Link, ...]:
    """Return links by their ends in cleaned text that stands ``shift`` characters into its part."""

    def cleaned(at: int) -> int:
        return len(clean_line(raw[:at] + "x")) - 1 + shift

    spans = ((cleaned(start), len(clean_line(raw[:end])) + shift, clean_line(address)) for start, end, address in ends)
    return tuple(Link(Span(start, end), address) for start, end, address in spans if start < end)


def image(words: str) -> str:
    """Return what stands for an image: its alternative text, "" where that is none or a file's name."""
    said = " ".join(words.split())
    return f"[image: {said}]" if said and not _FILE_NAME.fullmatch(said) else ""


def table(rows: Sequence[Sequence[str]]) -> Iterator[Part]:
    """Yield a table as preformatted text, or each row as a paragraph when it is too wide."""
    columns = max((len(row) for row in rows), default=0)
    widths = [max((len(row[at]) for row in rows if at < len(row)), default=0) for at in range(columns)]
    if sum(widths) + 2 * columns > _WIDEST_TABLE:
        yield from (Part(BlockKind.PARAGRAPH, " · ".join(filter(None, row))) for row in rows)
        return
    lines = ("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=False)) for row in rows)
    yield Part(BlockKind.CODE, "\n".join(line.rstrip() for line in lines))


def same_line(one: str, other: str) -> bool:
    """Tell whether two lines read the same, whatever their case and white space."""
    return "".join(one.split()).casefold() == "".join(other.split()).casefold()


def first_words(text: str) -> str:
    """Return the beginning of ``text`` as a title: whole words, "…" behind them when more follows."""
    line = clean_line(text)
    if len(line) <= _TITLE:
        return line
    whole = line[: _TITLE + 1].rpartition(" ")[0] or line[:_TITLE]
    return whole.rstrip(" ,;:.-–—(“\"'‘") + "…"


def _inside(part: Part, text: str) -> list[tuple[Span, str]]:
    return [(each.span, each.address) for each in part.links if len(each.span) and each.span.end <= len(text)]


def _texts(part: Part) -> list[str]:
    if part.kind is not BlockKind.CODE:
        line = clean_line(part.text)
        return [line] if line else []
    found: list[str] = []
    lines: list[str] = []
    for line in [*clean(part.text).split("\n"), ""]:
        if line.strip():
            lines.append(line.rstrip())
        elif lines:
            found.append("\n".join(lines))
            lines = []
    return found

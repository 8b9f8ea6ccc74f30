"""What a format is, and the errors that all of them share."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from reader.errors import SourceError
from reader.model.article import Block, BlockKind, Draft
from reader.model.span import Span
from reader.text.clean import clean_line

LARGEST = 50_000_000
"""The largest file that is read, in bytes: some fifty novels."""


@dataclass(frozen=True, slots=True)
class Format:
    """A format by its name, the endings of its files (lower case, with the dot), and its reader.

    ``read`` takes the bytes and a name for titles of last resort, and raises ``SourceError``.
    """

    name: str
    suffixes: tuple[str, ...]
    read: Callable[[bytes, str], Draft]


@dataclass(frozen=True, slots=True)
class Part:
    """A block before its place in the text is known; ``text`` is clean and not empty."""

    kind: BlockKind
    text: str
    level: int = 0


def join(parts: Sequence[Part]) -> tuple[str, tuple[Block, ...]]:
    """Return the text of an article and its blocks: parts with one blank line between them."""
    blocks, at = [], 0
    for part in parts:
        blocks.append(Block(part.kind, Span(at, at + len(part.text)), part.level))
        at += len(part.text) + 2
    return "\n\n".join(part.text for part in parts), tuple(blocks)


def same_words(one: str, other: str) -> bool:
    """Tell whether two lines say the same but for case, blanks and marks at the ends."""
    return _bare(one) == _bare(other)


def _bare(line: str) -> str:
    return clean_line(line).casefold().strip(" .:;,–—-*_#\"'“”‘’")


def nothing_in(name: str) -> SourceError:
    """Return the error for a source without any text."""
    return SourceError(f"“{clean_line(name)}” is empty: there is nothing to read in it.", "Name another file.")

"""An article as it is read: its text, what its paragraphs are, where it came from."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from functools import cached_property

from reader.model.span import Span


class BlockKind(StrEnum):
    """What a block of text is on the page."""

    HEADLINE = "headline"
    BYLINE = "byline"
    DATELINE = "dateline"
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    LIST_ITEM = "list_item"
    QUOTE = "quote"
    CODE = "code"


@dataclass(frozen=True, slots=True)
class Link:
    """Words of the text that lead somewhere: ``address`` is what the source says, checked by whoever follows it."""

    span: Span
    address: str


@dataclass(frozen=True, slots=True)
class Block:
    """One block of the text: a paragraph, a heading, … Blocks never overlap and stand in order.

    ``level`` is the depth of a heading or list item, counted from 1; 0 for all others. ``links`` lie in the block,
    in order.
    """

    kind: BlockKind
    span: Span
    level: int = 0
    links: tuple[Link, ...] = ()


@dataclass(frozen=True)
class Article:
    r"""An article in one version.

    ``text`` is cleaned text (``reader.text.clean``); blocks are parted by one blank line (``"\n\n"``),
    and only code blocks hold a single line feed. A headline that is known stands in the text as its first
    block, whether the file gave it in its body or in its front matter, so that names in it count and notes
    can be made on it. ``published`` is an ISO 8601 date or time, or "" when unknown; ``source`` is the name of
    the outlet or the address the article was taken from, "" when unknown; ``language`` is an ISO 639-1 code,
    "" when unknown.
    """

    id: str
    title: str
    byline: str
    published: str
    source: str
    language: str
    text: str
    blocks: tuple[Block, ...]
    added: datetime

    @cached_property
    def text_hash(self) -> str:
        """SHA-256 of ``text`` in UTF-8, as 64 hexadecimal digits."""
        return text_hash(self.text)

    @cached_property
    def words(self) -> int:
        """Number of words, counted at white space."""
        return len(self.text.split())


@dataclass(frozen=True, slots=True)
class Draft:
    """An article as a source gives it, before the library knows it: an ``Article`` without id and date."""

    title: str
    byline: str
    published: str
    source: str
    language: str
    text: str
    blocks: tuple[Block, ...]


def text_hash(text: str) -> str:
    """Return the SHA-256 of ``text`` in UTF-8, as 64 hexadecimal digits."""
    import hashlib  # noqa: PLC0415  2 ms that an article of the library, whose hash is known, doesn't pay

    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def article_id(text: str) -> str:
    """Return the id of an article whose first version reads ``text``: 12 hexadecimal digits.

    Made from the text alone, so that the same article imported on two machines gets the same id; where the
    file lay or what it was called plays no part.
    """
    return text_hash(text)[:12]

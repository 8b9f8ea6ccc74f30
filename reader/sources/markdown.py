"""Markdown files (CommonMark with tables), with front matter.

Marks of emphasis go, links leave their words and their address, images their alternative text; raw HTML is not read as
HTML but shown as it stands, so nothing a file says is lost. The number of a list item stays in its text, its bullet is
the view's to draw.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from reader.errors import SourceError
from reader.model.article import BlockKind, Draft
from reader.sources import frontmatter
from reader.sources.base import Ends, Part, draft, first_words, headed, image, links, table
from reader.text.clean import clean, clean_line, decode

if TYPE_CHECKING:
    from markdown_it.token import Token


def read(data: bytes, name: str) -> Draft:
    """Read Markdown; ``name`` is its title when nothing in it can be. Without any text the draft is empty.

    Raises:
        SourceError: it is no text, or nested too deeply.
    """
    facts, body = frontmatter.split(clean(decode(data)))
    parts = [part for part in _Walk().parts(_parse(body)) if clean_line(part.text)]
    facts, parts = headed(facts, parts)
    if parts and not facts.title:
        facts = replace(facts, title=first_words(parts[0].text) or name)
    return draft(facts, parts)


def _parse(body: str) -> Sequence[Token]:
    # Imported here: 40 ms that other formats don't pay.
    from markdown_it import MarkdownIt  # noqa: PLC0415

    try:
        return MarkdownIt("commonmark", {"html": False}).enable("table").parse(body)
    except RecursionError as error:
        raise SourceError(
            "The Markdown is nested too deeply to be read.",
            "Rename the file to end in .txt to read it as it is.",
        ) from error


class _Walk:
    """One walk over the tokens of a text: where in lists, quotes and tables it is."""

    def __init__(self) -> None:
        self._inside: list[str] = []
        self._level = 0
        self._numbers: list[int | None] = []
        self._item_begins = False
        self._rows: list[list[str]] = []

    def parts(self, tokens: Iterable[Token]) -> Iterator[Part]:
        """Yield the blocks in order."""
        for token in tokens:
            if token.nesting > 0:
                self._open(token)
            elif token.nesting < 0:
                yield from self._close(token)
            elif token.type in ("fence", "code_block"):
                yield Part(BlockKind.CODE, token.content)
            elif token.type == "inline":
                yield from self._inline(token)

    def _open(self, token: Token) -> None:
        self._inside.append(token.type)
        if token.type == "heading_open":
            self._level = int(token.tag.removeprefix("h"))
        elif token.type == "ordered_list_open":
            start = token.attrGet("start")
            self._numbers.append(1 if start is None else int(start))
        elif token.type == "bullet_list_open":
            self._numbers.append(None)
        elif token.type == "list_item_open":
            self._item_begins = True
        elif token.type == "tr_open":
            self._rows.append([])

    def _close(self, token: Token) -> Iterator[Part]:
        self._inside.pop()
        if token.type in ("ordered_list_close", "bullet_list_close"):
            self._numbers.pop()
        elif token.type == "list_item_close":
            self._item_begins = False
            number = self._numbers[-1]
            self._numbers[-1] = None if number is None else number + 1
        elif token.type == "table_close":
            yield from table(self._rows)
            self._rows = []

    def _inline(self, token: Token) -> Iterator[Part]:
        raw, ends = _said(token.children or ())
        text = clean_line(raw)
        if self._rows:
            self._rows[-1].append(text)
        elif self._inside[-1] == "heading_open":
            yield Part(BlockKind.HEADING, text, self._level, links(raw, ends))
        elif self._item_begins:
            self._item_begins = False
            number = self._numbers[-1]
            lead = "" if number is None else f"{number}. "
            yield Part(BlockKind.LIST_ITEM, lead + text, len(self._numbers), links(raw, ends, len(lead)))
        else:
            kind = BlockKind.QUOTE if "blockquote_open" in self._inside else BlockKind.PARAGRAPH
            yield Part(kind, text, 0, links(raw, ends))


def _said(tokens: Iterable[Token]) -> tuple[str, Ends]:
    """Return the words of emphasis, links and images, without their marks, and where links begin and end in them."""
    said = ""
    found: list[tuple[int, int, str]] = []
    opened: list[tuple[int, str]] = []
    for token in tokens:
        if token.type in ("softbreak", "hardbreak"):
            said += " "
        elif token.type == "image":
            said += image(_said(token.children or ())[0])
        elif token.type == "link_open":
            opened.append((len(said), str(token.attrGet("href") or "")))
        elif token.type == "link_close" and opened:
            start, address = opened.pop()
            found.append((start, len(said), address))
        else:
            said += token.content
    return said, found

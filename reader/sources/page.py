"""Web pages: the article of a page, without what stands around it.

trafilatura finds the article and its facts; this module makes blocks of what it found. Nothing is fetched here.
"""

from __future__ import annotations

import logging
import re
import sys
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from reader.errors import SourceError
from reader.model.article import BlockKind, Draft
from reader.sources.base import Facts, Part, draft, first_words, headed, image, links, table
from reader.text.clean import clean, clean_line, decode

if TYPE_CHECKING:
    from lxml.etree import _Element
    from trafilatura.metadata import Document

_LARGEST = 10_000_000
_HEAD = 4096  # bytes among which a page says how it is encoded, four times as many as browsers look at
_ENCODING = re.compile(rb"<meta[^>]+charset\s*=\s*[\"']?\s*([A-Za-z0-9_:.-]+)", re.IGNORECASE)
_LANGUAGE = re.compile(r"<html\b[^>]*?\blang\s*=\s*[\"']?([A-Za-z-]{2,20})", re.IGNORECASE)
_BEGINS = re.compile(rb"(?:\xef\xbb\xbf)?\s*(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html)\b", re.IGNORECASE | re.DOTALL)
_REFERENCE = re.compile(r"&#(?:x([0-9a-f]{1,6})|([0-9]{1,7}));?", re.IGNORECASE)
_LINES = frozenset({"p", "item", "cell", "head"})
_BLOCKS = frozenset({"head", "p", "list", "item", "quote", "code", "table", "div", "body"})


def is_page(data: bytes) -> bool:
    """Tell whether bytes begin as a web page does."""
    return _BEGINS.match(data[:_HEAD]) is not None


def read(data: bytes, name: str, address: str = "", encoding: str = "") -> Draft:
    """Read a web page; ``name`` is its title when nothing in it can be. Without an article the draft is empty.

    ``address`` is where it was found, if that is known: links are completed by it. ``encoding`` is what the server
    says; a page that says so itself is asked next.

    Raises:
        SourceError: it is no text, larger than 10 MB, or can't be read as a page.
    """
    if len(data) > _LARGEST:
        raise SourceError("The page is larger than 10 MB.", "Copy the article out of it into a text file.")
    said = _ENCODING.search(data[:_HEAD])
    source = clean(decode(data, encoding or (said[1].decode("ascii") if said else "")))
    source = _REFERENCE.sub(_harmless, source)
    found = _extracted(source, address)
    if found is None or found.body is None:
        return draft(Facts(), ())
    language = _LANGUAGE.search(source[:_HEAD])
    facts = Facts(
        title=found.title or "",
        byline=(found.author or "").replace("; ", ", "),
        published=found.date or "",
        source=address or found.url or found.sitename or "",
        language=language[1] if language else "",
    )
    parts = [part for part in _parts(found.body) if clean_line(part.text)]
    if not parts:
        return draft(Facts(), ())
    facts, parts = headed(facts, parts)
    if not facts.title:
        facts = replace(facts, title=first_words(parts[0].text) or name)
    return draft(facts, parts)


def _harmless(reference: re.Match[str]) -> str:
    """Return a reference to a character, "" where that is one that doesn't come in: XML's tools stumble over some."""
    number = int(reference[1], 16) if reference[1] else int(reference[2])
    return reference[0] if number <= sys.maxunicode and clean(chr(number)) else ""


def _extracted(source: str, address: str) -> Document | None:
    # Imported here: half a second that no other source pays.
    import trafilatura  # noqa: PLC0415

    for package in ("trafilatura", "htmldate", "courlan", "justext", "readability"):
        logger = logging.getLogger(package)
        if not logger.handlers:  # what they think of a page is no word for its reader
            logger.addHandler(logging.NullHandler())
            logger.propagate = False
    try:
        tree = trafilatura.load_html(source)
        if tree is None:  # a piece of a page
            tree = trafilatura.load_html(f"<html><body><div>{source}</div></body></html>")
        for lines in tree.iter("pre") if tree is not None else ():
            lines.tag = "code"  # else it would be taken for a quote
        found = trafilatura.bare_extraction(
            tree,
            url=address or None,
            include_comments=False,
            include_links=True,
            include_images=True,
            with_metadata=True,
        )
    except (ValueError, TypeError, AttributeError, RecursionError) as error:
        raise SourceError(
            "The page is built in a way that can't be read.", "Copy the article out of it into a text file."
        ) from error
    return None if isinstance(found, dict) else found


class _Said:
    """Words that stand together, and the links in them."""

    def __init__(self) -> None:
        self.raw = ""
        self.ends: list[tuple[int, int, str]] = []

    def part(self, kind: BlockKind, level: int = 0, lead: str = "") -> Part:
        """Return the words as a part, ``lead`` before them."""
        return Part(kind, lead + clean_line(self.raw), level, links(self.raw, self.ends, len(lead)))


def _parts(element: _Element, kind: BlockKind = BlockKind.PARAGRAPH, depth: int = 0, lead: str = "") -> Iterator[Part]:
    """Yield the blocks inside an element: words that stand free in it, and other elements' own, in order."""
    said = _Said()
    said.raw = element.text or ""
    first = True

    def flush() -> Iterator[Part]:
        nonlocal said, first
        if said.raw.strip():
            item = kind is BlockKind.LIST_ITEM
            yield said.part(kind if first or not item else BlockKind.PARAGRAPH, depth if first else 0, lead * first)
            first = False
        said = _Said()

    for child in element:
        if child.tag in _BLOCKS:
            yield from flush()
            if kind is BlockKind.LIST_ITEM and child.tag == "p" and first:
                yield from _parts(child, kind, depth, lead)
                first = False
            else:
                yield from _block(child, kind, depth)
        else:
            _say(child, said)
        if child.tag == "graphic" and element.tag not in _LINES:
            yield from flush()
        said.raw += child.tail or ""
    yield from flush()


def _block(element: _Element, around: BlockKind, depth: int) -> Iterator[Part]:
    """Yield the parts of one block."""
    if element.tag == "head":
        said = _Said()
        _say(element, said)
        level = (element.get("rend") or "")[1:]
        yield said.part(BlockKind.HEADING, int(level) if level.isdecimal() else 2)
    elif element.tag == "code":
        yield Part(BlockKind.CODE, "".join(_lines(element)))
    elif element.tag == "table":
        rows = element.iter("row")
        yield from table([[clean_line(" ".join(cell.itertext())) for cell in row.iter("cell")] for row in rows])
    elif element.tag == "list":
        numbered = element.get("rend") == "ol"
        for number, item in enumerate(element.iterchildren("item"), 1):
            yield from _parts(item, BlockKind.LIST_ITEM, depth + 1, f"{number}. " if numbered else "")
    else:
        quote = element.tag == "quote" or around is BlockKind.QUOTE
        yield from _parts(element, BlockKind.QUOTE if quote else BlockKind.PARAGRAPH, depth)


def _say(element: _Element, said: _Said) -> None:
    """Add the words of an element that stands in a line."""
    start = len(said.raw)
    if element.tag == "graphic":
        said.raw += image(clean_line(element.get("alt") or ""))
    said.raw += " " if element.tag == "lb" else element.text or ""
    for child in element:
        _say(child, said)
        said.raw += child.tail or ""
    if element.tag == "ref" and len(said.raw) > start:
        said.ends.append((start, len(said.raw), element.get("target") or ""))


def _lines(element: _Element) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        yield from "\n" if child.tag == "lb" else _lines(child)
        yield child.tail or ""

"""Dateline's own Markdown export, perhaps edited in another program (``reader.export.markdown`` writes it).

A note ends with its line of facts, whose last word is `` `dateline NOTE-ID` ``. Before it stand, back to the facts of
the note before or to a heading, the passage as a block quote and the note's text, which may hold anything.
"""

from __future__ import annotations

import contextlib
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from reader.model.annotation import Colour, Target
from reader.notes.incoming.values import Incoming, Unreadable, passage
from reader.text.clean import clean, clean_line

if TYPE_CHECKING:
    from markdown_it.tree import SyntaxTreeNode

_UUID = r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}"
_COLOURS = "|".join(Colour)
_FACTS = re.compile(rf" {{0,3}}(?P<facts>(?:{_COLOURS}) · .*)`dateline (?P<id>{_UUID})`\s*")
_ARTICLE = re.compile(r"`dateline (?P<id>[a-z0-9][a-z0-9_-]{0,99})`\s*\Z")
_EDITED = re.compile(r"edited (\d{1,2} [A-Z][a-z]+ \d{4} \d\d:\d\d:\d\d\.\d\d\d) UTC")
_DAY = re.compile(r"(\d{1,2}) ([A-Z][a-z]+) (\d{4})\b")
_WHERE = re.compile(r" · (\d{1,3}) % · paragraph (\d{1,6}) · ")
_NEXT_TAG = re.compile(r"\s+(?=#)")  # written behind another, as note programs have them
_SEAL = re.compile(r"^<!-- dateline:sha256:.*-->$", re.MULTILINE)
_FRONT = re.compile(r"\A---\n.*?\n---\n", re.DOTALL)
_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_NEVER = datetime(1970, 1, 1, tzinfo=UTC)
# What an export says itself where there is no note.
_OWN_WORDS = ("No notes yet.", "The article is not in the library;")


def is_export(text: str) -> bool:
    """Tell whether there is a note's line of facts in a text."""
    return any(_FACTS.fullmatch(line) for line in clean(text).split("\n"))


def read(text: str) -> Iterator[Incoming | Unreadable]:
    """Yield the notes of an export, in its order; words that belong to none are told."""
    text = _SEAL.sub("", _FRONT.sub("", clean(text)))
    reading = _Reading(text.split("\n"))
    blocks = _blocks(text)
    for node, following in zip(blocks, [*blocks[1:], None], strict=True):
        yield from reading.block(node, following)
    yield from reading.leftover()


@dataclass
class _Reading:
    """What has been read of a document: the article that is told, and the parts of the note that isn't ended yet."""

    lines: Sequence[str]
    article: str = ""
    title: str = ""
    source: str = ""
    quote: SyntaxTreeNode | None = None
    words: list[str] = field(default_factory=list)

    def block(self, node: SyntaxTreeNode, following: SyntaxTreeNode | None) -> Iterator[Incoming | Unreadable]:
        """Take a block of the document, seeing the next; yields the note that ends with it."""
        source = self._source(node)
        *above, last = source.split("\n")
        facts = _FACTS.fullmatch(last) if node.type not in {"fence", "code_block"} else None
        byline = _ARTICLE.search(self._source(following)) if following is not None and node.tag == "h1" else None
        if byline is not None and following is not None and _FACTS.fullmatch(byline.string) is None:
            yield from self.leftover()
            self.title, self.article, self.source = _plain(node), byline["id"], _source_of(following)
        elif facts is not None:
            self._take(node, "\n".join(above))
            yield self._note(facts)
        elif not self._is_own(node, source):
            self._take(node, source)

    def _is_own(self, node: SyntaxTreeNode, source: str) -> bool:
        """Tell whether a block is the export's and no note's: what stands before the passage of the next one."""
        if self.quote is not None or self.words:
            return False
        is_byline = _ARTICLE.search(source) is not None and node.type == "paragraph"
        return node.type == "heading" or is_byline or source.startswith(_OWN_WORDS)

    def _take(self, node: SyntaxTreeNode, source: str) -> None:
        if node.type == "blockquote" and self.quote is None and not self.words:
            self.quote = node
        elif source.strip():
            self.words.append(source)

    def _note(self, facts: re.Match[str]) -> Incoming:
        told = [part for each in facts["facts"].split(" · ") if (part := each.strip())]
        is_whole = "on the whole article" in told
        if is_whole and self.quote is not None:
            self.words.insert(0, self._source(self.quote))
        words = self.words[1:] if "changed since" in told and self.words[:1] and _is_now(self.words[0]) else self.words
        body = "\n\n".join(words).strip("\n")
        edited = _edited(facts["facts"])
        found = Incoming(
            facts["id"],
            passage("") if is_whole or self.quote is None else _passage(self.quote),
            body,
            tuple(tag[1:] for part in told if part.startswith("#") for tag in _NEXT_TAG.split(part)),
            Colour(told[0]),
            article=self.article,
            address=self.source,
            title=self.title,
            created=_made(told),
            modified=edited if edited > _NEVER else None,
            base=edited,
            at=_whereabouts(facts["facts"]),
            exported=True,
        )
        self.quote, self.words = None, []
        return found

    def leftover(self) -> Iterator[Unreadable]:
        """Yield what stands behind the last note and belongs to none."""
        parts = [*([_plain(self.quote)] if self.quote is not None else []), *self.words]
        self.quote, self.words = None, []
        if parts:
            words = clean_line(" ".join(parts))
            yield Unreadable(f"“{words[:60]}{'…' if len(words) > 60 else ''}”", "it belongs to no note")

    def _source(self, node: SyntaxTreeNode) -> str:
        first, last = node.map or (0, 0)
        return "\n".join(self.lines[first:last]).rstrip()


def _blocks(text: str) -> list[SyntaxTreeNode]:
    from markdown_it import MarkdownIt  # noqa: PLC0415  40 ms; only where a Markdown file is imported
    from markdown_it.tree import SyntaxTreeNode  # noqa: PLC0415

    # Without reference definitions: they would vanish from notes.
    return SyntaxTreeNode(MarkdownIt("commonmark").disable("reference").parse(text)).children


def _passage(quote: SyntaxTreeNode) -> Target:
    return passage("\n\n".join(filter(None, map(_plain, quote.children))))


def _plain(node: SyntaxTreeNode) -> str:
    """Return the words of a block, with its hard line breaks."""
    if node.type == "text" or not node.children:
        return "\n" if node.type == "hardbreak" else " " if node.type == "softbreak" else node.content
    return "".join(map(_plain, node.children)).strip()


def _source_of(byline: SyntaxTreeNode) -> str:
    """Return the address that a line of source and date links to, else what it begins with."""
    for node in byline.walk():
        if node.type == "link":
            return str(node.attrs.get("href", ""))
    return ""


def _is_now(words: str) -> bool:
    return words.startswith("Now: ")


def _whereabouts(facts: str) -> tuple[int, int] | None:
    found = _WHERE.search(facts)
    return (int(found[1]), int(found[2])) if found else None


def _made(told: Iterable[str]) -> datetime | None:
    """Return the day on which a note was made, at its beginning."""
    for part in told:
        if found := _DAY.match(part):
            with contextlib.suppress(ValueError):
                return datetime(int(found[3]), _MONTHS.index(found[2]) + 1, int(found[1]), tzinfo=UTC)
    return None


def _edited(facts: str) -> datetime:
    """Return when the text of a note dated from, to the millisecond; long ago for one that was never edited."""
    found = _EDITED.search(facts)
    if found is None:
        return _NEVER
    day, month, rest = found[1].split(" ", 2)
    try:
        number = _MONTHS.index(month) + 1
        return datetime.strptime(f"{day} {number} {rest}", "%d %m %Y %H:%M:%S.%f").replace(tzinfo=UTC)
    except ValueError:
        return _NEVER

"""Plain text: headline, byline, dateline, date, headings, lists and paragraphs, by general rules.

No character of the body but white space is changed, and nothing is left out but a headline that is repeated.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from reader.model.article import BlockKind, Draft
from reader.sources import head
from reader.sources.base import Facts, Part, draft, first_words, same_line
from reader.sources.lines import Paragraph, paragraphs
from reader.text.clean import clean, decode
from reader.text.units import MARKER

_HEAD = 8
"""Lines below the headline among which facts about the article are looked for."""
_LONGEST_HEADING = 80
_HEADING_WORDS = 12
_CHAPTER = re.compile(r"(?:chapter|part|book|section|act|scene)\s+(?:[ivxlcdm]+|\d+)\b.{0,60}", re.IGNORECASE)
_CLOSERS = "\"'”’»)] "


def read(data: bytes, name: str) -> Draft:
    """Read plain text; ``name`` is its title when nothing in it can be. Without any text the draft is empty.

    Raises:
        SourceError: it is no text.
    """
    found = paragraphs(clean(decode(data)))
    if not found:
        return draft(Facts(), ())
    facts, parts = _head(found)
    rest = _lists(found[len(parts) :])
    if not facts.title:
        facts = replace(facts, title=_title(rest) or _title(found) or name)
    if not facts.source and rest:
        facts = replace(facts, source=head.agency(rest[0].text))
    if not facts.published:
        facts = replace(facts, published=head.date_at_end(facts.title))
    body = [Part(kind, part.text, level) for part, (kind, level) in zip(rest, _kinds(rest), strict=True)]
    return draft(facts, (*(part for part in parts if part is not _REPEATED), *body))


_REPEATED = Part(BlockKind.HEADLINE, "")


def _head(found: Sequence[Paragraph]) -> tuple[Facts, list[Part]]:
    """Return the facts that the lines above the prose state, and a part for each of these lines."""
    facts = Facts()
    parts: list[Part] = []
    for each in found[:_HEAD]:
        part, facts = _head_line(each, facts, body=sum(len(other.text) for other in found[len(parts) + 1 :]))
        if part is None:
            break
        parts.append(part)
    return facts, parts


def _head_line(each: Paragraph, facts: Facts, *, body: int) -> tuple[Part | None, Facts]:
    """Return the part of one line with the facts known after it; None when it is no such line.

    ``body`` is how many characters follow.
    """
    line = each.text
    if each.kind is not BlockKind.PARAGRAPH:
        return None, facts
    if facts.title and same_line(line, facts.title) and body:
        return _REPEATED, facts
    if stated := _stated(line):
        return Part(BlockKind.BYLINE, line), _first_said(facts, stated)
    agency = head.dateline(line)
    if agency is not None:
        return Part(BlockKind.DATELINE, line), _first_said(facts, Facts(source=agency))
    if not facts.title and head.headline(line, body=body):
        return Part(BlockKind.HEADLINE, line), replace(facts, title=line)
    return None, facts


def _stated(line: str) -> Facts | None:
    """Return what a byline, a date line or a source line says."""
    if named := head.byline(line):
        return Facts(byline=named[0], source=named[1])
    if day := head.date(line):
        return Facts(published=day)
    if outlet := head.source(line):
        return Facts(source=outlet)
    return None


def _first_said(one: Facts, other: Facts) -> Facts:
    """Return all that two say; where both speak, the first is right."""
    return replace(
        one,
        byline=one.byline or other.byline,
        published=one.published or other.published,
        source=one.source or other.source,
    )


def _title(parts: Sequence[Paragraph]) -> str:
    return next((first_words(part.text) for part in parts if any(map(str.isalnum, part.text))), "")


def _lists(found: Sequence[Paragraph]) -> list[Paragraph]:
    """Turn marked paragraphs that stand together into list items; one alone is a paragraph with a dash."""
    marked = [False, *map(_is_marked, found), False]
    return [
        each._replace(kind=BlockKind.LIST_ITEM)
        if here and (before or after) and each.kind in (BlockKind.PARAGRAPH, BlockKind.QUOTE)
        else each
        for each, before, here, after in zip(found, marked, marked[1:], marked[2:], strict=False)
    ]


def _is_marked(each: Paragraph) -> bool:
    return bool(MARKER.match(each.text)) and any(map(str.isalnum, each.text))


def _kinds(found: Sequence[Paragraph]) -> list[tuple[BlockKind, int]]:
    """Return kind and level of each paragraph of the body."""
    kinds: list[tuple[BlockKind, int]] = []
    margin = min((each.indent for each in found if each.kind is BlockKind.LIST_ITEM), default=0)
    below: Paragraph | None = None
    for each in reversed(found):
        kind, level = each.kind, 0
        if kind is BlockKind.LIST_ITEM:
            level = 1 + (each.indent > margin)
        elif kind is BlockKind.PARAGRAPH and below is not None and _is_heading(each.text, below):
            kind, level = BlockKind.HEADING, 2
        kinds.append((kind, level))
        below = each
    return kinds[::-1]


def _is_heading(line: str, below: Paragraph) -> bool:
    """Tell whether ``line`` is short, without an end, and above a paragraph that is one."""
    words = len(line.split())
    if len(line) > _LONGEST_HEADING or words > _HEADING_WORDS or not any(map(str.isalpha, line)):
        return False
    if _CHAPTER.fullmatch(line) or (line.isupper() and words > 1 and line[-1] not in ",;:"):
        return True
    if not line[0].isupper() and not line[0].isdigit():
        return False
    if line[-1] in ".,;:!?…-–—\"”’'»" or head.byline(line) or head.date(line) or head.runs_in(line):
        return False
    after = below.text
    closed = after.rstrip(_CLOSERS)[-1:] in {".", "!", "?", "…", ":", ","}
    return below.kind is BlockKind.PARAGRAPH and closed and len(after) > max(60, 1.5 * len(line))

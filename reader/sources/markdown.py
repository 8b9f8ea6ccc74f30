"""Markdown files, with front matter."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING

from reader.model.article import BlockKind, Draft
from reader.sources.base import Part, join, nothing_in, same_words
from reader.text.clean import clean, clean_line, decode

if TYPE_CHECKING:
    from markdown_it.token import Token

_FRONT = re.compile(r"\A---[ ]*\n(.*?)\n(?:---|\.\.\.)[ ]*(?:\n|\Z)", re.S)
_FIELDS = {
    "title": ("title", "headline"),
    "byline": ("byline", "author", "authors", "by"),
    "published": ("published", "date", "pubdate", "created"),
    "source": ("source", "url", "link", "publisher"),
    "language": ("language", "lang"),
}


def read(data: bytes, name: str) -> Draft:
    """Read a Markdown file.

    Raises:
        SourceError: there is no text in it.
    """
    fields, body = _front_matter(clean(decode(data)))
    parts = list(_parts(body))
    title = fields["title"]
    if not title and parts and parts[0].kind is BlockKind.HEADING and parts[0].level == 1:
        title = parts[0].text
    if parts and title and parts[0].kind is BlockKind.HEADING and same_words(parts[0].text, title):
        parts = parts[1:]
    if not parts:
        raise nothing_in(name)
    if title:
        parts.insert(0, Part(BlockKind.HEADLINE, title))
    text, blocks = join(parts)
    named = title or _first_words(parts[0].text)
    return Draft(named, fields["byline"], fields["published"], fields["source"], fields["language"], text, blocks)


def _front_matter(text: str) -> tuple[dict[str, str], str]:
    """Return the known fields and the body. What looks like front matter and is none stays in the body."""
    match = _FRONT.match(text)
    values: object = None
    if match:
        import yaml  # noqa: PLC0415  only for files with front matter

        try:
            values = yaml.safe_load(match[1])
        except (yaml.YAMLError, ValueError, RecursionError):
            values = None
    if match is None or not isinstance(values, dict):
        return dict.fromkeys(_FIELDS, ""), text
    given = {str(key).casefold(): value for key, value in values.items()}
    fields = {
        field: next((_plain(given[key]) for key in keys if _plain(given.get(key))), "")
        for field, keys in _FIELDS.items()
    }
    return fields, text[match.end() :]


def _plain(value: object) -> str:
    if value is None or isinstance(value, dict):
        return ""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, list):
        return ", ".join(filter(None, (_plain(each) for each in value)))
    return clean_line(str(value))


def _parts(body: str) -> Iterator[Part]:
    """Yield the blocks of a Markdown text; raw HTML is text like any other."""
    from markdown_it import MarkdownIt  # noqa: PLC0415  40 ms that other formats don't pay

    tokens = MarkdownIt("commonmark", {"html": False}).enable("table").parse(body)
    inside: list[str] = []
    level = 0
    numbers: list[int | None] = []
    for token in tokens:
        if token.nesting > 0:
            inside.append(token.type)
            level = int(token.tag[1]) if token.type == "heading_open" else 0
            if token.type in ("bullet_list_open", "ordered_list_open"):
                numbers.append(int(token.attrGet("start") or 1) if token.type.startswith("ordered") else None)
        elif token.nesting < 0:
            inside.pop()
            if token.type in ("bullet_list_close", "ordered_list_close"):
                numbers.pop()
        elif token.type in ("fence", "code_block"):
            code = clean(token.content).strip("\n")
            if code.strip():
                yield Part(BlockKind.CODE, re.sub(r"\n{2,}", "\n \n", code))
        elif token.type == "inline":
            yield from _inline_part(token, inside, level, numbers)


def _inline_part(
    token: Token, inside: list[str], level: int, numbers: list[int | None]
) -> Iterator[Part]:
    text = clean_line(_text(token.children or ()))
    if not text:
        return
    if inside[-1] == "heading_open":
        yield Part(BlockKind.HEADING, text, level)
    elif numbers:
        number = numbers[-1]
        if number is not None:
            text = f"{number}. {text}"
            numbers[-1] = number + 1
        yield Part(BlockKind.LIST_ITEM, text, len(numbers))
    elif "blockquote_open" in inside:
        yield Part(BlockKind.QUOTE, text)
    else:
        yield Part(BlockKind.PARAGRAPH, text)


def _text(tokens: Sequence[Token]) -> str:
    """Return inline tokens as plain text: what emphasis, links and images say, without their marks."""
    said = []
    for token in tokens:
        if token.type in ("softbreak", "hardbreak"):
            said.append(" ")
        elif token.type == "image":
            said.append(_text(token.children or ()))
        else:
            said.append(token.content)
    return "".join(said)


def _first_words(text: str) -> str:
    return text if len(text) <= 70 else text[:70].rsplit(" ", 1)[0] + "…"

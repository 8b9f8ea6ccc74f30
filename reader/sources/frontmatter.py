"""Front matter: the block of YAML between ``---`` lines at the top of a Markdown file."""

from __future__ import annotations

import re

from reader.sources.base import Facts
from reader.sources.dates import iso
from reader.text.clean import clean_line

_FRONT = re.compile(r"\A\s*---[ ]*\n(?P<inside>.*?)(?:(?<=\n)|\n)(?:---|\.\.\.)[ ]*(?:\n|\Z)", re.DOTALL)
_LARGEST = 65_536
_LINE = re.compile(r"(?P<key>[A-Za-z][\w -]{0,30})[ ]*:(?:[ ]+(?P<value>.*))?")
_TITLE = ("title", "headline")
_BYLINE = ("byline", "author", "authors", "by", "creator")
_PUBLISHED = ("published", "date", "pubdate", "publishdate", "created")
_SOURCE = ("source", "url", "link", "publisher", "site")
_LANGUAGE = ("language", "lang")


def split(text: str) -> tuple[Facts, str]:
    """Return what the front matter of a cleaned text says, and the text below it.

    YAML that is broken, as an unquoted title with a colon is, is read line by line. What merely looks like
    front matter, since no known key is in it, stays in the text.
    """
    match = _FRONT.match(text)
    if match is None or len(match["inside"]) > _LARGEST:
        return Facts(), text
    values = _yaml(match["inside"]) or _by_line(match["inside"])
    if not values:
        return Facts(), text
    published = _first(values, _PUBLISHED)
    facts = Facts(
        title=_first(values, _TITLE),
        byline=_first(values, _BYLINE),
        published=iso(published) or published,
        source=_first(values, _SOURCE),
        language=_first(values, _LANGUAGE),
    )
    known = any(key in values for keys in (_TITLE, _BYLINE, _PUBLISHED, _SOURCE, _LANGUAGE) for key in keys)
    return (facts, text[match.end() :]) if known else (Facts(), text)


def _yaml(inside: str) -> dict[str, object]:
    """Return the values by their keys in lower case, {} when it is no mapping in YAML."""
    import yaml  # noqa: PLC0415  30 ms that only files with front matter pay

    try:
        # Safer still than safe_load: nothing but strings, lists and dicts, so 1984 and No stay as written.
        values = yaml.load(inside, Loader=yaml.BaseLoader)  # noqa: S506
    except (yaml.YAMLError, ValueError, RecursionError):
        return {}
    if not isinstance(values, dict):
        return {}
    return {key.casefold(): value for key, value in values.items() if isinstance(key, str)}


def _by_line(inside: str) -> dict[str, object]:
    values: dict[str, object] = {}
    for line in inside.split("\n"):
        match = _LINE.fullmatch(line)
        if match:
            values[match["key"].strip().casefold()] = (match["value"] or "").strip().strip("\"'[]")
        elif line.strip() and not line.startswith((" ", "-", "#")):
            return {}
    return values


def _first(values: dict[str, object], keys: tuple[str, ...]) -> str:
    return next((found for key in keys if (found := _plain(values.get(key)))), "")


def _plain(value: object) -> str:
    """Return a string or a flat list of them as one line; other shapes say nothing."""
    if isinstance(value, list):
        return clean_line(", ".join(each for each in value if isinstance(each, str) and each.strip()))
    return clean_line(value) if isinstance(value, str) else ""

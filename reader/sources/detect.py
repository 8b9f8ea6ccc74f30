"""Which format a source is in, and reading files, folders and streams."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path

from reader.errors import SourceError
from reader.model.article import Draft
from reader.sources import markdown, page, plain
from reader.sources.base import LARGEST, Format
from reader.text.clean import clean_line

FORMATS: tuple[Format, ...] = (
    Format("Markdown", (".md", ".markdown", ".mdown", ".mkd"), markdown.read),
    Format("web page", (".html", ".htm", ".xhtml"), page.read),
    Format("plain text", (".txt", ".text"), plain.read),
)
"""All formats. The last one takes what no other claims."""

_SUFFIXES = tuple(suffix for each in FORMATS for suffix in each.suffixes)
_FIRST = ("welcome", "index", "readme")


def read_file(path: Path) -> Draft:
    """Read one file as an article.

    Raises:
        SourceError: it isn't there, is no file, can't be read, is too large, empty or no text.
    """
    shown = clean_line(str(path))
    try:
        if path.is_dir() and os.access(path, os.R_OK | os.X_OK):
            raise SourceError(f"“{shown}” is a folder.", "Name a file in it, or add the whole folder.")
        with path.open("rb") as file:
            data = file.read(LARGEST + 1)
    except FileNotFoundError as error:
        raise SourceError(f"There is no file “{shown}”.", "Check the spelling and the folder.") from error
    except PermissionError as error:
        raise SourceError(
            f"“{shown}” can't be read: you have no right to.", "Change its rights and try again."
        ) from error
    except (OSError, ValueError) as error:
        reason = clean_line(getattr(error, "strerror", None) or str(error))
        raise SourceError(f"“{shown}” can't be read: {reason}.", "Check the path.") from error
    return read_bytes(data, shown, path.stem)


def read_bytes(data: bytes, name: str, title: str = "") -> Draft:
    """Read bytes as an article.

    The ending of ``name`` tells the format, else how they begin. Errors call the source by ``name``; ``title`` (else
    ``name``) is the title of an article that has none.

    Raises:
        SourceError: they are empty, too many, or no text.
    """
    shown = clean_line(name)
    if len(data) > LARGEST:
        raise SourceError(
            f"“{shown}” is larger than {LARGEST // 1_000_000} MB.", "Split it and add the parts one by one."
        )
    try:
        found = _format_of(name, data).read(data, clean_line(title) or shown) if data.strip() else None
    except SourceError as error:
        raise SourceError(f"“{shown}” can't be read: {error.what}", error.todo) from error
    if found is None or not found.text:
        raise SourceError(f"“{shown}” is empty: there is nothing in it to read.", "Name another file.")
    return found


def articles_in(folder: Path) -> list[Path]:
    """Return the articles of a folder and of those inside it, hidden ones left out.

    In each folder files called welcome, index or readme come first, the others in natural order ("2" before
    "10"), then the folders inside. A folder inside that can't be listed is returned like a file, so that
    reading it tells why.

    Raises:
        SourceError: the folder can't be listed, or holds no article.
    """
    shown = clean_line(str(folder))
    try:
        found = list(_walk(folder, set()))
    except OSError as error:
        reason = clean_line(error.strerror or str(error))
        raise SourceError(f"The folder “{shown}” can't be read: {reason}.", "Check its name and rights.") from error
    if not found:
        raise SourceError(
            f"There is no article in the folder “{shown}”.",
            f"Dateline reads files whose names end in {', '.join(_SUFFIXES)}.",
        )
    return found


def _walk(folder: Path, seen: set[tuple[int, int]]) -> Iterator[Path]:
    status = folder.stat()
    if (status.st_dev, status.st_ino) in seen:
        return  # a link to a folder that was walked already, perhaps the one above
    seen.add((status.st_dev, status.st_ino))
    entries = sorted((path for path in folder.iterdir() if not path.name.startswith(".")), key=_order)
    yield from (path for path in entries if path.suffix.lower() in _SUFFIXES and path.is_file())
    for path in entries:
        if not path.is_dir() or _belongs_to_page(path):
            continue
        try:
            yield from _walk(path, seen)
        except OSError:
            yield path


def _belongs_to_page(folder: Path) -> bool:
    """Tell whether a browser made a folder beside a page that it saved: frames and advertisements."""
    page_name = folder.name.removesuffix("_files")
    return page_name != folder.name and any(folder.with_name(page_name + each).is_file() for each in (".html", ".htm"))


def _order(path: Path) -> tuple[int, list[tuple[bool, int, str]], str]:
    stem = path.stem.casefold()
    numbers = re.split(r"([0-9]+)", path.name.casefold())
    natural = [(not part.isdecimal(), int(part) if part.isdecimal() else 0, part) for part in numbers]
    return (_FIRST.index(stem) if stem in _FIRST else len(_FIRST), natural, path.name)


def _format_of(name: str, data: bytes) -> Format:
    suffix = Path(name).suffix.lower()
    known = next((each for each in FORMATS if suffix in each.suffixes), None)
    if known is None and page.is_page(data):  # as from curl
        return next(each for each in FORMATS if each.read is page.read)
    return known or FORMATS[-1]

"""Which format a source is in, and reading files, folders and streams."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from reader.errors import SourceError
from reader.model.article import Draft
from reader.sources import markdown, plain
from reader.sources.base import LARGEST, Format, nothing_in
from reader.text.clean import clean_line

FORMATS: tuple[Format, ...] = (
    Format("Markdown", (".md", ".markdown", ".mdown"), markdown.read),
    Format("plain text", (".txt", ".text", ""), plain.read),
)
"""All formats. The last one takes what no other claims."""

_FIRST = ("welcome", "index", "readme")


def read_file(path: Path) -> Draft:
    """Read one file as an article.

    Raises:
        SourceError: it isn't there, is no file, can't be read, is too large, empty or no text.
    """
    shown = clean_line(str(path))
    try:
        if path.is_dir():
            raise SourceError(f"“{shown}” is a folder.", "Name a file in it, or add the whole folder.")
        if path.stat().st_size > LARGEST:
            raise SourceError(f"“{shown}” is larger than {LARGEST // 1_000_000} MB.", "Split it and add the parts.")
        data = path.read_bytes()
    except FileNotFoundError as error:
        raise SourceError(f"There is no file “{shown}”.", "Check the spelling and the folder.") from error
    except PermissionError as error:
        raise SourceError(f"“{shown}” may not be read: no permission.", "Change its rights and try again.") from error
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise SourceError(f"“{shown}” can't be read: {clean_line(reason)}.", "Check the path.") from error
    return read_bytes(data, path.name, path.stem)


def read_bytes(data: bytes, name: str, title: str = "") -> Draft:
    """Read bytes as an article; the ending of ``name`` tells the format, ``title`` is the title of last resort.

    Raises:
        SourceError: they are empty, too many, or no text.
    """
    if len(data) > LARGEST:
        raise SourceError(f"“{clean_line(name)}” is larger than {LARGEST // 1_000_000} MB.", "Split it.")
    if not data.strip():
        raise nothing_in(name)
    try:
        return _format_of(name).read(data, clean_line(title or name))
    except SourceError as error:
        if error.what.startswith("it "):
            raise SourceError(f"“{clean_line(name)}” can't be read: {error.what}.", error.todo) from error
        raise


def articles_in(folder: Path) -> list[Path]:
    """Return the articles of a folder and its subfolders, hidden ones left out.

    Files named welcome, index or readme come first, the others in natural order ("2" before "10").

    Raises:
        SourceError: the folder can't be read, or holds no article.
    """
    try:
        found = sorted(_walk(folder, set()), key=lambda path: _order(path.relative_to(folder)))
    except OSError as error:
        reason = clean_line(error.strerror or str(error))
        raise SourceError(
            f"The folder “{clean_line(str(folder))}” can't be read: {reason}.", "Check its rights."
        ) from error
    if not found:
        suffixes = ", ".join(suffix for each in FORMATS for suffix in each.suffixes if suffix)
        raise SourceError(
            f"There is no article in the folder “{clean_line(str(folder))}”.", f"Dateline reads files with {suffixes}."
        )
    return found


def _walk(folder: Path, seen: set[tuple[int, int]]) -> Iterator[Path]:
    status = folder.stat()
    if (status.st_dev, status.st_ino) in seen:
        return  # a link back to a folder above
    seen.add((status.st_dev, status.st_ino))
    suffixes = {suffix for each in FORMATS for suffix in each.suffixes if suffix}
    for path in folder.iterdir():
        if path.name.startswith("."):
            continue
        if path.is_dir():
            yield from _walk(path, seen)
        elif path.suffix.lower() in suffixes:
            yield path


def _order(path: Path) -> tuple[int, bool, list[tuple[bool, int, str]]]:
    stem = path.stem.casefold()
    first = len(path.parts) == 1 and stem in _FIRST
    parts = [(not part.isdigit(), int(part) if part.isdigit() else 0, part) for part in re.split(r"([0-9]+)", str(path))]
    return (_FIRST.index(stem) if first else len(_FIRST), len(path.parts) > 1, parts)


def _format_of(name: str) -> Format:
    suffix = Path(name).suffix.lower()
    return next((each for each in FORMATS if suffix in each.suffixes), FORMATS[-1])

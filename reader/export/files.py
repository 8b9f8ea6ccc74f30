"""Exports as files: whole or not at all, and never over something that isn't surely ours.

The last line of a file tells that it is: ``<!-- dateline:sha256:… article:… -->``, the sum over everything above.
A file without it, or with another sum, was written or edited by somebody else.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import re
import unicodedata
from dataclasses import dataclass
from pathlib import Path

from reader import disk
from reader.errors import ExportError

_SEAL = re.compile(rb"<!-- dateline:sha256:([0-9a-f]{64})(?: article:([0-9A-Za-z._-]*))? -->\r?\n?\Z")
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)", re.IGNORECASE)
_LETTERS = str.maketrans(
    {"ß": "ss", "æ": "ae", "Æ": "AE", "ø": "o", "Ø": "O", "œ": "oe", "Œ": "OE", "ł": "l", "Ł": "L", "đ": "d",
     "Đ": "D", "ð": "d", "þ": "th", "ı": "i"}
)  # fmt: skip
_LONGEST = 80
_MOST = 999


@dataclass(frozen=True, slots=True)
class Written:
    """Where an export went; ``instead_of`` is the name it would have had, were it not somebody's already."""

    path: Path
    instead_of: Path | None = None


def slug(title: str) -> str:
    """Return a name for a file: letters, digits and hyphens of ASCII, good on every system, never empty."""
    folded = unicodedata.normalize("NFKD", title.translate(_LETTERS)).encode("ascii", "ignore").decode("ascii")
    # An apostrophe parts no words.
    name = re.sub(r"[^a-z0-9]+", "-", folded.lower().replace("'", "")).strip("-")
    if len(name) > _LONGEST:
        cut = name.rfind("-", _LONGEST // 2, _LONGEST + 1)
        name = name[: cut if cut > 0 else _LONGEST].strip("-")
    if not name:
        return "untitled"
    return f"{name}-" if _RESERVED.fullmatch(name) else name


def write(
    text: str, target: Path, *, title: str = "", article: str = "", suffix: str = ".md", force: bool = False
) -> Written:
    """Write an export; returns after it is on the disk.

    Args:
        text: the document, without the line that seals it.
        target: a folder, in which the name is made of ``title``, or the file itself.
        title: the article's title.
        article: its id. In a folder, only a file of the same article is written anew.
        suffix: ending of the name in a folder.
        force: replace a named file even if it isn't ours. Nothing is forced in a folder: there another name is.

    Raises:
        ExportError: the file is somebody's and ``force`` is off, or the system doesn't let us.
    """
    data = seal(text, article)
    try:
        if target.is_dir():
            return _into(target, slug(title), suffix, data)
        _to(target, data, force=force)
    except OSError as error:
        raise ExportError(
            f"The export to {target} can't be written: {error.strerror or type(error).__name__}.",
            "Name another file or folder with -o.",
        ) from error
    return Written(target)


def seal(text: str, article: str = "") -> bytes:
    """Return the bytes of an export, with the line at its end that tells whose it is."""
    data = (text if text.endswith("\n") else text + "\n").encode("utf-8", "replace") + b"\n"
    known = re.sub(r"[^0-9A-Za-z._-]", "", article)
    return data + f"<!-- dateline:sha256:{hashlib.sha256(data).hexdigest()} article:{known} -->\n".encode("ascii")


def is_ours(data: bytes, article: str | None = None) -> bool:
    """Tell whether an export was written by Dateline, of this article if one is given, and not edited since."""
    found = _SEAL.search(data)
    if found is None or hashlib.sha256(data[: found.start()]).hexdigest().encode() != found[1]:
        return False
    return article is None or (found[2] or b"").decode("ascii") == article


def _into(folder: Path, name: str, suffix: str, data: bytes) -> Written:
    article = _article(data)
    for number in range(1, _MOST + 1):
        path = folder / (f"{name}{suffix}" if number == 1 else f"{name}-{number}{suffix}")
        there = _read(path)
        if there is not None and not is_ours(there, article):
            continue
        if there is None and os.path.lexists(path):  # a folder, a link, something that isn't ours to read
            continue
        try:
            if there is None:
                disk.create(path, data, disk.SHARED)
            elif there != data:
                disk.replace(path, data, disk.SHARED)
        except FileExistsError:  # somebody was quicker
            continue
        return Written(path, folder / f"{name}{suffix}" if number > 1 else None)
    raise ExportError(f"{folder} holds {_MOST} files named {name}.", "Choose another folder with -o.")


def _to(path: Path, data: bytes, *, force: bool) -> None:
    there = _read(path)
    if there == data:
        return
    if there is None and not os.path.lexists(path):
        with contextlib.suppress(FileExistsError):
            disk.create(path, data, disk.SHARED)
            return
    if not force and (there is None or not is_ours(there)):
        raise ExportError(
            f"{path} is there already, and was not written by Dateline or was edited since.",
            "Take another name, or overwrite it with --force.",
        )
    if there is None and not path.is_symlink() and not path.is_file():
        raise ExportError(f"{path} is no ordinary file.", "Take another name; -o - writes to standard output.")
    disk.replace(path, data, disk.SHARED)


def _article(data: bytes) -> str:
    found = _SEAL.search(data)
    return (found[2] or b"").decode("ascii") if found else ""


def _read(path: Path) -> bytes | None:
    """Return what is in an ordinary file; None when there is none, or something else."""
    try:
        return disk.read(path)
    except (FileNotFoundError, PermissionError, disk.NoOrdinaryFileError):
        return None

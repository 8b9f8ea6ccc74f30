"""Exports as files: whole or not at all, and never over something that isn't surely ours (``reader.export.proof``)."""

from __future__ import annotations

import contextlib
import os
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from reader import disk
from reader.errors import ExportError
from reader.export.proof import Proof, Signature
from reader.text.clean import clean_line

_RESERVED = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)", re.IGNORECASE)
_LETTERS = str.maketrans(
    {"ß": "ss", "æ": "ae", "Æ": "AE", "ø": "o", "Ø": "O", "œ": "oe", "Œ": "OE", "ł": "l", "Ł": "L", "đ": "d",
     "Đ": "D", "ð": "d", "þ": "th", "ı": "i"}
)  # fmt: skip
_LONGEST = 80
_MOST = 999


@dataclass(frozen=True, slots=True)
class Written:
    """Where an export went; ``instead_of`` is the name it would have had, were it not somebody's already.

    ``of_another``: what has that name is another article's export, which nobody has edited.
    """

    path: Path
    instead_of: Path | None = None
    of_another: bool = False

    @property
    def aside(self) -> str:
        """What has the name that it would have had, in words; "" where it has that name."""
        if self.instead_of is None:
            return ""
        what = "is another article's" if self.of_another else "was edited or isn't Dateline's, and was left alone"
        return f"“{clean_line(self.instead_of.name)}” {what}"


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


@dataclass(frozen=True, slots=True)
class Parcel:
    """A document on its way to a file.

    ``text`` is the document. In a folder, its name is made of ``title`` and ``suffix``, and only a file of the same
    ``article`` is written anew; "" is the one of several articles. ``proof`` is how it will be known again.
    """

    text: str
    title: str = ""
    article: str = ""
    suffix: str = ".md"
    proof: Proof = field(default_factory=Signature)


def write(parcel: Parcel, target: Path, *, force: bool = False) -> Written:
    """Write an export; returns after it is on the disk.

    Args:
        parcel: the document.
        target: a folder, in which the name is made of the title, or the file itself.
        force: replace a named file even if it isn't ours. Nothing is forced in a folder: there another name is.

    Raises:
        ExportError: the file is somebody's and ``force`` is off, or the system doesn't let us.
    """
    try:
        if target.is_dir():
            return _into(target, parcel)
        _to(target, parcel, force=force)
    except OSError as error:
        raise ExportError(
            f"The export to {target} can't be written: {error.strerror or type(error).__name__}.",
            "Name another file or folder with -o.",
        ) from error
    return Written(target)


def _into(folder: Path, parcel: Parcel) -> Written:
    data = parcel.proof.stamp(parcel.text, parcel.article)
    wanted, *others = _names(folder, parcel)
    for path in (wanted, *others):
        there = _read(path)
        if there is not None and not parcel.proof.holds(path, there, parcel.article):
            continue
        if there is None and os.path.lexists(path):  # a folder, a link, something that isn't ours to read
            continue
        try:
            _put(path, data, there, parcel)
        except FileExistsError:  # somebody was quicker
            continue
        if path == wanted:
            return Written(path)
        taken = _read(wanted)
        return Written(path, wanted, taken is not None and parcel.proof.holds(wanted, taken))
    raise ExportError(f"{folder} holds {_MOST} files named {wanted.stem}.", "Choose another folder with -o.")


def _to(path: Path, parcel: Parcel, *, force: bool) -> None:
    data = parcel.proof.stamp(parcel.text, parcel.article)
    there = _read(path)
    if there == data:
        return
    if there is None and not os.path.lexists(path):
        with contextlib.suppress(FileExistsError):
            _put(path, data, None, parcel)
            return
    if not force and (there is None or not parcel.proof.holds(path, there)):
        free = next((name for name in _alternatives(path) if not os.path.lexists(name)), None)
        raise ExportError(
            f"{path} is there already, and was not written by Dateline or was edited since.",
            f"Take another name{f', {free.name} is free,' if free else ''} or overwrite it with --force.",
        )
    if there is None and not path.is_symlink() and not path.is_file():
        raise ExportError(f"{path} is no ordinary file.", "Take another name; -o - writes to standard output.")
    disk.replace(path, data, disk.SHARED)
    parcel.proof.keep(path, data, parcel.article)


def _put(path: Path, data: bytes, there: bytes | None, parcel: Parcel) -> None:
    """Write a file that is new (``there`` is None) or ours; what is the same already is left alone."""
    if there == data:
        return
    if there is None:
        disk.create(path, data, disk.SHARED)
    else:
        disk.replace(path, data, disk.SHARED)
    parcel.proof.keep(path, data, parcel.article)


def _names(folder: Path, parcel: Parcel) -> Iterator[Path]:
    name = slug(parcel.title)
    yield folder / f"{name}{parcel.suffix}"
    for number in range(2, _MOST + 1):
        yield folder / f"{name}-{number}{parcel.suffix}"


def _alternatives(path: Path) -> Iterator[Path]:
    for number in range(2, _MOST + 1):
        yield path.with_name(f"{path.stem}-{number}{path.suffix}")


def _read(path: Path) -> bytes | None:
    """Return what is in an ordinary file; None when there is none, or something else."""
    try:
        return disk.read(path)
    except (FileNotFoundError, PermissionError, disk.NoOrdinaryFileError):
        return None

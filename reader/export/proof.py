"""How a file proves that Dateline wrote it, of which article, and that nobody has edited it since.

Where a format has comments that every reader skips, the proof is the file's last line (``Signature``) and travels
with it: ``<!-- dateline:sha256:… article:… -->``, the sum over everything above. JSON, CSV and whatever a user's
template makes have none; for them a folder on this machine remembers the sums (``Register``).
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import re
from pathlib import Path
from typing import Protocol

from reader import disk

_SEAL = re.compile(rb"<!-- dateline:sha256:([0-9a-f]{64})(?: article:([0-9A-Za-z._-]*))? -->\r?\n?\Z")


class Proof(Protocol):
    """One way to know an export again."""

    def stamp(self, text: str, article: str) -> bytes:
        """Return the bytes of the file."""

    def holds(self, path: Path, data: bytes, article: str | None = None) -> bool:
        """Tell whether the file is Dateline's, of ``article`` if one is given, and unedited."""

    def keep(self, path: Path, data: bytes, article: str) -> None:
        """Remember a file that was just written."""


class Signature:
    """The proof is the last line of the file."""

    def stamp(self, text: str, article: str) -> bytes:
        """Return the bytes of the file, with that line."""
        return seal(text, article)

    def holds(self, path: Path, data: bytes, article: str | None = None) -> bool:  # noqa: ARG002  the protocol's
        """Tell whether the last line fits to the rest."""
        return is_ours(data, article)

    def keep(self, path: Path, data: bytes, article: str) -> None:
        """Do nothing: the file says it itself."""


class Register:
    """The proof is a small file for each export, in a folder that need not exist before the first.

    It is named by the export's path and holds the sum of its bytes and the article's id. When it can't be written,
    the export stands all the same, and counts as somebody's when it is to be written again.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def stamp(self, text: str, article: str) -> bytes:  # noqa: ARG002  the protocol's
        """Return the bytes of the file: the text and nothing else."""
        return text.encode("utf-8", "replace")

    def holds(self, path: Path, data: bytes, article: str | None = None) -> bool:
        """Tell whether the sum that was remembered for this path is that of ``data``."""
        try:
            known = disk.read(self._entry(path)).decode("ascii", "replace").split()
        except (OSError, disk.NoOrdinaryFileError):
            return False
        return known[:1] == [_sum(data)] and (article is None or known[1:] == _words(article))

    def keep(self, path: Path, data: bytes, article: str) -> None:
        """Remember the sum of ``data`` for this path."""
        with contextlib.suppress(OSError):  # a full or read-only data folder keeps nobody from exporting
            self._folder.mkdir(parents=True, exist_ok=True)
            entry = " ".join([_sum(data), *_words(article)])
            disk.replace(self._entry(path), f"{entry}\n".encode("ascii"))

    def _entry(self, path: Path) -> Path:
        return self._folder / hashlib.sha256(os.fsencode(path.absolute())).hexdigest()[:32]


def seal(text: str, article: str = "") -> bytes:
    """Return the bytes of an export, with the line at its end that tells whose it is."""
    data = (text if text.endswith("\n") else text + "\n").encode("utf-8", "replace") + b"\n"
    return data + f"<!-- dateline:sha256:{_sum(data)} article:{_known(article)} -->\n".encode("ascii")


def is_ours(data: bytes, article: str | None = None) -> bool:
    """Tell whether an export was written by Dateline, of this article if one is given, and not edited since."""
    found = _SEAL.search(data)
    if found is None or _sum(data[: found.start()]).encode() != found[1]:
        return False
    return article is None or (found[2] or b"").decode("ascii") == _known(article)


def unsealed(data: bytes) -> bytes:
    """Return the bytes of an export without the line that seals it."""
    return _SEAL.sub(b"", data)


def _sum(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _known(article: str) -> str:
    return re.sub(r"[^0-9A-Za-z._-]", "", article)


def _words(article: str) -> list[str]:
    return [known] if (known := _known(article)) else []

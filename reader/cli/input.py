"""What commands are given: words on the command line, paths, standard input."""

from __future__ import annotations

import re
import sys
from pathlib import Path

from reader.errors import SourceError

_ADDRESS = r"[A-Za-z][A-Za-z0-9+.-]*://"


def is_address(argument: str) -> bool:
    """Tell whether an argument is an address: of any kind, so that one that can't be fetched is refused as such."""
    return re.match(_ADDRESS, argument) is not None


def plain(argument: str) -> str:
    """Return an argument as the text that was typed.

    Python reads arguments in the locale's encoding; where that is ASCII, every byte of UTF-8 comes in as a lone
    surrogate, and a note would lose its letters.
    """
    try:
        return argument.encode("utf-8", "surrogateescape").decode("utf-8")
    except UnicodeError:  # it never was UTF-8; cleaning makes it harmless
        return argument


def path_of(argument: str) -> Path:
    """Return a path, with the user's folder in place of ``~``.

    Raises:
        SourceError: there is no such user, the name is too long, or we may not look there.
    """
    try:
        path = Path(argument).expanduser()
        path.exists()
    except (RuntimeError, OSError, ValueError) as error:
        what = getattr(error, "strerror", None) or "there is no such user"
        raise SourceError(
            f"“{argument[:200]}” can't be looked up: {what}.", "Check the spelling and the folder."
        ) from error
    return path


def stdin_bytes() -> bytes:
    """Return all of standard input.

    Raises:
        SourceError: it is closed, or can't be read.
    """
    try:
        if sys.stdin is None:
            raise OSError("it is closed")
        return sys.stdin.buffer.read()
    except OSError as error:
        raise SourceError(f"Standard input can't be read: {error.strerror or error}.") from error


def stdin_text() -> str:
    """Return all of standard input as text, without the line ends behind it.

    Raises:
        SourceError: it is closed, can't be read, or is not UTF-8: a wrong guess would spoil it unseen.
    """
    try:
        return stdin_bytes().decode("utf-8-sig").rstrip("\r\n")
    except UnicodeDecodeError as error:
        raise SourceError("Standard input is not UTF-8 text.", "Convert it first: iconv -f LATIN1 -t UTF-8") from error

"""A text in the user's own editor, $VISUAL or $EDITOR; what was written there outlives whatever goes wrong after it."""

from __future__ import annotations

import contextlib
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

import click

from reader import disk
from reader.errors import DatelineError, NoteConflictError, UsageError
from reader.text.clean import clean, clean_line


@contextlib.contextmanager
def edited(text: str) -> Iterator[str | None]:
    """Yield what becomes of a text in the editor, cleaned; None when it was left as it was.

    When the editor or the block fails, what was written stays in a file, which the error names; not so for a
    ``NoteConflictError``, which says that it is kept already.

    Raises:
        UsageError: the editor can't be opened, or failed.
    """
    before = f"{text}\n".encode() if text and not text.endswith("\n") else text.encode()
    file = _file(before)
    try:
        _open(file)
        after = disk.read(file)
        yield None if after == before else clean(after.decode("utf-8-sig", "replace")).rstrip("\n")
    except NoteConflictError:
        file.unlink(missing_ok=True)
        raise
    except (DatelineError, OSError) as error:
        told = error if isinstance(error, DatelineError) else UsageError(f"What you wrote is lost: {error.strerror}.")
        if _differs(file, before):
            raise type(told)(told.what, f"{told.todo} What you wrote is in {file}.".strip()) from error
        file.unlink(missing_ok=True)
        if told is error:
            raise
        raise told from error
    file.unlink(missing_ok=True)


@contextlib.contextmanager
def kept(text: str) -> Iterator[None]:
    """Keep a text that the user can't give again in a file, which the error names, when the block fails.

    Not so for a ``NoteConflictError``, which says that it is kept already.
    """
    try:
        yield
    except NoteConflictError:
        raise
    except DatelineError as error:
        if not text.strip():
            raise
        raise type(error)(error.what, f"{error.todo} What you wrote is in {_file(text.encode())}.".strip()) from error


_FAILED = "Your editor could not be opened: {}."


def _file(data: bytes) -> Path:
    """Return a new file with the text, for nobody but the user."""
    try:
        handle, name = tempfile.mkstemp(prefix="dateline-", suffix=".md")
        with os.fdopen(handle, "wb") as file:
            file.write(data)
    except OSError as error:
        raise UsageError(
            f"There is no room for a temporary file: {error.strerror}.", "Make some in $TMPDIR."
        ) from error
    return Path(name)


def _open(file: Path) -> None:
    try:
        click.edit(filename=str(file))
    except click.ClickException as error:
        raise UsageError(_FAILED.format(clean_line(str(error))), "Set $EDITOR to its name.") from error


def _differs(file: Path, before: bytes) -> bool:
    try:
        return disk.read(file) != before
    except OSError:  # the editor took it away
        return False

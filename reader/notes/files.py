"""Reading a note's file, one writer at a time, and what the system says in words for the user."""

from __future__ import annotations

import contextlib
import errno
import os
import random
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from reader import disk
from reader.errors import NoteError

LIMIT = 32 * 1024 * 1024
"""Bytes in the largest file that is read or written as a note, its history included."""

_MEGABYTES = LIMIT // 1024 // 1024
_PATIENCE = 10.0


class UnreadableError(Exception):
    """A file that stands where a note should, and can't be one; the text says why, ``todo`` what helps."""

    def __init__(self, why: str, todo: str = "") -> None:
        super().__init__(why)
        self.todo = todo


def read(path: Path) -> bytes:
    """Return what is in a file.

    Raises:
        FileNotFoundError: there is nothing by that name.
        UnreadableError: it is a folder, a link, a device, too large, or the system doesn't let us.

    """
    try:
        return disk.read(path, LIMIT)
    except FileNotFoundError:
        raise
    except disk.NoOrdinaryFileError as error:
        raise UnreadableError(reason(error)) from error
    except OSError as error:
        if error.errno == errno.EFBIG:
            raise UnreadableError(f"it is larger than {_MEGABYTES} MB, the most that a note may have") from error
        raise UnreadableError(f"it can't be read: {reason(error)}", what_helps(error)) from error


def refuse_too_large(data: bytes) -> None:
    """Raise ``NoteError`` when there is more to write than a note's file may hold."""
    if len(data) > LIMIT:
        raise NoteError(
            f"The note with its history would be over {_MEGABYTES} MB; nothing was changed.",
            "Put the text into a new note.",
        )


def unchanged_since(path: Path, time: float) -> bool:
    """Tell whether neither the content nor the name of a file has changed since a time in seconds.

    Whatever a sync tool or a clock did to one of its two times, the later one counts. Raises ``OSError``.
    """
    found = os.lstat(path)
    return max(found.st_mtime, found.st_ctime) < time


def remove(path: Path) -> None:
    """Delete a file for good, and its folder when it was the last one in it. Raises ``OSError``."""
    path.unlink(missing_ok=True)
    with contextlib.suppress(OSError):  # there is more in it
        path.parent.rmdir()


@contextlib.contextmanager
def lock(folder: Path) -> Iterator[None]:
    """Keep other processes out of a folder that exists, as long as they ask too.

    The system's own advisory lock: it ends with the process that holds it, so a killed one leaves nothing
    stuck. POSIX locks the folder itself; Windows can't, and locks a file ``.lock`` in it. Where the file
    system has no locks (some network drives) it goes on without: what is compared before a rename still is.

    Raises:
        NoteError: another process has kept it for ten seconds.
        OSError: the folder can't be opened.

    """
    if sys.platform == "win32":
        handle = os.open(folder / ".lock", os.O_RDWR | os.O_CREAT)
    else:
        handle = os.open(folder, os.O_RDONLY)
    try:
        until = time.monotonic() + _PATIENCE
        while not _try_lock(handle):
            if time.monotonic() > until:
                raise NoteError(
                    "Another Dateline has been writing notes for ten seconds.",
                    "Try again; end the other one if it hangs.",
                )
            time.sleep(random.uniform(0.0002, 0.004))  # noqa: S311  by turns: whoever just had it doesn't get it again
        yield
    finally:
        os.close(handle)  # which also gives the lock back


def what_helps(error: OSError) -> str:
    """Return what lets a file or folder be read, "" where nothing but another one helps."""
    return "get the right to read it" if error.errno in {errno.EACCES, errno.EPERM} else ""


def reason(error: OSError) -> str:
    """Return the system's reason in its plain words."""
    return error.strerror or type(error).__name__


@contextlib.contextmanager
def telling(doing: str, folder: Path, *, elsewhere: bool = False) -> Iterator[None]:
    """Turn what the system says into an error for the user.

    ``elsewhere``: the user put the folder where it is, so the one around it has to be there and isn't made.

    Raises:
        NoteError: what failed (``doing``, as in "The note can't be saved"), why, and what to do.

    """
    if elsewhere and not folder.parent.is_dir():
        raise NoteError(
            f"{doing}: the folder {folder.parent}, which “notes_folder” in config.toml names, is not there.",
            "Connect its drive or make it, or name another one.",
        )
    try:
        yield
    except OSError as error:
        raise NoteError(f"{doing}: {reason(error)}.", _todo(error, _failing(error, folder))) from error


def _failing(error: OSError, folder: Path) -> Path:
    """Return the folder that something failed in, as far as the system tells; else the one given."""
    if not isinstance(error.filename, str):
        return folder
    path = Path(error.filename)
    return path if path.is_dir() else path.parent


def _todo(error: OSError, folder: Path) -> str:
    if error.errno in {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}:
        return f"Make room on the disk that holds {folder}, then do it again; nothing was changed."
    if error.errno in {errno.EACCES, errno.EPERM, errno.EROFS}:
        return f"Get the right to write in {folder}, or name another folder with DATELINE_CONFIG_DIR."
    if error.errno in {errno.ENOTDIR, errno.EEXIST, errno.EISDIR, errno.ELOOP}:
        return f"Something else stands where a folder or a note has to be; look into {folder}."
    return f"Look at {folder}; nothing was changed."


def _try_lock(handle: int) -> bool:
    """Take the lock if it is free; true as well where there are no locks."""
    try:
        if sys.platform == "win32":
            import msvcrt  # noqa: PLC0415  on Windows only

            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        else:
            import fcntl  # noqa: PLC0415  not on Windows

            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        return error.errno not in {errno.EAGAIN, errno.EACCES, errno.EDEADLK}
    return True

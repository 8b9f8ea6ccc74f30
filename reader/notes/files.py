"""Files that are written whole or not at all, and one writer at a time.

What a caller may rely on: when ``create``, ``replace`` or ``move`` return, it is on the disk; when they
raise, whatever had that name before has it still, and no temporary file is left.
"""

from __future__ import annotations

import contextlib
import errno
import os
import re
import stat
import sys
import time
import uuid
from collections.abc import Iterator
from pathlib import Path

from reader.errors import NoteError

LIMIT = 32 * 1024 * 1024
"""Bytes in the largest file that is read or written as a note, its history included."""

_TEMPORARY = re.compile(r"\.[0-9a-f]{32}\.tmp")
_STALE = 24 * 3600.0
_PATIENCE = 10.0
_FLAGS: int = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)


class UnreadableError(Exception):
    """A file that stands where a note should, and can't be one; the text says why."""


def read(path: Path) -> bytes:
    """Return what is in a file.

    Raises:
        FileNotFoundError: there is nothing by that name.
        UnreadableError: it is a folder, a link, a device, too large, or the system doesn't let us.

    """
    try:
        found = os.lstat(path)
        if not stat.S_ISREG(found.st_mode):
            raise UnreadableError(_kind(found.st_mode))
        if found.st_size > LIMIT:
            raise UnreadableError(f"it is larger than {LIMIT // 1024 // 1024} MB, the most that a note may have")
        # Not followed and not waited for, should it have become a link or a pipe since.
        with os.fdopen(os.open(path, os.O_RDONLY | _FLAGS), "rb") as file:
            data = file.read(LIMIT + 1)
    except FileNotFoundError:
        raise
    except OSError as error:
        raise UnreadableError(f"it can't be read: {reason(error)}") from error
    if len(data) > LIMIT:
        raise UnreadableError("it grew too large while it was read")
    return data


def create(path: Path, data: bytes) -> None:
    """Write a new file; returns after it is on the disk.

    Raises:
        FileExistsError: there is one already; it is as it was.
        OSError: the system's reason.
        NoteError: there is more to write than a note may hold.

    """
    with _temporary(path.parent, data) as temporary:
        try:
            os.link(temporary, path)  # unlike a rename it never replaces
        except FileExistsError:
            raise
        except OSError:  # a file system without hard links: FAT, some network drives
            if os.path.lexists(path):
                raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(path)) from None
            _rename(temporary, path)
    sync_folder(path.parent)


def replace(path: Path, data: bytes) -> None:
    """Write a file in place of the one by that name; returns after it is on the disk.

    Raises:
        OSError: the system's reason; the old file is as it was.
        NoteError: there is more to write than a note may hold.

    """
    with _temporary(path.parent, data) as temporary:
        _rename(temporary, path)
    sync_folder(path.parent)


def move(path: Path, target: Path) -> None:
    """Give a file another name, which must be free; returns after that is on the disk.

    The caller holds the lock, so that no other Dateline takes the name in between.

    Raises:
        FileExistsError: the name is taken.
        OSError: the system's reason.

    """
    if os.path.lexists(target):
        raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(target))
    _rename(path, target)
    sync_folder(target.parent)
    sync_folder(path.parent)


def make_folder(folder: Path) -> None:
    """Make a folder and those above it that are missing; returns after they are on the disk.

    Raises:
        OSError: the system's reason.

    """
    if folder.is_dir():
        return
    if folder.parent != folder:
        make_folder(folder.parent)
    with contextlib.suppress(FileExistsError):  # another process made it just now; or it is a file, which shows
        folder.mkdir(mode=0o700)
    if not folder.is_dir():
        raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR), str(folder))
    sync_folder(folder.parent)


def sync_folder(folder: Path) -> None:
    """Have the names in a folder written to the disk, where the system can (Windows does it by itself)."""
    if sys.platform == "win32":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    except OSError as error:
        if error.errno not in {errno.EINVAL, errno.ENOTSUP, errno.EBADF}:  # not on this file system
            raise
    finally:
        os.close(handle)


def sweep(folder: Path) -> None:
    """Remove temporary files that killed processes left in a folder more than a day ago."""
    with contextlib.suppress(OSError), os.scandir(folder) as entries:
        for entry in entries:
            if _TEMPORARY.fullmatch(entry.name):
                with contextlib.suppress(OSError):  # another process was quicker; the next sweep sees to it
                    if time.time() - entry.stat(follow_symlinks=False).st_mtime > _STALE:
                        Path(entry.path).unlink()


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
            time.sleep(0.005)
        yield
    finally:
        os.close(handle)  # which also gives the lock back


def reason(error: OSError) -> str:
    """Return the system's reason in its plain words."""
    return error.strerror or type(error).__name__


@contextlib.contextmanager
def telling(doing: str, folder: Path) -> Iterator[None]:
    """Turn what the system says into an error for the user.

    Raises:
        NoteError: what failed (``doing``, as in "The note can't be saved"), why, and what to do.

    """
    try:
        yield
    except OSError as error:
        raise NoteError(f"{doing}: {reason(error)}.", _todo(error, folder)) from error


def _todo(error: OSError, folder: Path) -> str:
    if error.errno in {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}:
        return f"Make room on the disk that holds {folder}, then do it again; nothing was changed."
    if error.errno in {errno.EACCES, errno.EPERM, errno.EROFS}:
        return f"Get the right to write in {folder}, or name another folder with DATELINE_CONFIG_DIR."
    if error.errno in {errno.ENOTDIR, errno.EEXIST, errno.EISDIR}:
        return f"Something else stands where a folder or a note has to be; look into {folder}."
    return f"Look at {folder}; nothing was changed."


def _kind(mode: int) -> str:
    if stat.S_ISDIR(mode):
        return "it is a folder where a file should be"
    if stat.S_ISLNK(mode):
        return "it is a link; only files that lie in the folder itself are read"
    return "it is no ordinary file"


@contextlib.contextmanager
def _temporary(folder: Path, data: bytes) -> Iterator[Path]:
    """Write bytes to a file of its own in a folder, through to the disk; gone when the block ends."""
    if len(data) > LIMIT:
        raise NoteError(
            f"The note with its history would be over {LIMIT // 1024 // 1024} MB; nothing was changed.",
            "Put the text into a new note.",
        )
    path = folder / f".{uuid.uuid4().hex}.tmp"
    try:
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | _FLAGS, 0o600), "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        yield path
    finally:
        with contextlib.suppress(OSError):  # renamed already, or not to be helped: `sweep` comes round
            path.unlink()


def _rename(path: Path, target: Path) -> None:
    attempts = 20 if sys.platform == "win32" else 1
    for left in reversed(range(attempts)):
        try:
            path.replace(target)
        except PermissionError:  # on Windows: a virus scanner or sync client has it open for a moment
            if not left:
                raise
            time.sleep(0.02)
        else:
            return


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

"""Files that are written whole or not at all, for notes and exports alike. Plain ``OSError`` throughout.

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

PRIVATE = 0o600
"""Rights of a new file that only its owner may read."""

SHARED = 0o666
"""Rights of a new file as the user's own umask has them."""

_TEMPORARY = re.compile(r"\.[0-9a-f]{32}\.tmp")
_STALE = 24 * 3600.0
_FLAGS: int = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)


class NoOrdinaryFileError(OSError):
    """What stands there is a folder, a link, a pipe or a device; ``strerror`` says which."""


def read(path: Path, limit: int = sys.maxsize) -> bytes:
    """Return what is in an ordinary file of at most ``limit`` bytes. Nothing is followed or waited for.

    Raises:
        FileNotFoundError: there is nothing by that name.
        NoOrdinaryFileError: it is no ordinary file.
        OSError: the system's reason; ``EFBIG`` when there is more in it.

    """
    found = os.lstat(path)
    if not stat.S_ISREG(found.st_mode):
        raise NoOrdinaryFileError(errno.EINVAL, _kind(found.st_mode), str(path))
    if found.st_size <= limit:
        # The flags, should it have become a link or a pipe since; the length, should it have grown.
        with os.fdopen(os.open(path, os.O_RDONLY | _FLAGS), "rb") as file:
            data = file.read(limit + 1 if limit < sys.maxsize else -1)
        if len(data) <= limit:
            return data
    raise OSError(errno.EFBIG, os.strerror(errno.EFBIG), str(path))


def create(path: Path, data: bytes, mode: int = PRIVATE) -> None:
    """Write a new file; returns after it is on the disk.

    Raises:
        FileExistsError: there is one already; it is as it was.
        OSError: the system's reason.

    """
    with _temporary(path.parent, data, mode) as temporary:
        try:
            os.link(temporary, path)  # unlike a rename it never replaces
        except FileExistsError:
            raise
        except OSError:  # a file system without hard links: FAT, some network drives
            if os.path.lexists(path):
                raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(path)) from None
            _rename(temporary, path)
    sync_folder(path.parent)


def replace(path: Path, data: bytes, mode: int = PRIVATE) -> None:
    """Write a file in place of the one by that name, which is not followed if it is a link.

    Returns after it is on the disk.

    Raises:
        OSError: the system's reason; the old file is as it was.

    """
    with _temporary(path.parent, data, mode) as temporary:
        _rename(temporary, path)
    sync_folder(path.parent)


def move(path: Path, target: Path) -> None:
    """Give a file another name, which must be free; returns after that is on the disk.

    The caller sees to it that no one takes the name in between. To another file system it is copied, and is in both
    places until the copy is on the disk.

    Raises:
        FileExistsError: the name is taken.
        OSError: the system's reason.

    """
    if os.path.lexists(target):
        raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(target))
    try:
        _rename(path, target)
    except OSError as error:
        if error.errno != errno.EXDEV:
            raise
        create(target, read(path))
        path.unlink()
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


def _kind(mode: int) -> str:
    if stat.S_ISDIR(mode):
        return "it is a folder where a file should be"
    if stat.S_ISLNK(mode):
        return "it is a link; only files that lie in the folder itself are read"
    return "it is no ordinary file"


@contextlib.contextmanager
def _temporary(folder: Path, data: bytes, mode: int) -> Iterator[Path]:
    """Write bytes to a file of its own in a folder, through to the disk; gone when the block ends."""
    path = folder / f".{uuid.uuid4().hex}.tmp"
    try:
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | _FLAGS, mode), "wb") as file:
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

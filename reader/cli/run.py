"""Running the command line: which way a command goes, and how whatever ends it is told."""

from __future__ import annotations

import errno
import os
import signal
import sys
from collections.abc import Sequence

from reader.cli.telling import tell
from reader.errors import DatelineError
from reader.settings import folders

COMMANDS = {
    "add": ("articles", "add"),
    "list": ("articles", "list_articles"),
    "show": ("articles", "show"),
    "analyze": ("analyze", "analyze"),
    "note": ("notes", "note"),
    "update": ("update", "update"),
    "export": ("export", "export"),
    "config": ("config", "config"),
    "correct": ("correct", "correct"),
    "doctor": ("doctor", "doctor"),
}
"""Command to its module and name there."""


INTERRUPTED = 130
"""The exit code of a program that Ctrl+C ended, as shells have it."""


def run() -> int:
    """Run the command line and return its exit code; whatever ends it is told in plain words."""
    _open_closed_streams()
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")  # a terminal without UTF-8 is no reason to fail
    try:
        code = _run(sys.argv[1:])
        sys.stdout.flush()
    except DatelineError as error:
        tell(error)
        return error.exit_code
    except KeyboardInterrupt:
        code = INTERRUPTED
    except BrokenPipeError:
        # Whoever reads our output has enough; Python would complain once more at its end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except OSError as error:
        reason = error.strerror or type(error).__name__
        if error.errno in (errno.ENOSPC, errno.EIO, errno.EDQUOT) and error.filename is None:
            tell(DatelineError(f"The output can't be written: {reason}."))
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        else:
            tell(DatelineError(f"“{error.filename}” can't be used: {reason}.", "See “dateline doctor”."))
        return 1
    if code == INTERRUPTED:
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # a second Ctrl+C must not kill what is closing
    return code


def _run(words: Sequence[str]) -> int:
    """Open items where nothing else is asked for, which needs no parsing; click takes 5 ms of the first screen."""
    if not _only_items(words):
        from reader.cli.main import run_command  # noqa: PLC0415

        return run_command()
    from reader.cli.opening import open_items  # noqa: PLC0415
    from reader.workspace import Workspace  # noqa: PLC0415

    workspace = Workspace(folders())
    try:
        return open_items(workspace, words)
    finally:
        workspace.close()


def _only_items(words: Sequence[str]) -> bool:
    """Tell whether the command line has no option and no command."""
    if "_DATELINE_COMPLETE" in os.environ:  # a shell asks click what may follow
        return False
    return not any(word.startswith("-") and word != "-" for word in words) and (
        not words or words[0] not in {*COMMANDS, "open"}
    )


def _open_closed_streams() -> None:
    """Give a standard stream that is closed (``>&-``) a file, or the next one opened would take its number."""
    for number, name, mode in ((0, "stdin", "r"), (1, "stdout", "w"), (2, "stderr", "w")):
        if getattr(sys, name) is None:
            handle = os.open(os.devnull, os.O_RDWR)
            if handle != number:
                os.dup2(handle, number)
                os.close(handle)
            setattr(sys, name, open(number, mode, encoding="utf-8"))  # noqa: SIM115, PTH123

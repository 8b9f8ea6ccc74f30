"""The real program in a pseudo-terminal, and what a terminal would show of it (pyte). POSIX only."""

from __future__ import annotations

import fcntl
import os
import pty
import select
import signal
import struct
import sys
import termios
import time
from collections.abc import Callable
from types import TracebackType

import pyte

_PATIENCE = 60.0
"""Seconds that a test waits for what it expects before it fails: a loaded machine is no error."""


class Program:
    """``python -m reader`` with arguments, on a terminal of ``columns`` by ``rows``."""

    def __init__(self, *arguments: str, columns: int = 120, rows: int = 40) -> None:
        self.screen = pyte.Screen(columns, rows)
        self.output = b""
        self._stream = pyte.ByteStream(self.screen)
        self._pid, self._handle = pty.fork()
        if self._pid == 0:
            fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
            # Not COLUMNS and LINES, which readline, which pytest loads, sets: they would outweigh the terminal's own.
            kept = {name: value for name, value in os.environ.items() if name not in {"COLUMNS", "LINES"}}
            environ = {**kept, "TERM": "xterm-256color"}
            os.execve(sys.executable, [sys.executable, "-m", "reader", *arguments], environ)  # noqa: S606
        fcntl.ioctl(self._handle, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))

    @property
    def shown(self) -> str:
        """The screen as a terminal shows it, a line a row."""
        return "\n".join(self.screen.display)

    def until(self, wanted: str) -> None:
        """Read until the screen shows ``wanted``."""
        end = time.monotonic() + _PATIENCE
        while wanted not in self.shown:
            assert self._read(end - time.monotonic()), f"{wanted!r} is not on the screen:\n{self.shown}"

    def without(self, gone: str) -> None:
        """Read until the screen no longer shows ``gone``."""
        end = time.monotonic() + _PATIENCE
        while gone in self.shown:
            assert self._read(end - time.monotonic()), f"{gone!r} is still on the screen:\n{self.shown}"

    def until_true(self, happened: Callable[[], bool]) -> None:
        """Read until something has happened elsewhere, on the disk say."""
        end = time.monotonic() + _PATIENCE
        while not happened():
            assert time.monotonic() < end, f"it has not happened:\n{self.shown}"
            self._read(0.02)

    def press(self, *keys: str) -> None:
        """Type keys."""
        for key in keys:
            os.write(self._handle, key.encode())

    def send(self, number: signal.Signals) -> None:
        """Send the program a signal."""
        os.kill(self._pid, number)

    def wait(self) -> int:
        """Read until the program has ended, and return its exit code."""
        end = time.monotonic() + _PATIENCE
        while self._read(end - time.monotonic()):
            pass
        assert time.monotonic() < end, f"the program has not ended:\n{self.shown}"
        return os.waitstatus_to_exitcode(os.waitpid(self._pid, 0)[1])

    def __enter__(self) -> Program:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            os.kill(self._pid, signal.SIGKILL)
            os.waitpid(self._pid, 0)
        except (ProcessLookupError, ChildProcessError):
            pass  # it has ended by itself
        os.close(self._handle)

    def _read(self, seconds: float) -> bool:
        """Read what there is, waiting for it; False at the end of the program or of the time."""
        if seconds <= 0 or not select.select([self._handle], [], [], seconds)[0]:
            return False
        try:
            data = os.read(self._handle, 65536)
        except OSError:
            return False  # how Linux tells that the other side is closed
        self.output += data
        self._stream.feed(data)
        return bool(data)

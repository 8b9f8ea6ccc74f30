"""A program in a pseudo-terminal, timed from outside: when it shows something, and how long a key takes.

POSIX only. Used by the benchmarks; the tests have their own, which asserts instead of measuring.
"""

from __future__ import annotations

import fcntl
import os
import pty
import select
import signal
import struct
import termios
import time
from collections.abc import Mapping, Sequence

FRAME_END = b"\x1b[?2026l"
"""Textual ends every frame with it, where the terminal says that it knows synchronised output."""

_ASKS_SYNC = b"\x1b[?2026$p"
_HAS_SYNC = b"\x1b[?2026;2$y"
_QUIET = 0.05


class Terminal:
    """Runs a command on a terminal of ``columns`` by ``rows``."""

    def __init__(self, command: Sequence[str], columns: int, rows: int, environ: Mapping[str, str]) -> None:
        self.started = time.perf_counter()
        self.pid, self._handle = pty.fork()
        if self.pid == 0:
            os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # an installed program has its byte code
            os.environ.update(environ, TERM="xterm-256color", COLORTERM="truecolor")
            fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
            os.execvp(command[0], list(command))
        fcntl.ioctl(self._handle, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
        self.output = b""

    def until(self, wanted: bytes, seconds: float = 20.0) -> float:
        """Read until ``wanted`` was shown; returns the seconds since the start of the program."""
        while wanted not in self.output:
            if not self._read(seconds):
                raise TimeoutError(f"{wanted!r} was not shown; the last output was {self.output[-300:]!r}")
        return time.perf_counter() - self.started

    def settle(self, quiet: float = _QUIET) -> None:
        """Read until nothing comes for a while."""
        while self._read(quiet):
            pass

    def write(self, keys: bytes) -> None:
        """Press keys without waiting."""
        os.write(self._handle, keys)

    def resize(self, columns: int, rows: int, seconds: float = 5.0) -> float:
        """Give the terminal another size; returns the seconds until the first frame for it was written."""
        self.settle()
        before, changed = len(self.output), time.perf_counter()
        fcntl.ioctl(self._handle, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
        while FRAME_END not in self.output[before:]:
            if not self._read(seconds):
                raise TimeoutError(f"no frame at {columns} columns")
        return time.perf_counter() - changed

    def press(self, key: bytes, seconds: float = 5.0) -> tuple[float, int]:
        """Press a key; returns seconds until its last frame was written, and the bytes of all frames."""
        self.settle()
        before = seen = len(self.output)
        pressed = time.perf_counter()
        os.write(self._handle, key)
        took = 0.0
        while self._read(_QUIET if took else seconds):
            if FRAME_END in self.output[seen:]:
                took = time.perf_counter() - pressed
                seen = len(self.output)
        if not took:
            raise TimeoutError(f"no frame after {key!r}")
        return took, len(self.output) - before

    def close(self) -> None:
        """Kill the program."""
        os.kill(self.pid, signal.SIGKILL)
        os.waitpid(self.pid, 0)
        os.close(self._handle)

    def _read(self, seconds: float) -> bool:
        if not select.select([self._handle], [], [], seconds)[0]:
            return False
        try:
            data = os.read(self._handle, 65536)
        except OSError:
            return False
        self.output += data
        if _ASKS_SYNC in data:
            os.write(self._handle, _HAS_SYNC)
        return bool(data)

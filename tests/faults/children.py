"""Processes for the fault tests: Python programs that write notes until they are told to stop, or are killed."""

from __future__ import annotations

import contextlib
import os
import random
import subprocess
import sys
from pathlib import Path

from reader.model.span import Span
from reader.notes.anchor import describe
from tests.commands import ROOT

ARTICLE = "68ef4f21c3a5"
TARGET = describe("The visitor spoke of differences.", Span(4, 11))

# What every child begins with. It says "ready", and waits for a line before it writes the first note.
PRELUDE = f"""
import sys
from pathlib import Path
from reader.errors import DatelineError, NoteConflictError, NoteError
from reader.model.span import Span
from reader.notes.anchor import describe
from reader.notes.store import NoteStore
ARTICLE = {ARTICLE!r}
store = NoteStore(Path(sys.argv[1]))
target = describe("The visitor spoke of differences.", Span(4, 11))
print("ready", flush=True)
sys.stdin.readline()
"""


class Child:
    """A process that runs a program after ``PRELUDE``; it writes under ``LANG=C``."""

    def __init__(self, program: str, folder: Path, *arguments: object) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-c", PRELUDE + program, str(folder), *map(str, arguments)],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
            cwd=ROOT, text=True, encoding="utf-8", env={**os.environ, "LANG": "C", "LC_ALL": "C"},
        )  # fmt: skip
        assert self.line() == "ready"

    def line(self) -> str:
        """Wait for the next line that it writes."""
        return self._process.stdout.readline().rstrip("\n")

    def go(self) -> None:
        """Let it begin, or go on."""
        self._process.stdin.write("\n")
        self._process.stdin.flush()

    def rest(self) -> list[str]:
        """Wait for its end, which must be in order, and return the lines that are left."""
        out, err = self._process.communicate()
        assert (self._process.returncode, err) == (0, ""), err
        return out.splitlines()

    def kill(self, spin: int = 0) -> list[str]:
        """Kill it after a moment, and return the whole lines that it wrote before."""
        for _ in range(spin):  # not a sleep: the child is somewhere in its next write
            os.getpid()
        self._process.kill()
        lines = self._process.stdout.read().splitlines(keepends=True)
        with contextlib.suppress(BrokenPipeError):
            self._process.stdin.close()
        err = self._process.stderr.read()
        self._process.stdout.close()
        self._process.stderr.close()
        self._process.wait()
        assert "Traceback" not in err
        return [line.strip() for line in lines if line.endswith("\n")]


def killed_program(chance: random.Random, seconds: float, *arguments: object) -> str:
    """Run ``dateline`` and kill it at a random moment of its first ``seconds``; return what it had printed."""
    process = subprocess.Popen(
        [sys.executable, "-m", "reader", *map(str, arguments)],
        stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=ROOT,
    )  # fmt: skip
    try:
        out, err = process.communicate(timeout=chance.uniform(0.0, seconds))
    except subprocess.TimeoutExpired:
        process.kill()
        out, err = process.communicate()
    assert b"Traceback" not in err
    return out.decode()

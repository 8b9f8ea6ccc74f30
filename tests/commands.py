"""The command line for tests: in this process where that is enough, as a program of its own where it matters."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

from click.testing import CliRunner

from reader.cli.main import dateline
from reader.errors import DatelineError

ROOT = Path(__file__).parents[1]


class Ended(NamedTuple):
    """How a command ended."""

    code: int
    out: str
    err: str

    @property
    def lines(self) -> list[str]:
        return self.out.splitlines()

    @property
    def objects(self) -> list[dict[str, object]]:
        """Standard output as JSON Lines; fails when it is none."""
        found = [json.loads(line) for line in self.lines]
        assert all(isinstance(each, dict) for each in found)
        return found


def run(*arguments: object, stdin: bytes | str | None = None) -> Ended:
    """Run a command in this process, with the exit code that ``main`` would end with; any other error is raised."""
    result = CliRunner().invoke(dateline, [str(each) for each in arguments], input=stdin, prog_name="dateline")
    error = result.exception
    if isinstance(error, DatelineError):
        return Ended(error.exit_code, result.stdout, f"{result.stderr}dateline: {error.what}\n  {error.todo}\n")
    if error is not None and not isinstance(error, SystemExit):
        raise error
    return Ended(result.exit_code, result.stdout, result.stderr)


def program(*arguments: object, stdin: bytes = b"", env: dict[str, str] | None = None) -> Ended:
    """Run the program itself: streams and locale are real. It never prints a traceback."""
    done = subprocess.run(
        [sys.executable, "-m", "reader", *map(str, arguments)],
        input=stdin, capture_output=True, cwd=ROOT, env={**os.environ, **(env or {})}, check=False,
    )  # fmt: skip
    ended = Ended(done.returncode, done.stdout.decode("utf-8", "replace"), done.stderr.decode("utf-8", "replace"))
    assert "Traceback" not in ended.err, ended.err
    return ended

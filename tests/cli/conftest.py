"""The command line: in this process where that is enough, as a program of its own where it matters."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from click.testing import CliRunner

from reader.cli.main import dateline
from reader.errors import DatelineError

ROOT = Path(__file__).parents[2]
STORY = """Ministers meet in Sochi

MOSCOW (VOA) — The two ministers met on Tuesday. They spoke of differences for three hours.

“There were no major breakthroughs,” one of them said. Nobody was surprised.
"""


@dataclass(frozen=True)
class Ended:
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


Run = Callable[..., Ended]


@pytest.fixture
def run() -> Run:
    """Runs a command in this process, with the exit code that ``main`` would end with."""

    def run(*arguments: object, stdin: bytes | str | None = None) -> Ended:
        result = CliRunner().invoke(dateline, [str(each) for each in arguments], input=stdin, prog_name="dateline")
        error = result.exception
        if isinstance(error, DatelineError):
            return Ended(error.exit_code, result.stdout, f"{result.stderr}dateline: {error.what}\n  {error.todo}\n")
        if error is not None and not isinstance(error, SystemExit):
            raise error
        return Ended(result.exit_code, result.stdout, result.stderr)

    return run


@pytest.fixture
def program() -> Run:
    """Runs the program itself: streams, signals and the locale are real."""

    def program(*arguments: object, stdin: bytes = b"", **options: object) -> Ended:
        environment = {**os.environ, **options.pop("env", {})}  # type: ignore[dict-item]
        done = subprocess.run(
            [sys.executable, "-m", "reader", *map(str, arguments)],
            input=stdin, capture_output=True, cwd=ROOT, env=environment, check=False, **options,
        )  # fmt: skip
        return Ended(done.returncode, done.stdout.decode(), done.stderr.decode())

    return program


@pytest.fixture
def story(tmp_path: Path) -> Path:
    """A file with an article."""
    path = tmp_path / "story.txt"
    path.write_text(STORY, encoding="utf-8")
    return path


@pytest.fixture
def article(run: Run, story: Path) -> str:
    """The id of that article, in the library."""
    return run("add", story).out.split("\t")[0]


@pytest.fixture
def note(run: Run, article: str) -> str:
    """The id of a note on it."""
    return run("note", "add", article, "--quote", "differences", "--body", "Which ones?", "--tag", "check").out.strip()

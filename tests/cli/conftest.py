"""An article and a note to run commands on."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests import commands
from tests.commands import Ended, run

Run = Callable[..., Ended]

STORY = """Ministers meet in Sochi

MOSCOW (VOA) — The two ministers met on Tuesday. They spoke of differences for three hours.

“There were no major breakthroughs,” one of them said. Nobody was surprised.
"""


@pytest.fixture(name="run")
def _run() -> Run:
    """Runs a command in this process; see ``tests.commands``."""
    return commands.run


@pytest.fixture
def story(tmp_path: Path) -> Path:
    """A file with an article."""
    path = tmp_path / "story.txt"
    path.write_text(STORY, encoding="utf-8")
    return path


@pytest.fixture
def article(story: Path) -> str:
    """The id of that article, in the library."""
    return run("add", story).out.split("\t")[0]


@pytest.fixture
def note(article: str) -> str:
    """The id of a note on it."""
    return run("note", "add", article, "--quote", "differences", "--body", "Which ones?", "--tag", "check").out.strip()

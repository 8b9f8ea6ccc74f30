"""What every test stands on: folders of its own, and nothing of the developer's own settings."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

from reader.settings import Folders
from reader.workspace import Workspace
from tests.website import Site, running

# These change what Textual draws, and with it every snapshot.
for variable in ("NO_COLOR", "TEXTUAL_THEME", "TEXTUAL_ANIMATIONS", "COLORTERM", "UNICODE_VERSION", "DATELINE_PROFILE"):
    os.environ.pop(variable, None)


# How long an example takes says how busy the machine is.
settings.register_profile("dateline", deadline=None)
settings.load_profile("dateline")


def pytest_addoption(parser: pytest.Parser) -> None:
    """Let the fault tests be run at length: ``pytest tests/faults --fault-loops 200``."""
    parser.addoption("--fault-loops", type=int, default=6, help="kills and rounds of each fault test")


@pytest.fixture
def folders(tmp_path: Path) -> Folders:
    """Folders that don't exist yet, as on a fresh machine."""
    return Folders(tmp_path / "config", tmp_path / "data", tmp_path / "cache")


@pytest.fixture(autouse=True)
def _own_folders(folders: Folders, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep every test out of the developer's own folders, in child processes too."""
    monkeypatch.setenv("DATELINE_CONFIG_DIR", str(folders.config))
    monkeypatch.setenv("DATELINE_DATA_DIR", str(folders.data))
    monkeypatch.setenv("DATELINE_CACHE_DIR", str(folders.cache))


@pytest.fixture(autouse=True)
def _closes_workspaces(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Close what a test opened: six files a workspace, more than a thousand in all, is more than many systems allow."""
    opened: list[Workspace] = []
    init = Workspace.__init__

    def remembered(workspace: Workspace, *args: Any, **kwargs: Any) -> None:
        init(workspace, *args, **kwargs)
        opened.append(workspace)

    monkeypatch.setattr(Workspace, "__init__", remembered)
    yield
    for workspace in opened:
        workspace.close()


@pytest.fixture(scope="session")
def seeds() -> Path:
    """The sample articles."""
    return Path(__file__).parent.parent / "seeds"


@pytest.fixture
def site() -> Iterator[Site]:
    """A web server on this machine."""
    with running() as made:
        yield made

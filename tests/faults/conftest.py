"""How often the fault tests do what they do: ``pytest tests/faults --fault-loops 200``."""

from __future__ import annotations

import random

import pytest


@pytest.fixture
def loops(request: pytest.FixtureRequest) -> int:
    """The number of kills, or of rounds."""
    return int(request.config.getoption("--fault-loops"))


@pytest.fixture
def chance(request: pytest.FixtureRequest) -> random.Random:
    """Random moments, the same in every run."""
    return random.Random(request.node.name)  # noqa: S311

"""One warm pipeline for all tests of a process, through the door that the program uses."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from reader.analysis.version import DEFAULT_MODEL
from reader.analysis.worker import analyse
from reader.model.analysis import Analysis


@pytest.fixture(scope="session")
def read() -> Callable[[str], Analysis]:
    """Analyse one text with the real model."""

    def run(text: str) -> Analysis:
        return analyse([text], DEFAULT_MODEL)[0]

    return run

"""Where a text stands on its way through the analysis. The screen needs the words before it needs the service."""

from __future__ import annotations

from enum import StrEnum


class State(StrEnum):
    """Where a text stands."""

    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"

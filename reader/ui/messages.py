"""What was said in the bottom row: kept, so that it can be read again."""

from __future__ import annotations

from collections import deque
from datetime import datetime
from typing import NamedTuple

_MOST = 500


class Said(NamedTuple):
    """A message with its local time; ``trouble`` says that something went wrong."""

    time: datetime
    text: str
    trouble: bool


class MessageLog:
    """The last messages, oldest first."""

    def __init__(self) -> None:
        self._said: deque[Said] = deque(maxlen=_MOST)

    def add(self, text: str, *, trouble: bool) -> None:
        """Keep a message."""
        self._said.append(Said(datetime.now().astimezone(), text, trouble))

    def all(self) -> list[Said]:
        """Return what was kept."""
        return list(self._said)

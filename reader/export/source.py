"""What an export says of the article that its notes are on."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Source:
    """An article as far as it is known: from the library, or, when that is lost, from its notes alone.

    ``text`` is None when it is not at hand; ``source`` and ``published`` are "" when unknown.
    """

    id: str
    title: str
    source: str = ""
    published: str = ""
    text: str | None = None

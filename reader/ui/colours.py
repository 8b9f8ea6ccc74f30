"""The five highlight colours on the screen: each has a name, a ground, and a bar of its own form in the gutter."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reader.model.annotation import Colour

BARS = {"yellow": "▌", "green": "║", "blue": "┋", "pink": "│", "orange": "▞"}
"""What tells the colours apart where there is none to see."""


def ground(colour: Colour) -> str:
    """Return the component class of a passage in a colour."""
    return f"article--note-{colour}"


def bar(colour: Colour, widget: str = "article") -> str:
    """Return the component class of a colour's bar, in the article or in a list."""
    return f"{widget}--bar-{colour}"

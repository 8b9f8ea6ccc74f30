"""A page over the screen, to be read, scrolled and closed: what why it is here and what was said have in common."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.screen import ModalScreen


class PageScreen(ModalScreen[None]):
    """Keys to scroll the one box that a subclass composes, and to close it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,enter", "dismiss", "Close", show=False),
        Binding("j,down", "scroll('down')", "Down", show=False),
        Binding("k,up", "scroll('up')", "Up", show=False),
        Binding("space,pagedown", "scroll('page_down')", "Page down", show=False),
        Binding("b,pageup", "scroll('page_up')", "Page up", show=False),
    ]

    def action_scroll(self, how: str) -> None:
        """Scroll the box."""
        getattr(self.query_one(VerticalScroll), f"scroll_{how}")(animate=False)

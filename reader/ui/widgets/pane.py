"""The room beside the article for a list: there from the first screen on, filled when the text is read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.containers import Container
from textual.content import Content

if TYPE_CHECKING:
    from reader.ui.widgets.filter_list import FilterList


class Pane(Container):
    """A place that opens where the screen is wide enough, and when the user asks for it.

    It takes its room at once and is filled later (``ReaderScreen._furnish``), so that no text moves then.

    Args:
        name: its id is ``<name>-pane``.
        wide: columns of the screen from which on it stands open by itself.
    """

    def __init__(self, name: str, wide: int) -> None:
        super().__init__(id=f"{name}-pane")
        self._wide = wide
        self._by_hand = False

    @property
    def opened(self) -> bool:
        """Whether it is shown."""
        return self.has_class("-open")

    def fit(self, columns: int) -> None:
        """Open where a screen of so many columns has room; one that was opened or closed by hand stays so."""
        if not self._by_hand:
            self.set_class(columns >= self._wide, "-open")

    def open(self, *, opened: bool = True) -> None:
        """Open or close it by hand."""
        self._by_hand = True
        self.set_class(opened, "-open")

    def on_filter_list_filtered(self, message: FilterList.Filtered) -> None:
        """Show the filter above the list."""
        text = f"filter: {message.text}{'▏' if message.typing else ''}"
        self.border_title = Content(text) if message.text or message.typing else None

    def leave(self) -> None:
        """Close it after use, until it is asked for again."""
        self._by_hand = False
        self.set_class(False, "-open")

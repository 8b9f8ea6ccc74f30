"""The room beside the article for a list: there from the first screen on, filled when the text is read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.containers import Container
from textual.content import Content
from textual.events import MouseDown, MouseMove, MouseUp
from textual.message import Message

if TYPE_CHECKING:
    from reader.ui.widgets.filter_list import FilterList

_NARROW = 60
_LEAST = 16


class Pane(Container):
    """A place that opens where the screen is wide enough, and when the user asks for it.

    It takes its room at once and is filled later (``ReaderScreen.furnish``), so that no text moves then. The mouse
    can drag its border.

    Args:
        name: its id is ``<name>-pane``.
        wide: columns of the screen from which on it stands open by itself.
        columns: how wide it was made before; 0 for what the style sheet says.
    """

    @dataclass
    class Dragged(Message):
        """The border was dragged elsewhere."""

        pane: Pane

    def __init__(self, name: str, wide: int, columns: int = 0) -> None:
        super().__init__(id=f"{name}-pane")
        self._wide = wide
        self._columns = columns
        self._at_left = name == "library"
        self._by_hand = False
        self._dragging = False

    @property
    def opened(self) -> bool:
        """Whether it is shown."""
        return self.has_class("-open")

    def fit(self, columns: int) -> None:
        """Open where a screen of so many columns has room; one that was opened or closed by hand stays so."""
        if not self._by_hand:
            self.set_class(columns >= self._wide, "-open")
        chosen = self._columns if columns >= _NARROW else 0
        self.styles.width = min(chosen, columns // 2) if chosen else None

    def set_columns(self, columns: int) -> None:
        """Make it so wide, within reason: not below 16 columns, not over half of the screen."""
        self._columns = max(_LEAST, min(columns, self.app.size.width // 2))
        self.fit(self.app.size.width)

    def open(self, *, opened: bool = True) -> None:
        """Open or close it by hand."""
        self._by_hand = True
        self.set_class(opened, "-open")

    def leave(self) -> None:
        """Close it after use, until it is asked for again."""
        self._by_hand = False
        self.set_class(False, "-open")

    def on_filter_list_filtered(self, message: FilterList.Filtered) -> None:
        """Show the filter above the list."""
        text = f"filter: {message.text}{'▏' if message.typing else ''}"
        self.border_title = Content(text) if message.text or message.typing else None

    # The border, dragged by the mouse

    def on_mouse_down(self, event: MouseDown) -> None:
        """Take hold of the border."""
        edge = self.outer_size.width - 1 if self._at_left else 0
        if event.screen_x - self.region.x == edge:
            self._dragging = True
            self.capture_mouse()
            event.stop()

    def on_mouse_move(self, event: MouseMove) -> None:
        """Let the border follow the mouse."""
        if self._dragging:
            reach = event.screen_x - self.region.x + 1 if self._at_left else self.region.right - event.screen_x
            self.set_columns(int(reach))

    def on_mouse_up(self, event: MouseUp) -> None:
        """Let go of the border."""
        if self._dragging:
            self._dragging = False
            self.release_mouse()
            self.post_message(self.Dragged(self))

"""A list that draws only what is on the screen; items may take several rows. Base of library and panel."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual.events import Blur, Click, Focus, Resize
from textual.geometry import Offset, Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from reader.ui.bindings import bindings
from reader.ui.command import Scope
from reader.ui.runs import Run, fit
from reader.ui.widgets.late_looks import LateLooks

_CACHED = 1000


class RowList(LateLooks, ScrollView, can_focus=True):
    """A list with one chosen item. Subclasses say how many items there are and what each looks like."""

    BINDINGS = bindings(Scope.LIST)

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "list--text", "list--quiet", "list--head", "list--strong", "list--cursor", "list--cursor-blurred",
        "list--mark", "list--active", "list--bar-yellow", "list--bar-green", "list--bar-blue", "list--bar-pink",
        "list--bar-orange", "list--curve", "list--focus-1", "list--focus-2", "list--focus-3", "list--focus-4",
    }  # fmt: skip
    """Plain, secondary, section head, emphasised; the chosen item with and without focus; marks;
    what is open; bars; curves; who is in focus."""

    @dataclass
    class Moved(Message):
        """The cursor was moved to an item by a key."""

        rows: RowList
        index: int

    @dataclass
    class Chosen(Message):
        """An item was opened with Enter or a click."""

        rows: RowList
        index: int

        @property
        def control(self) -> RowList:
            """The list."""
            return self.rows

    def __init__(self, *, id: str) -> None:  # noqa: A002  Textual's own name for it
        super().__init__(id=id)
        self._tops: Sequence[int] = range(1)
        self._strips: dict[tuple[int, int, bool, bool], list[Strip]] = {}
        self._looks: dict[tuple[str, ...], Style] = {}
        self.index = 0

    # What subclasses say

    def draw_item(self, index: int, width: int) -> list[list[Run]]:
        """Return an item's rows as runs of text; longer rows are cut at ``width`` cells."""
        raise NotImplementedError

    def can_choose(self, index: int) -> bool:
        """Tell whether the cursor may stand on an item; section heads are passed over."""
        return 0 <= index < self.items

    # What subclasses call, and the screen

    @property
    def cursor_screen_offset(self) -> Offset:
        """The cell of the screen where the chosen item begins; Textual's own widgets have the same name for it."""
        return self.content_region.offset + Offset(0, self._tops[self.index] - self.scroll_offset.y)

    @property
    def items(self) -> int:
        """How many items there are."""
        return len(self._tops) - 1

    def set_tops(self, tops: Sequence[int]) -> None:
        """Set the first row of every item, with the number of all rows at the end; draws all anew."""
        self._tops = tops
        self._strips.clear()
        self.virtual_size = Size(self.size.width, tops[-1])
        self.index = self._nearest(min(self.index, max(0, self.items - 1)))
        self.refresh()

    def redraw(self) -> None:
        """Draw all items anew."""
        self._strips.clear()
        self.refresh()

    def move(self, index: int) -> None:
        """Put the cursor on an item and scroll it into view."""
        if not self.can_choose(index):
            return
        self.index = index
        top, bottom = self._tops[index], self._tops[index + 1]
        if index and not self.can_choose(index - 1):
            top = self._tops[index - 1]  # a section's first item shows its head too
        if top < self.scroll_offset.y:
            self.scroll_to(y=top, animate=False)
        elif bottom > self.scroll_offset.y + self.size.height:
            self.scroll_to(y=bottom - self.size.height, animate=False)
        self.refresh()

    # Drawing

    def render_line(self, y: int) -> Strip:
        """Return row ``y`` of the screen."""
        row = self.scroll_offset.y + y
        width = self.size.width
        if not 0 <= row < self._tops[-1]:
            return Strip([Segment(" " * width, self._look(("list--text",)))], width)
        index = bisect_right(self._tops, row) - 1
        at = index == self.index and self.can_choose(index)
        state = (index, width, at, at and self.has_focus)
        strips = self._strips.get(state)
        if strips is None:
            if len(self._strips) > _CACHED:
                self._strips.clear()
            strips = self._strips[state] = self._draw(index, width, at)
        inside = row - self._tops[index]
        return strips[inside] if inside < len(strips) else Strip.blank(width, self._look(("list--text",)))

    def _draw(self, index: int, width: int, at: bool) -> list[Strip]:
        cursor = ("list--cursor",) if self.has_focus else ("list--cursor-blurred",)
        over = cursor if at else ()
        strips = []
        for runs in self.draw_item(index, width):
            segments = [Segment(text, self._look(("list--text", name, *over))) for text, name in fit(runs, width)]
            strips.append(Strip(segments).adjust_cell_length(width, self._look(("list--text", *over))))
        return strips

    def _look(self, names: tuple[str, ...]) -> Style:
        look = self._looks.get(names)
        if look is None:
            look = self.get_component_rich_style(names[0])
            for name in names[1:]:
                look += self.get_component_rich_style(name, partial=True)
            self._looks[names] = look
        return look

    def notify_style_update(self) -> None:
        """Forget what was drawn with the old styles."""
        self._looks.clear()
        self._strips.clear()
        super().notify_style_update()

    def on_resize(self, event: Resize) -> None:
        """Draw for the new width."""
        self.set_tops(self._tops)

    def on_focus(self, event: Focus) -> None:
        """Show the cursor in full."""
        self.refresh()

    def on_blur(self, event: Blur) -> None:
        """Show the cursor as left behind."""
        self.refresh()

    # Keys and mouse

    def action_item_down(self, step: int = 1) -> None:
        """So many items on."""
        self._step(step)

    def action_item_up(self, step: int = 1) -> None:
        """So many items back."""
        self._step(-step)

    def action_list_page_down(self) -> None:
        """A page of items down."""
        self._go(self._nearest(self._item_at(self._tops[self.index] + max(1, self.size.height - 1))))

    def action_list_page_up(self) -> None:
        """A page of items up."""
        self._go(self._nearest(self._item_at(self._tops[self.index] - max(1, self.size.height - 1))))

    def action_first_item(self) -> None:
        """To the first item."""
        self._go(self._nearest(0))

    def action_last_item(self) -> None:
        """To the last item."""
        self._go(self._nearest(self.items - 1))

    def action_choose(self) -> None:
        """Open the item under the cursor."""
        if self.can_choose(self.index):
            self.post_message(self.Chosen(self, self.index))

    def on_click(self, event: Click) -> None:
        """Choose and open the item under the mouse."""
        row = self.scroll_offset.y + event.y - self.styles.padding.top
        if event.button == 1 and 0 <= row < self._tops[-1]:
            index = self._item_at(row)
            if self.can_choose(index):
                self.move(index)
                self.action_choose()

    def _item_at(self, row: int) -> int:
        return max(0, min(self.items - 1, bisect_right(self._tops, row) - 1))

    def _step(self, step: int) -> None:
        """Go so many items on that can be chosen; the ends stop it."""
        way = 1 if step > 0 else -1
        after = range(self.index + way, self.items if step > 0 else -1, way)
        found = list(islice((index for index in after if self.can_choose(index)), abs(step)))
        if found:
            self._go(found[-1])

    def _go(self, index: int) -> None:
        before = self.index
        self.move(index)
        if self.index != before:
            self.post_message(self.Moved(self, self.index))

    def _nearest(self, index: int) -> int:
        """Return the item at or after ``index`` that can be chosen, else the last one before it."""
        after = next((each for each in range(index, self.items) if self.can_choose(each)), None)
        if after is not None:
            return after
        return next((each for each in range(min(index, self.items - 1), -1, -1) if self.can_choose(each)), 0)

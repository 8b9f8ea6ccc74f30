"""The panes beside the article: opening, closing, going from one to the other, how wide they are."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from textual.widget import Widget

from reader.ui.reading import Section
from reader.ui.widgets.pane import Pane

if TYPE_CHECKING:
    from reader.ui.listing.entry import Entry
    from reader.ui.screens.reader import ReaderScreen
    from reader.ui.widgets.panel import Panel
    from reader.ui.widgets.row_list import RowList

WIDE = 100
"""Columns from which on the panel stands beside the article; below, panes lie over it."""

_STEP = 2


class Panes:
    """The panes of a screen.

    Args:
        screen: it has a pane "library" and a pane "panel", filled once it is furnished.
    """

    def __init__(self, screen: ReaderScreen) -> None:
        self._screen = screen

    @property
    def panel(self) -> Panel | None:
        """People, countries, quotes, notes; None until the screen is furnished."""
        from reader.ui.widgets.panel import Panel  # noqa: PLC0415  not before the first screen

        return next(iter(self._screen.query(Panel)), None)

    def entry(self) -> Entry | None:
        """Return what the panel's cursor is on; None when one isn't in the panel."""
        panel = self.panel
        return panel.entry(panel.index) if panel is not None and self._screen.focused is panel else None

    def section(self, name: str) -> None:
        """Go to a section of the panel."""
        panel = self.panel
        if panel is not None:
            self._screen.page.show_all()
            panel.go_to(Section(name))  # before it opens: Textual tells no size that was asked for too early
            self._pane("panel").open()
            panel.focus()

    def add_focus(self) -> None:
        """Put the person or country under the panel's cursor in focus beside others, or take it out."""
        entry, choosing = self.entry(), self._screen.choosing
        if entry is not None and choosing is not None:
            choosing.add(entry)

    def turn(self, name: str) -> None:
        """Show a pane and go there, or hide it."""
        pane = self._pane(name)
        pane.open(opened=not pane.display)
        self._screen.page.show_all()
        (self._screen.query_one(f"#{name}") if pane.opened else self._screen.view).focus()

    def go(self, step: int) -> None:
        """Go to the next pane (1) or the one before (-1)."""
        if self._screen.choosing is not None:
            self._screen.choosing.stay()
        to = self._screen.focus_next if step > 0 else self._screen.focus_previous
        to("#library, #article, #panel")

    def choose(self, message: RowList.Chosen) -> None:
        """Open an article of the library, or go to what an entry of the panel stands for."""
        screen = self._screen
        if screen.library is message.rows:
            item = screen.library.item(message.index)
            if item is not None:
                screen.open_article(item.row.id)
            screen.view.focus()
        elif self.panel is not None:
            self._choose(self.panel.entry(message.index))
        if screen.desk is None or not screen.desk.writing.open:
            self.leave(message.rows)

    def _choose(self, entry: Entry | None) -> None:
        screen = self._screen
        if entry is None or screen.desk is None or screen.choosing is None:
            return
        screen.choosing.stay()
        if entry.kind in ("note", "draft"):
            screen.attempt(partial(screen.desk.go_to, entry.key, draft=entry.kind == "draft"))
        else:
            screen.choosing.choose(entry)

    def follow(self, message: RowList.Moved) -> None:
        """Let the text show what the panel's cursor is on."""
        panel, choosing = self.panel, self._screen.choosing
        entry = panel.entry(message.index) if panel is not None and panel is message.rows else None
        if entry is not None and choosing is not None:
            choosing.follow(entry)

    def leave(self, widget: Widget) -> None:
        """Go back to the article from a pane that lies over it: it has done its work."""
        pane = pane_of(widget)
        if pane is not None and self._lie_over:
            pane.leave()
            self._screen.view.focus()

    def uncover(self) -> None:
        """Close the panes that lie over the article, but for the one that one is in."""
        here = pane_of(self._screen.focused)
        for pane in self._screen.query(Pane) if self._lie_over else ():
            if pane.opened and pane is not here:
                pane.leave()

    @property
    def _lie_over(self) -> bool:
        return self._screen.size.width < WIDE or self._screen.linear

    def widen(self, step: int) -> None:
        """Make the pane that one is in wider (1) or narrower (-1)."""
        pane = pane_of(self._screen.focused)
        if pane is not None:
            pane.set_columns(pane.outer_size.width + _STEP * step)
            self._keep(pane)

    def on_dragged(self, pane: Pane) -> None:
        """Remember the width that a pane was dragged to."""
        self._keep(pane)

    def _keep(self, pane: Pane) -> None:
        columns, memory = pane.outer_size.width, self._screen.workspace.memory
        self._screen.attempt(lambda: memory.keep(f"width of {pane.id}", columns))

    def _pane(self, name: str) -> Pane:
        return self._screen.query_one(f"#{name}-pane", Pane)


def pane_of(widget: Widget | None) -> Pane | None:
    """Return the pane that a widget is in; None when it is in none."""
    return next((each for each in widget.ancestors if isinstance(each, Pane)), None) if widget else None

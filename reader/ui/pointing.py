"""What a click does: on the text, on a mark in it, on what stands beneath or beside it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from reader.model.article import Link
from reader.ui.widgets.article_view import ArticleView

if TYPE_CHECKING:
    from reader.ui.screens.reader import ReaderScreen

_UNITS = {2: "word", 3: "sentence", 4: "paragraph"}


class Pointing:
    """The mouse over the article of a screen."""

    def __init__(self, screen: ReaderScreen) -> None:
        self._screen = screen

    def click(self, at: ArticleView.Clicked) -> None:
        """Tell who is named where the mouse was, and mark all mentions; else unfold the note there.

        Of more clicks in short order, select what is there.
        """
        screen = self._screen
        if at.times > 1:
            if at.times in _UNITS and screen.selecting is not None:
                screen.selecting.take(_UNITS[at.times])
            return
        if screen.desk is None or screen.choosing is None:
            return
        if at.beside or not screen.choosing.click(at.offset):
            screen.desk.click(at.offset, beside=at.beside)

    def click_aside(self, at: ArticleView.AsideClicked) -> None:
        """Choose the note whose text was clicked, clicked twice edit it; open a link of the list below the article."""
        screen = self._screen
        of = screen.display_of.under(screen.reading, at.row, at.column) if screen.reading else None
        if isinstance(of, Link):
            screen.travel.follow_behind(of.span.end)
        elif of is not None and screen.desk is not None:
            screen.attempt(partial(screen.desk.choose, of, edit=at.times > 1))

    async def ask(self, offset: int) -> None:
        """Tell who is named at an offset, and ask what is to be corrected there."""
        screen = self._screen
        await screen.ready()
        correcting = screen.correcting()
        if screen.choosing is not None and correcting is not None:
            screen.choosing.click(offset)
            correcting.at(offset)

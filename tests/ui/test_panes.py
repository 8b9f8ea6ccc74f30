"""Panes that lie over the article on a narrow screen: they never cover what one is doing."""

from __future__ import annotations

import pytest

from reader.app import DatelineApp
from reader.ui.screens.reader import ReaderScreen
from reader.ui.widgets.note_editor import NoteEditor
from reader.ui.widgets.pane import Pane
from tests.ui.screen import view


def opened(app: DatelineApp) -> set[str | None]:
    return {pane.id for pane in app.screen.query(Pane) if pane.display}


async def test_a_pane_opened_on_a_wide_screen_covers_no_editor_on_a_narrow_one(app: DatelineApp) -> None:
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("P", "escape", "j", "j", "j", "a", *"A note")
        await pilot.pause()
        await pilot.resize_terminal(80, 24)
        await pilot.pause()
        assert opened(app) == set()
        editor = app.screen.query_one(NoteEditor)
        assert app.screen.get_widget_at(editor.region.right - 1, editor.region.y)[0] in editor.query("*")
        await pilot.press("ctrl+s")
        await pilot.resize_terminal(120, 40)
        await pilot.pause()
        assert "panel-pane" in opened(app)


@pytest.mark.parametrize("leave", ["tab", "shift+tab"])
async def test_a_pane_that_is_left_uncovers_the_article(app: DatelineApp, leave: str) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("P")
        await pilot.pause()
        assert opened(app) == {"panel-pane"}
        await pilot.press(leave)
        await pilot.pause()
        assert app.focused is view(app)
        assert opened(app) == set()


async def test_of_two_panes_the_one_that_one_is_in_lies_there(app: DatelineApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("p", "l")
        await pilot.pause()
        assert opened(app) == {"library-pane"}


async def test_a_pane_that_one_is_in_stays_on_a_narrower_screen(app: DatelineApp) -> None:
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("P", "j")
        await pilot.resize_terminal(80, 24)
        await pilot.pause()
        assert opened(app) == {"panel-pane"}
        await pilot.press("escape")
        await pilot.pause()
        assert opened(app) == set()


async def test_a_click_beside_a_pane_stays_where_the_text_followed_to(app: DatelineApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("P", "j", "j")
        await pilot.pause()
        await pilot.click(view(app), offset=(20, 2))
        await pilot.pause()
        clicked = view(app).cursor
        assert opened(app) == set()
        await pilot.press("ctrl+o")
        await pilot.pause()
        assert view(app).cursor == 0, "where one was before the text followed"
        await pilot.press("P", "escape")
        assert clicked != 0
        assert view(app).cursor == 0


async def test_escape_in_the_panel_brings_back_the_page_as_it_was(app: DatelineApp) -> None:
    async with app.run_test(size=(120, 20)) as pilot:
        await pilot.press("space", "k", "k", "k")
        await pilot.pause()
        before = view(app).cursor, view(app).scroll_offset.y
        await pilot.press("Q", "G")
        await pilot.pause()
        assert view(app).scroll_offset.y != before[1]
        await pilot.press("escape")
        await pilot.pause()
        assert (view(app).cursor, view(app).scroll_offset.y) == before
        assert isinstance(app.screen, ReaderScreen)

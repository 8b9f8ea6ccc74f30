"""What a person tries with the mouse, beyond what the tests of each widget press."""

from __future__ import annotations

import pytest
from textual.events import MouseMove, MouseScrollDown, MouseScrollUp
from textual.pilot import Pilot
from textual.widget import Widget
from textual.widgets import TextArea

from reader.app import DatelineApp
from reader.model.article import Article
from reader.notes.store import NoteStore
from reader.settings import Folders
from reader.ui.screens.keys import KeysScreen
from reader.ui.widgets.slim_bar import SlimBar
from reader.ui.widgets.status_bar import StatusBar
from tests.ui.screen import furnished, rows, status, view


def turned(kind: type[MouseScrollDown | MouseScrollUp], over: Widget) -> MouseScrollDown | MouseScrollUp:
    """The wheel turned over a widget."""
    x, y = over.region.x + over.size.width // 2, over.region.y + over.size.height // 2
    return kind(over, x, y, 0, 0, 0, False, False, False, x, y)


async def test_slim_bar_is_clicked_dragged_and_turned(app: DatelineApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await furnished(pilot)
        bar, height = app.screen.query_one(SlimBar), app.screen.query_one(SlimBar).size.height
        await pilot.click(bar, offset=(0, height // 2))
        middle = view(app).cursor
        assert 0.3 < middle / len(view(app).page.text) < 0.7
        await pilot.mouse_down(bar, offset=(0, height // 2))
        await pilot.hover(bar, offset=(0, height - 2))
        await pilot.mouse_up(bar, offset=(0, height - 2))
        assert view(app).cursor > middle
        await pilot.hover(bar, offset=(0, 1))
        assert view(app).cursor > middle  # it was let go
        await pilot.press("ctrl+o")
        assert view(app).cursor == middle  # one way back for all of the drag
        top = view(app).scroll_offset.y
        bar.post_message(turned(MouseScrollDown, bar))
        await pilot.pause()
        await pilot.pause()
        assert view(app).scroll_offset.y > top
        bar.post_message(turned(MouseScrollUp, bar))
        await pilot.pause()
        await pilot.pause()
        assert view(app).scroll_offset.y == top


async def test_wheel_scrolls_the_article_and_the_cursor_stays_on_the_screen(app: DatelineApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await furnished(pilot)
        for _ in range(5):
            view(app).post_message(turned(MouseScrollDown, view(app)))
            await pilot.pause()
        row = view(app).page.row_of(view(app).cursor)
        assert 0 < view(app).scroll_offset.y <= row < view(app).scroll_offset.y + view(app).size.height


async def clicked(app: DatelineApp, pilot: Pilot[None], hint: str) -> None:
    """Click the words of a hint in the bottom row."""
    await pilot.click(StatusBar, offset=(rows(app)[-1].rfind(hint) + 1, 0))
    await pilot.pause()


async def test_hints_of_the_bottom_row_do_what_they_say(app: DatelineApp, pompeo: Article) -> None:
    async with app.run_test(size=(140, 40)) as pilot:
        await furnished(pilot)
        await clicked(app, pilot, "? keys")
        assert isinstance(app.screen, KeysScreen)
        await pilot.press("escape")
        view(app).go(pompeo.text.find("Although Pompeo"))
        await clicked(app, pilot, "a note")
        await pilot.press(*"Why?")
        assert app.screen.query_one(TextArea).text == "Why?"
        await clicked(app, pilot, "^s save")
        assert not app.screen.query_one("#editor").display
        assert "Why?" in " ".join(rows(app))
        assert view(app).has_focus
        await pilot.press("Q")
        assert "o order" in rows(app)[-1]
        await pilot.press("l", "l")
        assert app.screen.query_one("#library").has_focus
        assert "/ filter" in rows(app)[-1]
        assert "o order" not in rows(app)[-1]
        await pilot.press("escape")
        await pilot.click(StatusBar, offset=(1, 0))  # the title does nothing
        await pilot.pause()
        assert view(app).has_focus


@pytest.mark.parametrize("columns", [40, 60, 80])
async def test_bottom_row_of_a_small_screen_keeps_the_way_to_all_keys(app: DatelineApp, columns: int) -> None:
    async with app.run_test(size=(columns, 20)) as pilot:
        await furnished(pilot)
        assert "? keys" in rows(app)[-1]


def moved(x: int, y: int, delta: int) -> MouseMove:
    """The mouse, its button held, moved to a cell of the screen."""
    return MouseMove(None, x, y, 0, delta, 1, False, False, False, x, y)


async def test_drag_out_of_the_article_ends_at_what_is_on_the_screen(app: DatelineApp, pompeo: Article) -> None:
    async with app.run_test(size=(120, 24)) as pilot:
        await furnished(pilot)
        left, start = view(app).margin, pompeo.text.find("U.S. Secretary")
        row = view(app).page.row_of(start)
        await pilot.mouse_down(view(app), offset=(left, row))
        await pilot.hover(StatusBar, offset=(left + 9, 0))
        last = view(app).page.row_of(view(app).selected.end - 1)  # type: ignore[union-attr]
        bottom = view(app).scroll_offset.y + view(app).size.height
        assert bottom - 2 <= last < bottom  # the lowest row may be a blank one
        beside = (5, view(app).region.y + row - app.screen.query_one("#panel").region.y)
        await pilot.hover("#panel", offset=beside)
        line = view(app).page.line_at(start)
        assert line is not None
        selected = view(app).selected
        assert selected is not None
        assert selected.of(pompeo.text).rstrip() == pompeo.text[start : line.end]
        await pilot.mouse_up("#panel", offset=beside)
        await pilot.hover(view(app), offset=(left, row + 4))
        assert view(app).selected == selected


async def test_drag_at_the_edge_scrolls_and_selects_what_scrolls_by(app: DatelineApp, pompeo: Article) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await furnished(pilot)
        start = pompeo.text.find("Although Pompeo")
        row = view(app).page.row_of(start)
        await pilot.mouse_down(view(app), offset=(view(app).margin, row))
        for y in (15, 20, 23):  # the last is the bottom row, beyond the article
            app.post_message(moved(view(app).margin + 30, y, 5))
            await pilot.pause()
        while view(app).scroll_offset.y < 10:
            await pilot.pause(0.02)
        selected = view(app).selected
        assert selected is not None
        assert selected.start == start
        assert view(app).page.row_of(selected.end - 1) >= view(app).scroll_offset.y + view(app).size.height - 2
        await pilot.mouse_up(view(app), offset=(view(app).margin + 30, 20))
        assert view(app).selected is not None


async def test_words_of_the_bottom_row_act_on_what_is_selected(
    app: DatelineApp, pompeo: Article, folders: Folders
) -> None:
    async with app.run_test(size=(120, 40)) as pilot:
        view(app).go(pompeo.text.find("It is Pompeo"))
        await pilot.press("v", "e", "e", "e")
        await pilot.pause()
        await pilot.click(StatusBar, offset=(status(app).index("h highlight"), 0))
        await pilot.pause()
        assert [note.annotation.target.exact for note in NoteStore(folders.notes).all()] == ["It is Pompeo’s"]
        await pilot.press("v", "e")
        await pilot.click(view(app), offset=(20, 12))
        await pilot.pause()
        assert view(app).selected is None, "a click on the text lets go"

"""What a person tries with the mouse, beyond what the tests of each widget press."""

from __future__ import annotations

from textual.events import MouseScrollDown, MouseScrollUp
from textual.pilot import Pilot
from textual.widget import Widget
from textual.widgets import TextArea

from reader.app import DatelineApp
from reader.model.article import Article
from reader.ui.screens.keys import KeysScreen
from reader.ui.widgets.slim_bar import SlimBar
from reader.ui.widgets.status_bar import StatusBar
from tests.ui.screen import furnished, rows, view


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
        await pilot.click(StatusBar, offset=(1, 0))  # the title does nothing
        await pilot.pause()
        assert view(app).has_focus

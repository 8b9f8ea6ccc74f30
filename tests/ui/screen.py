"""Reading the screen of a running app."""

from __future__ import annotations

from rich.style import Style
from textual.app import App
from textual.pilot import Pilot

from reader.ui.screens.reader import ReaderScreen
from reader.ui.widgets.article_view import ArticleView
from reader.ui.widgets.status_bar import StatusBar


def rows(app: App[None]) -> list[str]:
    """The screen as text, row by row."""
    return ["".join(text for text, _ in row) for row in looks(app)]


def looks(app: App[None]) -> list[list[tuple[str, Style | None]]]:
    """The screen in runs with their styles. The only place that knows of Textual's private compositor."""
    return [[(text, style) for text, style, _ in strip] for strip in app.screen._compositor.render_strips()]


def shows(app: App[None], text: str) -> bool:
    return any(text in row for row in rows(app))


def view(app: App[None]) -> ArticleView:
    return app.screen.query_one(ArticleView)


def status(app: App[None]) -> str:
    return app.screen.query_one(StatusBar).shown


async def furnished(pilot: Pilot[None]) -> None:
    """Wait until the panes are filled, which they are after the first screen."""
    await pilot.pause()
    assert isinstance(pilot.app.screen, ReaderScreen)
    await pilot.app.screen.furnished.wait()
    await pilot.pause()


async def choose(app: App[None], pilot: Pilot[None], words: str) -> None:
    """Choose in the palette what fits some words best."""
    await pilot.press("ctrl+p")
    await pilot.pause()
    await pilot.press(*words)
    await pilot.pause()
    await app.workers.wait_for_complete()
    await pilot.pause()
    await pilot.press("enter")
    await pilot.pause()

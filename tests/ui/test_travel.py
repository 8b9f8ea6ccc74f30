"""Counts, percents, jumps and marks: keys pressed, the cursor read."""

from __future__ import annotations

from reader.app import DatelineApp
from reader.model.article import Article
from reader.settings import Loaded, Settings
from reader.ui.screens.reader import ReaderScreen
from reader.workspace import Workspace
from tests.ui.conftest import found_in
from tests.ui.screen import furnished, status, view


async def test_numbers_repeat_moves(app: DatelineApp) -> None:
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        await pilot.press(*"jjjjjjj")
        seven = view(app).cursor
        await pilot.press(*"gg7j")
        assert view(app).cursor == seven
        await pilot.press(*"7k")
        assert view(app).cursor == 0
        await pilot.press("2", "right_parenthesis", "1", "left_parenthesis")
        one = view(app).cursor
        await pilot.press(*"gg", "right_parenthesis")
        assert view(app).cursor == one


async def test_number_is_shown_until_the_key_comes(app: DatelineApp) -> None:
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        await pilot.press("4", "2")
        await pilot.pause()
        assert "42 …" in status(app)
        await pilot.press("escape")
        await pilot.pause()
        assert "42" not in status(app)


async def test_percent(app: DatelineApp, pompeo: Article) -> None:
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        await pilot.press("5", "0", "percent_sign")
        assert view(app).cursor == (len(pompeo.text) - 1) // 2
        await pilot.press("2", "5", "G")
        assert view(app).cursor == (len(pompeo.text) - 1) // 4


async def test_jumps_back_and_forward(app: DatelineApp, pompeo: Article) -> None:
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        await pilot.press(*"jj")
        before = view(app).cursor
        await pilot.press("2", "right_square_bracket", "q", "G")
        await pilot.pause()
        await pilot.press("ctrl+o")
        await pilot.pause()
        quote = view(app).cursor
        assert pompeo.text[quote - 1] == "“"
        await pilot.press("alt+left")
        await pilot.pause()
        assert view(app).cursor == before
        await pilot.press("alt+right")
        await pilot.pause()
        assert view(app).cursor == quote


async def test_jump_back_returns_to_the_article_before(app: DatelineApp, pompeo: Article) -> None:
    async with app.run_test(size=(140, 40)) as pilot:
        await pilot.pause()
        await pilot.press(*"jjjj")
        before = view(app).cursor
        app.screen.query_one("#library").focus()
        await pilot.press("g", "g", "enter")
        await pilot.pause()
        assert view(app).article != pompeo
        await pilot.press("ctrl+o")
        await pilot.pause()
        assert view(app).article == pompeo
        assert view(app).cursor == before


async def test_marks(app: DatelineApp) -> None:
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        await pilot.press(*"jjjma")
        marked = view(app).cursor
        await pilot.press(*"G'a")
        await pilot.pause()
        assert view(app).cursor == marked
        await pilot.press(*"'z")
        await pilot.pause()
        assert "No place is marked z" in status(app)


async def test_marks_are_there_in_the_next_session(app: DatelineApp, workspace: Workspace, pompeo: Article) -> None:
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        await pilot.press(*"jjjmajjmB")
        marked = view(app).cursor
    other = next(each.row.id for each in workspace.articles() if each.row.id != pompeo.id)
    again = DatelineApp(Workspace(workspace.folders, Loaded(Settings())), other)
    async with again.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        await pilot.press(*"'a")
        await pilot.pause()
        assert "No place is marked a" in status(again)
        await pilot.press(*"'B")
        await pilot.pause()
        assert isinstance(again.screen, ReaderScreen)
        assert again.screen.reading is not None
        assert again.screen.reading.article.id == pompeo.id
        assert view(again).cursor == marked
        await pilot.press(*"'a")
        await pilot.pause()
        assert view(again).cursor < marked


async def test_names_are_gone_through_whoever_is_chosen(app: DatelineApp) -> None:
    async with app.run_test(size=(120, 40)) as pilot:
        await furnished(pilot)
        assert isinstance(app.screen, ReaderScreen)
        assert app.screen.reading is not None
        assert app.screen.reading.analysis is not None
        names = [each.span.start for each in app.screen.reading.analysis.entities]
        view(app).go(names[1])
        await pilot.press("right_square_bracket", "m")
        assert view(app).cursor == names[2]
        await pilot.press("2", "left_square_bracket", "m")
        assert view(app).cursor == names[0]


async def test_a_step_to_a_heading_is_a_jump(workspace: Workspace) -> None:
    text = "# Title\n\nBegin.\n\n## One\n\nText.\n\n## Two\n\nText.\n\n## Three\n\nText.\n"
    article = workspace.add_bytes(text.encode(), "headings.md").article
    workspace.cache.put(found_in(article.text, workspace.models.english))
    app = DatelineApp(workspace, article.id)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("]", "h", "2", "]", "h")
        await pilot.pause()
        assert view(app).cursor == article.text.index("Three")
        await pilot.press("ctrl+o")
        await pilot.pause()
        assert view(app).cursor == article.text.index("One")
        await pilot.press("alt+right")
        await pilot.pause()
        assert view(app).cursor == article.text.index("Three")

"""Opening, moving, choosing people and countries: keys pressed, the screen read."""

from __future__ import annotations

import pytest
from textual.widgets import Input

from reader.app import DatelineApp
from reader.model.article import Article
from reader.model.span import Span
from reader.ui.focus import FocusKind
from reader.ui.screens.reader import ReaderScreen
from reader.ui.widgets.library_list import LibraryList
from reader.workspace import Workspace
from tests.ui.conftest import found_in
from tests.ui.screen import furnished, rows, shows, status, view


def reader(app: DatelineApp) -> ReaderScreen:
    assert isinstance(app.screen, ReaderScreen)
    return app.screen


async def test_first_screen_shows_article_panel_and_library(app: DatelineApp) -> None:
    async with app.run_test(size=(140, 40)) as pilot:
        await furnished(pilot)
        for text in ("US, Russia Agree to Talk Again", "agreed to work", "Mike Pompeo", "U.S. Secretary of State",
                     "RU Russia", "Over 900 asylum"):  # fmt: skip
            assert shows(app, text), text


async def test_headline_stands_once_in_the_article(app: DatelineApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert sum("US, Russia Agree to Talk Again" in row for row in rows(app)[:-1]) == 1


@pytest.mark.parametrize(
    ("keys", "offset_of"),
    [
        (["j"], None),
        (["G"], "G-20 summit"),
        (["G", "g", "g"], "US, Russia Agree"),
        (["right_curly_bracket", "right_curly_bracket"], "U.S. Secretary of State Mike"),
        (["]", "h"], "Warning for Moscow"),
        (["]", "h", "[", "h"], "Warning for Moscow"),
        (["]", "q"], "President Trump’s made"),
        (["full_stop", "full_stop", "comma"], "President Trump’s made"),
    ],
)
async def test_moves_go_where_they_say(
    app: DatelineApp, pompeo: Article, keys: list[str], offset_of: str | None
) -> None:
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        before = view(app).cursor
        await pilot.press(*keys)
        await pilot.pause()
        if offset_of is None:
            assert view(app).cursor > before
            return
        at = pompeo.text.find(offset_of)
        line = view(app).page.line_at(at)
        assert line is not None
        assert line.start <= view(app).cursor <= max(line.end, at)


async def test_half_pages_pages_and_lines_come_back(app: DatelineApp) -> None:
    async with app.run_test(size=(60, 12)) as pilot:
        await pilot.pause()
        for there, back in (
            ("j", "k"),
            ("d", "u"),
            ("space", "b"),
            ("right", "left"),
            ("right_curly_bracket", "left_curly_bracket"),
        ):
            await pilot.press(*"jjjjj")
            start = view(app).cursor
            await pilot.press(there)
            await pilot.pause()
            assert view(app).cursor > start, there
            await pilot.press(back)
            await pilot.pause()
            assert view(app).cursor <= start, back


async def test_cursor_stays_on_the_screen_when_the_wheel_turns(app: DatelineApp) -> None:
    async with app.run_test(size=(80, 12)) as pilot:
        await pilot.pause()
        view(app).scroll_to(y=20, animate=False)
        await pilot.pause()
        row = view(app).page.row_of(view(app).cursor)
        assert 20 <= row < 20 + view(app).size.height


async def test_enter_on_a_person_marks_and_jumps_and_n_goes_on(app: DatelineApp) -> None:
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        await pilot.press("P", "enter")
        await pilot.pause()
        focus = reader(app).reading.foci.last  # type: ignore[union-attr]
        assert focus is not None
        assert (focus.kind, focus.name) == (FocusKind.PERSON, "Mike Pompeo")
        assert view(app).cursor == focus.spans[0].start
        assert "Mike Pompeo 1/" in status(app)
        await pilot.press("escape", "n", "n")
        await pilot.pause()
        assert view(app).cursor == focus.spans[2].start
        await pilot.press("N", "N", "N")
        await pilot.pause()
        assert view(app).cursor == focus.spans[-1].start
        await pilot.press("escape")
        await pilot.pause()
        assert reader(app).reading.foci.last is None  # type: ignore[union-attr]
        assert "Mike Pompeo" not in status(app)


async def test_country_goes_through_all_its_names(app: DatelineApp, pompeo: Article) -> None:
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        await pilot.press("C", "enter", "escape")
        await pilot.pause()
        focus = reader(app).reading.foci.last  # type: ignore[union-attr]
        assert focus is not None
        assert {span.of(pompeo.text) for span in focus.spans} == {"Russia", "Russian"}


async def test_n_without_a_choice_says_what_to_do(app: DatelineApp) -> None:
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        await pilot.press("n")
        await pilot.pause()
        assert "Choose a person" in status(app)


async def test_click_on_a_name_chooses_the_person(app: DatelineApp, pompeo: Article) -> None:
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        at = pompeo.text.find("Lavrov")
        page = view(app).page
        await pilot.click(view(app), offset=(view(app).margin + page.column_of(at), page.row_of(at)))
        await pilot.pause()
        focus = reader(app).reading.foci.last  # type: ignore[union-attr]
        assert focus is not None
        assert focus.name == "Sergey Lavrov"


async def test_quote_in_the_panel_leads_to_the_quote(app: DatelineApp, pompeo: Article) -> None:
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        await pilot.press("Q", "enter")
        await pilot.pause()
        assert view(app).cursor == pompeo.text.find("President Trump’s")


async def test_library_opens_another_article_and_place_is_kept(app: DatelineApp, workspace: Workspace) -> None:
    async with app.run_test(size=(140, 40)) as pilot:
        await furnished(pilot)
        await pilot.press("G")
        await pilot.pause()
        left = view(app).cursor
        app.screen.query_one(LibraryList).focus()
        await pilot.press("g", "g", "enter")
        await pilot.pause()
        assert reader(app).reading.article.title.startswith("A reader that keeps")  # type: ignore[union-attr]
        app.screen.query_one(LibraryList).focus()
        await pilot.press("j", "enter")
        await pilot.pause()
        assert view(app).cursor == left
        await pilot.press("q")
    again = workspace.library.places.last_opened()
    assert again == workspace.articles(query="Sochi")[0].row.id


@pytest.mark.parametrize(
    ("width", "library", "panel"), [(50, False, False), (80, False, False), (104, False, True), (140, True, True)]
)
async def test_panes_open_where_there_is_room(app: DatelineApp, width: int, library: bool, panel: bool) -> None:
    async with app.run_test(size=(width, 30)) as pilot:
        await pilot.pause()
        assert app.screen.query_one("#library-pane").display is library
        assert app.screen.query_one("#panel-pane").display is panel


async def test_panes_lie_over_a_narrow_article_and_leave_after_a_choice(app: DatelineApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        measure = view(app).page.measure
        await pilot.press("P")
        await pilot.pause()
        assert app.screen.query_one("#panel-pane").display
        assert view(app).page.measure == measure
        await pilot.press("enter")
        await pilot.pause()
        assert not app.screen.query_one("#panel-pane").display
        assert app.focused is view(app)


async def test_resize_keeps_the_cursor(app: DatelineApp) -> None:
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        await pilot.press(*"jjjjjjjjjj")
        cursor = view(app).cursor
        await pilot.resize_terminal(64, 20)
        await pilot.pause()
        assert view(app).cursor == cursor
        row = view(app).page.row_of(cursor)
        assert 0 <= row - view(app).scroll_offset.y < view(app).size.height


@pytest.mark.parametrize("down", [0, 10, 25, 60])
async def test_a_much_smaller_screen_keeps_the_cursor(app: DatelineApp, down: int) -> None:
    async with app.run_test(size=(80, 40)) as pilot:
        await pilot.pause()
        await pilot.press(*"j" * down)
        cursor = view(app).cursor
        for size in ((40, 12), (200, 60), (60, 20), (80, 40)):
            await pilot.resize_terminal(*size)
            await pilot.pause()
            assert view(app).cursor == cursor, size
            row = view(app).page.row_of(cursor) - view(app).scroll_offset.y
            assert 0 <= row < view(app).size.height, size


async def test_mouse_selection_is_the_article_text(app: DatelineApp, pompeo: Article) -> None:
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        start = pompeo.text.find("Secretary of State Mike")
        end = pompeo.text.find("normalize strained")
        page, left = view(app).page, view(app).margin
        await pilot.mouse_down(view(app), offset=(left + page.column_of(start), page.row_of(start)))
        await pilot.hover(view(app), offset=(left + page.column_of(end) - 1, page.row_of(end)))
        await pilot.mouse_up(view(app), offset=(left + page.column_of(end) - 1, page.row_of(end)))
        await pilot.pause()
        assert view(app).selected == Span(start, end)
        assert app.screen.get_selected_text() == pompeo.text[start:end]


async def test_palette_reaches_people_articles_and_commands(app: DatelineApp) -> None:
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        await pilot.press("ctrl+p")
        await pilot.pause()
        app.screen.query_one(Input).value = "Lavrov"
        await pilot.pause()
        await app.workers.wait_for_complete()
        await pilot.press("down", "enter")
        await pilot.pause()
        assert "Sergey Lavrov" in status(app)


async def test_help_lists_every_command_with_its_key(app: DatelineApp) -> None:
    async with app.run_test(size=(120, 200)) as pilot:
        await pilot.pause()
        await pilot.press("question_mark")
        await pilot.pause()
        for text in ("Moving", "A line down", "Undo the last change to a note", "^s", "g g"):
            assert shows(app, text), text
        await pilot.press("escape")
        await pilot.pause()
        assert isinstance(app.screen, ReaderScreen)


@pytest.mark.parametrize("left_at", [0, 700, 1999])
async def test_long_text_opens_where_it_was_left_and_is_whole(workspace: Workspace, left_at: int) -> None:
    text = "\n\n".join(f"Paragraph {number} says that the harbour was closed to ships." for number in range(2000))
    article = workspace.add_bytes(text.encode(), "long.txt").article
    workspace.cache.put(found_in(article.text, workspace.models.english))
    workspace.save_place(article, article.text.index(f"Paragraph {left_at} "))
    app = DatelineApp(workspace, article.id)
    async with app.run_test(size=(100, 30)) as pilot:
        await app.workers.wait_for_complete()
        await pilot.pause()
        assert shows(app, f"Paragraph {left_at} says")
        page = view(app).page
        assert page.blocks is view(app).article.blocks
        assert page.line_at(len(article.text) - 1).end == len(article.text)
        await pilot.press("G")
        await pilot.pause()
        assert shows(app, "Paragraph 1999 says")
        await pilot.press("g", "g")
        await pilot.pause()
        assert shows(app, "Paragraph 0 says")

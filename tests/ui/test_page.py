"""The page: measure, nothing but a paragraph, what is left to read."""

from __future__ import annotations

import pytest

from reader.app import DatelineApp
from reader.model.article import Article
from reader.settings import Loaded
from reader.text.units import word_at
from reader.ui.furniture import location, minutes
from reader.ui.screens.reader import ReaderScreen
from reader.workspace import Workspace
from tests.ui.conftest import found_in
from tests.ui.screen import choose, furnished, rows, shows, status, view


async def test_measure_is_changed_and_remembered(app: DatelineApp, workspace: Workspace, pompeo: Article) -> None:
    async with app.run_test(size=(140, 40)) as pilot:
        await pilot.pause()
        view(app).go(pompeo.text.find("Russian forces"))
        before, cursor = view(app).page.measure, view(app).cursor
        await pilot.press("minus", "minus", "3", "minus")
        await pilot.pause()
        assert view(app).page.measure == before - 10
        assert view(app).cursor == cursor
        await pilot.press("plus")
        await pilot.pause()
        assert view(app).page.measure == before - 8
    again = DatelineApp(workspace, pompeo.id)
    async with again.run_test(size=(140, 40)) as pilot:
        await pilot.pause()
        assert view(again).page.measure == before - 8


async def test_measure_goes_back_to_the_settings(app: DatelineApp) -> None:
    async with app.run_test(size=(140, 40)) as pilot:
        await pilot.pause()
        before = view(app).page.measure
        await pilot.press("minus", "minus", "equals_sign")
        await pilot.pause()
        assert view(app).page.measure == before


@pytest.mark.parametrize(("key", "measure"), [("minus", 30), ("plus", 140)])
async def test_measure_has_ends(app: DatelineApp, key: str, measure: int) -> None:
    async with app.run_test(size=(200, 40)) as pilot:
        await pilot.pause()
        await pilot.press("9", "9", key)
        await pilot.pause()
        assert str(measure) in status(app)


async def test_nothing_but_this_paragraph(app: DatelineApp, pompeo: Article) -> None:
    async with app.run_test(size=(140, 40)) as pilot:
        await pilot.pause()
        view(app).go(pompeo.text.find("Although Pompeo"))
        await pilot.press("z")
        await pilot.pause()
        assert not shows(app, "Over 900 asylum")
        assert not shows(app, "People")
        dim = view(app).get_component_rich_style("article--dimmed", partial=True).color

        def dimmed(word: str) -> bool:
            row = next(strip for strip in app.screen._compositor.render_strips() if word in strip.text)
            segment = next(each for each in row if word in each.text)
            return segment.style is not None and segment.style.color == dim

        assert dimmed("following talks")
        assert not dimmed("bilateral and")
        await pilot.press("left_curly_bracket")
        await pilot.pause()
        assert dimmed("bilateral and")
        assert not dimmed("following talks")
        await pilot.press("z")
        await pilot.pause()
        assert shows(app, "Over 900 asylum")
        assert not dimmed("bilateral and")
        await pilot.press("z", "l")
        await pilot.pause()
        assert shows(app, "People"), rows(app)


def test_time_left_grows_shorter(pompeo: Article) -> None:
    assert location(pompeo, 0) == "0 %  2 min left"
    assert location(pompeo, len(pompeo.text) // 2) == "50 %  1 min left"
    assert location(pompeo, len(pompeo.text) - 1) == "100 %"
    assert [minutes(238 * length) for length in (0, 1, 119, 120, 467)] == [
        "1 min", "1 min", "119 min", "2 h 0 min", "7 h 47 min"
    ]  # fmt: skip


async def test_links_are_numbered_gone_to_and_opened(
    app: DatelineApp, workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = (
        "# Links\n\nSee [the *statement*](https://example.org/one) and www.example.org/two.\n\n- [bad](javascript:x)\n"
    )
    article = workspace.add_bytes(text.encode(), "links.md").article
    workspace.cache.put(found_in(article.text, workspace.models.english))
    opened: list[str] = []
    monkeypatch.setattr(app, "open_url", opened.append)
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.pause()
        assert isinstance(app.screen, ReaderScreen)
        app.screen.open_article(article.id)
        await pilot.pause()
        assert shows(app, "1  https://example.org/one")
        assert shows(app, "2  https://www.example.org/two")
        await pilot.press("]", "l")
        await pilot.pause()
        assert view(app).cursor == article.text.find("the statement")
        assert "Link 1 of 2: https://example.org/one" in status(app)
        await pilot.press("g", "x", "2", "g", "x", "[", "l", "g", "x")
        await pilot.pause()
        assert opened == [
            "https://example.org/one", "https://www.example.org/two", "https://www.example.org/two",
        ]  # fmt: skip
        await pilot.press("9", "g", "x")
        await pilot.pause()
        assert len(opened) == 3
        assert "2 links" in status(app)


async def test_words_are_parted_by_a_setting_and_nothing_else_changes(
    app: DatelineApp, workspace: Workspace, pompeo: Article
) -> None:
    workspace.choose("measure", 40)
    async with app.run_test(size=(100, 60)) as pilot:
        await furnished(pilot)
        app.screen.page.refresh()  # type: ignore[attr-defined]
        view(app).go(pompeo.text.find("Although Pompeo"))
        before = view(app).page.row_of(view(app).cursor) - view(app).scroll_offset.y
        assert not any(line.hyphen for line in view(app).page.lines)
        await choose(app, pilot, "Hyphenate")
        page = view(app).page
        parted = next(line for line in page.lines if line.hyphen and line.start > view(app).cursor)
        word = word_at(pompeo.text, parted.end)
        assert shows(app, f" {pompeo.text[word.start : parted.end]}- ")
        assert page.row_of(view(app).cursor) - view(app).scroll_offset.y == before
        # Found, selected and copied as one word.
        await pilot.press("slash", *word.of(pompeo.text))
        await pilot.pause()
        assert app.screen.reading is not None  # type: ignore[attr-defined]
        assert word in list(app.screen.reading.hits.between(0, len(pompeo.text)))  # type: ignore[attr-defined]
        await pilot.press("escape")
        view(app).go(parted.end)
        await pilot.press("v", "i", "w", "y")
        await pilot.pause()
        assert app.clipboard == word.of(pompeo.text)
        # The cursor steps over the hyphen as if it weren't there.
        view(app).go(parted.end - 1)
        await pilot.press("right")
        assert view(app).cursor == parted.end
    assert Workspace(workspace.folders, Loaded(workspace.configured)).settings.hyphenate


async def test_a_click_on_a_drawn_hyphen_means_the_letter_before_it(app: DatelineApp) -> None:
    async with app.run_test(size=(100, 60)) as pilot:
        await furnished(pilot)
        await choose(app, pilot, "Hyphenate")
        view(app).set_measure(40)
        await pilot.pause()
        page = view(app).page
        line = next(line for line in page.lines if line.hyphen)
        column = view(app).margin + page.column_of(line.end - 1) + 1
        await pilot.click("#article", offset=(column, page.row_of(line.start) - view(app).scroll_offset.y))
        assert view(app).cursor == line.end - 1


async def test_paragraphs_are_told_by_their_indent_by_a_setting(app: DatelineApp, workspace: Workspace) -> None:
    async with app.run_test(size=(120, 40)) as pilot:
        await furnished(pilot)
        height = view(app).page.height
        await choose(app, pilot, "Paragraphs: indented")
        assert view(app).page.height < height
        assert "Paragraphs: indented." in status(app)
        await choose(app, pilot, "Paragraphs: spaced")
        assert view(app).page.height == height
    assert Workspace(workspace.folders, Loaded(workspace.configured)).settings.paragraphs == "spaced"


async def test_numbers_of_links_stand_behind_them_and_not_in_the_text(
    app: DatelineApp, workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = "# Links\n\nSee [the statement](https://example.org/one) again.\n"
    article = workspace.add_bytes(text.encode(), "links.md").article
    workspace.cache.put(found_in(article.text, workspace.models.english))
    opened: list[str] = []
    monkeypatch.setattr(app, "open_url", opened.append)
    async with app.run_test(size=(100, 30)) as pilot:
        await furnished(pilot)
        assert isinstance(app.screen, ReaderScreen)
        app.screen.open_article(article.id)
        await pilot.pause()
        assert shows(app, "See the statement[1] again.")
        await pilot.press("right_parenthesis", "y")
        await pilot.pause()
        assert app.clipboard == "See the statement again."
        at = article.text.find("statement") + len("statement") - 1
        row = view(app).page.row_of(at) - view(app).scroll_offset.y
        await pilot.click("#article", offset=(view(app).margin + view(app).page.column_of(at) + 2, row))
        assert view(app).cursor == at
        assert opened == ["https://example.org/one"]
        await pilot.click("#article", offset=(view(app).margin + view(app).page.column_of(at), row))
        await pilot.pause()
        assert len(opened) == 1
        listed = next(y for y, line in enumerate(rows(app)) if "1  https://example.org/one" in line)
        await pilot.click("#article", offset=(view(app).margin + 8, listed - view(app).region.y))
        await pilot.pause()
        assert len(opened) == 2
        view(app).go(article.text.find("again"))
        cell = view(app).margin + view(app).page.column_of(view(app).cursor)
        assert rows(app)[view(app).region.y + row][view(app).region.x + cell :].startswith("again")


async def test_a_link_is_picked_from_the_list_of_all(
    app: DatelineApp, workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = "# Links\n\nSee [the statement](https://example.org/one) and [its\nanswer](https://www.example.com/two).\n"
    article = workspace.add_bytes(text.encode(), "links.md").article
    workspace.cache.put(found_in(article.text, workspace.models.english))
    opened: list[str] = []
    monkeypatch.setattr(app, "open_url", opened.append)
    async with app.run_test(size=(100, 30)) as pilot:
        await furnished(pilot)
        await pilot.press("g", "l")
        await pilot.pause()
        assert "no link" in status(app)
        assert isinstance(app.screen, ReaderScreen)
        app.screen.open_article(article.id)
        await pilot.pause()
        await pilot.press("g", "l")
        await pilot.pause()
        assert shows(app, "2  its answer  example.com")
        await pilot.press("2")
        await pilot.pause()
        assert opened == ["https://www.example.com/two"]


async def test_facts_that_do_not_fit_a_line_go_on_in_the_next(workspace: Workspace) -> None:
    byline = "Anna Keller, Jonas Vik and others of the newsroom"
    text = f"---\nbyline: {byline}\nsource: The Harbour Post\npublished: 2026-03-02\n---\n\n# Ferry\n\nIt sails.\n"
    added = workspace.add_bytes(text.encode(), "ferry.md")
    workspace.cache.put(found_in(added.article.text, workspace.models.english))
    app = DatelineApp(workspace, added.article.id)
    async with app.run_test(size=(60, 20)) as pilot:
        await furnished(pilot)
        shown = [row.strip(" ┃│›") for row in rows(app)]
        assert byline in shown
        assert "The Harbour Post  ·  2 March 2026  ·  1 min" in shown


async def test_without_a_heading_further_on_one_is_told(app: DatelineApp, pompeo: Article) -> None:
    async with app.run_test(size=(120, 40)) as pilot:
        await furnished(pilot)
        view(app).go(len(pompeo.text) - 1)
        await pilot.press("]", "h")
        await pilot.pause()
        assert "There is no heading further down." in status(app)
        view(app).go(0)
        await pilot.press("[", "h")
        await pilot.pause()
        assert "There is no heading further up." in status(app)


async def test_the_line_beside_a_quotation_goes_on_between_its_paragraphs(workspace: Workspace) -> None:
    article = workspace.add_bytes(b"# Title\n\n> One.\n>\n> Two.\n\nThree.\n", "quoted.md").article
    workspace.cache.put(found_in(article.text, workspace.models.english))
    app = DatelineApp(workspace, article.id)
    async with app.run_test(size=(60, 20)) as pilot:
        await pilot.pause()
        screen = rows(app)
        first = next(at for at, row in enumerate(screen) if "One." in row)
        column = screen[first].index("│")
        assert [row[column] for row in screen[first : first + 4]] == ["│", "│", "│", " "]


async def test_lines_that_do_not_fit_are_told_and_become_shorter_from_where_they_are(app: DatelineApp) -> None:
    async with app.run_test(size=(60, 24)) as pilot:
        await pilot.pause()
        fitting = view(app).page.measure
        await pilot.press("plus")
        await pilot.pause()
        assert "no room" in status(app)
        await pilot.press("minus")
        await pilot.pause()
        assert view(app).page.measure == fitting - 2
        await pilot.press("equals_sign")
        await pilot.pause()
        assert view(app).page.measure == fitting

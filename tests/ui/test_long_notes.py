"""What stands beneath paragraphs and below the article can be read by keys, however long it is."""

from __future__ import annotations

import re

import pytest
from textual.pilot import Pilot

from reader.annotator import Annotator
from reader.app import DatelineApp
from reader.model.article import Article
from reader.model.span import Span
from reader.ui.screens.reader import ReaderScreen
from reader.workspace import Workspace
from tests.ui.conftest import found_in
from tests.ui.screen import rows, view

LINES = 200


@pytest.fixture
def noted(workspace: Workspace, pompeo: Article) -> DatelineApp:
    """The article with a note of many lines on its second sentence."""
    start = pompeo.text.find("It is Pompeo")
    body = "\n".join(f"({number})" for number in range(1, LINES + 1))
    Annotator(workspace).add(pompeo, Span(start, start + 20), body)
    return DatelineApp(workspace, pompeo.id)


def shown(app: DatelineApp) -> set[int]:
    return {int(found) for row in rows(app) for found in re.findall(r"\((\d+)\)", row)}


async def pressed(app: DatelineApp, pilot: Pilot[None], key: str, times: int) -> set[int]:
    """Press a key so often, and return all lines of the note that were on the screen meanwhile."""
    seen = shown(app)
    for _ in range(times):
        await pilot.press(key)
        await pilot.pause()
        seen |= shown(app)
    return seen


@pytest.mark.parametrize(
    ("down", "up", "times"), [("j", "k", LINES + 40), ("space", "b", 20), ("d", "u", 40)], ids=["line", "page", "half"]
)
async def test_a_long_note_is_read_line_by_line_and_by_pages(
    noted: DatelineApp, down: str, up: str, times: int
) -> None:
    whole = set(range(1, LINES + 1))
    async with noted.run_test(size=(80, 24)) as pilot:
        await pilot.press("O")
        await pilot.pause()
        assert await pressed(noted, pilot, down, times) == whole
        view_of = view(noted)
        assert view_of.cursor > view_of.article.text.find("It is Pompeo") + 20  # type: ignore[union-attr]
        assert await pressed(noted, pilot, up, times) == whole
        assert view_of.cursor < 400


@pytest.mark.parametrize(("down", "times"), [("j", LINES + 60), ("space", 12)], ids=["line", "page"])
async def test_a_note_that_goes_on_below_the_text_is_read_beside_it(noted: DatelineApp, down: str, times: int) -> None:
    async with noted.run_test(size=(200, 40)) as pilot:
        await pilot.pause()
        assert not any("╭" in row for row in rows(noted)), "it stands beside the text"
        assert await pressed(noted, pilot, down, times) == set(range(1, LINES + 1))
        view(noted).go(view(noted).article.text.find("It is Pompeo"))  # type: ignore[union-attr]
        await pilot.press("x", "G", *"jjjjj")
        await pilot.pause()
        assert any(row.strip() for row in rows(noted)[1:-1]), "without the note no row below the text is left"


async def test_a_short_note_is_passed_over_by_one_key(app: DatelineApp, pompeo: Article) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        view(app).go(pompeo.text.find("It is Pompeo"))
        await pilot.press("a", *"Short", "ctrl+s", "O")
        await pilot.pause()
        last = [line for line in view(app).page.lines if line.block == view(app).page.block_at(view(app).cursor)][-1]
        view(app).go(last.start)
        await pilot.press("j")
        await pilot.pause()
        assert view(app).page.block_at(view(app).cursor) == last.block + 1


async def test_links_below_the_article_are_reached_by_keys(workspace: Workspace) -> None:
    links = " ".join(f"[word{number}](https://example.com/{number})" for number in range(60))
    article = workspace.add_bytes(f"# Links\n\n{links}".encode(), "links.md").article
    workspace.cache.put(found_in(article.text, workspace.models.english))
    app = DatelineApp(workspace, article.id)
    async with app.run_test(size=(80, 16)) as pilot:
        assert isinstance(app.screen, ReaderScreen)
        seen: set[str] = set()
        for _ in range(100):
            await pilot.press("j")
            await pilot.pause()
            seen |= {found for row in rows(app) for found in re.findall(r"example\.com/(\d+)", row)}
        assert seen == {str(number) for number in range(60)}
        top = view(app).scroll_offset.y
        await pilot.press("j")
        assert view(app).scroll_offset.y == top, "not beyond the last link"

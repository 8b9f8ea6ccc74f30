"""What changed between two versions, on the screen; lost notes tied again."""

from __future__ import annotations

import re
import threading
from dataclasses import replace
from typing import Any

import pytest
from textual.pilot import Pilot

from reader.annotator import Annotator
from reader.app import DatelineApp
from reader.model.annotation import PlaceState
from reader.model.article import Article, Draft
from reader.model.span import Span
from reader.ui.screens.changes import ChangesScreen
from reader.ui.screens.keys import KeysScreen
from reader.ui.screens.reader import ReaderScreen
from reader.versions import Comparison, Versions
from reader.workspace import Workspace
from tests.ui.conftest import found_in
from tests.ui.screen import furnished, looks, rows, shows, status, view


def update(workspace: Workspace, article: Article, text: str) -> Article:
    """Make ``text`` the article's present version, analysed."""
    blocks = tuple(block for block in article.blocks if block.span.end <= len(text))
    draft = Draft(article.title, article.byline, article.published, article.source, article.language, text, blocks)
    workspace.cache.put(found_in(text, workspace.models.english))
    return Versions(workspace).update(article.id, draft).added.article


@pytest.fixture
def passage(pompeo: Article) -> Span:
    """A sentence of the article that its next version hasn't."""
    at = pompeo.text.index("Pompeo", len(pompeo.text) // 2)
    start = pompeo.text.rindex("\n\n", 0, at) + 2
    return Span(start, pompeo.text.index("\n\n", at))


@pytest.fixture
def updated(workspace: Workspace, pompeo: Article, passage: Span) -> Article:
    """The article in a version without that passage, and with another word for one of its first."""
    text = pompeo.text[: passage.start] + pompeo.text[passage.end + 2 :]
    text = text.replace("agreed", "promised", 1)
    return update(workspace, pompeo, text)


async def compared(pilot: Pilot[None]) -> None:
    """Wait until two versions are compared, which is done in a thread."""
    await pilot.pause()
    await pilot.app.workers.wait_for_complete()
    await pilot.pause()


@pytest.mark.usefixtures("updated")
async def test_the_text_is_there_before_it_is_compared(
    app: DatelineApp, pompeo: Article, monkeypatch: pytest.MonkeyPatch
) -> None:
    compare, go_on = Versions.compare, threading.Event()

    def slowly(*args: Any) -> Comparison | None:
        go_on.wait(10)
        return compare(*args)

    monkeypatch.setattr(Versions, "compare", slowly)
    async with app.run_test(size=(100, 30)) as pilot:
        await furnished(pilot)
        await pilot.press("g", "c")
        await pilot.pause()
        assert shows(app, pompeo.title[:30])
        assert "comparing" in status(app)
        await pilot.press("n")
        assert "still being compared" in status(app)
        await pilot.press("j", "j")
        assert view(app).cursor > 0
        go_on.set()
        await compared(pilot)
        assert "1/2  − agreed" in status(app)


@pytest.mark.usefixtures("updated")
async def test_changes_are_shown_and_jumped_to(app: DatelineApp, passage: Span, pompeo: Article) -> None:
    async with app.run_test(size=(100, 30)) as pilot:
        await furnished(pilot)
        await pilot.press("g", "c")
        await compared(pilot)
        assert isinstance(app.screen, ChangesScreen)
        assert "1/2  − agreed + promised" in status(app)
        assert shows(app, "agreed promised")
        await pilot.press("n")
        await pilot.pause()
        assert "2/2  − " + passage.of(pompeo.text)[:20] in status(app)
        await pilot.press("n")
        assert "1/2" in status(app)
        await pilot.press("N")
        assert "2/2" in status(app)
        await pilot.press("less_than_sign")
        assert "no older version" in status(app)
        await pilot.press("greater_than_sign")
        assert "no younger version" in status(app)
        await pilot.press("g", "g", "j", "n")
        assert "1/2" in status(app)
        await pilot.press("escape")
        await pilot.pause()
        assert isinstance(app.screen, ReaderScreen)


async def test_a_paragraph_that_was_moved_shows_what_is_new_in_it(
    app: DatelineApp, workspace: Workspace, pompeo: Article
) -> None:
    paragraphs = pompeo.text.split("\n\n")
    moved = paragraphs.pop(next(at for at, text in enumerate(paragraphs) if len(text) > 150))
    middle = moved.index(" ", 60)
    update(workspace, pompeo, "\n\n".join([*paragraphs, f"{moved[:middle]} moreover{moved[middle:]}"]))
    async with app.run_test(size=(100, 200)) as pilot:
        await furnished(pilot)
        await pilot.press("g", "c")
        await compared(pilot)
        italic = {text.strip(): style.italic for row in looks(app) for text, style in row if style and style.underline}
        assert [look for text, look in italic.items() if text == "moreover"] == [None]
        assert all(look for text, look in italic.items() if text != "moreover")
        assert len(italic) > 2
        await pilot.press("N")
        assert "(moved in part)" in status(app)


@pytest.mark.usefixtures("updated")
async def test_what_differs_is_told_without_colour(app: DatelineApp) -> None:
    async with app.run_test(size=(100, 30)) as pilot:
        await furnished(pilot)
        await pilot.press("g", "c")
        await compared(pilot)
        page = view(app)
        out, put_in = (page.get_component_rich_style(f"article--{name}") for name in ("out", "in"))
        assert out.strike
        assert put_in.underline
        assert not out.underline
        assert not put_in.strike


@pytest.mark.usefixtures("updated")
async def test_keys_of_the_changes_are_shown(app: DatelineApp) -> None:
    async with app.run_test(size=(120, 40)) as pilot:
        await furnished(pilot)
        await pilot.press("g", "c")
        await compared(pilot)
        assert "? keys" in status(app)
        await pilot.press("question_mark")
        await pilot.pause()
        assert isinstance(app.screen, KeysScreen)
        assert shows(app, "Keys among changes")
        assert shows(app, "Compare with an older version")
        await pilot.press("escape")
        await pilot.pause()
        assert isinstance(app.screen, ChangesScreen)


async def test_a_single_version_is_told(app: DatelineApp) -> None:
    async with app.run_test(size=(140, 30)) as pilot:
        await furnished(pilot)
        await pilot.press("g", "c")
        await pilot.pause()
        assert isinstance(app.screen, ReaderScreen)
        assert "Only one version" in status(app)


async def test_a_lost_note_is_tied_to_another_passage_and_back(
    workspace: Workspace, pompeo: Article, passage: Span, updated: Article
) -> None:
    note = Annotator(workspace).add(pompeo, Span(passage.start, passage.start + 60), "Which channels?")
    (lost,) = Annotator(workspace).notes(updated)
    assert lost.place.state is PlaceState.ORPHAN
    app = DatelineApp(workspace, updated.id)
    async with app.run_test(size=(140, 40)) as pilot:
        await furnished(pilot)
        view(app).go(updated.text.index("promised"))
        await pilot.press("c", "a")
        await pilot.pause()
        (tied,) = Annotator(workspace).notes(updated)
        assert tied.place.span is not None
        assert "promised" in tied.place.span.of(updated.text)
        assert tied.annotation == replace(
            note.annotation, target=tied.annotation.target, modified=tied.annotation.modified
        )
        await pilot.press("U")
        await pilot.pause()
        (again,) = Annotator(workspace).notes(updated)
        assert again.annotation.target == note.annotation.target
        assert again.place.state is PlaceState.ORPHAN
        await pilot.press("ctrl+r")
        await pilot.pause()
        (tied,) = Annotator(workspace).notes(updated)
        assert tied.place.state is PlaceState.HERE


async def test_a_changed_passage_shows_what_it_was(workspace: Workspace, pompeo: Article) -> None:
    at = pompeo.text.index("agreed")
    Annotator(workspace).add(pompeo, Span(at - 30, at + 30), "Which ones?")
    new = pompeo.text.replace("agreed", "promised", 1)
    article = update(workspace, pompeo, new)
    app = DatelineApp(workspace, article.id)
    async with app.run_test(size=(100, 40)) as pilot:
        await furnished(pilot)
        view(app).go(article.text.index("promised"))
        await pilot.press("o")
        await pilot.pause()
        assert shows(app, "Then: “")
        assert shows(app, "the passage was changed")


async def test_i_tells_state_score_reason_then_and_now_of_a_note(
    workspace: Workspace, pompeo: Article, passage: Span, updated: Article
) -> None:
    at = pompeo.text.index("agreed")
    Annotator(workspace).add(pompeo, Span(at, at + 30), "Which ones?")
    Annotator(workspace).add(pompeo, Span(passage.start, passage.start + 60), "Lost?")
    app = DatelineApp(workspace, updated.id)
    async with app.run_test(size=(140, 40)) as pilot:
        await furnished(pilot)
        view(app).go(updated.text.index("promised"))
        await pilot.press("i")
        await pilot.pause()
        assert any(re.search(r"The passage was changed \(score \d\.\d\d\): ", row) for row in rows(app))
        assert shows(app, "Then: agreed to work")
        assert shows(app, "Now: promised to work")
        await pilot.press("escape", "A", "G", "i")
        await pilot.pause()
        assert shows(app, "The passage is gone (score 0.00)")
        assert shows(app, "taken out")

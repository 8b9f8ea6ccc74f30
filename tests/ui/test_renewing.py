"""The open article gets another version: by another process, a change of its file, or on demand."""

from __future__ import annotations

import os
import threading
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import TextArea

from reader.annotator import Annotator
from reader.app import DatelineApp
from reader.library.library import Change
from reader.model.annotation import PlacedNote, PlaceState
from reader.model.article import Article, Block, BlockKind, Draft
from reader.model.span import Span
from reader.notes.store import NoteStore
from reader.renewal import VersionWatch
from reader.settings import Loaded, Settings
from reader.ui.screens.reader import ReaderScreen
from reader.versions import Versions
from reader.workspace import Workspace
from tests.ui.conftest import found_in
from tests.ui.screen import furnished, rows, shows, status, view
from tests.website import PARAGRAPHS, Site, html

SENTENCE = "It is Pompeo’s first visit to Russia as secretary of state."
NEW = "A paragraph that was put in before all the others, to move them down by a few rows of the screen."
OPEN_AGAIN = "The channel is open again since Thursday morning, officials said on their way home from the harbour."


@pytest.fixture(autouse=True)
def _often(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reader.ui.screens.reader.EVERY", 0.02)


@pytest.fixture
def elsewhere(workspace: Workspace) -> Workspace:
    """Another process on the same folders."""
    return Workspace(workspace.folders)


def newer(article: Article) -> str:
    """The article's text with a paragraph more at its beginning."""
    head, _, rest = article.text.partition("\n\n")
    return f"{head}\n\n{NEW}\n\n{rest}"


def update(elsewhere: Workspace, article: Article, text: str) -> Article:
    """Make ``text`` the present version of an article, analysed."""
    blocks, at = [], 0
    for paragraph in text.split("\n\n"):
        kind = BlockKind.PARAGRAPH if at else BlockKind.HEADLINE
        blocks.append(Block(kind, Span(at, at + len(paragraph))))
        at += len(paragraph) + 2
    elsewhere.cache.put(found_in(text, elsewhere.models.english))
    draft = Draft(article.title, "", "", article.source, article.language, text, tuple(blocks))
    return Versions(elsewhere).update(article.id, draft).added.article


async def until(app: DatelineApp, pilot: Pilot[None], said: str) -> None:
    for _ in range(300):
        await pilot.pause(0.02)
        if said in status(app):
            return
    raise AssertionError("\n".join(rows(app)))


def words_at(app: DatelineApp) -> str:
    article = view(app).article
    assert article is not None
    return article.text[view(app).cursor :][:40]


async def test_a_new_version_comes_in_under_the_cursor(
    app: DatelineApp, pompeo: Article, workspace: Workspace, elsewhere: Workspace
) -> None:
    note = Annotator(workspace).add(
        pompeo, Span(pompeo.text.index(SENTENCE), pompeo.text.index(SENTENCE) + 20), "First?"
    )
    async with app.run_test(size=(140, 30)) as pilot:
        await furnished(pilot)
        view(app).go(pompeo.text.index(SENTENCE))
        await pilot.press("m", "q", "j", "j")
        words, row = words_at(app), view(app).page.row_of(view(app).cursor) - view(app).scroll_offset.y
        update(elsewhere, pompeo, newer(pompeo))
        await until(app, pilot, "new version: g c shows")
        assert view(app).article is not None
        assert NEW in view(app).article.text  # type: ignore[union-attr]
        assert words_at(app) == words
        assert view(app).page.row_of(view(app).cursor) - view(app).scroll_offset.y == row
        screen = app.screen
        assert isinstance(screen, ReaderScreen)
        assert screen.reading is not None
        ((placed, span),) = screen.reading.placed
        assert placed.annotation.id == note.id
        assert span.of(screen.reading.article.text) == SENTENCE[:20]
        await pilot.press("g", "g", "'", "q")
        assert words_at(app).startswith(SENTENCE[:20])


async def test_what_is_being_typed_is_finished_first(app: DatelineApp, pompeo: Article, elsewhere: Workspace) -> None:
    async with app.run_test(size=(120, 40)) as pilot:
        await furnished(pilot)
        view(app).go(pompeo.text.index(SENTENCE))
        await pilot.press("a", *"half a")
        update(elsewhere, pompeo, newer(pompeo))
        await until(app, pilot, "when you have finished")
        await pilot.press(*" thought")
        assert app.screen.query_one(TextArea).text == "half a thought"
        assert view(app).article == pompeo
        await pilot.press("ctrl+s")
        await until(app, pilot, "new version")
        screen = app.screen
        assert isinstance(screen, ReaderScreen)
        assert screen.reading is not None
        ((placed, span),) = screen.reading.placed
        assert (placed.annotation.body, span.of(screen.reading.article.text)) == ("half a thought", SENTENCE)
    assert len(NoteStore(elsewhere.folders.notes).all()) == 1


@pytest.mark.parametrize(("begin", "end"), [(["V"], "escape"), (["/", "x"], "escape"), (["?"], "escape")])
async def test_a_selection_a_search_and_help_are_not_disturbed(
    app: DatelineApp, pompeo: Article, elsewhere: Workspace, begin: list[str], end: str
) -> None:
    async with app.run_test(size=(120, 40)) as pilot:
        await furnished(pilot)
        await pilot.press(*begin)
        update(elsewhere, pompeo, newer(pompeo))
        for _ in range(10):
            await pilot.pause(0.02)
        assert app.screen_stack[0].query_one("#article").article == pompeo  # type: ignore[attr-defined]
        await pilot.press(end, "escape")
        for _ in range(300):
            await pilot.pause(0.02)
            if view(app).article != pompeo:
                break
        assert view(app).article is not None
        assert NEW in view(app).article.text  # type: ignore[union-attr]


async def test_a_lost_note_is_told(
    app: DatelineApp, pompeo: Article, workspace: Workspace, elsewhere: Workspace
) -> None:
    Annotator(workspace).add(
        pompeo, Span(pompeo.text.index(SENTENCE), pompeo.text.index(SENTENCE) + len(SENTENCE)), "?"
    )
    async with app.run_test(size=(160, 40)) as pilot:
        await furnished(pilot)
        update(elsewhere, pompeo, pompeo.text.replace(" " + SENTENCE, "").replace(SENTENCE, ""))
        await until(app, pilot, "1 of 1 notes lost")


@pytest.fixture
def story(tmp_path: Path, workspace: Workspace) -> Path:
    """A file with an article that is in the library."""
    path = tmp_path / "harbour.txt"
    write(
        path, "Harbour closes for a year\n\nThe harbour closes in May, the mayor said.\n\nFishermen asked for more.\n"
    )
    analysed(workspace, path)
    return path


def write(path: Path, text: str) -> None:
    """Write as editors do: the whole file at once."""
    path.with_suffix(".new").write_text(text, encoding="utf-8")
    path.with_suffix(".new").replace(path)


def analysed(workspace: Workspace, path: Path) -> Article:
    workspace.cache.put(found_in(workspace.draft(path).text, workspace.models.english))
    added = workspace.add(path)[0].added
    assert added is not None
    return added.article


async def test_a_file_that_changes_is_read_again(workspace: Workspace, story: Path) -> None:
    article = analysed(workspace, story)
    text = article.text.replace("in May", "in June")
    workspace.cache.put(found_in(text, workspace.models.english))
    app = DatelineApp(workspace, article.id)
    async with app.run_test(size=(120, 30)) as pilot:
        await furnished(pilot)
        write(story, text)
        await until(app, pilot, "new version")
        assert view(app).article is not None
        assert view(app).article.text == text  # type: ignore[union-attr]
        story.unlink()
        for _ in range(5):
            await pilot.pause(0.02)
        assert "harbour" not in status(app)
    assert len(workspace.library.versions(article.id)) == 2


async def test_a_file_that_changed_while_dateline_was_closed_is_read_again(workspace: Workspace, story: Path) -> None:
    article = analysed(workspace, story)
    text = article.text.replace("in May", "in June")
    workspace.cache.put(found_in(text, workspace.models.english))
    write(story, text)
    ahead = story.stat().st_mtime + 5
    os.utime(story, (ahead, ahead))
    app = DatelineApp(workspace, article.id)
    async with app.run_test(size=(120, 30)) as pilot:
        await furnished(pilot)
        await until(app, pilot, "new version")


async def test_another_story_in_the_file_is_an_article_of_its_own(workspace: Workspace, story: Path) -> None:
    article = analysed(workspace, story)
    app = DatelineApp(workspace, article.id)
    async with app.run_test(size=(140, 30)) as pilot:
        await furnished(pilot)
        write(story, "Quite another headline\n\nNothing in this text has ever stood in the one that was here before.\n")
        await until(app, pilot, "holds another story")
        assert view(app).article == article
    assert [row.title for row in workspace.library.rows("Quite another")] == ["Quite another headline"]


@pytest.fixture
def page(workspace: Workspace, site: Site) -> Article:
    """An article from the web, whose next version is analysed too."""
    address = site.page("/story", html(*PARAGRAPHS, OPEN_AGAIN))
    workspace.cache.put(found_in(workspace.page(address).draft.text, workspace.models.english))
    site.page("/story", html())
    workspace.cache.put(found_in(workspace.page(address).draft.text, workspace.models.english))
    return workspace.add_page(address).article


async def test_g_u_looks_where_the_article_was_found(workspace: Workspace, site: Site, page: Article) -> None:
    app = DatelineApp(workspace, page.id)
    async with app.run_test(size=(140, 30)) as pilot:
        await furnished(pilot)
        await pilot.press("g", "u")
        await until(app, pilot, "Nothing has changed")
        site.page("/story", html(*PARAGRAPHS, OPEN_AGAIN))
        await pilot.press("g", "u")
        await until(app, pilot, "new version")
        assert view(app).article is not None
        assert "since Thursday" in view(app).article.text  # type: ignore[union-attr]
        site.at("/story", lambda request: request.answer(404))
        await pilot.press("g", "u")
        await until(app, pilot, "There is no page")


async def test_the_reading_place_is_carried_over_while_closed(
    workspace: Workspace, pompeo: Article, elsewhere: Workspace
) -> None:
    workspace.save_place(pompeo, pompeo.text.index(SENTENCE))
    article = update(elsewhere, pompeo, newer(pompeo))
    app = DatelineApp(workspace, pompeo.id)
    async with app.run_test(size=(120, 30)) as pilot:
        await furnished(pilot)
        assert view(app).article == article
        assert words_at(app).startswith(SENTENCE[:30])


async def test_a_mark_goes_with_its_words_into_another_version(
    app: DatelineApp, pompeo: Article, workspace: Workspace, elsewhere: Workspace
) -> None:
    async with app.run_test(size=(140, 30)) as pilot:
        await furnished(pilot)
        view(app).go(pompeo.text.index(SENTENCE))
        await pilot.press(*"maG")
        await pilot.pause()
    update(elsewhere, pompeo, newer(pompeo))
    again = DatelineApp(workspace, pompeo.id)
    async with again.run_test(size=(140, 30)) as pilot:
        await furnished(pilot)
        await pilot.press(*"gg'a")
        await pilot.pause()
        assert words_at(again).startswith(SENTENCE[:40])


async def test_a_jump_back_into_an_article_that_changed_while_another_was_read(
    app: DatelineApp, pompeo: Article, workspace: Workspace, elsewhere: Workspace
) -> None:
    other = workspace.add_samples()[0].added
    assert other is not None
    async with app.run_test(size=(140, 30)) as pilot:
        await furnished(pilot)
        view(app).go(pompeo.text.index(SENTENCE))
        assert isinstance(app.screen, ReaderScreen)
        app.screen.open_article(other.article.id)
        await pilot.pause()
        newest = update(elsewhere, pompeo, newer(pompeo))
        await pilot.press("ctrl+o")
        await pilot.pause()
        assert view(app).article == newest
        assert words_at(app).startswith(SENTENCE[:30])


@pytest.mark.parametrize("at_note", [False, True])
async def test_a_long_article_is_shown_before_its_places_are_found(
    workspace: Workspace, pompeo: Article, elsewhere: Workspace, monkeypatch: pytest.MonkeyPatch, at_note: bool
) -> None:
    at = pompeo.text.index(SENTENCE)
    note = Annotator(workspace).add(pompeo, Span(at, at + len(SENTENCE)), "Which first?")
    workspace.save_place(pompeo, 0 if at_note else at)
    article = update(elsewhere, pompeo, newer(pompeo))
    find_notes, go_on = Annotator.notes, threading.Event()

    def slowly(asked: Annotator, of: Article) -> list[PlacedNote]:
        go_on.wait(10)
        return find_notes(asked, of)

    monkeypatch.setattr("reader.ui.open_article._LONG", 100)
    monkeypatch.setattr(Annotator, "notes", slowly)
    app = DatelineApp(workspace, pompeo.id, note.id if at_note else None)
    async with app.run_test(size=(140, 40)) as pilot:
        await furnished(pilot)
        assert view(app).article == article
        assert not words_at(app).startswith(SENTENCE[:30])
        go_on.set()
        for _ in range(300):
            await pilot.pause(0.02)
            if shows(app, "Which first?"):
                break
        assert shows(app, "Which first?")
        assert words_at(app).startswith(SENTENCE[:30])


@pytest.mark.parametrize("stays", [True, False])
async def test_a_draft_keeps_its_passage_when_the_article_changes_before_it_is_saved(
    app: DatelineApp, pompeo: Article, workspace: Workspace, elsewhere: Workspace, stays: bool
) -> None:
    async with app.run_test(size=(140, 40)) as pilot:
        await furnished(pilot)
        view(app).go(pompeo.text.index(SENTENCE))
        await pilot.press("a", *"draft", "escape")
        await pilot.pause()
    update(elsewhere, pompeo, newer(pompeo) if stays else pompeo.text.replace(SENTENCE + " ", ""))
    again = DatelineApp(Workspace(workspace.folders, Loaded(Settings())), pompeo.id)
    async with again.run_test(size=(140, 40)) as pilot:
        await furnished(pilot)
        await pilot.press("A", "enter")
        await pilot.pause()
        await pilot.press("ctrl+s")
        await pilot.pause()
    (note,) = workspace.note_store.all()
    assert (note.annotation.body, note.annotation.target.exact) == ("draft", SENTENCE)
    place = Annotator(workspace).placed(note, workspace.article(pompeo.id)).place
    assert place.state is (PlaceState.HERE if stays else PlaceState.ORPHAN)
    assert not workspace.drafts.of_article(pompeo.id)


@pytest.mark.parametrize("again", ["file", "back"])
def test_a_file_given_by_mistake_does_not_come_back_by_itself(workspace: Workspace, tmp_path: Path, again: str) -> None:
    right, wrong = tmp_path / "right.txt", tmp_path / "wrong.txt"
    right.write_text("The head\n\nThe story as it should be.\n", encoding="utf-8")
    added = workspace.add(right)[0].added
    assert added is not None
    article, versions = added.article, Versions(workspace)
    wrong.write_text("Another\n\nTaken in by mistake.\n", encoding="utf-8")
    versions.update(article.id, workspace.draft(wrong), str(wrong))
    if again == "file":
        versions.update(article.id, workspace.draft(right), str(right))
    else:
        versions.back(article.id)
    watch = VersionWatch(workspace)
    assert [watch.look(article) for _ in range(4)] == [Change.SAME] * 4

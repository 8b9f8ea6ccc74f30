"""Notes from the keyboard: what the screen says, and what is on disk when it says so."""

from __future__ import annotations

import json
from pathlib import Path

from textual.widgets import Input, TextArea

from reader.annotator import Annotator
from reader.app import DatelineApp
from reader.exchange import export
from reader.model.article import Article
from reader.model.span import Span
from reader.notes.store import NoteStore
from reader.settings import Folders
from reader.ui.screens.reader import ReaderScreen
from reader.workspace import Workspace
from tests.ui.screen import rows, shows, status, view

SENTENCE = "It is Pompeo’s first visit to Russia as secretary of state."


def stored(folders: Folders) -> list[dict[str, object]]:
    return [json.loads(path.read_text("utf-8")) for path in sorted(folders.notes.rglob("*.json"))]


async def to_sentence(app: DatelineApp, article: Article) -> None:
    view(app).go(article.text.find(SENTENCE))


async def test_three_keys_and_a_text_make_a_note_that_is_on_disk(
    app: DatelineApp, pompeo: Article, folders: Folders
) -> None:
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        await to_sentence(app, pompeo)
        await pilot.press("a", *"First?", "ctrl+s")
        await pilot.pause()
        assert "saved" in status(app)
        (note,) = stored(folders)
        assert note["target"]["selector"][0]["exact"] == SENTENCE  # type: ignore[index]
        assert note["body"][0]["value"] == "First?"  # type: ignore[index]
        assert shows(app, "│ First?")
        assert shows(app, "1 ✎")


async def test_highlight_is_marked_in_gutter_text_and_panel(app: DatelineApp, pompeo: Article) -> None:
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        await to_sentence(app, pompeo)
        await pilot.press("h")
        await pilot.pause()
        marked = [row for row in rows(app) if "▌" in row and "first visit" in row]
        assert marked
        assert shows(app, "highlight")


async def test_note_unfolds_and_folds_beneath_its_paragraph(app: DatelineApp, pompeo: Article) -> None:
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        await to_sentence(app, pompeo)
        await pilot.press("a", *"Seen", "ctrl+s")
        await pilot.pause()
        screen = rows(app)
        box = next(at for at, row in enumerate(screen) if "│ Seen" in row)
        paragraph_end = next(at for at, row in enumerate(screen) if "Russian President Vladimir Putin." in row)
        assert 0 < box - paragraph_end <= 2
        await pilot.press("o")
        await pilot.pause()
        assert not shows(app, "│ Seen")
        await pilot.press("O")
        await pilot.pause()
        assert shows(app, "│ Seen")


async def test_edit_keeps_the_old_text_in_the_history(app: DatelineApp, pompeo: Article, folders: Folders) -> None:
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        await to_sentence(app, pompeo)
        await pilot.press("a", *"old", "ctrl+s", "e", *"er", "ctrl+s")
        await pilot.pause()
        (note,) = NoteStore(folders.notes).all()
        assert note.annotation.body == "older"
        assert [past.body for past in note.history] == ["old"]


async def test_delete_undo_redo(app: DatelineApp, pompeo: Article, folders: Folders) -> None:
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        await to_sentence(app, pompeo)
        await pilot.press("h", "x")
        await pilot.pause()
        assert stored(folders) == []
        await pilot.press("U")
        await pilot.pause()
        assert len(stored(folders)) == 1
        await pilot.press("ctrl+r")
        await pilot.pause()
        assert stored(folders) == []
        await pilot.press("ctrl+z", "ctrl+z")
        await pilot.pause()
        assert stored(folders) == []
        assert "Undone: " in status(app)


async def test_escape_leaves_nothing_on_disk_and_keeps_the_draft(
    app: DatelineApp, pompeo: Article, folders: Folders
) -> None:
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        await to_sentence(app, pompeo)
        await pilot.press("a", *"draft", "escape")
        await pilot.pause()
        assert not folders.notes.exists()
        assert "draft" in status(app)
        await pilot.press("a")
        await pilot.pause()
        assert app.screen.query_one(TextArea).text == "draft"


async def test_keys_of_the_reader_are_letters_while_writing(app: DatelineApp) -> None:
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        await pilot.press("a", *"ghqjxE]?")
        await pilot.pause()
        assert app.screen.query_one(TextArea).text == "ghqjxE]?"
        assert isinstance(app.screen, ReaderScreen)


async def test_note_jumps(app: DatelineApp, pompeo: Article) -> None:
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        first, second = pompeo.text.find(SENTENCE), pompeo.text.find("Russian forces")
        for place in (second, first):
            view(app).go(place)
            await pilot.press("h")
        await pilot.press("g", "g", "]", "a")
        await pilot.pause()
        assert view(app).cursor == first
        await pilot.press("]", "a")
        await pilot.pause()
        assert view(app).cursor == second
        await pilot.press("[", "a")
        await pilot.pause()
        assert view(app).cursor == first


async def test_commands_on_no_note_say_so(app: DatelineApp) -> None:
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        for key in ("x", "e"):
            await pilot.press(key)
            await pilot.pause()
            assert "There is no note here" in status(app)


async def test_export_key_writes_markdown(app: DatelineApp, pompeo: Article, folders: Folders) -> None:
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        await to_sentence(app, pompeo)
        await pilot.press("a", *"Check", "ctrl+s", "E")
        await pilot.pause()
        assert "Exported to" in status(app)
    (file,) = (folders.config.parent / "exports").iterdir()
    text = file.read_text("utf-8")
    assert f"> {SENTENCE}" in text
    assert "Check" in text


async def test_failed_save_keeps_the_editor_open_and_says_why(app: DatelineApp, folders: Folders) -> None:
    folders.config.mkdir(parents=True, exist_ok=True)
    folders.notes.write_text("a file where the folder should be")
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await pilot.pause()
        await pilot.press("a", *"keep me", "ctrl+s")
        await pilot.pause()
        assert app.screen.query_one(TextArea).text == "keep me"
        assert app.screen.query_one(TextArea).has_focus
        assert any("can't be saved" in said.text for said in app.screen.messages.all())  # type: ignore[attr-defined]


async def test_note_by_another_window_is_listed_when_the_article_opens(workspace: Workspace, pompeo: Article) -> None:
    at = pompeo.text.find(SENTENCE)
    Annotator(workspace).add(pompeo, Span(at, at + len(SENTENCE)), "From the command line")
    app = DatelineApp(workspace, pompeo.id)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        assert shows(app, "From the command")


async def test_hostile_note_text_is_shown_as_text(app: DatelineApp, pompeo: Article) -> None:
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        await to_sentence(app, pompeo)
        await pilot.press("a")
        await pilot.pause()
        app.screen.query_one(TextArea).text = "[/] [@click=app.exit]x[/] \x1b]52;c;aGk=\x07\u202etxt"
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert shows(app, "[/] [@click=app.exit]x[/]")
        assert not any(mark in row for row in rows(app) for mark in "\x1b\x07\u202e")


def test_export_folder_is_where_the_settings_say(workspace: Workspace, pompeo: Article, folders: Folders) -> None:
    written = export(workspace, pompeo)
    assert written.path.parent == Path(folders.config.parent / "exports")


async def test_palette_offers_the_formats_of_exports(app: DatelineApp, folders: Folders) -> None:
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        await pilot.press("ctrl+p")
        await pilot.pause()
        app.screen.query_one(Input).value = "web page"
        await pilot.pause()
        await app.workers.wait_for_complete()
        await pilot.press("down", "enter")
        await pilot.pause()
        (page,) = (folders.config.parent / "exports").glob("*.html")
        assert "Sergey Lavrov" in page.read_text("utf-8")


async def test_editor_covers_no_line_of_the_article(app: DatelineApp, pompeo: Article) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        view(app).go(pompeo.text.find("Russian forces"))
        await pilot.press("a")
        await pilot.pause()
        for line in ("military since 2015", "Shi’ite militias."):
            assert shows(app, line), line


async def test_what_another_window_wrote_meanwhile_is_kept_beside(
    app: DatelineApp, pompeo: Article, workspace: Workspace
) -> None:
    start = pompeo.text.find(SENTENCE)
    note = Annotator(workspace).add(pompeo, Span(start, start + len(SENTENCE)), "base")
    other = NoteStore(workspace.folders.notes)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        await to_sentence(app, pompeo)
        await pilot.press("e", *" mine")
        other.edit(other.get(note.id), body="theirs")
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert "Both texts are kept" in status(app)
    found = other.get(note.id)
    assert {found.annotation.body, *(each.body for each in found.conflicts)} == {"theirs", "base mine"}

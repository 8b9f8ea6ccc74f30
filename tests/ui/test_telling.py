"""What is said in the bottom row: whole, with the keys that are set, and the few keys that matter."""

from __future__ import annotations

import pytest

from reader.app import DatelineApp
from reader.model.article import Article
from reader.settings import Folders, Loaded, Settings
from reader.ui.bindings import Keymap
from reader.ui.keymap import COMMANDS
from reader.workspace import Workspace
from tests.ui.screen import rows, shows, status, view

SENTENCE = "It is Pompeo’s first visit to Russia as secretary of state."


def with_keys(workspace: Workspace, **keys: str) -> Workspace:
    changed = {name.replace("_", "-"): value for name, value in keys.items()}
    return Workspace(workspace.folders, Loaded(Settings(keys=changed)))


async def test_a_long_message_is_shown_whole_and_moves_no_text(
    app: DatelineApp, pompeo: Article, folders: Folders
) -> None:
    async with app.run_test(size=(60, 20)) as pilot:
        view(app).go(pompeo.text.find(SENTENCE))
        await pilot.press("h")
        await pilot.pause()
        before = rows(app)[:10]
        await pilot.press("E")
        await pilot.pause()
        (written,) = (folders.config.parent / "exports").glob("*.md")
        told = "".join(row.strip() for row in rows(app)[-4:])
        assert str(written).replace(" ", "") in told.replace(" ", "")
        assert rows(app)[:10] == before
        height = view(app).size.height
        await pilot.press("j")
        await pilot.pause()
        assert view(app).size.height == height
        assert "Exported" not in "".join(rows(app))


async def test_without_a_note_nothing_is_exported(app: DatelineApp, folders: Folders) -> None:
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("E")
        await pilot.pause()
        assert "no note to export" in status(app)
        assert not (folders.config.parent / "exports").exists()


async def test_messages_name_the_keys_that_are_set(workspace: Workspace, pompeo: Article) -> None:
    mine = with_keys(workspace, undo="f5", note="f6", edit_note="f7", delete_note="f8", yellow="f9")
    app = DatelineApp(mine, pompeo.id)
    async with app.run_test(size=(80, 30)) as pilot:
        view(app).go(pompeo.text.find(SENTENCE))
        await pilot.press("f7")
        await pilot.pause()
        assert "f6 writes one" in status(app)
        await pilot.press("h", "h")
        await pilot.pause()
        assert "f9 and the like change its colour, f8 removes it" in status(app)
        await pilot.press("o")
        await pilot.pause()
        assert shows(app, "f7 writes a text")
        await pilot.press("f8")
        await pilot.pause()
        assert "f5 brings it back" in status(app)
        await pilot.press("A")
        await pilot.pause()
        assert shows(app, "none yet: f6 writes one")


def test_a_command_in_a_text_stands_for_its_first_key() -> None:
    keymap = Keymap({"undo": "f5,U"})
    assert keymap.named("‹undo› it, ‹to-mark b›, ‹half-page-down›; “‹nothing›”") == "f5 it, ' b, d; “‹nothing›”"
    for command in COMMANDS:
        assert "‹" not in keymap.named(f"‹{command.id}›")


@pytest.mark.parametrize("columns", [80, 120])
async def test_the_footer_shows_what_can_be_done_with_a_selection(app: DatelineApp, columns: int) -> None:
    async with app.run_test(size=(columns, 30)) as pilot:
        await pilot.press("j", "v", "e")
        await pilot.pause()
        for hint in ("h highlight", "Enter note", "y copy", "? keys"):
            assert hint in status(app), hint
        assert "Selecting by characters" in status(app)
        await pilot.press("o")
        await pilot.pause()
        assert "Selecting by characters" in status(app)
        await pilot.press("escape")
        await pilot.pause()
        assert "Enter note" not in status(app)
        assert "/ find" in status(app)


async def test_what_is_selected_step_by_step_is_no_message_to_be_kept(app: DatelineApp) -> None:
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("j", "v", *"eeee", "escape", "g", "m")
        await pilot.pause()
        assert not shows(app, "Selecting by")


@pytest.mark.parametrize("columns", [40, 44, 52, 60, 80])
async def test_facts_in_the_bottom_row_are_whole_or_left_out(app: DatelineApp, pompeo: Article, columns: int) -> None:
    async with app.run_test(size=(columns, 16)) as pilot:
        view(app).go(pompeo.text.find(SENTENCE))
        await pilot.press("h", "P", "enter")
        await pilot.pause()
        row = rows(app)[-1]
        assert "%" in row
        assert "Mike Pompeo 1/" in row
        assert not row.strip().startswith("…")
        assert row.rstrip() == row.rstrip().removesuffix("·")

"""Every command has a key, a test that presses it, and a line on the page of keys; and tests of the keys left over."""

from __future__ import annotations

import importlib
import pkgutil
import subprocess
import sys
from pathlib import Path

import pytest

import tests.ui
from reader.analysis.state import State
from reader.app import DatelineApp
from reader.model.article import Article
from reader.ui.keymap import COMMANDS
from reader.ui.screens.reader import ReaderScreen
from reader.ui.widgets.library_list import LibraryList
from reader.ui.widgets.pane import Pane
from reader.ui.widgets.panel import Panel
from tests.ui.commands import TESTED_BY, UNSEEN
from tests.ui.screen import status, view

ROOT = Path(__file__).parents[2]
SENTENCE = "It is Pompeo’s first visit to Russia as secretary of state."


def test_every_command_names_the_test_that_presses_its_key() -> None:
    modules = [importlib.import_module(f"tests.ui.{each.name}") for each in pkgutil.iter_modules(tests.ui.__path__)]
    functions = {name for module in modules for name in dir(module) if name.startswith("test_")}
    ids = {command.id for command in COMMANDS}
    assert ids - TESTED_BY.keys() == set(), "add the command and its test to tests/ui/commands.py"
    assert TESTED_BY.keys() - ids == set(), "there is no such command any more"
    assert set(TESTED_BY.values()) - functions == set(), "there is no such test"
    assert ids >= UNSEEN.keys()


def test_every_command_has_a_key_and_a_title() -> None:
    for command in COMMANDS:
        assert command.keys, command.id
        assert command.title, command.id


def test_page_of_keys_is_what_the_table_says() -> None:
    made = subprocess.run(
        [sys.executable, str(ROOT / "scripts" / "keys_page.py"), "--print"], capture_output=True, text=True, check=True
    ).stdout
    page = (ROOT / "docs" / "keys.md").read_text("utf-8")
    assert page == made, "run: python scripts/keys_page.py"
    for command in COMMANDS:
        assert f"`{command.id}`" in page, command.id


@pytest.mark.parametrize(
    ("start", "keys", "wanted"),
    [
        ("Pompeo’s first", ["W"], "is Pompeo’s"),
        ("Pompeo’s first", ["v", "b"], "is P"),
        ("Pompeo’s first", ["shift+left"], " "),
        ("Pompeo’s first", ["ctrl+shift+left"], "is "),
    ],
)
async def test_words_and_characters_back(
    app: DatelineApp, pompeo: Article, start: str, keys: list[str], wanted: str
) -> None:
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        view(app).go(pompeo.text.find(start))
        await pilot.press(*keys)
        await pilot.pause()
        selected = view(app).selected
        found = selected.of(pompeo.text) if selected else pompeo.text[view(app).cursor :]
        assert found.startswith(wanted)


@pytest.mark.parametrize(("key", "lines"), [("shift+down", 1), ("shift+up", -1)])
async def test_select_by_lines(app: DatelineApp, pompeo: Article, key: str, lines: int) -> None:
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        view(app).go(pompeo.text.find("agreed to work"))
        row = view(app).page.row_of(view(app).cursor)
        await pilot.press(key)
        await pilot.pause()
        selected = view(app).selected
        assert selected is not None
        ends = {view(app).page.row_of(selected.start), view(app).page.row_of(selected.end - 1)}
        assert ends == {row, row + lines}


async def test_select_to_both_ends_of_the_line_and_the_paragraph(app: DatelineApp, pompeo: Article) -> None:
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        view(app).go(pompeo.text.find("agreed to work"))
        line = view(app).page.line_at(view(app).cursor)
        assert line is not None
        await pilot.press("v", "0")
        await pilot.pause()
        assert view(app).selected is not None
        assert view(app).selected.start == line.start  # type: ignore[union-attr]
        await pilot.press("escape", "v", "dollar_sign")
        await pilot.pause()
        assert view(app).selected is not None
        assert view(app).selected.end == line.end  # type: ignore[union-attr]
        await pilot.press("i", "p")
        await pilot.pause()
        selected = view(app).selected
        block = view(app).page.blocks[view(app).page.block_at(view(app).cursor)]
        assert selected == block.span


async def test_panes_are_opened_closed_and_gone_through(app: DatelineApp) -> None:
    async with app.run_test(size=(140, 40)) as pilot:
        await pilot.pause()
        library, panel = app.screen.query_one("#library-pane", Pane), app.screen.query_one("#panel-pane", Pane)
        await pilot.press("l")
        await pilot.pause()
        assert not library.opened
        await pilot.press("l")
        await pilot.pause()
        assert isinstance(app.focused, LibraryList)
        await pilot.press("tab")
        assert app.focused is view(app)
        await pilot.press("tab")
        assert isinstance(app.focused, Panel)
        await pilot.press("shift+tab")
        assert app.focused is view(app)
        await pilot.press("p")
        await pilot.pause()
        assert not panel.opened


async def test_lists_go_by_items_pages_and_to_their_ends(app: DatelineApp) -> None:
    async with app.run_test(size=(140, 20)) as pilot:
        await pilot.pause()
        await pilot.press("P")
        panel = app.screen.query_one(Panel)
        first = panel.index
        await pilot.press("j")
        assert panel.index == first + 1
        await pilot.press("k")
        assert panel.index == first
        await pilot.press("pagedown")
        after = panel.index
        assert after > first + 1
        await pilot.press("pageup")
        assert panel.index < after
        await pilot.press("G")
        last = panel.index
        assert not any(panel.can_choose(index) for index in range(last + 1, panel.items))


async def test_failed_analysis_is_tried_again(app: DatelineApp, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[object] = []
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        assert isinstance(app.screen, ReaderScreen)
        assert app.screen.reading is not None
        await pilot.press("R")
        assert "R tries again what failed" in status(app)
        app.screen.reading.state = State.FAILED
        monkeypatch.setattr(app.screen.workspace, "analyse", lambda request, _told: asked.append(request))
        await pilot.press("R")
        await app.workers.wait_for_complete()
    assert len(asked) == 1

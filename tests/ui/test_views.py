"""Which marks are shown, and what explains the screen."""

from __future__ import annotations

import pytest
from textual.widgets import Input, Static

from reader.app import DatelineApp
from reader.model.article import Article
from reader.settings import Loaded, Settings
from reader.ui.command import Scope
from reader.ui.keymap import COMMANDS
from reader.ui.layers import Layer
from reader.ui.screens.keys import KeysScreen
from reader.ui.screens.messages import MessagesScreen
from reader.ui.screens.reader import ReaderScreen
from reader.ui.shown import VIEWS, Shown
from reader.ui.widgets.following import Following
from reader.ui.widgets.pane import Pane
from reader.ui.widgets.panel import Panel
from reader.ui.widgets.slim_bar import SlimBar
from reader.workspace import Workspace
from tests.ui.screen import furnished, rows, shows, status, view


def styles(app: DatelineApp) -> set[str]:
    """The looks of all marks of the analysis and of notes in the open article."""
    layers = (Layer.QUOTE, Layer.ENTITY, Layer.HIGHLIGHT)
    return {mark.style.removeprefix("article--") for mark in view(app).marks.over(0, 1 << 30, layers)}


async def test_one_key_goes_through_the_ready_made_choices(app: DatelineApp, workspace: Workspace) -> None:
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        await pilot.press("h")
        seen = []
        for _ in range(len(VIEWS) + 1):
            seen.append(styles(app))
            await pilot.press("L")
            await pilot.pause()
        assert seen == [
            {"person", "place", "quote", "note-yellow"},
            {"person", "place"},
            {"speaker-1"},
            {"note-yellow"},
            set(),
            {"person", "place", "quote", "note-yellow"},
        ]
        assert "people and places" in status(app)
    again = Workspace(workspace.folders, Loaded(Settings()))
    assert "quotes" in again.memory.get("marks hidden", [""])


async def test_a_kind_is_switched_in_the_palette_and_remembered(
    app: DatelineApp, workspace: Workspace, pompeo: Article
) -> None:
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        await pilot.press("ctrl+p")
        await pilot.pause()
        await pilot.press(*"Marks: places")
        await pilot.pause()
        await app.workers.wait_for_complete()
        await pilot.pause()
        await pilot.press("enter")
        await pilot.pause()
        assert "place" not in styles(app)
        assert "person" in styles(app)
    again = DatelineApp(Workspace(workspace.folders, Loaded(Settings())), pompeo.id)
    async with again.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        assert "place" not in styles(again)


async def test_quotes_are_marked_alike_or_by_speaker(app: DatelineApp) -> None:
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        assert isinstance(app.screen, ReaderScreen)
        await app.screen.action_do("views", "turn", (Shown.SPEAKERS.value,))
        assert "quote" not in styles(app)
        await app.screen.action_do("views", "turn", (Shown.QUOTES.value,))
        assert "speaker-1" not in styles(app)


@pytest.mark.parametrize(
    ("keys", "there", "not_there"),
    [
        (["question_mark"], "A line down", "Filter the list"),
        (["P", "question_mark"], "Filter the list", "Half a page down"),
        (["a", "f1"], "Save the note", "A line down"),
        (["v", "question_mark"], "A line down", "Filter the list"),
    ],
)
async def test_help_shows_the_keys_of_the_place(app: DatelineApp, keys: list[str], there: str, not_there: str) -> None:
    async with app.run_test(size=(120, 120)) as pilot:
        await pilot.pause()
        await pilot.press(*keys)
        await pilot.pause()
        assert isinstance(app.screen, KeysScreen)
        text = str(app.screen.query_one("#keys-list", Static).content)
        assert there in text
        assert not_there not in text
        await pilot.press("escape")
        await pilot.pause()
        assert isinstance(app.screen, ReaderScreen)


async def test_help_is_found_by_typing_in_all_places(app: DatelineApp) -> None:
    async with app.run_test(size=(120, 60)) as pilot:
        await pilot.pause()
        await pilot.press("question_mark", *"save note")
        await pilot.pause()
        text = str(app.screen.query_one("#keys-list", Static).content)
        assert "Save the note" in text
        assert "A line down" not in text
        for typed in ("g n", "h"):
            app.screen.query_one(Input).value = typed
            await pilot.pause()
            lines = str(app.screen.query_one("#keys-list", Static).content).splitlines()
            assert lines[0] == f"Keys that begin with {typed}"
            assert lines[1].split("  ")[0] == typed
        app.screen.query_one(Input).value = "zzzz"
        await pilot.pause()
        assert shows(app, "No command has")


@pytest.mark.parametrize("size", [(40, 12), (60, 20), (120, 40)])
async def test_all_keys_that_can_follow_are_shown_on_a_small_screen_too(
    app: DatelineApp, size: tuple[int, int]
) -> None:
    async with app.run_test(size=size) as pilot:
        await furnished(pilot)
        await pilot.press("g")
        following = app.screen.query_one(Following)
        while not following.display:
            await pilot.pause(0.05)
        await pilot.pause()
        keys = [key for each in COMMANDS if each.scope in {Scope.READER, Scope.ARTICLE} for key in each.keys.split(",")]
        wanted = {key[2:] for key in keys if key.startswith("g ")}
        top, bottom = following.region.y, following.region.bottom
        words = " ".join(rows(app)[top:bottom]).split()
        assert wanted <= set(words)


async def test_keys_that_can_follow_are_shown_when_one_hesitates(app: DatelineApp) -> None:
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        await pilot.press("c")
        following = app.screen.query_one(Following)
        while not following.display:
            await pilot.pause(0.05)
        await pilot.pause()
        assert shows(app, "Colour green")
        await pilot.press("g")
        await pilot.pause()
        assert not following.display
        await pilot.press("g", "g")
        await pilot.pause()
        assert not following.display


async def test_messages_can_be_read_again(app: DatelineApp) -> None:
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        await pilot.press("h", "x", "e", "g", "m")
        await pilot.pause()
        assert isinstance(app.screen, MessagesScreen)
        screen = "\n".join(rows(app))
        told = ["Highlighted in yellow; saved.", "Deleted; U brings it back.", "There is no note here"]
        places = [screen.find(text) for text in told]
        assert places == sorted(places)
        assert -1 not in places


async def test_footer_shows_the_keys_of_the_place(app: DatelineApp) -> None:
    async with app.run_test(size=(140, 40)) as pilot:
        await pilot.pause()
        assert "h highlight" in status(app)
        await pilot.press("P")
        await pilot.pause()
        assert "/ filter" in status(app)
        assert "h highlight" not in status(app)
        await pilot.press("escape", "a")
        await pilot.pause()
        assert "^s save" in status(app)


def test_default_keys_of_one_place_do_not_clash() -> None:
    together = [
        {Scope.READER, Scope.ARTICLE},
        {Scope.LIST},
        {Scope.EDITOR},
        {Scope.FIND},
    ]
    for scopes in together:
        keys: dict[str, str] = {}
        for command in COMMANDS:
            for key in filter(None, command.keys.split(",") if command.scope in scopes else ()):
                assert key not in keys, (key, command.id, keys[key])
                keys[key] = command.id


async def test_panes_are_dragged_and_stay_so(app: DatelineApp, workspace: Workspace, pompeo: Article) -> None:
    async with app.run_test(size=(140, 40)) as pilot:
        await pilot.pause()
        pane = app.screen.query_one("#panel-pane", Pane)
        width = pane.region.width
        await pilot.mouse_down(pane, offset=(0, 5))
        to = (pane.region.x - 6, 5)
        await pilot.hover("#panes", offset=to)
        await pilot.mouse_up("#panes", offset=to)
        await pilot.pause()
        assert pane.region.width == width + 6
    again = DatelineApp(Workspace(workspace.folders, Loaded(Settings())), pompeo.id)
    async with again.run_test(size=(140, 40)) as pilot:
        await pilot.pause()
        assert again.screen.query_one("#panel-pane", Pane).region.width == width + 6


async def test_panes_are_made_wider_by_keys(app: DatelineApp) -> None:
    async with app.run_test(size=(140, 40)) as pilot:
        await pilot.pause()
        pane = app.screen.query_one("#panel-pane", Pane)
        width = pane.region.width
        await pilot.press("P", "greater_than_sign", "greater_than_sign")
        await pilot.pause()
        assert pane.region.width == width + 4
        await pilot.press("less_than_sign")
        await pilot.pause()
        assert pane.region.width == width + 2


async def test_linear_has_one_column_and_panes_take_it_whole(workspace: Workspace, pompeo: Article) -> None:
    app = DatelineApp(Workspace(workspace.folders, Loaded(Settings(linear=True))), pompeo.id)
    async with app.run_test(size=(160, 40)) as pilot:
        await pilot.pause()
        assert not app.screen.query_one(SlimBar).display
        assert view(app).margin == 2
        assert not [pane for pane in app.screen.query(Pane) if pane.opened]
        await pilot.press("P")
        await pilot.pause()
        assert app.screen.query_one("#panel-pane", Pane).region.width == 160
        await pilot.press("enter")
        await pilot.pause()
        assert app.focused is view(app)


async def test_linear_keeps_the_terminals_cursor_where_one_is(workspace: Workspace, pompeo: Article) -> None:
    app = DatelineApp(Workspace(workspace.folders, Loaded(Settings(linear=True))), pompeo.id)

    def beneath() -> str:
        x, y = app.cursor_position
        return rows(app)[y][x:]

    async with app.run_test(size=(80, 24)) as pilot:
        await furnished(pilot)
        for key in ("j", "right_parenthesis", "w", "space", "G", "p"):
            await pilot.press(key)
            await pilot.pause()
            if key != "p":
                assert beneath().startswith(pompeo.text[view(app).cursor :][:3].split("\n")[0])
        await pilot.pause()
        assert app.cursor_position != (0, 0)
        panel = app.screen.query_one(Panel)
        await pilot.press("g", "g")
        await pilot.pause()
        first = beneath().split()[0]
        await pilot.press("j")
        await pilot.pause()
        entry = panel.entry(panel.index)
        assert entry is not None
        assert beneath().split()[0] != first
        await pilot.press("escape", "a", *"abc")
        await pilot.pause()
        assert rows(app)[app.cursor_position.y][: app.cursor_position.x].endswith("abc")


async def test_ascii_draws_no_art_and_leaves_the_text_alone(workspace: Workspace, pompeo: Article) -> None:
    app = DatelineApp(Workspace(workspace.folders, Loaded(Settings(ascii=True))), pompeo.id)
    async with app.run_test(size=(140, 40)) as pilot:
        await pilot.pause()
        await pilot.press("P", "enter", "escape", "a", *"A note", "ctrl+s", "O", "question_mark")
        await pilot.pause()
        drawn = set("".join(rows(app)))
        assert shows(app, "j  Down")  # not “v”, which is a key too
        await pilot.press("escape")
        await pilot.pause()
        drawn |= set("".join(rows(app)))
        await pilot.press("ctrl+p")
        await pilot.pause()
        drawn |= set("".join(rows(app)))
        art = {sign for sign in drawn if 0x2190 <= ord(sign) <= 0x27BF or ord(sign) > 0xFFFF}
        assert not art
        await pilot.press("escape")
        await pilot.pause()
        assert shows(app, "Pompeo’s")


async def test_ascii_is_switched_in_the_palette(app: DatelineApp) -> None:
    async with app.run_test(size=(140, 40)) as pilot:
        await pilot.pause()
        assert any("│" in row or "┃" in row for row in rows(app))
        await pilot.press("ctrl+p")
        await pilot.pause()
        await pilot.press(*"Plain characters")
        await pilot.pause()
        await app.workers.wait_for_complete()
        await pilot.pause()
        await pilot.press("enter")
        await pilot.pause()
        assert not any("│" in row or "┃" in row for row in rows(app))


@pytest.mark.parametrize("size", [(40, 12), (60, 20), (80, 24)])
async def test_lines_of_help_hang_on_small_screens(app: DatelineApp, size: tuple[int, int]) -> None:
    async with app.run_test(size=size) as pilot:
        await pilot.press("question_mark", *"selection sentence")
        await pilot.pause()
        text = str(app.screen.query_one("#keys-list", Static).content)
        keys = {line.split("  ")[0] for line in text.splitlines() if line and line[0] != " "}
        assert {"a", "h", "y"} <= keys, "what goes on in another line is indented"
        assert max(map(len, text.splitlines())) <= app.screen.query_one("#keys-list").size.width

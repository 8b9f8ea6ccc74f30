"""The notes of all articles on the screen: searched, chosen, changed at once, taken back."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from textual.pilot import Pilot
from textual.widgets import Input

from reader.annotator import Annotator
from reader.app import DatelineApp
from reader.model.annotation import Annotation, Colour
from reader.model.article import Draft
from reader.model.span import Span
from reader.ui.screens.keys import KeysScreen
from reader.ui.screens.notebook import NotebookScreen
from reader.ui.screens.reader import ReaderScreen
from reader.ui.widgets.note_list import NoteList
from reader.versions import Versions
from reader.workspace import Workspace
from tests.ui.conftest import found_in
from tests.ui.screen import furnished, rows, shows, status, view


@pytest.fixture(autouse=True)
def notes(workspace: Workspace) -> list[str]:
    """Three notes on each of two articles; returns their ids."""
    made = []
    for query, colour in (("Sochi", Colour.PINK), ("Lantern", Colour.BLUE)):
        article = workspace.article(workspace.articles(query=query)[0].row.id)
        for number, tags in enumerate((("check",), ("question",), ())):
            start = article.text.index(" ", 200 * (number + 1)) + 1
            passage = Span(start, start + 40)
            made.append(Annotator(workspace).add(article, passage, f"{query} {number}", colour=colour, tags=tags).id)
    return made


def stored(workspace: Workspace) -> dict[str, Annotation]:
    return {note.annotation.body: note.annotation for note in workspace.note_store.all()}


async def settled(pilot: Pilot[None]) -> None:
    """Wait until threads have done what they were given, and the screen shows it."""
    for _ in range(3):  # a change is followed by reading the notes anew
        await pilot.pause()
        await pilot.app.workers.wait_for_complete()
    await pilot.pause()


async def opened(pilot: Pilot[None]) -> NoteList:
    await furnished(pilot)
    await pilot.press("g", "n")
    await settled(pilot)
    assert isinstance(pilot.app.screen, NotebookScreen)
    return pilot.app.screen.query_one(NoteList)


async def press(pilot: Pilot[None], *keys: str) -> None:
    await pilot.press(*keys)
    await settled(pilot)


def listed(found: NoteList) -> list[str]:
    return [each.note.annotation.body for each in found.notes]


async def test_all_notes_are_listed_by_article_and_opened_at_their_passage(
    app: DatelineApp, workspace: Workspace
) -> None:
    async with app.run_test(size=(120, 40)) as pilot:
        found = await opened(pilot)
        assert listed(found) == [*(f"Lantern {each}" for each in range(3)), *(f"Sochi {each}" for each in range(3))]
        assert shows(app, "Lantern Festival in Taipei")
        assert "6 notes" in status(app)
        await press(pilot, "j", "enter")
        assert isinstance(app.screen, ReaderScreen)
        article = view(app).article
        assert article is not None
        assert article.id == stored(workspace)["Lantern 1"].article
        assert view(app).cursor == stored(workspace)["Lantern 1"].target.span.start


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [
        ("sochi", ["Sochi 0", "Sochi 1", "Sochi 2"]),
        ("#check", ["Lantern 0", "Sochi 0"]),
        ("#check colour:blue", ["Lantern 0"]),
        ("colour:blue 2", ["Lantern 2"]),
        ("since:2999", []),
        ("until:2999-01 #question", ["Lantern 1", "Sochi 1"]),
        ("@nobody", []),
    ],
)
async def test_search_by_words_tag_colour_person_and_date(app: DatelineApp, typed: str, wanted: Sequence[str]) -> None:
    async with app.run_test(size=(120, 40)) as pilot:
        found = await opened(pilot)
        await pilot.press("slash")
        await pilot.pause()
        assert shows(app, "colour:pink")  # how it is asked
        await press(pilot, *("space" if each == " " else each for each in typed))
        assert listed(found) == wanted
        assert shows(app, typed)
        await press(pilot, "enter")
        assert f"{len(wanted)} of 6 notes" in status(app)
        await press(pilot, "escape")
        assert len(listed(found)) == 6


async def test_a_person_is_found_who_is_quoted_there(app: DatelineApp, workspace: Workspace) -> None:
    article = workspace.article(workspace.articles(query="Sochi")[0].row.id)
    at = article.text.index("expectation")
    Annotator(workspace).add(article, Span(at, at + 11), "Whose?")
    async with app.run_test(size=(120, 40)) as pilot:
        found = await opened(pilot)
        await press(pilot, "slash", *'@"mike')
        assert "Whose?" in listed(found)
        assert all("Lantern" not in each for each in listed(found))


async def test_one_by_one_and_as_one_goes_notes_are_chosen(app: DatelineApp) -> None:
    async with app.run_test(size=(120, 40)) as pilot:
        found = await opened(pilot)
        await pilot.press("space", "j", "space")
        assert "2 chosen" in status(app)
        assert [each.note.annotation.body for each in found.meant] == ["Lantern 0", "Lantern 2"]
        await pilot.press("v", "j", "j")
        assert "5 chosen" in status(app)
        assert "choosing as you go" in status(app)
        await pilot.press("k", "v", "j")
        assert [each.note.annotation.body for each in found.meant][2:] == ["Sochi 0", "Sochi 1"]
        assert shows(app, "✓")
        await pilot.press("*")
        assert "6 chosen" in status(app)
        await pilot.press("*")
        assert "chosen" not in status(app)
        await pilot.press("*", "escape")
        assert isinstance(app.screen, NotebookScreen)
        await pilot.press("escape")
        await pilot.pause()
        assert isinstance(app.screen, ReaderScreen)


@pytest.mark.parametrize("colour", list(Colour))
async def test_chosen_notes_get_a_colour_in_one_step(app: DatelineApp, workspace: Workspace, colour: Colour) -> None:
    before = stored(workspace)
    async with app.run_test(size=(120, 40)) as pilot:
        await opened(pilot)
        await press(pilot, "v", "G", "c", colour[0])
        assert {each.colour for each in stored(workspace).values()} == {colour}
        assert f"6 notes in {colour} now" in status(app)
        await press(pilot, "U")
        after = stored(workspace)
        assert {each: after[each].colour for each in after} == {each: before[each].colour for each in before}
        await press(pilot, "ctrl+r")
        assert {each.colour for each in stored(workspace).values()} == {colour}


@pytest.mark.parametrize(("key", "tag"), [("q", "question"), ("c", "check"), ("i", "important")])
async def test_quick_marks_go_on_all_and_off_again(app: DatelineApp, workspace: Workspace, key: str, tag: str) -> None:
    async with app.run_test(size=(120, 40)) as pilot:
        await opened(pilot)
        await press(pilot, "*", "t", key)
        assert all(tag in each.tags for each in stored(workspace).values())
        await press(pilot, "t", key)
        assert all(tag not in each.tags for each in stored(workspace).values())


async def test_tags_are_written_for_many(app: DatelineApp, workspace: Workspace) -> None:
    async with app.run_test(size=(120, 40)) as pilot:
        await opened(pilot)
        await pilot.press("v", "j", "j", "t", "t")
        await pilot.pause()
        assert isinstance(app.focused, Input)
        await press(pilot, *"to", "space", *"read,", "space", *"-check", "enter")
        tags = {name: each.tags for name, each in stored(workspace).items() if name.startswith("Lantern")}
        assert tags == {"Lantern 0": ("to read",), "Lantern 1": ("question", "to read"), "Lantern 2": ("to read",)}
        assert stored(workspace)["Sochi 0"].tags == ("check",)
        assert "Tags of 3 notes changed" in status(app)


async def test_notes_go_to_the_trash_and_come_back(app: DatelineApp, workspace: Workspace) -> None:
    before = stored(workspace)
    async with app.run_test(size=(120, 40)) as pilot:
        found = await opened(pilot)
        await press(pilot, "v", "j", "x")
        assert sorted(stored(workspace)) == ["Lantern 2", "Sochi 0", "Sochi 1", "Sochi 2"]
        await press(pilot, "U")
        assert stored(workspace).keys() == before.keys()
        await press(pilot, "*", "x", "T")
        assert shows(app, "Trash")
        assert len(found.notes) == 6
        await press(pilot, "c", "y")
        assert "r brings them back first" in status(app)
        await press(pilot, "space", "r")
        assert list(stored(workspace)) == ["Lantern 0"]
        assert len(found.notes) == 5
        await press(pilot, "U")
        assert stored(workspace) == {}
        await press(pilot, "*", "r", "T")
        assert stored(workspace) == before
        await press(pilot, "r")
        assert "T shows it" in status(app)


async def test_chosen_notes_are_exported_alone(app: DatelineApp, workspace: Workspace) -> None:
    async with app.run_test(size=(160, 40)) as pilot:
        await opened(pilot)
        await press(pilot, "space", "G", "space", "E")
        assert "2 notes exported to" in status(app)
    (path,) = (workspace.folders.config.parent / "exports").iterdir()
    text = path.read_text("utf-8")
    assert "Lantern 0" in text
    assert "Sochi 2" in text
    assert "Sochi 0" not in text


async def test_other_formats_and_all_commands_are_in_the_palette(app: DatelineApp, workspace: Workspace) -> None:
    async with app.run_test(size=(120, 40)) as pilot:
        await opened(pilot)
        await pilot.press("*", "ctrl+p")
        await pilot.pause()
        await pilot.press(*"spreadsheets")
        await pilot.app.workers.wait_for_complete()
        await pilot.press("down", "enter")
        await settled(pilot)
        assert "6 notes exported" in status(app)
        await pilot.press("question_mark")
        await pilot.pause()
        assert isinstance(app.screen, KeysScreen)
        assert shows(app, "Choose this note")
        assert not shows(app, "This pane wider")
    (path,) = (workspace.folders.config.parent / "exports").glob("*.csv")
    assert path.read_text("utf-8-sig").count("Sochi") >= 3


async def test_a_note_that_is_gone_meanwhile_keeps_none_of_the_others(app: DatelineApp, workspace: Workspace) -> None:
    elsewhere = Workspace(workspace.folders)
    async with app.run_test(size=(120, 40)) as pilot:
        await opened(pilot)
        gone = stored(workspace)["Sochi 1"].id
        changed = stored(workspace)["Sochi 0"].id
        Annotator(elsewhere).delete(gone)
        Annotator(elsewhere).edit(elsewhere.note_store.get(changed), body="Sochi zero")
        await press(pilot, "*", "c", "g")
        assert {each.colour for each in stored(workspace).values() if each.id != gone} == {Colour.GREEN}
        assert stored(workspace)["Sochi zero"].colour is Colour.GREEN
        assert not workspace.note_store.get(changed).conflicts
        await press(pilot, "x")  # what was chosen stays so
        assert stored(workspace) == {}


async def test_what_others_do_to_notes_is_seen(
    app: DatelineApp, workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("reader.ui.screens.notebook.EVERY", 0.02)
    elsewhere = Workspace(workspace.folders)
    async with app.run_test(size=(120, 40)) as pilot:
        found = await opened(pilot)
        await pilot.press("space")
        Annotator(elsewhere).delete(stored(workspace)["Sochi 1"].id)
        for _ in range(300):
            await pilot.pause(0.02)
            if "changed elsewhere" in status(app):
                break
        assert listed(found) == ["Lantern 0", "Lantern 1", "Lantern 2", "Sochi 0", "Sochi 2"]
        assert [each.note.annotation.body for each in found.meant] == ["Lantern 0"]
        await press(pilot, "c", "g")
        for _ in range(10):
            await pilot.pause(0.02)
        assert "1 note in green" in status(app)  # what is done here isn't told as another's


async def test_changes_are_there_when_one_is_back_in_the_article(app: DatelineApp) -> None:
    async with app.run_test(size=(120, 40)) as pilot:
        await opened(pilot)
        await press(pilot, "*", "x")
        await pilot.press("escape")
        await settled(pilot)
        assert isinstance(app.screen, ReaderScreen)
        assert app.screen.reading is not None
        assert not app.screen.reading.notes
        await press(pilot, "U")
        assert len(app.screen.reading.notes) == 3


async def test_without_notes_and_with_a_damaged_one(app: DatelineApp, workspace: Workspace, notes: list[str]) -> None:
    for note in notes:
        Annotator(workspace).delete(note)
    async with app.run_test(size=(80, 24)) as pilot:
        found = await opened(pilot)
        assert not found.notes
        await press(pilot, "space", "v", "j", "*", "x", "E", "t", "t", "enter")
        assert isinstance(app.screen, NotebookScreen)
        assert "no note here" in status(app) or "0 notes" in status(app)
        assert shows(app, "a writes one")
        await press(pilot, "T", "/", *"zzz")
        assert shows(app, "Nothing fits")
        await press(pilot, "escape", "*", "r")
        assert shows(app, "The trash is empty")
        await press(pilot, "T", "*", "x")
        article = workspace.articles(query="Sochi")[0].row.id
        (workspace.folders.notes / article).mkdir(exist_ok=True)
        (workspace.folders.notes / article / f"{notes[0]}.json").write_bytes(b"{")
        await press(pilot, "T", "T")
        assert "can't be read" in status(app), rows(app)


@pytest.mark.parametrize(("width", "is_there"), [(160, True), (120, False)])
async def test_a_wide_screen_shows_the_note_under_the_cursor_whole(
    app: DatelineApp, workspace: Workspace, notes: list[str], width: int, is_there: bool
) -> None:
    long = "The first line of a long note.\n\n" + "Words that no row of the list has room for. " * 3 + "The end."
    workspace.note_store.edit(workspace.note_store.get(notes[0]), body=long)
    workspace.note_store.edit(workspace.note_store.get(notes[1]), body="y " * 400_000)
    async with app.run_test(size=(width, 40)) as pilot:
        rows_of = await opened(pilot)
        assert rows_of.here is not None
        for _ in rows_of.notes:
            if rows_of.here.note.id == notes[0]:
                break
            await press(pilot, "j")
        assert shows(app, "The end.") is is_there
        await press(pilot, "j")
        assert not shows(app, "The end.")


async def test_notes_stand_beneath_what_their_article_is_called_now(
    app: DatelineApp, workspace: Workspace, notes: list[str]
) -> None:
    article = workspace.article(workspace.note_store.get(notes[0]).annotation.article)
    other = workspace.article(workspace.note_store.get(notes[3]).annotation.article)
    for each in (article, other):
        text = f"{each.text} More."
        draft = Draft("Talks go on", each.byline, each.published, each.source, each.language, text, each.blocks)
        workspace.cache.put(found_in(text, workspace.models.english))
        Versions(workspace).update(each.id, draft)
    start = article.text.index("The")
    Annotator(workspace).add(workspace.article(article.id), Span(start, start + 30), "made since")
    async with app.run_test(size=(120, 60)) as pilot:
        await opened(pilot)
        assert sum(row.strip() == "Talks go on" for row in rows(app)) == 2
        await press(pilot, "slash", *"talks")
        assert shows(app, "Sochi 0")
        assert shows(app, "Lantern 0")
        assert shows(app, "made since")

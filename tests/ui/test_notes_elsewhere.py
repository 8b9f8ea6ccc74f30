"""What other windows, programs and syncs do to the notes while the reader is open."""

from __future__ import annotations

import json
import shutil

import pytest
from textual.pilot import Pilot
from textual.widgets import TextArea

from reader.annotator import Annotator
from reader.app import DatelineApp
from reader.errors import LibraryError
from reader.model.article import Article
from reader.model.span import Span
from reader.notes.store import Note, NoteStore
from reader.ui.annotating.watch import NoteWatch
from reader.workspace import Workspace
from tests.ui.screen import rows, shows, status, view

SENTENCE = "It is Pompeo’s first visit to Russia as secretary of state."


@pytest.fixture(autouse=True)
def _often(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reader.ui.screens.reader.EVERY", 0.02)


@pytest.fixture
def elsewhere(workspace: Workspace) -> Workspace:
    """Another window on the same folders."""
    return Workspace(workspace.folders)


def add(elsewhere: Workspace, article: Article, body: str) -> Note:
    start = article.text.find(SENTENCE)
    return Annotator(elsewhere).add(article, Span(start, start + len(SENTENCE)), body)


def warnings(app: DatelineApp) -> str:
    return "\n".join(each.message for each in app._notifications)


async def until_shown(app: DatelineApp, pilot: Pilot[None], text: str, *, gone: bool = False) -> None:
    for _ in range(300):
        await pilot.pause(0.02)
        if shows(app, text) is not gone or (not gone and text in warnings(app)):
            return
    raise AssertionError("\n".join(rows(app)))


async def test_a_note_of_another_window_appears_changes_and_goes(
    app: DatelineApp, pompeo: Article, elsewhere: Workspace
) -> None:
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        note = add(elsewhere, pompeo, "from elsewhere")
        await until_shown(app, pilot, "from elsewhere")
        assert "changed elsewhere" in status(app)
        Annotator(elsewhere).edit(note, body="another text")
        await until_shown(app, pilot, "another text")
        Annotator(elsewhere).delete(note.id)
        await until_shown(app, pilot, "another text", gone=True)


async def test_what_is_being_typed_stays(app: DatelineApp, pompeo: Article, elsewhere: Workspace) -> None:
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        view(app).go(pompeo.text.find(SENTENCE))
        await pilot.press("a", *"half a")
        other = Span(0, 20)
        Annotator(elsewhere).add(pompeo, other, "from elsewhere")
        await until_shown(app, pilot, "from elsewhere")
        await pilot.press(*" thought")
        assert app.screen.query_one(TextArea).text == "half a thought"
        assert app.focused is app.screen.query_one(TextArea)
        await pilot.press("ctrl+s")
        await pilot.pause()
    bodies = {note.annotation.body for note in NoteStore(elsewhere.folders.notes).all()}
    assert bodies == {"half a thought", "from elsewhere"}


async def test_our_own_changes_are_not_told_as_another_s(app: DatelineApp, pompeo: Article) -> None:
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        view(app).go(pompeo.text.find(SENTENCE))
        await pilot.press("h")
        for _ in range(20):
            await pilot.pause(0.02)
        assert "elsewhere" not in status(app)


async def test_a_copy_of_a_sync_and_a_damaged_file_are_told(
    app: DatelineApp, pompeo: Article, elsewhere: Workspace
) -> None:
    note = add(elsewhere, pompeo, "mine")
    async with app.run_test(size=(120, 60)) as pilot:
        await pilot.pause()
        raw = json.loads(note.path.read_text("utf-8"))
        raw["body"][0]["value"] = "theirs"
        copy = note.path.with_name(f"{note.id}.sync-conflict-20260101-120000-ABCDEFG.json")
        copy.write_text(json.dumps(raw), encoding="utf-8")
        await until_shown(app, pilot, "2 texts, all kept")
        await pilot.press("O")
        await until_shown(app, pilot, "yellow · 2 texts")
        assert shows(app, "Or: theirs")
        note.path.with_name("aaaa0000-0000-4000-8000-000000000000.json").write_bytes(b"{")
        await until_shown(app, pilot, "breaks off")
        assert shows(app, "mine")


@pytest.mark.parametrize(("key", "kept"), [("1", "mine"), ("2", "theirs"), ("3", "mine\n\n---\n\ntheirs")])
async def test_which_text_of_a_note_stays_is_chosen(
    app: DatelineApp, pompeo: Article, elsewhere: Workspace, key: str, kept: str
) -> None:
    note = add(elsewhere, pompeo, "mine")
    raw = json.loads(note.path.read_text("utf-8"))
    raw["body"][0]["value"] = "theirs"
    copy = note.path.with_name(f"{note.id}.sync-conflict-20260101-120000-ABCDEFG.json")
    copy.write_text(json.dumps(raw), encoding="utf-8")
    async with app.run_test(size=(120, 60)) as pilot:
        await pilot.pause()
        await pilot.press("c", "t")
        await pilot.pause()
        assert shows(app, "1  mine")
        assert shows(app, "2  theirs")
        await pilot.press(key)
        await pilot.pause()
        assert "One text now" in status(app)
        await pilot.press("U")
        await pilot.pause()
        assert len(NoteStore(elsewhere.folders.notes).get(note.id).conflicts) == 1
        await pilot.press("ctrl+r")
        await pilot.pause()
    found = NoteStore(elsewhere.folders.notes).get(note.id)
    assert (found.annotation.body, found.conflicts) == (kept, ())
    assert {"mine", "theirs"} - {kept} <= {past.body for past in found.history} | {kept}


async def test_any_of_three_texts_can_be_chosen(app: DatelineApp, pompeo: Article, elsewhere: Workspace) -> None:
    note = add(elsewhere, pompeo, "A sentence that two of the texts begin with, then mine")
    raw = json.loads(note.path.read_text("utf-8"))
    for year, text in ((2032, "A sentence that two of the texts begin with, then theirs"), (2031, "the oldest")):
        raw["body"][0]["value"], raw["modified"] = text, f"{year}-01-01T00:00:00Z"
        note.path.with_name(f"{note.id} {year}.json").write_text(json.dumps(raw), encoding="utf-8")
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await pilot.press("c", "t")
        await pilot.pause()
        for line in ("then mine", "then theirs", "3  the oldest", "4  all"):
            assert shows(app, line)
        await pilot.press("3")
        await pilot.pause()
        assert "One text now" in status(app)
    found = NoteStore(elsewhere.folders.notes).get(note.id)
    assert (found.annotation.body, found.conflicts) == ("the oldest", ())


async def test_long_texts_that_begin_alike_are_told_apart_and_so_are_tags(
    app: DatelineApp, pompeo: Article, elsewhere: Workspace
) -> None:
    note = add(elsewhere, pompeo, "The same words at the beginning of both texts, and then mine")
    raw = json.loads(note.path.read_text("utf-8"))
    raw["body"][0]["value"] = "The same words at the beginning of both texts, and then theirs"
    raw["body"].append({"type": "TextualBody", "value": "check", "purpose": "tagging"})
    note.path.with_name(f"{note.id} 2.json").write_text(json.dumps(raw), encoding="utf-8")
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await pilot.press("c", "t")
        await pilot.pause()
        assert shows(app, "then mine yellow")
        assert shows(app, "then theirs #check yellow")
        assert shows(app, "from elsewhere")


async def test_a_text_that_was_refused_stays_on_the_screen_beside_the_other(
    app: DatelineApp, pompeo: Article, elsewhere: Workspace
) -> None:
    note = add(elsewhere, pompeo, "base")
    async with app.run_test(size=(120, 60)) as pilot:
        await pilot.pause()
        view(app).go(pompeo.text.find(SENTENCE))
        await pilot.press("e", *" mine")
        Annotator(elsewhere).edit(note, body="theirs")
        await pilot.press("ctrl+s")
        await until_shown(app, pilot, "c t chooses which one stays")
        assert shows(app, "Or: base mine")


async def test_one_text_leaves_nothing_to_choose(app: DatelineApp, pompeo: Article, elsewhere: Workspace) -> None:
    add(elsewhere, pompeo, "mine")
    async with app.run_test(size=(120, 60)) as pilot:
        await pilot.pause()
        await pilot.press("c", "t")
        await pilot.pause()
        assert "one text" in status(app)


async def test_many_damaged_files_do_not_cover_the_text(
    app: DatelineApp, pompeo: Article, elsewhere: Workspace
) -> None:
    note = add(elsewhere, pompeo, "mine")
    names = [f"aaaa0000-0000-4000-8000-{number:012}.json" for number in range(30)]
    for name in names:
        note.path.with_name(name).write_bytes(b"{")
    async with app.run_test(size=(120, 60)) as pilot:
        await until_shown(app, pilot, "27 more")
        assert len(app._notifications) == 4
        await pilot.press("g", "m")
        await pilot.pause()
        assert shows(app, names[-1])


async def test_the_folder_goes_while_open_and_a_new_note_is_kept(
    app: DatelineApp, pompeo: Article, elsewhere: Workspace
) -> None:
    add(elsewhere, pompeo, "will go")
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        await until_shown(app, pilot, "will go")
        shutil.rmtree(elsewhere.folders.config)
        await until_shown(app, pilot, "will go", gone=True)
        view(app).go(pompeo.text.find(SENTENCE))
        await pilot.press("a", *"again", "ctrl+s")
        await pilot.pause()
        assert "saved" in status(app)
    assert [note.annotation.body for note in NoteStore(elsewhere.folders.notes).all()] == ["again"]


async def test_a_draft_begun_before_another_window_wrote_is_a_conflict(
    app: DatelineApp, pompeo: Article, elsewhere: Workspace
) -> None:
    note = add(elsewhere, pompeo, "base")
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        view(app).go(pompeo.text.find(SENTENCE))
        await pilot.press("e", *" mine", "escape")
        Annotator(elsewhere).edit(note, body="theirs")
        await until_shown(app, pilot, "theirs")
        await pilot.press("e")
        await pilot.pause()
        assert app.screen.query_one(TextArea).text == "base mine"
        await pilot.press("ctrl+s")
        await pilot.pause()
    found = NoteStore(elsewhere.folders.notes).get(note.id)
    assert {found.annotation.body, *(each.body for each in found.conflicts)} == {"theirs", "base mine"}


async def test_a_library_that_can_not_be_written_is_told_once(
    app: DatelineApp, pompeo: Article, workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_args: object) -> None:
        raise LibraryError("The library can't be written.")

    monkeypatch.setattr("reader.ui.screens.reader._SAVE_PLACE_EVERY", 0.02)
    monkeypatch.setattr(workspace, "save_place", refuse)
    async with app.run_test(size=(120, 40)) as pilot:
        for _ in range(4):
            await pilot.press("j")
            await pilot.pause(0.1)
        assert warnings(app).count("can't be written") == 1
        assert pompeo.title[:20] in status(app) or shows(app, pompeo.title[:20])


def test_a_look_tells_every_kind_of_change(workspace: Workspace, pompeo: Article) -> None:
    watch = NoteWatch(workspace)
    assert not watch.changed(pompeo.id)
    note = add(workspace, pompeo, "one")
    assert watch.changed(pompeo.id)
    assert not watch.changed(pompeo.id)
    note.path.write_bytes(note.path.read_bytes() + b"\n")  # in place, as an editor may
    assert watch.changed(pompeo.id)
    note.path.rename(note.path.with_name("renamed.json"))
    assert watch.changed(pompeo.id)
    shutil.rmtree(workspace.folders.notes)
    assert watch.changed(pompeo.id)
    workspace.folders.notes.write_bytes(b"")  # something else in its place
    assert watch.changed(pompeo.id)
    assert not watch.changed(pompeo.id)

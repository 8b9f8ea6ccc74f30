"""Colours, tags, drafts, passages that move and merge: keys pressed, screen and disk read."""

from __future__ import annotations

import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from textual.widgets import Input, TextArea

from reader.annotator import Annotator
from reader.app import DatelineApp
from reader.model.annotation import Annotation, Colour
from reader.model.article import Article
from reader.model.span import Span
from reader.notes.anchor import describe
from reader.notes.drafts import Draft, Drafts
from reader.notes.store import NoteStore
from reader.settings import Folders
from reader.ui.annotating.passage import End, moved, touching
from reader.ui.widgets.note_editor import split_tags
from reader.workspace import Workspace
from tests.ui.screen import furnished, rows, shows, status, view

SENTENCE = "It is Pompeo’s first visit to Russia as secretary of state."


def on_disk(folders: Folders) -> list[Annotation]:
    return [note.annotation for note in NoteStore(folders.notes).all()]


def at_sentence(app: DatelineApp, article: Article) -> None:
    view(app).go(article.text.find(SENTENCE))


@pytest.mark.parametrize(("key", "colour"), [(str(each)[0], each) for each in Colour])
async def test_each_colour_has_a_key_and_is_the_next_highlights(
    app: DatelineApp, pompeo: Article, folders: Folders, key: str, colour: Colour
) -> None:
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        at_sentence(app, pompeo)
        await pilot.press("c", key, "right_parenthesis", "h")
        await pilot.pause()
        assert [note.colour for note in on_disk(folders)] == [colour, colour]


async def test_colour_on_a_note_changes_it_and_undo_brings_the_old_one(
    app: DatelineApp, pompeo: Article, folders: Folders
) -> None:
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        at_sentence(app, pompeo)
        await pilot.press("h", "c", "p")
        await pilot.pause()
        assert [note.colour for note in on_disk(folders)] == [Colour.PINK]
        assert "pink" in status(app)
        await pilot.press("U")
        await pilot.pause()
        assert [note.colour for note in on_disk(folders)] == [Colour.YELLOW]


async def test_a_note_on_a_highlight_is_its_text(app: DatelineApp, pompeo: Article, folders: Folders) -> None:
    async with app.run_test(size=(120, 40)) as pilot:
        await furnished(pilot)
        at_sentence(app, pompeo)
        await pilot.press("c", "b", "a", *"Why", "ctrl+s")
        await pilot.pause()
        assert [(each.body, each.colour) for each in on_disk(folders)] == [("Why", Colour.BLUE)]
        await pilot.press("a", *"Who", "ctrl+s")  # it has a text now
        await pilot.pause()
        assert sorted(each.body for each in on_disk(folders)) == ["Who", "Why"]


async def test_a_draft_of_a_new_note_goes_before_a_highlight(
    app: DatelineApp, pompeo: Article, folders: Folders
) -> None:
    async with app.run_test(size=(120, 40)) as pilot:
        await furnished(pilot)
        at_sentence(app, pompeo)
        await pilot.press("a", *"Why", "escape", "h", "a", "ctrl+s")
        await pilot.pause()
        assert sorted(each.body for each in on_disk(folders)) == ["", "Why"]


async def test_a_second_highlight_of_the_same_passage_is_refused(
    app: DatelineApp, pompeo: Article, folders: Folders
) -> None:
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        at_sentence(app, pompeo)
        await pilot.press("h", "h")
        await pilot.pause()
        assert len(on_disk(folders)) == 1
        assert "already" in status(app)


@pytest.mark.parametrize(("key", "tag"), [("q", "question"), ("c", "check"), ("i", "important")])
async def test_quick_marks_are_tags_with_a_key(
    app: DatelineApp, pompeo: Article, folders: Folders, key: str, tag: str
) -> None:
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        at_sentence(app, pompeo)
        await pilot.press("t", key)
        await pilot.pause()
        (note,) = on_disk(folders)
        assert (note.tags, note.target.exact) == ((tag,), SENTENCE)
        assert shows(app, f"#{tag}")
        await pilot.press("t", key)
        await pilot.pause()
        assert [note.tags for note in on_disk(folders)] == [()]


async def test_tags_are_completed_by_those_of_other_notes(
    app: DatelineApp, workspace: Workspace, pompeo: Article, folders: Folders
) -> None:
    Annotator(workspace).add(pompeo, Span(0, 2), "x", tags=("diplomacy", "sanctions"))
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        at_sentence(app, pompeo)
        await pilot.press("a", *"Why now?", "tab", *"mine, dipl")
        line = app.screen.query_one("#note-tags", Input)
        while not line._suggestion:
            await pilot.pause()
        await pilot.press("right", "ctrl+s")
        await pilot.pause()
        assert on_disk(folders)[-1].tags == ("mine", "diplomacy")
        assert on_disk(folders)[-1].body == "Why now?"


async def test_tags_of_a_note_are_changed_by_t_t(app: DatelineApp, pompeo: Article, folders: Folders) -> None:
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        at_sentence(app, pompeo)
        await pilot.press("t", "q", "t", "t", *"later", "enter")
        await pilot.pause()
        assert [note.tags for note in on_disk(folders)] == [("question", "later")]


def test_tags_are_parted_by_commas_or_by_signs() -> None:
    assert split_tags("a, #b,,c d, a") == ("a", "b", "c d")
    assert split_tags("#to check #b") == ("to check", "b")
    assert split_tags(" , #") == ()


async def test_editor_grows_with_the_text_and_covers_no_line(app: DatelineApp, pompeo: Article) -> None:
    async with app.run_test(size=(80, 40)) as pilot:
        await pilot.pause()
        at_sentence(app, pompeo)
        await pilot.press("a")
        await pilot.pause()
        small = app.screen.query_one("#editor").size.height
        await pilot.press(*"one", "enter", *"two", "enter", *"three", "enter", *"four", "enter", *"five")
        await pilot.pause()
        await pilot.pause()
        assert app.screen.query_one("#editor").size.height == small + 2
        for text in ("one", "five", "secretary of state", "tags, parted by commas"):
            assert shows(app, text), text


async def test_note_on_the_whole_article_stands_below_the_headline(
    app: DatelineApp, pompeo: Article, folders: Folders
) -> None:
    async with app.run_test(size=(80, 40)) as pilot:
        await pilot.pause()
        at_sentence(app, pompeo)
        await pilot.press("g", "a", *"A fair report", "ctrl+s")
        await pilot.pause()
        (note,) = on_disk(folders)
        assert note.target.whole
        await pilot.press("g", "g")
        await pilot.pause()
        screen = rows(app)
        note_row = next(at for at, row in enumerate(screen) if "A fair report" in row)
        text_row = next(at for at, row in enumerate(screen) if "MOSCOW" in row or "U.S. Secretary" in row)
        assert note_row < text_row
        await pilot.press("g", "a", "end", *", read twice", "ctrl+s")
        await pilot.pause()
        assert [note.body for note in on_disk(folders)] == ["A fair report, read twice"]


async def test_quick_mark_keeps_a_tag_that_another_window_put_on(
    app: DatelineApp, pompeo: Article, folders: Folders
) -> None:
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        at_sentence(app, pompeo)
        await pilot.press("h")
        await pilot.pause()
        elsewhere = NoteStore(folders.notes)
        elsewhere.edit(elsewhere.all()[0], tags=["theirs"])
        await pilot.press("t", "q")
        await pilot.pause()
        assert on_disk(folders)[0].tags == ("theirs", "question")


# Drafts


async def test_draft_is_on_disk_with_every_letter_and_gone_when_saved(
    app: DatelineApp, pompeo: Article, folders: Folders
) -> None:
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        at_sentence(app, pompeo)
        await pilot.press("a", *"half a tho")
        await pilot.pause()
        (draft,) = Drafts(folders.drafts).of_article(pompeo.id)
        assert (draft.body, draft.target.exact) == ("half a tho", SENTENCE)
        await pilot.press(*"ught", "ctrl+s")
        await pilot.pause()
        assert Drafts(folders.drafts).of_article(pompeo.id) == []


async def test_draft_of_another_run_is_told_listed_and_continued(
    workspace: Workspace, pompeo: Article, folders: Folders
) -> None:
    at = pompeo.text.find(SENTENCE)
    target = describe(pompeo.text, Span(at, at + len(SENTENCE)))
    workspace.drafts.keep(Draft(pompeo.id, "", target, "left behind", ("later",)))
    app = DatelineApp(workspace, pompeo.id)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        assert "lists the draft" in status(app)
        await pilot.press("A", "enter")
        await pilot.pause()
        assert app.screen.query_one(TextArea).text == "left behind"
        await pilot.press("!", "ctrl+s")
        await pilot.pause()
        (note,) = on_disk(folders)
        assert (note.body, note.tags, note.target.exact) == ("left behind!", ("later",), SENTENCE)
        assert workspace.drafts.of_article(pompeo.id) == []


async def test_emptied_draft_is_given_up(app: DatelineApp, pompeo: Article, folders: Folders) -> None:
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        at_sentence(app, pompeo)
        await pilot.press("a", *"no", "backspace", "backspace", "escape")
        await pilot.pause()
        assert Drafts(folders.drafts).of_article(pompeo.id) == []
        assert on_disk(folders) == []


def test_draft_survives_a_kill(folders: Folders, pompeo: Article) -> None:
    script = f"""
import os, signal
from reader.app import DatelineApp
from reader.settings import Folders, Loaded, Settings
from reader.workspace import Workspace
from pathlib import Path
import asyncio

async def main():
    config, data, cache = map(Path, {[str(folders.config), str(folders.data), str(folders.cache)]!r})
    workspace = Workspace(Folders(config, data, cache), Loaded(Settings()))
    app = DatelineApp(workspace, {pompeo.id!r})
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await pilot.press("a", *"unsaved")
        await pilot.pause()
        os.kill(os.getpid(), signal.SIGKILL)

asyncio.run(main())
"""
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)
    assert done.returncode == -signal.SIGKILL, done.stderr
    assert [draft.body for draft in Drafts(folders.drafts).of_article(pompeo.id)] == ["unsaved"]


def test_draft_that_cannot_be_read_harms_no_other(tmp_path: Path) -> None:
    drafts = Drafts(tmp_path)
    target = describe("The visitor spoke.", Span(4, 11))
    kept = Draft("a1b2c3", "", target, "\x1b[2Jbody", ("a\u202eb",))
    drafts.keep(kept)
    folder = tmp_path / "a1b2c3"
    for name, content in {"new-1-2.json": "{", "x.json": "[]", "new-5-6.json": ""}.items():
        (folder / name).write_text(content)
    (read,) = drafts.of_article("a1b2c3")
    assert (read.body, read.tags) == ("body", ("ab",))
    assert drafts.of_article("../a1b2c3") == []
    drafts.keep(Draft("a1b2c3", "", describe("The visitor spoke.", Span(5, 6)), "beside the damaged one"))
    assert (folder / "new-5-6.json").read_text() == ""
    assert {each.body for each in drafts.of_article("a1b2c3")} == {"body", "beside the damaged one"}


def test_a_sync_tool_s_copy_of_a_draft_is_a_draft(tmp_path: Path) -> None:
    drafts = Drafts(tmp_path)
    kept = drafts.keep(Draft("a1b2c3", "", describe("The visitor spoke.", Span(4, 11)), "body"))
    copy = tmp_path / "a1b2c3" / f"{kept.key}.sync-conflict-20260101-120000-ABCDEFG.json"
    copy.write_text((tmp_path / "a1b2c3" / f"{kept.key}.json").read_text().replace('"body":"body"', '"body":"theirs"'))
    found = {each.body: each for each in drafts.of_article("a1b2c3")}
    assert set(found) == {"body", "theirs"}
    drafts.drop(found["theirs"])
    assert [each.body for each in drafts.of_article("a1b2c3")] == ["body"]


async def test_two_windows_write_on_one_passage_and_no_draft_is_lost(
    app: DatelineApp, pompeo: Article, folders: Folders
) -> None:
    other = Drafts(folders.drafts)
    at = pompeo.text.find(SENTENCE)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        at_sentence(app, pompeo)
        theirs = Draft(pompeo.id, "", describe(pompeo.text, Span(at, at + len(SENTENCE))), "theirs")
        await pilot.press("a", *"mi")
        theirs = other.keep(theirs)
        await pilot.press(*"ne")
        await pilot.pause()
        assert {each.body for each in other.of_article(pompeo.id)} == {"mine", "theirs"}
        theirs = other.keep(replace(theirs, body="theirs, longer"))
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert [each.body for each in other.of_article(pompeo.id)] == ["theirs, longer"]
        await pilot.press("A", "enter")
        await pilot.pause()
        assert app.screen.query_one(TextArea).text == "theirs, longer"


# $EDITOR


@contextmanager
def _as_it_is() -> Iterator[None]:
    yield


async def test_own_editor_by_one_key(
    app: DatelineApp, pompeo: Article, folders: Folders, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    editor = tmp_path / "editor.py"
    editor.write_text("import sys\nwith open(sys.argv[1], 'a') as file:\n    file.write('from outside\\x1b\\n')\n")
    monkeypatch.setenv("VISUAL", f"{sys.executable} {editor}")
    monkeypatch.setattr(app, "suspend", _as_it_is)  # the test's terminal can't be given away
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        at_sentence(app, pompeo)
        await pilot.press("a", *"Begun, ", "ctrl+g", "ctrl+s")
        await pilot.pause()
        assert [note.body for note in on_disk(folders)] == ["Begun, \nfrom outside"]


async def test_editor_that_cannot_open_is_told_and_nothing_is_lost(app: DatelineApp) -> None:
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        await pilot.press("a", *"Begun", "ctrl+g")  # this terminal can't be suspended
        await pilot.pause()
        assert "could not be opened" in status(app)
        assert app.screen.query_one(TextArea).text == "Begun"


# Passages


async def test_passage_grows_and_shrinks_at_both_ends(app: DatelineApp, pompeo: Article, folders: Folders) -> None:
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        at_sentence(app, pompeo)

        def exact() -> str:
            return on_disk(folders)[0].target.exact

        await pilot.press("h", "less_than_sign")
        await pilot.pause()
        assert exact() == SENTENCE.removesuffix(" state.")
        await pilot.press("greater_than_sign", "g", "greater_than_sign")
        await pilot.pause()
        assert exact() == SENTENCE.removeprefix("It ").removesuffix(".")
        await pilot.press("g", "less_than_sign")
        await pilot.pause()
        assert exact() == SENTENCE.removesuffix(".")
        await pilot.press("U", "U", "U", "U")
        await pilot.pause()
        assert exact() == SENTENCE


def test_one_word_at_least_stays() -> None:
    text = "One two three."
    span = Span(4, 7)
    assert moved(text, span, End.END, -1) == span
    assert moved(text, span, End.START, 1) == span
    assert moved(text, span, End.END, 1) == Span(4, 13)
    assert moved(text, span, End.START, -1) == Span(0, 7)
    assert moved(text, Span(0, 14), End.START, -1) == Span(0, 14)


async def test_nested_notes_can_each_be_reached(
    app: DatelineApp, workspace: Workspace, pompeo: Article, folders: Folders
) -> None:
    at = pompeo.text.find(SENTENCE)
    for words, body in ((SENTENCE, "outer"), ("Pompeo’s first visit", "middle"), ("first", "inner")):
        start = pompeo.text.find(words, at)
        Annotator(workspace).add(pompeo, Span(start, start + len(words)), body)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        view(app).go(pompeo.text.find("first", at))
        said = []
        for _ in range(4):
            await pilot.press("semicolon")
            await pilot.pause()
            said.append(status(app).split(", ", 1)[1].split()[0])
        assert said == ["middle", "outer", "inner", "middle"]
        await pilot.press("x")
        await pilot.pause()
        assert sorted(note.body for note in on_disk(folders)) == ["inner", "outer"]


async def test_merge_joins_texts_tags_and_passages_and_undo_parts_them(
    app: DatelineApp, workspace: Workspace, pompeo: Article, folders: Folders
) -> None:
    at = pompeo.text.find(SENTENCE)
    first, second = Span(at, at + 20), Span(at + 15, at + len(SENTENCE))
    Annotator(workspace).add(pompeo, first, "one", tags=("a",))
    Annotator(workspace).add(pompeo, second, "two", tags=("b", "a"))
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        at_sentence(app, pompeo)
        await pilot.press("c", "m")
        await pilot.pause()
        (note,) = on_disk(folders)
        assert (note.body, note.tags, note.target.exact) == ("one\n\ntwo", ("a", "b"), SENTENCE)
        await pilot.press("U")
        await pilot.pause()
        assert sorted(note.body for note in on_disk(folders)) == ["one", "two"]
        await pilot.press("ctrl+r")
        await pilot.pause()
        assert [note.body for note in on_disk(folders)] == ["one\n\ntwo"]


async def test_merge_of_one_says_so(app: DatelineApp, pompeo: Article) -> None:
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        at_sentence(app, pompeo)
        await pilot.press("h", "c", "m")
        await pilot.pause()
        assert "No other note" in status(app)


def test_touching_goes_from_note_to_note() -> None:
    assert touching([], Span(0, 3), "abc def") == []


# Where notes stand


async def test_notes_stand_beside_their_passage_where_there_is_room(
    app: DatelineApp, workspace: Workspace, pompeo: Article
) -> None:
    at = pompeo.text.find(SENTENCE)
    Annotator(workspace).add(pompeo, Span(at, at + len(SENTENCE)), "Beside it")
    async with app.run_test(size=(200, 60)) as pilot:
        await pilot.pause()
        height = view(app).page.height
        row = next(row for row in rows(app) if "It is Pompeo’s first" in row)
        label = next(row for row in rows(app) if "yellow" in row)
        assert "yellow" in row
        assert any("Beside it" in row for row in rows(app))
        assert row == label
        await pilot.press("O", "O")
        await pilot.pause()
        assert not any("Beside it" in row[60:150] for row in rows(app))
        assert view(app).page.height == height  # nothing in the text moved
        await pilot.resize_terminal(80, 40)
        await pilot.press("O")
        await pilot.pause()
        assert shows(app, "│ Beside it")


async def test_notes_go_to_the_margin_and_back_as_the_screen_changes_its_size(
    app: DatelineApp, workspace: Workspace, pompeo: Article
) -> None:
    at = pompeo.text.find(SENTENCE)
    Annotator(workspace).add(pompeo, Span(at, at + len(SENTENCE)), "Beside it")
    async with app.run_test(size=(80, 40)) as pilot:
        view(app).go(at)
        await pilot.press("o")
        await pilot.pause()
        assert shows(app, "│ Beside it")
        height = view(app).page.height
        await pilot.resize_terminal(200, 40)
        await pilot.pause()
        assert shows(app, "▌ Beside it")
        assert view(app).page.height < height
        await pilot.resize_terminal(80, 40)
        await pilot.pause()
        assert not shows(app, "Beside it")


async def test_one_key_shows_all_notes_those_at_the_cursor_or_none(
    app: DatelineApp, workspace: Workspace, pompeo: Article
) -> None:
    for words, body in ((SENTENCE, "Note A"), ("Russian forces", "Note B")):
        start = pompeo.text.find(words)
        Annotator(workspace).add(pompeo, Span(start, start + len(words)), body)

    async with app.run_test(size=(80, 70)) as pilot:
        await pilot.pause()

        def shown() -> list[bool]:
            return [shows(app, f"│ {body}") for body in ("Note A", "Note B")]

        at_sentence(app, pompeo)
        await pilot.pause()
        assert shown() == [False, False]
        await pilot.press("O")
        await pilot.pause()
        assert shown() == [True, True]
        await pilot.press("O")
        await pilot.pause()
        assert shown() == [True, False]
        await pilot.press("]", "a")
        await pilot.pause()
        assert shown() == [False, True]
        await pilot.press("O")
        await pilot.pause()
        assert shown() == [False, False]
    assert Workspace(workspace.folders).memory.get("notes shown", "") == "none"


async def test_analysis_that_arrives_leaves_the_editor_in_place(app: DatelineApp, pompeo: Article) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        view(app).go(pompeo.text.find("Russian forces"))
        await pilot.press("a", *"text")
        await pilot.pause()
        before = rows(app)[:-1]
        reading = app.screen.reading  # type: ignore[attr-defined]
        app.screen.display_of.everything(reading)  # type: ignore[attr-defined]
        await pilot.pause()
        assert rows(app)[:-1] == before


async def test_a_click_on_a_notes_bar_unfolds_it(app: DatelineApp, workspace: Workspace, pompeo: Article) -> None:
    at = pompeo.text.find(SENTENCE)
    Annotator(workspace).add(pompeo, Span(at + 4, at + 20), "By mouse")
    async with app.run_test(size=(80, 40)) as pilot:
        await furnished(pilot)
        row = view(app).page.row_of(at + 4) - view(app).scroll_offset.y
        await pilot.click(view(app), offset=(view(app).margin - 2, row))
        await pilot.pause()
        assert shows(app, "│ By mouse")


@pytest.mark.parametrize("size", [(80, 24), (200, 60)], ids=["beneath", "beside"])
async def test_a_click_on_a_notes_text_chooses_it_and_a_double_click_edits_it(
    app: DatelineApp, workspace: Workspace, pompeo: Article, size: tuple[int, int]
) -> None:
    at = pompeo.text.find("Although Pompeo")
    for body, length in (("The wider one", 60), ("The narrower one", 15)):
        Annotator(workspace).add(pompeo, Span(at, at + length), body)
    async with app.run_test(size=size) as pilot:
        await furnished(pilot)
        await pilot.press("O") if size[0] < 100 else None
        view(app).go(0)
        await pilot.pause()

        async def click(words: str, times: int) -> None:
            y, line = next((y, line) for y, line in enumerate(rows(app)) if words in line)
            origin = view(app).region
            await pilot.click("#article", offset=(line.find(words) - origin.x, y - origin.y), times=times)
            await pilot.pause()

        await click("The wider one", 1)
        assert view(app).cursor == at
        await pilot.press("c", "g")
        await pilot.pause()
        colours = {note.annotation.body: str(note.annotation.colour) for note in Annotator(workspace).notes(pompeo)}
        assert colours["The wider one"] == "green"
        assert colours["The narrower one"] != "green"
        await click("The narrower one", 2)
        assert app.screen.query_one(TextArea).text == "The narrower one"


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_a_draft_that_is_gone_on_with_from_the_panel_takes_the_letters(
    app: DatelineApp, pompeo: Article, folders: Folders, size: tuple[int, int]
) -> None:
    async with app.run_test(size=size) as pilot:
        at_sentence(app, pompeo)
        await pilot.press("a", *"Half", "escape")
        await pilot.pause()
        await pilot.press("A", "enter")
        await pilot.pause()
        await pilot.press(*" done", "ctrl+s")
        await pilot.pause()
        assert [note.body for note in on_disk(folders)] == ["Half done"]


@pytest.mark.parametrize("field", [[], ["tab"]], ids=["text", "tags"])
async def test_a_click_on_the_text_leaves_no_note_that_is_being_written(
    app: DatelineApp, pompeo: Article, folders: Folders, field: list[str]
) -> None:
    async with app.run_test(size=(120, 40)) as pilot:
        at_sentence(app, pompeo)
        await pilot.press("a", *"x", *field)
        await pilot.pause()
        await pilot.click(view(app), offset=(10, 1))
        await pilot.pause()
        await pilot.press(*"hl", "ctrl+s")
        await pilot.pause()
        assert [(note.body, note.tags) for note in on_disk(folders)] == [("x", ("hl",)) if field else ("xhl", ())]


async def test_a_note_stands_once_on_the_screen_while_it_is_edited(app: DatelineApp, pompeo: Article) -> None:
    async with app.run_test(size=(80, 30)) as pilot:
        at_sentence(app, pompeo)
        await pilot.press("a", *"Twice?", "ctrl+s", "escape")
        await pilot.pause()
        assert sum("Twice?" in row for row in rows(app)) == 1
        await pilot.press("e")
        await pilot.pause()
        assert sum("Twice?" in row for row in rows(app)) == 1
        await pilot.press("escape")
        await pilot.pause()
        assert sum("Twice?" in row for row in rows(app)) == 1


async def test_numbers_repeat_changes_of_passages_and_undo(app: DatelineApp, pompeo: Article, folders: Folders) -> None:
    async with app.run_test(size=(120, 40)) as pilot:
        at_sentence(app, pompeo)
        await pilot.press("h", "3", "less_than_sign", "2", "g", "greater_than_sign")
        await pilot.pause()
        assert [note.target.exact for note in on_disk(folders)] == ["Pompeo’s first visit to Russia as"]
        await pilot.press("2", "U")
        await pilot.pause()
        assert [note.target.exact for note in on_disk(folders)] == [SENTENCE]
        await pilot.press("9", "U")
        await pilot.pause()
        assert on_disk(folders) == []
        await pilot.press("3", "ctrl+r")
        await pilot.pause()
        assert [note.target.exact for note in on_disk(folders)] == ["Pompeo’s first visit to Russia as"]

"""The store of notes: nothing acknowledged is lost, nothing foreign is changed."""

from __future__ import annotations

import json
import os
import shutil
import sys
import time
import uuid
from pathlib import Path
from unittest import mock

import pytest

from reader import disk
from reader.errors import NoteConflictError, NoteError, NotFoundError
from reader.model.annotation import Colour, Motivation, Target
from reader.model.span import Span
from reader.notes import files
from reader.notes.anchor import describe
from reader.notes.store import Note, NoteStore

ARTICLE = "68ef4f21c3a5"
TEXT = "The visitor spoke of differences. The host did not."
TARGET = describe(TEXT, Span(4, 11))

posix = pytest.mark.skipif(sys.platform == "win32", reason="needs links, pipes or rights of POSIX")


@pytest.fixture
def store(tmp_path: Path) -> NoteStore:
    return NoteStore(tmp_path / "config" / "notes")


def add(store: NoteStore, body: str = "A text", **more: object) -> Note:
    return store.add(ARTICLE, TARGET, body, title="Title", source="VOA", **more)


def copy_as(note: Note, name: str, body: str | None = None) -> Path:
    """What a sync tool leaves beside a note."""
    raw = json.loads(note.path.read_bytes())
    if body is not None:
        raw["body"][0]["value"] = body
        raw["modified"] = "2031-01-01T00:00:00Z"
    path = note.path.parent / name
    path.write_text(json.dumps(raw), encoding="utf-8")
    return path


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_nothing_there(store):
    assert store.all() == []
    assert store.of_article(ARTICLE) == []
    assert store.counts() == {}
    assert store.problems() == []
    assert store.trash() == []
    assert not store.folder.exists()
    with pytest.raises(NotFoundError):
        store.get("abcd")


def test_added_is_what_is_read(store):
    note = add(store, "Text", tags=["b", "a ", "b", ""], colour=Colour.GREEN)
    assert note.annotation.tags == ("b", "a")
    assert note.annotation.colour is Colour.GREEN
    assert note.annotation.motivation is Motivation.COMMENTING
    assert note.annotation.target == TARGET
    assert (note.annotation.title, note.annotation.source) == ("Title", "VOA")
    assert NoteStore(store.folder).get(note.id) == note
    assert store.get(note.id[:4].upper()) == note
    assert store.get(f"urn:uuid:{note.id}") == note
    assert store.all() == store.of_article(ARTICLE) == [note]
    assert store.counts() == {ARTICLE: 1}
    assert note.path == store.folder / ARTICLE / f"{note.id}.json"
    assert names(note.path.parent) == [note.path.name]


def test_a_highlight_has_no_text(store):
    note = add(store, "  \n")
    assert note.annotation.body == ""
    assert note.annotation.motivation is Motivation.HIGHLIGHTING
    edited = store.edit(note, body="Now it has")
    assert edited.annotation.motivation is Motivation.COMMENTING
    assert json.loads(edited.path.read_bytes())["motivation"] == "commenting"


def test_what_cant_be_added(store):
    with pytest.raises(NoteError, match="passage"):
        store.add(ARTICLE, Target("", "", "", Span(3, 3), ""), "x")
    for article in ("", "..", "../x", "a/b", ".hidden", "x" * 200, "A:B"):
        with pytest.raises(NoteError, match="no article's id"):
            store.add(article, TARGET, "x")
    assert not store.folder.exists()


def test_adding_never_overwrites(store, monkeypatch):
    first = add(store)
    monkeypatch.setattr("reader.notes.store.uuid.uuid4", lambda: uuid.UUID(first.id))
    with pytest.raises(NoteError):
        add(store, "other")
    assert store.all() == [first]
    assert names(first.path.parent) == [first.path.name]


def test_edit_keeps_what_was(store):
    note = add(store, "one", tags=["x"])
    second = store.edit(note, body="two")
    third = store.edit(second, body="three", colour=Colour.PINK, tags=["y"])
    assert third == store.get(note.id)
    assert [past.body for past in third.history] == ["one", "two"]
    assert third.annotation.created == note.annotation.created
    assert third.annotation.modified > second.annotation.modified
    assert (third.annotation.colour, third.annotation.tags) == (Colour.PINK, ("y",))


def test_an_edit_that_changes_nothing_writes_nothing(store):
    note = add(store)
    before = note.path.stat().st_mtime_ns
    assert store.edit(note, body="A text", tags=()) == note
    assert note.path.stat().st_mtime_ns == before


def test_a_new_passage_keeps_the_old_one(store):
    note = add(store)
    elsewhere = describe(TEXT, Span(34, 42))
    edited = store.edit(note, target=elsewhere)
    assert edited.annotation.target == elsewhere
    assert edited.history[0].target == TARGET


def test_a_clock_set_back_makes_no_old_text_new(store):
    note = store.get(add(store).id)
    raw = json.loads(note.path.read_bytes())
    raw["modified"] = "2999-01-01T00:00:00Z"
    note.path.write_text(json.dumps(raw), encoding="utf-8")
    edited = store.edit(store.get(note.id), body="later")
    assert edited.annotation.modified.year == 2999


def test_an_edit_on_another_text_keeps_both(store):
    note = add(store, "base")
    theirs = store.edit(note, body="theirs")
    with pytest.raises(NoteConflictError, match="resolve"):
        store.edit(note, body="mine")
    found = store.get(note.id)
    assert found.annotation.body == "theirs"
    assert found.digest == theirs.digest
    assert [version.body for version in found.conflicts] == ["mine"]
    assert store.counts() == {ARTICLE: 1}
    assert len(store.all()) == 1


def test_an_edit_to_the_same_text_is_no_conflict(store):
    note = add(store, "base")
    store.edit(note, body="same")
    assert store.edit(note, body="same").annotation.body == "same"
    assert store.get(note.id).conflicts == ()


def test_an_edit_of_a_deleted_note_keeps_it(store):
    note = add(store, "base")
    store.delete(note)
    with pytest.raises(NoteConflictError, match="deleted elsewhere"):
        store.edit(note, body="mine")
    assert store.get(note.id).annotation.body == "mine"
    restored = store.restore(note.id)
    assert {restored.annotation.body, *(version.body for version in restored.conflicts)} == {"mine", "base"}


@pytest.mark.parametrize("data", [b"", b"{", b"[]", b"\xff\xfe{}", b'{"id": 3}', b"[" * 100_000], ids=range(6))
def test_an_edit_of_a_damaged_note_keeps_both(store, data):
    note = add(store, "base")
    note.path.write_bytes(data)
    with pytest.raises(NoteConflictError, match="damaged"):
        store.edit(note, body="mine")
    assert note.path.read_bytes() == data
    found = store.get(note.id)
    assert found.annotation.body == "mine"
    assert [past.body for past in found.history] == ["base"]
    assert [problem.path for problem in store.problems()] == [note.path]


@pytest.mark.parametrize(
    ("nth", "body"), [(0, "mine"), (1, "theirs"), (None, "mine\n\n---\n\ntheirs")], ids=["mine", "theirs", "all"]
)
def test_resolve_an_edit(store, nth, body):
    note = add(store, "base", tags=["t"])
    store.edit(note, body="theirs", tags=["u"])
    with pytest.raises(NoteConflictError):
        store.edit(note, body="mine")
    keep = None if nth is None else store.texts(note.id)[nth]
    resolved = store.resolve(note.id, keep)
    assert resolved == store.get(note.id)
    assert resolved.annotation.body == body
    assert resolved.conflicts == ()
    assert {"base", "mine", "theirs"} - {body} <= {past.body for past in resolved.history}
    if keep is None:
        assert resolved.annotation.tags == ("t", "u")
    with pytest.raises(NoteError, match="only one text"):
        store.resolve(note, keep)
    assert store.trash() == []


def test_any_of_several_texts_can_be_kept(store):
    note = add(store, "here")
    for number, body in enumerate(("older", "newest", "newer")):
        path = copy_as(note, f"{note.id} {number}.json", body)
        raw = json.loads(path.read_bytes())
        raw["modified"] = f"2031-01-{ {'older': 1, 'newer': 2, 'newest': 3}[body]:02}T00:00:00Z"
        path.write_text(json.dumps(raw), encoding="utf-8")
    texts = store.texts(note)
    assert [each.body for each in texts] == ["here", "newest", "newer", "older"]
    kept = store.resolve(note, texts[2])
    assert kept.annotation.body == "newer"
    assert kept.conflicts == ()
    assert {past.body for past in kept.history} == {"here", "newest", "older"}


def test_a_text_that_is_gone_meanwhile_is_not_kept_in_place_of_another(store):
    note = add(store, "here")
    path = copy_as(note, f"{note.id} 2.json", "there")
    chosen = store.texts(note)[1]
    copy_as(note, f"{note.id} 2.json", "changed by another program")
    before = {each: each.read_bytes() for each in (note.path, path)}
    with pytest.raises(NoteError, match="no longer there"):
        store.resolve(note, chosen)
    assert {each: each.read_bytes() for each in (note.path, path)} == before
    assert [each.body for each in store.texts(note)] == ["here", "changed by another program"]


@pytest.mark.parametrize(
    "name",
    [
        "{id}.sync-conflict-20260101-120000-ABCDEFG.json",
        "{id} (Anna's conflicted copy 2026-01-01).json",
        "{id} (conflicted copy 2026-01-01 120000).json",
        "{id} (Case Conflict).json",
        "{id}-LAPTOP.json",
        "{id} (1).json",
        "{id} 2.json",
        "{id}_conf(1).json",
        "{id} (SFConflict anna@e.example 2026-01-01-12-00-00).json",
        "{id}.Conflict.json",
        "{id}.json.conflict1",
        "{id}.json..path2",
        "{id}.json~HEAD",
        "{ID}.json",
        "{ID}.JSON",
        "copy of a note.json",
    ],
)
def test_copies_of_sync_tools_are_versions(store, name):
    note = add(store, "here")
    name = name.format(id=note.id, ID=note.id.upper())
    path = copy_as(note, name, "there")
    found = store.get(note.id)
    assert found.annotation.body == "here"
    assert [(version.body, version.file) for version in found.conflicts] == [("there", path)]
    assert store.all() == [found]
    kept = store.resolve(note, store.texts(note)[1])
    assert kept.annotation.body == "there"
    assert kept.path == note.path
    assert [past.body for past in kept.history] == ["here"]
    assert not path.exists()
    assert [each.name for each in (store.folder.parent / "trash" / ARTICLE).iterdir()] == [f"{name}.resolved"]


@pytest.mark.parametrize(
    "name",
    [
        "{id} 2",
        "{id} (1)",
        "{id} (Anna's conflicted copy 2026-01-01)",
        "{id} (Case Conflict)",
        "{id}-LAPTOP",
        "{id}.sync-conflict-20260101-120000-ABCDEFG",
        "{ID}",
    ],
)
def test_copies_of_a_folder_are_of_its_article(store, name):
    note = add(store, "here")
    folder = store.folder / name.format(id=ARTICLE, ID=ARTICLE.upper())
    folder.mkdir()
    copy_as(note, f"../{folder.name}/{note.path.name}", "there")
    moved = add(store, "alone")
    alone = moved.path.rename(folder / moved.path.name)
    found = store.get(note.id)
    assert [version.body for version in found.conflicts] == ["there"]
    assert {each.annotation.article for each in store.all()} == {ARTICLE}
    assert len(store.of_article(ARTICLE)) == 2
    assert store.problems() == []
    assert store.resolve(note.id, None).conflicts == ()
    assert names(folder) == [alone.name]


def test_a_folder_in_another_case_alone(store):
    """As a file system that doesn't tell case may give it back."""
    note = add(store, "one")
    folder = note.path.parent.rename(store.folder / ARTICLE.upper())
    (folder / note.path.name).rename(folder / note.path.name.upper())
    found = store.get(note.id)
    assert found.annotation == note.annotation
    assert store.counts() == {ARTICLE: 1}
    assert store.edit(found, body="two").annotation.body == "two"
    assert len(store.of_article(ARTICLE)) == 1


def test_a_note_that_icloud_took_away_is_told(store):
    note = add(store)
    note.path.rename(note.path.with_name(f".{note.path.name}.icloud"))
    assert store.all() == []
    (problem,) = store.problems()
    assert note.id in problem.why
    assert "iCloud" in problem.why


def test_what_git_leaves_is_told(store):
    note = add(store)
    text = note.path.read_text(encoding="utf-8")
    note.path.write_text(f"<<<<<<< HEAD\n{text}=======\n{text}>>>>>>> theirs\n", encoding="utf-8")
    assert "git" in store.problems()[0].why


def test_a_double_is_no_conflict(store):
    note = add(store)
    note.path.with_name(f"{note.id} 2.json").write_bytes(note.path.read_bytes())
    assert store.get(note.id).conflicts == ()
    assert len(store.all()) == 1


def test_a_note_that_has_only_a_copy_left(store):
    note = add(store)
    note.path.rename(note.path.with_name("renamed by hand.json"))
    found = store.get(note.id)
    assert found.annotation == note.annotation
    edited = store.edit(found, body="goes on")
    assert edited.path == found.path


def test_delete_and_restore(store):
    note = add(store)
    copy_as(note, f"{note.id} 2.json", "there")
    before = store.get(note.id)
    assert store.delete(note.id[:8]) == before
    assert store.all() == []
    assert [each.id for each in store.trash()] == [note.id]
    restored = store.restore(note.id)
    assert restored == before
    assert store.trash() == []
    for unknown in (note.id, "0000", "x", "", "../..", "*"):
        with pytest.raises(NotFoundError):
            store.restore(unknown)


def test_the_trash_is_emptied_when_told_to(store):
    old, new, damaged = (add(store, text) for text in ("old", "new", "damaged"))
    copy_as(old, f"{old.id} 2.json", "there")
    store.resolve(old, store.texts(old)[0])
    for note in (old, new, damaged):
        store.delete(note)
    trash = store.folder.parent / "trash" / ARTICLE
    (trash / damaged.path.name).write_bytes(b"")
    soon = time.time() + 30 * 86_400  # as if a month had gone
    assert store.empty_trash(0) == 0
    assert store.empty_trash(29) == 0
    with mock.patch("reader.notes.store.time.time", return_value=soon):
        assert store.empty_trash(31) == 0
        os.utime(trash / new.path.name, (soon, soon))
        assert store.empty_trash(29) == 2
    assert names(trash) == sorted([new.path.name, damaged.path.name])
    assert store.restore(new.id) == new
    assert store.empty_trash(-1) == 0


def test_a_prefix_of_several(store):
    notes = [add(store, str(number)) for number in range(3)]
    for number, note in enumerate(notes):
        raw = json.loads(note.path.read_bytes())
        raw["id"] = f"urn:uuid:aaaa0000-0000-4000-8000-00000000000{number}"
        note.path.unlink()
        (note.path.parent / f"{raw['id'][9:]}.json").write_text(json.dumps(raw), encoding="utf-8")
    with pytest.raises(NotFoundError, match="3 notes"):
        store.get("aaaa")
    assert store.get("aaaa0000-0000-4000-8000-000000000001").annotation.body == "1"


def test_unknown_fields_stay(store):
    note = add(store, "base", tags=["t"])
    raw = json.loads(note.path.read_bytes())
    raw["creator"] = {"name": "Änne", "odd": [1, 1.5, None, "\ud800", 10**30]}
    raw["target"]["selector"].append({"type": "FragmentSelector", "value": "p3"})
    raw["target"]["state"] = {"type": "TimeState"}
    raw["body"].append({"type": "Image", "id": "http://i.example/x.png"})
    raw["dateline"]["later"] = True
    note.path.write_text(json.dumps(raw), encoding="utf-8")
    edited = store.edit(store.get(note.id), body="new", tags=["u"], target=describe(TEXT, Span(0, 3)))
    after = json.loads(edited.path.read_bytes())
    assert after["creator"] == raw["creator"]
    assert {"type": "FragmentSelector", "value": "p3"} in after["target"]["selector"]
    assert after["target"]["state"] == raw["target"]["state"]
    assert raw["body"][-1] in after["body"]
    assert after["dateline"]["later"] is True
    assert edited.annotation.tags == ("u",)


def test_unknown_fields_of_texts_and_tags_stay(store):
    note = add(store, "base", tags=["t", "u"])
    raw = json.loads(note.path.read_bytes())
    raw["body"][0]["language"] = "en"
    raw["body"][1]["creator"] = "https://an.example/ne"
    raw["body"].append({"type": "TextualBody", "value": "another's answer", "purpose": "replying"})
    note.path.write_text(json.dumps(raw), encoding="utf-8")
    edited = store.edit(store.get(note.id), body="", tags=["u", "v", "t"])
    assert (edited.annotation.body, edited.annotation.tags) == ("", ("u", "v", "t"))
    edited = store.edit(edited, body="new")
    bodies = json.loads(edited.path.read_bytes())["body"]
    assert bodies[0] == {**raw["body"][0], "value": "new"}
    assert raw["body"][1] in bodies
    assert raw["body"][-1] in bodies


@pytest.mark.parametrize("odd", ["a string", ["list"], {"history": "no list"}])
def test_what_has_our_own_fields_otherwise_is_left_as_it_is(store, odd):
    note = add(store)
    raw = json.loads(note.path.read_bytes())
    note.path.write_text(json.dumps({**raw, "dateline": odd}), encoding="utf-8")
    before = note.path.read_bytes()
    found = store.get(note.id)
    for act in (lambda: store.edit(found, body="new"), lambda: store.refile(found, "0123456789ab", TARGET)):
        with pytest.raises(NoteError, match=r"no object|no list"):
            act()
        assert [(path, path.read_bytes()) for path in store.folder.rglob("*.json")] == [(note.path, before)]
        assert store.get(note.id).annotation.body == "A text"


@pytest.mark.parametrize("nothing", [None, {"history": None}])
def test_null_is_nothing(store, nothing):
    note = add(store)
    raw = json.loads(note.path.read_bytes())
    note.path.write_text(json.dumps({**raw, "dateline": nothing}), encoding="utf-8")
    edited = store.edit(store.get(note.id), body="new")
    assert [past.body for past in edited.history] == ["A text"]


def test_a_choice_is_not_taken_back_over_a_damaged_note(store):
    note = add(store)
    note.path.write_bytes(b"{")
    with pytest.raises(NoteError, match="breaks off"):
        store.reopen(note, note.annotation, [])
    assert note.path.read_bytes() == b"{"


def test_what_is_nested_too_deeply_is_told(store):
    note = add(store)
    before = note.path.read_bytes()
    for depth, readable in ((90, True), (101, False), (900, False)):
        nest = b"[" * depth + b"]" * depth
        note.path.write_bytes(before.replace(b'"type": "Annotation"', b'"type": "Annotation", "x": ' + nest))
        assert len(store.all()) == readable
        assert len(store.problems()) == (not readable)
        if readable:
            store.edit(store.get(note.id), body=f"after {depth}", target=describe(TEXT, Span(0, 3)))


def test_a_note_under_another_name_is_counted(store):
    note, copied = add(store), add(store)
    note.path.rename(note.path.with_name("from elsewhere.json"))
    copy_as(copied, f"Copy of {copied.path.name}")
    note.path.with_name("damaged.json").write_bytes(b"{")
    assert store.counts() == {ARTICLE: 2}


def test_a_newer_schema_is_read_and_not_written(store):
    note = add(store, "base")
    raw = json.loads(note.path.read_bytes())
    raw["dateline"]["schema"] = 2
    note.path.write_text(json.dumps(raw), encoding="utf-8")
    before = note.path.read_bytes()
    found = store.get(note.id)
    assert found.annotation.body == "base"
    with pytest.raises(NoteError, match="newer Dateline"):
        store.edit(found, body="x")
    assert note.path.read_bytes() == before
    store.delete(found)
    assert store.restore(note.id).path.read_bytes() == before


def test_what_other_programs_write(store):
    folder = store.folder / ARTICLE
    folder.mkdir(parents=True)
    raw = {
        "@context": "http://www.w3.org/ns/anno.jsonld",
        "id": "urn:uuid:0F5A8B1C-0000-4000-8000-0123456789AB",
        "type": "Annotation",
        "bodyValue": "short form",
        "target": [{"source": "https://e.example/", "selector": {"type": "TextQuoteSelector", "exact": "visitor"}}],
    }
    path = folder / "foreign.json"
    path.write_bytes(b"\xef\xbb\xbf" + json.dumps(raw).encode())
    note = store.get("0f5a8b1c")
    assert note.annotation.body == "short form"
    assert note.annotation.article == ARTICLE
    assert note.annotation.source == "https://e.example/"
    edited = store.edit(note, body="longer")
    assert edited.annotation.body == "longer"
    after = json.loads(path.read_bytes())
    assert "bodyValue" not in after
    assert after["body"][0]["value"] == "longer"
    assert after["target"] == raw["target"]


def test_foreign_text_is_cleaned_and_the_bytes_stay(store):
    note = add(store, "x")
    path = copy_as(note, note.path.name, "a\x1b[31mred\u202e\x00")
    before = path.read_bytes()
    assert store.get(note.id).annotation.body == "ared"
    assert path.read_bytes() == before
    assert json.loads(store.edit(store.get(note.id), tags=["t"]).path.read_bytes())["body"][0]["value"].startswith(
        "a\x1b"
    )


def test_surrogates_and_size(store):
    note = add(store, "\ud800" + "x" * 1_000_000)
    assert store.get(note.id) == note
    assert note.annotation.body.startswith("\ufffd")
    with pytest.raises(NoteError, match="over 32 MB"):
        add(store, "x" * (files.LIMIT + 1))
    assert names(note.path.parent) == [note.path.name]


@posix
def test_problems_stay_and_harm_no_other(store, tmp_path):
    note = add(store)
    folder = note.path.parent
    outside = tmp_path / "outside.json"
    outside.write_bytes(note.path.read_bytes())
    ids = [f"aaaa0000-0000-4000-8000-00000000000{number}.json" for number in range(7)]
    (folder / ids[0]).write_bytes(b"")
    (folder / ids[1]).write_bytes(note.path.read_bytes()[:200])
    (folder / ids[2]).mkdir()
    (folder / ids[3]).symlink_to(outside)
    os.mkfifo(folder / ids[4])
    with (folder / ids[5]).open("wb") as huge:
        huge.truncate(50 * 1024 * 1024)
    (folder / ids[6]).write_bytes(os.urandom(500))
    (store.folder / "linked").symlink_to(tmp_path)
    (store.folder / "No Article").mkdir()
    (store.folder / "stray.json").write_bytes(b"{}")
    (folder / ".hidden.json").write_bytes(b"")
    (folder / "readme.txt").write_bytes(b"")
    problems = store.problems()
    expected = {folder / name for name in ids} | {store.folder / x for x in ("linked", "No Article", "stray.json")}
    assert {problem.path for problem in problems} == expected
    assert len(problems) == len(expected)
    assert all(problem.why for problem in problems)
    assert store.all() == [note]
    assert store.get(note.id) == note
    assert store.edit(note, body="goes on").annotation.body == "goes on"
    assert {problem.path for problem in store.problems()} == expected


@posix
def test_nothing_is_written_through_a_link(store, tmp_path):
    store.folder.mkdir(parents=True)
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (store.folder / ARTICLE).symlink_to(elsewhere)
    with pytest.raises(NoteError, match="link"):
        add(store)
    assert names(elsewhere) == []


@posix
def test_nothing_is_written_through_a_folder_that_became_a_link(store, tmp_path):
    note = add(store)
    before = note.path.read_bytes()
    folder = note.path.parent.rename(tmp_path / "elsewhere")
    note.path.parent.symlink_to(folder)
    for act in (lambda: store.edit(note, body="new"), lambda: store.reopen(note, note.annotation, [])):
        with pytest.raises(NoteError, match="link"):
            act()
    assert [path.read_bytes() for path in folder.iterdir()] == [before]


def test_a_note_that_goes_while_it_is_saved_is_told(store, monkeypatch):
    """Another program takes the file away before it is read again."""
    note = add(store)
    monkeypatch.setattr(disk, "replace", lambda path, _: path.unlink())
    with pytest.raises(NoteError, match="once more"):
        store.edit(note, body="new")
    monkeypatch.undo()
    with pytest.raises(NoteConflictError):
        store.edit(note, body="new")
    assert store.get(note.id).annotation.body == "new"


def test_a_file_that_holds_another_note_is_left_to_that(store):
    note, other = add(store, "mine"), add(store, "other")
    note.path.write_bytes(other.path.read_bytes())
    with pytest.raises(NoteConflictError, match="another note"):
        store.edit(note, body="new")
    assert note.path.read_bytes() == other.path.read_bytes()
    assert {each.id: (each.annotation.body, each.conflicts) for each in store.all()} == {
        note.id: ("new", ()),
        other.id: ("other", ()),
    }


def test_the_folder_is_a_file(tmp_path):
    (tmp_path / "notes").write_bytes(b"")
    store = NoteStore(tmp_path / "notes")
    for act in (store.all, store.counts, store.problems, lambda: add(store), lambda: store.get("abcd")):
        with pytest.raises(NoteError):
            act()
    assert (tmp_path / "notes").read_bytes() == b""


def test_the_folder_goes_while_open(store):
    note = add(store)
    note.path.unlink()
    note.path.parent.rmdir()
    store.folder.rmdir()
    assert store.all() == []
    assert add(store).annotation.body == "A text"


def test_old_leavings_are_swept(store):
    note = add(store)
    old, new = (note.path.parent / f".{letter * 32}.tmp" for letter in "ab")
    old.write_bytes(b"")
    new.write_bytes(b"")
    os.utime(old, (0, 0))
    add(store)
    assert not old.exists()
    assert new.exists()
    assert store.problems() == []


def test_the_file_is_a_web_annotation(store):
    note = store.add(ARTICLE, TARGET, "Body", title="T", source="https://e.example/a", tags=["t"])
    raw = json.loads(note.path.read_bytes())
    assert raw["@context"][0] == "http://www.w3.org/ns/anno.jsonld"
    assert raw["id"] == f"urn:uuid:{note.id}"
    assert raw["type"] == "Annotation"
    assert raw["body"] == [
        {"type": "TextualBody", "value": "Body", "format": "text/markdown", "purpose": "commenting"},
        {"type": "TextualBody", "value": "t", "purpose": "tagging"},
    ]
    assert raw["target"]["source"] == "https://e.example/a"
    assert raw["target"]["selector"][0]["exact"] == "visitor"
    assert raw["target"]["selector"][1] == {"type": "TextPositionSelector", "start": 4, "end": 11}
    assert raw["created"].endswith("Z")


def test_the_own_text_is_the_own_one_again_after_the_trash(store):
    note = add(store, "own")
    copied = note.path.parent.with_name(f"{note.annotation.article} 2")
    shutil.copytree(note.path.parent, copied)
    path = copied / note.path.name
    path.write_text(path.read_text("utf-8").replace('"own"', '"copy"'), encoding="utf-8")
    store.delete(note.id)
    back = store.restore(note.id)
    assert (back.annotation.body, [each.body for each in back.conflicts]) == ("own", ["copy"])

"""Whatever lies where notes should: it is told, left as it is, and harms no other."""

from __future__ import annotations

import json
import os
import shutil
import sys
from pathlib import Path
from unittest import mock

import pytest

from reader.errors import NoteConflictError, NoteError
from reader.memory import Memory
from reader.notes.drafts import Drafts
from reader.notes.store import NoteStore
from reader.settings import Folders
from reader.workspace import Workspace
from tests.commands import run
from tests.faults.children import ARTICLE, TARGET

posix = pytest.mark.skipif(sys.platform == "win32", reason="links and pipes of POSIX")

NAME = "aaaa0000-0000-4000-8000-{:012}.json"
SHAPES = [
    "[]", "null", "3", '"text"', "{}", '{"id": 3}', '{"id": "urn:uuid:x"}', '{"id": null, "target": []}',
    '{"id": "urn:uuid:aaaa0000-0000-4000-8000-000000000000"}',
    '{"id": "urn:uuid:aaaa0000-0000-4000-8000-000000000000", "target": {"selector": {"type": "TextQuoteSelector"}}}',
    '{"id": "urn:uuid:aaaa0000-0000-4000-8000-000000000000", "dateline": {"schema": "new"}}',
    "{" * 50_000, "[" * 100_000, '{"a":' * 50_000, '{"id": 1e999}', "NaN", "\ufeff", "\x00" * 4096,
]  # fmt: skip


@pytest.fixture
def store(folders: Folders) -> NoteStore:
    return NoteStore(folders.notes)


def foreign(folder: Path, mine: set[Path]) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file() and path not in mine}


def work(store: NoteStore) -> None:
    """Everything that is done to notes."""
    note = store.add(ARTICLE, TARGET, "a")
    older = note
    note = store.edit(note, body="b", tags=["t"])
    with pytest.raises(NoteConflictError):
        store.edit(older, body="c")
    store.resolve(note, None)
    store.delete(note.id)
    store.restore(note.id)
    store.delete(note.id)
    store.counts()
    store.scan(ARTICLE)
    store.trash()


def test_cut_off_at_every_length(store):
    note = store.add(ARTICLE, TARGET, "whole", tags=["t"])
    kept = store.add(ARTICLE, TARGET, "kept")
    data = note.path.read_bytes()
    for length in range(0, len(data) - 2, 7):
        note.path.write_bytes(data[:length])
        assert [each.id for each in store.all()] == [kept.id]
        assert [problem.path for problem in store.problems()] == [note.path]
        assert note.path.read_bytes() == data[:length]
    note.path.write_bytes(data)
    assert {each.id for each in store.all()} == {note.id, kept.id}


def test_one_byte_another(store, chance, loops):
    """Read as it is or told; never a note lost beside it, never rewritten by looking."""
    note = store.add(ARTICLE, TARGET, "whole", tags=["t"])
    kept = store.add(ARTICLE, TARGET, "kept")
    data = note.path.read_bytes()
    for _ in range(50 * loops):
        changed = bytearray(data)
        changed[chance.randrange(len(data))] = chance.randrange(256)
        note.path.write_bytes(changed)
        scan = store.scan()
        assert kept.id in {each.id for each in scan.notes}
        assert len(scan.notes) + len(scan.problems) >= 2
        assert note.path.read_bytes() == changed


@posix
def test_foreign_things_stay_as_they_are(store, chance, folders):
    folder = store.folder / ARTICLE
    folder.mkdir(parents=True)
    outside = folders.config / "outside"
    outside.mkdir()
    (outside / "secret.json").write_bytes(b"secret")
    for number, shape in enumerate(SHAPES):
        (folder / NAME.format(number)).write_text(shape, encoding="utf-8")
    for number in range(100, 120):
        (folder / NAME.format(number)).write_bytes(chance.randbytes(chance.randrange(3000)))
    with (folder / NAME.format(200)).open("wb") as large:
        large.truncate(50 * 1024 * 1024)
    (folder / NAME.format(201)).mkdir()
    (folder / NAME.format(202)).symlink_to(outside / "secret.json")
    (folder / NAME.format(203)).symlink_to(folder / "nowhere")
    (folder / NAME.format(204)).symlink_to(folder / NAME.format(204))
    (store.folder / "0123456789ab").symlink_to(outside)
    (store.folder / "file.json").write_bytes(b"mine")
    (store.folder / "ba9876543210").write_bytes(b"a file named like an article")
    (store.folder / "README.md").write_bytes(b"mine")
    shutil.copytree(folder, store.folder.parent / "trash" / ARTICLE, symlinks=True)
    os.mkfifo(folder / NAME.format(205))
    before = foreign(folders.config, set())
    work(store)
    told = {problem.path.name for problem in store.problems()}
    assert {NAME.format(number) for number in (*range(len(SHAPES)), *range(200, 206))} <= told
    assert {"0123456789ab", "file.json"} <= told
    for command in (
        ("note", "list"),
        ("note", "list", "--trash"),
        ("export",),
        ("doctor",),
    ):
        assert run(*command).code in (0, 1)
    after = foreign(folders.config, set())
    assert {path: data for path, data in after.items() if path in before} == before


@posix
def test_a_note_that_becomes_something_else_while_it_is_edited(store):
    """The text that was to be saved is kept beside it."""
    for number, (make, undo) in enumerate(
        [
            (lambda path: path.mkdir(), lambda path: path.rmdir()),
            (lambda path: path.symlink_to(path.parent), lambda path: path.unlink()),
            (os.mkfifo, lambda path: path.unlink()),
            (lambda path: path.write_bytes(b"\xff"), lambda path: path.unlink()),
        ]
    ):
        note = store.add(ARTICLE, TARGET, f"base {number}")
        note.path.unlink()
        make(note.path)
        with pytest.raises(NoteConflictError):
            store.edit(note, body=f"mine {number}")
        assert store.get(note.id).annotation.body == f"mine {number}"
        assert [past.body for past in store.get(note.id).history] == [f"base {number}"]
        undo(note.path)


def test_names_that_differ_only_in_case(store):
    """Where case is told, both are read; nothing that we write has a name that would need it."""
    note = store.add(ARTICLE, TARGET, "one")
    raw = json.loads(note.path.read_bytes())
    raw["body"][0]["value"] = "two"
    other = store.folder / ARTICLE.upper() / note.path.name.upper()
    other.parent.mkdir()
    other.write_text(json.dumps(raw), encoding="utf-8")
    found = store.get(note.id)
    assert [found.annotation.body, *(each.body for each in found.conflicts)] == ["one", "two"]
    store.resolve(note.id, None)
    work(store)
    names = [path.name for path in store.folder.parent.rglob("*") if path != other.parent]
    assert {name for name in names if name != name.lower()} == {f"{other.name}.resolved"}


def test_a_file_system_without_hard_links(store, monkeypatch):
    def no_links(*_args: object, **_more: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(os, "link", no_links)
    work(store)
    assert store.problems() == []
    assert len(store.trash()) == 1


def test_a_file_system_without_locks(store, monkeypatch):
    import fcntl  # noqa: PLC0415  POSIX only

    def no_locks(*_args: object) -> None:
        raise OSError(95, "Operation not supported")

    monkeypatch.setattr(fcntl, "flock", no_locks)
    work(store)
    assert store.problems() == []


@pytest.mark.parametrize("call", ["write", "fsync", "link", "rename"])
def test_the_system_refuses_at_every_step(store, monkeypatch, call):
    """Whatever fails, what was there is there, and no temporary file is left."""
    note = store.add(ARTICLE, TARGET, "base")
    data = note.path.read_bytes()

    def refuse(*_args: object, **_more: object) -> None:
        raise OSError(5, "Input/output error")

    with monkeypatch.context() as patch:
        if call == "rename":
            patch.setattr(Path, "replace", refuse)
        elif call == "write":
            patch.setattr(os, "fdopen", refuse)
        else:
            patch.setattr(os, call, refuse)
        if call == "link":
            patch.setattr(Path, "replace", refuse)  # which stands in for it
        if call != "rename":  # a new note takes its name by a link
            with pytest.raises(NoteError, match="Input/output error"):
                store.add(ARTICLE, TARGET, "new")
        if call != "link":
            with pytest.raises(NoteError, match="Input/output error"):
                store.edit(note, body="changed")
    assert note.path.read_bytes() == data or call == "fsync"
    assert store.get(note.id).annotation.body == "base" or call == "fsync"
    assert [path.name for path in note.path.parent.iterdir() if path.name.endswith(".tmp")] == []


@posix
def test_corrections_and_drafts_are_no_less_robust(seeds, store, chance, folders):
    """What lies in their place is told or left out, and stays as it is; what can be read is applied."""
    known = run("add", seeds / "lantern-festival-taipei.md").out.split("\t")[0]
    kept = run("correct", "add", "Taipei", "--is", "nothing").out.strip()
    gone = run("correct", "add", "Sochi", "--is", "place").out.strip()
    assert run("correct", "rm", gone).code == 0
    corrections = store.folder.with_name("corrections")
    for folder in (corrections / "all", corrections / known, corrections / "trash" / "all", folders.drafts / known):
        folder.mkdir(parents=True, exist_ok=True)
        for number, shape in enumerate(SHAPES):
            (folder / NAME.format(number)).write_text(shape, encoding="utf-8")
        (folder / NAME.format(100)).write_bytes(chance.randbytes(3000))
        with (folder / NAME.format(101)).open("wb") as large:
            large.truncate(50 * 1024 * 1024)
        (folder / NAME.format(102)).mkdir()
        (folder / NAME.format(103)).symlink_to(folders.library)
        os.mkfifo(folder / NAME.format(104))
    before = foreign(folders.config, set())
    for command in (("correct", "list"), ("correct", "list", known), ("doctor",), ("doctor", "--fix")):
        assert run(*command).code == 1
    assert run("correct", "rm", kept).code == run("correct", "restore", gone).code == 0
    assert Drafts(folders.drafts).of_article(known) == []
    assert {"Sochi"} == {each.words for each in Workspace(folders).corrections.for_article(known).corrections}
    assert run("correct", "rm", gone).code == run("correct", "restore", kept).code == 0
    folders.settings_file.write_text("trash_days = 1\n", encoding="utf-8")
    with mock.patch("reader.notes.corrections.time.time", return_value=4e9):
        Workspace(folders).corrections.empty_trash(1)
    after = foreign(folders.config, {folders.settings_file})
    assert set(before) - set(after) == {corrections / "trash" / "all" / f"{gone}.json"}
    assert {path: before[path] for path in after} == after


@posix
@pytest.mark.parametrize("odd", ["folder", "pipe", "circle", "deep", "large", "random"])
def test_settings_and_what_the_screen_remembers(folders, chance, odd):
    """A settings file that can't be read ends every command; what the screen chose is then as if it had never been."""
    for file in (folders.settings_file, folders.memory):
        file.parent.mkdir(parents=True, exist_ok=True)
        if odd == "folder":
            file.mkdir()
        elif odd == "pipe":
            os.mkfifo(file)
        elif odd == "circle":
            file.symlink_to(file)
        elif odd == "deep":
            file.write_text("a = " + "[" * 100_000, encoding="utf-8")
        elif odd == "large":
            with file.open("wb") as large:
                large.truncate(50 * 1024 * 1024)
        else:
            file.write_bytes(b"\xff" + chance.randbytes(3000))
    for command in (("list",), ("note", "list"), ("export",)):
        ended = run(*command)
        assert ended.code in (0, 2)
        assert ended.code == 0 or str(folders.settings_file) in ended.err
    assert run("doctor").code == 1
    assert Memory(folders.memory).get("theme", "none") == "none"

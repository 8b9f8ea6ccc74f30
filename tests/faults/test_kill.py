"""Killed at any moment: what was acknowledged is there, whole, and nothing stands in the way of the next."""

from __future__ import annotations

import json
import shutil
import sys
from pathlib import Path

import pytest

from reader.export.proof import is_ours
from reader.library.library import Library
from reader.notes.corrections import CorrectionStore
from reader.notes.store import NoteStore
from reader.settings import Folders
from reader.workspace import Workspace
from tests.commands import program
from tests.faults.children import ARTICLE, TARGET, Child, killed_program

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")

ADD = "for number in range(100_000): print(store.add(ARTICLE, target, f'{number} ' * 200).id, flush=True)"
CHANGE = """
note = store.add(ARTICLE, target, 'v0')
print(note.id, 'v0', flush=True)
for number in range(1, 100000):
    note = store.edit(note, body=f'v{number}')
    print(note.id, f'v{number}', flush=True)
    if number % 5 == 0:
        store.delete(note); note = store.restore(note.id)
"""
RESOLVE = """
note = store.add(ARTICLE, target, 'v0')
print(note.id, 'v0', flush=True)
for number in range(1, 100000):
    newer = store.edit(note, body=f'v{number}')
    print(note.id, f'v{number}', flush=True)
    try:
        store.edit(note, body=f'w{number}')
    except NoteConflictError:
        print(note.id, f'w{number}', flush=True)
    note = store.resolve(note, store.texts(note)[1] if number % 2 else None)
"""
CORRECT = """
from datetime import UTC, datetime
from reader.model.correction import Correction, CorrectionKind
from reader.notes.corrections import CorrectionStore
corrections = CorrectionStore(store.folder.with_name("corrections"))
for number in range(100_000):
    said = Correction("", CorrectionKind.PLACE, f"Name {number}", datetime.now(UTC), article=ARTICLE)
    print("made", corrections.add(said).id, flush=True)
    if number % 2:
        print("gone", corrections.remove(corrections.add(said).id).id, flush=True)
"""
EXPORT = """
from reader.cli.main import dateline
for number in range(100_000):
    for form, out in (("markdown", sys.argv[2]), ("json", sys.argv[3])):
        dateline.main(["export", "--format", form, "-o", out, "--force"], standalone_mode=False)
    print("exported", flush=True)
    note = store.all()[0]
    store.edit(note, body=note.annotation.body + " and more" * 500)
"""
HOLD = """
from reader.notes.files import lock
with lock(store.folder):
    print('held', flush=True)
    sys.stdin.readline()
"""


def test_while_adding(tmp_path, loops, chance):
    store = NoteStore(tmp_path / "config" / "notes")
    acknowledged: list[str] = []
    child = Child(ADD, store.folder)
    for _ in range(loops):
        following = Child(ADD, store.folder)  # starts while the one before writes
        child.go()
        acknowledged += [child.line() for _ in range(chance.randrange(4))] + child.kill(chance.randrange(8000))
        child = following
    child.kill()
    notes = {note.id: note for note in store.all()}
    assert set(acknowledged) <= set(notes)
    # Besides those acknowledged there may be one a kill: on the disk, and killed before it could say so.
    assert len(notes) <= len(acknowledged) + loops
    for note in notes.values():
        number, *others = note.annotation.body.split()
        assert others == [number] * 199
    assert store.problems() == []
    leavings = [path.name for path in (store.folder / ARTICLE).iterdir() if path.suffix != ".json"]
    assert all(name.startswith(".") and name.endswith(".tmp") for name in leavings)


def test_while_changing_deleting_and_restoring(tmp_path, loops, chance):
    for number in range(loops):
        store = NoteStore(tmp_path / str(number) / "notes")
        child = Child(CHANGE, store.folder)
        child.go()
        lines = [child.line() for _ in range(1 + chance.randrange(8))] + child.kill(chance.randrange(8000))
        note_id, last = lines[-1].split()
        found = store.all() or store.trash()
        assert [note.id for note in found] == [note_id]
        texts = [past.body for past in found[0].history] + [found[0].annotation.body]
        assert texts == [f"v{number}" for number in range(len(texts))]
        assert len(texts) in {int(last[1:]) + 1, int(last[1:]) + 2}
        assert store.problems() == []


def test_while_correcting(tmp_path, loops, chance):
    store = CorrectionStore(tmp_path / "config" / "corrections")
    made, gone = set(), set()
    for _ in range(loops):
        child = Child(CORRECT, tmp_path / "config" / "notes")
        child.go()
        for line in [child.line() for _ in range(chance.randrange(4))] + child.kill(chance.randrange(8000)):
            what, known = line.split()
            (made if what == "made" else gone).add(known)
    found = store.all()
    ids = {each.id for each in found.corrections}
    assert made <= ids
    assert not gone & ids
    assert len(ids) <= len(made) + loops
    assert found.problems == ()
    assert {store.restore(known).id for known in gone} == gone


def test_while_resolving_conflicts(tmp_path, loops, chance):
    for number in range(loops):
        store = NoteStore(tmp_path / str(number) / "notes")
        child = Child(RESOLVE, store.folder)
        child.go()
        lines = [child.line() for _ in range(1 + chance.randrange(8))] + child.kill(chance.randrange(8000))
        written = {line.split()[1] for line in lines}
        (found,) = store.all()
        texts = {
            found.annotation.body,
            *(past.body for past in found.history),
            *(each.body for each in found.conflicts),
        }
        assert written <= {part for text in texts for part in (text or "").split("\n\n---\n\n")}
        assert store.problems() == []


def test_while_exporting(tmp_path, loops, chance):
    store = NoteStore(Folders(tmp_path / "config", tmp_path / "data", tmp_path / "cache").notes)
    for body in ("one", "two"):
        store.add(ARTICLE, TARGET, body, title="A story")
    out, file = tmp_path / "exports", tmp_path / "notes.json"
    out.mkdir()
    for _ in range(loops):
        child = Child(EXPORT, store.folder, out, file)
        child.go()
        _ = [child.line() for _ in range(chance.randrange(3))]
        child.kill(chance.randrange(60_000))
        for path in out.iterdir():
            if not path.name.startswith("."):
                assert is_ours(path.read_bytes(), ARTICLE)
        if file.exists():
            json.loads(file.read_bytes())
    assert len(store.all()) == 2
    assert store.problems() == []
    assert program("export", "-o", out).code == 0
    assert [path.name for path in out.iterdir() if path.suffix == ".md"] == ["a-story.md"]


def test_while_importing(tmp_path, loops, chance):
    source = NoteStore(tmp_path / "source" / "notes")
    for number in range(30):
        source.add(ARTICLE, TARGET, f"{number} " * 200)
    notes = [json.loads(each.path.read_bytes()) for each in source.all()]
    backup = tmp_path / "backup.json"
    backup.write_text(json.dumps(notes), encoding="utf-8")
    store = NoteStore(Folders(tmp_path / "config", tmp_path / "data", tmp_path / "cache").notes)
    for number in range(loops):
        if number % 5 == 4:
            shutil.rmtree(store.folder, ignore_errors=True)
        killed_program(chance, 1.0, "note", "import", backup)
        assert store.problems() == []
    assert program("note", "import", backup).code == 0
    assert {note.id: note.annotation.body for note in store.all()} == {
        note.id: note.annotation.body for note in source.all()
    }


def test_the_program_while_it_adds_a_note(seeds: Path, folders: Folders, loops, chance):
    known = program("add", seeds / "lantern-festival-taipei.md").out.split("\t")[0]
    options = ("--quote", "Lantern Festival", "--body", "kept " * 500)
    acknowledged = {killed_program(chance, 1.2, "note", "add", known, *options).strip() for _ in range(loops)} - {""}
    store = NoteStore(folders.notes)
    notes = {note.id: note for note in store.all()}
    assert acknowledged <= set(notes)
    assert {note.annotation.body for note in notes.values()} <= {"kept " * 500}
    assert store.problems() == []
    code, out, _ = program("note", "add", known, *options)
    assert code == 0
    assert store.get(out.strip()).annotation.body == "kept " * 500


def test_the_program_while_it_adds_articles(tmp_path: Path, folders: Folders, loops, chance):
    source = tmp_path / "source"
    source.mkdir()
    for number in range(20):
        (source / f"{number}.txt").write_text(f"Story {number}\n\nText of number {number}. " * 50, encoding="utf-8")
    for number in range(loops):
        printed = killed_program(chance, 1.5, "add", source)
        library = Library(folders.library)
        assert {line.split("\t")[0] for line in printed.splitlines()} <= library.ids()
        assert library.check() == []
        library.close()
        if number % 5 == 4:
            shutil.rmtree(folders.data)
    assert program("add", source).code == 0
    assert Workspace(folders).library.count() == 20


def test_while_a_damaged_library_is_made_anew(tmp_path: Path, folders: Folders, loops, chance):
    """What can be read of it is taken over in the end, whenever it was killed; a note's article is among that."""
    source = tmp_path / "source"
    source.mkdir()
    for number in range(60):
        (source / f"{number}.txt").write_text(f"Story {number}\n\nText of number {number}. " * 50, encoding="utf-8")
    known = program("add", source).out.split("\t")[0]
    assert program("note", "add", known, "--quote", "Text", "--body", "kept").code == 0
    data = folders.library.read_bytes()
    damaged = data[:40_960] + b"\xff" * 8192 + data[49_152:]
    counts = []
    for number in range(loops + 1):
        shutil.rmtree(folders.data)
        folders.data.mkdir()
        folders.library.write_bytes(damaged)
        if number:  # the first is left in peace
            killed_program(chance, 1.5, "doctor", "--fix")
        assert any(path.read_bytes() == damaged for path in folders.data.glob("library*.sqlite3"))
        program("doctor", "--fix")
        library = Library(folders.library)
        counts.append(library.count())
        assert library.check() == []
        library.close()
    assert counts[0] > 10
    assert set(counts) == {counts[0]}
    assert program("note", "list", "--json").objects[0]["body"] == "kept"


def test_a_killed_writer_leaves_no_lock(tmp_path):
    store = NoteStore(tmp_path / "config" / "notes")
    note = store.add(ARTICLE, TARGET, "base")
    holder = Child(HOLD, store.folder)
    holder.go()
    assert holder.line() == "held"
    holder.kill()
    assert store.edit(note, body="goes on").annotation.body == "goes on"

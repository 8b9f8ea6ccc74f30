"""Several at once: windows, programs, syncs. No text is lost, and no two notes are one."""

from __future__ import annotations

import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from reader.notes.store import Note, NoteStore
from reader.settings import Folders
from tests.commands import ROOT, program
from tests.faults.children import ARTICLE, TARGET, Child

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="locks of POSIX")

WRITERS = 8
ADD = "for number in range(int(sys.argv[2])): print(store.add(ARTICLE, target, f'{number}').id, flush=True)"
EDIT = """
note_id, name, rounds = sys.argv[2], sys.argv[3], int(sys.argv[4])
note = store.get(note_id)
print("read", flush=True)
sys.stdin.readline()
for number in range(rounds):
    for _ in range(20):  # on a busy machine the other may have the lock for as long as we wait: told, and done again
        try:
            note = store.edit(note, body=f'{name}{number}')
        except NoteConflictError:
            note = store.get(note_id)
        except NoteError:
            continue
        print(f'{name}{number}', flush=True)
        break
"""
SYNC = """
import json, os, uuid
note_id, rounds = sys.argv[2], int(sys.argv[3])
print("read", flush=True)
sys.stdin.readline()
own = store.folder / ARTICLE / f"{note_id}.json"
for number in range(rounds):
    raw = json.loads(own.read_bytes())
    raw["body"][0]["value"] = f"sync{number}"
    raw["dateline"]["history"] = []
    copy = own.with_name(f"{note_id}.sync-conflict-20260101-{number:06}-ABCDEFG.json")
    hidden = own.with_name(f".syncthing.{copy.name}.tmp")
    hidden.write_text(json.dumps(raw), encoding="utf-8")
    os.rename(hidden, copy)
    print(f"sync{number}", flush=True)
"""
RESTLESS = """
for number in range(int(sys.argv[2])):
    note = store.add(ARTICLE, target, f'{number}')
    store.delete(note)
    store.edit(store.restore(note.id), body=f'{number} back')
    print(note.id, flush=True)
"""


def texts_of(note: Note) -> set[str | None]:
    return {note.annotation.body, *(past.body for past in note.history), *(each.body for each in note.conflicts)}


def test_eight_add_at_once(tmp_path, loops):
    store = NoteStore(tmp_path / "config" / "notes")
    each = max(20, loops)
    children = [Child(ADD, store.folder, each) for _ in range(WRITERS)]
    for child in children:
        child.go()
    ids = Counter(line for child in children for line in child.rest())
    assert len(ids) == ids.total() == each * WRITERS
    assert {note.id for note in store.all()} == set(ids)
    assert store.counts() == {ARTICLE: each * WRITERS}
    assert {path.suffix for path in (store.folder / ARTICLE).iterdir()} == {".json"}


def test_eight_add_delete_restore_and_edit_at_once(tmp_path, loops):
    store = NoteStore(tmp_path / "config" / "notes")
    children = [Child(RESTLESS, store.folder, loops) for _ in range(WRITERS)]
    for child in children:
        child.go()
    ids = [line for child in children for line in child.rest()]
    notes = {note.id: note for note in store.all()}
    assert set(notes) == set(ids)
    assert all(note.annotation.body.endswith(" back") and not note.conflicts for note in notes.values())
    assert store.trash() == []


def test_eight_programs_on_a_fresh_machine(seeds: Path, folders: Folders):
    """All of them make the folders, the library and its tables."""
    story = seeds / "lantern-festival-taipei.md"
    command = [sys.executable, "-m", "reader"]
    adding = [subprocess.Popen([*command, "add", str(story)], cwd=ROOT, stdout=subprocess.PIPE) for _ in range(WRITERS)]
    printed = {process.communicate()[0].decode().split("\t")[0] for process in adding}
    assert [process.returncode for process in adding] == [0] * WRITERS
    (known,) = printed
    noting = [
        subprocess.Popen(
            [*command, "note", "add", known, "--quote", "Lantern", "--body", str(number)],
            cwd=ROOT, stdout=subprocess.PIPE,
        )
        for number in range(WRITERS)
    ]  # fmt: skip
    ids = {process.communicate()[0].decode().strip() for process in noting}
    assert [process.returncode for process in noting] == [0] * WRITERS
    notes = NoteStore(folders.notes).all()
    assert {note.id for note in notes} == ids
    assert {note.annotation.body for note in notes} == {str(number) for number in range(WRITERS)}
    assert program("doctor").code == 0


def test_two_windows_on_one_note(tmp_path, loops):
    store = NoteStore(tmp_path / "config" / "notes")
    note = store.add(ARTICLE, TARGET, "base")
    rounds = max(20, loops)
    children = [Child(EDIT, store.folder, note.id, name, rounds) for name in "ab"]
    for child in children:
        child.go()
        assert child.line() == "read"
    for child in children:
        child.go()
    written = {line for child in children for line in child.rest()}
    assert len(written) == 2 * rounds
    found = store.get(note.id)
    assert texts_of(found) == written | {"base"}
    if found.conflicts:
        resolved = store.resolve(note.id, None)
        assert {past.body for past in resolved.history} >= written | {"base"}
    assert store.problems() == []


def test_a_sync_tool_leaves_copies_while_two_windows_write(tmp_path, loops):
    store = NoteStore(tmp_path / "config" / "notes")
    note = store.add(ARTICLE, TARGET, "base")
    rounds = max(20, loops)
    children = [Child(EDIT, store.folder, note.id, name, rounds) for name in "ab"]
    children.append(Child(SYNC, store.folder, note.id, rounds))
    for child in children:
        child.go()
        assert child.line() == "read"
    for child in children:
        child.go()
    written = {line for child in children for line in child.rest()}
    assert len(written) == 3 * rounds
    assert texts_of(store.get(note.id)) == written | {"base"}
    resolved = store.resolve(note.id, store.texts(note.id)[0])
    assert texts_of(resolved) == written | {"base"}
    assert store.problems() == []

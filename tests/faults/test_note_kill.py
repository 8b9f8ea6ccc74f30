"""Killed writers, many writers at once, two on one note, a full disk: with real processes.

``DATELINE_KILLS`` sets the number of kills (20), ``DATELINE_WRITERS`` that of processes that add at once (8).
"""

from __future__ import annotations

import contextlib
import os
import random
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from reader.errors import NoteError
from reader.model.span import Span
from reader.notes.anchor import describe
from reader.notes.store import Keep, NoteStore

KILLS = int(os.environ.get("DATELINE_KILLS", "20"))
WRITERS = int(os.environ.get("DATELINE_WRITERS", "8"))
ROOT = Path(__file__).parents[2]
ARTICLE = "68ef4f21c3a5"
TARGET = describe("The visitor spoke of differences.", Span(4, 11))

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="signals and limits of POSIX")

# What every child begins with. It says "ready", and waits for a line before it writes the first note.
PRELUDE = """
import sys
from pathlib import Path
from reader.errors import DatelineError, NoteConflictError
from reader.model.span import Span
from reader.notes.anchor import describe
from reader.notes.store import NoteStore
store = NoteStore(Path(sys.argv[1]))
target = describe("The visitor spoke of differences.", Span(4, 11))
print("ready", flush=True)
sys.stdin.readline()
"""
ADD = (
    "for number in range(int(sys.argv[2])): print(store.add('68ef4f21c3a5', target, f'{number} ' * 200).id, flush=True)"
)
CHANGE = """
note = store.add('68ef4f21c3a5', target, 'v0')
print(note.id, 'v0', flush=True)
for number in range(1, 100000):
    note = store.edit(note, body=f'v{number}')
    print(note.id, f'v{number}', flush=True)
    if number % 5 == 0:
        store.delete(note); note = store.restore(note.id)
"""
HOLD = """
from reader.notes.files import lock
with lock(store.folder):
    print('held', flush=True)
    sys.stdin.readline()
"""
EDIT = """
note_id, name = sys.argv[2:4]
note = store.get(note_id)
print("read", flush=True)
sys.stdin.readline()
for number in range(20):
    try:
        note = store.edit(note, body=f'{name}{number}')
        print("kept", f'{name}{number}', flush=True)
    except NoteConflictError:
        print("kept", f'{name}{number}', flush=True)
        note = store.get(note_id)
"""


def start(program: str, *arguments: object) -> subprocess.Popen[str]:
    child = subprocess.Popen(
        [sys.executable, "-c", PRELUDE + program, *map(str, arguments)],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=ROOT, text=True, encoding="utf-8",
        env={**os.environ, "LANG": "C", "LC_ALL": "C"},
    )  # fmt: skip
    assert child.stdout.readline() == "ready\n"
    return child


def go(child: subprocess.Popen[str]) -> None:
    child.stdin.write("\n")
    child.stdin.flush()


def rest(child: subprocess.Popen[str]) -> list[str]:
    out = child.stdout.read().splitlines()
    child.stdin.close()
    child.stdout.close()
    child.wait()
    return out


def acknowledged_before_kill(child: subprocess.Popen[str], after: int, spin: int) -> list[str]:
    """Let the child acknowledge some lines, kill it a random moment later, return all whole lines."""
    go(child)
    lines = [child.stdout.readline() for _ in range(after)]
    for _ in range(spin):  # not a sleep: the child is somewhere in its next write
        os.getpid()
    child.kill()
    lines += child.stdout.read().splitlines(keepends=True)
    rest_of_child(child)
    return [line.strip() for line in lines if line.endswith("\n")]


def rest_of_child(child: subprocess.Popen[str]) -> None:
    with contextlib.suppress(BrokenPipeError):
        child.stdin.close()
    child.stdout.close()
    child.wait()


def test_killed_while_adding(tmp_path):
    chance = random.Random(20261124)  # noqa: S311
    store = NoteStore(tmp_path / "config" / "notes")
    acknowledged: list[str] = []
    child = start(ADD, store.folder, 100_000)
    for _ in range(KILLS):
        following = start(ADD, store.folder, 100_000)  # starts while the one before writes
        acknowledged += acknowledged_before_kill(child, chance.randrange(4), chance.randrange(8000))
        child = following
    child.kill()
    rest_of_child(child)
    assert len(acknowledged) >= KILLS
    notes = {note.id: note for note in store.all()}
    assert set(acknowledged) <= set(notes)
    # Besides those acknowledged there may be one a kill: on the disk, and killed before it could say so.
    assert len(notes) <= len(acknowledged) + KILLS
    for note in notes.values():
        number, *others = note.annotation.body.split()
        assert others == [number] * 199
    assert store.problems() == []
    leavings = [path for path in (store.folder / ARTICLE).iterdir() if path.suffix != ".json"]
    assert all(path.name.startswith(".") and path.suffix == ".tmp" for path in leavings)


def test_killed_while_changing(tmp_path):
    chance = random.Random(3)  # noqa: S311
    for number in range(KILLS):
        store = NoteStore(tmp_path / str(number) / "notes")
        lines = acknowledged_before_kill(start(CHANGE, store.folder), 1 + chance.randrange(8), chance.randrange(8000))
        note_id, last = lines[-1].split()
        found = store.all() or store.trash()
        assert [note.id for note in found] == [note_id]
        texts = [past.body for past in found[0].history] + [found[0].annotation.body]
        assert texts == [f"v{number}" for number in range(len(texts))]
        assert len(texts) in {int(last[1:]) + 1, int(last[1:]) + 2}
        assert store.problems() == []


def test_many_at_once(tmp_path):
    store = NoteStore(tmp_path / "config" / "notes")
    each = 20
    children = [start(ADD, store.folder, each) for _ in range(WRITERS)]
    for child in children:
        go(child)
    ids = Counter(line for child in children for line in rest(child))
    assert len(ids) == ids.total() == each * WRITERS
    assert {note.id for note in store.all()} == set(ids)
    assert store.counts() == {ARTICLE: each * WRITERS}
    assert {path.suffix for path in (store.folder / ARTICLE).iterdir()} == {".json"}


def test_two_on_one_note(tmp_path):
    store = NoteStore(tmp_path / "config" / "notes")
    note = store.add(ARTICLE, TARGET, "base")
    children = [start(EDIT, store.folder, note.id, name) for name in "ab"]
    for child in children:
        go(child)
        assert child.stdout.readline() == "read\n"
    for child in children:
        go(child)
    written = {line.removeprefix("kept ") for child in children for line in rest(child)}
    assert len(written) == 40
    found = store.get(note.id)
    texts = {found.annotation.body, *(past.body for past in found.history)}
    assert texts | {version.body for version in found.conflicts} == written | {"base"}
    if found.conflicts:
        resolved = store.resolve(note.id, Keep.BOTH)
        assert {past.body for past in resolved.history} >= written | {"base"}
    assert store.problems() == []


@contextlib.contextmanager
def largest_file(size: int):
    """Let files grow no further, as on a full disk."""
    import resource  # noqa: PLC0415  POSIX only

    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def test_a_full_disk(tmp_path):
    store = NoteStore(tmp_path / "config" / "notes")
    note = store.add(ARTICLE, TARGET, "small")
    with largest_file(3000):
        with pytest.raises(NoteError, match="Make room"):
            store.add(ARTICLE, TARGET, "x" * 5000)
        with pytest.raises(NoteError, match="Make room"):
            store.edit(note, body="x" * 5000)
        assert store.all() == [note]
    assert [path.name for path in note.path.parent.iterdir()] == [note.path.name]
    assert store.edit(note, body="x" * 5000).annotation.body == "x" * 5000


@pytest.mark.skipif(getattr(os, "geteuid", lambda: 0)() == 0, reason="the superuser may write everywhere")
def test_a_read_only_folder(tmp_path):
    store = NoteStore(tmp_path / "config" / "notes")
    note = store.add(ARTICLE, TARGET, "kept")
    note.path.parent.chmod(0o500)
    try:
        for act in (
            lambda: store.add(ARTICLE, TARGET, "x"),
            lambda: store.edit(note, body="x"),
            lambda: store.delete(note),
        ):
            with pytest.raises(NoteError, match="right to write"):
                act()
        assert store.all() == [note]
    finally:
        note.path.parent.chmod(0o700)


def test_a_killed_writer_leaves_no_lock(tmp_path):
    store = NoteStore(tmp_path / "config" / "notes")
    note = store.add(ARTICLE, TARGET, "base")
    holder = start(HOLD, store.folder)
    go(holder)
    assert holder.stdout.readline() == "held\n"
    holder.kill()
    rest_of_child(holder)
    assert store.edit(note, body="goes on").annotation.body == "goes on"

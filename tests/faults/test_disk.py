"""Disks that are full, folders that can't be written or that go: nothing is lost, and no traceback."""

from __future__ import annotations

import contextlib
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from reader.errors import NoteError
from reader.notes.store import NoteStore
from reader.settings import Folders
from tests.commands import ROOT, program, run
from tests.faults.children import ARTICLE, TARGET

UNSHARE = ("unshare", "--map-root-user", "--mount")


def can_mount() -> bool:
    """Whether this system lets us have disks of our own."""
    if shutil.which("unshare") is None:
        return False
    test = [*UNSHARE, "sh", "-c", "mount -t tmpfs -o size=1m tmpfs /mnt"]
    return subprocess.run(test, capture_output=True, check=False).returncode == 0


@pytest.mark.skipif(not can_mount(), reason="this system gives us no mount namespace")
@pytest.mark.parametrize(
    "scenario",
    [
        "all_full",
        "library_full",
        "library_read_only",
        "notes_read_only",
        "screen_on_a_full_disk",
        "drive_gone",
        "notes_linked_to_another_disk",
    ],
)
def test_on_a_disk_of_our_own(tmp_path, scenario):
    command = [*UNSHARE, sys.executable, "-m", "tests.faults.on_disk", scenario, str(tmp_path)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


@contextlib.contextmanager
def largest_file(size: int) -> Iterator[None]:
    """Let files grow no further, as on a full disk."""
    import resource  # noqa: PLC0415  POSIX only

    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


@pytest.mark.skipif(sys.platform == "win32", reason="limits of POSIX")
def test_a_file_can_grow_no_further(tmp_path):
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


@pytest.mark.skipif(sys.platform == "win32", reason="limits of POSIX")
def test_the_program_when_files_can_grow_no_further(seeds: Path, folders: Folders):
    known = run("add", seeds / "lantern-festival-taipei.md").out.split("\t")[0]
    note = run("note", "add", known, "--quote", "Lantern", "--body", "small").out.strip()
    before = {path: path.read_bytes() for path in folders.config.rglob("*.json")}
    with largest_file(8192):
        for command in (
            ("note", "add", known, "--quote", "Lantern", "--body", "x" * 20_000),
            ("note", "edit", note, "--body", "x" * 20_000),
            ("export", known, "--format", "html", "-o", folders.data / "page.html"),
        ):
            ended = program(*command)
            assert ended.code == 1
            assert "Make room" in ended.err or "too large" in ended.err
        assert program("note", "list", "--json").objects[0]["body"] == "small"
    assert {path: path.read_bytes() for path in folders.config.rglob("*") if path.is_file()} == before
    assert not (folders.data / "page.html").exists()


@pytest.mark.skipif(getattr(os, "geteuid", lambda: 0)() == 0, reason="the superuser may write everywhere")
def test_a_folder_without_the_right_to_write(tmp_path):
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


def test_folders_deleted_between_commands(seeds: Path, folders: Folders):
    known = run("add", seeds / "lantern-festival-taipei.md").out.split("\t")[0]
    for gone in (folders.cache, folders.config, folders.data):
        assert run("note", "add", known, "--quote", "Lantern", "--body", "x").code == 0
        shutil.rmtree(gone, ignore_errors=True)
        assert run("note", "list").code == 0
    assert run("export").out.count("x") > 0
    assert run("note", "add", known, "--quote", "Lantern", "--body", "y").code == 0  # without the library
    assert "is not in the library" in run("doctor").out
    assert run("doctor", "--fix").code == 0


@pytest.mark.parametrize("folder", ["config", "data", "cache"])
def test_a_file_in_place_of_a_folder(seeds: Path, folders: Folders, folder: str):
    getattr(folders, folder).write_bytes(b"mine")
    for act in (("add", seeds / "welcome.md"), ("list",), ("note", "list"), ("export",), ("doctor",)):
        code, _, err = run(*act)
        assert code in (0, 1) or (code, folder) == (2, "config")  # where config.toml can't be read
        assert code == 0 or err or act == ("doctor",)
    assert run("doctor").code == 1
    assert getattr(folders, folder).read_bytes() == b"mine"

"""The library lost or damaged: notes are listed, written and exported all the same, and it comes back."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from reader.settings import Folders
from tests.commands import run


def damage(file: Path, kind: str) -> None:
    for beside in file.parent.glob(f"{file.name}-*"):
        beside.unlink()
    data = file.read_bytes()
    if kind == "lost":
        file.unlink()
    elif kind == "empty":
        file.write_bytes(b"")
    elif kind == "other":
        file.write_bytes(b"This is no database. " * 500)
    elif kind == "cut":
        file.write_bytes(data[: len(data) // 2])
    elif kind == "pages":
        file.write_bytes(data[:8192] + b"\xff" * 8192 + data[16384:])
    elif kind == "folder":
        file.unlink()
        file.mkdir()
    elif kind == "newer":
        file.write_bytes(data[:60] + (9999).to_bytes(4, "big") + data[64:])  # user_version


@pytest.mark.parametrize("kind", ["lost", "empty", "other", "cut", "pages", "folder", "newer"])
def test_notes_go_on_and_the_library_comes_back(seeds: Path, folders: Folders, kind: str):
    ids = [line.split("\t")[0] for line in run("add", seeds).out.splitlines()]
    for known in ids[:2]:
        assert run("note", "add", known, "--start", 30, "--end", 90, "--body", f"on {known}").code == 0
    damage(folders.library, kind)
    library = folders.library.read_bytes() if folders.library.is_file() else None

    listed = run("note", "list", "--json").objects
    assert {each["body"] for each in listed} == {f"on {known}" for known in ids[:2]}
    assert all(f"on {known}" in run("export").out for known in ids[:2])
    code, _, err = run("note", "add", ids[0], "--quote", listed[0]["exact"], "--body", "written meanwhile")
    assert code == 0, err
    assert run("note", "edit", listed[0]["id"], "--body", "changed meanwhile").code == 0
    for command in (("list",), ("show", ids[0]), ("add", seeds / "welcome.md"), ("doctor",)):
        assert run(*command).code in (0, 1)
    if kind in ("other", "cut", "pages", "newer"):
        assert folders.library.read_bytes()[:8192] == library[:8192]

    code, out, err = run("doctor", "--fix")
    if kind in ("folder", "newer"):  # not for us to touch
        assert code == 1
        assert out
        return
    assert code == 0, (out, err)
    if kind in ("other", "cut", "pages"):
        (aside,) = (path for path in folders.data.iterdir() if ".damaged-" in path.name and path.suffix == ".sqlite3")
        assert aside.read_bytes() == library
    assert set(ids[:2]) <= {line.split()[0] for line in run("list").out.splitlines()}
    assert run("add", seeds).code == 0
    states = {each["body"]: each["state"] for each in map(json.loads, run("note", "list", "--json").out.splitlines())}
    assert states[f"on {ids[1]}"] == "here"
    assert "written meanwhile" in states
    assert run("doctor").code == 0

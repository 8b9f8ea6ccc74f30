"""What is done on a small disk of its own, full or read-only. Run by ``test_disk.py`` in a mount namespace:

    unshare --map-root-user --mount python -m tests.faults.on_disk SCENARIO FOLDER

``FOLDER`` becomes a small disk in memory that nobody else sees and that goes with the process. An assertion that
fails ends it with a traceback and exit code 1.
"""

from __future__ import annotations

import contextlib
import json
import os
import subprocess
import sys
from pathlib import Path

from tests.commands import ROOT, run
from tests.program.terminal import Program

STORY = ROOT / "seeds" / "lantern-festival-taipei.md"
OTHER = ROOT / "seeds" / "welcome.md"


def mount(options: str, place: Path) -> None:
    subprocess.run(["mount", "-t", "tmpfs", "-o", options, "tmpfs", str(place)], check=True)


def set_folders(place: Path) -> None:
    for name in ("CONFIG", "DATA", "CACHE"):
        (place / name).mkdir(exist_ok=True)
        os.environ[f"DATELINE_{name}_DIR"] = str(place / name)


def fill(folder: Path) -> Path:
    """Fill the disk to the last byte."""
    ballast = folder / "ballast"
    with ballast.open("wb", buffering=0) as file, contextlib.suppress(OSError):
        while file.write(b"x" * 512):
            pass
    return ballast


def notes() -> list[dict[str, object]]:
    code, out, err = run("note", "list", "--json")
    assert code == 0, err
    return [json.loads(line) for line in out.splitlines()]


def begin() -> tuple[str, str]:
    """An article and a note on it."""
    known = run("add", STORY).out.split("\t")[0]
    code, out, err = run("note", "add", known, "--quote", "Lantern", "--body", "first")
    assert code == 0, err
    return known, out.strip()


def files(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def all_full(place: Path) -> None:
    """Everything is on one full disk: nothing can be kept, all can be read, and it goes on when there is room."""
    set_folders(place)
    known, note = begin()
    ballast = fill(place)
    before = files(place / "CONFIG")
    for act in (
        ("note", "add", known, "--quote", "Lantern", "--body", "second " * 900),
        ("note", "edit", note, "--body", "changed " * 900),
        ("correct", "add", "Lantern", "--is", "nothing", "--in", known),
        ("add", OTHER),
        ("export", known, "-o", place / "notes.md"),
    ):
        code, out, err = run(*act)
        assert (code, out) == (1, ""), (act, out, err)
        assert "Make room" in err or "No space" in err or "full" in err, (act, err)
    assert files(place / "CONFIG") == before
    assert not (place / "notes.md").exists()
    assert [each["state"] for each in notes()] == ["here"]
    assert run("show", known).code == run("list").code == 0
    assert "first" in run("export", known).out
    assert run("export").code == 0
    assert "is full" in run("doctor").out
    ballast.unlink()
    assert run("note", "edit", note, "--body", "changed " * 900).code == 0
    assert run("add", OTHER).code == 0


def library_full(place: Path) -> None:
    """The data and cache folders are on a full disk; notes are written, listed and exported all the same."""
    set_folders(place)
    known, _ = begin()
    config = place / "CONFIG"
    mount("size=1m", config)  # a disk of its own, empty: as if the notes lay elsewhere
    fill(place)
    write_list_and_export(known)


def library_read_only(place: Path) -> None:
    """The data and cache folders can't be written."""
    set_folders(place)
    known, _ = begin()
    mount("size=1m", place / "CONFIG")
    subprocess.run(["mount", "-o", "remount,ro", str(place)], check=True)
    code, _, err = run("add", OTHER)
    assert code == 1
    assert "can't be" in err
    write_list_and_export(known)


def write_list_and_export(known: str) -> None:
    code, out, err = run("note", "add", known, "--quote", "Lantern Festival", "--body", "kept")
    assert code == 0, err
    note = out.strip()
    assert [(each["id"], each["state"]) for each in notes()] == [(note, "here")]
    assert run("note", "edit", note, "--body", "changed").code == 0
    assert "changed" in run("export", known).out
    assert run("show", known).code == run("list").code == 0
    assert run("note", "rm", note).code == run("note", "restore", note).code == 0
    assert run("doctor").code == 1


def notes_read_only(place: Path) -> None:
    """The config folder can't be written: every change is refused, no byte differs, everything can be read."""
    set_folders(place)
    known, note = begin()
    correction = run("correct", "add", "Taipei", "--is", "nothing").out.strip()
    before = files(place)
    subprocess.run(["mount", "-o", "remount,ro", str(place)], check=True)
    for act in (
        ("note", "add", known, "--quote", "Lantern"),
        ("note", "edit", note, "--body", "changed"),
        ("note", "rm", note),
        ("note", "restore", note),
        ("note", "resolve", note, "--keep", "mine"),
        ("correct", "add", "Lantern", "--is", "nothing"),
        ("correct", "rm", correction),
    ):
        code, out, err = run(*act)
        assert (code, out) == (1, ""), act
        assert "dateline:" in err
    assert [each["id"] for each in notes()] == [note]
    assert correction[:8] in run("correct", "list").out
    assert "first" in run("export", known).out
    assert run("doctor").code == 1
    assert {name: data for name, data in files(place).items() if "CONFIG" in name} == {
        name: data for name, data in before.items() if "CONFIG" in name
    }


def screen_on_a_full_disk(place: Path) -> None:
    """The disk fills while a note is typed: that is told, the text stays, and is saved when there is room."""
    set_folders(place)
    known, _ = begin()
    with Program(known) as program:
        program.until("first")
        program.press("g", "a")
        program.until("save")
        ballast = fill(place)
        program.press("dear words")
        program.until("dear words")
        program.press("\x13")
        program.until("Make room")
        ballast.unlink()
        program.press(" and more\x13")
        program.until("Note saved")
        program.press("q")
        assert program.wait() == 0
    assert b"Traceback" not in program.output
    assert {each["body"] for each in notes()} == {"first", "dear words and more"}
    assert not list((place / "CONFIG" / "drafts").rglob("*.*"))


def notes_linked_to_another_disk(place: Path) -> None:
    """The notes' folder is a link to another file system, so that deleting moves a note from one to the other."""
    set_folders(place)
    other = place / "other"
    other.mkdir()
    mount("size=1m", other)
    (place / "CONFIG" / "notes").symlink_to(other)
    _, note = begin()
    assert run("note", "edit", note, "--body", "changed").code == 0
    before = next(other.rglob("*.json")).read_bytes()
    assert run("note", "rm", note).code == 0
    assert not list(other.rglob("*.json"))
    assert next((place / "CONFIG" / "trash").rglob("*.json")).read_bytes() == before
    assert run("note", "restore", note).code == 0
    assert next(other.rglob("*.json")).read_bytes() == before
    assert not list((place / "CONFIG" / "trash").rglob("*.*"))


def drive_gone(place: Path) -> None:
    """The notes are on a drive, by a setting, and the drive is not there: an error, not an empty folder made anew."""
    set_folders(place)
    drive = place / "drive"
    drive.mkdir()
    mount("size=1m", drive)
    (drive / "reading").mkdir()
    (place / "CONFIG" / "config.toml").write_text(f'notes_folder = "{drive}/reading"\n', encoding="utf-8")
    known, note = begin()
    assert (drive / "reading" / "notes" / known / f"{note}.json").exists()
    subprocess.run(["umount", str(drive)], check=True)
    for act in (("note", "list"), ("note", "add", known, "--quote", "Lantern"), ("note", "rm", note)):
        code, out, err = run(*act)
        assert (code, out) == (1, ""), act
        assert "Connect its drive" in err
    assert run("list").code == 0
    assert list(drive.iterdir()) == []


if __name__ == "__main__":
    folder = Path(sys.argv[2])
    mount("size=3m", folder)
    globals()[sys.argv[1]](folder)

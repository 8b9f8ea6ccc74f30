"""``config`` and ``config.toml``: folders, profiles, warnings, errors with their line."""

from __future__ import annotations

from pathlib import Path

import pytest

from reader.notes.store import NoteStore
from reader.settings import Folders
from tests.commands import run

COMMANDS = [("note", "list"), ("config", "show"), ("note", "list", "--json"), ("export",)]


def write(folders: Folders, text: str | bytes) -> None:
    folders.config.mkdir(parents=True, exist_ok=True)
    folders.settings_file.write_bytes(text if isinstance(text, bytes) else text.encode())


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("measure = 72\ntheme = dateline\n", 2),
        ('\n\ntheme = "open\n', 3),
        ("measure = 72\nmeasure = 73\n", 2),
        ('# measure = 1\nmeasure = "wide"\n', 2),
        ("[keys]\nhighlight = 3\n", 1),
        ("theme = 3\n", 1),
        ("measure = 10\n", 1),
        ("measure = true\n", 1),
        ("trash_days = -1\n", 1),
        ("\n\nnotes_folder = []\n", 3),
    ],
)
def test_an_error_names_its_line(folders: Folders, text: str, line: int):
    write(folders, text)
    for command in COMMANDS:
        ended = run(*command)
        assert (ended.code, ended.out) == (2, ""), command
        assert str(folders.settings_file) in ended.err
        assert f"line {line}" in ended.err
    assert run("config", "path").code == 0
    doctor = run("doctor")
    assert doctor.code == 1
    assert f"line {line}" in doctor.out


@pytest.mark.parametrize("data", [b"\xff\xfe\x00", b"\x00" * 100, b'theme = "\xff"'])
def test_a_file_that_is_no_text(folders: Folders, data: bytes):
    write(folders, data)
    for command in COMMANDS:
        assert run(*command).code == 2
    assert folders.settings_file.read_bytes() == data


def test_a_folder_in_its_place(folders: Folders):
    folders.settings_file.mkdir(parents=True)
    assert run("config", "show").code == 2


def test_an_unknown_key_is_a_warning_that_names_it(folders: Folders):
    write(folders, "misure = 70\nnothing_like_it = 1\n")
    ended = run("config", "show")
    assert ended.code == 0
    assert "“misure”" in ended.err
    assert "did you mean “measure”" in ended.err
    assert "nothing_like_it" in ended.err
    assert "measure" in ended.out
    doctor = run("doctor", "--json")
    assert doctor.code == 1
    assert [each["level"] for each in doctor.objects if each["check"] == "settings"] == ["trouble", "trouble"]


def test_an_empty_file_and_a_byte_order_mark(folders: Folders):
    write(folders, b"")
    assert run("config", "show").code == 0
    write(folders, b"\xef\xbb\xbfmeasure = 80\r\n")
    assert run("config", "show", "--json").objects[0]["measure"] == 80


def test_paths(folders: Folders):
    (paths,) = run("config", "path", "--json").objects
    assert paths["notes"] == str(folders.notes)
    assert paths["library"] == str(folders.library)
    assert paths["settings"] == str(folders.settings_file)
    keys = run("config", "keys", "--json").objects
    assert len({each["command"] for each in keys}) == len(keys)


def test_folders_by_option_and_environment(article: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    assert article in run("list").out
    elsewhere = ("--config-dir", tmp_path / "c", "--data-dir", tmp_path / "d", "--cache-dir", tmp_path / "k")
    assert run(*elsewhere, "list").out == ""
    monkeypatch.setenv("DATELINE_DATA_DIR", str(tmp_path / "other"))
    assert run("list").out == ""
    monkeypatch.setenv("DATELINE_DATA_DIR", "~nobody_by_this_name/data")
    assert run("list").code == 2


def test_profiles_have_everything_of_their_own(article: str, note: str, story: Path, folders: Folders, monkeypatch):
    assert note
    assert run("--profile", "work", "list").out == run("--profile", "work", "note", "list").out == ""
    assert run("--profile", "work", "add", story).out.startswith(article)
    mine = run("--profile", "work", "note", "add", article, "--quote", "Tuesday").out.strip()
    monkeypatch.setenv("DATELINE_PROFILE", "work")
    assert [each["id"] for each in run("note", "list", "--json").objects] == [mine]
    (paths,) = run("config", "path", "--json").objects
    assert paths["notes"] == str(folders.config / "profiles" / "work" / "notes")
    monkeypatch.delenv("DATELINE_PROFILE")
    assert [each["id"] for each in run("note", "list", "--json").objects] == [note]
    for wrong in ("../x", "A b", "", "x" * 41, "con/nul"):
        assert run("--profile", wrong, "list").code == (0 if wrong == "" else 2), wrong


def test_notes_that_a_setting_leaves_behind_are_told(article: str, note: str, folders: Folders, tmp_path: Path):
    there = tmp_path / "synced"
    there.mkdir()
    write(folders, f'notes_folder = "{there}"\n')
    assert str(folders.notes) in run("note", "list").err
    assert run("note", "add", article, "--quote", "differences", "--body", "beside").code == 0
    assert run("note", "list").err == ""  # notes are in both: only the doctor says so
    found = {each["trouble"]: each for each in run("doctor", "--json").objects if not each["ok"]}
    assert any(str(folders.notes) in trouble for trouble in found)
    for path in folders.notes.glob("*/*.json"):
        path.rename(there / "notes" / article / path.name)
    assert run("doctor").code == 0
    assert note in {each["id"] for each in run("note", "list", "--json").objects}


def test_the_notes_folder_can_be_moved(article: str, note: str, folders: Folders, tmp_path: Path):
    there = tmp_path / "synced" / "reading"
    write(folders, f'notes_folder = "{there}"\n')
    ended = run("note", "list")
    assert ended.code == 1
    assert "is not there" in ended.err
    there.mkdir(parents=True)
    folders.notes.rename(there / "notes")
    assert [each["id"] for each in run("note", "list", "--json").objects] == [note]
    assert run("config", "path", "--json").objects[0]["notes"] == str(there / "notes")
    assert run("note", "rm", note).code == 0
    assert [path.name for path in (there / "trash" / article).iterdir()] == [f"{note}.json"]
    assert not folders.notes.exists()
    assert NoteStore(there / "notes").all() == []

"""``doctor``: says what is wrong and what to do, changes nothing, and mends what is derived."""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path

import pytest

from reader.settings import Folders
from tests.commands import Ended, run


def findings(ended: Ended) -> dict[str, list[dict[str, object]]]:
    found: dict[str, list[dict[str, object]]] = {}
    for each in ended.objects:
        assert set(each) == {"check", "ok", "level", "trouble", "todo"}
        assert each["ok"] is (each["level"] != "trouble")
        assert bool(each["trouble"]) is (each["level"] != "ok")
        found.setdefault(str(each["check"]), []).append(each)
    return found


def snapshot(*folders: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for folder in folders for path in folder.rglob("*") if path.is_file()}


def test_all_is_well(article: str, note: str):
    assert article
    assert note
    ended = run("doctor", "--json")
    assert ended.code == 0
    assert {each["level"] for each in ended.objects} == {"ok"}
    assert set(findings(ended)) >= {"settings", "folders", "model", "library", "analyses", "notes", "notes and library"}
    plain = run("doctor")
    assert all(line.startswith("✓ ") for line in plain.lines)


def test_on_a_fresh_machine():
    assert run("doctor").code == 0


def test_looking_changes_nothing(note: str, folders: Folders):
    copies = folders.notes / folders.notes.iterdir().__next__().name
    (copies / "aaaa0000-0000-4000-8000-000000000000.json").write_bytes(b"{")
    shutil.copy(copies / f"{note}.json", copies / f"{note} 2.json")
    before = snapshot(folders.config)
    run("doctor")
    run("doctor", "--fix")
    assert snapshot(folders.config) == before


def test_what_is_wrong_with_notes(article: str, note: str, folders: Folders):
    path = folders.notes / article / f"{note}.json"
    raw = json.loads(path.read_text("utf-8"))
    raw["body"][0]["value"] = "another text"
    path.with_name(f"{note} (1).json").write_text(json.dumps(raw), encoding="utf-8")
    (folders.notes / article / "aaaa0000-0000-4000-8000-000000000000.json").write_bytes(b"")
    other = folders.notes / "0123456789ab"
    other.mkdir()
    shutil.copy(path, other)
    ended = run("doctor", "--json")
    assert ended.code == 1
    told = " ".join(f"{each['trouble']} {each['todo']}" for each in findings(ended)["notes"])
    assert f"dateline note resolve {note[:8]}" in told
    assert "it is empty" in told
    assert "several articles" in told
    lost = findings(ended)["notes and library"]
    assert [each["level"] for each in lost] == ["trouble"]
    assert "0123456789ab" in str(lost[0]["trouble"])


def test_what_is_wrong_with_the_trash(article: str, note: str, folders: Folders):
    assert run("note", "rm", note).code == 0
    trash = folders.config / "trash"
    damaged = trash / article / f"{note}.json"
    damaged.write_bytes(damaged.read_bytes()[:99])
    for command in (("doctor",), ("note", "list", "--trash")):
        ended = run(*command)
        assert ended.code == 1
        assert str(damaged) in ended.out + ended.err
    shutil.rmtree(trash)
    trash.write_bytes(b"")
    ended = run("doctor", "--json")
    assert ended.code == 1
    assert f"“{trash}” is not a folder" in str(findings(ended)["folders"])
    assert "The trash can't be read" in str(findings(ended)["notes"])
    assert str(folders.config) in run("note", "list", "--trash").err


@pytest.mark.parametrize("closed", ["notes/{}", "trash/{}", "trash", "corrections", "drafts"])
def test_folders_without_the_right_to_write(
    article: str, note: str, folders: Folders, monkeypatch: pytest.MonkeyPatch, closed: str
):
    assert note
    (folders.config / "trash" / article).mkdir(parents=True)
    for name in ("corrections", "drafts"):
        (folders.config / name).mkdir()
    folder = folders.config / closed.format(article)
    access = os.access  # asked of the system's own: whoever runs this may be allowed everything
    monkeypatch.setattr(os, "access", lambda path, mode: Path(path) != folder and access(path, mode))
    ended = run("doctor", "--json")
    assert ended.code == 1
    assert [each["trouble"] for each in findings(ended)["folders"]] == [f"“{folder}” can't be read and written."]


def test_what_helps_is_told_by_what_is_wrong(article: str, note: str, folders: Folders):
    folder = folders.notes / article
    (folder / f".{note}.json.icloud").write_bytes(b"")
    (folder / "b.json").write_bytes(b"<<<<<<< HEAD\n{")
    (folder / "c.json").write_bytes(b"{")
    todo = [str(each["todo"]) for each in findings(run("doctor", "--json"))["notes"]]
    assert [each.split("; ")[0] for each in todo] == [
        "Have the folder downloaded in the Finder",
        "Choose between the two in it",
        "Restore it from a backup, or move it away",
    ]
    assert "; have the folder downloaded in the Finder." in run("note", "list").err


def test_orphans_are_a_hint(article: str, note: str, story: Path):
    assert note
    story.write_text("Ministers meet in Sochi\n\nNothing of the old text is left in this one.\n", encoding="utf-8")
    assert run("add", story).out.startswith(article)
    ended = run("doctor", "--json")
    assert ended.code == 0
    assert [each["level"] for each in findings(ended)["notes"]] == ["hint"]


def test_fix_begins_a_damaged_cache_again(article: str, folders: Folders):
    assert article
    folders.cache.mkdir(exist_ok=True)
    folders.analyses.write_bytes(b"no database" * 100)
    assert findings(run("doctor", "--json"))["analyses"][0]["level"] == "trouble"
    assert run("doctor", "--fix").code == 0


def test_a_missing_model(folders: Folders):
    folders.config.mkdir(parents=True)
    folders.settings_file.write_text('model = "no_such_model"\n', encoding="utf-8")
    ended = run("doctor", "--json")
    assert ended.code == 1
    assert "no_such_model" in str(findings(ended)["model"][0]["trouble"])


def test_settings_that_cannot_be_read_are_told_once(folders: Folders):
    folders.config.mkdir(parents=True)
    folders.settings_file.write_text("measure = ", encoding="utf-8")
    ended = run("doctor")
    assert ended.code == 1
    assert ended.out.count("not valid TOML") == 1
    assert "can't be checked before" in ended.out


def test_folders_of_another_kind(folders: Folders):
    folders.data.write_bytes(b"")
    folders.cache.symlink_to("nowhere")
    ended = run("doctor", "--json")
    assert ended.code == 1
    troubles = " ".join(str(each["trouble"]) for each in findings(ended)["folders"])
    assert str(folders.data) in troubles
    assert str(folders.cache) in troubles


def test_a_draft_that_cannot_be_read_is_told_and_stays(article: str, folders: Folders):
    draft = folders.drafts / article / "new-1-2.json"
    draft.parent.mkdir(parents=True)
    draft.write_bytes(b'{"body": "half a thou')
    for command in (("doctor", "--json"), ("doctor", "--fix", "--json")):
        (told,) = findings(run(*command))["drafts"]
        assert not told["ok"]
        assert str(draft) in str(told["trouble"])
    assert draft.read_bytes() == b'{"body": "half a thou'


def test_a_theme_that_there_is_not_and_keys_that_clash(folders: Folders):
    folders.config.mkdir(parents=True)
    settings = 'theme = "dateline-nigth"\n[keys]\nhighlight = "a"\n'
    folders.settings_file.write_text(settings, encoding="utf-8")
    ended = run("doctor", "--json")
    assert ended.code == 1
    found = findings(ended)
    assert "dateline-nigth" in str(found["theme"][0]["trouble"])
    assert "dateline-night" in str(found["theme"][0]["todo"])
    assert "both" in str(found["keys"][0]["trouble"])
    folders.settings_file.write_text('theme = "nord"\n[keys]\nhighlight = "f2"\n', encoding="utf-8")
    assert run("doctor").code == 0


@pytest.mark.usefixtures("note")
def test_a_damaged_library_is_told_among_the_findings_alone(folders: Folders):
    folders.library.write_bytes(b"not a database, not at all " * 100)
    ended = run("doctor")
    assert (ended.code, ended.err) == (1, "")
    assert "damaged" in ended.out

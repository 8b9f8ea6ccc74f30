"""``dateline note import`` as a script meets it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest


@pytest.fixture
def file(run, note: str, tmp_path: Path) -> Path:
    """An export of one note."""
    path = tmp_path / "export.md"
    assert run("export", "-o", path).code == 0
    assert note in path.read_text("utf-8")
    return path


def test_an_edit_comes_back(run, file):
    file.write_text(file.read_text("utf-8").replace("Which ones?", "These two."), "utf-8")
    done = run("note", "import", file)
    assert (done.code, done.out, done.err) == (0, f"{file}: 1 edited\n", "")
    assert run("note", "list", "--json").objects[0]["body"] == "These two."
    assert run("note", "import", file).out == f"{file}: 1 as they were\n"


def test_a_conflict_keeps_both_and_says_so(run, note, file):
    file.write_text(file.read_text("utf-8").replace("Which ones?", "There."), "utf-8")
    run("note", "edit", note, "--body", "Here.")
    done = run("note", "import", file)
    assert (done.code, done.out) == (0, f"{file}: 1 changed here and there\n")
    assert "note resolve" in done.err
    (listed,) = run("note", "list", "--json").objects
    assert (listed["body"], [each["body"] for each in listed["conflicts"]]) == ("Here.", ["There."])


def test_json_tells_each_note(run, note, article, tmp_path):
    path = tmp_path / "notes.json"
    run("export", "--format", "json", "-o", path)
    again = run("note", "import", path, "--json").objects
    assert [(each["outcome"], each["id"]) for each in again] == [("same", note)]
    new = {"id": "urn:x:1", "type": "Annotation", "bodyValue": "New.", "target": {
        "source": f"urn:dateline:article:{article}", "selector": {"type": "TextQuoteSelector", "exact": "three hours"},
    }, "dateline": {"article": article}}  # fmt: skip
    path.write_text(json.dumps(new), "utf-8")
    (told,) = run("note", "import", path, "--json").objects
    assert (told["outcome"], told["article"], told["state"]) == ("added", article, "here")
    shown = run("show", article, "--json").objects[0]["text"]
    assert shown[told["start"] : told["end"]] == "three hours"


def test_what_can_not_be_read_does_not_stop_the_rest(run, file, tmp_path):
    bad = tmp_path / "bad.json"
    bad.write_text('[{"type": "Annotation"}, 3]', "utf-8")
    words = tmp_path / "words.txt"
    words.write_text("Just words.", "utf-8")
    done = run("note", "import", bad, tmp_path / "none.md", words, tmp_path, file)
    assert done.code == 1
    assert done.out.splitlines()[-1] == f"{file}: 1 as they were"
    for name in ("bad.json", "none.md", "words.txt"):
        assert name in done.err
    assert "Readwise" in done.err


def test_standard_input(run, file):
    assert run("note", "import", "-", stdin=file.read_bytes()).out == "-: 1 as they were\n"


def test_a_lost_folder_comes_back_from_a_backup(run, note, article, folders, tmp_path):
    backup = tmp_path / "backup.json"
    run("export", "--format", "json", "-o", backup)
    before = run("note", "list", "--json").objects
    (folders.notes / article / f"{note}.json").unlink()
    assert run("note", "import", backup).out == f"{backup}: 1 added\n"
    assert run("note", "list", "--json").objects == before


def test_a_passage_is_placed_through_the_version_that_it_was_marked_in(run, article, story, tmp_path, monkeypatch):
    run("note", "add", article, "--quote", "three hours", "--body", "So long?")
    run("export", "--format", "json", "-o", tmp_path / "notes.json")
    new = story.read_text("utf-8").replace("differences for three hours", "many things, for four hours and a half")
    story.write_text(new, "utf-8")
    run("update", article)
    (here,) = run("note", "list", "--json").objects
    monkeypatch.setenv("DATELINE_CONFIG_DIR", str(tmp_path / "other"))
    (told,) = run("note", "import", tmp_path / "notes.json", "--json").objects
    assert (told["state"], told["start"], told["end"]) == ("changed", here["start"], here["end"])


def test_who_made_a_note_elsewhere_goes_out_and_in_again(run, article, folders):
    row = {
        "id": "AbCd", "uri": "https://e.example/x", "text": "Hm.", "user": "acct:ann@hypothes.is",
        "target": [{"selector": [{"type": "TextQuoteSelector", "exact": "differences"}]}],
        "document": {"title": ["Ministers meet in Sochi"]},
    }  # fmt: skip
    assert run("note", "import", "-", stdin=json.dumps({"rows": [row]})).code == 0
    exported = run("export", article, "--format", "json").out
    (item,) = json.loads(exported)["first"]["items"]
    assert (item["creator"]["nickname"], item["canonical"]) == ("ann", "https://hypothes.is/a/AbCd")
    (path,) = folders.notes.rglob("*.json")
    raw = json.loads(path.read_text("utf-8"))
    path.write_text(json.dumps({**raw, "creator": {"name": "A\u202enn\x1b[31m"}, "i\u202ed": "x"}), encoding="utf-8")
    renamed = path.rename(path.with_name("under another name.json"))
    (item,) = json.loads(run("export", article, "--format", "json").out)["first"]["items"]
    assert item["creator"] == {"name": "Ann"}
    assert item["id"] == raw["id"]  # no cleaned name takes the place of one of ours
    renamed.unlink()
    assert run("note", "import", "-", stdin=exported).code == 0
    (path,) = folders.notes.rglob("*.json")
    again = json.loads(path.read_text("utf-8"))
    assert [again[key] for key in ("creator", "canonical")] == [raw[key] for key in ("creator", "canonical")]

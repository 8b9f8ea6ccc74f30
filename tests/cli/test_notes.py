"""``note``: add, list, edit, rm, restore, resolve."""

from __future__ import annotations

import json
import tempfile
import time
from datetime import datetime
from pathlib import Path
from unittest import mock

import pytest

from reader.analysis.version import ANALYSIS_VERSION, model_version
from reader.model.analysis import Analysis, Person, Quote, QuoteKind
from reader.model.span import Span
from reader.notes.store import NoteStore
from reader.settings import Folders
from reader.workspace import Workspace
from tests.commands import program, run

FIELDS = ["id", "article", "title", "start", "end", "exact", "body", "tags", "colour", "created", "modified"]
FIELDS += ["state", "conflicts"]


def bodies(*options: object) -> list[object]:
    ended = run("note", "list", "--json", *options)
    assert ended.code == 0, ended.err
    return [each["body"] for each in ended.objects]


def test_what_was_added_is_listed(article, note):
    ended = run("note", "list", article, "--json")
    (found,) = ended.objects
    assert [name for name in FIELDS if name not in found] == []
    text = run("show", article, "--json").objects[0]["text"]
    assert text[found["start"] : found["end"]] == found["exact"] == "differences"
    assert (found["id"], found["article"], found["body"], found["tags"]) == (note, article, "Which ones?", ["check"])
    assert (found["colour"], found["state"], found["conflicts"]) == ("yellow", "here", [])
    assert run("note", "list").lines == [f"{note[:8]}  {article}  here    Which ones? #check"]
    assert ended.err == ""


def test_passages(article):
    assert run("note", "add", article, "--start", 0, "--end", 9).code == 0
    assert run("note", "add", article, "--quote", "on", "--nth", 2, "--body", "-", stdin="From\nthere\n\n").code == 0
    assert bodies() == ["", "From\nthere"]
    for wrong in (
        ("--start", 3),
        ("--start", 9, "--end", 9),
        ("--start", 0, "--end", 100_000),
        ("--quote", "x", "--start", 0, "--end", 3),
        ("--nth", 0, "--quote", "the"),
        ("--colour", "mauve", "--quote", "the"),
        (),
    ):
        assert run("note", "add", article, *wrong).code == 2, wrong
    for missing in (("--quote", "no such words"), ("--quote", "the", "--nth", 50), ("--quote", "")):
        ended = run("note", "add", article, *missing)
        assert (ended.code, ended.out) == (1, ""), missing
        assert "in the article" in ended.err or " only." in ended.err
    assert run("note", "add", "0000", "--quote", "the").code == 1


def test_a_quote_may_differ_in_what_typesetting_changes(tmp_path):
    story = tmp_path / "story.txt"
    story.write_text("A head\n\nHe “said”\tso in the cafe\u0301.\n\nAnd went.\n", encoding="utf-8")
    known = run("add", story).out.split()[0]
    for quote in ('He "said" so', "the caf\u00e9. And went", "“said”\tso"):
        assert run("note", "add", known, "--quote", quote).code == 0
    found = run("note", "list", "--json").objects
    assert [each["exact"] for each in found] == ["He “said” so", "the cafe\u0301.\n\nAnd went", "“said” so"]
    ended = run("note", "add", known, "--quote", "He “said”", "--nth", "2")
    assert (ended.code, "stands there once only" in ended.err) == (1, True)


def test_a_tag_may_be_given_with_its_sign(article):
    assert run("note", "add", article, "--quote", "Ministers", "--tag", "#check", "--tag", "to read").code == 0
    (found,) = run("note", "list", "--json", "--tag", "#check").objects
    assert found["tags"] == ["check", "to read"]


def test_a_text_that_was_piped_outlives_its_refusal(article, note, monkeypatch, tmp_path):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    for command in (("add", article, "--quote", "no such words"), ("add", "zzzz", "--whole"), ("edit", "zzzz")):
        ended = run("note", *command, "--body", "-", stdin="Long thoughts.\n")
        assert ended.code == 1
        (file,) = tmp_path.glob("dateline-*.md")
        assert str(file) in ended.err
        assert file.read_text("utf-8") == "Long thoughts."
        file.unlink()
    assert run("note", "edit", note, "--body", "-", stdin="Kept.").code == 0
    assert list(tmp_path.glob("dateline-*.md")) == []


def test_finding_notes(article, note):
    run("note", "add", article, "--quote", "surprised", "--body", "Really?", "--colour", "blue", "--tag", "Check")
    run("note", "add", article, "--quote", "Tuesday")
    assert bodies("--search", "WHICH") == ["Which ones?"]
    assert bodies("--search", "surprised really") == ["Really?"]
    assert len(bodies("--search", "Sochi")) == 3  # in the title
    assert bodies("--search", "nothing of the kind") == []
    assert bodies("--tag", "check") == ["Which ones?", "Really?"]
    assert bodies("--tag", "check", "--tag", "more") == []
    assert bodies("--colour", "blue", "--colour", "green") == ["Really?"]
    assert len(bodies("--since", "2001-01-01")) == 3
    assert bodies("--since", "2201-01-01") == bodies("--until", "2001-01-01") == []
    this = f"{datetime.now():%Y-%m}"
    assert len(bodies("--since", this[:4], "--until", this)) == 3
    assert bodies("--since", "2201") == bodies("--until", "2001-02") == []
    assert bodies(article[:6], "--tag", "check", "--colour", "yellow") == ["Which ones?"]
    assert bodies(note[:8], "--colour", "blue") == ["Really?"]  # all of the note's article
    for wrong in (("--since", "yesterday"), ("--until", "2026-13"), ("--colour", "mauve")):
        assert run("note", "list", *wrong).code == 2
    assert run("note", "list", "0000").code == 1


def test_notes_on_what_a_person_says(article, folders):
    workspace = Workspace(folders)
    shown = workspace.article(article)
    quoted = Span(shown.text.find("There were"), shown.text.find(",” one"))
    spoke = Span(shown.text.find("They spoke"), shown.text.find("They spoke") + 4)
    person = Person("p1", "Anna Muster", "", ("Muster",), (), (spoke,))
    quote = Quote(quoted, QuoteKind.DIRECT, (quoted,), "p1", None)
    workspace.cache.put(
        Analysis(
            shown.text_hash,
            model_version(workspace.models.english),
            ANALYSIS_VERSION,
            (),
            (person,),
            (),
            (quote,),
            0.1,
            "en",
        )
    )
    workspace.close()
    run("note", "add", article, "--quote", "no major breakthroughs", "--body", "quoted")
    run("note", "add", article, "--quote", "They spoke", "--body", "by pronoun")
    run("note", "add", article, "--quote", "Tuesday", "--body", "See Anna Muster")
    assert bodies("--person", "muster") == ["quoted", "by pronoun", "See Anna Muster"]
    assert bodies("--person", "anna m") == ["quoted", "by pronoun", "See Anna Muster"]
    assert bodies("--person", "nobody") == []


def test_changing_many(article, note):
    other = run("note", "add", article, "--quote", "surprised", "--tag", "b", "--tag", "c").out.strip()
    ended = run("note", "edit", note, other[:8], "0000", "--colour", "pink", "--add-tag", "d", "--drop-tag", "C")
    assert ended.code == 1
    assert "0000" in ended.err
    found = {each["id"]: each for each in run("note", "list", "--json").objects}
    assert found[note]["tags"] == ["check", "d"]
    assert found[other]["tags"] == ["b", "d"]
    assert {each["colour"] for each in found.values()} == {"pink"}
    assert run("note", "edit", note, "--tag", "").code == 0
    assert run("note", "edit", note, other, "--body", "one text").code == 2
    assert run("note", "edit", note, other).code == 2
    assert run("note", "edit", note, "--body", "-", stdin="New\n").code == 0
    found = {each["id"]: each for each in run("note", "list", "--json").objects}
    assert (found[note]["body"], found[note]["tags"], found[other]["body"]) == ("New", [], "")


def test_the_editor(note, monkeypatch, tmp_path):
    editor = tmp_path / "editor"
    editor.write_text('#!/bin/sh\nprintf "from the editor\\n" >> "$1"\n', encoding="utf-8")
    editor.chmod(0o700)
    monkeypatch.setenv("VISUAL", str(editor))
    monkeypatch.setenv("EDITOR", str(editor))
    assert run("note", "edit", note).code == 0
    assert bodies() == ["Which ones?\nfrom the editor"]
    for name in ("true", "false", str(tmp_path / "missing")):
        monkeypatch.setenv("VISUAL", name)
        monkeypatch.setenv("EDITOR", name)
        ended = run("note", "edit", note)
        assert ended.code == (0 if name == "true" else 2)
        assert ended.err
    assert bodies() == ["Which ones?\nfrom the editor"]


@pytest.mark.parametrize(
    ("program", "fault"),
    [
        ('printf "long and dear" > "$1"; rm -r "$NOTES"; touch "$NOTES"', "can't be saved"),
        ('printf "long and dear" > "$1"; exit 3', "failed"),
        ('printf "long and dear \\377" > "$1"; rm -r "$NOTES"; touch "$NOTES"', "can't be saved"),
    ],
)
def test_what_was_written_in_the_editor_outlives_a_note_that_cannot_be_saved(
    note, monkeypatch, tmp_path, folders: Folders, program, fault
):
    editor = tmp_path / "editor"
    editor.write_text(f"#!/bin/sh\n{program}\n", encoding="utf-8")
    editor.chmod(0o700)
    monkeypatch.setenv("VISUAL", str(editor))
    monkeypatch.setenv("NOTES", str(folders.notes))
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    ended = run("note", "edit", note)
    assert ended.code in {1, 2}
    assert fault in ended.err
    (left,) = tmp_path.glob("dateline-*.md")
    assert left.read_bytes().startswith(b"long and dear")
    assert str(left) in ended.err.replace("\n", "")


def test_an_editor_that_takes_the_file_away_is_told(note, monkeypatch):
    monkeypatch.setenv("VISUAL", "rm")
    ended = run("note", "edit", note)
    assert ended.code == 2
    assert "No such file" in ended.err
    assert bodies() == ["Which ones?"]


def test_the_editor_leaves_nothing_behind_and_a_conflict_keeps_both(note, monkeypatch, tmp_path, folders: Folders):
    editor = tmp_path / "editor"
    editor.write_text(
        '#!/bin/sh\nprintf "mine" > "$1"\nsed -i "s/Which ones/Theirs/" "$NOTES"/*/*.json\n', encoding="utf-8"
    )
    editor.chmod(0o700)
    monkeypatch.setenv("VISUAL", str(editor))
    monkeypatch.setenv("NOTES", str(folders.notes))
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    ended = run("note", "edit", note)
    assert ended.code == 1
    assert "Both texts are kept" in ended.err
    assert list(tmp_path.glob("dateline-*")) == []
    (found,) = run("note", "list", "--json").objects
    assert {found["body"], *(each["body"] for each in found["conflicts"])} == {"mine", "Theirs?"}


def test_trash_and_back(article, note):
    ended = run("note", "rm", "0000", note)
    assert (ended.code, ended.out) == (1, "")
    assert "0000" in ended.err
    assert bodies() == []
    assert bodies("--trash", article, "--search", "which") == ["Which ones?"]
    assert run("note", "restore", note[:8], "0000").code == 1
    assert bodies() == ["Which ones?"]
    assert bodies("--trash") == []


def test_the_trash_is_emptied_after_the_time_in_the_settings(article, note, folders: Folders):
    folders.settings_file.write_text("trash_days = 30\n", encoding="utf-8")
    run("note", "rm", note)
    assert bodies("--trash") == ["Which ones?"]
    with mock.patch("reader.notes.store.time.time", return_value=time.time() + 31 * 86_400):
        other = run("note", "add", article, "--quote", "Tuesday").out.strip()
        assert run("note", "rm", other).code == 0
    assert bodies("--trash") == []
    assert run("note", "restore", note).code == 1


def test_conflicts(note, folders: Folders):
    store = NoteStore(folders.notes)
    (path,) = folders.notes.rglob("*.json")
    raw = json.loads(path.read_text("utf-8"))
    raw["body"][0]["value"] = "theirs"
    copy = path.with_name(f"{note} (Anna's conflicted copy 2026-01-01).json")
    copy.write_text(json.dumps(raw), encoding="utf-8")
    (found,) = run("note", "list", "--json").objects
    assert [(each["body"], each["file"]) for each in found["conflicts"]] == [("theirs", str(copy))]
    assert (found["conflicts"][0]["tags"], found["conflicts"][0]["colour"]) == (found["tags"], found["colour"])
    assert [each["id"] for each in run("note", "list", "--json", "--search", "theirs").objects] == [note]
    assert "conflict" in run("note", "list").out
    shown = run("note", "resolve", note)
    assert shown.code == 0
    assert [line.split()[0] for line in shown.out.splitlines()] == ["1", "2"]
    assert all(text in shown.out for text in ("Which ones? #check", "theirs #check"))
    assert "--keep both" in shown.err
    for none in ("neither", "0", "3", "-1", "²"):
        refused = run("note", "resolve", note, "--keep", none)
        assert (refused.code, "2 texts" in refused.err) == (2, True)
    assert run("note", "resolve", note[:8], "--keep", "both").code == 0
    assert store.get(note).annotation.body == "Which ones?\n\n---\n\ntheirs"
    ended = run("note", "resolve", note, "--keep", "mine")
    assert ended.code == 1
    assert "only one text" in ended.err


@pytest.mark.parametrize(("keep", "body"), [("1", "Which ones?"), ("3", "the third"), ("theirs", "the second")])
def test_one_of_three_texts_is_kept_by_its_number(note, folders: Folders, keep: str, body: str):
    (path,) = folders.notes.rglob("*.json")
    raw = json.loads(path.read_text("utf-8"))
    for year, text in ((2031, "the third"), (2032, "the second")):
        raw["body"][0]["value"], raw["modified"] = text, f"{year}-01-01T00:00:00Z"
        path.with_name(f"{note} {year}.json").write_text(json.dumps(raw), encoding="utf-8")
    assert run("note", "resolve", note, "--keep", keep).code == 0
    assert NoteStore(folders.notes).get(note).annotation.body == body


@pytest.mark.usefixtures("note")
def test_words_between_quotation_marks_are_sought_together():
    assert bodies("--search", '"Which ones"') == ["Which ones?"]
    assert bodies("--search", '"ones Which"') == []
    assert bodies("--search", "ones Which") == ["Which ones?"]


def test_a_damaged_note_is_told_and_the_others_are_listed(article, note, folders: Folders):
    damaged = folders.notes / article / "aaaa0000-0000-4000-8000-000000000000.json"
    damaged.write_bytes(b"{")
    ended = run("note", "list", "--json")
    assert ended.code == 1
    assert [each["id"] for each in ended.objects] == [note]
    assert str(damaged) in ended.err
    assert damaged.read_bytes() == b"{"


@pytest.mark.parametrize("harm", ["lost", "damaged"])
def test_without_the_library(article, note, folders: Folders, harm):
    for file in folders.data.iterdir():
        file.unlink()
    if harm == "damaged":
        folders.library.write_bytes(b"not a database, not at all " * 100)
    listed = run("note", "list", "--json")
    assert ("is damaged" in listed.err) is (harm == "damaged")
    (found,) = listed.objects
    assert (found["id"], found["state"], found["start"], found["title"]) == (
        note,
        "orphan",
        None,
        "Ministers meet in Sochi",
    )
    assert bodies(article) == ["Which ones?"]
    ended = run("note", "add", article, "--quote", "surprised", "--body", "kept")
    assert ended.code == 0
    assert "no place" in ended.err
    assert run("note", "add", article, "--start", 1, "--end", 2).code == 1
    unknown = run("note", "add", "0123456789ab", "--quote", "surprised", "--body", "kept")
    assert unknown.code == (0 if harm == "damaged" else 1)
    exported = run("export", article)
    assert "differences" in exported.out
    assert ("is damaged" in exported.err) is (harm == "damaged")
    if harm == "damaged":
        assert folders.library.read_bytes().startswith(b"not a database")


def test_a_note_finds_its_place_in_the_library_made_anew(article, note, folders: Folders, story: Path):
    for file in folders.data.iterdir():
        file.unlink()
    assert run("add", story).out.startswith(article)
    assert [(each["id"], each["state"]) for each in run("note", "list", "--json").objects] == [(note, "here")]


def test_words_of_the_command_line_are_utf8_in_every_locale(article):
    locale = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    ended = program("note", "add", article, "--quote", "“There", "--body", "Ä “ü” 中", "--tag", "ö", env=locale)
    assert ended.code == 0, ended.err
    assert bodies("--tag", "ö") == ["Ä “ü” 中"]
    assert program("note", "add", article, "--quote", "MOSCOW", "--body", "-", stdin="é".encode(), env=locale).code == 0
    assert bodies("--search", "É") == ["é"]


def test_a_body_that_is_no_utf8_is_refused(article):
    ended = run("note", "add", article, "--quote", "MOSCOW", "--body", "-", stdin=b"caf\xe9")
    assert (ended.code, ended.out) == (1, "")
    assert "UTF-8" in ended.err
    assert bodies() == []

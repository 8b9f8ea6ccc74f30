"""Texts, clocks and locales that no one expects, through the real program."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from unittest import mock

import pytest

from reader.model.correction import Correction, CorrectionKind
from reader.notes.corrections import CorrectionStore
from reader.notes.store import NoteStore
from reader.settings import Folders
from reader.text.clean import clean
from tests.commands import program, run
from tests.faults.children import ARTICLE, TARGET

TEXTS = {
    "a megabyte": "A line of a note. " * 60_000,
    "controls": "bell \x07 escape \x1b[31m nul \x00 end",
    "turned": "abc \u202e txt.exe \u2066 x",
    "right to left": "שלום עולם — مرحبا بالعالم",
    "combining": "e" + "\u0301" * 500,
    "wide": "漢字 👩‍👩‍👧‍👦 🏴󠁧󠁢󠁥󠁮󠁧󠁿",
    "line ends": "a\r\nb\rc\u2028d\u2029e\x0bf",
    "markup": "[bold]no[/bold] <script>x</script> `$(rm)` ${x} %s {0}",
    "json": '{"a": "\\u0000"} \\ud800 \\" \\n',
    "one long word": "x" * 300_000,
}
LOCALES = [{"LC_ALL": "C", "LANG": "C"}, {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}]


@pytest.fixture
def known(seeds: Path, folders: Folders) -> str:
    """The id of an article in the library."""
    assert folders
    return run("add", seeds / "lantern-festival-taipei.md").out.split("\t")[0]


@pytest.mark.parametrize("name", TEXTS)
def test_a_text_comes_back_as_it_was_cleaned(known, folders: Folders, name):
    text = TEXTS[name]
    ended = run("note", "add", known, "--quote", "Lantern Festival", "--body", "-", "--tag", text[:40], stdin=text)
    assert ended.code == 0, ended.err
    note = NoteStore(folders.notes).get(ended.out.strip())
    assert note.annotation.body == clean(text).rstrip("\n")
    for form in ("markdown", "json", "csv"):
        assert run("export", known, "--format", form).code == 0
    assert [each["body"] for each in run("note", "list", "--json").objects] == [note.annotation.body]
    assert not {"\x1b", "\x07", "\u202e"} & set(run("note", "list").out)


@pytest.mark.parametrize("locale", LOCALES, ids=["C", "ASCII"])
def test_every_script_in_every_locale(known, folders: Folders, locale):
    text = TEXTS["right to left"] + TEXTS["wide"]
    added = program("note", "add", known, "--quote", "Lantern", "--body", text, "--tag", "中", env=locale)
    assert added.code == 0, added.err
    note = NoteStore(folders.notes).get(added.out.strip())
    assert (note.annotation.body, note.annotation.tags) == (clean(text), ("中",))
    assert program("export", known, env=locale).code == program("note", "list", env=locale).code == 0


def test_lone_surrogates_stay_in_the_file_and_out_of_the_text(folders: Folders, known):
    """As a decoder that let bytes through may have written them."""
    store = NoteStore(folders.notes)
    note = store.add(known, TARGET, "base")
    raw = json.loads(note.path.read_bytes())
    raw["body"][0]["value"] = "half \ud83d and \udcff"
    raw["dateline"]["title"] = "\udc80 title"
    raw["later"] = "\ud800"
    note.path.write_text(json.dumps(raw), encoding="utf-8")
    before = note.path.read_bytes()
    assert "half \ufffd and \ufffd" in run("note", "list", "--json").out
    assert run("export").code == run("doctor").code == 0
    assert note.path.read_bytes() == before
    edited = store.edit(store.get(note.id), tags=["t"])
    assert json.loads(edited.path.read_bytes())["later"] == "\ud800"
    assert json.loads(edited.path.read_bytes())["body"][0]["value"] == "half \ud83d and \udcff"


def test_a_clock_that_was_set_back(folders: Folders):
    """The last thing written is the newest, whatever the clock says."""
    store = NoteStore(folders.notes)
    note = store.add(ARTICLE, TARGET, "first")
    with mock.patch("reader.notes.writing.datetime", wraps=datetime) as clock:
        for number, years in enumerate((30, -30, 0, -50)):
            clock.now.return_value = datetime.now(UTC) + timedelta(days=365 * years)
            before = note.annotation.modified
            note = store.edit(note, body=f"text {number}")
            assert note.annotation.modified >= before
    found = store.get(note.id)
    assert found.annotation.body == "text 3"
    assert [past.body for past in found.history] == ["first", "text 0", "text 1", "text 2"]
    assert found.conflicts == ()


def test_corrections_under_a_clock_that_was_set_back(folders: Folders):
    """What was said last counts, whatever the clock says."""
    store = CorrectionStore(folders.config / "corrections")
    made = []
    with mock.patch("reader.notes.corrections.datetime", wraps=datetime) as clock:
        for number, years in enumerate((30, -30, 0, -50)):
            clock.now.return_value = datetime.now(UTC) + timedelta(days=365 * years)
            said = Correction("", CorrectionKind.PLACE, f"Name {number}", datetime.now(UTC), article=ARTICLE)
            made.append(store.add(said))
    assert list(store.for_article(ARTICLE).corrections) == made


def test_a_clock_that_runs_ahead_empties_no_trash_by_itself(folders: Folders):
    """Only the settings do, and they say never."""
    store = NoteStore(folders.notes)
    note = store.add(ARTICLE, TARGET, "kept")
    store.delete(note)
    with mock.patch("reader.notes.store.time.time", return_value=4e9):
        assert run("note", "list", "--trash").out.count("kept") == 1
    assert store.restore(note.id) == note

"""Notes on an article as a whole: no passage, and never an orphan."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from reader.cli.main import dateline
from reader.errors import NoteError
from reader.model.annotation import PlaceState, Target
from reader.model.span import Span
from reader.notes.anchor import anchor, describe, describe_whole
from reader.notes.store import NoteStore

TEXT = "The visitor spoke of differences."


@pytest.fixture
def store(tmp_path: Path) -> NoteStore:
    return NoteStore(tmp_path / "notes")


def test_target_has_a_source_and_selects_nothing(store: NoteStore) -> None:
    note = store.add("a1b2c3", describe_whole(TEXT), "A fair report.", source="https://e.example/1")
    raw = json.loads(note.path.read_bytes())
    assert raw["target"] == {"source": "https://e.example/1"}
    assert store.get(note.id).annotation.target == describe_whole(TEXT)


def test_it_is_here_in_any_text() -> None:
    for text in (TEXT, "Quite another text.", ""):
        place = anchor(describe_whole(TEXT), text)
        assert (place.state, place.span) == (PlaceState.HERE, None)


def test_annotation_of_another_program_on_the_whole_page_is_read(store: NoteStore) -> None:
    folder = store.folder / "a1b2c3"
    folder.mkdir(parents=True)
    raw = {
        "id": "urn:uuid:11111111-2222-3333-4444-555555555555",
        "type": "Annotation",
        "bodyValue": "All of it",
        "target": {"source": "https://e.example/1"},
    }
    (folder / "other.json").write_text(json.dumps(raw))
    (note,) = store.all()
    assert note.annotation.target.whole
    edited = store.edit(note, body="All of it, again")
    assert json.loads(edited.path.read_bytes())["target"] == raw["target"]


def test_it_can_be_tied_to_a_passage_and_set_free_again(store: NoteStore) -> None:
    note = store.add("a1b2c3", describe_whole(TEXT), "Where?")
    tied = store.edit(note, target=describe(TEXT, Span(4, 11)))
    assert tied.annotation.target.exact == "visitor"
    free = store.edit(tied, target=describe_whole(TEXT))
    assert free.annotation.target.whole
    assert "selector" not in json.loads(free.path.read_bytes())["target"]


def test_an_empty_passage_is_still_none(store: NoteStore) -> None:
    with pytest.raises(NoteError, match="needs a passage"):
        store.add("a1b2c3", Target("", "", "", Span(3, 3), ""), "x")


def test_command_line_writes_and_lists_it(seeds: Path) -> None:
    run = CliRunner().invoke
    article = run(dateline, ["add", str(seeds / "welcome.md")]).stdout.split()[0]
    written = run(dateline, ["note", "add", article, "--whole", "--body", "Read twice."])
    assert written.exit_code == 0, written.output
    (line,) = run(dateline, ["note", "list", article, "--json"]).stdout.splitlines()
    listed = json.loads(line)
    assert (listed["state"], listed["start"], listed["exact"], listed["body"]) == ("here", None, "", "Read twice.")

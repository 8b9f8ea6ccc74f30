"""Notes from a file beside the same notes here: edits, conflicts, older files, the trash, articles that come later."""

from __future__ import annotations

import json

import pytest

from reader.export import markdown, w3c
from reader.export.source import Noted, Options, Source
from reader.model.annotation import Colour, PlaceState
from reader.model.span import Span
from reader.notes import wire
from reader.notes.anchor import describe
from reader.notes.incoming.merging import Outcome
from reader.notes.store import Note, NoteStore
from tests.notes.incoming.conftest import TEXT, Books, article, bring, outcomes, placed

ARTICLE = article()
BOOKS = Books([ARTICLE])
SOURCE = Source(ARTICLE.id, ARTICLE.title, ARTICLE.source, ARTICLE.published, TEXT)


@pytest.fixture
def note(store: NoteStore) -> Note:
    target = describe(TEXT, Span(14, 29))
    return store.add(ARTICLE.id, target, "Mine.", title=ARTICLE.title, source=ARTICLE.source, tags=("to check",))


def exported(store: NoteStore, form: str = "markdown") -> str:
    noted = Noted(SOURCE, tuple(placed(note.annotation) for note in store.all()))
    return {"markdown": markdown, "json": w3c}[form].render([noted], Options(encode=wire.encode))


def later(store: NoteStore, note: Note, monkeypatch: pytest.MonkeyPatch, **changes) -> Note:
    """Change a note an hour later."""
    import reader.notes.writing as module  # noqa: PLC0415

    class Clock(module.datetime):
        @classmethod
        def now(cls, zone=None):
            return note.annotation.modified.replace(hour=(note.annotation.modified.hour + 1) % 24).astimezone(zone)

    with monkeypatch.context() as patch:
        patch.setattr(module, "datetime", Clock)
        return store.edit(note, **changes)


@pytest.mark.parametrize("form", ["markdown", "json"])
def test_a_text_edited_in_the_file_comes_back(store, note, form):
    document = exported(store, form).replace("Mine.", "Edited *there*.")
    assert outcomes(bring(store, document, BOOKS)) == [Outcome.EDITED]
    edited = store.get(note.id)
    assert edited.annotation.body == "Edited *there*."
    assert [past.body for past in edited.history] == ["Mine."]
    assert outcomes(bring(store, document, BOOKS)) == [Outcome.SAME]


@pytest.mark.parametrize("form", ["markdown", "json"])
def test_edited_here_and_there_is_a_conflict_that_keeps_both(store, note, form, files):
    document = exported(store, form).replace("Mine.", "There.")
    store.edit(note, body="Here.")
    assert outcomes(bring(store, document, BOOKS)) == [Outcome.CONFLICT]
    both = store.get(note.id)
    assert both.annotation.body == "Here."
    assert [conflict.body for conflict in both.conflicts] == ["There."]
    before = files()
    assert outcomes(bring(store, document, BOOKS)) == [Outcome.SAME]
    assert files() == before
    store.resolve(note.id, None)
    assert outcomes(bring(store, document, BOOKS)) == [Outcome.SAME]


@pytest.mark.parametrize("form", ["markdown", "json"])
def test_a_file_that_is_merely_older_changes_nothing(store, note, form, files):
    document = exported(store, form)
    store.edit(note, body="Newer.", tags=("other",), colour=Colour.BLUE)
    before = files()
    assert outcomes(bring(store, document, BOOKS)) == [Outcome.SAME]
    assert files() == before


def test_a_second_edit_there_is_no_conflict(store, note, monkeypatch):
    first = exported(store).replace("Mine.", "One.")
    bring(store, first, BOOKS)
    later(store, store.get(note.id), monkeypatch, body="Two.")
    second = exported(store)
    assert "edited" in second
    assert outcomes(bring(store, second.replace("Two.", "Three."), BOOKS)) == [Outcome.EDITED]
    assert store.get(note.id).annotation.body == "Three."


def test_back_to_an_older_text_is_an_edit_too(store, note, monkeypatch):
    later(store, note, monkeypatch, body="Two.")
    assert outcomes(bring(store, exported(store).replace("Two.", "Mine."), BOOKS)) == [Outcome.EDITED]
    assert store.get(note.id).annotation.body == "Mine."


@pytest.mark.parametrize("tags", ["#to-check · #done", "#to-check #done"])
def test_tags_and_colour_come_back_where_nothing_changed_here(store, note, tags):
    document = exported(store).replace("yellow · #to-check", f"green · {tags}")
    assert outcomes(bring(store, document, BOOKS)) == [Outcome.EDITED]
    changed = store.get(note.id).annotation
    assert (changed.tags, changed.colour) == (("to check", "done"), Colour.GREEN)


def test_an_emptied_text_becomes_a_highlight_and_is_in_the_history(store, note):
    assert outcomes(bring(store, exported(store).replace("Mine.\n\n", ""), BOOKS)) == [Outcome.EDITED]
    emptied = store.get(note.id)
    assert emptied.annotation.body == ""
    assert [past.body for past in emptied.history] == ["Mine."]


def test_what_another_editor_does_to_markdown(store, note):
    """Windows line ends, a block quote and code of the reader's own, no blank line before the facts."""
    text = "A *first* thought.\n\n> a quote of mine\n\n1. one\n2. two\n\n```\nyellow · `dateline x`\n```\nand last"
    document = exported(store).replace("Mine.\n\n", f"{text}\n").replace("\n", "\r\n")
    assert outcomes(bring(store, document, BOOKS)) == [Outcome.EDITED]
    assert store.get(note.id).annotation.body == text.replace("```\nand", "```\n\nand")


@pytest.mark.usefixtures("note")
def test_words_that_belong_to_no_note_are_told(store):
    document = exported(store) + "\n> A passage without an id\n\nand a text\n"
    results = bring(store, document, BOOKS)
    assert outcomes(results) == [Outcome.SAME, Outcome.FAILED]
    assert "A passage without an id" in results[1].why


def test_a_deleted_note_stays_in_the_trash(store, note, files):
    document = exported(store, "json")
    store.delete(note)
    before = files()
    assert outcomes(bring(store, document, BOOKS)) == [Outcome.TRASHED]
    assert files() == before


def test_without_its_article_a_note_is_kept_and_found_its_article_later(tmp_path, store, note):
    document = exported(store, "json")
    other = NoteStore(tmp_path / "other" / "notes")
    renamed = document.replace(f'"article": "{ARTICLE.id}"', '"article": "somewhere-else"')
    (result,) = bring(other, renamed)
    assert (result.outcome, result.article, result.place.state) == (Outcome.ADDED, "somewhere-else", PlaceState.ORPHAN)
    assert other.get(note.id).annotation.body == "Mine."
    (result,) = bring(other, renamed, BOOKS)
    assert (result.outcome, result.article, result.place.span) == (Outcome.ATTACHED, ARTICLE.id, Span(14, 29))
    (kept,) = other.all()
    assert (kept.annotation.article, kept.annotation.body) == (ARTICLE.id, "Mine.")
    assert json.loads(kept.path.read_text("utf-8"))["dateline"]["article"] == ARTICLE.id
    assert outcomes(bring(other, renamed, BOOKS)) == [Outcome.SAME]


def test_one_damaged_note_stops_no_other(store, note, tmp_path):
    other = NoteStore(tmp_path / "other" / "notes")
    collection = json.loads(exported(store, "json"))
    good = collection["first"]["items"][0]
    bad = [5, "x", {}, {**good, "target": {"selector": 1}}, {**good, "id": None, "target": None}, {**good, "body": 3}]
    results = bring(other, json.dumps([*bad, good]))
    assert results[-1].outcome in {Outcome.ADDED, Outcome.SAME}
    assert note.id in {each.id for each in other.all()}
    assert Outcome.FAILED in outcomes(results)


def test_a_note_whose_name_is_taken_by_a_damaged_file(tmp_path, store, note):
    other = NoteStore(tmp_path / "other" / "notes")
    path = other.folder / ARTICLE.id / f"{note.id}.json"
    path.parent.mkdir(parents=True)
    path.write_text("{", "utf-8")
    (result,) = bring(other, exported(store, "json"), BOOKS)
    assert result.outcome is Outcome.FAILED
    assert path.read_text("utf-8") == "{"


def test_a_note_finds_its_place_once_its_own_article_is_there(store, files):
    """Which of two equal passages is meant, only the file tells; before, there was nothing to tell it of."""
    text = "The headline\n\nThey said so.\n\nNobody knew.\n\nThey said so."
    twice = article(text)
    second = text.rfind("They said so")
    elsewhere = NoteStore(store.folder.parent / "elsewhere" / "notes")
    made = elsewhere.add(twice.id, describe(text, Span(second, second + 12)), "Mine.", title=twice.title)
    source = Source(twice.id, twice.title, twice.source, twice.published, text)
    document = markdown.render([Noted(source, (placed(made.annotation, text),))], Options())
    assert outcomes(bring(store, document)) == [Outcome.ADDED]
    (result,) = bring(store, document, Books([twice]))
    assert result.outcome is Outcome.ATTACHED
    assert result.place is not None
    assert result.place.span == Span(second, second + 12)
    assert store.get(made.id).annotation.target == made.annotation.target
    before = files()
    assert outcomes(bring(store, document, Books([twice]))) == [Outcome.SAME]
    assert files() == before

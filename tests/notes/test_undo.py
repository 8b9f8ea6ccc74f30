"""Every change to a note can be taken back, and made again."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.errors import NoteConflictError, NoteError, NotFoundError
from reader.model.annotation import Annotation, Colour
from reader.model.span import Span
from reader.notes.anchor import describe
from reader.notes.store import NoteStore
from reader.notes.undo import NoteHistory

TARGET = describe("The visitor spoke.", Span(4, 11))


def state(store: NoteStore) -> dict[str, tuple[object, ...]]:
    def values(note: Annotation) -> tuple[object, ...]:
        return note.body, note.colour, note.tags, note.target

    return {note.id: values(note.annotation) for note in store.all()}


def test_each_change_and_back(tmp_path):
    store = NoteStore(tmp_path / "notes")
    history = NoteHistory(store)
    assert history.undo() == "There is nothing to undo."
    note = history.add("a1", TARGET, "one")
    edited = history.edit(note, body="two", colour=Colour.BLUE)
    history.delete(edited)
    assert history.undo() == "Undone: a note's deletion."
    assert store.get(note.id) == edited
    assert history.undo() == "Undone: a change to a note."
    assert store.get(note.id).annotation.body == "one"
    assert history.undo() == "Undone: a new note."
    assert store.all() == []
    assert history.redo() == "Redone: a new note."
    assert history.redo() == "Redone: a change to a note."
    assert store.get(note.id).annotation.body == "two"
    history.add("a1", TARGET)
    assert history.redo() == "There is nothing to redo."
    assert history.undo() == "Undone: a new highlight."


def test_an_edit_that_changes_nothing_is_no_step(tmp_path):
    history = NoteHistory(NoteStore(tmp_path / "notes"))
    note = history.add("a1", TARGET, "one")
    history.edit(note, body="one")
    assert history.undo() == "Undone: a new note."


def test_a_step_that_fails_stays(tmp_path):
    store = NoteStore(tmp_path / "notes")
    history = NoteHistory(store)
    history.add("a1", TARGET, "one")
    aside = store.folder.rename(tmp_path / "aside")
    store.folder.write_bytes(b"")
    with pytest.raises(NoteError):
        history.undo()
    store.folder.unlink()
    aside.rename(store.folder)
    assert history.undo() == "Undone: a new note."


def test_what_another_window_did_is_not_undone(tmp_path):
    store = NoteStore(tmp_path / "notes")
    history = NoteHistory(store)
    changed, deleted = (history.add("a1", TARGET, text) for text in ("one", "two"))
    history.edit(changed, body="three")
    NoteStore(store.folder).edit(store.get(changed.id), body="theirs")
    NoteStore(store.folder).delete(deleted.id)
    with pytest.raises(NoteConflictError, match="changed elsewhere"):
        history.undo()
    with pytest.raises(NotFoundError):
        history.undo()
    with pytest.raises(NoteConflictError):  # not deleted either: it is not the note that was added
        history.undo()
    assert history.undo() == "There is nothing to undo."
    assert store.get(changed.id).annotation.body == "theirs"


@settings(max_examples=30, deadline=None)
@given(acts=st.lists(st.tuples(st.sampled_from(["add", "edit", "delete"]), st.integers(0, 9)), max_size=8))
def test_all_back_and_all_again(tmp_path_factory, acts):
    store = NoteStore(tmp_path_factory.mktemp("undo") / "notes")
    history = NoteHistory(store)
    states = [state(store)]
    for number, (act, which) in enumerate(acts):
        notes = store.all()
        if act == "add" or not notes:
            history.add("a1", TARGET, f"text {number}")
        elif act == "edit":
            history.edit(notes[which % len(notes)], body=f"text {number}")
        else:
            history.delete(notes[which % len(notes)])
        states.append(state(store))
    for wanted in states[-2::-1]:
        history.undo()
        assert state(store) == wanted
    for wanted in states[1:]:
        history.redo()
        assert state(store) == wanted


def test_what_was_done_together_is_undone_together(tmp_path):
    store = NoteStore(tmp_path / "notes")
    history = NoteHistory(store)
    one, two = history.add("a1", TARGET, "one"), history.add("a1", TARGET, "two")
    before = state(store)
    with history.together("a merge"):
        history.edit(one, body="one\n\ntwo")
        history.delete(two)
    merged = state(store)
    assert len(merged) == 1
    assert history.undo() == "Undone: a merge."
    assert state(store) == before
    assert history.redo() == "Redone: a merge."
    assert state(store) == merged
    with history.together("nothing"):
        pass
    assert history.undo() == "Undone: a merge."


def test_what_was_done_before_an_error_can_be_undone(tmp_path):
    store = NoteStore(tmp_path / "notes")
    history = NoteHistory(store)
    note = history.add("a1", TARGET, "one")

    def half() -> None:
        with history.together("half of it"):
            history.edit(note, body="two")
            history.delete("ffff")

    with pytest.raises(NotFoundError):
        half()
    assert history.undo() == "Undone: half of it."
    assert store.get(note.id).annotation.body == "one"


def test_what_came_back_from_the_trash_goes_there_again(tmp_path):
    store = NoteStore(tmp_path / "notes")
    history = NoteHistory(store)
    note = history.add("a1", TARGET, "one")
    history.delete(note)
    with history.together("notes restored"):
        history.restore(note.id)
    assert state(store) != {}
    assert history.undo() == "Undone: notes restored."
    assert [each.id for each in store.trash()] == [note.id]
    assert history.redo() == "Redone: notes restored."
    assert store.get(note.id).annotation == note.annotation


@pytest.mark.parametrize("nth", [0, 1, None], ids=["mine", "theirs", "all"])
def test_a_choice_between_texts_is_taken_back_and_made_again(tmp_path, nth):
    store = NoteStore(tmp_path / "notes")
    history = NoteHistory(store)
    note = store.add("a1", TARGET, "base")
    store.edit(note, body="theirs")
    with pytest.raises(NoteConflictError):
        store.edit(note, body="mine", tags=["x"])
    before = store.get(note.id)
    history.resolve(before, None if nth is None else store.texts(before)[nth])
    settled = state(store)
    assert store.get(note.id).conflicts == ()
    assert history.undo() == "Undone: a choice between texts."
    again = store.get(note.id)
    assert (again.annotation.body, again.annotation.tags) == ("theirs", ())
    assert [(each.body, each.tags) for each in again.conflicts] == [("mine", ("x",))]
    assert history.redo() == "Redone: a choice between texts."
    assert state(store) == settled
    assert store.get(note.id).conflicts == ()


def test_a_choice_is_not_taken_back_over_what_was_written_since(tmp_path):
    store = NoteStore(tmp_path / "notes")
    history = NoteHistory(store)
    note = store.add("a1", TARGET, "base")
    store.edit(note, body="theirs")
    with pytest.raises(NoteConflictError):
        store.edit(note, body="mine")
    history.resolve(store.get(note.id), store.texts(note)[0])
    store.edit(store.get(note.id), body="written since")
    with pytest.raises(NoteConflictError):
        history.undo()
    assert store.get(note.id).annotation.body == "written since"

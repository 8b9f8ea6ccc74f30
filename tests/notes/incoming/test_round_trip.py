"""What is exported and imported again: the same notes; and into the notes it came from, no change."""

from __future__ import annotations

import re
import tempfile
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reader.export import markdown, w3c
from reader.export.escape import settled, tag
from reader.export.source import By, Noted, Options, Source
from reader.model.annotation import Annotation, Colour
from reader.model.span import Span
from reader.notes import wire
from reader.notes.anchor import describe, describe_whole
from reader.notes.changes import made
from reader.notes.incoming.merging import Outcome
from reader.notes.store import NoteStore
from reader.text.clean import clean_line
from tests.export.hostile import nasty
from tests.notes.incoming.conftest import SOURCE, TEXT, Books, article, bring, outcomes, placed
from tests.strategies import hostile_text

ARTICLE = article()
BOOKS = Books([ARTICLE])
_foreign = nasty | hostile_text


@st.composite
def annotations(draw: st.DrawFn) -> Annotation:
    start = draw(st.integers(0, len(TEXT) - 2))
    span = Span(start, draw(st.integers(start + 1, len(TEXT))))
    target = draw(st.sampled_from([describe(TEXT, span), describe(TEXT, span), describe_whole(TEXT)]))
    return made(
        ARTICLE.id, target, draw(_foreign), title=ARTICLE.title,
        source=draw(st.sampled_from([SOURCE, "The Paper", ""])),
        colour=draw(st.sampled_from(Colour)), tags=draw(st.lists(_foreign, max_size=3)),
    )  # fmt: skip


def export(store: NoteStore, form: str, by: By = By.PLACE) -> str:
    source = Source(ARTICLE.id, ARTICLE.title, ARTICLE.source, ARTICLE.published, TEXT)
    noted = Noted(source, tuple(placed(note.annotation) for note in store.all()))
    render = {"json": w3c.render, "markdown": markdown.render}[form]
    return render([noted], Options(by=by, encode=wire.encode))


def filled(folder: Path, given: list[Annotation]) -> NoteStore:
    store = NoteStore(folder / "notes")
    for each in given:
        store.take(each)
    return store


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(annotations(), max_size=4), st.booleans())
def test_json_gives_the_same_notes(given_notes, in_library):
    with tempfile.TemporaryDirectory() as folder:
        store, other = filled(Path(folder, "a"), given_notes), NoteStore(Path(folder, "b") / "notes")
        document = export(store, "json")
        results = bring(other, document, BOOKS if in_library else Books())
        assert outcomes(results) == [Outcome.ADDED] * len(given_notes)
        assert {each.id: each.annotation for each in other.all()} == {each.id: each.annotation for each in store.all()}
        assert outcomes(bring(other, document, BOOKS)) == [Outcome.SAME] * len(given_notes)


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(annotations(), min_size=1, max_size=4), st.sampled_from(By))
def test_unedited_markdown_changes_nothing(given_notes, by):
    with tempfile.TemporaryDirectory() as folder:
        store = filled(Path(folder), given_notes)
        before = {each.id: each.digest for each in store.all()}
        results = bring(store, export(store, "markdown", by), BOOKS)
        assert set(outcomes(results)) == {Outcome.SAME}
        assert {each.id for each in results} == set(before)
        assert {each.id: each.digest for each in store.all()} == before


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(annotations(), min_size=1, max_size=4))
def test_markdown_brings_passage_text_and_place_into_an_empty_folder(given_notes):
    with tempfile.TemporaryDirectory() as folder:
        store, other = filled(Path(folder, "a"), given_notes), NoteStore(Path(folder, "b") / "notes")
        document = export(store, "markdown")
        assert set(outcomes(bring(other, document, BOOKS))) == {Outcome.ADDED}
        kept = {each.id: each.annotation for each in other.all()}
        for note in store.all():
            again = kept[note.id]
            assert clean_line(again.target.exact) == clean_line(note.annotation.target.exact)
            assert (again.colour, again.article, again.target.whole) == (
                note.annotation.colour, ARTICLE.id, not note.annotation.target.exact.strip(),
            )  # fmt: skip
            assert settled(again.body) == settled(note.annotation.body)
            assert list(map(tag, again.tags)) == list(dict.fromkeys(filter(None, map(tag, note.annotation.tags))))


def test_a_note_edited_before_its_export(tmp_path):
    store = NoteStore(tmp_path / "notes")
    note = store.add(ARTICLE.id, describe(TEXT, Span(14, 29)), "One.")
    store.edit(note, body="Two.")
    document = export(store, "markdown").replace("Two.", "Three.")
    assert outcomes(bring(store, document, BOOKS)) == [Outcome.EDITED]
    assert store.get(note.id).annotation.body == "Three."


def test_markdown_knows_which_of_several_equal_passages_is_meant_and_when_it_was_noted(tmp_path):
    text = (
        "The head\n\nAlpha said no.\n\nBeta said yes, and Alpha said no to that as well, twice over.\n\nAlpha said no."
    )
    known = article(text, "The head")
    store, other = NoteStore(tmp_path / "a" / "notes"), NoteStore(tmp_path / "b" / "notes")
    places = [each.span() for each in re.finditer("Alpha said\\sno", text)]
    for start, end in places:
        store.add(known.id, describe(text, Span(start, end)), f"at {start}", title="The head")
    source = Source(known.id, known.title, "", "", text)
    noted = Noted(source, tuple(placed(note.annotation, text) for note in store.all()))
    assert set(outcomes(bring(other, markdown.render([noted], Options()), Books([known])))) == {Outcome.ADDED}
    again = {note.id: note.annotation for note in other.all()}
    for note in store.all():
        assert again[note.id].target == note.annotation.target
        assert again[note.id].created.date() == note.annotation.created.date()

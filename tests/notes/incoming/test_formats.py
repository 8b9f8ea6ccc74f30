"""The formats of other programs, in small files of our own."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.errors import NoteError
from reader.model.annotation import Colour, Motivation, PlaceState
from reader.notes.incoming import detect
from reader.notes.incoming.merging import Outcome
from reader.notes.incoming.values import Incoming, Unreadable
from tests.notes.incoming.conftest import SOURCE, TEXT, Books, article, bring, outcomes

BOOKS = Books([article()])


def theirs(**fields) -> dict[str, object]:
    """A row of Hypothesis's."""
    selectors = [
        {"type": "RangeSelector", "startContainer": "/p[1]", "startOffset": 0},
        {"type": "TextPositionSelector", "start": 900, "end": 915},
        {"type": "TextQuoteSelector", "exact": "First paragraph", "prefix": "The headline\n", "suffix": " of the"},
    ]
    return {
        "id": "AbCdEfGhIjKlMnOpQrStUv", "created": "2024-03-01T10:00:00.5+00:00",
        "updated": "2024-03-02T10:00:00+00:00", "user": "acct:ann@hypothes.is",
        "uri": SOURCE, "text": "A *thought*.", "tags": ["one", "two"],
        "document": {"title": ["The headline"]}, "target": [{"source": SOURCE, "selector": selectors}], **fields,
    }  # fmt: skip


@pytest.mark.parametrize("wrap", [lambda rows: {"total": 1, "rows": rows}, lambda rows: {"annotations": rows}, list])
def test_hypothesis(store, wrap):
    (result,) = bring(store, json.dumps(wrap([theirs()])), BOOKS)
    assert (result.outcome, result.place.state) == (Outcome.ADDED, PlaceState.HERE)
    (note,) = store.all()
    annotation = note.annotation
    assert (annotation.body, annotation.tags) == ("A *thought*.", ("one", "two"))
    assert annotation.target.span.of(TEXT) == "First paragraph"
    assert annotation.created == datetime(2024, 3, 1, 10, 0, 0, 500_000, tzinfo=UTC)
    assert annotation.modified == datetime(2024, 3, 2, 10, tzinfo=UTC)
    raw = json.loads(note.path.read_text("utf-8"))
    assert raw["creator"] == {"type": "Person", "nickname": "ann"}
    assert raw["canonical"] == "https://hypothes.is/a/AbCdEfGhIjKlMnOpQrStUv"
    assert outcomes(bring(store, json.dumps(wrap([theirs()])), BOOKS)) == [Outcome.SAME]


def test_hypothesis_edits_page_notes_highlights_and_replies(store):
    rows = [
        theirs(text=""),
        theirs(id="page", target=[{"source": SOURCE}], text="On all."),
        theirs(id="reply", target=[{"source": SOURCE}], references=["AbCdEfGhIjKlMnOpQrStUv"], text="Re."),
        {"id": 5},
        {"id": "empty", "uri": 3, "target": "x"},
    ]
    results = bring(store, json.dumps(rows), BOOKS)
    assert outcomes(results) == [Outcome.ADDED] * 3 + [Outcome.FAILED] * 2
    highlight, page, reply = (store.get(each.id).annotation for each in results[:3])
    assert highlight.motivation is Motivation.HIGHLIGHTING
    assert page.target.whole
    assert (reply.body, reply.target) == ("Re.", highlight.target)
    assert outcomes(bring(store, json.dumps([theirs(text="Now a note.")]), BOOKS)) == [Outcome.EDITED]


READWISE = '''\
Highlight,Book Title,Book Author,Amazon Book ID,Note,Color,Tags,Location Type,Location,Highlighted at,Document tags
"First paragraph",The headline,Ann Lee,,"Two
lines, “quoted” ""so""",blue,"one, two",location,12,2023-02-23 12:34:56+00:00,
no such words,The headline,Ann Lee,,,purple,,location,13,nonsense,
elsewhere,Unknown book,Bo Ek,,Kept.,,,page,1,2023-02-24 12:34:56+00:00,
,The headline,Ann Lee,,,,,,,,
'''


def test_readwise(store):
    results = bring(store, "\ufeff" + READWISE, BOOKS)
    assert outcomes(results) == [Outcome.ADDED] * 3 + [Outcome.FAILED]
    assert [each.place.state for each in results[:3]] == [PlaceState.HERE, PlaceState.ORPHAN, PlaceState.ORPHAN]
    first, second, third = (store.get(each.id).annotation for each in results[:3])
    assert first.body == 'Two\nlines, “quoted” "so"'
    assert (first.colour, first.tags) == (Colour.BLUE, ("one", "two"))
    assert first.created == datetime(2023, 2, 23, 12, 34, 56, tzinfo=UTC)
    assert (second.target.exact, second.colour) == ("no such words", Colour.PINK)
    assert (third.title, third.body) == ("Unknown book", "Kept.")
    assert outcomes(bring(store, READWISE, BOOKS)) == [Outcome.SAME] * 3 + [Outcome.FAILED]


def w3c(**fields) -> dict[str, object]:
    return {
        "@context": "http://www.w3.org/ns/anno.jsonld", "id": "https://e.example/notes/1", "type": "Annotation",
        "creator": {"id": "https://e.example/ann"},
        "body": [{"type": "TextualBody", "value": "A thought."},
                 {"type": "TextualBody", "value": "one", "purpose": "tagging"}],
        "target": {"source": SOURCE, "selector": {
            "type": "FragmentSelector", "value": "p1",
            "refinedBy": {"type": "TextQuoteSelector", "exact": "Second one", "suffix": ", which"},
        }},
        **fields,
    }  # fmt: skip


def test_w3c_of_another_program(store):
    (result,) = bring(store, json.dumps(w3c()), BOOKS)
    note = store.get(result.id)
    assert (note.annotation.body, note.annotation.tags) == ("A thought.", ("one",))
    assert note.annotation.target.span.of(TEXT) == "Second one"
    assert json.loads(note.path.read_text("utf-8"))["creator"] == {"id": "https://e.example/ann"}
    assert outcomes(bring(store, json.dumps(w3c()), BOOKS)) == [Outcome.SAME]


@pytest.mark.parametrize(
    ("fields", "body"),
    [
        ({"body": "https://e.example/reply"}, "https://e.example/reply"),
        ({"body": {"id": "https://e.example/film", "type": "Video"}}, "https://e.example/film"),
        ({"body": {"type": "SpecificResource", "source": {"type": "TextualBody", "value": "Deep."}}}, "Deep."),
        ({"body": {"type": "Choice", "items": [{"value": "One."}, {"value": "Une."}]}}, "One."),
        (
            {"body": [{"value": "First."}, {"value": "x", "purpose": "tagging"}, {"value": "Second."}]},
            "First.\n\nSecond.",
        ),
        ({"body": None, "bodyValue": "Short."}, "Short."),
    ],
)
def test_no_body_of_an_annotation_is_lost(store, fields, body):
    (result,) = bring(store, json.dumps(w3c(**fields)), BOOKS)
    assert store.get(result.id).annotation.body == body
    assert outcomes(bring(store, json.dumps(w3c(**fields)), BOOKS)) == [Outcome.SAME]


TWO = [w3c(), w3c(id="urn:x:2")]
NEXT = {"type": "AnnotationPage", "items": TWO[1:]}


@pytest.mark.parametrize(
    "document",
    [
        json.dumps(TWO),
        "\n".join(map(json.dumps, TWO)),
        json.dumps({"type": "AnnotationPage", "items": TWO}),
        json.dumps({"type": ["AnnotationCollection"], "first": {**NEXT, "items": TWO[:1], "next": NEXT}}),
    ],
    ids=["list", "lines", "page", "collection"],
)
def test_w3c_in_all_its_containers(store, document):
    assert outcomes(bring(store, document, BOOKS)) == [Outcome.ADDED] * 2


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"], ids=["LF", "CRLF", "CR"])
def test_a_line_of_json_ends_where_json_says(store, end):
    body = {"type": "TextualBody", "value": "one\u2028two\x85three"}
    lines = [json.dumps({**each, "body": body}, ensure_ascii=False) for each in TWO]
    assert outcomes(bring(store, end.join(lines), BOOKS)) == [Outcome.ADDED] * 2


def test_a_line_that_breaks_off_doesnt_end_the_others(store):
    lines = [*map(json.dumps, TWO), '{"id": "http', json.dumps(w3c(id="urn:x:3"))]
    found = bring(store, "\n".join(lines), BOOKS)
    assert outcomes(found) == [Outcome.ADDED] * 3 + [Outcome.FAILED]
    assert found[-1].why == "line 3: it is no JSON, or breaks off"


def test_an_annotation_that_is_nested_too_deeply_is_told(store):
    deep: list[object] = []
    for _ in range(400):
        deep = [deep]
    for annotation in (w3c(extra=deep), {**w3c(), "id": None, "extra": deep}):
        assert outcomes(bring(store, json.dumps([annotation]), BOOKS)) == [Outcome.FAILED]


@pytest.mark.parametrize("target", [SOURCE, {"id": SOURCE}, {"source": SOURCE, "selector": {"type": "XPathSelector"}}])
def test_w3c_without_a_quote_is_a_note_on_the_whole(store, target):
    bring(store, json.dumps(w3c(target=target)), BOOKS)
    (note,) = store.all()
    assert note.annotation.target.whole
    assert (note.annotation.article, note.annotation.body) == (BOOKS.articles[0].id, "A thought.")


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"Just words.\n",
        b"{",
        b"[1, 2",
        b"\x00\x01\x02" * 99,
        b"a,b\n1,2\n",
        b"# Heading\n\n> quote\n",
        b"lines\rof an old Mac\r",
        b'"' + b"x" * 200_000,
        b"[\n{},\n{}\n",
    ],
)
def test_what_holds_no_notes_is_refused(data):
    with pytest.raises(NoteError):
        list(detect.read(data))


KEYS = (
    "id", "type", "target", "body", "selector", "exact", "source", "items", "first", "value", "rows", "uri", "tags",
    "document", "title", "references", "dateline", "created", "colour", "exported",
)  # fmt: skip
_words = st.text(max_size=5) | st.sampled_from(["Annotation", "AnnotationPage", "TextQuoteSelector"])
json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | _words,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(KEYS), inner, max_size=6),
    max_leaves=20,
)


@settings(max_examples=500, deadline=None)
@given(json_values)
def test_no_json_is_more_than_unreadable(value):
    try:
        found = list(detect.read(json.dumps([value]).encode()))
    except NoteError:
        return
    assert all(isinstance(each, Incoming | Unreadable) for each in found)


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_readwise_with_any_line_ends(store, end):
    table = "Highlight,Book Title,Note\nSecond one,The headline,Why?\n".replace("\n", end)
    assert outcomes(bring(store, table, BOOKS)) == [Outcome.ADDED]


def test_readwise_rows_without_anything_are_passed_over(store):
    table = "Highlight,Book Title,Note\n,,\nSecond one,The headline,Why?\n ,, \n"
    assert outcomes(bring(store, table, BOOKS)) == [Outcome.ADDED]

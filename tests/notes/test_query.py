"""What a line of words asks for among the notes."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given

from reader.model.annotation import Colour
from reader.model.span import Span
from reader.notes.anchor import describe
from reader.notes.changes import made
from reader.notes.query import NoteQuery, parse
from tests.strategies import hostile_text


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("", NoteQuery()),
        ("joint  Statement", NoteQuery(("joint", "Statement"))),
        ('"joint statement"', NoteQuery(("joint statement",))),
        ("#check x #to-read", NoteQuery(("x",), ("check", "to-read"))),
        ('#"to read"', NoteQuery(tags=("to read",))),
        ('@"Mike Pompeo" x', NoteQuery(("x",), person="Mike Pompeo")),
        ("colour:pink color:Blue", NoteQuery(colours=(Colour.PINK, Colour.BLUE))),
        ("since:2026-11-03 until:2026-11-30", NoteQuery(since=date(2026, 11, 3), until=date(2026, 11, 30))),
        ("since:2026-2 until:2026-2", NoteQuery(since=date(2026, 2, 1), until=date(2026, 2, 28))),
        ("since:2026 until:2026", NoteQuery(since=date(2026, 1, 1), until=date(2026, 12, 31))),
        ("# @ colour: since: since:2026- since:2026-13 until:2026-02-30 colour:mauve", NoteQuery()),
        ("https://example.org a:b", NoteQuery(("https://example.org", "a:b"))),
        ('"', NoteQuery()),
    ],
)
def test_words_tags_people_colours_and_days(text: str, wanted: NoteQuery) -> None:
    assert parse(text) == wanted


@given(hostile_text)
def test_any_line_can_be_asked(text: str) -> None:
    query = parse(text)
    assert "" not in (*query.words, *query.tags)


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("muller", True),
        ("MÜLLER", True),
        ("mu\u0308ller", True),
        ("müllér", False),
        ("elsewhere", True),
        ("nowhere", False),
    ],
)
def test_accents_need_not_be_typed_and_every_text_of_a_note_is_searched(asked: str, found: bool) -> None:
    note = made(
        "a1", describe("A text.", Span(0, 1)), "Herr Müller was here", title="", source="", colour=Colour.PINK, tags=()
    )
    assert parse(asked).fits(note, ["he was elsewhere"]) is found

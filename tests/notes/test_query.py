"""What a line of words asks for among the notes."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given

from reader.model.annotation import Colour
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

"""CSV as the ``csv`` module and as a spreadsheet would take it."""

from __future__ import annotations

import csv
import io
from dataclasses import replace

import pytest
from hypothesis import given, settings

from reader.export import table
from reader.model.annotation import PlaceState
from reader.text.clean import clean
from tests.export.hostile_articles import noted_articles
from tests.export.samples import ARTICLE, OPTIONS, note, noted


def read(document: str) -> list[dict[str, str]]:
    rows = list(csv.reader(io.StringIO(document, newline=""), strict=True))
    assert rows[0] == list(table.COLUMNS)
    assert {len(row) for row in rows} == {len(table.COLUMNS)}
    return [dict(zip(table.COLUMNS, row, strict=True)) for row in rows[1:]]


@settings(max_examples=300, deadline=None)
@given(noted_articles())
def test_every_cell_comes_back(article):
    document = table.render([article], OPTIONS)
    found = {row["id"]: row for row in read(document)}
    assert document.endswith("\r\n")
    assert set(found) == {each.annotation.id for each in article.notes}
    for each in article.notes:
        row = found[each.annotation.id]
        assert row["body"].removeprefix("'") == clean(each.annotation.body).removeprefix("'")
        assert (int(row["start"]), int(row["end"])) == (each.place.span.start, each.place.span.end)
        assert row["open"] == f"dateline {each.annotation.id}"


@settings(max_examples=300, deadline=None)
@given(noted_articles())
def test_no_cell_is_a_formula(article):
    for row in read(table.render([article], OPTIONS)):
        assert not [cell for cell in row.values() if cell.lstrip().startswith(("=", "+", "-", "@"))]


@pytest.mark.parametrize("body", ["=1+1", "+1", "-2", "@SUM(A1)", " =1", "\t=1", "＝1+1", "=cmd|' /C calc'!A0"])
def test_a_formula_gets_an_apostrophe(body):
    (row,) = read(table.render([noted(notes=[note(body=body)])], OPTIONS))
    assert row["body"] == "'" + clean(body)


def test_other_cells_stay_as_they_are():
    (row,) = read(table.render([noted(notes=[note(body='a "b", c\nd - e', tags=("x", "y z"))])], OPTIONS))
    assert row["body"] == 'a "b", c\nd - e'
    assert row["tags"] == "x, y z"


def test_an_orphan_has_no_place():
    article = replace(ARTICLE, text=None)
    (row,) = read(table.render([noted(article, [note("gone", state=PlaceState.ORPHAN)])], OPTIONS))
    assert (row["start"], row["end"], row["state"]) == ("", "", "orphan")


def test_no_notes_are_a_header():
    assert read(table.render([], OPTIONS)) == []

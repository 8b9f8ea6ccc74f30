"""Wrapping, and offsets both ways between text and page."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.model.article import Block, BlockKind
from reader.model.span import Span
from reader.text.cells import clusters, width
from reader.text.layout import Layout

# What wraps badly elsewhere: wide characters, combining marks, emoji families, flags, right-to-left words.
_WORDS = st.sampled_from(
    ["a", "news", "well-known", "—", "“Quoted,”", "naïve", "cafe\u0301", "東京都", "👨\u200d👩\u200d👧", "🇩🇪🇫🇷",
     "שלום", "مرحبا", "क्षि", "❤\ufe0f", "x" * 30, "-", "3.14"]
)  # fmt: skip
_PARAGRAPHS = st.lists(st.lists(_WORDS, min_size=1, max_size=30).map(" ".join), min_size=1, max_size=5)
_KINDS = st.sampled_from([kind for kind in BlockKind if kind is not BlockKind.CODE])
_MEASURES = st.integers(8, 80)


def laid_out(paragraphs: list[str], measure: int, kind: BlockKind = BlockKind.PARAGRAPH) -> Layout:
    blocks, at = [], 0
    for paragraph in paragraphs:
        blocks.append(Block(kind, Span(at, at + len(paragraph))))
        at += len(paragraph) + 2
    return Layout("\n\n".join(paragraphs), blocks, measure)


@given(_PARAGRAPHS, _MEASURES, _KINDS)
def test_lines_show_every_character_once_and_in_order(paragraphs: list[str], measure: int, kind: BlockKind) -> None:
    page = laid_out(paragraphs, measure, kind)
    shown = "".join(page.text[line.start : line.end] for line in page.lines)
    assert shown.replace(" ", "") == page.text.replace("\n", "").replace(" ", "")
    assert all(before.end <= after.start for before, after in zip(page.lines, page.lines[1:], strict=False))


@given(_PARAGRAPHS, _MEASURES, _KINDS)
def test_no_line_is_wider_than_the_measure(paragraphs: list[str], measure: int, kind: BlockKind) -> None:
    page = laid_out(paragraphs, measure, kind)
    for line in page.lines:
        assert line.indent + width(page.text[line.start : line.end]) <= measure


@given(_PARAGRAPHS, _MEASURES)
def test_lines_end_between_clusters(paragraphs: list[str], measure: int) -> None:
    page = laid_out(paragraphs, measure)
    borders = {0} | {cluster.end for cluster in clusters(page.text)}
    assert all(line.start in borders and line.end in borders for line in page.lines)


@given(_PARAGRAPHS, _MEASURES, _KINDS)
def test_text_to_page_and_back(paragraphs: list[str], measure: int, kind: BlockKind) -> None:
    page = laid_out(paragraphs, measure, kind)
    for line in page.lines:
        for cluster in clusters(page.text, line.start, line.end):
            if not cluster.width:
                continue
            row, column = page.row_of(cluster.start), page.column_of(cluster.start)
            found = page.row(row)
            assert found is not None
            assert found.line == line
            for cell in range(cluster.width):
                assert page.offset_at(row, column + cell) == cluster.start


@given(_PARAGRAPHS, _MEASURES, st.dictionaries(st.integers(0, 4), st.integers(1, 4)))
def test_rows_count_up_to_the_height_with_room_beneath_blocks(
    paragraphs: list[str], measure: int, reserved: dict[int, int]
) -> None:
    page = laid_out(paragraphs, measure)
    reserved = {block: rows for block, rows in reserved.items() if block < len(paragraphs)}
    page.reserve(reserved)
    rows = [page.row(row) for row in range(page.height)]
    assert [row.line for row in rows if row and row.line] == list(page.lines)
    for block, count in reserved.items():
        extras = [row.extra for row in rows if row and row.block == block and row.extra is not None]
        assert extras == list(range(count))
        assert page.row(page.reserved_top(block)) == (block, None, 0)
    assert page.row(page.height) is None
    assert page.row(-1) is None


@given(_PARAGRAPHS, _MEASURES, st.integers(0, 80))
def test_every_row_leads_to_an_offset_of_the_text(paragraphs: list[str], measure: int, row: int) -> None:
    page = laid_out(paragraphs, measure)
    offset = page.offset_at(row, 3)
    assert 0 <= offset < len(page.text)
    assert page.block_at(offset) == page.line_at(offset).block  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("text", "measure", "lines"),
    [
        ("one two three", 9, ["one two", "three"]),
        ("one two three", 7, ["one two", "three"]),
        ("a well-known thing", 8, ["a well-", "known", "thing"]),
        ("talks—and more", 9, ["talks—and", "more"]),
        ("a  b", 8, ["a  b"]),
        ("unbreakable", 8, ["unbreaka", "ble"]),
        ("東京都庁舎", 8, ["東京都庁", "舎"]),
        ("minus -5 and x-1", 8, ["minus -5", "and x-1"]),
    ],
)
def test_where_lines_end(text: str, measure: int, lines: list[str]) -> None:
    page = laid_out([text], measure)
    assert [page.text[line.start : line.end] for line in page.lines] == lines


def test_code_keeps_its_lines() -> None:
    text = "if x:\n    y()\n\nz()"
    page = Layout(text, [Block(BlockKind.CODE, Span(0, len(text)))], 40)
    assert [text[line.start : line.end] for line in page.lines] == ["if x:", "    y()", "", "z()"]


def test_nothing_to_show() -> None:
    page = Layout("", (), 40)
    assert page.height == 0
    assert page.row(0) is None
    assert page.line_at(0) is None
    assert page.offset_at(3, 3) == 0

"""Wrapping, and offsets both ways between text and page."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from reader.model.article import Block, BlockKind
from reader.model.span import Span
from reader.text.cells import clusters, width
from reader.text.hyphens import hyphens
from reader.text.layout import Form, Layout, Line
from reader.text.wrap import Labels

# What wraps badly elsewhere: wide characters, combining marks, emoji families, flags, right-to-left words.
_WORDS = st.sampled_from(
    ["a", "news", "well-known", "—", "“Quoted,”", "naïve", "cafe\u0301", "東京都", "👨\u200d👩\u200d👧", "🇩🇪🇫🇷",
     "שלום", "مرحبا", "क्षि", "❤\ufe0f", "x" * 30, "-", "3.14", "“secretary,”", "relationship’s", "representatives"]
)  # fmt: skip
_PARAGRAPHS = st.lists(st.lists(_WORDS, min_size=1, max_size=30).map(" ".join), min_size=1, max_size=5)
_KINDS = st.sampled_from([kind for kind in BlockKind if kind is not BlockKind.CODE])
_MEASURES = st.integers(8, 80)
_FORMS = st.builds(
    Form,
    indented=st.booleans(),
    hyphens=st.sampled_from([None, hyphens("en")]),
    # Never two within one cluster, where no line of eight cells would hold them.
    labels=st.builds(
        Labels,
        st.dictionaries(st.integers(1, 60).map(lambda at: 7 * at), st.sampled_from(["[1]", "[23]"]), max_size=8),
    ),
)


def laid_out(
    paragraphs: list[str], measure: int, kind: BlockKind = BlockKind.PARAGRAPH, form: Form | None = None
) -> Layout:
    blocks, at = [], 0
    for paragraph in paragraphs:
        blocks.append(Block(kind, Span(at, at + len(paragraph))))
        at += len(paragraph) + 2
    return Layout("\n\n".join(paragraphs), blocks, measure, form)


def drawn_cells(page: Layout, line: Line) -> int:
    """The cells that a line takes, from its text, labels and hyphen, not from the layout's own count."""
    labels = page.form.labels.texts
    behind = sum(len(label) for at, label in labels.items() if line.start < at <= line.end)
    return line.indent + width(page.text[line.start : line.end]) + behind + line.hyphen


@given(_PARAGRAPHS, _MEASURES, _KINDS, _FORMS)
def test_lines_show_every_character_once_and_in_order(
    paragraphs: list[str], measure: int, kind: BlockKind, form: Form
) -> None:
    page = laid_out(paragraphs, measure, kind, form)
    shown = "".join(page.text[line.start : line.end] for line in page.lines)
    assert shown.replace(" ", "") == page.text.replace("\n", "").replace(" ", "")
    assert all(before.end <= after.start for before, after in zip(page.lines, page.lines[1:], strict=False))


@example(["a a well-known “Quoted,”"], 8, BlockKind.PARAGRAPH, Form(labels=Labels({21: "[1]"})))
@given(_PARAGRAPHS, _MEASURES, _KINDS, _FORMS)
def test_no_line_is_wider_than_the_measure(paragraphs: list[str], measure: int, kind: BlockKind, form: Form) -> None:
    page = laid_out(paragraphs, measure, kind, form)
    for line in page.lines:
        assert drawn_cells(page, line) <= measure


@given(_PARAGRAPHS, _MEASURES, _FORMS)
def test_lines_end_between_clusters(paragraphs: list[str], measure: int, form: Form) -> None:
    page = laid_out(paragraphs, measure, form=form)
    borders = {0} | {cluster.end for cluster in clusters(page.text)}
    assert all(line.start in borders and line.end in borders for line in page.lines)


@given(_PARAGRAPHS, _MEASURES, _KINDS, _FORMS)
def test_text_to_page_and_back(paragraphs: list[str], measure: int, kind: BlockKind, form: Form) -> None:
    page = laid_out(paragraphs, measure, kind, form)
    for line in page.lines:
        row = page.row_of(line.start)
        for cluster in page.clusters(line):
            if not cluster.width:
                continue
            assert page.row_of(cluster.start) == row
            column = page.column_of(cluster.start)
            found = page.row(row)
            assert found is not None
            assert found.line == line
            for cell in range(cluster.width):
                assert page.offset_at(row, column + cell) == cluster.start
                assert page.under(row, column + cell) == cluster.start
        if line.hyphen:  # a hyphen that isn't in the text stands for the letter before it
            assert page.under(row, drawn_cells(page, line) - 1) == page.offset_at(row, drawn_cells(page, line) - 1)
            assert page.offset_at(row, drawn_cells(page, line) - 1) == line.end - 1


@given(_PARAGRAPHS, _MEASURES, _FORMS)
def test_hyphens_part_words_and_labels_stay_with_theirs(paragraphs: list[str], measure: int, form: Form) -> None:
    page = laid_out(paragraphs, measure, form=form)
    for line in page.lines:
        if line.hyphen:
            assert page.text[line.end - 2 : line.end + 3].isalpha()
    ends = {line.end for line in page.lines}
    starts = {line.start for line in page.lines}
    for at in form.labels.texts:
        holder = [line for line in page.lines if line.start < at <= line.end]
        assert len(holder) <= 1
        assert not holder or at not in starts or at in ends


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


@pytest.mark.parametrize(
    ("text", "language", "lines"),
    [
        ("the United States secretary", "en", ["the United States sec-", "retary"]),
        ("the United States ‘secretary’s’", "en", ["the United States ‘sec-", "retary’s’"]),
        ("the United States of America", "en", ["the United States of", "America"]),  # hardly any room is lost
        ("see https://example.org/representatives", "en", ["see", "https://example.org/rep", "resentatives"]),
        ("representatives of the island", "en", ["representatives of the", "island"]),
        ("die Donaudampfschifffahrtsgesellschaft", "de", ["die Donaudampfschiff-", "fahrtsgesellschaft"]),
        ("the great NATO REPRESENTATIVES", "en", ["the great NATO", "REPRESENTATIVES"]),
        ("the great naïve représentation", "fr", ["the great naïve repré-", "sentation"]),
        ("東京 the great representatives", "en", ["東京 the great repre-", "sentatives"]),
    ],
)
def test_words_are_parted_by_the_rules_of_their_language(text: str, language: str, lines: list[str]) -> None:
    page = laid_out([text], 23, form=Form(hyphens=hyphens(language)))
    assert [page.text[line.start : line.end] + "-" * line.hyphen for line in page.lines] == lines


def test_of_an_unknown_language_no_word_is_parted() -> None:
    assert hyphens("tlh") is None
    assert hyphens("") is None


def test_spelling_that_parting_would_change_is_left_whole() -> None:
    parts = hyphens("hu")
    assert parts is not None
    assert parts("asszonnyal") == []


def test_headings_and_code_are_never_parted() -> None:
    text = "the United States secretary"
    for kind in (BlockKind.HEADLINE, BlockKind.HEADING, BlockKind.CODE):
        page = laid_out([text], 23, kind, Form(hyphens=hyphens("en")))
        assert not any(line.hyphen for line in page.lines)


def test_paragraphs_are_parted_by_an_indent_or_by_a_blank_row() -> None:
    spaced, indented = (laid_out(["one two", "three"], 20, form=Form(indented=each)) for each in (False, True))
    assert [line.indent for line in spaced.lines] == [0, 0]
    assert spaced.height == 3
    assert [line.indent for line in indented.lines] == [0, 3]
    assert indented.height == 2
    indented.reserve({0: 1})
    assert indented.height == 4  # a note parts them all the same


def test_labels_take_room_and_shift_no_offset() -> None:
    page = laid_out(["see one two three"], 12, form=Form(labels=Labels({7: "[1]"})))
    assert [page.text[line.start : line.end] for line in page.lines] == ["see one", "two three"]
    assert [page.column_of(at) for at in (6, 7)] == [6, 10]
    assert [page.offset_at(0, column) for column in range(11)] == [0, 1, 2, 3, 4, 5, 6, 6, 6, 6, 6]


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


def test_items_hang_behind_their_own_number_or_mark() -> None:
    texts = ["1. one two three four", "10. ten", "- dash dash dash dash", "bullet bullet bullet"]
    text, blocks = "\n\n".join(texts), []
    for each in texts:
        at = text.index(each)
        blocks.append(Block(BlockKind.LIST_ITEM, Span(at, at + len(each)), 1))
    page = Layout(text, blocks, 14)
    assert [(text[line.start : line.end], line.indent) for line in page.lines] == [
        ("1. one two", 0), ("three four", 3), ("10. ten", 0), ("- dash dash", 0), ("dash dash", 2), ("bullet", 2),
        ("bullet", 2), ("bullet", 2),
    ]  # fmt: skip

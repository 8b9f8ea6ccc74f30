"""Plain text: heads, paragraphs, and that nothing is lost."""

from __future__ import annotations

import textwrap
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.model.article import BlockKind, Draft
from reader.sources.detect import read_bytes, read_file

P1 = (
    "The committee said on Tuesday that it would not accept the plan, which Sen. Smith had put forward in January, "
    "and asked for another. It will meet again in the spring to look at what comes of it."
)
P2 = (
    "“We never wanted this,” the chairman said, adding that others had been asked and that nobody knew the answer to "
    "the question until it was much too late for all of them."
)
P3 = "A short end."


def read(text: str) -> Draft:
    return read_bytes(text.encode(), "file-name.txt")


def blocks(draft: Draft) -> list[tuple[str, str]]:
    return [(block.kind.value, block.span.of(draft.text)) for block in draft.blocks]


def solid(text: str) -> str:
    return "".join(text.split())


def cut(text: str, width: int = 72, indent: str = "") -> str:
    return textwrap.fill(text, width, initial_indent=indent)


def test_the_sample_article(seeds: Path) -> None:
    draft = read_file(seeds / "000_68ef4f21c3a5e355.txt")
    found = blocks(draft)
    assert draft.title == "US, Russia Agree to Talk Again, Meet in Sochi"
    assert found[0] == ("headline", draft.title)
    assert found[1] == ("dateline", "MOSCOW —")
    assert [text for kind, text in found if kind == "heading"] == ["Warning for Moscow"]
    assert all(kind == "paragraph" for kind, text in found[2:] if text != "Warning for Moscow")
    assert draft.text.count(draft.title) == 1


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_one_paragraph_a_line(end: str) -> None:
    draft = read(end.join(["A headline", P1, P2, P3, "A heading here", P1]))
    assert blocks(draft) == [
        ("headline", "A headline"),
        ("paragraph", P1),
        ("paragraph", P2),
        ("paragraph", P3),
        ("heading", "A heading here"),
        ("paragraph", P1),
    ]


@pytest.mark.parametrize("width", [45, 60, 72, 80, 100])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_cut_lines_are_joined(width: int, end: str) -> None:
    text = "\n\n".join(["A headline", cut(P1, width), cut(P2, width), P3, "A heading", cut(P1, width)])
    assert [text for _, text in blocks(read(text.replace("\n", end)))] == ["A headline", P1, P2, P3, "A heading", P1]


@pytest.mark.parametrize("indent", ["  ", "    ", "\t"])
def test_paragraphs_that_begin_with_an_indent(indent: str) -> None:
    text = "\n".join(cut(paragraph, 72, indent) for paragraph in (P1, P2, P3, P1, P2))
    assert [text for _, text in blocks(read(text))] == [P1, P2, P3, P1, P2]


def test_cut_lines_without_anything_between_paragraphs() -> None:
    text = "\n".join(cut(paragraph) for paragraph in (P1, P2, P3, P1, P2))
    assert [text for _, text in blocks(read(text))] == [P1, P2, P3, P1, P2]


def test_blank_lines_between_whole_paragraphs() -> None:
    assert [text for _, text in blocks(read("\n\n\n".join((P1, P2, P3))))] == [P1, P2, P3]


def test_cut_and_whole_paragraphs_in_one_file() -> None:
    text = "\n\n".join(["A headline", cut(P1), cut(P2), P1 * 2, cut(P1), P2])
    assert [text for _, text in blocks(read(text))] == ["A headline", P1, P2, P1 * 2, P1, P2]


def test_verse_tables_code_and_lists_keep_their_lines() -> None:
    verse = "The rain, the rain\nAnd after it the sun\nOn every plain\nWhere rivers run"
    table = "Name     Age   City\nAnn      33    Rome\nBob      44    Oslo"
    code = "    for each in all:\n        print(each)"
    items = "* one thing\n* another thing, which\n  goes on\n* a third"
    draft = read("\n\n".join(["A headline", cut(P1), verse, table, code, items, cut(P2)]))
    assert blocks(draft)[2:] == [
        ("code", verse),
        ("code", table),
        ("code", "for each in all:\n    print(each)"),
        ("list_item", "* one thing"),
        ("list_item", "* another thing, which goes on"),
        ("list_item", "* a third"),
        ("paragraph", P2),
    ]


def test_an_indented_passage_is_a_quote() -> None:
    quoted = textwrap.indent(cut(P2, 64), "    ")
    assert ("quote", P2) in blocks(read("\n\n".join([cut(P1), cut(P2), quoted, cut(P1)])))


@pytest.mark.parametrize(
    ("line", "byline", "source"),
    [
        ("By Jane Doe", "Jane Doe", ""),
        ("BY JANE DOE", "JANE DOE", ""),
        ("By JANE DOE, Associated Press", "JANE DOE", "Associated Press"),
        ("By Jane Doe, Staff Writer", "Jane Doe, Staff Writer", ""),
        ("By Jane Doe and Juan de la Cruz", "Jane Doe and Juan de la Cruz", ""),
        ("by Jane Q. Doe Jr.", "Jane Q. Doe Jr.", ""),
    ],
)
def test_bylines(line: str, byline: str, source: str) -> None:
    draft = read("\n".join(["A headline", line, P1, P2]))
    assert (draft.byline, draft.source) == (byline, source)
    assert blocks(draft)[1] == ("byline", line)


@pytest.mark.parametrize(
    "line", ["By the time it was over, all had left.", "By Friday, three were found.", "Byron rests"]
)
def test_what_is_no_byline(line: str) -> None:
    assert read("\n".join(["A headline", line, P1])).byline == ""


@pytest.mark.parametrize(
    ("line", "published"),
    [
        ("May 14, 2019", "2019-05-14"),
        ("Tuesday, May 14, 2019", "2019-05-14"),
        ("14 May 2019 08:12 GMT", "2019-05-14T08:12Z"),
        ("Published: 14 May 2019, 8:12 p.m. EDT", "2019-05-14T20:12"),
        ("2019-05-14", "2019-05-14"),
        ("2019-05-14T08:12:30+02:00", "2019-05-14T08:12:30+02:00"),
        ("Last updated on Sept. 3rd, 2021 at 12:05 am", "2021-09-03T00:05"),
    ],
)
def test_dates(line: str, published: str) -> None:
    draft = read("\n".join(["A headline", line, P1, P2]))
    assert draft.published == published
    assert blocks(draft)[1] == ("byline", line)


@pytest.mark.parametrize("line", ["February 31, 2019", "On May 14, 2019 the talks began", "1234567", "May 2019"])
def test_what_is_no_date_line(line: str) -> None:
    assert read("\n".join(["A headline", line, P1])).published == ""


@pytest.mark.parametrize(
    "line", ["MOSCOW —", "WASHINGTON (AP) —", "PARIS, France (Reuters) --", "NEW YORK -", "Sochi, Russia —"]
)
def test_datelines_on_a_line_of_their_own(line: str) -> None:
    draft = read("\n".join(["A headline", line, P1]))
    assert blocks(draft)[1] == ("dateline", line)


def test_datelines_that_run_in_stay_in_the_paragraph() -> None:
    draft = read("\n".join(["A headline", f"TAIPEI, Taiwan (AP) — {P1}", P2]))
    assert blocks(draft)[1] == ("paragraph", f"TAIPEI, Taiwan (AP) — {P1}")
    assert draft.source == "AP"
    assert read(f"TAIPEI, Taiwan (AP) — It rained\n{P1}").blocks[0].kind is BlockKind.PARAGRAPH


def test_a_whole_head() -> None:
    head = ["14 May 2019", "The Headline", "The  headline", "By Jane Doe", "Source: Voice of America", "MOSCOW —"]
    draft = read("\n".join([*head, P1]))
    assert [kind for kind, _ in blocks(draft)] == ["byline", "headline", "byline", "byline", "dateline", "paragraph"]
    assert (draft.title, draft.byline, draft.source) == ("The Headline", "Jane Doe", "Voice of America")


def test_prose_from_the_first_line_on_has_no_headline() -> None:
    draft = read("\n".join([P1, P2]))
    assert draft.title == "The committee said on Tuesday that it would not accept the plan, which…"
    assert [kind for kind, _ in blocks(draft)] == ["paragraph", "paragraph"]


def test_headlines_that_end_with_a_full_stop() -> None:
    assert read("\n".join(["Senate Rejects The Plan For Peace.", P1])).title == "Senate Rejects The Plan For Peace."
    assert read("\n".join(["Senate rejects the plan.", P1, P2])).blocks[0].kind is BlockKind.HEADLINE
    assert read("Senate rejects the plan.\nIt was late.").blocks[0].kind is BlockKind.PARAGRAPH


def test_a_headline_alone_is_not_lost() -> None:
    assert blocks(read("A headline\nA headline")) == [("headline", "A headline"), ("paragraph", "A headline")]
    assert blocks(read("A headline")) == [("headline", "A headline")]


def test_a_file_of_marks_is_called_by_its_name() -> None:
    assert read_bytes(b"* * *\n-----", "odd\x1b[31m.txt", "odd").title == "odd"


def test_rules_are_paragraphs() -> None:
    assert [text for _, text in blocks(read(f"{P1}\n\n* * *\n\n-----\n\n{P2}"))] == [P1, "* * *", "-----", P2]


LINES = (
    "", "", P1, P2, P3, "A headline", "a headline", "By Jane Doe", "MOSCOW —", "May 14, 2019", "* item", "1. item",
    "    indented", "  and more", "a | b | c", "HEADING", "* * *", cut(P1), cut(P2), "Name     Age", "verse, verse",
)  # fmt: skip
lines = st.lists(st.sampled_from(LINES))


@settings(deadline=None)
@given(lines)
def test_nothing_but_white_space_and_a_repeated_headline_is_changed(given_lines: list[str]) -> None:
    text = "\n".join(given_lines)
    if not text.strip():
        return
    draft = read(text)
    lost = len(solid(text)) - len(solid(draft.text))
    assert lost % len(solid(draft.title)) == 0
    if draft.text and lost == 0:
        assert solid(draft.text) == solid(text)

"""What can be selected as one."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.model.article import Block, BlockKind
from reader.model.span import Span
from reader.text.cells import cluster_at, clusters
from reader.text.objects import STEPS, Objects, Unit
from tests.strategies import prose

TEXT = "Anna said: “We go home. Now.” Bob slept.\n\nNobody 👩‍👩‍👧 came."
QUOTE = Span(TEXT.find("We"), TEXT.find("”"))
OBJECTS = Objects(
    TEXT,
    [Block(BlockKind.PARAGRAPH, Span(*ends)) for ends in ((0, TEXT.find("\n")), (TEXT.find("Nobody"), len(TEXT)))],
    [QUOTE],
    [Span(0, 4), Span(TEXT.find("Bob"), TEXT.find("Bob") + 3)],
)  # fmt: skip


@pytest.mark.parametrize(
    ("unit", "at", "wanted"),
    [
        (Unit.CHARACTER, "home", "h"),
        (Unit.CHARACTER, "👩", "👩‍👩‍👧"),
        (Unit.WORD, "ome", "home"),
        (Unit.SENTENCE, "home", "Anna said: “We go home."),
        (Unit.PARAGRAPH, "came", "Nobody 👩‍👩‍👧 came."),
        (Unit.QUOTE, "home", "We go home. Now."),
        (Unit.MENTION, "ob", "Bob"),
        (Unit.MENTION, "nna", "Anna"),
    ],
)
def test_object_at_an_offset(unit: Unit, at: str, wanted: str) -> None:
    span = OBJECTS.at(unit, TEXT.find(at))
    assert span is not None
    assert span.of(TEXT) == wanted


def test_quote_later_in_the_sentence_counts_and_one_elsewhere_does_not() -> None:
    assert OBJECTS.at(Unit.QUOTE, 0) == QUOTE
    assert OBJECTS.at(Unit.QUOTE, TEXT.find("came")) is None


@pytest.mark.parametrize(
    ("unit", "at", "wanted"),
    [
        (Unit.WORD, "home", " home"),
        (Unit.WORD, "said", " said"),
        (Unit.WORD, "go", "go "),
        (Unit.WORD, "slept", " slept"),
        (Unit.SENTENCE, "Anna", "Anna said: “We go home. "),
        (Unit.SENTENCE, "Bob", " Bob slept."),
        (Unit.SENTENCE, "Nobody", "Nobody 👩‍👩‍👧 came."),
        (Unit.PARAGRAPH, "Anna", TEXT[: TEXT.find("Nobody")]),
        (Unit.PARAGRAPH, "Nobody", TEXT[TEXT.find("\n") :]),
        (Unit.QUOTE, "home", "“We go home. Now.” "),
        (Unit.MENTION, "Bob", "Bob "),
        (Unit.WORD, " go", " go"),
    ],
)
def test_an_object_has_the_white_space_that_vim_gives_it(unit: Unit, at: str, wanted: str) -> None:
    span = OBJECTS.an(unit, TEXT.find(at))
    assert span is not None
    assert span.of(TEXT) == wanted


@given(prose.filter(lambda text: bool(text.strip())), st.data(), st.booleans(), st.booleans())
def test_onward_adds_object_by_object_to_the_end(text: str, data: st.DataObject, whole: bool, forward: bool) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    objects = Objects(
        text, [Block(BlockKind.PARAGRAPH, Span(*match.span())) for match in re.finditer(r"\S[^\n]*", text)]
    )
    unit = data.draw(st.sampled_from([Unit.WORD, Unit.SENTENCE]))
    span = Span(start, start + 1)
    for _ in range(len(text) + 1):
        larger = objects.onward(unit, span, whole=whole, forward=forward)
        assert larger.covers(span)
        assert larger.start == span.start if forward else larger.end == span.end
        if larger == span:
            break
        span = larger
    assert (span.end == len(text)) if forward else (span.start == 0)


def test_larger_goes_from_word_to_article() -> None:
    span: Span | None = Span(TEXT.find("home"), TEXT.find("home") + 1)
    seen = []
    while span is not None:
        seen.append(span.of(TEXT))
        span = OBJECTS.larger(span)
    assert seen[1] == "home"
    assert "We go home. Now." in seen
    assert seen[-2:] == [TEXT[: TEXT.find("\n")], TEXT]


@given(prose.filter(bool), st.data())
def test_every_larger_object_holds_the_smaller(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    objects = Objects(text, [Block(BlockKind.PARAGRAPH, Span(0, len(text)))])
    span = Span(start, data.draw(st.integers(start + 1, len(text))))
    larger = objects.larger(span)
    assert larger is None or (larger.covers(span) and len(larger) > len(span))
    assert larger is not None or span == Span(0, len(text))


@given(prose.filter(bool), st.data())
def test_between_reaches_over_both_and_ends_at_borders_of_its_unit(text: str, data: st.DataObject) -> None:
    one, other = (data.draw(st.integers(0, len(text) - 1)) for _ in range(2))
    objects = Objects(text, [Block(BlockKind.PARAGRAPH, Span(0, len(text)))])
    for unit in STEPS:
        span = objects.between(unit, one, other)
        assert span == objects.between(unit, other, one)
        assert len(span) >= len(objects.between(Unit.CHARACTER, one, one)) or unit is Unit.SENTENCE
    assert objects.between(Unit.CHARACTER, one, other).holds(max(one, other))


@given(
    st.lists(st.sampled_from(["a", " ", "é", "e\u0301", "👩‍👩‍👧", "🇫🇷", "漢", "\n"]), min_size=1, max_size=20).map(
        "".join
    )
)
def test_cluster_at_is_one_of_the_clusters(text: str) -> None:
    borders = {(each.start, each.end) for line_start, line in _lines(text) for each in clusters(text, line_start, line)}
    for offset, character in enumerate(text):
        span = cluster_at(text, offset)
        assert span.holds(offset)
        assert character == "\n" or (span.start, span.end) in borders


def _lines(text: str) -> list[tuple[int, int]]:
    found, at = [], 0
    for line in text.split("\n"):
        found.append((at, at + len(line)))
        at += len(line) + 1
    return found

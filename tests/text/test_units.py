"""Sentences and words."""

from __future__ import annotations

import time
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.model.span import Span
from reader.text.clean import clean
from reader.text.units import sentence_at, sentences, word_at, words
from tests.strategies import hostile_text, prose

texts = st.one_of(prose, hostile_text.map(clean), hostile_text)


def split(text: str) -> list[str]:
    return [each.of(text) for each in sentences(text)]


@settings(deadline=None)
@given(texts)
def test_sentences_are_in_order_and_hold_everything(text: str) -> None:
    found = sentences(text)
    covered = [False] * len(text)
    before = 0
    for each in found:
        assert each.start >= before
        assert len(each)
        assert each.of(text) == each.of(text).strip()
        assert "\n" not in each.of(text)
        covered[each.start : each.end] = [True] * len(each)
        before = each.end
    assert all(inside or character.isspace() for inside, character in zip(covered, text, strict=True))


@settings(deadline=None)
@given(texts, st.data())
def test_the_sentence_at_an_offset_is_the_one_that_holds_it(text: str, data: st.DataObject) -> None:
    offset = data.draw(st.integers(0, len(text)))
    found = sentence_at(text, offset)
    holding = [each for each in sentences(text) if each.holds(offset)]
    if holding:
        assert found == holding[0]
    elif len(found):
        assert found in sentences(text)
    else:
        assert found == Span(offset, offset)


@settings(deadline=None)
@given(prose, st.data())
def test_a_span_cuts_sentences_off(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    assert all(start <= each.start and each.end <= end for each in sentences(text, Span(start, end)))


@settings(deadline=None)
@given(texts, st.data())
def test_words_and_the_word_at_an_offset(text: str, data: st.DataObject) -> None:
    found = words(text)
    assert all(one.end <= other.start for one, other in pairwise(found))
    offset = data.draw(st.integers(0, len(text)))
    holding = [each for each in found if each.holds(offset)]
    assert word_at(text, offset) == (holding[0] if holding else Span(offset, min(offset + 1, len(text))))


@pytest.mark.parametrize(
    "parts",
    [
        ["U.S. Secretary of State Mike Pompeo met Sen. J. B. Smith Jr. on Jan. 5.", "He left."],
        ["They talked in the U.S.", "The talks went well."],
        ["It cost $3.5 million.", "That was a lot."],
        ["“President Trump’s made it clear.", "This will help.”", "Pompeo said so."],
        ["“Really?” Pompeo asked.", "“Yes!”"],
        ["“Stop!” he cried.", "Nobody did."],
        ["He works at Acme Inc.", "It is large."],
        ["She lives on St. James St. in Boston.", "No. 5 is hers."],
        ["He said no.", "Then he left."],
        ["It is (or so they say.)", "True."],
        ["He waited … and waited.", "Then…", "Nothing."],
        ["See e.g. Smith vs. Jones, vol. 3, p. 12.", "Done."],
        ["At 5 p.m. Trump spoke.", "At 6 p.m. he left."],
        ["A fact.[12]", "Another."],
        ["Dr. A. B. Jones et al. wrote it.", "We read it."],
        ["これは文です。", "もう一つ。"],
        ["Who?", "What?!", "Why…?"],
        ["1. The first rule."],
        ["Visit www.example.com for more.", "Or don't."],
    ],
)
def test_sentences_as_people_see_them(parts: list[str]) -> None:
    joined = "".join(parts) if parts[0].endswith("。") else " ".join(parts)
    assert split(joined) == parts


def test_lines_are_borders_and_headlines_are_sentences() -> None:
    assert split("A headline without an end\n\nThe text. It goes\n\non.") == [
        "A headline without an end",
        "The text.",
        "It goes",
        "on.",
    ]


def test_white_space_belongs_to_the_sentence_before() -> None:
    text = "  One. Two.  \n\nThree."
    assert sentence_at(text, 0).of(text) == "One."
    assert sentence_at(text, 6).of(text) == "One."
    assert sentence_at(text, 12).of(text) == "Two."
    assert sentence_at(text, 14) == Span(14, 14)
    assert sentence_at(text, len(text)).of(text) == "Three."
    assert sentence_at("", 0) == Span(0, 0)
    assert sentence_at("One.", 99).of("One.") == "One."


def test_words_as_people_see_them() -> None:
    text = "“Don’t stop-me,” said naïve Zoë: 3.5 हिन्दी e\u0301te\u0301 — 漢字!"
    assert [each.of(text) for each in words(text)] == [
        "Don’t", "stop-me", "said", "naïve", "Zoë", "3.5", "हिन्दी", "e\u0301te\u0301", "漢字",
    ]  # fmt: skip
    assert word_at(text, 0) == Span(0, 1)
    assert word_at(text, 3).of(text) == "Don’t"


def test_one_sentence_costs_the_same_in_a_long_text() -> None:
    text = "A sentence of some words. Another one here.\n\n" * 30_000
    begin = time.process_time()
    for offset in range(0, len(text), len(text) // 200):
        sentence_at(text, offset)
    assert time.process_time() - begin < 0.5

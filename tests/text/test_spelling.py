"""Texts that Unicode can write in several ways are told to be the same, and offsets lead back."""

from __future__ import annotations

import unicodedata
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.text.fold import fold, folded
from reader.text.spelling import is_plain, spelt
from reader.text.words import cut
from tests.strategies import hostile_text

LETTERS = (
    "é",
    "ö",
    "ñ",
    "Å",
    "ế",
    "й",
    "が",
    "한",
    "ﬁ",
    "ﬄ",
    "c",
    "a",
    "fi",
    " ",
    "\u00ad",
    "“",
    "-",
    "क़",
    "ி",
    "ா",
    "े",
)
written = st.one_of(
    st.lists(st.sampled_from(LETTERS), max_size=30).map("".join), st.text(max_size=30), hostile_text
).flatmap(lambda text: st.sampled_from(("NFC", "NFD")).map(lambda form: unicodedata.normalize(form, text)))


@given(written)
def test_composed_and_decomposed_are_one(text):
    forms = [unicodedata.normalize(form, text) for form in ("NFC", "NFD")]
    assert len({spelt(form).text for form in forms}) == 1
    assert len({tuple(cut(form).keys) for form in forms}) == 1
    assert len({folded(form) for form in forms}) == 1


@given(written)
def test_the_way_back_is_in_order_and_inside(text):
    for found in (spelt(text), fold(text)):
        assert len(found.text) == len(found.starts) == len(found.ends)
        assert all(0 <= start < end <= len(text) for start, end in zip(found.starts, found.ends, strict=True))
        assert all(one <= two for one, two in pairwise(found.starts))
        assert all(one <= two for one, two in pairwise(found.ends))


@given(written)
def test_written_in_one_way_it_stays(text):
    once = spelt(text).text
    assert is_plain(once)
    assert spelt(once).text == once
    assert not is_plain(text) or once == text


@given(written)
def test_words_have_their_places_in_the_text_as_it_is(text):
    for key, (start, end) in zip(cut(text).keys, cut(text).spans, strict=True):
        assert key in cut(text[start:end]).keys


@pytest.mark.parametrize(
    ("one", "other"), [("re\u00adlations", "relations"), ("ﬁnal oﬃce", "final office"), ("cafe\u0301", "café")]
)
def test_examples(one, other):
    assert folded(one) == folded(other)
    assert cut(one).keys == cut(other).keys
    assert cut(one).spans[0] == (0, len(one.split()[0]))

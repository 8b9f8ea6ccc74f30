"""Letters without accents: every character in its place, other scripts untouched."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.text.accents import bare, folded


@given(st.text())
def test_every_character_stays_in_its_place(text: str) -> None:
    assert len(bare(text)) == len(text)
    assert bare(bare(text)) == bare(text)


@pytest.mark.parametrize(
    ("written", "typed"),
    [("Müller", "muller"), ("Erdoğan", "erdogan"), ("Łódź", "lodz"), ("Søren", "soren"), ("Straße", "strasse")],
)
def test_names_are_found_without_their_accents(written: str, typed: str) -> None:
    assert folded(written) == typed


@pytest.mark.parametrize("text", ["Чайковский", "東京 が", "서울", "Ἀθῆναι", "שלום", "½ ⅷ ﬁ"])
def test_other_scripts_and_signs_stay(text: str) -> None:
    assert bare(text) == text

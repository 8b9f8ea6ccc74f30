"""Where the English of an article is written, by its words."""

from __future__ import annotations

import pytest

from reader.analysis.countries.dialect import dialect


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("neighbors paid 12 percent more at the center by 7 p.m.", "US"),
        ("£ 40 for a lorry at the roundabout, mile after mile", "GB"),
        ("neighbours found 3 kilometres of sidewalk and $ 9 in a washroom", "CA"),
        ("a ute and lamingtons, $ 5 a kilometre", "AU"),
        ("gardaí want € 5 for the lorry", "IE"),
        ("₹ 28 crore and 3 lakh for the stalls", "IN"),
    ],
)
def test_words_tell_the_country(words: str, code: str) -> None:
    found = dialect(set(words.replace(",", "").split()))

    assert max(found, key=found.__getitem__) == code


def test_words_of_no_country_tell_nothing() -> None:
    assert not dialect({"the", "minister", "said"})


def test_many_words_say_no_more_than_a_most() -> None:
    words = {"neighbors", "percent", "color", "center", "theater", "gray", "honor", "harbor", "fiber", "jewelry"}

    assert dialect(words)["US"] == dialect(words - {"jewelry"})["US"] > dialect({"neighbors", "percent"})["US"]

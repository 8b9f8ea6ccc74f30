"""The gazetteer answers by the words as they are written, and quickly."""

from __future__ import annotations

import subprocess
import sys

import pytest

from reader.analysis.gazetteer import PlaceKind, load_gazetteer, load_given_names, load_words


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("US", "US"), ("U.S.", "US"), ("UK", "GB"), ("UAE", "AE"), ("DRC", "CD"), ("Burma", "MM"), ("Holland", "NL"),
        ("Ivory Coast", "CI"), ("Côte d'Ivoire", "CI"), ("Kosovo", "XK"), ("Czech Republic", "CZ"), ("Turkey", "TR"),
        ("Swaziland", "SZ"), ("Macedonia", "MK"), ("East Timor", "TL"), ("Russian Federation", "RU"),
    ],
)  # fmt: skip
def test_names_of_countries(name: str, code: str) -> None:
    assert load_gazetteer().country(name) == code


@pytest.mark.parametrize(
    "name", ["us", "Us", "turkey", "Europe", "Black Sea", "European", "Arab", "African", "Hezbollah", "Asia"]
)
def test_what_is_no_country_or_is_written_otherwise(name: str) -> None:
    assert load_gazetteer().country(name) is None


def test_adjectives_and_demonyms_with_their_plurals() -> None:
    gazetteer = load_gazetteer()

    for word, code in [("Iraqis", "IQ"), ("Germans", "DE"), ("Swiss", "CH"), ("Poles", "PL"), ("Filipino", "PH")]:
        assert [r.code for r in gazetteer.readings(word) if r.kind is PlaceKind.DEMONYM] == [code]


def test_capitals_letters_in_headlines_but_not_abbreviations() -> None:
    assert load_gazetteer().country("SYRIA") == "SY"
    assert load_gazetteer().readings("CHAD") == ()


def test_every_country_has_a_name_of_its_own() -> None:
    gazetteer = load_gazetteer()
    codes = {r.code for name in ("Belgium", "Kosovo", "Chad", "Japan") for r in gazetteer.readings(name)}

    assert {gazetteer.country_name(code) for code in ("BE", "XK", "TD", "JP")} == {"Belgium", "Kosovo", "Chad", "Japan"}
    assert {"BE", "XK", "TD", "JP"} <= codes
    assert gazetteer.country_name("??") == "??"


def test_given_names_and_word_lists() -> None:
    assert load_given_names()["Mary"] == "f"
    assert "said" not in load_words("cues")
    with pytest.raises(KeyError):
        load_words("no such list")


def test_the_light_modules_import_no_spacy() -> None:
    program = (
        "import sys, reader.analysis, reader.analysis.version, reader.analysis.gazetteer, reader.analysis.service;"
        "sys.exit('spacy' in sys.modules)"
    )

    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0


def test_towns_know_their_states_and_states_their_code() -> None:
    towns = {reading.code: reading for reading in load_gazetteer().readings("Paris")}

    assert {"TX", "TN", "KY"} <= towns["US"].states
    assert not towns["FR"].states
    assert [(r.kind, r.states) for r in load_gazetteer().readings("Pa.")] == [
        (PlaceKind.ABBREVIATION, frozenset({"PA"}))
    ]

"""The sample article that people see first has to come out right, all of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from reader.analysis.version import DEFAULT_MODEL
from reader.analysis.worker import analyse
from reader.model.analysis import Analysis, QuoteKind


@pytest.fixture(scope="module")
def text(seeds: Path) -> str:
    lines = (seeds / "000_68ef4f21c3a5e355.txt").read_text(encoding="utf-8").splitlines()
    return "\n\n".join(line.strip() for line in lines if line.strip())


@pytest.fixture(scope="module")
def analysis(text: str) -> Analysis:
    return analyse([text], DEFAULT_MODEL)[0]


def test_eight_people_each_once_under_the_full_name(analysis: Analysis) -> None:
    assert [person.name for person in analysis.people] == [
        "Mike Pompeo",
        "Sergey Lavrov",
        "Vladimir Putin",
        "Donald Trump",
        "Nicolas Maduro",
        "Juan Guiado",
        "Brian Hook",
        "Bashar al-Assad",
    ]
    assert [person.id for person in analysis.people] == [f"p{n}" for n in range(1, 9)]


def test_roles_are_what_the_article_calls_them(analysis: Analysis) -> None:
    roles = {person.name: person.role for person in analysis.people}

    assert roles["Mike Pompeo"] == "U.S. Secretary of State"
    assert roles["Sergey Lavrov"] == "Russian Foreign Minister"
    assert roles["Juan Guiado"] == "opposition leader"


def test_countries_by_name_and_through_a_place(analysis: Analysis) -> None:
    named = {country.code for country in analysis.countries if country.mentions}
    through_places = {country.code for country in analysis.countries if not country.mentions}

    assert named == {"US", "RU", "IR", "KP", "UA", "SY", "VE", "JP"}
    assert through_places == {"BE"}


def test_the_eight_quoted_passages_and_their_speakers(analysis: Analysis, text: str) -> None:
    names = {person.id: person.name for person in analysis.people}
    found = {
        piece.of(text)[:24]: names.get(quote.speaker)
        if quote.speaker
        else quote.speaker_span and quote.speaker_span.of(text)
        for quote in analysis.quotes
        if quote.kind is not QuoteKind.INDIRECT
        for piece in quote.pieces
    }

    assert found == {
        "President Trump’s made i": "Mike Pompeo",
        "escalating threat,": "the United States",
        "And we want to make sure": "Mike Pompeo",
        "behave like a normal cou": "Mike Pompeo",
        "assassination campaigns ": "Mike Pompeo",
        "supporting the Hezbollah": "Mike Pompeo",
        "plays a destabilizing ro": "Brian Hook",
        "as a missile platform to": "Brian Hook",
    }


def test_places_are_no_people_among_the_entities(analysis: Analysis, text: str) -> None:
    people = {entity.span.of(text) for entity in analysis.entities if entity.label == "PERSON"}

    assert not people & {"Sochi", "Kyiv", "Moscow", "MOSCOW", "Brussels", "Washington", "Hezbollah"}
    assert all(entity.person for entity in analysis.entities if entity.span.of(text) == "Pompeo")

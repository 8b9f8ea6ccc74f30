"""Countries: names that are also towns', people's or seas'. All texts are our own."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from reader.model.analysis import Analysis

Read = Callable[[str], Analysis]


def found(text: str, analysis: Analysis) -> dict[str, tuple[list[str], list[str]]]:
    return {
        c.code: ([span.of(text) for span in c.mentions], [span.of(text) for span in c.via]) for c in analysis.countries
    }


CASES = {
    "town and state": (
        "Police in Lebanon, Pa., arrested two men. Lebanon is a town of 25,000.",
        {"US": ([], ["Lebanon", "Pa.", "Lebanon"])},
    ),
    "a town named like a capital": (
        "The mayor of Paris, Texas, opened a new library. Paris has waited long for it.",
        {"US": ([], ["Paris", "Texas", "Paris"])},
    ),
    "Georgia, the country": (
        "Fighting went on in Georgia. Russia sent troops, and Georgian officials called for help.",
        {"GE": (["Georgia", "Georgian"], []), "RU": (["Russia"], [])},
    ),
    "Georgia, the state": (
        "Atlanta, Georgia, was hit by a storm. Governors of Alabama and Georgia asked for help.",
        {"US": ([], ["Atlanta", "Georgia", "Alabama", "Georgia"])},
    ),
    "the two Congos, Niger and Nigeria": (
        "The Democratic Republic of Congo and the Republic of the Congo signed. Niger and Nigeria followed.",
        {
            "CD": (["Democratic Republic of Congo"], []),
            "CG": (["Republic of the Congo"], []),
            "NE": (["Niger"], []),
            "NG": (["Nigeria"], []),
        },
    ),
    "two Koreas; US and us": (
        "North Korea and South Korea talked. The U.S. said it would help us.",
        {"KP": (["North Korea"], []), "KR": (["South Korea"], []), "US": (["U.S."], [])},
    ),
    "the Dominican Republic and Dominica": (
        "The Dominican Republic won; Dominica lost.",
        {"DO": (["Dominican Republic"], []), "DM": (["Dominica"], [])},
    ),
    "continents, seas and bigger regions": (
        "The European Union met the African Union. The Black Sea and the Gulf of Mexico were calm. "
        "Latin American ministers watched Hezbollah.",
        {},
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_traps(read: Read, name: str) -> None:
    text, expected = CASES[name]

    assert found(text, read(text)) == expected


def test_people_named_like_countries_are_people(read: Read) -> None:
    text = "Michael Jordan and Chad Kroeger sang together. Jordan laughed."

    assert read(text).countries == ()


def test_a_capital_stands_for_its_country_through_a_place(read: Read) -> None:
    text = "Brussels rejected the offer. The ministers flew home from Brussels on Friday."

    assert found(text, read(text)) == {"BE": ([], ["Brussels", "Brussels"])}


def test_territories_count_as_themselves_and_england_as_a_place(read: Read) -> None:
    text = "Kosovo thanked England. Hong Kong and Taiwan sent teams."
    got = found(text, read(text))

    assert got["XK"] == (["Kosovo"], [])
    assert got["GB"] == ([], ["England"])
    assert {"HK", "TW"} <= set(got)

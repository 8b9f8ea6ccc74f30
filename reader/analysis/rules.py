"""Every rule that can decide who, where and who said what: its name and what it says, in one plain sentence.

A component puts a rule's name and the words it looked at into an ``Evidence``; the screen and ``analyze --explain``
show the sentence. A new rule needs a line here and nothing else.
"""

from __future__ import annotations

from enum import StrEnum


class Rule(StrEnum):
    """A rule by its name; ``sentence`` says in plain words what it found."""

    sentence: str

    def __new__(cls, name: str, sentence: str = "") -> Rule:
        """Return the member called ``name`` that says ``sentence``."""
        rule = str.__new__(cls, name)
        rule._value_ = name
        rule.sentence = sentence
        return rule

    # People: why a name is this person's
    FULL_NAME = "full-name", "A full name that the article as a whole shows to be a person's."
    NAME_VARIANT = "name-variant", "Another way to write the full name: shorter, with an initial, or spelt otherwise."
    LAST_NAME = "last-name", "A last name alone, of a person whose full name stands elsewhere in the article."
    FIRST_NAME = "first-name", "A first name alone, of a person whose full name stands elsewhere in the article."
    SHARED_SURNAME = "shared-surname", "A first name whose surname stands only once, with the next person's."
    SINGLE_NAME = "single-name", "A single name that the article shows to be a person's."
    PRONOUN = "pronoun", "A pronoun; this person fits it best by distance, sentence and sex."
    FIRST_PERSON = "first-person", "I, me or my inside this person's own quoted words."
    ROLE = "role", "A title before the name or a description after it."

    # Countries: why a name counts for this country
    COUNTRY_NAME = "country-name", "The country's name, a short form of it or an abbreviation."
    DEMONYM = "demonym", "The adjective of the country or the name of its people."
    CAPITAL = "capital", "The capital, which can stand for the government too."
    SEAT = "seat", "A building or quarter that stands for the government."
    REGION = "region", "A state, province or region inside the country."
    CITY = "city", "A city or town inside the country."
    PLACE_PAIR = "place-pair", "The state or country that follows the place's name says which place is meant."
    SAME_PLACE = "same-place", "The same name is settled elsewhere in the article."
    NAMED_COUNTRY = "named-country", "Several places have this name; this one lies in a country that the article names."

    # Quotes: why these words are this speaker's
    CUE_BESIDE = "cue-beside", "The reporting verb or phrase that goes best with the quoted words by its place."
    REPORTED_CLAUSE = "reported-clause", "The words are the clause that this verb reports."
    TURN = "turn", "The words behind a speaker's name at the head of a line, as in a transcript."
    RUNNING_SPEAKER = "running-speaker", "No verb of its own: the speaker of the quote before goes on."
    NAMED_BESIDE = "named-beside", "The only person named in the sentence of the quoted words."
    SPEAKER_NAMED = "speaker-named", "The speaker is named here."
    SPEAKER_PRONOUN = "speaker-pronoun", "A pronoun that stands for the speaker."
    SPEAKER_ROLE = "speaker-role", "The only person of the article whom this description fits."
    SPEAKER_BEFORE = "speaker-before", "The speaker is named in full here; the words at the quote stand for this."
    SPEAKER_NO_PERSON = "speaker-no-person", "The speaker here is nobody whom the article names."

    # Above all others
    READER = "reader", "By your correction."


def sentence_of(rule: str) -> str:
    """Return what a rule says; its bare name for one that this version doesn't know."""
    try:
        return Rule(rule).sentence
    except ValueError:
        return rule

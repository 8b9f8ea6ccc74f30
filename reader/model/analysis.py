"""What the analysis found in one text: entities, people, countries and quotes."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from reader.model.span import Span


@dataclass(frozen=True, slots=True)
class Evidence:
    """One reason for a finding.

    ``rule`` is the name of the rule that decided; ``reader.analysis.rules`` says each in a plain sentence. ``span``
    is where the text shows it (a mention, a title, a cue), None for what rests on the article as a whole.
    """

    rule: str
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Entity:
    """A named entity; ``label`` is one of spaCy's (PERSON, GPE, ORG, …) after correction by the whole text.

    ``person`` is the id of the ``Person`` it names, ``country`` the code of the ``Country`` it names or lies in.
    """

    span: Span
    label: str
    person: str | None = None
    country: str | None = None


@dataclass(frozen=True, slots=True)
class Person:
    """A named individual of one article.

    ``name`` is the fullest form in the article without titles, ``role`` what the article calls the person
    ("U.S. Secretary of State") or "", ``aliases`` the other forms, ``mentions`` the spans of all names in
    order (titles and 's left out), ``pronouns`` the pronouns that stand for the person. ``evidence`` says why each
    mention and pronoun is the person's, and why this is a person at all.
    """

    id: str
    name: str
    role: str
    aliases: tuple[str, ...]
    mentions: tuple[Span, ...]
    pronouns: tuple[Span, ...] = ()
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class Country:
    """A country that the article is about.

    ``code`` is ISO 3166-1 alpha-2 (XK for Kosovo), ``name`` its short English name, ``mentions`` the spans of
    its name, abbreviation, adjective or demonym, ``via`` those of places inside it, a capital that stands for
    its government among them. ``evidence`` says for each of them why it is this country.
    """

    code: str
    name: str
    mentions: tuple[Span, ...]
    via: tuple[Span, ...] = ()
    evidence: tuple[Evidence, ...] = ()


class QuoteKind(StrEnum):
    """How words are reported.

    direct: all between marks. mixed: a reported clause with quoted runs in it. indirect: without marks.
    """

    DIRECT = "direct"
    MIXED = "mixed"
    INDIRECT = "indirect"


@dataclass(frozen=True, slots=True)
class Quote:
    """Words that somebody is reported to have said or written.

    ``span`` leaves the outer marks out; for a mixed quote it is the whole reported clause, and ``pieces`` its
    quoted runs (for a direct quote the one run, for an indirect one nothing). ``speaker`` is a ``Person.id``;
    ``speaker_span`` is where the speaker is named, a pronoun or a role too, also for a speaker who is no person;
    ``named_span`` is where a speaker who is no person is named in full, when ``speaker_span`` is a pronoun or a short
    form ("it", "the ministry"). ``cue`` is the reporting verb or phrase. ``continues`` says that the quote goes on from
    the one before it in the list, in a new paragraph. ``evidence`` says why it is the words of that speaker.
    """

    span: Span
    kind: QuoteKind
    pieces: tuple[Span, ...] = ()
    speaker: str | None = None
    speaker_span: Span | None = None
    cue: Span | None = None
    continues: bool = False
    evidence: tuple[Evidence, ...] = ()
    named_span: Span | None = None

    def names_speaker(self, text: str) -> str:
        """Return the words of the article's ``text`` that name the speaker most fully, "" for none."""
        place = self.named_span or self.speaker_span
        return place.of(text) if place else ""


@dataclass(frozen=True)
class Analysis:
    """All that was found in the text whose SHA-256 is ``text_hash``; every tuple is in the order of the text.

    ``model`` names the spaCy pipeline and its version ("en_core_web_sm 3.8.0"), ``version`` is Dateline's own
    count of its algorithms, ``seconds`` the time that the worker took, ``language`` the text's (ISO 639). In a language
    without a pipeline ``model`` is "", and people are not looked for.
    """

    text_hash: str
    model: str
    version: int
    entities: tuple[Entity, ...]
    people: tuple[Person, ...]
    countries: tuple[Country, ...]
    quotes: tuple[Quote, ...]
    seconds: float
    language: str = ""

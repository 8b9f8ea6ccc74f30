"""The reader's corrections over an analysis: what each kind does, and what none may do."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.analysis.corrections import corrected
from reader.analysis.rules import Rule
from reader.model.analysis import Analysis, Country, Entity, Evidence, Person, Quote, QuoteKind
from reader.model.article import text_hash
from reader.model.correction import Correction, CorrectionKind
from reader.model.span import Span

K = CorrectionKind
TEXT = (
    "OSLO — Minister Anna Berg met Erik Lund of Ringo in Georgia on Monday.\n\n"
    "“We agree,” Berg said. “So it is,” said Lund. Lund Berg Foundation paid.\n\n"
    "Ringo denied it; Anna Berg and B. Lund did not. The “boss” of Ringo left for Oslo."
)
PEOPLE = {"p1": ("Anna Berg", ("Anna Berg", "Berg")), "p2": ("Erik Lund", ("Erik Lund", "Lund")), "p3": ("B. Lund", ())}
COUNTRIES = {"GE": ("Georgia", ("Georgia",), ()), "NO": ("Norway", (), ("Oslo", "OSLO"))}
OTHERS = {"Ringo": "ORG", "Lund Berg Foundation": "ORG"}


def places(words: str, text: str) -> list[Span]:
    return [Span(*found.span()) for found in re.finditer(rf"(?<!\w){re.escape(words)}(?!\w)", text)]


def analysed(text: str) -> Analysis:
    """An analysis by plain search, longer names first."""
    taken: set[int] = set()

    def free(words: Iterable[str]) -> tuple[Span, ...]:
        spans = []
        for word in words:
            for span in places(word, text):
                if not taken & set(range(span.start, span.end)):
                    taken.update(range(span.start, span.end))
                    spans.append(span)
        return tuple(sorted(spans))

    entities = [Entity(span, label) for words, label in OTHERS.items() for span in free([words])]
    people = []
    full = {key: free([name]) for key, (name, _) in PEOPLE.items()}
    for key, (name, forms) in PEOPLE.items():
        mentions = tuple(sorted((*full[key], *free(forms))))
        if mentions:
            why = tuple(Evidence(Rule.LAST_NAME, span) for span in mentions)
            aliases = tuple(dict.fromkeys(span.of(text) for span in mentions if span.of(text) != name))
            people.append(Person(key, name, "", aliases, mentions, evidence=why))
            entities += [Entity(span, "PERSON", person=key) for span in mentions]
    countries = []
    for code, (name, own, inside) in COUNTRIES.items():
        mentions, via = free(own), free(inside)
        if mentions or via:
            why = tuple(Evidence(Rule.CAPITAL, span) for span in (*mentions, *via))
            countries.append(Country(code, name, mentions, via, why))
            entities += [Entity(span, "GPE", country=code) for span in (*mentions, *via)]
    quotes = []
    for found in re.finditer("“([^”]*)”", text):
        span = Span(*found.span(1))
        beside = [(each, place) for each in people for place in each.mentions if 0 <= place.start - span.end < 12]
        said = min(beside, key=lambda each: each[1], default=None)
        who, where = (said[0].id, said[1]) if said else (None, None)
        quotes.append(Quote(span, QuoteKind.DIRECT, (span,), who, where, evidence=(Evidence(Rule.CUE_BESIDE),)))
    entities.sort(key=lambda each: each.span)
    people.sort(key=lambda each: each.mentions)
    countries.sort(key=lambda each: min((*each.mentions, *each.via)))
    return Analysis(text_hash(text), "m", 1, tuple(entities), tuple(people), tuple(countries), tuple(quotes), 0.1, "en")


FOUND = analysed(TEXT)


def says(kind: K, words: str, means: str = "", article: str = "a1", at: int = 0, age: int = 0) -> Correction:
    made = datetime(2026, 11, 24, tzinfo=UTC) + timedelta(seconds=age)
    return Correction(f"{kind}-{words}-{means}-{article}-{age}", kind, words, made, means, article, at)


def after(*corrections: Correction, text: str = TEXT) -> Analysis:
    return corrected(analysed(text), text, corrections)


def person(found: Analysis, name: str) -> Person | None:
    return next((each for each in found.people if each.name == name), None)


def words_of(spans: Iterable[Span], text: str = TEXT) -> list[str]:
    return [span.of(text) for span in spans]


def labels(found: Analysis, words: str, text: str = TEXT) -> set[str]:
    return {each.label for each in found.entities if each.span.of(text) == words}


def test_no_correction_changes_nothing() -> None:
    assert corrected(FOUND, TEXT, []) is FOUND


@pytest.mark.parametrize("kind", list(K))
def test_words_that_do_not_stand_there_change_nothing(kind: K) -> None:
    assert after(says(kind, "Nowhere Man", "FR" if kind is K.COUNTRY else "Anna Berg")) == FOUND


def test_a_name_is_a_person_at_every_mention() -> None:
    found = after(says(K.PERSON, "Ringo"))

    ringo = person(found, "Ringo")
    assert ringo is not None
    assert list(ringo.mentions) == places("Ringo", TEXT)
    assert [(each.rule, each.span) for each in ringo.evidence] == [(Rule.READER, span) for span in ringo.mentions]
    assert labels(found, "Ringo") == {"PERSON"}
    assert {each.id for each in found.people} == {"p1", "p2", "p3", "p4"}


def test_a_full_name_brings_its_last_name_and_its_quotes_along() -> None:
    text = "Ola Nordmann came. “Yes,” Nordmann said."
    quote = Quote(Span(*re.search("Yes,", text).span()), QuoteKind.DIRECT, (), None, places("Nordmann", text)[1])  # type: ignore[union-attr]
    plain = Analysis(text_hash(text), "m", 1, (), (), (), (quote,), 0.1, "en")

    found = corrected(plain, text, [says(K.PERSON, "Ola Nordmann")])

    assert words_of(found.people[0].mentions, text) == ["Ola Nordmann", "Nordmann"]
    assert found.people[0].aliases == ("Nordmann",)
    assert found.quotes[0].speaker == found.people[0].id


def test_a_last_name_alone_goes_to_the_one_whose_full_name_ends_in_it() -> None:
    text = "Anna Berg came. Ms Berg spoke."
    known = Person("p1", "Anna Berg", "", (), tuple(places("Anna Berg", text)))
    plain = Analysis(text_hash(text), "m", 1, (), (known,), (), (), 0.1, "en")

    found = corrected(plain, text, [says(K.PERSON, "Berg", article="")])

    assert [(each.name, words_of(each.mentions, text)) for each in found.people] == [
        ("Anna Berg", ["Anna Berg", "Berg"])
    ]


def test_a_person_for_all_articles_leaves_alone_who_is_a_person_already() -> None:
    assert after(says(K.PERSON, "Berg", article="")) == FOUND


@pytest.mark.parametrize(("kind", "label"), [(K.PLACE, "GPE"), (K.ORGANISATION, "ORG")])
def test_a_person_is_a_place_or_an_organisation(kind: K, label: str) -> None:
    found = after(says(kind, "Lund"))

    assert labels(found, "Lund") == {label}
    lund = person(found, "Erik Lund")
    assert lund is not None
    assert words_of(lund.mentions) == ["Erik Lund"]
    assert lund.aliases == ()
    said = next(each for each in found.quotes if each.span.of(TEXT).startswith("So it is"))
    assert said.speaker is None
    assert said.speaker_span is not None


def test_nothing_takes_the_name_away_but_not_out_of_longer_ones() -> None:
    found = after(says(K.NOTHING, "Berg"))

    assert labels(found, "Berg") == set()
    assert labels(found, "Lund Berg Foundation") == {"ORG"}
    berg = person(found, "Anna Berg")
    assert berg is not None
    assert words_of(berg.mentions) == ["Anna Berg", "Anna Berg"]


def test_whose_names_are_all_nothing_is_no_longer_there() -> None:
    found = after(says(K.NOTHING, "Lund"), says(K.NOTHING, "Erik Lund"))

    assert person(found, "Erik Lund") is None
    assert {each.speaker for each in found.quotes} <= {None, "p1"}


def test_part_of_a_longer_name_is_meant_where_it_stands_nowhere_else_and_only_in_that_article() -> None:
    text = "Speaker Jane Poe spoke."
    wrong = Person("p1", "Speaker Jane Poe", "", (), (Span(0, 16),))
    plain = Analysis(text_hash(text), "m", 1, (Entity(Span(0, 16), "PERSON", "p1"),), (wrong,), (), (), 0.1, "en")

    here = corrected(plain, text, [says(K.PERSON, "Jane Poe", article="a1")])
    assert [each.name for each in here.people] == ["Speaker Jane Poe"]  # it is that person's already
    assert corrected(plain, text, [says(K.PLACE, "Jane Poe", article="a1")]).people == ()
    assert corrected(plain, text, [says(K.PLACE, "Jane Poe", article="")]) == plain


def test_a_name_means_another_country() -> None:
    found = after(says(K.COUNTRY, "Georgia", "US"))

    assert [each.code for each in found.countries] == ["NO", "US"]
    states = found.countries[1]
    assert (states.name, states.mentions, words_of(states.via)) == ("United States", (), ["Georgia"])
    assert [each.rule for each in states.evidence] == [Rule.READER]
    assert {each.country for each in found.entities if each.span.of(TEXT) == "Georgia"} == {"US"}


def test_a_countrys_own_name_is_no_place_in_it() -> None:
    text = "Jordan won. Amman slept."
    plain = Analysis(text_hash(text), "m", 1, (Entity(Span(0, 6), "PERSON"),), (), (), (), 0.1, "en")

    found = corrected(plain, text, [says(K.COUNTRY, "Jordan", "JO"), says(K.COUNTRY, "Amman", "JO")])

    (jordan,) = found.countries
    assert (words_of(jordan.mentions, text), words_of(jordan.via, text)) == (["Jordan"], ["Amman"])


def test_a_country_named_inside_a_longer_name_goes_and_the_longer_name_stays() -> None:
    text = "Environment Canada warned Canada."
    inside, alone = places("Canada", text)
    entities = (Entity(Span(0, 18), "ORG"), Entity(alone, "GPE", country="CA"))
    plain = Analysis(text_hash(text), "m", 1, entities, (), (Country("CA", "Canada", (inside, alone)),), (), 0.1, "en")

    found = corrected(plain, text, [says(K.PERSON, "Canada")])

    assert found.countries == ()
    assert [words_of(each.mentions, text) for each in found.people] == [["Canada"]]
    assert [(each.span, each.label) for each in found.entities] == [(Span(0, 18), "ORG"), (alone, "PERSON")]


def test_capitals_are_the_same_name() -> None:
    found = after(says(K.NOTHING, "Oslo"))
    assert [each.code for each in found.countries] == ["GE"]


def test_two_are_one_person_with_all_mentions_and_quotes() -> None:
    before = {each.name: each for each in FOUND.people}
    found = after(says(K.SAME, "Erik Lund", "Anna Berg"))

    one = person(found, "Anna Berg")
    assert one is not None
    assert {each.name for each in found.people} == {"Anna Berg", "B. Lund"}
    assert set(one.mentions) == {*before["Anna Berg"].mentions, *before["Erik Lund"].mentions}
    assert set(one.aliases) == {"Berg", "Erik Lund", "Lund"}
    assert [each.speaker for each in found.quotes] == [one.id, one.id, None]
    by_reader = {each.span for each in one.evidence if each.rule == Rule.READER}
    assert by_reader == set(before["Erik Lund"].mentions)


def test_one_name_of_a_person_is_anothers() -> None:
    found = after(says(K.SAME, "Lund", "B. Lund"))

    erik, other = person(found, "Erik Lund"), person(found, "B. Lund")
    assert erik is not None
    assert other is not None
    assert words_of(erik.mentions) == ["Erik Lund"]
    assert set(words_of(other.mentions)) == {"B. Lund", "Lund"}
    assert [each.speaker for each in found.quotes] == ["p1", other.id, None]


def test_a_company_is_a_person_by_another_name() -> None:
    found = after(says(K.SAME, "Ringo", "Erik Lund"))
    lund = person(found, "Erik Lund")
    assert lund is not None
    assert set(places("Ringo", TEXT)) <= set(lund.mentions)


def test_a_name_is_a_person_apart() -> None:
    found = after(says(K.APART, "Lund"))

    lund, erik = person(found, "Lund"), person(found, "Erik Lund")
    assert lund is not None
    assert erik is not None
    assert words_of(lund.mentions) == ["Lund"]
    assert words_of(erik.mentions) == ["Erik Lund"]
    assert [each.speaker for each in found.quotes] == ["p1", lund.id, None]


def test_a_quote_is_another_persons_over_all_its_paragraphs() -> None:
    spans = [Span(0, 4), Span(6, 10), Span(12, 16)]
    text = "One.  Two.  Six. Anna Berg and Erik Lund."
    people = tuple(
        Person(f"p{n}", name, "", (), tuple(places(name, text))) for n, name in enumerate(("Anna Berg", "Erik Lund"), 1)
    )
    quotes = tuple(Quote(span, QuoteKind.DIRECT, (span,), "p1", continues=n == 1) for n, span in enumerate(spans))
    plain = Analysis(text_hash(text), "m", 1, (), people, (), quotes, 0.1, "en")

    found = corrected(plain, text, [says(K.SPEAKER, "Two.", "Erik Lund", at=6)])

    assert [each.speaker for each in found.quotes] == ["p2", "p2", "p1"]
    assert [each.evidence for each in found.quotes[:2]] == [(Evidence(Rule.READER),)] * 2


def test_of_equal_quotes_the_one_that_was_meant_is_corrected() -> None:
    text = "“Yes,” she said. “Yes,” he said. Anna Berg."
    quotes = tuple(Quote(Span(at, at + 4), QuoteKind.DIRECT, speaker=None) for at in (1, 18))
    known = Person("p1", "Anna Berg", "", (), tuple(places("Anna Berg", text)))
    plain = Analysis(text_hash(text), "m", 1, (), (known,), (), quotes, 0.1, "en")

    assert [each.speaker for each in corrected(plain, text, [says(K.SPEAKER, "Yes,", "Anna Berg", at=18)]).quotes] == [
        None,
        "p1",
    ]
    assert corrected(plain, text, [says(K.NO_QUOTE, "Yes,", at=18)]).quotes == quotes[:1]


def test_a_speaker_who_is_no_person_is_named_by_the_words_of_the_text() -> None:
    found = after(says(K.SPEAKER, "So it is,", "Ringo", at=TEXT.index("So it is")))
    said = found.quotes[1]
    assert said.speaker is None
    assert said.speaker_span is not None
    assert said.speaker_span.of(TEXT) == "Ringo"


def test_nobody_is_told_to_have_said_it() -> None:
    said = after(says(K.SPEAKER, "So it is,", "", at=TEXT.index("So it is"))).quotes[1]
    assert (said.speaker, said.speaker_span) == (None, None)


def test_marks_around_a_word_are_no_quote() -> None:
    found = after(says(K.NO_QUOTE, "boss", at=TEXT.index("boss")))
    assert words_of(each.span for each in found.quotes) == ["We agree,", "So it is,"]


def test_what_is_said_of_this_article_comes_before_what_is_said_of_all_and_the_later_before_the_earlier() -> None:
    everywhere, here = says(K.PERSON, "Ringo", article="", age=9), says(K.PLACE, "Ringo", article="a1")
    assert labels(after(everywhere, here), "Ringo") == {"GPE"}
    later = says(K.NOTHING, "Ringo", article="a1", age=1)
    assert labels(after(later, everywhere, here), "Ringo") == set()


def test_nobody_is_called_by_the_name_of_a_place() -> None:
    said = says(K.SAME, "Ringo", "Georgia")
    assert person(after(said), "Georgia") is not None
    assert after(said, says(K.PLACE, "Georgia")) == after(says(K.PLACE, "Georgia"))


_NAMES = (
    "Anna Berg",
    "Berg",
    "Erik Lund",
    "Lund",
    "B. Lund",
    "Ringo",
    "Georgia",
    "Oslo",
    "Lund Berg Foundation",
    "Anna",
)
_TEXTS = st.lists(
    st.sampled_from((*_NAMES, "said", "“We agree,”", "“Yes,”", "and", ".\n\nThe")), min_size=1, max_size=25
)
_NAMED = st.builds(
    says,
    st.sampled_from([kind for kind in K if not kind.of_quote and kind is not K.COUNTRY]),
    st.sampled_from(_NAMES),
    st.sampled_from(_NAMES),
    st.sampled_from(["", "a1"]),
    age=st.integers(0, 9),
)
_MEANT = st.builds(
    says, st.just(K.COUNTRY), st.sampled_from(_NAMES), st.sampled_from(["US", "GE", "NO", "FR"]), age=st.integers(0, 9)
)
_QUOTED = st.builds(
    says,
    st.sampled_from([K.SPEAKER, K.NO_QUOTE]),
    st.sampled_from(["We agree,", "Yes,"]),
    st.sampled_from([*_NAMES, ""]),
    at=st.integers(0, 99),
)
_SAID = st.lists(st.one_of(_NAMED, _MEANT, _QUOTED), max_size=6)


@given(_TEXTS, _SAID)
def test_whatever_is_said_the_analysis_stays_whole(words: list[str], said: list[Correction]) -> None:
    text = " ".join(words)
    found = corrected(analysed(text), text, said)

    ids, codes = {each.id for each in found.people}, {each.code for each in found.countries}
    assert len(ids) == len(found.people)
    assert len(codes) == len(found.countries)
    spans = [each.span for each in found.entities]
    assert all(one.end <= other.start for one, other in pairwise(spans))
    marked = {each.span: each for each in found.entities}
    for each in found.people:
        assert each.mentions
        assert list(each.mentions) == sorted(set(each.mentions))
        assert all(marked[span].person == each.id and marked[span].label == "PERSON" for span in each.mentions)
        assert set(each.aliases) == {span.of(text) for span in each.mentions} - {each.name}
        assert len(each.evidence) == len(set(each.evidence)) == len(each.mentions)
    for each in found.countries:
        assert each.mentions or each.via
        assert all(marked[span].country == each.code for span in (*each.mentions, *each.via))
    assert {each.person for each in found.entities} <= {None, *ids}
    assert {each.country for each in found.entities} <= {None, *codes}
    assert {each.speaker for each in found.quotes} <= {None, *ids}
    assert all(0 <= each.span.start < each.span.end <= len(text) for each in found.quotes)


@given(_TEXTS, _SAID)
def test_what_holds_already_holds_still(words: list[str], said: list[Correction]) -> None:
    text = " ".join(words)
    once = corrected(analysed(text), text, said)
    assert corrected(once, text, said) == once


@given(
    _TEXTS, st.permutations([says(K.SAME, "Lund", "Anna Berg"), says(K.PLACE, "Ringo"), says(K.NOTHING, "Oslo", age=1)])
)
def test_the_order_in_which_files_are_read_plays_no_part(words: list[str], said: list[Correction]) -> None:
    text = " ".join(words)
    assert corrected(analysed(text), text, said) == corrected(
        analysed(text), text, sorted(said, key=lambda each: each.id)
    )

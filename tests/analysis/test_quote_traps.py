"""Forms in which news tells who said what, a small labelled set. All texts are our own."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from reader.model.analysis import Analysis, Quote, QuoteKind

Read = Callable[[str], Analysis]
Told = tuple[str, str | None]
"""Words that were told, and the person's name or else the phrase that names the speaker."""


def quoted(text: str, found: Analysis) -> list[Told]:
    return [(p.of(text), _speaker(text, q, found)) for q in found.quotes for p in q.pieces]


def reported(text: str, found: Analysis) -> list[Told]:
    return [(q.span.of(text), _speaker(text, q, found)) for q in found.quotes if q.kind is QuoteKind.INDIRECT]


def _speaker(text: str, quote: Quote, found: Analysis) -> str | None:
    names = {person.id: person.name for person in found.people}
    phrase = quote.speaker_span.of(text) if quote.speaker_span else None
    return names.get(quote.speaker or "") or phrase


QUOTED: dict[str, tuple[str, list[Told]]] = {
    "interrupted by its cue": (
        "Anna Berg arrived on Monday.\n\n“We will go,” Berg said, “but not alone.”",
        [("We will go,", "Anna Berg"), ("but not alone.", "Anna Berg")],
    ),
    "marks within marks": (
        "“He told me ‘never again’ and left,” Anna Berg said.",
        [("He told me ‘never again’ and left,", "Anna Berg")],
    ),
    "in a statement": (
        "“The road is closed until May,” the ministry said in a statement.",
        [("The road is closed until May,", "the ministry")],
    ),
    "told reporters, with a clause between": (
        "“The talks went well,” a spokesman for the ministry, who asked not to be named, told reporters.",
        [("The talks went well,", "a spokesman for the ministry")],
    ),
    "a name with its party before a colon": (
        "Ann Lee (D-Tex.): “We must go on with this.”",
        [("We must go on with this.", "Ann Lee")],
    ),
    "a headline in single marks": (
        "‘We will not wait,’ says union leader Maria Santos\n\nThe strike began on Monday in Lisbon.",
        [("We will not wait,", "Maria Santos")],
    ),
    "inversion with apposition": (
        "“We will not wait,” said Maria Santos, the president of the union, on Monday.",
        [("We will not wait,", "Maria Santos")],
    ),
    "a description between name and verb": (
        "“We have had enough of this,” Tom Price, a farmer from Devon, said.",
        [("We have had enough of this,", "Tom Price")],
    ),
    "the name behind the office": (
        '"It is over," said the mayor of Lisbon, Maria Santos.',
        [("It is over,", "Maria Santos")],
    ),
    "a relative clause": (
        "Tom Price, who called the plan “a disaster for farmers,” left the room.",
        [("a disaster for farmers,", "Tom Price")],
    ),
    "a dash and the name": (
        "“We must all go on.”\n\n— Ann Lee, in a speech",
        [("We must all go on.", "Ann Lee")],
    ),
    "a statement that follows": (
        "Ann Lee issued the following statement:\n\n“We must all go on.”",
        [("We must all go on.", "Ann Lee")],
    ),
    "no blank behind the mark, then the running speaker": (
        "“It has rained for weeks,”Ann Lee said. “We must all go on.”",
        [("It has rained for weeks,", "Ann Lee"), ("We must all go on.", "Ann Lee")],
    ),
    "two speakers in one paragraph": (
        "“Is it safe?” asked Tom Price. “Nobody knows,” Anna Berg replied.",
        [("Is it safe?", "Tom Price"), ("Nobody knows,", "Anna Berg")],
    ),
    "two single marks for a double one": (
        "''We have had enough,'' Tom Price said. ''It is over.''",
        [("We have had enough,", "Tom Price"), ("It is over.", "Tom Price")],
    ),
    "an apostrophe within single marks": (
        "Speaking to the BBC, Anna Berg said: 'It is the farmers' fault that we are here.'",
        [("It is the farmers' fault that we are here.", "Anna Berg")],
    ),
    "an ending without a name": ("“Better watch out,” tweeted another.", [("Better watch out,", "another")]),
    "a song": ("The song “Rain on Me” was number one.", []),
    "a nickname": ("He went to the so-called “House of Horrors” in Oslo.", []),
}


QUOTED |= {
    "a possessive before the speaker's role": (
        "“He was at home all night,” said Price’s lawyer, Anna Berg.",
        [("He was at home all night,", "Anna Berg")],
    ),
    "letters behind a name": (
        "“My client slept,” said Anna Berg KC, for the defence.",
        [("My client slept,", "Anna Berg")],
    ),
    "quoted by a paper": (
        "Anna Berg was quoted by Le Monde as saying that the deal was “dead and buried”.",
        [("dead and buried", "Anna Berg")],
    ),
    "a role between commas": (
        "“It sounds wet,” Anna Berg, lead author of the study in a journal of frogs, told the paper.",
        [("It sounds wet,", "Anna Berg")],
    ),
    "somebody at an office": (
        "“It concerns us all,” Anna Berg of the State Department told the Senate.",
        [("It concerns us all,", "Anna Berg")],
    ),
    "one of two ministers": (
        "Anna Berg, the finance minister, stepped down. Prime Minister Tom Price thanked her. “We lose a friend,” the "
        "prime minister said.",
        [("We lose a friend,", "Tom Price")],
    ),
    "a gesture before the words": (
        "“It was late,” said Anna Berg.\n\nTom Price shook his head. “It was early.”",
        [("It was late,", "Anna Berg"), ("It was early.", "Tom Price")],
    ),
    "who was told of before the first words": (
        "Anna Berg has mended nets in Hull for forty years.\n\n“My father taught me. He had no patience.”",
        [("My father taught me. He had no patience.", "Anna Berg")],
    ),
}


@pytest.mark.parametrize("name", QUOTED)
def test_quoted_words_and_their_speaker(read: Read, name: str) -> None:
    text, expected = QUOTED[name]

    assert quoted(text, read(text)) == expected


REPORTED: dict[str, tuple[str, list[Told]]] = {
    "told reporters": (
        "Anna Berg told reporters that the road was closed.",
        [("that the road was closed", "Anna Berg")],
    ),
    "according to, behind": (
        "The bridge is safe again, according to Anna Berg.",
        [("The bridge is safe again", "Anna Berg")],
    ),
    "according to, in front": (
        "According to the ministry, the bridge is safe again.",
        [("the bridge is safe again", "the ministry")],
    ),
    "around its cue": (
        "The bridge, Anna Berg said, was safe again after the flood.",
        [("The bridge, Anna Berg said, was safe again after the flood", "Anna Berg")],
    ),
    "officials": ("Officials said the road was closed.", [("the road was closed", "Officials")]),
    "urge": (
        "Tom Price urged the council to close the road.",
        [("the council to close the road", "Tom Price")],
    ),
    "accuse": (
        "Tom Price accused the ministry of hiding the report.",
        [("the ministry of hiding the report", "Tom Price")],
    ),
    "announce": ("The ministry announced a new law against noise.", [("a new law against noise", "The ministry")]),
    "whether": ("Tom Price asked whether the road was open.", [("whether the road was open", "Tom Price")]),
    "two sentences, a pronoun": (
        "Anna Berg said the road was closed. She added that it would open in May.",
        [("the road was closed", "Anna Berg"), ("that it would open in May", "Anna Berg")],
    ),
    "a clause within a clause, once": (
        "Tom Price said the ministry had told him the road was safe.",
        [("the ministry had told him the road was safe", "Tom Price")],
    ),
    "a statement with a date": (
        "The police said in a statement on Monday that two men had been arrested.",
        [("that two men had been arrested", "The police")],
    ),
    "a title is no quote of its own": (
        "In “The Long Way Home,” a novel by Tom Price, a farmer says he is tired.",
        [("he is tired", "a farmer")],
    ),
}


@pytest.mark.parametrize("name", REPORTED)
def test_reported_clauses_and_their_speaker(read: Read, name: str) -> None:
    text, expected = REPORTED[name]

    assert reported(text, read(text)) == expected

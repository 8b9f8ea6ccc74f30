"""Quotes and speakers. All texts are our own."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from reader.model.analysis import Analysis, Quote, QuoteKind

Read = Callable[[str], Analysis]
DIRECT, MIXED, INDIRECT = QuoteKind.DIRECT, QuoteKind.MIXED, QuoteKind.INDIRECT


def told(text: str, found: Analysis) -> list[tuple[QuoteKind, str, str | None]]:
    names = {person.id: person.name for person in found.people}
    return [(q.kind, q.span.of(text), names.get(q.speaker or "") or _phrase(text, q)) for q in found.quotes]


def _phrase(text: str, quote: Quote) -> str | None:
    return quote.speaker_span.of(text) if quote.speaker_span else None


CASES = {
    "inversion and running speaker": (
        "“We will not wait,” said Maria Santos, the union's president. “Not a day longer.”",
        [(DIRECT, "We will not wait,", "Maria Santos"), (DIRECT, "Not a day longer.", "Maria Santos")],
    ),
    "colon and pronoun": (
        "Maria Santos told reporters that the strike would go on. She added: “We will not wait.”",
        [(INDIRECT, "that the strike would go on", "Maria Santos"), (DIRECT, "We will not wait.", "Maria Santos")],
    ),
    "British marks": (
        "‘We have had enough,’ said Tom Price, a farmer.",
        [(DIRECT, "We have had enough,", "Tom Price")],
    ),
    "LaTeX marks": ("``We have had enough,'' Tom Price said.", [(DIRECT, "We have had enough,", "Tom Price")]),
    "a few quoted words": (
        "Tom Price called the plan “a disaster for farmers” and left.",
        [(MIXED, "the plan “a disaster for farmers”", "Tom Price")],
    ),
    "a clause with quoted words": (
        "Maria Santos said the owners “never listened to us” in the talks.",
        [(MIXED, "the owners “never listened to us” in the talks", "Maria Santos")],
    ),
    "a speaker who is no person": (
        "The ministry said the bridge was safe.",
        [(INDIRECT, "the bridge was safe", "The ministry")],
    ),
    "scare quotes": ("The so-called “experts” were wrong about the bridge.", []),
    "titles of works": ("Her novel “The Long Way Home” was a success in France.", []),
}


@pytest.mark.parametrize("name", CASES)
def test_cases(read: Read, name: str) -> None:
    text, expected = CASES[name]

    assert told(text, read(text)) == expected


def test_paragraphs_of_one_quote_are_joined(read: Read) -> None:
    text = "“It began in May,” Anna Berg said.\n\n“It went on until June.\n\n“Then it ended.”"
    quotes = read(text).quotes

    assert [q.continues for q in quotes] == [False, False, True]
    assert {q.speaker for q in quotes} == {"p1"}


def test_a_pronoun_is_the_span_and_the_person_the_speaker(read: Read) -> None:
    text = "Anna Berg arrived on Monday. “The road is closed,” she said."
    quote = read(text).quotes[-1]

    assert quote.speaker == "p1"
    assert quote.speaker_span is not None
    assert quote.speaker_span.of(text) == "she"
    assert quote.cue is not None
    assert quote.cue.of(text) == "said"


def test_pieces_leave_the_marks_out_and_lie_in_the_span(read: Read) -> None:
    text = "Anna Berg said the road was “a danger” to people who “must drive at night” in winter."
    quote = read(text).quotes[0]

    assert [piece.of(text) for piece in quote.pieces] == ["a danger", "must drive at night"]
    assert all(quote.span.covers(piece) for piece in quote.pieces)


def test_a_headline_is_not_read_into_the_next_line(read: Read) -> None:
    text = "Minister says\n\nThe bridge was closed on Monday."

    assert read(text).quotes == ()

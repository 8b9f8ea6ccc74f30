"""Finding: smart case, whole words, shapes of marks, patterns that would never end."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.text.search import MOST, Query, Searcher
from tests.strategies import prose

TEXT = "Russia’s rules: Russian rulers “rule” a cross-border ruler. russia, RUSSIA; İstanbul, ISTANBUL."


def found(query: Query, text: str = TEXT) -> list[str]:
    hits = Searcher(text).find(query)
    assert not hits.trouble
    return [hits.span(at).of(text) for at in range(len(hits))]


@pytest.mark.parametrize(
    ("query", "words"),
    [
        (Query("russia"), ["Russia", "Russia", "russia", "RUSSIA"]),
        (Query("Russia"), ["Russia", "Russia"]),
        (Query("russia", whole=True), ["Russia", "russia", "RUSSIA"]),
        (Query("rule", whole=True), ["rule"]),
        (Query("russia's"), ["Russia’s"]),
        (Query('"rule"'), ["“rule”"]),
        (Query("cross–border"), ["cross-border"]),
        (Query("istanbul"), ["İstanbul", "ISTANBUL"]),
        (Query("İstanbul"), ["İstanbul"]),
        (Query(r"rul\w+", pattern=True), ["rules", "rulers", "rule", "ruler"]),
        (Query(r"rule", whole=True, pattern=True), ["rule"]),
        (Query(r"R\w+A", pattern=True), ["RUSSIA"]),
        (Query(r"\Ssia", pattern=True), ["ssia", "ssia", "ssia", "SSIA"]),
        (Query(r"x*", pattern=True), []),
        (Query("[/]"), []),
        (Query(" "), []),
        (Query(""), []),
    ],
)
def test_what_is_found(query: Query, words: list[str]) -> None:
    assert found(query) == words


@pytest.mark.parametrize(
    ("pattern", "told"),
    [
        ("(", "not a pattern yet"),
        ("[a", "not a pattern yet"),
        ("*", "not a pattern yet"),
        ("(a+)+$", "takes too long"),
        ("(a|aa)+$", "takes too long"),
        ("a{99999999}", "repeats too often"),
        ("((a{999}){999}){999}", "repeats too often"),
        ("a" * 301, "too long"),
        ("(" * 150 + "a" + ")" * 150, "too long"),
    ],
)
def test_bad_patterns_are_told_and_end(pattern: str, told: str) -> None:
    hits = Searcher(("a" * 3000 + " ") * 50).find(Query(pattern, pattern=True))
    assert told in hits.trouble
    assert not hits.starts


def test_hits_end_at_the_most() -> None:
    hits = Searcher("a" * (MOST + 5)).find(Query("a"))
    assert (len(hits), hits.more) == (MOST, True)
    hits = Searcher("a" * MOST).find(Query("a"))
    assert (len(hits), hits.more) == (MOST, False)


@given(prose, st.sampled_from(["the", "e", "he ", "Pompeo", "“yes", "."]), st.booleans())
def test_hits_are_what_a_plain_search_finds(text: str, words: str, whole: bool) -> None:
    hits = Searcher(text).find(Query(words, whole=whole))
    flags = 0 if words != words.lower() else re.IGNORECASE
    shaped = re.escape(words).replace("“", '[“”„"]')
    edges = (r"(?<![^\W_])" if words[0].isalnum() else "", r"(?![^\W_])" if words[-1].isalnum() else "")
    pattern = edges[0] + shaped + edges[1] if whole else shaped
    assert list(zip(hits.starts, hits.ends, strict=True)) == [m.span() for m in re.finditer(pattern, text, flags)]


@given(prose, st.sampled_from(["e", "the", "o", "said"]), st.integers(0, 200), st.integers(0, 60))
def test_hits_by_place(text: str, words: str, start: int, size: int) -> None:
    hits = Searcher(text).find(Query(words))
    spans = [hits.span(at) for at in range(len(hits))]
    touched = [span for span in spans if span.start < start + size and span.end > start]
    assert hits.between(start, start + size) == touched
    ahead = [span for span in spans if span.start >= start]
    assert hits.at_or_after(start) == (ahead or spans or [None])[0]
    assert hits.number(start) == sum(span.start <= start for span in spans)
    assert hits.at(start) == next((span for span in spans if span.start == start), None)


def test_accents_are_minded_where_they_are_typed() -> None:
    text = "Müller, Muller, MÜLLER; Erdoğan’s"
    assert found(Query("muller"), text) == ["Müller", "Muller", "MÜLLER"]
    assert found(Query("müller"), text) == ["Müller", "MÜLLER"]
    assert found(Query("Müller"), text) == ["Müller"]
    assert found(Query("erdogan's", whole=True), text) == ["Erdoğan’s"]

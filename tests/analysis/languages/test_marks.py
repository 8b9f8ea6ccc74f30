"""Quotation marks as languages write them."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings

from reader.analysis.gazetteer import read_data
from reader.analysis.languages.marks import find_foreign_runs, marks_of
from tests.strategies import hostile_text


def runs(text: str, language: str) -> list[str]:
    return [text[run.start : run.end] for run in find_foreign_runs(text, language)]


@pytest.mark.parametrize(
    ("language", "text", "inside"),
    [
        ("fr", "Elle dit : « Je viens demain. » Lui : “Moi aussi.”", [" Je viens demain. ", "Moi aussi."]),
        ("de", "„Ich komme“, sagte sie. »Ich auch«, sagte er. «Wir alle», riefen sie.",
         ["Ich komme", "Ich auch", "Wir alle"]),
        ("de", "„Sie rief ‚halt‘ und lief“, sagte er.", ["Sie rief ‚halt‘ und lief"]),
        ("nl", "‘De foto’s zijn mooi’, zei ze. 's Avonds regent het. 'Ik kom morgen', zei hij.",
         ["De foto’s zijn mooi", "Ik kom morgen"]),
        ("pl", "„Przyjdę jutro” – powiedziała.", ["Przyjdę jutro"]),
        ("sv", "”Jag kommer i morgon”, sa hon. »Jag med», sa han.", ["Jag kommer i morgon", "Jag med"]),
        ("fi", "”Tulen huomenna”, hän sanoi.", ["Tulen huomenna"]),
        ("da", "»Jeg kommer i morgen«, sagde hun. „Også jeg“, sagde han.", ["Jeg kommer i morgen", "Også jeg"]),
        ("ja", "市長は「橋は『安全』だ」と述べた。", ["橋は『安全』だ"]),
        ("zh", "他说：“我明天来。”", ["我明天来。"]),
        ("ru", "«Я приду завтра», — сказала она. „Я тоже“, — сказал он.", ["Я приду завтра", "Я тоже"]),
        ("es", "«Vengo mañana», dijo. \"Yo también\", respondió.", ["Vengo mañana", "Yo también"]),
        ("xx", "«a b» “c d” 「ef」 \"g h\"", ["a b", "c d", "ef", "g h"]),
    ],
)  # fmt: skip
def test_each_language_has_its_marks(language: str, text: str, inside: list[str]) -> None:
    assert runs(text, language) == inside


def test_quotes_inside_quotes_are_part_of_them() -> None:
    assert runs("« Il a dit « non » et il est parti », raconte-t-elle.", "fr") == [" Il a dit « non » et il est parti "]


def test_a_lost_mark_costs_its_paragraph_only() -> None:
    text = "« Je viens demain, dit-elle.\n\nLe maire attend. « Moi aussi », répond-il."

    assert runs(text, "fr") == [" Moi aussi "]


def test_a_quote_goes_on_over_paragraphs() -> None:
    text = "« Je viens demain.\n\n« Et je reste jusqu’à lundi. »"
    first, second = find_foreign_runs(text, "fr")

    assert (first.open, first.continues) == (True, False)
    assert (second.open, second.continues) == (False, True)


@pytest.mark.parametrize("language", ["*", "fr", "de", "sv", "ja", "he", "tlh"])
def test_pairs_open_with_one_sign_and_close_with_some(language: str) -> None:
    assert all(len(opener) == 1 and closers for opener, closers in marks_of(language).items())


@settings(max_examples=100, deadline=None)
@given(hostile_text)
def test_runs_stand_in_order_inside_their_paragraph(text: str) -> None:
    found = find_foreign_runs(text, "de")

    assert all("\n" not in text[run.start : run.end] for run in found)
    assert all(one.end <= other.start for one, other in pairwise(found))


def test_no_language_lists_an_opening_mark_twice() -> None:
    lines = [line for line in read_data("quote_marks.tsv").splitlines() if not line.startswith("#")]
    for line in lines:
        openers = [pair[0] for pair in line.partition("\t")[2].split(" ")]
        assert len(openers) == len(set(openers)), line

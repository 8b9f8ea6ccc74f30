"""How lines are written: datelines and headlines. All texts are our own."""

from __future__ import annotations

import pytest
import spacy

from reader.analysis.lines import LineKind, lines_of, story_start

NLP = spacy.blank("en")


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("LEBANON, Pa. (AP) — Two men were arrested.", "LEBANON, Pa."),
        ("MOSCOW, March 2 - Prices fell.", "MOSCOW"),
        ("Taipei, Taiwan — The festival began.", "Taipei, Taiwan"),
        ("SAN JOSÉ, Costa Rica (Reuters) - Votes were counted.", "SAN JOSÉ, Costa Rica"),
        ("The mayor said so — and he was right.", None),
        ("Anna Berg - a judge - spoke.", None),
        ("Prices fell.", None),
    ],
)
def test_datelines(text: str, place: str | None) -> None:
    doc = NLP(text)
    found = [doc[slice(*line.place)].text for line in lines_of(doc) if line.place]

    assert found == ([place] if place else [])


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("MINISTER SAYS OIL PRICES FELL", LineKind.CAPITALS),
        ("Minister Says Prices of Crude Oil Fell", LineKind.TITLE),
        ("Minister says oil prices fell", LineKind.PLAIN),
        ("The NATO and EU ministers met in the UK.", LineKind.PLAIN),
    ],
)
def test_kinds_of_lines(text: str, kind: LineKind) -> None:
    assert [line.kind for line in lines_of(NLP(text + "\n\nMore came later."))] == [kind, LineKind.PLAIN]


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("HARWICK, Portugal — The port is closed.", "The"),
        ("WASHINGTON (AP) — President Reed left.", "President"),
        ("PARIS, May 3 (Reuters) - Taxes fall.", "Taxes"),
        ("Lisbon, May 3 – Taxes fall.", "Taxes"),
        ("Reed — who had no choice — left.", None),
        ("The port is closed.", None),
    ],
)
def test_a_story_begins_behind_its_dateline(text: str, first: str | None) -> None:
    doc = spacy.blank("en")(text)
    start = story_start(doc, 0, len(doc))
    assert (None if start is None else doc[start].text) == first

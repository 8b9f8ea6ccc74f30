"""How lines are written: datelines and headlines. All texts are our own."""

from __future__ import annotations

import pytest
import spacy

from reader.analysis.lines import LineKind, lines_of

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

"""Pictures of the main screen: four sizes, light, dark and without colour.

The article and its analysis are made by hand, so no model has a part in them. After a change that is meant, look at
``snapshot_report.html`` and then run ``pytest tests/ui/test_snapshots.py -n 0 --snapshot-update``.
"""

from __future__ import annotations

from pathlib import Path
from typing import Protocol

import pytest
from textual.app import App
from textual.pilot import Pilot

from reader.analysis.models import request_of
from reader.analysis.service import AnalysisService
from reader.analysis.version import ANALYSIS_VERSION, model_version
from reader.annotator import Annotator
from reader.app import DatelineApp
from reader.model.analysis import Analysis, Country, Entity, Person, Quote, QuoteKind
from reader.model.annotation import Colour
from reader.model.article import Article
from reader.model.span import Span
from reader.settings import Folders, Loaded, Settings
from reader.workspace import Workspace
from tests.ui.conftest import NoExecutor, spans_of
from tests.ui.screen import furnished, view

_STORY = """---
title: "Ferry line between Lund Island and the mainland reopens"
byline: Nils Berg
published: 2026-03-02
source: The Harbour Post
language: en
---

LUND ISLAND, Norway — The ferry line to the mainland opens again on Monday, Transport Minister Ada Holm said. It had
been closed since a storm broke the pier in January.

“Nobody on the island shall wait another winter,” Holm told islanders who had come to the harbour. “The new pier will
stand for fifty years.”

## Who pays

Most of the money comes from Norway. Denmark, where the ship was built, takes it back for repairs in autumn, said Jonas
Vik, who runs the line. He expects 400 passengers a day.

- Crossings at eight, noon and six
- Bicycles travel free

> A pier is a promise.

“We lost two good captains to the railway,” Vik said, “and we want them back.”
"""
_PEOPLE = (("p1", "Ada Holm", "Transport Minister", "Holm"), ("p2", "Jonas Vik", "", "Vik"))
_COUNTRIES = (("NO", "Norway"), ("DK", "Denmark"))
LOOKS = ("dateline-paper", "dateline-night", "colourless")
SIZES = ((60, 20), (80, 24), (120, 40), (200, 60))


class Compare(Protocol):
    def __call__(self, app: App[None], *, terminal_size: tuple[int, int], run_before: object) -> bool: ...


def analysed(article: Article, model: str) -> Analysis:
    """Who and what stands in the story above."""
    text = article.text
    people = tuple(Person(key, name, role, (last,), spans_of(last, text)) for key, name, role, last in _PEOPLE)
    countries = tuple(Country(code, name, spans_of(name, text)) for code, name in _COUNTRIES)
    entities = [Entity(span, "PERSON", person=each.id) for each in people for span in each.mentions]
    entities += [Entity(span, "GPE", country=each.code) for each in countries for span in each.mentions]
    quotes = []
    for words, speaker in (("Nobody on the island", 0), ("The new pier", 0), ("We lost two", 1), ("and we want", 1)):
        start = text.find(words)
        span = Span(start, min(at for at in (text.find("”", start), len(text)) if at > 0))
        quotes.append(Quote(span, QuoteKind.DIRECT, (span,), people[speaker].id, people[speaker].mentions[0]))
    return Analysis(
        article.text_hash, model_version(model), ANALYSIS_VERSION,
        tuple(sorted(entities, key=lambda each: each.span)), people, countries, tuple(quotes), 0.0, "en",
    )  # fmt: skip


@pytest.fixture
def story(folders: Folders, tmp_path: Path) -> tuple[Workspace, Article]:
    """A library of one article with a note and a highlight."""
    file = tmp_path / "story.md"
    file.write_text(_STORY, "utf-8")
    made = Workspace(folders, Loaded(Settings()))
    added = made.add(file)[0].added
    assert added is not None
    article = made.article(added.article.id)
    made.__dict__["service"] = AnalysisService(made.models, make_executor=NoExecutor)
    made.cache.put(analysed(article, made.models.english))
    for words, body, colour in (
        ("The new pier will", "Says who?", Colour.GREEN),
        ("He expects 400 passengers a day.", "", Colour.YELLOW),
    ):
        at = article.text.find(words)
        Annotator(made).add(article, Span(at, at + len(words)), body, colour=colour, tags=("check",) if body else ())
    assert made.cached(request_of(article)) is not None
    return made, article


@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
def test_main_screen(
    story: tuple[Workspace, Article],
    snap_compare: Compare,
    monkeypatch: pytest.MonkeyPatch,
    size: tuple[int, int],
    look: str,
) -> None:
    workspace, article = story
    if look == "colourless":
        monkeypatch.setenv("NO_COLOR", "1")
    else:
        workspace.memory.keep_setting("theme", look, workspace.settings.theme)
    app = DatelineApp(workspace, article.id)

    async def before(pilot: Pilot[None]) -> None:
        await furnished(pilot)
        screen_view = view(app)
        screen_view.go(article.text.find("Vik, who runs"))
        await pilot.press("f", "o")
        await pilot.pause()

    assert snap_compare(app, terminal_size=size, run_before=before)

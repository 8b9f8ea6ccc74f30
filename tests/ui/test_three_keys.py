"""What may take at most three keys, with exactly these keys pressed."""

from __future__ import annotations

from dataclasses import replace

import pytest

from reader.analysis.models import request_of
from reader.app import DatelineApp
from reader.model.analysis import Quote, QuoteKind
from reader.model.article import Article
from reader.model.span import Span
from reader.notes.store import NoteStore
from reader.settings import Folders
from reader.text.units import sentences
from reader.workspace import Workspace
from tests.ui.screen import status, view


async def test_from_opening_to_a_saved_note_on_a_sentence(app: DatelineApp, pompeo: Article, folders: Folders) -> None:
    keys = ["right_parenthesis", "a", "ctrl+s"]
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press(keys[0], keys[1])
        await pilot.press(*"Which channels?")
        await pilot.press(keys[2])
        await pilot.pause()
        (note,) = NoteStore(folders.notes).all()
        assert note.annotation.body == "Which channels?"
        assert note.annotation.target.exact in {span.of(pompeo.text) for span in sentences(pompeo.text)}
        assert "saved" in status(app)
    assert len(keys) <= 3


@pytest.mark.parametrize("count", [3, 60])
async def test_from_anywhere_to_any_persons_next_quote(workspace: Workspace, pompeo: Article, count: int) -> None:
    analysis = workspace.cached(request_of(pompeo))
    assert analysis is not None
    words = [Span(at, at + 4) for at in range(100, 100 + 20 * count, 20)]
    people = tuple(
        replace(analysis.people[0], id=f"x{number:02}", name=f"Speaker {number:02}") for number in range(count)
    )
    quotes = tuple(
        Quote(span, QuoteKind.DIRECT, (span,), person.id) for span, person in zip(words, people, strict=True)
    )
    workspace.cache.put(replace(analysis, people=people, quotes=quotes))
    app = DatelineApp(workspace, pompeo.id)
    async with app.run_test(size=(100, 40)) as pilot:
        await pilot.pause()
        for speaker, quote in [(0, quotes[0]), (count - 1, quotes[-1])]:
            view(app).go(len(pompeo.text) // 2)
            await pilot.press("s")
            await pilot.pause()
            label = app.screen._labels[speaker]  # type: ignore[attr-defined]
            keys = ["s", *label]
            await pilot.press(*label)
            await pilot.pause()
            assert view(app).cursor == quote.span.start
            assert len(keys) <= 3

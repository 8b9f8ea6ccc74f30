"""The palette reaches every command, article, person, country, speaker, note and setting."""

from __future__ import annotations

import pytest

from reader.app import DatelineApp
from reader.model.article import Article
from reader.model.span import Span
from reader.ui.palette import DatelineCommands
from reader.workspace import Workspace
from tests.ui.screen import status, view


async def choose(app: DatelineApp, pilot: object, words: str) -> None:
    await pilot.press("ctrl+p")  # type: ignore[attr-defined]
    await pilot.pause()  # type: ignore[attr-defined]
    await pilot.press(*words)  # type: ignore[attr-defined]
    await pilot.pause()  # type: ignore[attr-defined]
    await app.workers.wait_for_complete()
    await pilot.pause()  # type: ignore[attr-defined]
    await pilot.press("enter")  # type: ignore[attr-defined]
    await pilot.pause()  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("Next quote of Mike Pompeo", "Mike Pompeo: quote"),
        ("Sergey Lavrov", "Sergey Lavrov"),
        ("Syria", "Syria"),
        ("Lantern Festival", "Lantern Festival"),
        ("Marks: notes", "Notes: not marked"),
        ("In green", "green"),
    ],
)
async def test_palette_reaches(app: DatelineApp, words: str, said: str) -> None:
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        await choose(app, pilot, words)
        assert said in status(app)


async def test_palette_goes_to_a_note(app: DatelineApp, workspace: Workspace, pompeo: Article) -> None:
    at = pompeo.text.find("Russian forces")
    workspace.add_note(pompeo, Span(at, at + 14), "Since when exactly?")
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        await choose(app, pilot, "Since when exactly")
        assert view(app).cursor == at


async def test_palette_offers_every_command_that_needs_no_further_key(app: DatelineApp) -> None:
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        offered = {hit.text async for hit in DatelineCommands(app.screen).discover()}
        for title in ("A line down", "Highlight the sentence or the selection", "Make one of the notes that overlap "
                      "or touch here", "Quit", "What was said before"):  # fmt: skip
            assert title in offered, title

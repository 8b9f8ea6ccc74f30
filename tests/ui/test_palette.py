"""The palette reaches every command, article, person, country, speaker, note and setting."""

from __future__ import annotations

import contextlib
import sys
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Input

from reader.analysis.models import request_of
from reader.annotator import Annotator
from reader.app import DatelineApp
from reader.corrector import Corrector
from reader.model.article import Article
from reader.model.correction import CorrectionKind
from reader.model.span import Span
from reader.settings import Loaded, Settings
from reader.ui.command import Scope
from reader.ui.keymap import COMMANDS
from reader.ui.palette import DatelineCommands
from reader.ui.screens.ask import AskScreen
from reader.workspace import Workspace
from tests.ui.screen import choose, furnished, rows, shows, status, view


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("Next quote of Mike Pompeo", "Mike Pompeo: quote"),
        ("Sergey Lavrov", "Sergey Lavrov"),
        ("Syria", "Syria"),
        ("Lantern Festival", "Lantern Festival"),
        ("Marks: notes", "Notes: not marked"),
        ("Colour green", "green"),
    ],
)
async def test_palette_reaches(app: DatelineApp, words: str, said: str) -> None:
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        await choose(app, pilot, words)
        assert said in status(app)


async def test_palette_goes_to_a_note(app: DatelineApp, workspace: Workspace, pompeo: Article) -> None:
    at = pompeo.text.find("Russian forces")
    Annotator(workspace).add(pompeo, Span(at, at + 14), "Since when exactly?")
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        await choose(app, pilot, "Since when exactly")
        assert view(app).cursor == at


async def test_palette_offers_every_command(app: DatelineApp) -> None:
    async with app.run_test(size=(120, 40)) as pilot:
        await furnished(pilot)
        here = {Scope.READER, Scope.ARTICLE, Scope.SELECTING}
        for key, scopes in (("escape", here), ("P", {*here, Scope.LIST})):
            await pilot.press(key)
            offered = {hit.text async for hit in DatelineCommands(app.screen).discover()}
            for command in COMMANDS:
                if command.scope in scopes:
                    assert command.title in offered or command.id == "palette", command.title


async def test_palette_waits_for_the_letter_of_a_command(app: DatelineApp, pompeo: Article) -> None:
    async with app.run_test(size=(120, 40)) as pilot:
        await furnished(pilot)
        at = pompeo.text.find("Although Pompeo")
        view(app).go(at)
        await choose(app, pilot, "Mark this place with")
        assert "m a–z …" in status(app)
        await pilot.press("k", "G")
        assert view(app).cursor > at
        await choose(app, pilot, "To the place marked")
        await pilot.press("k")
        assert view(app).cursor == at


async def test_a_list_is_turned_by_the_palette_from_anywhere(app: DatelineApp) -> None:
    async with app.run_test(size=(120, 40)) as pilot:
        await furnished(pilot)
        before = rows(app)
        await choose(app, pilot, "Quotes by speaker, or in the order")
        assert rows(app) != before


async def test_palette_takes_a_correction_back(app: DatelineApp, workspace: Workspace, pompeo: Article) -> None:
    Corrector(workspace).add(CorrectionKind.NOTHING, "Sergey Lavrov", "", article=pompeo)
    async with app.run_test(size=(120, 40)) as pilot:
        await furnished(pilot)
        await choose(app, pilot, "Correction: “Sergey")
        assert "No longer: “Sergey Lavrov” is no name" in status(app)
        assert not Corrector(workspace).of(pompeo).corrections


async def found(app: DatelineApp, words: str) -> list[str]:
    """What the palette finds for some words."""
    return [str(hit.text) async for hit in DatelineCommands(app.screen).search(words)]  # type: ignore[union-attr]


@pytest.mark.parametrize("field", Settings._fields)
async def test_palette_reaches_every_setting(app: DatelineApp, field: str) -> None:
    title = field.replace("_", " ").capitalize()
    async with app.run_test(size=(120, 40)) as pilot:
        await furnished(pilot)
        hits = await found(app, title)
        assert any(hit.split(":")[0] == title for hit in hits), hits


async def test_palette_reaches_every_article_person_country_speaker_and_note(
    app: DatelineApp, workspace: Workspace, pompeo: Article
) -> None:
    Annotator(workspace).add(pompeo, Span(0, 5), "Since when exactly?", tags=("check",))
    analysis = workspace.cached(request_of(pompeo))
    assert analysis is not None
    async with app.run_test(size=(120, 40)) as pilot:
        await furnished(pilot)
        for listed in workspace.articles():
            assert listed.row.title in await found(app, listed.row.title)
        for person in analysis.people:
            assert person.name in await found(app, person.name)
        for country in analysis.countries:
            assert country.name in await found(app, country.name)
        said = {quote.speaker for quote in analysis.quotes}
        speakers = [person.name for person in analysis.people if person.id in said]
        assert speakers
        for name in speakers:
            assert f"Next quote of {name}" in await found(app, name)
        assert "Note: Since when exactly? #check" in await found(app, "exactly")


async def asked(app: DatelineApp, pilot: Pilot[None], words: str, answer: str) -> None:
    """Choose a setting that is asked for in the palette, and answer."""
    await choose(app, pilot, words)
    assert isinstance(app.screen, AskScreen)
    app.screen.query_one(Input).value = answer
    await pilot.press("enter")
    await pilot.pause()


async def test_a_setting_is_asked_for_shown_and_kept(app: DatelineApp, workspace: Workspace) -> None:
    async with app.run_test(size=(140, 40)) as pilot:
        await furnished(pilot)
        await asked(app, pilot, "Measure: cells", "500")
        assert isinstance(app.screen, AskScreen)
        assert shows(app, "a whole number from 30 to 140")
        app.screen.query_one(Input).value = "54"
        await pilot.press("enter")
        await pilot.pause()
        assert view(app).page.measure == 54
        await asked(app, pilot, "Export folder", "~/elsewhere")
        assert "Export folder: ~/elsewhere." in status(app)
        await asked(app, pilot, "Trash days", "30")
        assert "from the next start" in status(app)
        await choose(app, pilot, "Model: an installed")
        await pilot.press("escape")
        await pilot.pause()
    again = Workspace(workspace.folders, Loaded(workspace.configured))
    assert (again.settings.measure, again.settings.export_folder, again.settings.trash_days) == (54, "~/elsewhere", 30)
    assert again.settings.model == ""
    changed = Workspace(workspace.folders, Loaded(workspace.configured._replace(measure=60)))
    assert changed.settings.measure == 60


@pytest.mark.parametrize(
    ("written", "said"),
    [("measure = 60", "next start"), ("measure = 6", "line 1"), ("mesure = 60", "next start")],
)
async def test_what_only_config_toml_can_say_is_written_in_the_users_editor(
    app: DatelineApp, workspace: Workspace, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, written: str, said: str
) -> None:
    editor = tmp_path / "editor.py"
    editor.write_text(f"import sys, pathlib; pathlib.Path(sys.argv[1]).write_text({written!r})")
    monkeypatch.setenv("VISUAL", f"{sys.executable} {editor}")
    monkeypatch.setattr(app, "suspend", contextlib.nullcontext)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await furnished(pilot)
        await choose(app, pilot, "Keys: of your own")
        assert said in status(app)
        assert workspace.folders.settings_file.read_text() == written
        assert shows(app, "did you mean") == (written == "mesure = 60")

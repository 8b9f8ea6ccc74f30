"""Correcting the analysis by keys and mouse: asked step by step, seen at once, undone like the rest."""

from __future__ import annotations

import pytest
from textual.pilot import Pilot

from reader.app import DatelineApp
from reader.corrector import Corrector
from reader.model.analysis import Analysis
from reader.model.article import Article
from reader.model.correction import Correction, CorrectionKind
from reader.ui.screens.pick import PickScreen
from reader.ui.screens.reader import ReaderScreen
from reader.workspace import Workspace
from tests.ui.screen import furnished, rows, shows, status, view


def reader(app: DatelineApp) -> ReaderScreen:
    screen = next(each for each in app.screen_stack if isinstance(each, ReaderScreen))
    assert screen.reading is not None
    return screen


def analysis(app: DatelineApp) -> Analysis:
    reading = reader(app).reading
    assert reading is not None
    assert reading.analysis is not None
    return reading.analysis


def people(app: DatelineApp) -> dict[str, int]:
    return {each.name: len(each.mentions) for each in analysis(app).people}


def labels(app: DatelineApp, words: str) -> set[str]:
    reading = reader(app).reading
    assert reading is not None
    return {each.label for each in analysis(app).entities if each.span.of(reading.article.text) == words}


async def press(pilot: Pilot[None], *keys: str) -> None:
    for key in keys:
        await pilot.press(key)
        await pilot.pause()


async def pick(pilot: Pilot[None], line: str) -> None:
    """Press the key of the line that begins with these words."""
    assert isinstance(pilot.app.screen, PickScreen), rows(pilot.app)
    row = next(row for row in rows(pilot.app) if f"  {line}" in row and "│" in row)
    await press(pilot, row.split("│")[1].split()[0])


def kept(workspace: Workspace) -> list[Correction]:
    return list(Corrector(workspace).all().corrections)


async def test_the_name_under_the_cursor_is_an_organisation_in_this_article(
    app: DatelineApp, workspace: Workspace, pompeo: Article
) -> None:
    async with app.run_test(size=(140, 40)) as pilot:
        await furnished(pilot)
        view(app).go(pompeo.text.index("Lavrov"))
        await press(pilot, "r")
        await pick(pilot, "an organisation")
        await pick(pilot, "in this article")
        assert labels(app, "Lavrov") == {"ORG"}
        assert "Sergey Lavrov" not in people(app)
        assert not shows(app, "Sergey Lavrov  ")
        assert "“Lavrov” is an organisation, in this article" in status(app)
    (said,) = kept(workspace)
    assert (said.kind, said.words, said.article) == (CorrectionKind.ORGANISATION, "Lavrov", pompeo.id)


async def test_a_person_of_the_panel_is_the_same_as_another_and_undo_parts_them(app: DatelineApp) -> None:
    async with app.run_test(size=(140, 40)) as pilot:
        await furnished(pilot)
        before = people(app)
        await press(pilot, "P", "j", "r")  # the second most mentioned
        await pick(pilot, "“Sergey Lavrov”")
        await pick(pilot, "the same person as")
        await pick(pilot, "Mike Pompeo")
        await pick(pilot, "in all articles")
        together = before["Mike Pompeo"] + before["Sergey Lavrov"]
        assert people(app) == {"Mike Pompeo": together, "Vladimir Putin": before["Vladimir Putin"]}
        await press(pilot, "escape", "U")
        assert people(app) == before
        assert "Undone: a correction" in status(app)
        await press(pilot, "ctrl+r")
        assert people(app)["Mike Pompeo"] == together


async def test_a_name_means_a_country_that_is_found_by_typing(app: DatelineApp, pompeo: Article) -> None:
    async with app.run_test(size=(140, 40)) as pilot:
        await furnished(pilot)
        view(app).go(pompeo.text.index("Syria"))
        await press(pilot, "r")
        await pick(pilot, "a country, or a place in one")
        await press(pilot, *"norway")
        await app.workers.wait_for_complete()
        await press(pilot, "enter")
        await pick(pilot, "in this article")
        assert "NO" in {each.code for each in analysis(app).countries}
        await press(pilot, "C")
        assert shows(app, "Norway")


async def test_a_quote_is_another_persons_and_i_says_by_whom(app: DatelineApp) -> None:
    async with app.run_test(size=(140, 40)) as pilot:
        await furnished(pilot)
        await press(pilot, "Q", "r")
        await pick(pilot, "said by …")
        await pick(pilot, "Vladimir Putin")
        putin = next(each.id for each in analysis(app).people if each.name == "Vladimir Putin")
        assert [each.speaker for each in analysis(app).quotes].count(putin) == 1
        await press(pilot, "i")
        assert shows(app, "Vladimir Putin")
        assert shows(app, "By your correction.")


async def test_selected_words_are_a_person_whom_the_analysis_missed(app: DatelineApp, pompeo: Article) -> None:
    async with app.run_test(size=(140, 40)) as pilot:
        await furnished(pilot)
        view(app).go(pompeo.text.index("Sochi"))
        await press(pilot, "v", "e", "r")
        await pick(pilot, "a person")
        await pick(pilot, "in this article")
        assert people(app)["Sochi"] == pompeo.text.count("Sochi")


async def test_a_click_tells_who_it_is_and_the_right_button_corrects(app: DatelineApp) -> None:
    async with app.run_test(size=(140, 40)) as pilot:
        await furnished(pilot)
        named = [(row.find("Lavrov") + 2, number) for number, row in enumerate(rows(app)) if "Lavrov" in row]
        column, row = next(each for each in named if view(app).region.contains(*each))
        await pilot.click(offset=(column, row))
        await pilot.pause()
        assert "Sergey Lavrov, Russian Foreign Minister" in status(app)
        assert "r corrects" in status(app)
        await pilot.click(offset=(column, row), button=3)
        await pilot.pause()
        assert isinstance(app.screen, PickScreen)
        line = next(number for number, row in enumerate(rows(app)) if "no name" in row)
        await pilot.click(offset=(70, line))
        await pilot.pause()
        line = next(number for number, row in enumerate(rows(app)) if "in this article" in row)
        await pilot.click(offset=(70, line))
        await pilot.pause()
        assert labels(app, "Lavrov") == set()


async def test_a_click_beside_the_list_leaves_it(app: DatelineApp, workspace: Workspace, pompeo: Article) -> None:
    async with app.run_test(size=(140, 40)) as pilot:
        await furnished(pilot)
        view(app).go(pompeo.text.index("Lavrov"))
        await press(pilot, "r")
        await pilot.click(offset=(1, 1))
        await pilot.pause()
        assert isinstance(app.screen, ReaderScreen)
    assert kept(workspace) == []


async def test_where_no_name_is_those_of_the_sentence_are_offered(app: DatelineApp, pompeo: Article) -> None:
    async with app.run_test(size=(140, 40)) as pilot:
        await furnished(pilot)
        view(app).go(pompeo.text.index("made it clear"))
        await press(pilot, "r")
        assert shows(app, "quote")
        await press(pilot, "escape")
        assert isinstance(app.screen, ReaderScreen)


async def test_those_that_hold_are_listed_and_taken_back(
    app: DatelineApp, workspace: Workspace, pompeo: Article
) -> None:
    corrector = Corrector(workspace)
    corrector.add(CorrectionKind.NOTHING, "Lavrov", article=pompeo)
    corrector.add(CorrectionKind.ORGANISATION, "Putin")
    async with app.run_test(size=(140, 40)) as pilot:
        await furnished(pilot)
        assert set(people(app)) == {"Mike Pompeo"}
        await press(pilot, "g", "r")
        assert shows(app, "“Putin” is an organisation")
        assert shows(app, "in all articles")
        await pick(pilot, "“Lavrov” is no name")
        assert set(people(app)) == {"Mike Pompeo", "Sergey Lavrov"}
        await press(pilot, "U")
        assert set(people(app)) == {"Mike Pompeo"}
    assert len(kept(workspace)) == 2


async def test_what_the_reader_said_of_a_name_can_be_taken_back_there(
    app: DatelineApp, workspace: Workspace, pompeo: Article
) -> None:
    Corrector(workspace).add(CorrectionKind.PLACE, "Lavrov", article=pompeo)
    async with app.run_test(size=(140, 40)) as pilot:
        await furnished(pilot)
        view(app).go(pompeo.text.index("Lavrov"))
        await press(pilot, "r")
        await pick(pilot, "as the analysis has it")
        assert "Sergey Lavrov" in people(app)
    assert kept(workspace) == []


async def test_nothing_was_corrected(app: DatelineApp) -> None:
    async with app.run_test(size=(140, 40)) as pilot:
        await furnished(pilot)
        await press(pilot, "g", "r")
        assert "Nothing was corrected here" in status(app)


async def test_marks_and_focus_go_with_the_correction(app: DatelineApp, pompeo: Article) -> None:
    async with app.run_test(size=(140, 40)) as pilot:
        await furnished(pilot)
        cursor = pompeo.text.index("Lavrov")
        view(app).go(cursor)
        await press(pilot, "f")
        reading = reader(app).reading
        assert reading is not None
        assert [each.name for each in reading.foci] == ["Sergey Lavrov"]
        await press(pilot, "r")
        await pick(pilot, "no name")
        await pick(pilot, "in this article")
        assert list(reading.foci) == []
        assert view(app).cursor == cursor


async def test_what_another_window_corrected_is_shown(app: DatelineApp, workspace: Workspace, pompeo: Article) -> None:
    async with app.run_test(size=(140, 40)) as pilot:
        await furnished(pilot)
        Corrector(Workspace(workspace.folders)).add(CorrectionKind.NOTHING, "Lavrov", article=pompeo)
        reader(app)._look_at_notes()
        await app.workers.wait_for_complete()
        await pilot.pause()
        assert "Sergey Lavrov" not in people(app)
        assert "Corrections were changed elsewhere" in status(app)


async def test_a_correction_that_cannot_be_kept_is_told_and_changes_nothing(
    app: DatelineApp, workspace: Workspace, pompeo: Article
) -> None:
    workspace.folders.config.mkdir(parents=True, exist_ok=True)
    (workspace.folders.config / "corrections").write_text("in the way")
    async with app.run_test(size=(140, 40)) as pilot:
        await furnished(pilot)
        before = people(app)
        view(app).go(pompeo.text.index("Lavrov"))
        await press(pilot, "r")
        await pick(pilot, "no name")
        await pick(pilot, "in this article")
        assert people(app) == before
        assert "can't be saved" in status(app)


@pytest.mark.parametrize("size", [(140, 40), (80, 24), (60, 20)])
async def test_the_list_shows_every_choice_on_small_screens_too(
    app: DatelineApp, pompeo: Article, size: tuple[int, int]
) -> None:
    async with app.run_test(size=size) as pilot:
        await furnished(pilot)
        view(app).go(pompeo.text.index("Lavrov"))
        await press(pilot, "r")
        for choice in ("the same person as …", "a person apart", "a place", "an organisation", "no name"):
            assert shows(app, choice), rows(app)

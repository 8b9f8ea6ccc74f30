"""The panel: who is in focus, what they say, filters, and the text that follows."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from textual.widget import Widget

from reader.analysis.models import request_of
from reader.annotator import Annotator
from reader.app import DatelineApp
from reader.model.annotation import Colour
from reader.model.article import Article
from reader.model.span import Span
from reader.ui.focus import SLOTS, Foci, Focus, FocusKind
from reader.ui.listing.entry import Entry, Kind
from reader.ui.screens.pick import labels
from reader.ui.screens.reader import ReaderScreen
from reader.ui.widgets.library_list import LibraryList
from reader.ui.widgets.panel import Panel, curve
from reader.workspace import Workspace
from tests.ui.conftest import spans_of
from tests.ui.screen import rows, shows, status, view


def panel(app: DatelineApp) -> Panel:
    return app.screen.query_one(Panel)


def foci(app: DatelineApp) -> Foci:
    assert isinstance(app.screen, ReaderScreen)
    assert app.screen.reading is not None
    return app.screen.reading.foci


def entries(app: DatelineApp, kind: Kind) -> list[Entry]:
    return [entry for index in range(panel(app).items) if (entry := panel(app).entry(index)) and entry.kind is kind]


def side(app: DatelineApp, widget: Widget) -> list[str]:
    """The rows of the screen, as far as the widget covers them."""
    left = widget.region.x
    return [row[left : left + widget.region.width] for row in rows(app)]


async def test_choosing_a_person_lists_all_that_they_say(app: DatelineApp, pompeo: Article) -> None:
    async with app.run_test(size=(120, 50)) as pilot:
        await pilot.pause()
        before = len(entries(app, Kind.QUOTE))
        await pilot.press("P", "enter")
        await pilot.pause()
        said = len([each for each in entries(app, Kind.QUOTE) if each.section == "People"])
        assert said == before
        await pilot.press("j", "enter")
        await pilot.pause()
        assert view(app).cursor == pompeo.text.find("President Trump’s")


async def test_text_follows_while_moving_through_the_list_and_escape_returns(app: DatelineApp) -> None:
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        start = view(app).cursor
        await pilot.press("Q", "j", "j")
        await pilot.pause()
        assert view(app).cursor == entries(app, Kind.QUOTE)[2].at
        await pilot.press("escape")
        await pilot.pause()
        assert view(app).cursor == start
        assert app.focused is view(app)
        await pilot.press("Q", "j", "enter", "escape")
        await pilot.pause()
        assert view(app).cursor == entries(app, Kind.QUOTE)[1].at


async def test_up_to_four_are_in_focus_each_with_a_look_of_its_own(app: DatelineApp) -> None:
    async with app.run_test(size=(120, 50)) as pilot:
        await pilot.pause()
        await pilot.press("P", "f", "C", "f", "j")
        while panel(app).entry(panel(app).index).kind is not Kind.COUNTRY:  # type: ignore[union-attr]
            await pilot.press("j")
        await pilot.press("f")
        await pilot.pause()
        assert sorted(focus.slot for focus in foci(app)) == [1, 2, 3]
        looks = {
            str(view(app).get_component_rich_style(f"article--focus-{focus.slot}", partial=True)) for focus in foci(app)
        }
        assert len(looks) == 3
        await pilot.press("f")
        await pilot.pause()
        assert len(foci(app)) == 2


def test_a_colour_stays_with_whom_it_was_given_to() -> None:
    chosen = Foci()
    people = [Focus(FocusKind.PERSON, f"p{number}", "", (Span(number, number + 1),)) for number in range(6)]
    for person in people[:3]:
        chosen.toggle(person)
    assert [chosen.slot(person.id) for person in people[:3]] == [1, 2, 3]
    chosen.toggle(people[0])
    assert chosen.slot("p0") == 0
    assert chosen.slot("p1") == 2
    chosen.toggle(people[3])
    chosen.toggle(people[4])
    assert len(chosen) == len(SLOTS)
    assert chosen.toggle(people[5]) is None
    assert chosen.slot("p5") == 0
    chosen.only(people[1])
    assert chosen.slot("p1") == 2
    assert chosen.starts == [1]


async def test_n_goes_through_the_mentions_of_all_in_focus(app: DatelineApp) -> None:
    async with app.run_test(size=(120, 50)) as pilot:
        await pilot.pause()
        await pilot.press("P", "f", "j", "f", "escape", "g", "g")
        await pilot.pause()
        starts = [start for start in foci(app).starts if start > view(app).cursor]
        seen = []
        for _ in starts:
            await pilot.press("n")
            await pilot.pause()
            seen.append(view(app).cursor)
        assert seen == starts


async def test_f_in_the_text_puts_who_is_named_there_in_focus(app: DatelineApp, pompeo: Article) -> None:
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        view(app).go(pompeo.text.find("Lavrov"))
        await pilot.press("f")
        await pilot.pause()
        assert [focus.name for focus in foci(app)] == ["Sergey Lavrov"]
        assert "Sergey Lavrov, Russian Foreign Minister" in status(app)
        await pilot.press("f")
        await pilot.pause()
        assert not len(foci(app))
        assert "no longer in focus" in status(app)


async def test_filter_by_typing_shows_what_fits_and_escape_all(app: DatelineApp) -> None:
    async with app.run_test(size=(120, 50)) as pilot:
        await pilot.pause()
        everything = panel(app).items
        await pilot.press("P", "slash", *"lavr")
        await pilot.pause()
        assert [entry.key for entry in entries(app, Kind.PERSON)] == ["p2"]
        assert any("filter: lavr" in row for row in rows(app))
        assert any("1 of 3" in row for row in rows(app))
        await pilot.press("enter", "enter")
        await pilot.pause()
        assert [focus.name for focus in foci(app)] == ["Sergey Lavrov"]
        await pilot.press("slash", *"zzz")
        await pilot.pause()
        assert any("Nothing fits" in row for row in rows(app))
        await pilot.press("escape", "escape")
        await pilot.pause()
        assert panel(app).items >= everything
        assert app.focused is view(app)


@pytest.mark.parametrize(("words", "bodies"), [("green", ["two"]), ("#check", ["two"]), ("one", ["one"])])
async def test_notes_are_filtered_by_colour_tag_and_text(
    app: DatelineApp, workspace: Workspace, pompeo: Article, words: str, bodies: list[str]
) -> None:
    Annotator(workspace).add(pompeo, Span(0, 2), "one", tags=("other",))
    Annotator(workspace).add(pompeo, Span(4, 10), "two", colour=Colour.GREEN, tags=("check",))
    async with app.run_test(size=(120, 50)) as pilot:
        await pilot.pause()
        await pilot.press("A", "slash", *words)
        await pilot.pause()
        found = entries(app, Kind.NOTE)
        assert [entry.rows[0][1][0].split()[0] for entry in found] == bodies


async def test_library_is_filtered_by_typing(app: DatelineApp) -> None:
    async with app.run_test(size=(140, 40)) as pilot:
        await pilot.pause()
        library = app.screen.query_one(LibraryList)
        library.focus()
        await pilot.press("slash", *"lantern", "enter")
        await pilot.pause()
        assert library.items == 1
        assert any("Lantern Festival" in row for row in side(app, library))
        await pilot.press("enter")
        await pilot.pause()
        assert shows(app, "Lantern Festival in Tai")
        library.focus()
        await pilot.press("escape")
        await pilot.pause()
        assert library.items > 1


async def test_quotes_by_speaker_have_a_head_each(app: DatelineApp) -> None:
    async with app.run_test(size=(120, 50)) as pilot:
        await pilot.pause()
        await pilot.press("Q", "o")
        await pilot.pause()
        assert "by speaker" in status(app)
        names = [entry for entry in entries(app, Kind.HEAD) if entry.section == "Quotes"]
        assert [entry.rows[0][0][0] for entry in names] == ["Quotes", "Mike Pompeo"]
        await pilot.press("o")
        await pilot.pause()
        assert "in the order of the text" in status(app)


async def test_any_speakers_next_quote_is_two_keys_away(app: DatelineApp, pompeo: Article) -> None:
    async with app.run_test(size=(120, 50)) as pilot:
        await pilot.pause()
        for place in (0, len(pompeo.text) - 1):  # from anywhere
            view(app).go(place)
            await pilot.press("s", "1")
            await pilot.pause()
            assert view(app).cursor == pompeo.text.find("President Trump’s")
        assert "Mike Pompeo: quote 1 of" in status(app)
        await pilot.press("S")
        await pilot.pause()
        assert view(app).cursor == entries(app, Kind.QUOTE)[1].at


def test_every_line_of_a_pick_has_a_label_of_at_most_two_keys() -> None:
    for count in (0, 1, 9, 35, 36, 70, 400):
        made = labels(count)
        assert len(set(made)) == len(made) == count
        assert all(len(label) <= 2 for label in made)
        assert not any(one != other and other.startswith(one) for one in made for other in made)


def test_curve_shows_where_and_how_often() -> None:
    assert curve((0.0, 0.05, 0.99), 4) == "▇··▄"
    assert curve((0.5,), 2) == "·▇"


async def test_places_are_listed_inside_the_country_in_focus(workspace: Workspace, pompeo: Article) -> None:
    analysis = workspace.cached(request_of(pompeo))
    assert analysis is not None
    at = pompeo.text.find("Sochi", 60)
    russia = replace(analysis.countries[0], via=(Span(at, at + 5),))
    workspace.cache.put(replace(analysis, countries=(russia, *analysis.countries[1:])))
    app = DatelineApp(workspace, pompeo.id)
    async with app.run_test(size=(120, 50)) as pilot:
        await pilot.pause()
        await pilot.press("C", "enter", "j", "enter")
        await pilot.pause()
        assert [entry.key for entry in entries(app, Kind.PLACE)] == ["Sochi"]
        assert view(app).cursor == at


async def test_pronouns_are_mentions_too(workspace: Workspace, pompeo: Article) -> None:
    analysis = workspace.cached(request_of(pompeo))
    assert analysis is not None
    at = pompeo.text.find(" he ") + 1
    person = replace(analysis.people[0], pronouns=(Span(at, at + 2),))
    workspace.cache.put(replace(analysis, people=(person, *analysis.people[1:])))
    app = DatelineApp(workspace, pompeo.id)
    async with app.run_test(size=(120, 50)) as pilot:
        await pilot.pause()
        await pilot.press("P", "enter")
        await pilot.pause()
        focus = foci(app).last
        assert focus is not None
        assert Span(at, at + 2) in focus.spans
        await pilot.press("escape", "escape")
        view(app).go(at)
        await pilot.press("f")
        await pilot.pause()
        assert [each.name for each in foci(app)] == [person.name]


async def test_a_section_is_shown_where_the_panel_was_hidden(app: DatelineApp) -> None:
    async with app.run_test(size=(80, 16)) as pilot:
        await pilot.press("Q")
        await pilot.pause()
        await pilot.pause()
        assert any("Quotes" in row for row in rows(app)[:3])


async def test_a_place_that_stands_in_capitals_too_is_one(
    app: DatelineApp, workspace: Workspace, pompeo: Article
) -> None:
    found = workspace.cached(request_of(pompeo))
    assert found is not None
    spans = tuple(sorted(span for word in ("MOSCOW", "Moscow", "Sochi") for span in spans_of(word, pompeo.text)))
    russia = next(country for country in found.countries if country.code == "RU")
    others = tuple(country for country in found.countries if country.code != "RU")
    workspace.cache.put(replace(found, countries=(replace(russia, via=spans), *others)))
    async with app.run_test(size=(120, 50)) as pilot:
        await pilot.pause()
        row = next(row for row in side(app, panel(app)) if "Moscow" in row)
        assert "Sochi" in row
        assert "MOSCOW" not in row


@pytest.mark.parametrize(("width", "beside"), [(200, True), (100, False)])
async def test_how_often_a_person_is_quoted_stands_by_the_role_where_there_is_room(
    app: DatelineApp, width: int, beside: bool
) -> None:
    async with app.run_test(size=(width, 50)) as pilot:
        await pilot.press("P", *(">" if beside else "<") * 5)
        await pilot.pause()
        shown = side(app, panel(app))
        role = shown[next(at for at, row in enumerate(shown) if "Mike Pompeo" in row) + 1]
        assert "U.S. Sec" in role
        assert ("quotes" in role) is beside


async def test_names_are_filtered_without_their_accents(
    app: DatelineApp, workspace: Workspace, pompeo: Article
) -> None:
    found = workspace.cached(request_of(pompeo))
    assert found is not None
    people = tuple(replace(person, name=f"{person.name} Şahin-Gül") for person in found.people[:1])
    workspace.cache.put(replace(found, people=(*people, *found.people[1:])))
    async with app.run_test(size=(120, 50)) as pilot:
        await pilot.press("P", "slash", *"sahin-gul")
        await pilot.pause()
        assert [entry.key for entry in entries(app, Kind.PERSON)] == ["p1"]
        await pilot.press(*["backspace"] * 9, *"ŞAHIN")
        await pilot.pause()
        assert [entry.key for entry in entries(app, Kind.PERSON)] == ["p1"]


@pytest.mark.parametrize("width", [80, 100, 120, 200])
async def test_curves_below_one_another_can_be_compared(app: DatelineApp, width: int) -> None:
    async with app.run_test(size=(width, 50)) as pilot:
        await pilot.press("P")
        await pilot.pause()
        curves = [match.span() for row in side(app, panel(app)) if (match := re.search("[▁▂▃▄▅▆▇·]{6,}", row))]
        assert len(curves) > 2
        assert len(set(curves)) == 1


async def test_numbers_repeat_steps_through_a_list(app: DatelineApp) -> None:
    async with app.run_test(size=(120, 50)) as pilot:
        await pilot.press("P", *"jjjj")
        await pilot.pause()
        four = panel(app).index
        await pilot.press("g", "g", "4", "j")
        await pilot.pause()
        assert panel(app).index == four
        await pilot.press("9", "9", "k")
        await pilot.pause()
        assert panel(app).entry(panel(app).index) == entries(app, Kind.PERSON)[0]
        await pilot.press("P", "slash", *"5j")
        await pilot.pause()
        assert panel(app).filter == "5j"


async def test_f_on_a_quote_puts_its_speaker_in_focus(app: DatelineApp) -> None:
    async with app.run_test(size=(120, 50)) as pilot:
        await pilot.press("Q", "f")
        await pilot.pause()
        assert [focus.name for focus in foci(app)] == ["Mike Pompeo"]
        await pilot.press("f")
        await pilot.pause()
        assert [focus.name for focus in foci(app)] == []

"""Finding: keys pressed, the screen read."""

from __future__ import annotations

import pytest
from textual.events import Paste
from textual.widgets import Input

from reader.app import DatelineApp
from reader.model.article import Article
from reader.ui.layers import Layer
from tests.ui.screen import rows, shows, status, view


def marked(app: DatelineApp, layer: Layer) -> list[str]:
    article = view(app).article
    assert article is not None
    return [mark.span.of(article.text) for mark in view(app).marks.over(0, len(article.text), (layer,))]


def bottom(app: DatelineApp) -> str:
    return rows(app)[-1]


async def test_finds_while_typing_and_marks_all_hits(app: DatelineApp, pompeo: Article) -> None:
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        await pilot.press("/", *"sochi")
        await pilot.pause()
        count = pompeo.text.lower().count("sochi")
        assert view(app).cursor == pompeo.text.find("Sochi")
        assert f"1/{count}" in bottom(app)
        assert marked(app, Layer.HIT) == ["Sochi"] * count
        assert marked(app, Layer.HIT_HERE) == ["Sochi"]
        dots = [row for row in rows(app) if "•" in row or "●" in row]
        assert dots
        await pilot.press("S")
        await pilot.pause()
        assert "not in this article" in bottom(app)
        assert view(app).cursor == 0


async def test_enter_stays_n_goes_on_and_escape_lets_go(app: DatelineApp, pompeo: Article) -> None:
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        await pilot.press("/", *"russia", "enter")
        await pilot.pause()
        assert "russia 1/" in status(app)
        await pilot.press("n", "n")
        await pilot.pause()
        third = view(app).cursor
        assert pompeo.text[:third].lower().count("russia") == 2
        assert pompeo.text[third : third + 6] == "Russia"
        await pilot.press("N")
        await pilot.pause()
        assert pompeo.text[: view(app).cursor].lower().count("russia") == 1
        await pilot.press("escape")
        await pilot.pause()
        assert marked(app, Layer.HIT) == []
        assert "russia" not in status(app)
        await pilot.press(*["ctrl+o"] * 4)
        await pilot.pause()
        assert view(app).cursor == 0


async def test_escape_returns_to_where_the_search_began(app: DatelineApp) -> None:
    async with app.run_test(size=(80, 20)) as pilot:
        await pilot.pause()
        await pilot.press(*"jjj")
        before = (view(app).cursor, view(app).scroll_offset.y)
        await pilot.press("/", *"maduro", "down")
        await pilot.pause()
        assert view(app).cursor != before[0]
        await pilot.press("escape")
        await pilot.pause()
        assert (view(app).cursor, view(app).scroll_offset.y) == before
        assert marked(app, Layer.HIT) == []
        await pilot.press("j")
        assert view(app).cursor != before[0]


async def test_arrows_go_through_hits_while_typing(app: DatelineApp, pompeo: Article) -> None:
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        await pilot.press("/", *"pompeo", "down", "down", "up")
        await pilot.pause()
        assert pompeo.text[: view(app).cursor].count("Pompeo") == 1
        assert "2/" in bottom(app)


async def test_switches_for_words_and_patterns(app: DatelineApp) -> None:
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        await pilot.press("/", *"russia")
        await pilot.pause()
        assert "Russian" in "".join(rows(app))
        anywhere = len(marked(app, Layer.HIT))
        await pilot.press("alt+w")
        await pilot.pause()
        assert 0 < len(marked(app, Layer.HIT)) < anywhere
        await pilot.press("f2", "f3", *"n?")
        await pilot.pause()
        assert set(marked(app, Layer.HIT)) == {"Russia", "Russian"}
        await pilot.press("(")
        await pilot.pause()
        assert "not a pattern yet" in bottom(app)


async def test_switch_is_turned_by_a_click(app: DatelineApp) -> None:
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        await pilot.press("/", *"rus.ia")
        await pilot.click("#find-state", offset=(app.screen.query_one("#find-state").size.width - 3, 0))
        await pilot.pause()
        assert set(marked(app, Layer.HIT)) == {"Russia"}


async def test_enter_without_words_finds_the_last_ones_again(app: DatelineApp, pompeo: Article) -> None:
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        await pilot.press("/", *"venezuela", "enter", "escape", "g", "g", "/", "enter")
        await pilot.pause()
        assert view(app).cursor == pompeo.text.find("Venezuela")


async def test_letters_typed_at_once_behind_the_key_are_found(app: DatelineApp, pompeo: Article) -> None:
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        await pilot.press("/", "escape")
        await pilot.press(*"/kyiv", "enter")
        await pilot.pause()
        assert view(app).cursor == pompeo.text.find("Kyiv")


async def test_word_under_the_cursor(app: DatelineApp, pompeo: Article) -> None:
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        first = pompeo.text.find("Pompeo")
        view(app).go(first)
        await pilot.press("*")
        await pilot.pause()
        assert view(app).cursor == pompeo.text.find("Pompeo", first + 1)
        await pilot.press("n")
        await pilot.pause()
        assert pompeo.text[view(app).cursor :].startswith("Pompeo")


async def test_choosing_a_person_ends_the_search(app: DatelineApp) -> None:
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        await pilot.press("/", *"talks", "enter", "P", "enter", "escape", "n")
        await pilot.pause()
        assert marked(app, Layer.HIT) == []
        assert "Mike Pompeo 2/" in status(app)


async def test_hostile_paste_is_text(app: DatelineApp) -> None:
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        await pilot.press("/")
        app.screen.query_one(Input).post_message(Paste("[/]\x1b]52;c;aGk=\x07[@click=app.exit]x"))
        await pilot.pause()
        assert shows(app, "[/][@click=app.exit]x")


@pytest.mark.parametrize("columns", [40, 80])
async def test_what_is_wrong_with_a_pattern_is_told_whole(app: DatelineApp, columns: int) -> None:
    async with app.run_test(size=(columns, 20)) as pilot:
        await pilot.press("/", "f3", *"a[")
        await pilot.pause()
        assert "a[" in bottom(app)
        assert "not a pattern yet: unter" in bottom(app)
        if columns >= 80:
            assert "unterminated character set" in bottom(app)
        await pilot.press("]", "backspace", "b", "]")
        await pilot.pause()
        assert "regex" in bottom(app)

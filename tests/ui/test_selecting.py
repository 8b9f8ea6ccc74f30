"""Selecting by keys and mouse: what is selected, and what notes and highlights are made on."""

from __future__ import annotations

import json

import pytest
from textual.events import Click
from textual.pilot import Pilot

from reader.app import DatelineApp
from reader.model.article import Article
from reader.settings import Folders
from reader.text.cells import clusters
from reader.ui.screens.reader import ReaderScreen
from reader.workspace import Workspace
from tests.ui.conftest import found_in
from tests.ui.screen import furnished, status, view

SENTENCE = "It is Pompeo’s first visit to Russia as secretary of state."


def selected(app: DatelineApp) -> str | None:
    span, article = view(app).selected, view(app).article
    return span.of(article.text) if span and article else None


async def at(app: DatelineApp, pilot: Pilot[None], article: Article, words: str) -> None:
    await pilot.pause()
    view(app).go(article.text.find(words))
    await pilot.pause()


@pytest.mark.parametrize(
    ("keys", "wanted"),
    [
        (["v"], "I"),
        (["v", "right"], "It"),
        (["v", "right", "right", "left"], "It"),
        (["v", "w"], "It i"),
        (["v", "3", "w", "e"], "It is Pompeo’s first"),
        (["v", "v"], "It"),
        (["v", "v", "w", "w"], "It is Pompeo’s"),
        (["V"], SENTENCE),
        (["v", "v", "v"], SENTENCE),
        (["v", "i", "w"], "It"),
        (["v", "i", "s"], SENTENCE),
        (["v", "i", "m"], "Pompeo"),
        (["v", "a", "w"], "It "),
        (["v", "a", "m"], " Pompeo"),
        (["v", "3", "a", "w"], "It is Pompeo’s "),
        (["v", "a", "w", "a", "w"], "It is "),
        (["v", "i", "w", "i", "w"], "It "),
        (["v", "3", "i", "w"], "It is"),
        (["v", "i", "w", "i", "s"], SENTENCE),
        (["v", "a", "w", "right"], "It i"),
        (["v", "+"], "It"),
        (["v", "+", "+"], SENTENCE),
        (["v", "+", "+", "-"], "It"),
        (["v", "+", "+", "+", "+", "-", "-", "-", "-"], "I"),
        (["shift+right", "shift+right"], "It "),
        (["ctrl+shift+right"], "It i"),
        (["v", "right", "o", "left", "right"], "It"),
        (["v", "escape"], None),
    ],
)
async def test_keys_select(app: DatelineApp, pompeo: Article, keys: list[str], wanted: str | None) -> None:
    async with app.run_test(size=(120, 40)) as pilot:
        await at(app, pilot, pompeo, SENTENCE)
        for key in keys:
            await pilot.press({"+": "plus", "-": "minus"}.get(key, key))
        await pilot.pause()
        assert selected(app) == wanted


async def test_sentences_and_paragraphs_extend_by_all_moves(app: DatelineApp, pompeo: Article) -> None:
    async with app.run_test(size=(120, 40)) as pilot:
        await at(app, pilot, pompeo, SENTENCE)
        await pilot.press("V", "right_parenthesis")
        await pilot.pause()
        two = selected(app)
        assert two is not None
        assert two.startswith(SENTENCE)
        assert len(two) > len(SENTENCE)
        await pilot.press("left_parenthesis", "left_parenthesis")
        await pilot.pause()
        assert (selected(app) or "").endswith(SENTENCE)
        await pilot.press("escape", "ctrl+v", "right_curly_bracket")
        await pilot.pause()
        assert "\n\n" in (selected(app) or "")


async def test_quote_object(app: DatelineApp, pompeo: Article) -> None:
    async with app.run_test(size=(120, 40)) as pilot:
        await at(app, pilot, pompeo, "expectation is")
        await pilot.press("v", "i", "q")
        await pilot.pause()
        text = selected(app)
        assert text is not None
        assert text.startswith("President Trump’s made")
        assert "“" not in text
        await at(app, pilot, pompeo, "MOSCOW")
        await pilot.press("escape", "v", "i", "q")
        await pilot.pause()
        assert "no quote here" in status(app)


async def test_a_takes_what_vims_a_takes(app: DatelineApp, pompeo: Article) -> None:
    text = pompeo.text
    async with app.run_test(size=(120, 40)) as pilot:
        await at(app, pilot, pompeo, "expectation is")
        await pilot.press("v", "a", "q")
        await pilot.pause()
        quote = selected(app)
        assert quote is not None
        assert quote.startswith("“President Trump’s made")
        assert quote.endswith("” ")
        await pilot.press("escape")
        await at(app, pilot, pompeo, SENTENCE)
        await pilot.press("v", "a", "s", "y")
        await pilot.pause()
        start = text.find(SENTENCE)
        space = text[start + len(SENTENCE) : start + len(SENTENCE) + 1] == " "
        assert app.clipboard == (SENTENCE + " " if space else text[start - 1 : start + len(SENTENCE)])
        block = next(each.span for each in pompeo.blocks if each.span.holds(start))
        await pilot.press("escape", "v", "a", "p", "y")
        await pilot.pause()
        assert app.clipboard == block.of(text) + "\n\n"
        assert selected(app) == block.of(text)
        following = next(each.span for each in pompeo.blocks if each.span.start > start)
        await pilot.press("a", "p")
        await pilot.pause()
        assert selected(app) == text[block.start : following.end]
        # Grown backwards: the one before is added.
        await pilot.press("escape")
        view(app).go(following.start)
        await pilot.press("v", "i", "p", "o", "i", "p", "i", "p")
        await pilot.pause()
        assert selected(app) == text[block.start : following.end]
        assert view(app).cursor == block.start


@pytest.mark.parametrize("keys", [["enter"], ["a", "a"]])
async def test_a_selection_is_noted(app: DatelineApp, pompeo: Article, folders: Folders, keys: list[str]) -> None:
    async with app.run_test(size=(120, 40)) as pilot:
        await at(app, pilot, pompeo, "first visit")
        await pilot.press("v", "w", "e", *keys)
        await pilot.press(*"Why?", "ctrl+s")
        await pilot.pause()
    (file,) = folders.notes.rglob("*.json")
    note = json.loads(file.read_text("utf-8"))
    assert note["target"]["selector"][0]["exact"] == "first visit"


async def test_caret_is_shown_on_need_only(app: DatelineApp, pompeo: Article) -> None:
    async with app.run_test(size=(120, 40)) as pilot:
        await at(app, pilot, pompeo, SENTENCE)

        def carets() -> list[str]:
            return [
                segment.text
                for strip in app.screen._compositor.render_strips()[:-1]
                for segment in strip
                if segment.style and segment.style.reverse
            ]

        assert carets() == []
        await pilot.press("w")
        await pilot.pause()
        assert carets() == ["i"]
        await pilot.press("j")
        await pilot.pause()
        assert carets() == []


async def test_highlight_and_note_take_the_selection(app: DatelineApp, pompeo: Article, folders: Folders) -> None:
    async with app.run_test(size=(120, 40)) as pilot:
        await at(app, pilot, pompeo, "first visit")
        await pilot.press("v", "w", "e", "h")
        await pilot.pause()
        assert selected(app) is None
        before = view(app).cursor
        await pilot.press("e", "escape", "j")
        await pilot.pause()
        assert view(app).cursor > before
    (file,) = folders.notes.rglob("*.json")
    assert json.loads(file.read_text("utf-8"))["target"]["selector"][0]["exact"] == "first visit"


async def test_double_and_triple_click_select_word_and_sentence(app: DatelineApp, pompeo: Article) -> None:
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        place = pompeo.text.find("visit to Russia")
        page = view(app).page
        offset = (view(app).margin + page.column_of(place) + 1, page.row_of(place) - view(app).scroll_offset.y)
        await pilot.click(view(app), offset=offset, times=2)
        await pilot.pause()
        assert selected(app) == "visit"
        await pilot.click(view(app), offset=offset, times=3)
        await pilot.pause()
        assert selected(app) == SENTENCE
        await pilot.click(view(app), offset=offset)
        await pilot.pause()
        assert selected(app) is None


async def test_selection_survives_another_width(app: DatelineApp, pompeo: Article) -> None:
    async with app.run_test(size=(120, 40)) as pilot:
        await at(app, pilot, pompeo, SENTENCE)
        await pilot.press("V")
        await pilot.resize_terminal(64, 24)
        await pilot.pause()
        assert selected(app) == SENTENCE


async def test_copying(app: DatelineApp, pompeo: Article) -> None:
    async with app.run_test(size=(120, 40)) as pilot:
        await at(app, pilot, pompeo, "first visit")
        await pilot.press("v", "w", "e", "y")
        await pilot.pause()
        assert app.clipboard == "first visit"
        assert "Copied 2 words" in status(app)
        await pilot.press("escape", "y")
        await pilot.pause()
        assert app.clipboard == SENTENCE
        await at(app, pilot, pompeo, "expectation is")
        await pilot.press("v", "i", "q", "Y")
        await pilot.pause()
        assert app.clipboard.startswith("President Trump’s made")
        assert "\n— Mike Pompeo, “US, Russia Agree to Talk Again" in app.clipboard
        await pilot.press("g", "y")
        await pilot.pause()
        assert app.clipboard.startswith("> President Trump’s made")
        await pilot.press("escape")
        await at(app, pilot, pompeo, "President Trump’s made")
        await pilot.press("Y")  # the sentence begins with the mark, the quote behind it
        await pilot.pause()
        assert app.clipboard.startswith("“President Trump’s made")
        assert "\n— Mike Pompeo, “US, Russia Agree to Talk Again" in app.clipboard
        await at(app, pilot, pompeo, "The top U.S. diplomat")
        await pilot.press("v", "y")
        await pilot.pause()
        assert "Copied 1 word." in status(app)


async def test_mouse_hits_the_character_under_it(app: DatelineApp, workspace: Workspace) -> None:
    text = "漢字 and 👨\u200d👩\u200d👧 with cafe\u0301 🇩🇪 שלום end"
    added = workspace.add_bytes(text.encode(), "scripts.txt")
    workspace.cache.put(found_in(added.article.text, workspace.models.english))
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.pause()
        reader = app.screen
        assert isinstance(reader, ReaderScreen)
        reader.open_article(added.article.id)
        await pilot.pause()
        page, region = view(app).page, view(app).region
        for cluster in clusters(page.text):
            row, column = page.row_of(cluster.start), page.column_of(cluster.start)
            x, y = region.x + view(app).margin + column, region.y + row - view(app).scroll_offset.y
            for cell in range(cluster.width):
                widget, offset = reader.get_widget_and_offset_at(x + cell, y)
                assert widget is view(app)
                assert offset == (cluster.start, 0), (page.text[cluster.start : cluster.end], cell)


async def test_drag_over_wide_characters_takes_them_whole(app: DatelineApp, workspace: Workspace) -> None:
    text = "Some 漢字 here 👨\u200d👩\u200d👧 and there."
    added = workspace.add_bytes(text.encode(), "wide.txt")
    workspace.cache.put(found_in(added.article.text, workspace.models.english))
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.pause()
        reader = app.screen
        assert isinstance(reader, ReaderScreen)
        reader.open_article(added.article.id)
        await pilot.pause()
        page, left = view(app).page, view(app).margin
        start, end = text.find("漢"), text.find("👨")
        row = page.row_of(start)
        await pilot.mouse_down(view(app), offset=(left + page.column_of(start) + 1, row))
        await pilot.hover(view(app), offset=(left + page.column_of(end), row))
        await pilot.mouse_up(view(app), offset=(left + page.column_of(end), row))
        await pilot.pause()
        assert selected(app) == "漢字 here 👨\u200d👩\u200d👧"


async def test_drag_from_margin_to_margin_takes_whole_lines(app: DatelineApp, pompeo: Article) -> None:
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        page = view(app).page
        line = page.line_at(pompeo.text.find("Although Pompeo"))
        assert line is not None
        row = page.row_of(line.start) - view(app).scroll_offset.y
        await pilot.mouse_down(view(app), offset=(1, row))
        await pilot.hover(view(app), offset=(view(app).size.width - 2, row))
        await pilot.mouse_up(view(app), offset=(view(app).size.width - 2, row))
        await pilot.pause()
        assert (selected(app) or "").strip() == pompeo.text[line.start : line.end]


async def dragged(app: DatelineApp, pilot: Pilot[None], article: Article, first: str, last: str) -> None:
    """Drag the mouse from the beginning of some words to the end of others in the same line."""
    page, top = view(app).page, view(app).scroll_offset.y
    begin, end = article.text.find(first), article.text.find(last) + len(last) - 1
    cells = [(view(app).margin + page.column_of(each), page.row_of(each) - top) for each in (begin, end)]
    await pilot.mouse_down(view(app), offset=cells[0])
    await pilot.hover(view(app), offset=cells[1])
    await pilot.mouse_up(view(app), offset=cells[1])
    x, y = cells[1]  # what a terminal sends is a click too where it ends in the same widget
    left, top = view(app).region.offset
    view(app).post_message(Click(view(app), x, y, 0, 0, 1, False, False, False, left + x, top + y))
    await pilot.pause()


async def test_drag_that_ends_on_a_name_asks_nobody_and_says_what_can_be_done(
    app: DatelineApp, pompeo: Article
) -> None:
    async with app.run_test(size=(120, 40)) as pilot:
        await furnished(pilot)
        await dragged(app, pilot, pompeo, "U.S. Secretary", "Mike Pompeo")
        assert selected(app) == "U.S. Secretary of State Mike Pompeo"
        assert "Selected 6 words; h highlights, a notes" in status(app)
        await pilot.press("escape")
        await pilot.pause()
        assert "Mike Pompeo 1/" not in status(app)


async def test_drag_begins_anew_and_keys_go_on_with_it(app: DatelineApp, pompeo: Article) -> None:
    async with app.run_test(size=(120, 40)) as pilot:
        await at(app, pilot, pompeo, "MOSCOW")
        await pilot.press("V", "escape")
        await dragged(app, pilot, pompeo, "first", "visit to")
        assert selected(app) == "first visit to"
        await pilot.press("shift+right", "shift+right")
        assert selected(app) == "first visit to R"
        await pilot.press("escape", "V")
        await dragged(app, pilot, pompeo, "first", "visit to")
        assert selected(app) == "first visit to"  # nor does it go on with what keys have selected
        await pilot.press("v", "w")
        assert selected(app) == "first visit to R"


@pytest.mark.parametrize("border", ["#panel-pane", "#library-pane"])
async def test_dragged_border_selects_nothing(app: DatelineApp, pompeo: Article, border: str) -> None:
    async with app.run_test(size=(140, 40)) as pilot:
        await furnished(pilot)
        await at(app, pilot, pompeo, "MOSCOW")
        await pilot.press("V", "escape")
        pane = app.screen.query_one(border)
        edge = 0 if border == "#panel-pane" else pane.outer_size.width - 1
        y = view(app).region.y + 10
        x = pane.region.x + edge
        await pilot.mouse_down(offset=(x, y))
        await pilot.hover(offset=(70, y + 2))
        await pilot.mouse_up(offset=(70, y + 2))
        await pilot.pause()
        assert selected(app) is None
        assert pane.outer_size.width != edge + 1
        await pilot.press("j")
        assert selected(app) is None

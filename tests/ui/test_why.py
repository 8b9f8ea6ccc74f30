"""The key that says why a person, a country or a speaker is there."""

from __future__ import annotations

import pytest

from reader.analysis.rules import Rule
from reader.app import DatelineApp
from reader.model.analysis import Analysis, Evidence, Person, Quote, QuoteKind
from reader.model.article import Article
from reader.model.span import Span
from reader.ui.reading import FocusKind, Reading
from reader.ui.screens.why import WhyScreen
from reader.ui.why import explain_focus, explain_place, explain_quote
from tests.ui.screen import rows, shows

TEXT = "One line.\n\nThe minister, Anna [bold]Berg[/bold], said that “all is well”.\n\nLast line."


def reading_of(article: Article) -> Reading:
    berg = Span(TEXT.index("Anna"), TEXT.index("Berg") + 4)
    words = Span(TEXT.index("all is"), TEXT.index("”"))
    said = Span(TEXT.index("said"), TEXT.index(" that"))
    why = (Evidence(Rule.FULL_NAME, berg), Evidence(Rule.SINGLE_NAME), Evidence("rule-of-tomorrow", berg))
    quote = Quote(words, QuoteKind.DIRECT, (words,), None, None, said, evidence=(Evidence(Rule.CUE_BESIDE, said),))
    found = Analysis("", "", 1, (), (Person("p1", "Anna Berg", "", (), (berg,), evidence=why),), (), (quote,), 0.0)
    return Reading(Article(article.id, "", "", "", "", "en", TEXT, (), article.added), analysis=found)


def test_a_reason_shows_its_words_with_their_line(pompeo: Article) -> None:
    explained = explain_focus(reading_of(pompeo), FocusKind.PERSON, "p1")

    assert explained is not None
    first, second, third = explained.reasons
    assert first.sentence == Rule.FULL_NAME.sentence
    (place,) = first.passages
    assert (place.before, place.words) == ("The minister, ", "Anna [bold]Berg")
    assert place.after.startswith("[/bold], said")
    assert second.passages == ()
    assert third.sentence == "rule-of-tomorrow"


def test_a_quote_is_explained_where_it_stands(pompeo: Article) -> None:
    reading = reading_of(pompeo)

    assert explain_place(reading, TEXT.index("is well")) == explain_quote(reading, 0)
    assert explain_place(reading, 0) is None
    assert explain_quote(reading, 1) is None


@pytest.mark.parametrize("size", [(140, 40), (60, 20)])
async def test_i_in_the_panel_explains_the_person_and_escape_goes_back(app: DatelineApp, size: tuple[int, int]) -> None:
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        await pilot.press("P")
        await pilot.pause()
        await pilot.press("i")
        await pilot.pause()
        assert isinstance(app.screen, WhyScreen)
        assert shows(app, "Mike Pompeo")
        assert shows(app, "A last name alone, of a person whose full name")
        await pilot.press("escape")
        await pilot.pause()
        assert not isinstance(app.screen, WhyScreen)


async def test_a_long_explanation_scrolls(app: DatelineApp) -> None:
    async with app.run_test(size=(60, 16)) as pilot:
        await pilot.pause()
        await pilot.press("P")
        await pilot.pause()
        await pilot.press("i")
        await pilot.pause()
        before = rows(app)
        await pilot.press("pagedown")
        await pilot.pause()
        assert rows(app) != before


async def test_i_in_the_article_explains_what_stands_at_the_cursor(app: DatelineApp) -> None:
    async with app.run_test(size=(140, 40)) as pilot:
        await pilot.pause()
        await pilot.press("full_stop", "i")
        await pilot.pause()
        assert isinstance(app.screen, WhyScreen)
        assert shows(app, "Mike Pompeo")


async def test_where_nothing_was_found_i_says_what_to_choose(app: DatelineApp) -> None:
    async with app.run_test(size=(120, 30)) as pilot:
        await pilot.pause()
        await pilot.press("i")
        await pilot.pause()
        assert not isinstance(app.screen, WhyScreen)
        assert shows(app, "Choose a person, a country, a quote or a note")


async def test_markup_in_a_text_is_shown_as_it_stands(app: DatelineApp, pompeo: Article) -> None:
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.pause()
        explained = explain_focus(reading_of(pompeo), FocusKind.PERSON, "p1")
        assert explained is not None
        await app.push_screen(WhyScreen(explained))
        await pilot.pause()
        assert shows(app, "The minister, Anna [bold]Berg[/bold], said")

"""Themes: contrast computed from what the style sheets make of them, and how a theme is chosen."""

from __future__ import annotations

import itertools

import pytest
from rich.style import Style
from textual.color import Color
from textual.theme import BUILTIN_THEMES
from textual.widget import Widget

from reader.annotator import Annotator
from reader.app import DatelineApp
from reader.model.annotation import Colour
from reader.model.article import Article
from reader.model.span import Span
from reader.settings import Loaded, Settings
from reader.ui.themes import THEMES, contrast
from reader.ui.widgets.article_view import ArticleView
from reader.ui.widgets.panel import Panel
from reader.ui.widgets.slim_bar import SlimBar
from reader.ui.widgets.status_bar import StatusBar
from reader.workspace import Workspace
from tests.ui.screen import furnished, looks, rows, status, view

GROUNDS = [(), ("article--sentence",), ("article--selection",), *((f"article--note-{each}",) for each in Colour)]
TEXT = ("article--text", "article--box-text")
MARKS = (
    "article--person", "article--place", "article--organisation", "article--quote", "article--headline",
    "article--heading", "article--byline", "article--dateline", "article--code", "article--furniture",
    "article--cursor", "article--box-label", "article--hit", "article--link",
)  # fmt: skip
FOCI = ("article--hit-here", *(f"article--focus-{number}" for number in range(1, 5)))
COLOURED = [theme for theme in THEMES if not theme.ansi]


def look(widget: Widget, *names: str) -> Style:
    style = widget.get_component_rich_style(names[0])
    for name in names[1:]:
        style += widget.get_component_rich_style(name, partial=True)
    return style


def ratio(style: Style) -> float:
    assert style.color is not None
    assert style.bgcolor is not None
    return contrast(Color.from_rich_color(style.color), Color.from_rich_color(style.bgcolor))


def with_theme(workspace: Workspace, article: Article, theme: str) -> DatelineApp:
    return DatelineApp(Workspace(workspace.folders, Loaded(Settings(theme=theme))), article.id)


def test_contrast_is_that_of_the_standard() -> None:
    def of(one: str, other: str) -> float:
        return round(contrast(Color.parse(one), Color.parse(other)), 2)

    assert of("#000000", "#ffffff") == 21
    assert of("#777777", "#ffffff") == 4.48
    assert of("#345678", "#345678") == 1


@pytest.mark.parametrize("theme", [theme.name for theme in COLOURED])
async def test_text_has_a_contrast_of_seven_and_marks_of_four_and_a_half(app: DatelineApp, theme: str) -> None:
    async with app.run_test(size=(120, 40)) as pilot:
        app.theme = theme
        await furnished(pilot)
        article = app.screen.query_one(ArticleView)
        for ground in GROUNDS:
            for name in TEXT:
                assert ratio(look(article, "article--text", name, *ground)) >= 7, (name, ground)
            for name in MARKS:
                assert ratio(look(article, "article--text", name, *ground)) >= 4.5, (name, ground)
        for name in FOCI:
            assert ratio(look(article, "article--text", name)) >= 4.5, name
        panel = app.screen.query_one(Panel)
        for cursor in ((), ("list--cursor",), ("list--cursor-blurred",)):
            assert ratio(look(panel, "list--text", *cursor)) >= 7, cursor
            for name in ("list--quiet", "list--head", "list--mark", "list--active"):
                assert ratio(look(panel, "list--text", name, *cursor)) >= 4.5, (name, cursor)
        for widget in (app.screen.query_one(StatusBar), app.screen.query_one(SlimBar)):
            for name in widget.COMPONENT_CLASSES - {"bar--track"}:
                assert ratio(look(widget, name)) >= 4.5, name
        await pilot.press("a")
        tags = app.screen.query_one("#editor Input")
        assert ratio(tags.get_component_rich_style("input--placeholder")) >= 4.5


@pytest.mark.parametrize("theme", [name for name, theme in BUILTIN_THEMES.items() if not theme.ansi])
async def test_marks_can_be_read_in_themes_of_others(app: DatelineApp, theme: str) -> None:
    async with app.run_test(size=(120, 40)) as pilot:
        app.theme = theme
        await pilot.pause()
        for name in ("article--person", "article--place", "article--organisation", "article--quote", *FOCI):
            for ground in ((), ("article--sentence",)) if name not in FOCI else ((),):
                assert ratio(look(view(app), "article--text", name, *ground)) >= 4.5, (name, ground)
        await furnished(pilot)
        for name in ("list--quiet", "list--head", "list--mark", "list--active", "list--curve"):
            assert ratio(look(app.screen.query_one(Panel), "list--text", name)) >= 4.5, name
        for widget in (app.screen.query_one(StatusBar), app.screen.query_one(SlimBar)):
            for name in widget.COMPONENT_CLASSES - {"bar--track", "status--text"}:
                assert ratio(look(widget, name)) >= 4.5, name


async def test_kinds_of_mark_differ_without_colour(
    app: DatelineApp, workspace: Workspace, pompeo: Article, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    app = DatelineApp(workspace, pompeo.id)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()

        def attributes(name: str) -> tuple[bool, ...]:
            style = look(view(app), "article--text", name)
            return tuple(map(bool, (style.bold, style.italic, style.underline, style.reverse, style.underline2,
                                    style.dim)))  # fmt: skip

        kinds = ["article--text", "article--person", "article--place", "article--organisation", *FOCI]
        for one, other in itertools.combinations(kinds, 2):
            assert attributes(one) != attributes(other), (one, other)
        notes = [f"article--note-{each}" for each in Colour]
        for one, other in itertools.combinations(["article--text", *notes], 2):
            assert attributes(one) != attributes(other), (one, other)


@pytest.mark.parametrize("theme", ["ansi", "dateline-night"])
async def test_cursor_is_seen_where_its_sentence_has_no_shade(
    workspace: Workspace, pompeo: Article, monkeypatch: pytest.MonkeyPatch, theme: str
) -> None:
    if theme != "ansi":
        monkeypatch.setenv("NO_COLOR", "1")
    app = with_theme(workspace, pompeo, theme)
    async with app.run_test(size=(120, 40)) as pilot:
        await furnished(pilot)
        view(app).go(pompeo.text.find("It is Pompeo"))
        await pilot.pause()
        begin = next(row for row in looks(app) if "It is " in "".join(text for text, _ in row))
        seen = [text for text, style in begin if style and style.reverse and style.underline]
        assert seen == ["I"]
        await pilot.press("v", "right")
        await pilot.pause()
        begin = next(row for row in looks(app) if "It is " in "".join(text for text, _ in row))
        assert [(text, bool(style.underline)) for text, style in begin if style and style.reverse] == [
            ("I", False),
            ("t", True),
        ]


async def test_no_colour_sends_none_grey_neither(
    workspace: Workspace, pompeo: Article, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    app = DatelineApp(workspace, pompeo.id)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        colours = {
            colour.name
            for strip in app.screen._compositor.render_strips()
            for segment in strip.apply_filter(app._filters[-1], Color(0, 0, 0))
            if segment.style
            for colour in (segment.style.color, segment.style.bgcolor)
            if colour is not None
        }
        assert colours <= {"default"}


async def test_colours_of_highlights_have_bars_of_their_own_form(workspace: Workspace, pompeo: Article) -> None:
    at = pompeo.text.find("It is Pompeo")
    block = pompeo.text[at:].split("\n\n")[:5]
    start = at
    for colour, paragraph in zip(Colour, block, strict=True):
        Annotator(workspace).add(pompeo, Span(start, start + len(paragraph)), "", colour=colour)
        start += len(paragraph) + 2
    app = DatelineApp(workspace, pompeo.id)
    async with app.run_test(size=(80, 60)) as pilot:
        await pilot.pause()
        margin = view(app).margin - 2
        bars = {row[margin] for row in rows(app)[:-1]} - {" "}
        assert len(bars) == len(Colour)


async def test_theme_of_the_settings_is_used(workspace: Workspace, pompeo: Article) -> None:
    app = with_theme(workspace, pompeo, "dateline-sepia")
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert app.theme == "dateline-sepia"


async def test_unknown_theme_is_a_warning_that_names_the_nearest(workspace: Workspace, pompeo: Article) -> None:
    app = with_theme(workspace, pompeo, "dateline-papper")
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await pilot.pause()
        assert app.theme == "dateline-night"
        (notice,) = app._notifications
        assert "no theme “dateline-papper”" in notice.message
        assert "“dateline-paper”" in notice.message


async def test_themes_are_seen_while_one_goes_through_them_in_the_palette(app: DatelineApp) -> None:
    async def until(theme: str) -> None:
        while app.theme != theme:
            await pilot.pause(0.02)

    async with app.run_test(size=(120, 40)) as pilot:
        await furnished(pilot)
        await pilot.press("ctrl+p", *"Theme: dateline")
        await app.workers.wait_for_complete()
        await pilot.pause()
        assert app.theme == "dateline-night"  # nobody has moved yet
        await pilot.press("down")  # the first is dateline-contrast, the second the theme now
        await pilot.press("down")
        await until("dateline-paper")
        await pilot.press("escape")
        await until("dateline-night")
        await pilot.press("ctrl+p", *"Theme: dateline")
        await app.workers.wait_for_complete()
        await pilot.press("down", "down")
        await until("dateline-paper")
        await pilot.press("enter")
        await pilot.pause()
        assert app.theme == "dateline-paper"
        assert "Theme: dateline-paper" in status(app)


async def test_theme_chosen_in_the_palette_is_live_and_remembered(app: DatelineApp, workspace: Workspace) -> None:
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        await pilot.press("ctrl+p")
        await pilot.pause()
        await pilot.press(*"dateline-sepia")
        await pilot.pause()
        await app.workers.wait_for_complete()
        await pilot.pause()
        await pilot.press("enter")
        await pilot.pause()
        assert app.theme == "dateline-sepia"
        assert "dateline-sepia" in status(app)
    again = Workspace(workspace.folders, Loaded(Settings()))
    assert again.memory.setting("theme", "dateline-night") == "dateline-sepia"
    assert again.memory.setting("theme", "nord") == "nord"  # config.toml was changed since: it counts
    again.close()

"""How much is drawn at one key: rows that look as before are not drawn again."""

from __future__ import annotations

import pytest
from textual.strip import Strip

from reader.app import DatelineApp
from reader.model.span import Span
from reader.ui.paint import Painter
from tests.ui.screen import furnished, looks, view


@pytest.mark.parametrize("key", [")", "w", "j"])
async def test_a_move_draws_only_rows_that_look_different(
    app: DatelineApp, monkeypatch: pytest.MonkeyPatch, key: str
) -> None:
    drawn: list[int] = []
    draw = Painter.draw

    def counted(painter: Painter, row: int, cursor: bool, selected: Span | None, dimmed: bool = False) -> Strip:
        drawn.append(row)
        return draw(painter, row, cursor, selected, dimmed)

    async with app.run_test(size=(120, 40)) as pilot:
        await furnished(pilot)
        before, top = view(app).sentence, view(app).scroll_offset.y
        monkeypatch.setattr(Painter, "draw", counted)
        await pilot.press(key)
        await pilot.pause()
        assert view(app).scroll_offset.y == top
        page, spans = view(app).page, (before, view(app).sentence)
        allowed = {row for span in spans for row in range(page.row_of(span.start), page.row_of(span.end - 1) + 1)}
        assert drawn
        assert set(drawn) <= allowed | {page.row_of(view(app).cursor)}
        assert len(drawn) == len(set(drawn))


async def test_what_is_drawn_sparingly_is_what_is_drawn_anew(app: DatelineApp) -> None:
    async with app.run_test(size=(120, 40)) as pilot:
        await furnished(pilot)
        for key in (*")))wwjj", "slash", *"russ", "enter", "n", "N", "v", "w", "escape", "escape", "P", "enter", "n"):
            await pilot.press(key)
            await pilot.pause()
            sparing = looks(app)
            view(app).notify_style_update()
            view(app).refresh()
            await pilot.pause()
            assert looks(app) == sparing, key

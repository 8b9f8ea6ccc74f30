"""Selecting in the article by mouse to the very character, also where it scrolls under the mouse."""

from __future__ import annotations

from textual.geometry import Offset
from textual.screen import Screen
from textual.widget import Widget

from reader.ui.widgets.article_view import ArticleView
from reader.ui.widgets.status_bar import StatusBar


class ExactSelection(Screen[None]):
    """Part of a screen with an article: answers what Textual's own selection asks."""

    def get_widget_and_offset_at(self, x: int, y: int) -> tuple[Widget | None, Offset | None]:
        """Tell which character of the article the mouse means; our layout knows it exactly.

        A drag that began there stays there: outside, its end is the nearest character that is on the screen. One that
        began elsewhere, on the border of a pane say, selects nothing.
        """
        widget = self._held() or super().get_widget_and_offset_at(x, y)[0]
        if isinstance(widget, StatusBar):
            return widget, None  # its words act on what is selected
        if not isinstance(widget, ArticleView):
            return None, None
        x, y = _inside(widget, x, y)
        return widget, Offset(widget.offset_under(x - widget.region.x, y - widget.region.y), 0)

    def _held(self) -> ArticleView | None:
        """Return the article if the mouse is being dragged from it."""
        state = self._select_state if self._selecting else None
        widget = state.start.content_widget if state is not None else None
        return widget if isinstance(widget, ArticleView) else None

    def _check_auto_scroll(self, select_widget: Widget, mouse_coordinate: tuple[float, float], delta_y: float) -> None:
        """Scroll beyond the edge as at the edge."""
        held = self._held()
        if held is not None:
            x, y = mouse_coordinate
            mouse_coordinate = (x, y) if held.region.contains(int(x), int(y)) else _inside(held, int(x), int(y))
        super()._check_auto_scroll(select_widget, mouse_coordinate, delta_y)

    def _update_select(self) -> None:
        """Select what a drag at the edge scrolls by; Textual leaves the end where the mouse moved last."""
        state, held = self._select_state, self._held()
        if held is not None and state is not None and state.end is not None:
            _, offset = self.get_widget_and_offset_at(*state.screen_offset)
            if offset != state.end.content_offset:
                self._select_state = state.update_end(state.screen_offset, state.end._replace(content_offset=offset))
                return
        super()._update_select()


def _inside(view: ArticleView, x: int, y: int) -> tuple[int, int]:
    """Return the cell of the article that is nearest to a cell of the screen."""
    region = view.region
    return min(max(x, region.x), region.right - 1), min(max(y, region.y), region.bottom - 1)

"""The article with what was taken out and put in: a page like the reader's, with looks of its own."""

from __future__ import annotations

from typing import ClassVar

from reader.ui.comparing import Page
from reader.ui.layers import Layer, Mark
from reader.ui.widgets.article_view import ArticleView


class ChangesView(ArticleView):
    """Two versions in one text, with a cursor that jumps from change to change."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "article--out", "article--in", "article--moved-out", "article--moved-in", "article--change-here",
    }  # fmt: skip
    """Taken out, put in, moved away, moved here; the change at the cursor. They differ by strokes, not colour alone."""

    def show_page(self, page: Page) -> None:
        """Show two versions, from the beginning."""
        self.show(page.article, 0)
        self.put(Layer.HIT, page.marks)

    def go_to_change(self, page: Page, number: int) -> None:
        """Go to a change and set it off."""
        span = page.changes[number]
        self.put(Layer.HIT_HERE, [Mark(span, "article--change-here")])
        self.go(span.start)

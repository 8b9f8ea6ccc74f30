"""A page of text: a line-API widget that wraps a text to lines and draws only the rows on the screen.

What is marked comes as layers (``ui.layers``), what stands beneath paragraphs or beside them as rows of runs; the page
knows nothing of people or notes. How a row is drawn is told in ``ui.paint``.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from typing import ClassVar

from rich.style import Style
from textual.events import Resize
from textual.geometry import Region, Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from reader.model.article import Article, Block
from reader.model.span import Span
from reader.text.layout import Form, Layout
from reader.ui.layers import Layer, Layers, Mark, MarkSheet, Sheet
from reader.ui.paint import GUTTER, Painter
from reader.ui.runs import Run
from reader.ui.strips import Drawn
from reader.ui.widgets.late_looks import LateLooks

_CACHED_STRIPS = 2000
_MIN_MEASURE = 8
_SHOWN_FIRST = 20_000
"""Characters behind the cursor that are wrapped before a text is shown, the rest after: no screen holds more."""


class TextPage(LateLooks, ScrollView, can_focus=True):
    """The text of an article in lines. That of ``cursor``, an offset of the text, keeps its place on the screen."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "article--text", "article--headline", "article--byline", "article--dateline", "article--heading",
        "article--quote-block", "article--code", "article--person", "article--place", "article--organisation",
        "article--quote", "article--focus-1", "article--focus-2",
        "article--focus-3", "article--focus-4", "article--sentence", "article--cursor", "article--note-yellow",
        "article--note-green", "article--note-blue", "article--note-pink", "article--note-orange",
        "article--speaker-1", "article--speaker-2",
        "article--speaker-3", "article--speaker-4", "article--speaker-5", "article--note-overlap",
        "article--note-chosen", "article--bar-yellow", "article--bar-green", "article--bar-blue", "article--bar-pink",
        "article--bar-orange", "article--box-frame", "article--box-label", "article--box-text",
        "article--furniture", "article--selection", "article--hit", "article--hit-here",
        "article--caret", "article--dimmed", "article--link",
    }  # fmt: skip
    """What a stretch of text can be. Kinds differ by weight, slant or underline too, never by colour alone."""

    class Scrolled(Message):
        """Other rows are on the screen, or the page was laid out anew."""

    def __init__(self, measure: int, *, centred: bool = True) -> None:
        super().__init__(id="article")
        self._wanted_measure = measure
        self._form = Form()
        self._centred = centred
        self.article: Article | None = None
        self.marks = Layers()
        self.cursor = 0
        self._chosen: Span | None = None
        self._strips: dict[tuple[object, ...], Strip] = {}
        self._part: Sequence[Block] | None = None
        self._is_at_place = False
        self._drawn = Drawn(self, lambda y: self._strip(self.scroll_offset.y + y))
        self._dims = False
        self._news: dict[type[Message], Message] = {}
        self._styles: dict[tuple[str, ...], Style] = {}
        self._painter = Painter(Layout("", (), measure), self.marks, self._look, 0)

    def show(self, article: Article, offset: int, form: Form | None = None) -> None:
        """Show an article with the cursor at ``offset``, nothing marked and nothing beneath its paragraphs."""
        self.article = article
        self._form = form or Form()
        self.marks = Layers()
        self.cursor = self._inside(offset)
        self._chosen = None
        self._part = self._shown_first(article)
        self._lay_out({})
        self._is_at_place = False
        self._scroll_to_cursor(above=self.size.height // 3)
        self.refresh()
        self._tell_once(self.Scrolled())
        if self._part is not None:
            self.call_after_refresh(self._lay_out_whole)

    def _shown_first(self, article: Article) -> Sequence[Block] | None:
        """Return the blocks of a long text as far as it is shown at first; None for a text that isn't long."""
        end = self.cursor + _SHOWN_FIRST
        if end >= len(article.text):
            return None
        return article.blocks[: bisect_left(article.blocks, end, key=lambda block: block.span.start)]

    def _lay_out_whole(self) -> None:
        self._part = None
        self._keep_place(self._painter.beneath)

    def put(self, layer: Layer, marks: Iterable[Mark]) -> None:
        """Replace the marks of a layer. The text stays where it is."""
        self.put_sheet(layer, MarkSheet(marks))

    def put_sheet(self, layer: Layer, sheet: Sheet) -> None:
        """Replace the marks of a layer by such as are made where they are asked for."""
        self._touch_marks(self.marks.put(layer, sheet), sheet)

    def put_beneath(self, rows: Mapping[int, Sequence[Sequence[Run]]]) -> None:
        """Replace what stands beneath blocks (block index to rows); the cursor's line keeps its place."""
        if rows != self._painter.beneath:
            self._keep_place(rows)

    def put_beside(self, rows: Mapping[int, Sequence[Run]]) -> None:
        """Replace what stands beside the text (row of the page to runs)."""
        if rows != self._painter.beside:
            self._painter.beside = rows
            self._make_room()
            self._strips.clear()
            self._drawn.touch()

    @property
    def room_beside(self) -> int:
        """Cells to the right of the text, but for two between."""
        return self._painter.room_beside

    def set_measure(self, measure: int) -> None:
        """Wrap to another measure; the cursor's line keeps its place."""
        self._wanted_measure = measure
        self._keep_place(self._painter.beneath)

    def set_form(self, form: Form) -> None:
        """Set the text in another form; the cursor's line keeps its place."""
        self._form = form
        self._keep_place(self._painter.beneath)

    def dim(self, *, others: bool) -> None:
        """Dim every paragraph but that of the cursor, or none."""
        self._dims = others
        self._drawn.touch()

    @property
    def page(self) -> Layout:
        """The text in lines."""
        return self._painter.page

    @property
    def margin(self) -> int:
        """Cells to the left of the text."""
        return self._painter.margin

    def reveal(self, row: int, rows: int = 1) -> None:
        """Scroll as little as shows ``rows`` rows from ``row`` on."""
        top, height = self.scroll_offset.y, self.size.height
        if row < top:
            self.scroll_to(y=row, animate=False)
        elif row + rows > top + height:
            self.scroll_to(y=row + rows - height, animate=False)

    def _inside(self, offset: int) -> int:
        return min(max(0, offset), max(0, len(self.article.text) - 1)) if self.article else 0

    # Laying out

    def on_resize(self, event: Resize) -> None:
        """Wrap to the new width; the cursor's line keeps its place on the screen."""
        self._keep_place(self._painter.beneath)

    def notify_style_update(self) -> None:
        """Forget what was drawn with the old styles."""
        self._strips.clear()
        self._styles.clear()
        self._drawn.restyle()
        super().notify_style_update()

    def _keep_place(self, beneath: Mapping[int, Sequence[Sequence[Run]]]) -> None:
        height = self.size.height
        above = self.page.row_of(self.cursor) - self.scroll_offset.y if self._is_at_place else height // 3
        if above >= height > 0:  # the screen has become lower: the cursor would be lost below it
            above = height - 1 - height // 4
        self._lay_out(beneath)
        self._scroll_to_cursor(above)
        self.refresh()
        self._tell_once(self.Scrolled())

    def _scroll_to_cursor(self, above: int) -> None:
        """Scroll so that so many rows stand above that of the cursor; a view without a size yet can't scroll."""
        self.scroll_to(y=max(0, self.page.row_of(self.cursor) - above), animate=False)
        self._is_at_place = self.size.height > 0

    def _lay_out(self, beneath: Mapping[int, Sequence[Sequence[Run]]]) -> None:
        if self.article is None:
            return
        width = self.size.width or self.app.size.width
        measure = max(_MIN_MEASURE, min(self._wanted_measure, width - 2 * GUTTER))
        page = self.page
        blocks = self.article.blocks if self._part is None else self._part
        same = page.text is self.article.text and page.blocks is blocks
        if not same or page.measure != measure or page.form is not self._form:
            page = Layout(self.article.text, blocks, measure, self._form)
        self._drawn.forget()
        page.reserve({block: len(rows) for block, rows in beneath.items()})
        self._painter = Painter(page, self.marks, self._look, width, beneath, self._painter.beside, self._centred)
        self._strips.clear()
        self._make_room()

    @property
    def rows(self) -> int:
        """Rows of the page and of what stands beside it: a long note goes on below the text."""
        return max(self.page.height, max(self._painter.beside, default=-1) + 1)

    def _make_room(self) -> None:
        """Let all rows be scrolled to, and the last line of the text into the middle of the screen."""
        self.virtual_size = Size(self._painter.width, max(self.page.height + self.size.height // 3, self.rows))

    # Drawing

    def render_lines(self, crop: Region) -> list[Strip]:
        """Return what stands in a region of the screen."""
        return self._drawn.lines(crop)

    def on_idle(self) -> None:
        """Have drawn what looks different, and tell what moved."""
        self._drawn.compare()
        news, self._news = self._news, {}
        for message in news.values():  # to the screen at once: two widgets less have to wake
            self.screen.post_message(message)

    def _touch_marks(self, *sheets: Sheet) -> None:
        """Have the rows on the screen compared that marks stand on."""
        page, rows = self.page, self._rows_shown
        after = page.offset_at(rows.stop, 0) if rows.stop < page.height else len(page.text)
        first = page.offset_at(rows.start, 0)
        self._touch([mark.span for sheet in sheets for mark in sheet.over(first, after)])

    def _touch(self, spans: Iterable[Span]) -> None:
        """Have the rows on the screen compared that spans stand on."""
        page, shown = self.page, self._rows_shown
        for span in spans:
            first, last = page.row_of(span.start), page.row_of(max(span.start, span.end - 1))
            rows = range(max(first, shown.start), min(last + 1, shown.stop))
            self._drawn.touch(row - shown.start for row in rows)

    @property
    def _rows_shown(self) -> range:
        """The rows of the page on the screen."""
        top = self.scroll_offset.y
        return range(top, top + self.outer_size.height)

    def _strip(self, row: int) -> Strip:
        """Return a row of the page, from the cache where it was drawn before in the same state."""
        found = self.page.row(row)
        line = found.line if found else None
        cursor = line is not None and self.page.line_at(self.cursor) is line
        dimmed = self._dims and line is not None and line.block != self.page.block_at(self.cursor)
        state: tuple[object, ...] = (row, cursor, dimmed)
        if line is not None:
            chosen = _clip(self._chosen, line.start, line.end)
            state += (chosen, *self.marks.over(line.start, line.end))
        strip = self._strips.get(state)
        if strip is None:
            if len(self._strips) >= _CACHED_STRIPS:
                self._strips.clear()
            strip = self._strips[state] = self._painter.draw(row, cursor, self._chosen, dimmed)
        return strip

    def _look(self, names: tuple[str, ...]) -> Style:
        """Return the combined look of component classes, the later over the earlier."""
        style = self._styles.get(names)
        if style is None:
            style = self.get_component_rich_style(names[0])
            for name in names[1:]:
                style += self.get_component_rich_style(name, partial=True)
            self._styles[names] = style
        return style

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Draw the rows that are on the screen now."""
        super().watch_scroll_y(old_value, new_value)
        if self.article is not None and round(old_value) != round(new_value):
            self._drawn.forget()
            self._tell_once(self.Scrolled())

    def _tell_once(self, message: Message) -> None:
        """Post a message when all is done that one key does, in place of an earlier one of its kind.

        Not before: a screen that is awake too early paints what has changed so far, and the rest a frame later.
        """
        self._news[type(message)] = message
        self.check_idle()


def _clip(span: Span | None, start: int, end: int) -> tuple[int, int] | None:
    if span is None:
        return None
    first, last = max(span.start, start), min(span.end, end)
    return (first, last) if first < last else None

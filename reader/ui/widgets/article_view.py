"""The article as a page of text: a line-API widget that draws only the rows on the screen.

What is marked comes as layers (``ui.layers``), what stands beneath paragraphs as rows of runs; the view knows
nothing of people or notes. Keys move a reading cursor; the sentence under it is what a note would be made on.
How a row is drawn is told in ``ui.paint``, where a step goes in ``text.moves``.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

from rich.style import Style
from textual.events import Click, Resize
from textual.geometry import Offset, Region, Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.selection import Selection
from textual.strip import Strip

from reader.model.article import Article, Block, BlockKind
from reader.model.span import Span
from reader.text import moves
from reader.text.cells import cluster_at
from reader.text.layout import Form, Layout
from reader.text.units import sentence_at
from reader.ui.bindings import bindings
from reader.ui.command import Scope
from reader.ui.layers import Layer, Layers, Mark, MarkSheet, Sheet
from reader.ui.paint import GUTTER, Painter
from reader.ui.runs import Run
from reader.ui.strips import Drawn
from reader.ui.widgets.late_looks import LateLooks

_CACHED_STRIPS = 2000
_MIN_MEASURE = 8
_SHOWN_FIRST = 20_000
"""Characters behind the cursor that are wrapped before a text is shown, the rest after: no screen holds more."""


class _AtOffset(Message):
    """Something at an offset of the article."""

    def __init__(self, offset: int) -> None:
        super().__init__()
        self.offset = offset


class ArticleView(LateLooks, ScrollView, can_focus=True):
    """The text of one article with a reading cursor."""

    BINDINGS = bindings(Scope.ARTICLE)

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

    class CursorMoved(Message):
        """The reading cursor is at another offset."""

    class Scrolled(Message):
        """Other rows are on the screen, or the page was laid out anew."""

    class Jumped(_AtOffset):
        """The cursor was taken far away from ``offset``."""

    @dataclass
    class Clicked(Message):
        """The mouse was clicked on the text at ``offset``, for the ``times``-th time in short order.

        ``beside`` says that it was left of the line that begins there, where the bars of notes are.
        """

        offset: int
        times: int
        beside: bool = False

    class LabelClicked(_AtOffset):
        """The mouse was clicked on a label, which stands behind ``offset``."""

    class Asked(_AtOffset):
        """The right mouse button was clicked on the text at ``offset``."""

    @dataclass
    class AsideClicked(Message):
        """The mouse was clicked on what stands beneath a block or beside the text, for the ``times``-th time.

        ``row`` is that of the page, ``column`` counts from the text's first cell.
        """

        row: int
        column: int
        times: int

    def __init__(self, measure: int, *, centred: bool = True) -> None:
        super().__init__(id="article")
        self._wanted_measure = measure
        self._form = Form()
        self._centred = centred
        self.article: Article | None = None
        self.marks = Layers()
        self.cursor = 0
        self._column = 0
        self._sentence = Span(0, 0)
        self._strips: dict[tuple[object, ...], Strip] = {}
        self._part: Sequence[Block] | None = None
        self._is_at_place = False
        self._drawn = Drawn(self, lambda y: self._strip(self.scroll_offset.y + y))
        self._dims = False
        self._chosen: Span | None = None
        self._news: dict[type[Message], Message] = {}
        self._styles: dict[tuple[str, ...], Style] = {}
        self._painter = Painter(Layout("", (), measure), self.marks, self._look, 0)

    # What is shown

    def show(self, article: Article, offset: int, form: Form | None = None) -> None:
        """Show an article with the cursor at ``offset``, nothing marked and nothing beneath its paragraphs."""
        self.article = article
        self._form = form or Form()
        self.marks = Layers()
        self.cursor = self._inside(offset)
        self._sentence = sentence_at(article.text, self.cursor)
        self._chosen = self.selected
        self._mark_sentence()
        self._part = self._shown_first(article)
        self._lay_out({})
        self._is_at_place = False
        self._scroll_to_cursor(above=self.size.height // 3)
        self.refresh()
        self._tell_once(self.CursorMoved())
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

    @property
    def sentence(self) -> Span:
        """The sentence under the cursor."""
        return self._sentence

    @property
    def selected(self) -> Span | None:
        """What is selected, by mouse or otherwise, as a span of the article; None when nothing is."""
        selection = self.text_selection
        if selection is None or self.article is None:
            return None
        text = self.article.text
        start = 0 if selection.start is None else min(selection.start.x, len(text))
        end = len(text) if selection.end is None else min(selection.end.x, len(text))
        start, end = sorted((start, end))
        if start == end:
            return None
        start, end = cluster_at(text, start).start, max(end, cluster_at(text, end - 1).end)
        while start < end and text[start] == "\n":
            start += 1
        while start < end and text[end - 1] == "\n":
            end -= 1
        return Span(start, end) if start < end else None

    def offset_under(self, x: int, y: int) -> int:
        """Return the offset of the article that a mouse at a cell of the view means."""
        return self.page.under(self.scroll_offset.y + y, x - self.margin)

    # The cursor

    @property
    def cursor_screen_offset(self) -> Offset:
        """The cell of the screen where the cursor is, under the name that Textual's own widgets have for it."""
        row, column = self.page.row_of(self.cursor), self.page.column_of(self.cursor)
        return self.content_region.offset + Offset(self.margin + column, row - self.scroll_offset.y)

    def go(self, offset: int, *, sticky: bool = False, caret: bool = False) -> None:
        """Move the cursor and keep it well inside the page.

        ``sticky`` keeps the column for the next line; ``caret`` shows the very character, as a selection does.
        """
        if self.article is None:
            return
        self._set_cursor(offset, caret=caret)
        if not sticky:
            self._column = self.page.column_of(self.cursor)
        height = self.size.height
        slack = min(height // 4, 8)
        row = self.page.row_of(self.cursor)
        self.reveal(max(0, row - slack), 2 * slack + 1)

    def jump(self, offset: int) -> None:
        """Move the cursor to a place from which one will want to come back; says so."""
        self.post_message(self.Jumped(self.cursor))
        self.go(offset)

    def reveal(self, row: int, rows: int = 1) -> None:
        """Scroll as little as shows ``rows`` rows from ``row`` on."""
        top, height = self.scroll_offset.y, self.size.height
        if row < top:
            self.scroll_to(y=row, animate=False)
        elif row + rows > top + height:
            self.scroll_to(y=row + rows - height, animate=False)

    def _inside(self, offset: int) -> int:
        return min(max(0, offset), max(0, len(self.article.text) - 1)) if self.article else 0

    def select(self, span: Span | None) -> None:
        """Select a span of the article as the mouse would, or nothing."""
        self.screen.selections = {} if span is None else {self: Selection(Offset(span.start, 0), Offset(span.end, 0))}
        self._show_selection()

    def _show_selection(self) -> None:
        """Show what is selected now, in place of what was."""
        before, self._chosen = self._chosen, self.selected
        self._touch([span for span in (before, self._chosen) if span])
        self._show_caret()

    def _show_caret(self, *, wanted: bool = False) -> None:
        """Show the very character under the cursor, or not any more."""
        shown = self.article is not None and (wanted or self.selected is not None)
        self.put(Layer.CARET, [Mark(cluster_at(self.page.text, self.cursor), "article--caret")] if shown else ())

    def _set_cursor(self, offset: int, *, caret: bool = False) -> None:
        if self.article is None:
            return
        before = self.cursor
        self.cursor = self._inside(offset)
        if not self._sentence.holds(self.cursor):
            self._sentence = sentence_at(self.article.text, self.cursor)
            self._mark_sentence()
        blocks = [self.page.block_at(at) for at in (before, self.cursor)] if self._dims else []
        self._touch([Span(before, before), Span(self.cursor, self.cursor)])
        self._touch([self.page.blocks[each].span for each in blocks])
        self._show_caret(wanted=caret)
        self._tell_once(self.CursorMoved())

    def _mark_sentence(self) -> None:
        self.put(Layer.SENTENCE, [Mark(self._sentence, "article--sentence")])

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Let the cursor follow when the wheel or the bar scrolled it out of the page."""
        super().watch_scroll_y(old_value, new_value)
        if self.article is None or round(old_value) == round(new_value):
            return
        self._drawn.forget()
        top, row = self.scroll_offset.y, self.page.row_of(self.cursor)
        inside = min(max(row, top), top + max(1, self.size.height) - 1)
        if inside != row:
            self._set_cursor(self.page.offset_at(inside, self._column))
        self._tell_once(self.Scrolled())

    # Laying out

    def on_resize(self, event: Resize) -> None:
        """Wrap to the new width; the cursor's line keeps its place on the screen."""
        self._keep_place(self._painter.beneath)

    def notify_style_update(self) -> None:
        """Forget what was drawn with the old styles."""
        self._strips.clear()
        self._styles.clear()
        self._drawn.forget()
        super().notify_style_update()

    def _keep_place(self, beneath: Mapping[int, Sequence[Sequence[Run]]]) -> None:
        above = self.page.row_of(self.cursor) - self.scroll_offset.y if self._is_at_place else self.size.height // 3
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
        # Room below the last line, so that it can be read in the middle of the screen.
        self.virtual_size = Size(width, page.height + self.size.height // 3)

    # Drawing

    def render_lines(self, crop: Region) -> list[Strip]:
        """Return what stands in a region of the screen."""
        return self._drawn.lines(crop)

    def on_idle(self) -> None:
        """Have drawn what looks different, and tell what moved."""
        self._drawn.compare()
        news, self._news = self._news, {}
        for message in news.values():
            self.post_message(message)

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

    # Selection and mouse

    def get_selection(self, selection: Selection) -> tuple[str, str] | None:
        """Return the selected text of the article, as it reads there and not as it is wrapped here."""
        selected = self.selected
        if self.article is None or selected is None:
            return None
        return selected.of(self.article.text), "\n"

    def selection_updated(self, selection: Selection | None) -> None:
        """Draw what is selected."""
        self._show_selection()

    def on_click(self, event: Click) -> None:
        """Put the cursor where the mouse is."""
        if self.article is None or event.button == 2:
            return
        if event.chain > 1:
            event.prevent_default()  # Textual would select the whole article
        row, column = self.scroll_offset.y + event.y, event.x - self.margin
        found = self.page.row(row)
        if (found and found.extra is not None) or (column > self.page.measure and row in self._painter.beside):
            if event.button == 1:
                self.post_message(self.AsideClicked(row, column, event.chain))
            return
        offset = self.page.offset_at(row, column)
        self._set_cursor(offset)
        label = self.page.label_at(row, column)
        if event.button == 3:
            self.post_message(self.Asked(offset))
        elif label is not None:
            self.post_message(self.LabelClicked(label))
        elif found and found.line:
            self.post_message(self.Clicked(offset, event.chain, column < 0))

    def _tell_once(self, message: Message) -> None:
        """Post a message when all is done that one key does, in place of an earlier one of its kind.

        Not before: a screen that is awake too early paints what has changed so far, and the rest a frame later.
        """
        self._news[type(message)] = message
        self.check_idle()

    # Keys: which ones, is told in ui.keymap

    def action_line(self, step: int) -> None:
        """Go so many lines down (negative: up)."""
        self.go(moves.by_line(self.page, self.cursor, self._column, step), sticky=True)

    def action_page(self, step: int, parts: int) -> None:
        """Go so many pages, or with ``parts`` 2 halves, down (negative: up); of a whole page two lines stay."""
        rows = step * max(1, (self.size.height - (2 if parts == 1 else 0)) // parts)
        target = moves.by_rows(self.page, self.cursor, self._column, rows)
        self.scroll_to(y=max(0, self.scroll_offset.y + rows), animate=False)
        self.go(target, sticky=True)

    def action_top(self) -> None:
        """Go to the first line."""
        self.jump(moves.first_line(self.page))

    def action_bottom(self, percent: int) -> None:
        """Go to the last line, or to a percent that isn't 0."""
        self.jump(moves.at_percent(self.page, percent) if percent else moves.last_line(self.page))

    def action_percent(self, percent: int) -> None:
        """Go to a percent of the article."""
        self.jump(moves.at_percent(self.page, percent))

    def action_sentence(self, step: int) -> None:
        """Go so many sentences on; negative: back, to the beginning of this one first."""
        self.go(moves.by_sentence(self.page, self.cursor, step))

    def action_character(self, step: int) -> None:
        """Go so many characters on (negative: back)."""
        self.go(moves.by_cluster(self.page, self.cursor, step), caret=True)

    def action_word(self, step: int) -> None:
        """Go so many words on; negative: back, to the beginning of this one first."""
        self.go(moves.by_word(self.page, self.cursor, step), caret=True)

    def action_word_end(self, step: int) -> None:
        """Go to the end of the so-manieth word."""
        self.go(moves.by_word_end(self.page, self.cursor, step), caret=True)

    def action_line_edge(self, step: int) -> None:
        """Go to the beginning (-1) or the end (1) of the line."""
        self.go(moves.line_edge(self.page, self.cursor, step), caret=True)

    def action_block(self, step: int, kind: str = "") -> None:
        """Go so many blocks on, of a kind if named; negative: back, to the beginning of this one first."""
        self.go(moves.by_block(self.page, self.cursor, step, BlockKind(kind) if kind else None))


def _clip(span: Span | None, start: int, end: int) -> tuple[int, int] | None:
    if span is None:
        return None
    first, last = max(span.start, start), min(span.end, end)
    return (first, last) if first < last else None

"""The article as a page of text to read in: its cursor, what is selected, and the mouse.

Keys move the cursor; the sentence under it is what a note would be made on. Where a step goes is told in
``text.moves``, how the page is wrapped and drawn in ``ui.widgets.text_page``.
"""

from __future__ import annotations

from dataclasses import dataclass

from textual.events import Click
from textual.geometry import Offset
from textual.message import Message
from textual.selection import Selection

from reader.model.article import Article, BlockKind
from reader.model.span import Span
from reader.text import moves
from reader.text.cells import cluster_at
from reader.text.layout import Form
from reader.text.units import sentence_at
from reader.ui.bindings import bindings
from reader.ui.command import Scope
from reader.ui.layers import Layer, Mark
from reader.ui.widgets.text_page import TextPage


class _AtOffset(Message):
    """Something at an offset of the article."""

    def __init__(self, offset: int) -> None:
        super().__init__()
        self.offset = offset


class ArticleView(TextPage):
    """The text of one article with a reading cursor."""

    BINDINGS = bindings(Scope.ARTICLE)

    class CursorMoved(Message):
        """The reading cursor is at another offset."""

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

    @dataclass
    class Stopped(Message):
        """There is no block of a kind further down, or up where ``step`` is negative."""

        kind: str
        step: int

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
        super().__init__(measure, centred=centred)
        self._column = 0
        self._sentence = Span(0, 0)

    def show(self, article: Article, offset: int, form: Form | None = None) -> None:
        """Show an article with the cursor at ``offset``, nothing marked and nothing beneath its paragraphs."""
        super().show(article, offset, form)
        self._sentence = sentence_at(article.text, self.cursor)
        self._mark_sentence()
        self._chosen = self.selected
        self._show_caret()
        self._tell_once(self.CursorMoved())

    # The cursor

    @property
    def sentence(self) -> Span:
        """The sentence under the cursor."""
        return self._sentence

    @property
    def cursor_screen_offset(self) -> Offset:
        """The cell of the screen where the cursor is, under the name that Textual's own widgets have for it."""
        shown, row, column = self._shown_rows, self.page.row_of(self.cursor), self.page.column_of(self.cursor)
        row = min(max(shown.start, row), shown.stop - 1)
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

    def return_to(self, offset: int, top: int) -> None:
        """Put cursor and page back to where they were before one looked elsewhere."""
        self.go(offset)
        self.scroll_to(y=top, animate=False)

    @property
    def _shown_rows(self) -> range:
        top = self.scroll_offset.y
        return range(top, top + max(1, self.size.height))

    def _is_shown(self, offset: int) -> bool:
        return self.page.row_of(offset) in self._shown_rows

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
        if self._is_shown(self.cursor):
            return
        shown = self._shown_rows
        inward = shown if self.page.row_of(self.cursor) < shown.start else reversed(shown)
        nearest = next((row for row in inward if (found := self.page.row(row)) and found.line), None)
        if nearest is not None:  # else a long note fills the screen: the cursor waits above or below it
            self._set_cursor(self.page.offset_at(nearest, self._column))

    # Selection and mouse

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
        """Show the very character under the cursor, or not any more.

        Where there is no shade for the sentence, it says which one that is: without colour, and in the terminal's own.
        """
        shadeless = self.app.no_color or self.app.native_ansi_color
        shown = self.article is not None and (wanted or shadeless or self.selected is not None)
        self.put(Layer.CARET, [Mark(cluster_at(self.page.text, self.cursor), "article--caret")] if shown else ())

    def offset_under(self, x: int, y: int) -> int:
        """Return the offset of the article that a mouse at a cell of the view means."""
        return self.page.under(self.scroll_offset.y + y, x - self.margin)

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
        if event.chain == 1 and self.selected is not None:
            return  # a drag ends here
        label = self.page.label_at(row, column)
        if event.button == 3:
            self.post_message(self.Asked(offset))
        elif label is not None:
            self.post_message(self.LabelClicked(label))
        elif found and found.line:
            self.post_message(self.Clicked(offset, event.chain, column < 0))

    # Keys: which ones, is told in ui.keymap

    def action_line(self, step: int) -> None:
        """Go so many lines down (negative: up); through a long note, and what stands below the text, row by row."""
        target = moves.by_line(self.page, self.cursor, self._column, step)
        if self._passes_unseen(target):
            end = max(self.scroll_offset.y, self.rows - self.size.height)
            self.scroll_to(y=min(max(0, self.scroll_offset.y + step), end), animate=False)
        else:
            self.go(target, sticky=True)

    def _passes_unseen(self, target: int) -> bool:
        """Tell whether a step by lines would pass over more rows than are read at a glance, or leads nowhere."""
        if target == self.cursor:
            return True
        first, last = sorted(self.page.block_at(at) for at in (self.cursor, target))
        longest = max((rows for block, rows in self.page.reserved.items() if first <= block < last), default=0)
        far = longest > self.size.height // 2 or not self._is_shown(self.cursor)
        return far and not self._is_shown(target)

    def action_page(self, step: int, parts: int) -> None:
        """Go so many pages, or with ``parts`` 2 halves, down (negative: up); of a whole page two lines stay."""
        rows = step * max(1, (self.size.height - (2 if parts == 1 else 0)) // parts)
        target = moves.by_rows(self.page, self.cursor, self._column, rows)
        self.scroll_to(y=max(0, self.scroll_offset.y + rows), animate=False)
        if self._is_shown(target):  # else the screen is full of a long note
            self._set_cursor(target)

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
        before = self.cursor
        target = moves.by_block(self.page, before, step, BlockKind(kind) if kind else None)
        if not kind:
            self.go(target)
        elif target == before:
            self.post_message(self.Stopped(kind, step))
        else:
            self.jump(target)

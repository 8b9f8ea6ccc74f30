"""Selecting by keys: what a selection is anchored to, by which units it grows, and how it becomes larger or smaller.

The selection itself is Textual's own, in offsets of the article, so that keys and the mouse make the same thing.
"""

from __future__ import annotations

from collections.abc import Callable

from reader.model.span import Span
from reader.text.objects import STEPS, Objects, Unit
from reader.ui.reading import Reading
from reader.ui.widgets.article_view import ArticleView

_NONE = {Unit.QUOTE: "There is no quote here.", Unit.MENTION: "Nobody and no place is named here."}


class Selecting:
    """The selection of one open article.

    Args:
        reading: the open article.
        view: shows it.
        say: tells the reader something in the bottom row.
        show: shows there what is being selected, which is no news to be kept.
    """

    def __init__(
        self, reading: Reading, view: ArticleView, say: Callable[[str], None], show: Callable[[str], None]
    ) -> None:
        self._reading = reading
        self._view = view
        self._say = say
        self._show = show
        self._unit = self._began_by = Unit.CHARACTER
        self._anchor: int | None = None
        self._at = 0
        self._made: Span | None = None  # what keys selected last
        self._smaller: list[Span] = []
        self._taken: Span | None = None  # as an object, as long as it is what is selected

    @property
    def active(self) -> bool:
        """Whether moves of the cursor extend a selection; not when it was let go, or the mouse made another one."""
        return self._anchor is not None and self._made is not None and self._view.selected == self._made

    def begin(self, unit: str) -> None:
        """Begin to select by a unit where the cursor is; told so again, go on by the next larger one."""
        wanted = Unit(unit)
        if not self.active:
            self._take_hold()
        elif wanted is self._began_by:
            self._unit = STEPS[(STEPS.index(self._unit) + 1) % len(STEPS)]
            self._reach()
            return
        self._unit = self._began_by = wanted
        self._reach()

    def _take_hold(self) -> None:
        """Begin at the cursor; what the mouse has selected is gone on with, from the end where it began."""
        self._anchor, selected = self._view.cursor, self._view.selected
        if selected is not None:
            first, last, at = selected.start, self._last(selected), self._view.cursor
            backward = selected.holds(at) and at - first < last - at
            self._anchor, end = (last, first) if backward else (first, last)
            self._view.go(end)

    def follow(self) -> None:
        """Extend the selection to the cursor if that has moved."""
        if self.active and self._view.cursor != self._at:
            self._reach()

    def _reach(self) -> None:
        if self._anchor is not None:
            self._smaller, self._taken = [], None
            self._at = self._view.cursor
            self._select(self._objects.between(self._unit, self._anchor, self._at))

    def extend(self, by: str, step: int) -> None:
        """Begin to select if nothing is selected yet, and move the cursor so many characters, words or lines."""
        if not self.active:
            self._unit = Unit.CHARACTER
            self._take_hold()
            self._reach()
        getattr(self._view, f"action_{by}")(step)

    def swap(self) -> None:
        """Go to the other end of the selection."""
        selected = self._view.selected
        if selected is not None and self._anchor is not None:
            forward = self._anchor <= self._view.cursor
            first, last = selected.start, self._last(selected)
            self._anchor, self._at = (last, first) if forward else (first, last)
            self._view.go(self._at)
            self._tell_how()

    def take_whole(self, unit: str, count: int = 1) -> None:
        """Select an object as ``take`` does, with the white space that belongs to it."""
        self.take(unit, count, whole=True)

    def take(self, unit: str, count: int = 1, *, whole: bool = False) -> None:
        """Select the object at the cursor: word, sentence, paragraph, quote or mention; ``whole``: with white space.

        Where that is selected already, and for each more in ``count``, the next one is added, in the direction in
        which the selection grew.
        """
        wanted, objects = Unit(unit), self._objects
        found = objects.an(wanted, self._view.cursor) if whole else objects.at(wanted, self._view.cursor)
        span = self._taken_with(wanted)
        if span is None and (found is None or not len(found)):
            self._say(_NONE.get(wanted, "There is nothing here."))
            return
        forward = not self.active or self._anchor is None or self._anchor <= self._view.cursor
        for _ in range(count if wanted in STEPS else 1):
            span = objects.onward(wanted, span, whole=whole, forward=forward) if span else found
        self._unit = Unit.CHARACTER if whole or wanted not in STEPS else wanted
        if span is not None:
            self._set(span, forward=forward)
            self._taken = span

    def _taken_with(self, unit: Unit) -> Span | None:
        """Return what was taken as an object, if it is still selected and holds an object of this kind too."""
        taken, text = self._taken, self._reading.article.text
        if taken is None or not self.active or not taken.holds(self._view.cursor):
            return None
        first = taken.end - len(text[taken.start : taken.end].lstrip())
        inner = self._objects.at(unit, min(first, taken.end - 1))
        return taken if inner is not None and taken.covers(inner) else None

    def grow(self) -> None:
        """Select the next larger object around the selection: word, mention, sentence, quote, paragraph, article."""
        selected = self._view.selected
        larger = self._objects.larger(selected) if selected else None
        if selected and larger:
            smaller = [*self._smaller, selected]
            self._set(larger)
            self._smaller = smaller
            self._show(f"Selected: {_words(larger.of(self._reading.article.text))}")

    def shrink(self) -> None:
        """Select again what was selected before it grew."""
        if self._smaller:
            smaller = self._smaller[:-1]
            self._set(self._smaller[-1])
            self._smaller = smaller
        else:
            self._say("This was not made larger before.")

    def copy(self, form: str) -> None:
        """Copy the selection, else the sentence under the cursor; see ``copying``."""
        from reader.ui.copying import copied  # noqa: PLC0415  with the first copy

        passage = self._view.selected or self._view.sentence
        if form == "plain" and self.active and self._taken:
            passage = self._taken  # with the blank line behind a paragraph, which is no part of a note
        text = copied(self._reading, passage, form)
        self._view.app.copy_to_clipboard(text)
        aside = "" if form == "plain" else ", with where this is from"
        self._say(f"Copied {_words(passage.of(self._reading.article.text))}{aside}.")

    def tell(self) -> None:
        """Say what is selected, if that wasn't by keys, and what can be done with it."""
        selected = self._view.selected
        if selected is not None and not self.active:
            said = _words(selected.of(self._reading.article.text))
            self._show(f"Selected {said}; ‹highlight› highlights, ‹note› notes, ‹copy› copies")

    def end(self) -> None:
        """Let the selection go."""
        self._anchor = None
        self._view.select(None)

    def _set(self, span: Span, *, forward: bool = True) -> None:
        self._smaller, self._taken = [], None
        ends = span.start, self._last(span)
        self._anchor, self._at = ends if forward else (ends[1], ends[0])
        self._select(span)
        self._view.go(self._at)

    def _last(self, span: Span) -> int:
        last = self._objects.at(Unit.CHARACTER, max(span.start, span.end - 1))
        return last.start if last else span.start

    def _select(self, span: Span) -> None:
        self._view.select(span)
        self._made = self._view.selected
        self._tell_how()

    def _tell_how(self) -> None:
        selected = self._view.selected
        if selected is not None:
            self._show(f"Selecting by {self._unit}s: {_words(selected.of(self._reading.article.text))}")

    @property
    def _objects(self) -> Objects:
        article, analysis = self._reading.article, self._reading.analysis
        if analysis is None:
            return Objects(article.text, article.blocks)
        quotes = [quote.span for quote in analysis.quotes]
        return Objects(article.text, article.blocks, quotes, [entity.span for entity in analysis.entities])


def _words(text: str) -> str:
    number = len(text.split())
    return f"{number:,} word{'s' * (number != 1)}"

"""Finding in the open article: what the find bar and the keys of searching do, apart from both."""

from __future__ import annotations

from collections.abc import Callable

from reader.text import moves
from reader.text.search import Hits, Query, Searcher
from reader.text.units import word_at
from reader.ui.display import Display
from reader.ui.furniture import counted
from reader.ui.reading import Reading


class Finding:
    """Searches in one article.

    Args:
        reading: the open article; its ``hits`` are what was found.
        display: shows it.
        say: tells the reader something in the bottom row.
        last: the query before, for one that says nothing.
    """

    def __init__(self, reading: Reading, display: Display, say: Callable[[str], None], last: Query | None) -> None:
        self.last = last or Query()
        self._reading = reading
        self._display = display
        self._say = say
        self._searcher = Searcher(reading.article.text)
        self._origin: tuple[int, int] | None = None

    def begin(self) -> None:
        """Remember where the search begins."""
        view = self._display.view
        self._origin = (view.cursor, view.scroll_offset.y)

    def look(self, query: Query) -> None:
        """Mark the hits of a query and go to the first from where the search began; without any, go back there."""
        hits = self._reading.hits = self._searcher.find(query)
        view = self._display.view
        origin = self._origin or (view.cursor, view.scroll_offset.y)
        target = hits.at_or_after(origin[0])
        if target:
            view.go(target.start)
        else:
            view.return_to(*origin)
        self._display.hits(self._reading)

    def step(self, step: int) -> None:
        """Go so many hits on (negative: back), round the ends."""
        if self._reading.hits.starts:
            self._display.view.go(moves.around(self._reading.hits.starts, self._display.view.cursor, step))
            self._display.hits(self._reading)

    def accept(self) -> None:
        """End the search at its hit. For a query without words, the last one is looked for again."""
        view, query = self._display.view, self._reading.hits.query
        if not query.words.strip() and self.last.words:
            query = self.last
            self.look(query)
        if self._reading.hits.starts:
            self.last = query
            view.post_message(view.Jumped(self._origin[0] if self._origin else view.cursor))
        elif query.words.strip():
            self._say(self.told(query)[0] or f"“{query.words}” is not in this article.")
            self.let_go()
        self._origin = None
        view.focus()

    def leave(self) -> None:
        """Give the search up and go back to where it began."""
        if self._origin is not None:
            self._display.view.return_to(*self._origin)
        self._origin = None
        self.let_go()
        self._display.view.focus()

    def let_go(self) -> None:
        """Take the marks of the hits away."""
        self._reading.hits = Hits()
        self._display.hits(self._reading)

    def word(self) -> None:
        """Find the selected words, else the word under the cursor, and go to where it stands next."""
        view, text = self._display.view, self._reading.article.text
        span = view.selected or word_at(text, view.cursor)
        query = Query(" ".join(span.of(text).split()), whole=True)
        hits = self._searcher.find(query)
        if not hits.starts:
            self._say("There is no word under the cursor.")
            return
        self.last, self._reading.hits = query, hits
        view.jump(moves.around(hits.starts, span.start, 1))
        self._display.hits(self._reading)

    def told(self, query: Query) -> tuple[str, bool]:
        """Return what there is to say of the search (``2/9``), and whether it is trouble."""
        hits = self._reading.hits
        if hits.trouble:
            return hits.trouble, True
        if not query.words.strip():
            return "", False
        if not hits.starts:
            return "not in this article", True
        return counted(hits, self._display.view.cursor), False

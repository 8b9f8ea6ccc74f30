"""Going through an article by what is in it: mentions, quotes, notes; back and forward; to marks."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from reader.text import moves
from reader.ui.places import Jumps, Marks, Place
from reader.ui.reading import Reading
from reader.ui.widgets.article_view import ArticleView
from reader.workspace import Workspace

if TYPE_CHECKING:
    from reader.model.article import Article

_NOTHING = {
    "mention": "Choose a person (‹people›) or a country (‹countries›), or find words (‹find›): "
    "‹next-mention› and ‹previous-mention› go through the mentions or hits.",
    "name": "Nobody and no place is named in this article.",
    "quote": "There is no quote in this article.",
    "link": "There is no link in this article.",
    "note": "There is no note in this article yet: ‹note› writes one on the sentence under the cursor.",
}


class Travel:
    """Moves the cursor of the view.

    Args:
        view: the article.
        say: tells the reader something in the bottom row.
        open_article: opens an article by id.
        workspace: keeps the places that were marked, in earlier sessions too.
    """

    def __init__(
        self, view: ArticleView, say: Callable[[str], None], open_article: Callable[[str], None], workspace: Workspace
    ) -> None:
        self.reading: Reading | None = None
        self._view = view
        self._say = say
        self._open = open_article
        self._jumps = Jumps()
        self._workspace = workspace
        self._marks = Marks(workspace.memory)

    def step(self, what: str, step: int) -> None:
        """Go so many mentions or hits, names, quotes, links or notes on (negative: back), round the ends."""
        starts = self._starts(what)
        if starts:
            self._view.jump(moves.around(starts, self._view.cursor, step))
            if what == "link":
                self._tell_link()
        else:
            self._say(_NOTHING[what])

    def _starts(self, what: str) -> Sequence[int]:
        reading = self.reading
        if reading is None:
            return []
        if what == "mention":
            return reading.hits.starts or reading.foci.starts
        if what == "name" and reading.analysis is not None:
            return [each.span.start for each in reading.analysis.entities if each.person or each.country]
        if what == "quote" and reading.analysis is not None:
            return [quote.span.start for quote in reading.analysis.quotes]
        if what == "link":
            return [link.span.start for link in reading.links]
        return [span.start for _, span in reading.placed] if what == "note" else []

    def follow_behind(self, offset: int) -> None:
        """Open the link that ends at an offset, or just before it."""
        for number, link in enumerate(self.reading.links if self.reading else [], 1):
            if link.span.start < offset <= link.span.end:
                self.follow(number)
                return

    def follow(self, number: int) -> None:
        """Open a link in the browser: by its number, from 1, or (0) the one at the cursor or in its sentence."""
        links = self.reading.links if self.reading else []
        here = [link for link in links if link.span.holds(self._view.cursor)]
        near = [link for link in links if link.span.overlaps(self._view.sentence)]
        chosen = links[number - 1 : number] if number else (here or near)[:1]
        if chosen:
            self._view.app.open_url(chosen[0].address)
            self._say(f"Opened {chosen[0].address}")
        else:
            self._say(
                f"There are {len(links)} links." if number else "There is no link here: ‹next-link› goes to the next."
            )

    def _tell_link(self) -> None:
        links = self.reading.links if self.reading else []
        for number, link in enumerate(links, 1):
            if link.span.holds(self._view.cursor):
                self._say(f"Link {number} of {len(links)}: {link.address}  (‹follow-link› opens it)")

    def leave(self, offset: int) -> None:
        """Remember that a jump begins at ``offset``."""
        if self.reading is not None:
            self._jumps.leave(self._place(self.reading.article, offset))

    def carry(self, before: Article, after: Article, to: Callable[[int], int]) -> None:
        """Take the jumps in an article over to another version of it."""
        self._jumps.carry(before.text_hash, after.text_hash, to)

    def back(self) -> None:
        """Go where the last jump began."""
        here = self._here()
        place = self._jumps.back(here) if here else None
        self._go(place, "No jump was made before this.")

    def forward(self) -> None:
        """Take ``back`` back."""
        self._go(self._jumps.forward(), "No jump was taken back.")

    def mark(self, letter: str) -> None:
        """Mark the place of the cursor with a letter."""
        here = self._here()
        if here:
            self._marks.set(letter, here)
            self._say(f"Marked {letter}; ‹to-mark {letter}› comes back.")

    def to_mark(self, letter: str) -> None:
        """Go to the place marked with a letter."""
        here = self._here()
        marked = self._marks.get(letter, here.article) if here else None
        if here and marked:
            self._jumps.leave(here)
        self._go(marked, f"No place is marked {letter}: ‹mark-place {letter}› marks one.")

    def _here(self) -> Place | None:
        return self._place(self.reading.article, self._view.cursor) if self.reading else None

    def _place(self, article: Article, offset: int) -> Place:
        return Place(article.id, offset, article.text_hash)

    def _go(self, place: Place | None, otherwise: str) -> None:
        if place is None:
            self._say(otherwise)
            return
        if self.reading is None or self.reading.article.id != place.article:
            self._open(place.article)
        article = self.reading.article if self.reading is not None else None
        if article is not None and article.id == place.article:
            known = place.version == article.text_hash
            self._view.go(place.offset if known else self._workspace.carry(place.offset, place.version, article))

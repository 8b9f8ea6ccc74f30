"""The library: every article with its source, date, length, progress and notes. Asks only for what it shows."""

from __future__ import annotations

from collections.abc import Callable

from reader.ui.furniture import day, site
from reader.ui.runs import Run, fit, spread
from reader.ui.widgets.row_list import RowList
from reader.workspace import ListedArticle

_ROWS_AN_ITEM = 2
_PAGE = 100


Fetch = Callable[[int, int], list[ListedArticle]]


class LibraryList(RowList):
    """The list of articles.

    Args:
        fetch: returns items from an offset on, as many as asked for.
        count: returns how many articles there are.
    """

    BORDER_TITLE = "Library"

    def __init__(self, fetch: Fetch, count: Callable[[], int]) -> None:
        super().__init__(id="library")
        self._fetch = fetch
        self._count = count
        self._pages: dict[int, list[ListedArticle]] = {}
        self.open_id = ""

    def on_mount(self) -> None:
        """Show the library."""
        self.reload()

    def reload(self) -> None:
        """Ask for everything anew: articles, notes or progress changed."""
        self._pages.clear()
        self.set_tops(range(0, self._count() * _ROWS_AN_ITEM + 1, _ROWS_AN_ITEM))

    def set_open(self, article_id: str) -> None:
        """Mark the article that is open, and put the cursor on it where that is known to be near."""
        self.open_id = article_id
        shown = range(min(self.items, _PAGE))
        place = next((index for index in shown if self.item(index).row.id == article_id), None)
        if place is not None:
            self.move(place)
        self.redraw()

    def item(self, index: int) -> ListedArticle:
        """Return the item at ``index``, from 0."""
        page = index // _PAGE
        if page not in self._pages:
            self._pages[page] = self._fetch(page * _PAGE, _PAGE)
        return self._pages[page][index % _PAGE]

    def draw_item(self, index: int, width: int) -> list[list[Run]]:
        """Return title and facts of an article."""
        item = self.item(index)
        row = item.row
        opened = row.id == self.open_id
        state = "▌" if opened else " " if row.opened else "●"
        title: Run = (row.title or "(no title)", "list--active" if opened else "list--text")
        facts = [site(row.source), day(row.published, short=True), f"{row.words:,} words"]
        right = f"{item.notes}✎" if item.notes else ""
        if row.progress > 0:
            right = f"{right} {round(row.progress * 100)}%".strip()
        quiet: list[Run] = [("  " + " · ".join(fact for fact in facts if fact), "list--quiet")]
        return [
            fit([(f"{state} ", "list--mark"), title], width),
            spread(quiet, (right, "list--quiet"), width),
        ]

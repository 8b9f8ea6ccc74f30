"""The library: every article with its source, date, length, progress and notes. Asks only for what it shows."""

from __future__ import annotations

from collections.abc import Callable

from reader.ui.furniture import day, site
from reader.ui.runs import Run, fit, spread
from reader.ui.widgets.filter_list import FilterList
from reader.workspace import ListedArticle

_ROWS_AN_ITEM = 3
_PAGE = 100


Fetch = Callable[[int, int, str], list[ListedArticle]]


class LibraryList(FilterList):
    """The list of articles.

    Args:
        fetch: returns items from an offset on, as many as asked for, that a filter finds ("" for all).
        count: returns how many articles there are.
    """

    def __init__(self, fetch: Fetch, count: Callable[[], int]) -> None:
        super().__init__(id="library")
        self._fetch = fetch
        self._count = count
        self._pages: dict[int, list[ListedArticle]] = {}
        self.open_id = ""

    def reload(self) -> None:
        """Ask for everything anew: articles, notes or progress changed."""
        self._pages.clear()
        if self.filter:
            self._pages[0] = self._fetch(0, _PAGE, self.filter)
        count = len(self._pages[0]) if self.filter else self._count()
        self.set_tops(range(0, count * _ROWS_AN_ITEM + 1, _ROWS_AN_ITEM))

    def apply_filter(self) -> None:
        """Show the articles that the filter finds, the first hundred."""
        self.reload()

    def set_open(self, article_id: str) -> None:
        """Mark the article that is open, and put the cursor on it where that is known to be near."""
        self.open_id = article_id
        shown = range(min(self.items, _PAGE))
        place = next((at for at in shown if (item := self.item(at)) and item.row.id == article_id), None)
        if place is not None:
            self.move(place)
        self.redraw()

    def item(self, index: int) -> ListedArticle | None:
        """Return the item at ``index``, from 0; None when the library can't give it."""
        page = index // _PAGE
        if page not in self._pages:
            self._pages[page] = self._fetch(page * _PAGE, _PAGE, "")
        found = self._pages[page]
        return found[index % _PAGE] if index % _PAGE < len(found) else None

    def draw_item(self, index: int, width: int) -> list[list[Run]]:
        """Return title and facts of an article."""
        item = self.item(index)
        if item is None:
            return []
        row = item.row
        opened = row.id == self.open_id
        state = "▌" if opened else " " if row.opened else "●"
        title: Run = (row.title or "(no title)", "list--active" if opened else "list--text")
        origin = " · ".join(filter(None, (day(row.published, short=True), site(row.source))))
        progress = f" · {round(row.progress * 100)} %" if row.opened else ""
        notes: Run = (f"{item.notes} ✎" if item.notes else "", "list--mark")
        return [
            fit([(f"{state} ", "list--mark"), title], width),
            fit([("  " + (origin or "source unknown"), "list--quiet")], width),
            spread([(f"  {row.words:,} words{progress}", "list--quiet")], notes, width),
        ]

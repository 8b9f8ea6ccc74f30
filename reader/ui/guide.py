"""Help where it is needed: keys of this place, keys that may follow, messages, reasons, changes, a speaker to pick."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from reader.ui.command import Scope

if TYPE_CHECKING:
    from reader.ui.screens.reader import ReaderScreen


class Guide:
    """Opens what explains the screen.

    Args:
        screen: what is explained.
    """

    def __init__(self, screen: ReaderScreen) -> None:
        self._screen = screen

    def keys(self) -> None:
        """Show the keys of the place where one is."""
        from reader.ui.screens.keys import KeysScreen  # noqa: PLC0415  with the first ?

        scope = self._screen.scope
        around = {Scope.EDITOR: (), Scope.SELECTING: (Scope.ARTICLE, Scope.READER)}
        scopes = (scope, *around.get(scope, (Scope.READER,)))
        self._screen.app.push_screen(KeysScreen(self._screen.keymap, scopes))

    def messages(self) -> None:
        """Show what was said before."""
        from reader.ui.screens.messages import MessagesScreen  # noqa: PLC0415  with the first question

        self._screen.app.push_screen(MessagesScreen(self._screen.messages.all()))

    def why(self) -> None:
        """Show why what is chosen is there: in the panel, else the chosen person or country, else at the cursor."""
        from reader.ui.screens.why import WhyScreen  # noqa: PLC0415  with the first question
        from reader.ui.why import explanation_of  # noqa: PLC0415

        reading = self._screen.reading
        entry = self._screen.panes.entry()
        explanation = explanation_of(reading, entry, self._screen.view.cursor) if reading else None
        if explanation is None:
            self._screen.say("Choose a person, a country, a quote or a note first; then ‹why› says why it is here.")
        else:
            self._screen.app.push_screen(WhyScreen(explanation))

    def changes(self) -> None:
        """Show what changed since another version of the open article."""
        from reader.ui.screens.changes import ChangesScreen  # noqa: PLC0415  with the first question
        from reader.versions import Versions  # noqa: PLC0415

        screen = self._screen
        if screen.reading is None:
            return
        article = screen.reading.article
        others = Versions(screen.workspace).before(article)
        if others:
            screen.app.push_screen(ChangesScreen(screen.workspace, screen.keymap, article, others))
        else:
            screen.say("Only one version of this article is here; “dateline update” brings in another.")

    def links(self) -> None:
        """Ask for a link, and open it."""
        from reader.ui.furniture import site  # noqa: PLC0415  with the first question
        from reader.ui.screens.pick import PickScreen  # noqa: PLC0415

        reading, travel = self._screen.reading, self._screen.travel
        if reading is None or not reading.links:
            self._screen.say("There is no link in this article.")
            return

        def picked(index: int | None) -> None:
            if index is not None:
                travel.follow(index + 1)

        lines = [(" ".join(link.span.of(reading.article.text).split()), site(link.address)) for link in reading.links]
        self._screen.app.push_screen(PickScreen("Open the link", lines), picked)

    def notebook(self) -> None:
        """Show the notes of all articles; what was done to them there is shown here then."""
        from reader.ui.screens.notebook import NotebookScreen  # noqa: PLC0415  with the first question

        screen = self._screen

        def closed(chosen: tuple[str, str] | None) -> None:
            if chosen is not None:
                screen.open_article(*chosen)
            elif screen.desk is not None:
                screen.attempt(partial(screen.desk.reload, ""))

        screen.app.push_screen(NotebookScreen(screen.workspace, screen.keymap), closed)

    def speaker(self) -> None:
        """Ask for a speaker, and go to the next quote."""
        from reader.ui.screens.pick import PickScreen  # noqa: PLC0415  with the first question

        choosing = self._screen.choosing
        found = choosing.speakers() if choosing is not None else []
        if choosing is None or not found:
            self._screen.say("Nobody is quoted in this article.")
            return

        def picked(index: int | None) -> None:
            if index is not None:
                choosing.next_quote_of(found[index].key)

        lines = [(each.name, str(len(each.quotes))) for each in found]
        self._screen.app.push_screen(PickScreen("The next quote of", lines), picked)

"""What the command palette reaches: commands, articles, people and countries of the open article."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING

from textual.command import Hit, Hits
from textual.content import Content

from reader.ui.choices import Choices, Offer
from reader.ui.command import Scope
from reader.ui.focus import FocusKind
from reader.ui.keymap import COMMANDS
from reader.ui.offering import OfferProvider

if TYPE_CHECKING:
    from reader.ui.screens.reader import ReaderScreen

_MOST_ARTICLES = 50
_MOST_LETTERS = 80
_REACHED = (Scope.READER, Scope.ARTICLE, Scope.SELECTING)
_OF_LISTS = frozenset({"turn-quotes"})


class DatelineCommands(OfferProvider):
    """Offers everything as (text, help, what to do)."""

    @property
    def _reader(self) -> ReaderScreen:
        from reader.ui.screens.reader import ReaderScreen  # noqa: PLC0415  that module imports this one's user

        assert isinstance(self.screen, ReaderScreen)  # noqa: S101  the screen that registers this provider
        return self.screen

    async def search(self, query: str) -> Hits:
        """Offer what fits the query; the library does its own searching, its titles may be many."""
        async for hit in super().search(query):
            yield hit
        for item in self._reader.catalogue.articles(0, _MOST_ARTICLES, query):
            run = partial(self._reader.open_article, item.row.id)
            yield Hit(0.5, Content(item.row.title), run, text=item.row.title, help="open this article")

    def _first_offers(self) -> Iterator[Offer]:
        return self._commands()

    def _offers(self) -> Iterator[Offer]:
        yield from self._commands()
        yield from self._exports()
        yield from self._in_article()
        yield from Choices(self._reader).offers()

    def _commands(self) -> Iterator[Offer]:
        """Return the commands outside of editor and search; those of a list where one is in one, or it needn't be."""
        scopes = {*_REACHED, self._reader.scope}
        for command in COMMANDS:
            if command.id != "palette" and (command.scope in scopes or command.id in _OF_LISTS):
                keys = self._reader.keymap.shown(command)
                run = partial(self._reader.keyboard.begin, command)
                yield command.title, f"{command.group}  ·  {keys}", run

    def _exports(self) -> Iterator[Offer]:
        """Offer the formats of exports that need no further word, but the one that has a key."""
        from reader.export.formats import FORMATS  # noqa: PLC0415  no start needs them

        for name, shape in FORMATS.items():
            if name not in {"markdown", "template"} and self._reader.reading:
                yield f"Export: {shape.about}", "Notes", partial(self._reader.action_do, "article", "export", (name,))

    def _in_article(self) -> Iterator[Offer]:
        """Return people, countries, speakers, notes and corrections of the open article."""
        reading, choosing = self._reader.reading, self._reader.choosing
        if reading is None or choosing is None:
            return
        for person in reading.analysis.people if reading.analysis else ():
            told = person.role or "person in this article"
            yield person.name, told, partial(choosing.focus_on, FocusKind.PERSON, person.id)
        for country in reading.analysis.countries if reading.analysis else ():
            told = "country in this article"
            yield country.name, told, partial(choosing.focus_on, FocusKind.COUNTRY, country.code)
        for speaker in choosing.speakers():
            told = f"{len(speaker.quotes)} in this article"
            yield f"Next quote of {speaker.name}", told, partial(choosing.next_quote_of, speaker.key)
        for note in reading.notes:
            said = " ".join((note.annotation.body or note.annotation.target.exact).split())[:_MOST_LETTERS]
            tags = "".join(f" #{tag}" for tag in note.annotation.tags)
            run = partial(self._reader.action_do, "desk", "go_to", (note.annotation.id,))
            yield f"Note: {said}{tags}", f"go to this {note.annotation.colour} note", run
        correcting = self._reader.correcting()
        for text, where, take_back in correcting.offers() if correcting else ():
            yield f"Correction: {text}", f"{where}  ·  take it back", take_back

"""What a command palette of ours does with its offers: show them, and find among them."""

from __future__ import annotations

from collections.abc import Iterator

from textual.command import DiscoveryHit, Hit, Hits, Provider
from textual.content import Content

from reader.ui.choices import Offer


class OfferProvider(Provider):
    """Offers things as (text, help, what to do). Subclasses say which."""

    def _offers(self) -> Iterator[Offer]:
        """Return all that can be found."""
        raise NotImplementedError

    def _first_offers(self) -> Iterator[Offer]:
        """Return what is shown before anything is typed."""
        return self._offers()

    async def discover(self) -> Hits:
        """Offer what is shown at first."""
        for text, told, run in self._first_offers():
            yield DiscoveryHit(Content(text), run, text=text, help=told)

    async def search(self, query: str) -> Hits:
        """Offer what fits the query."""
        matcher = self.matcher(query)
        for text, told, run in self._offers():
            score = matcher.match(text)
            if score > 0:
                yield Hit(score, Content(text), run, text=text, help=told)

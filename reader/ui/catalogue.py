"""What the lists ask the workspace for; a failure is told, and the list goes on with nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.annotator import Annotator
from reader.errors import DatelineError

if TYPE_CHECKING:
    from reader.ui.screens.telling import TellingScreen
    from reader.workspace import ListedArticle, Workspace


class Catalogue:
    """Articles and tags for one screen.

    Args:
        workspace: where they are.
        screen: tells what fails.
    """

    def __init__(self, workspace: Workspace, screen: TellingScreen[None]) -> None:
        self._workspace = workspace
        self._screen = screen

    def articles(self, offset: int, limit: int, query: str) -> list[ListedArticle]:
        """Return articles from an offset on, as many as asked for, whose title or source fits."""
        return self._screen.tried(lambda: self._workspace.articles(offset, limit, query), [])

    def count(self) -> int:
        """Return how many articles there are."""
        return self._screen.tried(self._workspace.library.count, 0)

    def known_tags(self) -> list[str]:
        """Return all tags; called from a thread, where a failure has no screen to be told on: no tag is offered."""
        try:
            return Annotator(self._workspace).known_tags()
        except DatelineError:
            return []

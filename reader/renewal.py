"""An article that got another version while it was open: noticed, and made ready to be shown in the old one's place."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from reader.analysis.models import request_of
from reader.annotator import Annotator
from reader.errors import DatelineError
from reader.library.library import Change
from reader.model.analysis import Analysis
from reader.model.annotation import PlacedNote
from reader.model.article import Article
from reader.workspace import Workspace

_State = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Renewal:
    """The present version of an article, with its notes; ``carry`` takes an offset of the version before to its own."""

    article: Article
    notes: Sequence[PlacedNote]
    analysis: Analysis | None
    carry: Callable[[int], int]


def renewal(workspace: Workspace, before: Article, offset: int) -> Renewal:
    """Return the present version of ``before``; takes as long as a word diff, of which ``offset`` is the first use.

    Raises:
        NotFoundError: the article is gone.
        LibraryError: the library can't be read.
        NoteError: the notes can't be read.
    """
    article = workspace.article(before.id)

    def carry(place: int) -> int:
        return min(workspace.carry(place, before.text_hash, article), max(0, len(article.text) - 1))

    carry(offset)
    return Renewal(article, Annotator(workspace).notes(article), workspace.cached(request_of(article)), carry)


class VersionWatch:
    """Looks whether an article has another version now: taken in by another process, or by a change of its file.

    A file is read again when it was changed since it was read, and has been the same for two looks: somebody may be
    writing it. What can't be read then is left for the next change; a file that is gone is no news.
    """

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._article = ""
        self._path: Path | None = None
        self._read: _State | None = None
        self._last: _State | None = None

    def look(self, article: Article) -> Change:
        """Tell what became of an article: ``UPDATED`` when it has another version than this one.

        ``NEW`` when its file holds another story now, which is in the library as an article of its own. Takes as long
        as the disk does: to be asked in a thread. Never raises: what is wrong with the library is told elsewhere.
        """
        try:
            story = self._look_at_file(article)
            present = self._workspace.library.present(article.id)
        except DatelineError:
            return Change.SAME
        return Change.UPDATED if present not in {None, article.text_hash} else story

    def _look_at_file(self, article: Article) -> Change:
        if article.id != self._article:
            self._begin(article)
        now, before = _state(self._path), self._last
        self._last = now
        if self._path is None or now is None or now == self._read or now != before:
            return Change.SAME
        self._read = now
        added = self._workspace.add(self._path)[0].added
        return Change.NEW if added is not None and added.change is Change.NEW else Change.SAME

    def _begin(self, article: Article) -> None:
        """Remember the file that an article was found in last, as it was when it was read."""
        places = self._workspace.library.locators(article.id)
        path = Path(places[0]) if places and "://" not in places[0] else None
        seen = [
            each.seen for each in self._workspace.library.versions(article.id) if each.text_hash == article.text_hash
        ]
        state = _state(path)
        unread = state is not None and bool(seen) and state[0] > seen[0].timestamp() * 1e9
        self._article, self._path, self._last = article.id, path, state
        self._read = None if unread else state


def _state(path: Path | None) -> _State | None:
    """Return what tells a file from what it was before; None when it isn't there."""
    try:
        found = path.stat() if path is not None else None
    except (OSError, ValueError):
        return None
    return (found.st_mtime_ns, found.st_size, found.st_ino) if found is not None else None

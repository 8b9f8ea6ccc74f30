"""The versions of an article: a new one taken in, and where its notes went."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from reader.annotator import Annotator
from reader.errors import NotFoundError, SourceError
from reader.library.library import Added, Change
from reader.model.annotation import PlacedNote, PlaceState
from reader.model.article import Article, Draft
from reader.notes.store import Note
from reader.text.differences import Difference, differences
from reader.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Went:
    """A note, with its place in the version before and in the present one."""

    note: Note
    before: PlacedNote
    after: PlacedNote


@dataclass(frozen=True, slots=True)
class Updated:
    """What became of an article, and of each of its notes."""

    added: Added
    notes: Sequence[Went]

    def count(self, state: PlaceState) -> int:
        """Return how many notes are in a state now."""
        return sum(each.after.place.state is state for each in self.notes)


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two versions of an article's text, and where they differ, in their order."""

    old: str
    new: str
    differences: Sequence[Difference]


class Versions:
    """The versions of the articles of a workspace."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace

    def update(self, known: str, draft: Draft, locator: str = "") -> Updated:
        """Make ``draft`` the present version of the article ``known``, and place its notes anew.

        Raises:
            NotFoundError: there is no such article.
            LibraryError: the library can't be read or written.
            NoteError: the notes can't be read.
        """
        return self._turned(known, lambda: self._workspace.library.update(known, draft, locator))

    def back(self, known: str) -> Updated:
        """Make the version before the present one the present one again.

        Raises:
            NotFoundError: there is no such article, or no version before.
            LibraryError, NoteError: as ``update`` does.
        """
        library, present = self._workspace.library, self._workspace.article(known)
        hashes = [each.text_hash for each in library.versions(known)]
        older = hashes[: hashes.index(present.text_hash)]
        if not older:
            raise NotFoundError(f"“{present.title}” has no version before this one.", "Name a file: update ID FILE")
        return self._turned(known, lambda: library.reinstate(known, older[-1]))

    def _turned(self, known: str, turn: Callable[[], Added]) -> Updated:
        workspace = self._workspace
        before = workspace.article(known)
        notes = workspace.note_store.of_article(known)
        placed = [Annotator(workspace).placed(note, before) for note in notes]
        added = turn()
        after = [Annotator(workspace).placed(note, added.article) for note in notes]
        return Updated(added, [Went(*each) for each in zip(notes, placed, after, strict=True)])

    def again(self, known: str) -> Updated:
        """Read an article again from where it was found last, and take in what stands there now.

        Raises:
            SourceError: it came from nowhere that can be read again, or that can't be read now.
            NotFoundError, LibraryError, NoteError: as ``update`` does.
        """
        return self.update(known, *self._found_again(known))

    def _found_again(self, known: str) -> tuple[Draft, str]:
        places = self._workspace.library.locators(known)
        if not places:
            raise SourceError(
                "This article came from nowhere that could be read again.",
                "Name a file or an address: dateline update ID FILE",
            )
        if "://" in places[0]:
            page = self._workspace.page(places[0])
            return page.draft, page.locator
        return self._workspace.draft(Path(places[0])), places[0]

    def before(self, article: Article) -> list[str]:
        """Return the hashes of the article's other versions, the one seen last first. Raises ``LibraryError``."""
        versions = self._workspace.library.versions(article.id)
        return [each.text_hash for each in reversed(versions) if each.text_hash != article.text_hash]

    def compare(self, article: Article, other: str) -> Comparison | None:
        """Return what changed from another version, given by its hash, to the present one; None if it is lost."""
        old = self._workspace.library.version(other)
        return None if old is None else Comparison(old, article.text, differences(old, article.text))


def is_new(updated: Updated) -> bool:
    """Tell whether the text is another one than before."""
    return updated.added.change is Change.UPDATED

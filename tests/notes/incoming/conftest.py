"""A folder of notes, a library of given articles, and imports into them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

import pytest

from reader.export import escape
from reader.model.annotation import Annotation, Place, PlacedNote, Target
from reader.model.article import Article, text_hash
from reader.notes.anchor import anchor
from reader.notes.incoming import detect
from reader.notes.incoming.merging import Exported, Outcome, Result, merge
from reader.notes.incoming.values import Incoming
from reader.notes.store import NoteStore

TEXT = "The headline\n\nFirst paragraph of the story.\n\nSecond one, which says more, “they said”.\n\nThe last."
SOURCE = "https://e.example/story"


def article(text: str = TEXT, title: str = "The headline", source: str = SOURCE) -> Article:
    added = datetime(2026, 11, 24, tzinfo=UTC)
    return Article(text_hash(text)[:12], title, "", "2019-05-14", source, "en", text, (), added)


@dataclass
class Books:
    """A library that gives what it has by id, address or title."""

    articles: list[Article] = field(default_factory=list)

    def has(self, known: str) -> bool:
        return any(each.id == known for each in self.articles)

    def candidates(self, incoming: Incoming) -> Sequence[Article]:
        for fits in (
            lambda each: each.id == incoming.article,
            lambda each: each.source == incoming.address != "",
            lambda each: each.title == incoming.title,
        ):
            if found := [each for each in self.articles if fits(each)]:
                return found
        return []

    def place(self, target: Target, article: Article) -> Place:
        return anchor(target, article.text, article.text_hash)


def bring(store: NoteStore, document: str | bytes, books: Books | None = None) -> list[Result]:
    data = document.encode("utf-8", "surrogatepass") if isinstance(document, str) else document
    exported = Exported(escape.settled, escape.tag)
    return list(merge(store, books or Books(), exported, detect.read(data)))


def outcomes(results: Sequence[Result]) -> list[Outcome]:
    return [each.outcome for each in results]


def placed(annotation: Annotation, text: str = TEXT) -> PlacedNote:
    return PlacedNote(annotation, anchor(annotation.target, text))


@pytest.fixture
def store(tmp_path: Path) -> NoteStore:
    return NoteStore(tmp_path / "notes")


@pytest.fixture
def files(store: NoteStore) -> Callable[[], dict[Path, bytes]]:
    """All bytes under the notes and the trash."""

    def read() -> dict[Path, bytes]:
        return {path: path.read_bytes() for path in store.folder.parent.rglob("*.json*") if path.is_file()}

    return read

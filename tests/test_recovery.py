"""A lost library comes back from the notes, as far as they know it."""

from __future__ import annotations

from pathlib import Path

import pytest

from reader.annotator import Annotator
from reader.model.annotation import PlaceState
from reader.model.article import Article
from reader.model.span import Span
from reader.notebook import Notebook
from reader.notes.query import NoteQuery
from reader.recovery import lost_articles, mend_library
from reader.settings import Folders
from reader.workspace import Workspace


@pytest.fixture
def workspace(folders: Folders, seeds: Path) -> Workspace:
    made = Workspace(folders)
    made.add(seeds / "lantern-festival-taipei.md")
    return made


def noted(workspace: Workspace, *words: str) -> Article:
    article = workspace.article(workspace.articles()[0].row.id)
    for each in words:
        start = article.text.find(each)
        assert start >= 0
        Annotator(workspace).add(article, Span(start, start + len(each)), f"on {each}")
    return article


def lose_library(workspace: Workspace, with_data: bytes | None = None) -> Workspace:
    workspace.close()
    for file in workspace.folders.data.iterdir():
        file.unlink()
    if with_data is not None:
        workspace.folders.library.write_bytes(with_data)
    return Workspace(workspace.folders)


def states(workspace: Workspace) -> list[PlaceState]:
    return [each.placed.place.state for each in Notebook(workspace).find(NoteQuery()).notes]


WORDS = ("celebrations in Taiwan", "sudden rain storm")


@pytest.mark.parametrize("data", [None, b"rubbish" * 1000])
def test_passages_come_back_and_then_the_text(workspace, seeds, data):
    article = noted(workspace, *WORDS)
    notes = {path: path.read_bytes() for path in workspace.folders.notes.rglob("*.json")}
    lost = lose_library(workspace, data)
    assert states(lost) == [PlaceState.ORPHAN] * 2
    assert mend_library(lost)
    assert lost_articles(lost) == []
    standing_in = lost.article(article.id)
    assert standing_in.title == article.title
    assert all(words in standing_in.text for words in WORDS)
    assert PlaceState.ORPHAN not in states(lost)
    assert mend_library(lost) == []
    (added,) = lost.add(seeds / "lantern-festival-taipei.md")
    assert added.added is not None
    assert added.added.article.id == article.id
    assert added.added.article.text == article.text
    assert states(lost) == [PlaceState.HERE] * 2
    assert lost.library.stand_ins() == set()
    assert len(lost.library.versions(article.id)) == 1
    assert {path: path.read_bytes() for path in notes} == notes
    lost.close()


def test_notes_close_together_find_their_places_in_what_they_know(workspace):
    text = workspace.article(workspace.articles()[0].row.id).text
    words = [sentence for sentence in text.split(". ")[1:6] if 30 < len(sentence) < 200]
    noted(workspace, *words)
    lost = lose_library(workspace)
    mend_library(lost)
    found = Notebook(lost).find(NoteQuery()).notes
    standing_in = lost.article(lost.articles()[0].row.id).text
    assert [standing_in.count(" ".join(each.split("\n\n")[-1].split())) for each in words] == [1] * len(words)
    assert PlaceState.ORPHAN not in {each.placed.place.state for each in found}
    lost.close()


def test_a_later_version_comes_back_under_the_first_ones_id(workspace, seeds, tmp_path):
    """The id is made of the first version's text; of that only the notes know."""
    path = tmp_path / "story.md"
    text = (seeds / "lantern-festival-taipei.md").read_text("utf-8")
    path.write_text(text + "\n\nFirst version.\n", encoding="utf-8")
    first = workspace.add(path)[0].added.article
    path.write_text(text + "\n\nSecond version, corrected.\n", encoding="utf-8")
    second = workspace.add(path)[0].added.article
    assert second.id == first.id
    start = second.text.find("corrected")
    Annotator(workspace).add(second, Span(start, start + 9), "What?")
    lost = lose_library(workspace)
    assert lost.add(path)[0].added.article.id == first.id
    assert states(lost) == [PlaceState.HERE]
    lost.close()


def test_a_text_that_no_note_knows_is_an_article_of_its_own(workspace, seeds):
    article = noted(workspace, *WORDS)
    lost = lose_library(workspace)
    other = lost.add(seeds / "welcome.md")[0].added.article
    assert other.id != article.id
    assert lost_articles(lost) == [article.id]
    lost.close()

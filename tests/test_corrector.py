"""Corrections of a workspace: applied to every analysis that is shown, replaced, undone."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from reader.annotator import Annotator
from reader.corrected import corrected
from reader.corrector import Corrector
from reader.errors import NotFoundError, UsageError
from reader.model.analysis import Analysis, Entity
from reader.model.article import Article, Draft, text_hash
from reader.model.correction import CorrectionKind
from reader.model.span import Span
from reader.settings import Folders
from reader.workspace import Workspace

TEXT = "Paris spoke. Paris slept."


@pytest.fixture
def workspace(folders: Folders) -> Iterator[Workspace]:
    made = Workspace(folders)
    yield made
    made.close()


def added(workspace: Workspace, text: str = TEXT) -> Article:
    return workspace.library.add(Draft(text[:5], "", "", "", "en", text, ())).article


def analysed(text: str = TEXT) -> Analysis:
    return Analysis(text_hash(text), "m", 1, (Entity(Span(0, 5), "GPE"),), (), (), (), 0.1, "en")


def people(workspace: Workspace, text: str = TEXT, article: str = "") -> list[str]:
    return [each.name for each in corrected(workspace, analysed(text), text, article).people]


def test_where_nothing_was_corrected_the_analysis_is_the_same_and_no_folder_is_made(workspace: Workspace) -> None:
    found = analysed()
    assert corrected(workspace, found, TEXT) is found
    assert not workspace.folders.config.exists()


def test_one_for_an_article_holds_there_alone(workspace: Workspace) -> None:
    article, other = added(workspace), added(workspace, "Paris again.")
    Corrector(workspace).add(CorrectionKind.PERSON, "Paris", article=article)

    assert people(workspace, article=article.id) == ["Paris"]
    assert people(workspace) == ["Paris"]  # found by its text
    assert people(workspace, other.text, other.id) == []


def test_one_for_all_holds_in_articles_that_come_later(workspace: Workspace) -> None:
    Corrector(workspace).add(CorrectionKind.PERSON, "Paris")
    later = added(workspace, "Later, Paris came.")
    assert people(workspace, later.text, later.id) == ["Paris"]
    assert people(workspace, "In no library: Paris.") == ["Paris"]


def test_one_for_an_article_holds_in_its_later_versions(workspace: Workspace) -> None:
    article = added(workspace)
    Corrector(workspace).add(CorrectionKind.PERSON, "Paris", article=article)
    new = workspace.library.update(article.id, Draft("Paris", "", "", "", "en", TEXT + " Really.", ())).article
    assert people(workspace, new.text) == ["Paris"]


def test_what_is_said_later_of_the_same_words_takes_the_place(workspace: Workspace) -> None:
    corrector, article = Corrector(workspace), added(workspace)
    corrector.add(CorrectionKind.PERSON, "Paris", article=article)
    everywhere = corrector.add(CorrectionKind.PERSON, "Paris")
    last = corrector.add(CorrectionKind.NOTHING, "Paris", article=article)

    assert set(corrector.of(article).corrections) == {everywhere, last}
    assert people(workspace) == []


def test_every_change_is_undone_and_done_again(workspace: Workspace) -> None:
    corrector, article = Corrector(workspace), added(workspace)
    first = corrector.add(CorrectionKind.PERSON, "Paris", article=article)
    second = corrector.add(CorrectionKind.COUNTRY, "Paris", "FR", article=article)
    assert corrector.all().corrections == (second,)

    assert workspace.history.undo() == "Undone: a correction, “Paris” means France."
    assert corrector.all().corrections == (first,)
    assert workspace.history.redo() == "Redone: a correction, “Paris” means France."
    assert corrector.all().corrections == (second,)
    corrector.remove(second.id)
    assert workspace.history.undo() == "Undone: taking back that “Paris” means France."
    assert corrector.all().corrections == (second,)


def test_undo_goes_through_notes_and_corrections_in_turn(workspace: Workspace) -> None:
    article = added(workspace)
    Annotator(workspace).add(article, Span(0, 5), "a note")
    Corrector(workspace).add(CorrectionKind.PERSON, "Paris", article=article)
    Annotator(workspace).add(article, Span(6, 11), "")

    told = [workspace.history.undo() for _ in range(4)]

    assert told == [
        "Undone: a new highlight.",
        "Undone: a correction, “Paris” is a person.",
        "Undone: a new note.",
        "There is nothing to undo.",
    ]


def test_what_was_taken_back_elsewhere_is_not_undone_twice(workspace: Workspace) -> None:
    made = Corrector(workspace).add(CorrectionKind.PERSON, "Paris")
    Corrector(Workspace(workspace.folders)).remove(made.id)
    with pytest.raises(NotFoundError):
        workspace.history.undo()
    assert workspace.history.undo() == "There is nothing to undo."


@pytest.mark.parametrize(
    ("kind", "words", "means"),
    [
        (CorrectionKind.PERSON, " ", ""),
        (CorrectionKind.COUNTRY, "Paris", ""),
        (CorrectionKind.SAME, "Paris", ""),
        (CorrectionKind.SAME, "Paris", "PARIS"),
        (CorrectionKind.SPEAKER, "spoke", "Paris"),
        (CorrectionKind.NO_QUOTE, "spoke", ""),
    ],
)
def test_what_could_never_hold_is_refused(workspace: Workspace, kind: CorrectionKind, words: str, means: str) -> None:
    with pytest.raises(UsageError):
        Corrector(workspace).add(kind, words, means)
    assert not workspace.has_corrections


def test_a_damaged_one_is_a_warning_and_the_others_hold(workspace: Workspace) -> None:
    Corrector(workspace).add(CorrectionKind.PERSON, "Paris")
    damaged = workspace.corrections.folder / "all" / "x.json"
    damaged.write_text("{")
    assert people(workspace) == ["Paris"]
    assert any(str(damaged) in warning for warning in workspace.take_warnings())


def test_a_folder_that_cannot_be_read_is_a_warning(workspace: Workspace) -> None:
    workspace.folders.config.mkdir(parents=True)
    (workspace.folders.config / "corrections").mkdir()
    (workspace.folders.config / "corrections" / "all").mkdir(mode=0)
    (workspace.folders.config / "corrections" / "all").rmdir()
    (workspace.folders.config / "corrections" / "all").symlink_to("all")  # a loop

    assert people(workspace) == []
    assert any("can't be looked into" in warning for warning in workspace.take_warnings())

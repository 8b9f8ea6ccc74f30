"""Notes out and in: what library, notes, analysis and formats do together for it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from reader.analysis.models import Request
from reader.errors import AnalysisError, DatelineError, ExportError, NotFoundError
from reader.export.files import Parcel, Written, write
from reader.export.formats import FORMATS, suffix
from reader.export.proof import Register, Signature
from reader.export.source import By, Noted, Options, Source
from reader.model.analysis import Analysis
from reader.model.annotation import NOT_IN_LIBRARY, PlacedNote
from reader.model.article import Article
from reader.notes import wire
from reader.workspace import Workspace


def noted(workspace: Workspace, name: str) -> Noted:
    """Return the article that ``name`` is, with its notes; from the notes alone when the library can't give it.

    Raises:
        NotFoundError: neither library nor notes know it.
    """
    try:
        article = workspace.article(workspace.find(name)[0])
    except DatelineError:
        return _without_library(workspace, name)
    return Noted(_source(article), tuple(workspace.notes(article)))


def _source(article: Article) -> Source:
    return Source(
        article.id, article.title, article.source, article.published, article.text,
        article.byline, article.language, article.blocks,
    )  # fmt: skip


def _without_library(workspace: Workspace, name: str) -> Noted:
    known = [each for each in workspace.note_store.counts() if each.startswith(name.lower())]
    if len(known) != 1:
        raise NotFoundError(f"There is no article “{name}”, and no note on one.", "“dateline list” shows the ids.")
    notes = [each.annotation for each in workspace.note_store.of_article(known[0])]
    title, source = (notes[-1].title, notes[-1].source) if notes else ("", "")
    return Noted(Source(known[0], title, source), tuple(PlacedNote(note, NOT_IN_LIBRARY) for note in notes))


def analysed(workspace: Workspace, articles: Iterable[Noted]) -> tuple[list[Noted], list[DatelineError]]:
    """Return articles with their analyses, and what kept one from being analysed; that one goes without."""
    given = list(articles)
    requests = [Request(each.source.text, each.source.language) for each in given if each.source.text]
    try:
        jobs = {job.request.text: job for job in (workspace.analyse_all(requests) if requests else ())}
    except AnalysisError as error:
        return given, [error]
    found = []
    for each in given:
        job = jobs.get(each.source.text or "")
        found.append(Noted(replace(each.source, analysis=job.result), each.notes) if job else each)
    return found, [job.error for job in jobs.values() if job.error]


def options(by: By = By.PLACE, template: Path | None = None) -> Options:
    """Return how an export is wanted."""
    return Options(by, template, wire.encode)


def parcel(workspace: Workspace, articles: Sequence[Noted], form: str, wanted: Options) -> Parcel:
    """Return a document of these articles in one format, ready to be written.

    Raises:
        ExportError: the user's template fails.
    """
    shape = FORMATS[form]
    one = articles[0].source if len(articles) == 1 else None
    return Parcel(
        shape.render(articles, wanted),
        title=one.title if one else "Notes",
        article=one.id if one else "",
        suffix=suffix(form, wanted),
        proof=Signature() if shape.signed else Register(workspace.folders.exports),
    )


def export(workspace: Workspace, article: Article, form: str = "markdown", analysis: Analysis | None = None) -> Written:
    """Write an article's notes into the export folder of the settings; analyses nothing. Raises ``ExportError``."""
    known = noted(workspace, article.id)
    articles = [Noted(replace(known.source, analysis=analysis), known.notes)]
    folder = made_folder(Path(workspace.settings.export_folder or _documents()).expanduser())
    return write(parcel(workspace, articles, form, options()), folder)


def made_folder(folder: Path) -> Path:
    """Make a folder for exports with those above it, and return it; raises ``ExportError``."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise ExportError(f"The folder {folder} can't be made: {reason}.", "Name another one.") from error
    return folder


def _documents() -> Path:
    import platformdirs  # noqa: PLC0415  only where no export folder is set

    return Path(platformdirs.user_documents_dir()) / "Dateline"

"""Notes out and in: what library, notes, analysis and formats do together for it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cached_property, lru_cache
from pathlib import Path
from urllib.parse import urlsplit

from reader import disk
from reader.analysis.models import Request
from reader.annotator import Annotator
from reader.corrected import corrected
from reader.errors import AnalysisError, DatelineError, ExportError, LibraryError, NoteError, NotFoundError
from reader.export import escape
from reader.export.files import Parcel, Written, write
from reader.export.formats import FORMATS, suffix
from reader.export.proof import Register, Signature
from reader.export.source import By, Noted, Options, Source
from reader.library.library import Row
from reader.model.analysis import Analysis
from reader.model.annotation import NOT_IN_LIBRARY, Annotation, Place, PlacedNote, Target
from reader.model.article import Article
from reader.notes import wire
from reader.notes.incoming import detect
from reader.notes.incoming.merging import Exported, Result, merge
from reader.notes.incoming.values import Incoming
from reader.text.clean import clean, clean_line
from reader.workspace import Workspace


def noted(workspace: Workspace, name: str) -> Noted:
    """Return the article that ``name`` is, with its notes; from the notes alone when the library can't give it.

    Raises:
        NotFoundError: neither library nor notes know it.
    """
    try:
        article = workspace.article(workspace.find(name)[0])
    except NotFoundError:
        return _without_library(workspace, name)
    except DatelineError as error:
        workspace.say_once(str(error))
        return _without_library(workspace, name)
    return Noted(_source(article), tuple(Annotator(workspace).notes(article)))


def _source(article: Article) -> Source:
    return Source(
        article.id, article.title, article.source, article.published, article.text,
        article.byline, article.language, article.blocks,
    )  # fmt: skip


def _without_library(workspace: Workspace, name: str) -> Noted:
    known = [each for each in workspace.note_store.counts() if each.startswith(name.lower())]
    if len(known) != 1:
        raise NotFoundError(f"There is no article “{name}”, and no note on one.", "“dateline list” shows the ids.")
    notes = [each.annotation for each in Annotator(workspace).stored(known[0])]
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
        if job is not None and job.result is not None:
            analysis = corrected(workspace, job.result, job.request.text, each.source.id)
            each = Noted(replace(each.source, analysis=analysis), each.notes)  # noqa: PLW2901
        found.append(each)
    return found, [job.error for job in jobs.values() if job.error]


def options(workspace: Workspace, by: By = By.PLACE, template: Path | None = None) -> Options:
    """Return how an export is wanted; as W3C annotations, notes keep what other programs said of them."""

    def encode(annotation: Annotation) -> Mapping[str, object]:
        given = workspace.note_store.foreign(annotation)
        foreign = wire.foreign({clean(name): _cleaned(value) for name, value in given.items()})
        return {**wire.encode(annotation), **foreign}

    return Options(by, template, encode)


def _cleaned(value: object) -> object:
    """Return a JSON value with all its text cleaned."""
    if isinstance(value, Mapping):
        return {clean(str(key)): _cleaned(each) for key, each in value.items()}
    if isinstance(value, list):
        return [_cleaned(each) for each in value]
    return clean(value) if isinstance(value, str) else value


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
    return _into_folder(workspace, [Noted(replace(known.source, analysis=analysis), known.notes)], form)


def export_notes(workspace: Workspace, notes: Sequence[PlacedNote], form: str = "markdown") -> Written:
    """Write some notes, of any articles, into one file in the export folder; analyses nothing.

    Raises:
        ExportError: it can't be written.
        NotFoundError: an article's notes are gone.
    """
    articles = []
    for known in dict.fromkeys(note.annotation.article for note in notes):
        source = noted(workspace, known).source
        analysis = workspace.cached(Request(source.text, source.language)) if source.text else None
        if analysis is not None and source.text is not None:
            analysis = corrected(workspace, analysis, source.text, known)
        chosen = tuple(note for note in notes if note.annotation.article == known)
        articles.append(Noted(replace(source, analysis=analysis), chosen))
    return _into_folder(workspace, articles, form)


def _into_folder(workspace: Workspace, articles: Sequence[Noted], form: str) -> Written:
    folder = made_folder(Path(workspace.settings.export_folder or _documents()).expanduser())
    return write(parcel(workspace, articles, form, options(workspace)), folder)


def read_notes(path: Path) -> bytes:
    """Return what is in a file with notes. Raises ``NoteError``."""
    try:
        return disk.read(path.expanduser().resolve(), detect.LIMIT)
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise NoteError(f"“{clean_line(str(path))}” can't be read: {reason}.", "Name another file.") from error


def import_notes(workspace: Workspace, data: bytes) -> Iterator[Result]:
    """Bring the notes of a file to those that are here, and tell what became of each; see ``notes.incoming``.

    Raises:
        NoteError: it is no file with notes, or the notes that are here can't be read.
    """
    given = detect.read(data)
    return merge(workspace.note_store, _Articles(workspace), Exported(escape.settled, escape.tag), given)


class _Articles:
    """The library as an import asks it. What the library can't give is no candidate."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace

    @cached_property
    def _rows(self) -> list[Row]:
        try:
            return self._workspace.library.rows()
        except LibraryError:
            return []

    @cached_property
    def _by_address(self) -> dict[str, list[str]]:
        return _grouped((address(row.source), row.id) for row in self._rows)

    @cached_property
    def _by_title(self) -> dict[str, list[str]]:
        return _grouped((row.title.casefold(), row.id) for row in self._rows)

    @lru_cache(maxsize=8)  # noqa: B019  lives as long as the import
    def _article(self, known: str) -> Article | None:
        try:
            return self._workspace.article(known)
        except DatelineError:
            return None

    def has(self, article: str) -> bool:
        """Tell whether the library has an article."""
        return self._article(article) is not None

    def candidates(self, incoming: Incoming) -> list[Article]:
        """Return the article of that id, else those from that address, else those of that title."""
        if incoming.article and (article := self._article(incoming.article)):
            return [article]
        by_address = self._by_address.get(address(incoming.address), [])
        by_title = self._by_title.get(clean_line(incoming.title).casefold(), [])
        return [article for known in by_address or by_title if (article := self._article(known))]

    def place(self, target: Target, article: Article) -> Place:
        """Return where a passage is in an article; what that takes is computed once for all notes of the article."""
        return Annotator(self._workspace).place_of(target, article)


def address(source: str) -> str:
    """Return what makes two addresses of a page the same; "" for what is no address."""
    try:
        parts = urlsplit(source)
    except ValueError:
        return ""
    if parts.scheme not in {"http", "https"}:
        return ""
    return f"{parts.netloc.lower().removeprefix('www.')}{parts.path.rstrip('/')}?{parts.query}"


def _grouped(pairs: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for key, value in pairs:
        if key:
            found.setdefault(key, []).append(value)
    return found


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

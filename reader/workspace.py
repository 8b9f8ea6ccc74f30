"""What is open, in one place, for the screen and the command line alike: library, notes, analysis, settings."""

from __future__ import annotations

import os.path
from collections.abc import Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from reader import resources
from reader.analysis.models import Models, Request, base_language
from reader.analysis.state import State
from reader.analysis.version import ANALYSIS_VERSION, DEFAULT_MODEL
from reader.errors import DatelineError, LibraryError, NoteError, NotFoundError, SourceError
from reader.library.library import Added, Library, Row
from reader.library.places import LeftAt
from reader.memory import Memory
from reader.model.article import text_hash
from reader.settings import Folders, Loaded, Settings, left_behind, load, notes_folder

# An article whose analysis is known and that has no notes is opened without any of these.
if TYPE_CHECKING:
    from reader.analysis.service import AnalysisService, Job, Listener
    from reader.library.cache import AnalysisCache
    from reader.model.analysis import Analysis
    from reader.model.article import Article, Draft
    from reader.notes.anchor import Anchorage
    from reader.notes.corrections import CorrectionStore
    from reader.notes.drafts import Drafts
    from reader.notes.store import NoteStore
    from reader.notes.undo import NoteHistory
    from reader.sources.web import WebPage


class ListedArticle(NamedTuple):
    """An article as lists show it, with the number of its notes."""

    row: Row
    notes: int


class Imported(NamedTuple):
    """What became of one source: what was added, or the error that kept it out."""

    source: str
    added: Added | None = None
    error: DatelineError | None = None


class Workspace:
    """Everything of one user. Each part is opened when it is first needed, so a broken one harms no other."""

    def __init__(self, folders: Folders, loaded: Loaded | None = None) -> None:
        self.folders = folders
        self._given = loaded
        self._warnings: dict[str, bool] = {}
        self.unreadable_notes: set[Path] = set()
        self._anchorage: tuple[str, Anchorage] | None = None  # of the text that places were found in last

    @cached_property
    def _loaded(self) -> Loaded:
        return self._given or load(self.folders.settings_file)

    @property
    def configured(self) -> Settings:
        """What config.toml says; raises ``SettingsError`` when it can't be read."""
        return self._loaded.settings

    @property
    def settings(self) -> Settings:
        """The settings in force: as configured, but for what was chosen on the screen since; raises as that does."""
        return self.memory.in_force(self.configured)

    def choose(self, name: str, value: str | int | bool) -> None:
        """Let a setting have a value until config.toml says something else; ``SettingsError`` when it can't be kept."""
        self.memory.keep_setting(name, value, getattr(self.configured, name))

    @cached_property
    def library(self) -> Library:
        """The articles."""
        return Library(self.folders.library)

    @cached_property
    def cache(self) -> AnalysisCache:
        """The analyses that were made before."""
        from reader.library.cache import AnalysisCache  # noqa: PLC0415

        return AnalysisCache(self.folders.analyses)

    @cached_property
    def note_store(self) -> NoteStore:
        """The notes' files; raises ``SettingsError`` when config.toml can't be read: it may say where they are."""
        from reader.notes.store import NoteStore  # noqa: PLC0415

        folder = notes_folder(self.folders, self.settings)
        if not folder.exists() and (left := left_behind(self.folders, self.settings)):
            self.say_once(f"“{left[0]}” is not read any more: config.toml names another folder. Move it there.")
        return NoteStore(folder, elsewhere=bool(self.settings.notes_folder))

    @cached_property
    def corrections(self) -> CorrectionStore:
        """The files of the reader's corrections, beside the notes; raises ``SettingsError`` as the notes' do."""
        from reader.notes.corrections import CorrectionStore  # noqa: PLC0415

        return CorrectionStore(self._corrections_folder, elsewhere=bool(self.settings.notes_folder))

    @property
    def has_corrections(self) -> bool:
        """Whether there may be any. Asks neither for the store nor for anything else that takes time to import."""
        return os.path.lexists(self._corrections_folder)

    @property
    def _corrections_folder(self) -> Path:
        return notes_folder(self.folders, self.settings).with_name("corrections")

    @cached_property
    def drafts(self) -> Drafts:
        """Notes that are being written."""
        from reader.notes.drafts import Drafts  # noqa: PLC0415

        return Drafts(self.folders.drafts)

    @cached_property
    def history(self) -> NoteHistory:
        """Changes to notes in this session, each of which can be taken back."""
        from reader.notes.undo import NoteHistory  # noqa: PLC0415

        return NoteHistory(self.note_store)

    @cached_property
    def memory(self) -> Memory:
        """What was chosen on the screen before."""
        return Memory(self.folders.memory)

    @cached_property
    def service(self) -> AnalysisService:
        """The queue of texts to analyse."""
        from reader.analysis.service import AnalysisService  # noqa: PLC0415

        return AnalysisService(self.models)

    @property
    def models(self) -> Models:
        """The spaCy pipelines, by language."""
        others = {base_language(language): name for language, name in self.settings.models.items()}
        return Models(self.settings.model or DEFAULT_MODEL, others)

    def close(self) -> None:
        """Stop the analysis and close the files. What was never opened is not opened for it."""
        for name in ("service", "library", "cache"):
            part = self.__dict__.pop(name, None)
            if part is not None:
                part.close()

    def take_warnings(self) -> list[str]:
        """Return what the user should know and hasn't been told yet."""
        cache: AnalysisCache | None = self.__dict__.get("cache")
        for warning in (*self._loaded.warnings, *(cache.warnings if cache else ())):
            self.say_once(warning)
        told = [warning for warning, said in self._warnings.items() if not said]
        self._warnings = dict.fromkeys(self._warnings, True)
        return told

    def say_once(self, warning: str) -> None:
        """Have something told, once."""
        self._warnings.setdefault(warning, False)

    @cached_property
    def _lost_texts(self) -> Mapping[str, str]:
        """The articles that notes were made on and whose text is lost, by the SHA-256 of a text they had."""
        try:
            lost = (self.note_store.counts().keys() - self.library.ids()) | self.library.stand_ins()
            notes = [note.annotation for article in lost for note in self.note_store.of_article(article)]
        except DatelineError:  # then a text that comes back begins an article of its own
            return {}
        return {note.target.text_hash: note.article for note in notes if note.target.text_hash}

    def _article_of_lost_text(self, hashed: str) -> str | None:
        return self._lost_texts.get(hashed)

    # Articles

    def add(self, path: Path) -> list[Imported]:
        """Import a file, or all articles of a folder; a bad one doesn't keep the others out."""
        from reader.sources.detect import articles_in  # noqa: PLC0415  an article that is opened again needs no source

        try:
            paths = articles_in(path) if path.is_dir() else [path]
        except SourceError as error:
            return [Imported(str(path), error=error)]
        return [self._add_file(each) for each in paths]

    def add_bytes(self, data: bytes, name: str) -> Added:
        """Import an article from a stream; raises ``SourceError`` or ``LibraryError``."""
        return self.library.add(self.draft_of(data, name), belongs_to=self._article_of_lost_text)

    def draft(self, path: Path) -> Draft:
        """Read a file as an article without adding it; raises ``SourceError``."""
        from reader.sources.detect import read_file  # noqa: PLC0415

        return read_file(path)

    def draft_of(self, data: bytes, name: str) -> Draft:
        """Read bytes as an article without adding it; raises ``SourceError``."""
        from reader.sources.detect import read_bytes  # noqa: PLC0415

        return read_bytes(data, name)

    def add_page(self, address: str) -> Added:
        """Import the article at an address; raises ``SourceError`` or ``LibraryError``."""
        page = self.page(address)
        return self.library.add(page.draft, page.locator, self._article_of_lost_text)

    def page(self, address: str) -> WebPage:
        """Fetch and read an address without adding it; raises ``SourceError``."""
        from reader.sources.web import read_address  # noqa: PLC0415

        return read_address(address)

    def _add_file(self, path: Path) -> Imported:
        try:
            return Imported(
                str(path), self.library.add(self.draft(path), str(path.absolute()), self._article_of_lost_text)
            )
        except (SourceError, LibraryError) as error:
            return Imported(str(path), error=error)

    def add_samples(self) -> list[Imported]:
        """Import the sample articles, the welcome first."""
        return self.add(resources.seeds())

    def article(self, known: str) -> Article:
        """Return an article by its id."""
        return self.library.get(known)

    def articles(self, offset: int = 0, limit: int = -1, query: str = "") -> list[ListedArticle]:
        """Return articles as lists show them."""
        try:
            counts = self.note_store.counts()
        except NoteError as error:  # the list is worth having without them
            counts = {}
            self.say_once(str(error))
        return [ListedArticle(row, counts.get(row.id, 0)) for row in self.library.rows(query, offset, limit)]

    def place(self, article: Article, *, carried: bool = True) -> int:
        """Return the offset where an article was left.

        When it has another version since, that is ``carried`` over to the same words; else it may be off.
        """
        left = self.library.places.of(article.id)
        offset = left.offset
        if carried and left.version not in {"", article.text_hash}:
            offset = self.carry(offset, left.version, article)
        return min(offset, max(0, len(article.text) - 1))

    def carry(self, offset: int, version: str, article: Article) -> int:
        """Return where an offset of another version, given by its hash, is in an article; as it is if that is lost."""
        found = self.anchorage(article).carry(offset, version)
        return offset if found is None else found

    def anchorage(self, article: Article) -> Anchorage:
        """Return what finds passages and places of other versions in an article's text; that of the last is kept."""
        from reader.notes.anchor import Anchorage  # noqa: PLC0415

        known = self._anchorage  # read once: another thread may set it
        if known is None or known[0] != article.text_hash:
            made = Anchorage(article.text, article.text_hash, self._old_text)
            known = self._anchorage = article.text_hash, made
        return known[1]

    def _old_text(self, hashed: str) -> str | None:
        try:
            return self.library.version(hashed)
        except LibraryError:  # notes find their places without it too
            return None

    def save_place(self, article: Article, offset: int) -> None:
        """Keep where the reader is."""
        left = LeftAt(offset, article.text_hash)
        self.library.places.save(article.id, left, min(1.0, offset / max(1, len(article.text) - 1)))

    # Analysis

    def cached(self, request: Request, hashed: str = "") -> Analysis | None:
        """Return the analysis of a text if it was made before by these models and this version.

        ``hashed`` is the SHA-256 of the text, where that is known.
        """
        hashed, said = hashed or text_hash(request.text), base_language(request.language)
        for stamp in self.models.stamps(request.language):
            known = self.cache.get(hashed, stamp, ANALYSIS_VERSION)
            if known is not None and said in {known.language, ""} and self.models.stamp(known.language) == stamp:
                return known
        return None

    def analyse(self, request: Request, listener: Listener) -> Job:
        """Analyse a text before all others, and keep what comes out; ``listener`` hears of every change of state."""

        def told(job: Job) -> None:
            self._keep(job)
            listener(job)

        return self.service.submit(request, told, urgent=True)

    def analyse_all(self, requests: Sequence[Request]) -> list[Job]:
        """Analyse texts that weren't before, and return a finished job a text, in their order.

        Each analysis is kept as soon as it is there, so that an interrupted import goes on where it was.
        """
        from reader.analysis.service import Job  # noqa: PLC0415

        jobs: dict[Request, Job] = {}
        wanted = []
        for request in dict.fromkeys(requests):
            known = self.cached(request)
            if known is None:
                wanted.append(request)
            else:
                jobs[request] = Job(request, state=State.DONE, result=known)
        for job in self.service.analyse(wanted, self._keep) if wanted else ():
            jobs[job.request] = job
        return [jobs[request] for request in requests]

    def _keep(self, job: Job) -> None:
        """Keep a finished job's analysis; called from any thread."""
        if job.state is State.DONE and job.result is not None:
            self.cache.put(job.result)

    # Finding what a user named

    def find(self, name: str) -> tuple[str, str | None]:
        """Return the id of the article that ``name`` is, or is a note of, and the note's id.

        Raises:
            NotFoundError: it is neither.
            LibraryError: the library can't be read.
        """
        try:
            return self.library.resolve(name), None
        except NotFoundError as unknown:
            try:
                note = self.note_store.get(name)
            except NotFoundError:
                raise unknown from None
            return note.annotation.article, note.annotation.id

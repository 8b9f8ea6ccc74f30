"""What is open, in one place, for the screen and the command line alike: library, notes, analysis, settings."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from reader import resources
from reader.analysis.service import AnalysisService, Job, Listener
from reader.analysis.version import ANALYSIS_VERSION, DEFAULT_MODEL, model_version
from reader.errors import DatelineError, NotFoundError, SourceError
from reader.library.library import Change, Library
from reader.model.analysis import Analysis
from reader.model.annotation import Colour, PlacedNote
from reader.model.article import Article
from reader.model.span import Span
from reader.notes.store import Note, NoteStore
from reader.settings import Folders, Loaded, Settings, load


@dataclass(frozen=True, slots=True)
class Import:
    """What became of one source: the article, or the error that kept it out."""

    source: str
    article: Article | None = None
    change: Change | None = None
    error: DatelineError | None = None


class Workspace:
    """Everything of one user; each part is opened when it is first needed."""

    def __init__(self, folders: Folders, loaded: Loaded | None = None) -> None:
        self.folders = folders
        self._loaded = loaded

    @property
    def settings(self) -> Settings:
        """The settings.

        Raises:
            SettingsError: config.toml can't be read.
        """
        if self._loaded is None:
            self._loaded = load(self.folders.settings_file)
        return self._loaded.settings


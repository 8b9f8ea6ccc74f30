"""Every error that a user can meet: what happened and what to do about it.

    DatelineError
    ├── UsageError          the command line or a name was wrong          exit code 2
    ├── SettingsError       config.toml can't be read                     exit code 2
    ├── SourceError         a file, folder or address can't be read as an article
    ├── NotFoundError       no article, note or correction by that id
    ├── LibraryError        the library's database
    ├── NoteError           a note or a correction can't be read or written
    ├── AnalysisError       the language model or its process
    └── ExportError         an export can't be written

The rest of the tree ends a command with exit code 1.
"""

from __future__ import annotations


class DatelineError(Exception):
    """An error with a message for the user.

    ``what`` says what happened, ``todo`` what can be done about it ("" where nothing can). Both are plain
    sentences; foreign text in them must have been cleaned (``reader.text.clean``) by whoever shows them.
    """

    exit_code = 1

    def __init__(self, what: str, todo: str = "") -> None:
        super().__init__(f"{what} {todo}".strip())
        self.what = what
        self.todo = todo

    def __reduce__(self) -> tuple[type[DatelineError], tuple[str, str]]:
        """Travel whole between processes."""
        return type(self), (self.what, self.todo)


class UsageError(DatelineError):
    """The command line, a key or a name was wrong."""

    exit_code = 2


class SettingsError(DatelineError):
    """config.toml can't be read or holds a value that makes no sense."""

    exit_code = 2


class SourceError(DatelineError):
    """A file, folder or address can't be read as an article."""


class NotFoundError(DatelineError):
    """There is no article, note or correction by that id."""


class LibraryError(DatelineError):
    """The library's database can't be opened, read or written."""


class NoteError(DatelineError):
    """A note or a correction can't be read or written; nothing that was acknowledged before is touched."""


class NoteConflictError(NoteError):
    """The note on disk is not the one that was read; both texts were kept."""


class AnalysisError(DatelineError):
    """The language model is missing, or its process failed."""


class ExportError(DatelineError):
    """An export can't be written where it was asked to."""

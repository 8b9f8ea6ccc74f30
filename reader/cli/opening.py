"""Opening the reader on files, folders, addresses, ids or standard input. Without click, for the first screen."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

from reader.annotator import Annotator
from reader.cli.input import is_address, path_of, stdin_bytes
from reader.cli.telling import tell
from reader.errors import DatelineError, NotFoundError, SourceError, UsageError
from reader.workspace import Workspace

_SHORTEST = 4  # characters of an id


def open_items(workspace: Workspace, items: Sequence[str]) -> int:
    """Open the reader and return the exit code, which isn't 0 when nothing of ``items`` could be opened."""
    found = _first_of(workspace, items)
    if isinstance(found, DatelineError):
        return found.exit_code
    if "-" in items or (not items and not sys.stdin.isatty()):
        _read_keys_from_terminal()
    from reader.app import run  # noqa: PLC0415  Textual: no other command pays for it

    run(workspace, *found)
    Annotator(workspace).empty_trash()
    return 0


def _first_of(workspace: Workspace, items: Sequence[str]) -> tuple[str | None, str | None] | DatelineError:
    """Import what is new and return the id of the article to open, and of the note to go to.

    Of several that can't be opened each is told, and the last error returned.
    """
    if not items:
        if not sys.stdin.isatty() and (data := stdin_bytes()).strip():
            return workspace.add_bytes(data, "standard input").article.id, None
        if not workspace.library.count():
            workspace.add_samples()
        return workspace.library.places.last_opened() or _first_listed(workspace), None
    opened: list[tuple[str, str | None]] = []
    failed: DatelineError | None = None
    for item in items:
        try:
            opened.append(_open(workspace, item))
        except DatelineError as error:
            failed = error
            tell(error)
    return failed if failed and not opened else opened[0]


def _open(workspace: Workspace, item: str) -> tuple[str, str | None]:
    if item == "-":
        return workspace.add_bytes(stdin_bytes(), "standard input").article.id, None
    if is_address(item):
        return workspace.add_page(item).article.id, None
    path = path_of(item)
    if not path.exists() and not _looks_like_path(item):
        return _find(workspace, item)
    results = workspace.add(path)
    for result in results:
        if result.error and len(results) > 1:
            tell(result.error)
    first = next((result.added for result in results if result.added), None)
    if first is None:
        raise results[0].error or SourceError(f"There is nothing to read in “{item}”.")
    return first.article.id, None


def _find(workspace: Workspace, item: str) -> tuple[str, str | None]:
    try:
        article, note = workspace.find(item)
    except NotFoundError as error:
        _refuse_trashed(workspace, item)
        import difflib  # noqa: PLC0415  only where a word is misspelt

        from reader.cli.run import COMMANDS  # noqa: PLC0415  that module imports this one

        near = difflib.get_close_matches(item, COMMANDS, n=1)
        raise NotFoundError(error.what, f"Did you mean “dateline {near[0]}”?" if near else error.todo) from None
    if note is not None and workspace.library.present(article) is None:
        known = workspace.note_store.get(note).annotation
        title = f"“{known.title}”, which note {note[:8]} is on," if known.title else f"The article of note {note[:8]}"
        from reader.recovery import how_again  # noqa: PLC0415  only where an article is lost

        raise NotFoundError(f"{title} is not in the library.", how_again(known.source))
    return article, note


def _refuse_trashed(workspace: Workspace, item: str) -> None:
    """Raise ``NotFoundError`` when an id is that of a deleted note, telling how it comes back."""
    prefix = item.lower().removeprefix("urn:uuid:")
    try:
        trashed = [each.id for each in workspace.note_store.trash()] if len(prefix) >= _SHORTEST else []
    except DatelineError:  # what was asked for is not known to be there
        return
    if any(each.startswith(prefix) for each in trashed):
        raise NotFoundError(f"Note {prefix[:8]} is in the trash.", f"Bring it back: dateline note restore {prefix[:8]}")


def _looks_like_path(item: str) -> bool:
    return any(mark in item for mark in ("/", "\\", "."))


def _first_listed(workspace: Workspace) -> str | None:
    rows = workspace.library.rows(limit=1)
    return rows[0].id if rows else None


def _read_keys_from_terminal() -> None:
    """Put the terminal in the place of a standard input that was read as an article."""
    try:
        terminal = os.open("CONIN$" if sys.platform == "win32" else "/dev/tty", os.O_RDWR)
    except OSError as error:
        raise UsageError(
            "Dateline's reader needs a terminal for its keys, and there is none.",
            "“dateline add -” imports standard input without opening it.",
        ) from error
    os.dup2(terminal, 0)
    os.close(terminal)

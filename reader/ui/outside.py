"""The user's own editor, $VISUAL or $EDITOR: the screen is its own until it ends."""

from __future__ import annotations

from pathlib import Path

import click
from textual.app import App, SuspendNotSupported

from reader import disk
from reader.editor import edited
from reader.errors import SettingsError, UsageError
from reader.text.clean import clean_line


def edit_text(app: App[None], text: str) -> str | None:
    """Return what becomes of a text in the editor, cleaned; None when it was left unsaved.

    Raises:
        UsageError: the editor can't be opened, or failed.
    """
    try:
        with app.suspend(), edited(text) as found:
            return found
    except SuspendNotSupported as error:
        raise _unopened(error) from error


def edit_file(app: App[None], file: Path) -> None:
    """Let a file be changed, or made, in the editor.

    Raises:
        UsageError: the editor can't be opened.
        SettingsError: the file's folder can't be made.
    """
    try:
        disk.make_folder(file.parent)
    except OSError as error:
        raise SettingsError(f"{file.parent} can't be made: {error.strerror or error}.") from error
    try:
        with app.suspend():
            click.edit(filename=str(file))
    except (SuspendNotSupported, click.ClickException) as error:
        raise _unopened(error) from error


def _unopened(error: Exception) -> UsageError:
    reason = "the terminal can't be given to it" if isinstance(error, SuspendNotSupported) else str(error)
    return UsageError(f"Your editor could not be opened: {clean_line(reason)}.", "Set $EDITOR to its name.")

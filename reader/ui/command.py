"""What a command of the keyboard is: one thing that a key does, in a place and a group of help."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple


class Scope(StrEnum):
    """Where a command works."""

    READER = "anywhere"
    ARTICLE = "in the article"
    SELECTING = "while selecting"
    LIST = "in a list"
    FIND = "while finding"
    CHANGES = "among changes"
    NOTEBOOK = "among all notes"
    EDITOR = "while writing a note"


class Group(StrEnum):
    """The groups in which help shows the commands, in order."""

    MOVING = "Moving"
    FINDING = "Finding"
    SELECTING = "Selecting"
    MENTIONS = "People, countries, quotes"
    NOTES = "Notes"
    NOTEBOOK = "All notes"
    VERSIONS = "Versions"
    PANES = "Panes"
    DATELINE = "Dateline"


class Command(NamedTuple):
    """One thing that a key does.

    ``id`` is its name in config.toml; ``does`` is the Textual action, "" where that has the same name. ``keys`` are the
    default keys, parted by commas; a key with a blank in it is a sequence ("g g"), where ``*`` stands for any letter.
    ``hint`` is its one word in the footer, "" where it isn't shown there.

    In ``does``, ``{n}`` is the number that was typed before the key (1 without), ``{count}`` the same with 0 for none,
    ``{letter}`` the letter that ``*`` stood for.
    """

    id: str
    keys: str
    title: str
    group: Group
    scope: Scope
    hint: str = ""
    does: str = ""

    @property
    def action(self) -> str:
        """The Textual action, without a number before the key."""
        return self.called()

    @property
    def in_panes_only(self) -> bool:
        """Whether it is a list's command that the list of all notes hasn't."""
        return self.scope is Scope.LIST and self.does.startswith("screen.")

    def called(self, count: int = 0, letter: str = "") -> str:
        """Return the Textual action for a number typed before the key (0 for none) and a letter typed behind it."""
        action = self.does or self.id.replace("-", "_")
        return action.replace("{n}", str(count or 1)).replace("{count}", str(count)).replace("{letter}", letter)

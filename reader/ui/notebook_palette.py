"""What the command palette reaches among the notes of all articles."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING

from reader.export.formats import FORMATS
from reader.ui.choices import Offer
from reader.ui.command import Scope
from reader.ui.keymap import COMMANDS
from reader.ui.offering import OfferProvider

if TYPE_CHECKING:
    from reader.ui.screens.notebook import NotebookScreen


class NotebookCommands(OfferProvider):
    """Offers the commands of that screen, and exports in all formats."""

    @property
    def _notebook(self) -> NotebookScreen:
        from reader.ui.screens.notebook import NotebookScreen  # noqa: PLC0415  that module imports this one's user

        assert isinstance(self.screen, NotebookScreen)  # noqa: S101  the screen that registers this provider
        return self.screen

    def _offers(self) -> Iterator[Offer]:
        screen = self._notebook
        for command in COMMANDS:
            if command.scope is Scope.NOTEBOOK and command.id != "notebook-palette":
                run = partial(screen.app.run_action, command.called(), screen)
                yield command.title, f"{command.group}  ·  {screen.keymap.shown(command)}", run
        for name, shape in FORMATS.items():
            if name not in {"markdown", "template"}:
                yield f"Export: {shape.about}", "the chosen notes", partial(screen.action_export, name)

"""How the page is set: how long its lines are, and whether anything stands beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.settings import MEASURES

if TYPE_CHECKING:
    from reader.ui.screens.reader import ReaderScreen

_STEP = 2
_ALONE = "-alone"


class PageSetting:
    """The page of a screen."""

    def __init__(self, screen: ReaderScreen) -> None:
        self._screen = screen

    @property
    def measure(self) -> int:
        """Cells to a line: as it was set on the screen, else as the settings say."""
        workspace = self._screen.workspace
        return workspace.memory.setting("measure", workspace.settings.measure)

    def widen(self, step: int) -> None:
        """Make the lines two cells longer a step (negative: shorter); remember it."""
        self._set(min(max(self.measure + _STEP * step, MEASURES[0]), MEASURES[-1]))

    def reset(self) -> None:
        """Make the lines as long as the settings say."""
        self._set(self._screen.workspace.settings.measure)

    def _set(self, measure: int) -> None:
        workspace = self._screen.workspace
        self._screen.view.set_measure(measure)
        self._screen.say(f"{measure} cells to a line")
        workspace.memory.keep_setting("measure", measure, workspace.settings.measure)

    def turn_alone(self) -> None:
        """Hide all but the article and dim all but the paragraph under the cursor, or show everything again."""
        self._leave(alone=not self._screen.has_class(_ALONE))
        self._screen.view.focus()

    def show_all(self) -> None:
        """Show everything again."""
        self._leave(alone=False)

    def _leave(self, *, alone: bool) -> None:
        self._screen.set_class(alone, _ALONE)
        self._screen.view.dim(others=alone)

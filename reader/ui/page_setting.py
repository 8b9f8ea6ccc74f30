"""How the page is set: how long its lines are, and whether anything stands beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.settings import MEASURES
from reader.text.layout import Form
from reader.text.wrap import Hyphens, Labels

if TYPE_CHECKING:
    from reader.ui.reading import Reading
    from reader.ui.screens.reader import ReaderScreen

_STEP = 2
_ALONE = "-alone"


class PageSetting:
    """The page of a screen."""

    def __init__(self, screen: ReaderScreen) -> None:
        self._screen = screen

    def form(self, reading: Reading) -> Form:
        """Return how an article is set: by the settings, with its links numbered."""
        settings = self._screen.workspace.settings
        return Form(
            indented=settings.paragraphs == "indented",
            hyphens=_hyphens(reading) if settings.hyphenate else None,
            labels=Labels(reading.link_labels),
        )

    def refresh(self) -> None:
        """Set the open article as the settings say now; the cursor's line keeps its place."""
        self._screen.view.set_measure(self._screen.workspace.settings.measure)
        if self._screen.reading is not None:
            self._screen.view.set_form(self.form(self._screen.reading))

    def widen(self, step: int) -> None:
        """Make the lines two cells longer a step (negative: shorter); remember it.

        Lines that are shorter than wanted, since there is no room, become shorter from where they are.
        """
        wanted, shown = self._screen.workspace.settings.measure, self._screen.view.page.measure
        if step > 0 and shown < wanted:
            self._screen.say(f"There is no room for longer lines here: {wanted} cells are wanted, {shown} fit.")
            return
        self._set(min(max(min(wanted, shown) + _STEP * step, MEASURES[0]), MEASURES[-1]))

    def reset(self) -> None:
        """Make the lines as long as config.toml says."""
        self._set(self._screen.workspace.configured.measure)

    def _set(self, measure: int) -> None:
        self._screen.view.set_measure(measure)
        self._screen.say(f"{measure} cells to a line")
        self._screen.workspace.choose("measure", measure)

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


def _hyphens(reading: Reading) -> Hyphens | None:
    """Return what parts the words of an article: waiting for its analysis to tell the language would move its lines."""
    from reader.analysis.languages.detect import is_plainly_english  # noqa: PLC0415  only where words are parted
    from reader.text.hyphens import hyphens  # noqa: PLC0415

    return hyphens(reading.language or ("en" if is_plainly_english(reading.article.text) else ""))

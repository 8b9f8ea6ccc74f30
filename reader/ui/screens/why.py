"""Why a person, a country or a speaker is there: the rules that decided, with the words that they rest on."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from reader import resources
from reader.ui.screens.page import PageScreen
from reader.ui.why import Explanation, Reason


class WhyScreen(PageScreen):
    """One explanation, to be read and closed."""

    CSS_PATH = resources.screen_style("why")
    BINDINGS: ClassVar[list[BindingType]] = [Binding("i", "dismiss", "Close", show=False)]

    def __init__(self, explanation: Explanation) -> None:
        super().__init__()
        self._explanation = explanation

    def compose(self) -> ComposeResult:
        """A block a rule: what it says, then its places."""
        with VerticalScroll(id="why") as box:
            box.border_title = "Why it is here"
            box.border_subtitle = "Esc closes"
            yield Static(Content(self._explanation.title), classes="why-name")
            for reason in self._explanation.reasons:
                yield Static(Content(reason.sentence), classes="why-rule")
                yield Static(_places(reason), classes="why-places")
            if not self._explanation.reasons:
                yield Static(Content("The analysis gives no reason."), classes="why-places")


def _places(reason: Reason) -> Content:
    return Content("\n").join(
        Content.assemble((each.before, "$quiet"), (each.words, "bold $accent"), (each.after, "$quiet"))
        for each in reason.passages
    )

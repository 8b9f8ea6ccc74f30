"""What changed between two versions of an article, in its text: for a reader of news, news in itself."""

from __future__ import annotations

from functools import partial
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal
from textual.events import Key
from textual.screen import Screen

from reader import resources
from reader.errors import DatelineError
from reader.model.article import Article
from reader.text.clean import clean_line
from reader.ui.bindings import Keymap, bindings
from reader.ui.command import Scope
from reader.ui.comparing import Page, page_of
from reader.ui.keymap import COMMANDS
from reader.ui.sequence import KeySequence, named
from reader.ui.widgets.changes_view import ChangesView
from reader.ui.widgets.status_bar import StatusBar
from reader.versions import Versions
from reader.workspace import Workspace


class ChangesScreen(Screen[None]):
    """One article's present version beside another one, which can be chosen.

    Args:
        workspace: where the versions are.
        keymap: the keys.
        article: the article in its present version.
        others: hashes of its other versions, the one seen last first; at least one.
    """

    CSS_PATH = resources.screen_style("changes")
    BINDINGS: ClassVar[list[BindingType]] = bindings(Scope.CHANGES)
    AUTO_FOCUS = "#article"

    def __init__(self, workspace: Workspace, keymap: Keymap, article: Article, others: list[str]) -> None:
        super().__init__()
        self._versions = Versions(workspace)
        self._measure = workspace.settings.measure
        self._keymap = keymap
        self._article = article
        self._others = others
        self._chosen = 0
        self._page: Page | None = None
        self._sequence = KeySequence()

    def compose(self) -> ComposeResult:
        """The text, and below it where one is."""
        with Horizontal(id="changes"):
            yield ChangesView(self._measure)
        yield StatusBar()

    def on_mount(self) -> None:
        """Show the text, and what changed in it since the version before."""
        hints = [
            (self._keymap.shown(each), each.hint) for each in COMMANDS if each.scope is Scope.CHANGES and each.hint
        ]
        self.query_one(StatusBar).update(hints=hints)
        self._view.show(self._article, 0)
        self._begin()

    @property
    def _view(self) -> ChangesView:
        return self.query_one(ChangesView)

    def _begin(self) -> None:
        """Compare with the chosen version in a thread: two novels take seconds."""
        self._page = None
        facts = [f"version {self._chosen + 1} of {len(self._others)} back", "comparing …"]
        self.query_one(StatusBar).update(f"Changes in “{clean_line(self._article.title)}”", facts)
        self.query_one(StatusBar).say("")
        self.run_worker(partial(self._compare, self._others[self._chosen]), thread=True, exclusive=True)

    def _compare(self, other: str) -> None:
        try:
            comparison = self._versions.compare(self._article, other)
        except DatelineError as error:
            self.call_later(self._fail, other, str(error))
            return
        if comparison is None:
            self.call_later(self._fail, other, "The text of that version is lost.")
        else:
            self.call_later(self._show, other, page_of(self._article, comparison))

    def _fail(self, other: str, why: str) -> None:
        if other == self._others[self._chosen]:
            self.query_one(StatusBar).say(clean_line(why), trouble=True)

    def _show(self, other: str, page: Page) -> None:
        """Show what differs, unless another version was chosen meanwhile."""
        if other != self._others[self._chosen]:
            return
        status, self._page = self.query_one(StatusBar), page
        self._view.show_page(page)
        count = len(page.changes)
        status.update(
            facts=[
                f"version {self._chosen + 1} of {len(self._others)} back",
                f"{count} changes" if count != 1 else "1 change",
            ],
        )
        if count:
            self._go(0)
        else:
            status.say("No word differs: the text was only set anew.")

    def _go(self, number: int) -> None:
        if self._page is not None:
            self._view.go_to_change(self._page, number)
            told = clean_line(self._page.told[number])
            self.query_one(StatusBar).say(f"{number + 1}/{len(self._page.changes)}  {told}")

    def action_step_change(self, step: int) -> None:
        """Go so many changes on (negative: back), round the ends."""
        if self._page is None:
            self.query_one(StatusBar).say("The versions are still being compared.")
            return
        if not self._page.changes:
            return
        at = self._page.near(self._view.cursor)
        inside = at >= 0 and self._page.changes[at].start == self._view.cursor
        start = at if inside or step > 0 else at + 1
        self._go((start + step) % len(self._page.changes))

    def action_changes_keys(self) -> None:
        """Show the keys of this place."""
        from reader.ui.screens.keys import KeysScreen  # noqa: PLC0415  with the first ?

        self.app.push_screen(KeysScreen(self._keymap, (Scope.CHANGES, Scope.ARTICLE)))

    def action_version(self, step: int) -> None:
        """Compare with an older (1) or younger (-1) version."""
        chosen = self._chosen + step
        if 0 <= chosen < len(self._others):
            self._chosen = chosen
            self._begin()
        else:
            self.query_one(StatusBar).say("There is no older version." if step > 0 else "There is no younger version.")

    def action_close_changes(self) -> None:
        """Back to the article."""
        self.dismiss()

    async def on_key(self, event: Key) -> None:
        """Run the command of a key after a number, or as the last of a sequence; leave all others to Textual."""
        step = self._sequence.press(
            named(event.key, event.character), self._keymap.table((Scope.CHANGES, Scope.ARTICLE))
        )
        if step.taken:
            event.stop()
            event.prevent_default()
        if step.command is not None:
            target = self if step.command.scope is Scope.CHANGES else self._view
            await self.app.run_action(step.command.called(step.number, step.letter), target)

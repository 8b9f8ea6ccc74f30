"""From keys to commands: numbers and sequences, what may follow, the few keys that matter in a place."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from textual.events import Key
from textual.screen import Screen
from textual.widget import Widget

from reader.ui.bindings import Keymap
from reader.ui.command import Command, Scope
from reader.ui.keymap import COMMANDS
from reader.ui.sequence import KeySequence, Step, Table, named
from reader.ui.widgets.status_bar import StatusBar

if TYPE_CHECKING:
    from reader.ui.screens.reader import ReaderScreen
    from reader.ui.widgets.following import Following

_SELECTING = {
    "highlight": "highlight", "note": "note-selection", "copy": "copy", "larger": "larger", "other end": "other-end",
    "keys": "keys",
}  # fmt: skip
"""What matters while selecting: the words in the footer, and the commands."""


class Keyboard:
    """The keys of one screen.

    Args:
        screen: what they act on.
        keymap: which keys each command has.
    """

    def __init__(self, screen: ReaderScreen, keymap: Keymap) -> None:
        self._screen = screen
        self._keymap = keymap
        self._sequence = KeySequence()
        self._hints: Sequence[tuple[str, str]] = ()
        self.following: Following | None = None

    async def press(self, event: Key) -> None:
        """Run the command of a key, after a number or as the last of a sequence; leave all other keys to Textual."""
        focused = self._screen.focused
        if focused is not None and focused.check_consume_key(event.key, event.character):
            # Typed before the focus had moved there: the letters behind a quick “/”.
            event.stop()
            focused.post_message(Key(event.key, event.character))
            return
        scope = self._screen.scope
        if scope is Scope.EDITOR or (focused is not None and focused.check_consume_key("x", "x")):
            return
        here = (Scope.ARTICLE, scope) if scope is Scope.SELECTING else (scope,)
        table = self._keymap.table((Scope.READER, *here))
        step = self._sequence.press(named(event.key, event.character), table)
        self._pending(step, table)
        if step.taken:
            event.stop()
            event.prevent_default()
        if step.command is not None:
            await self.run(step.command, step.number, step.letter)

    async def begin(self, command: Command) -> None:
        """Run a command; of one that takes a letter, wait for that as behind its first key."""
        if "{letter}" not in command.does:
            await self.run(command)
            return
        table = self._keymap.table((Scope.READER,))
        for key in self._keymap.keys(command)[0].split(" ")[:-1]:
            self._sequence.press(key, table)
        self._pending(Step(True, pending=self._keymap.shown(command)), table)

    async def run(self, command: Command, count: int = 0, letter: str = "") -> None:
        """Run a command as its key would, after a number if ``count`` isn't 0, before a letter if it takes one."""
        screen = self._screen
        target: Widget | Screen[None] = screen
        if command.scope in (Scope.ARTICLE, Scope.SELECTING):
            target = screen.view
        elif command.scope is Scope.EDITOR:
            target = screen.query_one("#editor")
        elif command.scope is Scope.LIST and screen.focused is not None:
            target = screen.focused
        before = screen.view.cursor, screen.view.scroll_offset.y
        await screen.app.run_action(command.called(count, letter), target)
        if screen.view.cursor != before[0]:
            screen.show_place()
        if screen.view.scroll_offset.y != before[1]:
            screen.show_part()
        self.hint()

    def hint(self) -> None:
        """Show the few keys that matter where one is now."""
        hints = self.hints(self._screen.scope)
        if hints != self._hints:
            self._hints = hints
            self._screen.query_one(StatusBar).update(hints=hints)

    def hints(self, scope: Scope) -> list[tuple[str, str]]:
        """Return key and word of the commands that matter in a place; the keys themselves come last."""
        return [(self._keymap.shown(each), word) for word, each in self._hinted(scope).items()]

    async def run_hinted(self, word: str) -> None:
        """Run the command whose hint in this place is ``word``."""
        command = self._hinted(self._screen.scope).get(word)
        if command is not None:
            await self.run(command)

    def _hinted(self, scope: Scope) -> dict[str, Command]:
        """Return the commands that matter in a place, by the word that tells them there."""
        if scope is Scope.SELECTING:
            return {word: each for word, name in _SELECTING.items() for each in COMMANDS if each.id == name}
        wanted = (scope, Scope.READER) if scope is Scope.ARTICLE else (scope,)
        also = {"keys"} if scope is not Scope.EDITOR else set()  # where ? is a letter
        hinted = [each for each in COMMANDS if each.hint and (each.scope in wanted or each.id in also)]
        library = self._screen.library
        if library is not None and self._screen.focused is library:
            hinted = [each for each in hinted if not each.in_panes_only]  # of the two panes, the panel
        return {each.hint: each for each in hinted}

    def _pending(self, step: Step, table: Table) -> None:
        """Show what was typed of a sequence and, when one hesitates, what can follow."""
        self._screen.query_one(StatusBar).say(f"{step.pending} …" if step.pending else "")
        if self.following is not None and step.keys:
            self.following.offer(step.keys, table)
        elif self.following is not None:
            self.following.withdraw()

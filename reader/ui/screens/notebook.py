"""The notes of all articles: searched, several chosen, and changed at once."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Container
from textual.content import Content
from textual.events import Key

from reader import resources
from reader.errors import DatelineError
from reader.model.annotation import Colour
from reader.notebook import Found, FoundNote, Many, Notebook
from reader.notes.query import NoteQuery, parse
from reader.notes.store import Note
from reader.text.clean import clean_line
from reader.ui.annotating.watch import EVERY
from reader.ui.bindings import Keymap
from reader.ui.command import Scope
from reader.ui.keymap import COMMANDS
from reader.ui.screens.telling import TellingScreen
from reader.ui.sequence import KeySequence, named
from reader.ui.widgets.filter_list import FilterList
from reader.ui.widgets.note_list import NoteList
from reader.ui.widgets.note_whole import NoteWhole
from reader.ui.widgets.row_list import RowList
from reader.ui.widgets.status_bar import StatusBar
from reader.workspace import Workspace

if TYPE_CHECKING:
    from textual.command import Provider

_HINT = "words  #tag  @person  colour:pink  since:2026-11-01  until:2026"
_NOTHING = "There is no note here."
_NO_NOTES = (
    "No note yet: in an article, ‹note› writes one on the sentence under the cursor, ‹highlight› highlights it. "
    "‹close-notebook› goes back."
)
_EMPTY_TRASH = "The trash is empty: what ‹all-delete› deletes comes here. ‹trash› goes back to the notes."
_ELSEWHERE = frozenset(each.id for each in COMMANDS if each.in_panes_only)
"""Commands of lists that only lists in panes know."""


def _palette() -> type[Provider]:
    from reader.ui.notebook_palette import NotebookCommands  # noqa: PLC0415  when it is opened

    return NotebookCommands


class NotebookScreen(TellingScreen[tuple[str, str] | None]):
    """All notes; its result is the article and the id of the note that was opened, None when it was closed.

    Reading, filtering and changing go on in a thread, one thing at a time: the notes may be many.

    Args:
        workspace: where they are.
        keymap: the keys.
    """

    CSS_PATH = resources.screen_style("notebook")
    BINDINGS: ClassVar[list[BindingType]] = []
    COMMANDS = {_palette}  # noqa: RUF012  the type is Textual's
    AUTO_FOCUS = "#notebook-list"
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (140, "-full")]  # noqa: RUF012  as in the article's screen

    def __init__(self, workspace: Workspace, keymap: Keymap) -> None:
        super().__init__(keymap)
        self._workspace = workspace
        self._book = Notebook(workspace)
        self._sequence = KeySequence()
        self._found: Sequence[FoundNote] | None = None
        self._in_trash = False
        self._working = False
        self._state: object = None  # of the notes' files when they were read
        self._looking = threading.Lock()

    def compose(self) -> ComposeResult:
        """The list, beside it on a wide screen the note under the cursor, below it what is chosen."""
        with Container(id="notebook"):
            yield NoteList(self._filter)
            yield NoteWhole()
        yield StatusBar()

    def on_mount(self) -> None:
        """Read the notes."""
        hinted = [each for each in COMMANDS if each.id == "filter-list" or (each.scope is Scope.NOTEBOOK and each.hint)]
        hints = [
            (self.keymap.shown(each), each.hint)
            for each in sorted(hinted, key=lambda each: each.scope is Scope.NOTEBOOK)
        ]
        self.query_one(StatusBar).update(hints=hints)
        self._load()
        self.set_interval(EVERY, self._watch)

    @property
    def list(self) -> NoteList:
        """The list."""
        return self.query_one(NoteList)

    # Reading and filtering

    def _load(self, said: str = "") -> None:
        self._show_title(self.list.filter)
        self._show_state("reading …")
        self._run(partial(self._read, said))

    @work(thread=True, group="watch")
    def _watch(self) -> None:
        """Look whether another window, a program or a sync has changed a note."""
        if self._working or self._found is None or not self._looking.acquire(blocking=False):
            return  # the last look hangs, on a drive that is gone perhaps: one is enough
        try:
            if self._files() != self._state:
                self.call_later(self._changed_elsewhere)
        finally:
            self._looking.release()

    def _changed_elsewhere(self) -> None:
        if not self._working and self._files() != self._state:
            self._load("Notes were changed elsewhere; this is how they are now.")

    def _files(self) -> object:
        try:
            return self._workspace.note_store.state()
        except DatelineError as error:
            return str(error)

    def _read(self, said: str) -> None:
        self._state = self._files()
        try:
            found = self._book.trash(NoteQuery()) if self._in_trash else self._book.find(NoteQuery())
        except DatelineError as error:
            found = Found((), ())
            self.call_later(self.report, error)
        found = replace(found, notes=_newest_first(found.notes))
        shown = self._book.fitting(found.notes, parse(self.list.filter))
        self.call_later(self._show, found, shown, said)

    def _show(self, found: Found, shown: Sequence[FoundNote], said: str) -> None:
        if not said and found.problems:
            said = f"{len(found.problems)} of the files can't be read; “dateline doctor” tells which."
        self._found = found.notes
        self._show_filtered(self.list.filter, shown)
        self.say(said)

    def _filter(self, text: str) -> None:
        if self._found is not None:
            self.run_worker(partial(self._look, self._found, text), thread=True, group="filter", exclusive=True)

    def _look(self, notes: Sequence[FoundNote], text: str) -> None:
        shown = self._book.fitting(notes, parse(text))
        self.call_later(self._show_filtered, text, shown)

    def _show_filtered(self, text: str, shown: Sequence[FoundNote]) -> None:
        if text == self.list.filter:
            self.list.show(shown, self._what_to_do(text))
            self._show_whole()
            self._show_state()

    def on_row_list_moved(self) -> None:
        """Show the note under the cursor."""
        self._show_whole()

    def _show_whole(self) -> None:
        self.query_one(NoteWhole).show(self.list.here)

    def _what_to_do(self, text: str) -> str:
        """Return what is told where no note is listed."""
        if text:
            return "Nothing fits: Esc shows all."
        return self.keymap.named(_EMPTY_TRASH if self._in_trash else _NO_NOTES)

    def _show_state(self, doing: str = "") -> None:
        notes = self.list
        total, listed = len(self._found or ()), len(notes.notes)
        count = _notes(total) if listed == total else f"{listed} of {_notes(total)}"
        chosen = f"{len(notes.chosen)} chosen" if notes.chosen else ""
        going = "choosing as you go" if notes.in_range else ""
        self.query_one(StatusBar).update("Trash" if self._in_trash else "Notes", [doing or count, chosen, going])

    def on_filter_list_filtered(self, message: FilterList.Filtered) -> None:
        """Show what is typed."""
        self._show_title(message.text, typing=message.typing)

    def _show_title(self, text: str, *, typing: bool = False) -> None:
        what = "Trash" if self._in_trash else "Notes of all articles"
        searched = (text or (_HINT if typing else "")) + ("▏" if typing and text else "")
        self.query_one("#notebook", Container).border_title = Content(f"{what}  ·  {searched}" if searched else what)

    # Keys

    async def on_key(self, event: Key) -> None:
        """Run the command of a key, after a number or as the last of a sequence; leave all others to Textual."""
        table = self.keymap.table((Scope.LIST, Scope.NOTEBOOK))
        step = self._sequence.press(named(event.key, event.character), table)
        if step.taken:
            event.stop()
            event.prevent_default()
        if step.command is not None and step.command.id not in _ELSEWHERE:
            target = self.list if step.command.scope is Scope.LIST else self
            await self.app.run_action(step.command.called(step.number, step.letter), target)
            self._show_state("working …" if self._working else "")

    def on_row_list_chosen(self, message: RowList.Chosen) -> None:
        """Open the article at the note."""
        found = self.list.here
        if found is None or self._working:
            return
        if self._in_trash:
            self.say("This note is in the trash: ‹all-restore› brings it back.")
        else:
            self.dismiss((found.note.annotation.article, found.note.id))

    def action_choose_note(self) -> None:
        """Choose the note here, or no longer."""
        self.list.turn()

    def action_choose_range(self) -> None:
        """Choose all from here to where the cursor goes."""
        self.list.turn_range()

    def action_choose_all(self) -> None:
        """Choose all, or none."""
        self.list.turn_all()

    def action_recolour(self, colour: str) -> None:
        """Give the chosen notes a colour."""
        self._change(lambda notes: self._book.recolour(notes, Colour(colour)), f"{{}} in {colour} now.")

    def action_mark(self, tag: str) -> None:
        """Put a tag on the chosen notes; take it off when all have it."""
        if all(tag in each.note.annotation.tags for each in self.list.meant):
            self._change(lambda notes: self._book.retag(notes, (), (tag,)), f"{{}} no longer #{tag}.")
        else:
            self._change(lambda notes: self._book.retag(notes, (tag,)), f"{{}} marked #{tag}.")

    def action_tags(self) -> None:
        """Ask which tags to put on the chosen notes, and which to take off."""
        from reader.ui.screens.ask import AskScreen  # noqa: PLC0415  with the first question
        from reader.ui.widgets.note_editor import split_tags  # noqa: PLC0415

        def answered(line: str | None) -> None:
            tags = split_tags(line or "")
            fewer = [tag[1:].strip() for tag in tags if tag.startswith("-")]
            more = [tag.removeprefix("+").strip() for tag in tags if not tag.startswith("-")]
            if tags:
                self._change(lambda notes: self._book.retag(notes, more, fewer), "Tags of {} changed.")

        if self.list.meant:
            title = f"Tags for {_notes(len(self.list.meant))}; one with - before it is taken off"
            self.app.push_screen(AskScreen(title, "", lambda _: ""), answered)
        else:
            self.say(_NOTHING)

    def action_delete(self) -> None:
        """Move the chosen notes to the trash."""
        self._change(self._book.delete, "{} in the trash; ‹undo-all› brings them back.")

    def action_restore(self) -> None:
        """Bring the chosen notes back."""
        if not self._in_trash:
            self.say("Only notes in the trash can be brought back: ‹trash› shows it.")
        else:
            self._change(self._book.restore, "{} restored.", trash=True)

    def action_turn_trash(self) -> None:
        """Show the trash, or the notes again."""
        if not self._working:
            self._in_trash = not self._in_trash
            self.list.let_go_of_chosen()
            self._load()

    def action_export(self, form: str) -> None:
        """Write the chosen notes into the export folder."""
        from reader import exchange  # noqa: PLC0415  with the first export

        notes = [each.placed for each in self.list.meant]
        if self._in_trash or not notes:
            self.say("Bring notes back from the trash before they are exported." if notes else _NOTHING)
            return
        written = self.tried(lambda: exchange.export_notes(self._workspace, notes, form), None)
        if written is not None:
            aside = f"; {written.aside}" if written.aside else ""
            self.say(clean_line(f"{_notes(len(notes))} exported to {written.path}{aside}"))

    def action_undo(self) -> None:
        """Take the last change back."""
        self._turn_history(self._workspace.history.undo)

    def action_redo(self) -> None:
        """Make it again."""
        self._turn_history(self._workspace.history.redo)

    def action_keys(self) -> None:
        """Show the keys of this place."""
        from reader.ui.screens.keys import KeysScreen  # noqa: PLC0415  with the first ?

        self.app.push_screen(KeysScreen(self.keymap, (Scope.NOTEBOOK, Scope.LIST), _ELSEWHERE))

    def action_palette(self) -> None:
        """Open the command palette."""
        self.app.action_command_palette()

    def action_close(self) -> None:
        """Let go of the chosen notes; without any, go back to the article."""
        if not self.list.let_go_of_chosen() and not self._working:
            self.dismiss(None)

    # Changing

    def _change(self, change: Callable[[Sequence[Note]], Many], told: str, *, trash: bool = False) -> None:
        """Change the chosen notes in a thread; ``told`` tells it with {} for how many."""
        notes = [each.note for each in self.list.meant]
        if self._working or not notes:
            self.say("Wait until the last change is done." if self._working else _NOTHING)
        elif self._in_trash is not trash:
            self.say("Notes in the trash aren't changed: ‹all-restore› brings them back first.")
        else:
            self._working = True
            self._run(partial(self._change_in_thread, partial(change, notes), told))

    def _change_in_thread(self, change: Callable[[], Many], told: str) -> None:
        try:
            done = change()
        except DatelineError as error:
            done = Many(0, [error])
        self.call_later(self._changed, done, told)

    def _changed(self, done: Many, told: str) -> None:
        self._working = False
        for error in done.errors[:1]:
            self.report(error)
        failed = f" {len(done.errors)} could not be changed." if done.errors else ""
        self._load(told.format(_notes(done.done)) + failed)

    def _turn_history(self, turn: Callable[[], str]) -> None:
        if self._working:
            self.say("Wait until the last change is done.")
            return
        self._working = True
        self._run(partial(self._turn_in_thread, turn))

    def _turn_in_thread(self, turn: Callable[[], str]) -> None:
        try:
            said = turn()
        except DatelineError as error:
            self.call_later(self.report, error)
            said = ""
        self.call_later(self._turned, said)

    def _turned(self, said: str) -> None:
        self._working = False
        self._load(said)

    def _run(self, work: Callable[[], None]) -> None:
        self.run_worker(work, thread=True, group="notebook")


def _newest_first(notes: Sequence[FoundNote]) -> list[FoundNote]:
    """Return notes article by article, first the one with the latest change."""
    latest: dict[str, datetime] = {}
    for annotation in (each.note.annotation for each in notes):
        latest[annotation.article] = max(latest.get(annotation.article, annotation.modified), annotation.modified)
    by_article = sorted(notes, key=lambda each: each.note.annotation.article)
    return sorted(by_article, key=lambda each: latest[each.note.annotation.article], reverse=True)


def _notes(number: int) -> str:
    return "1 note" if number == 1 else f"{number:,} notes"

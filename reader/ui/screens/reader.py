"""The reader's screen: library, article and panel side by side, and what its keys do."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal
from textual.events import Key, Resize
from textual.geometry import Offset, Region
from textual.message import Message

from reader.analysis.models import request_of
from reader.ui.annotating.watch import EVERY
from reader.ui.bindings import Keymap, bindings
from reader.ui.catalogue import Catalogue
from reader.ui.command import Scope
from reader.ui.display import Display
from reader.ui.elsewhere import Elsewhere
from reader.ui.keyboard import Keyboard
from reader.ui.open_article import OpenArticle
from reader.ui.page_setting import PageSetting
from reader.ui.panes import WIDE, Panes, pane_of
from reader.ui.pointing import Pointing
from reader.ui.reading import Reading
from reader.ui.screens.exact_selection import ExactSelection
from reader.ui.screens.staged import StagedScreen
from reader.ui.travel import Travel
from reader.ui.widgets.article_view import ArticleView
from reader.ui.widgets.late_looks import add_furniture
from reader.ui.widgets.pane import Pane
from reader.ui.widgets.slim_bar import SlimBar
from reader.ui.widgets.status_bar import StatusBar
from reader.workspace import Workspace

if TYPE_CHECKING:
    from textual.command import Provider

    from reader.analysis.service import Job
    from reader.model.article import Article
    from reader.ui.annotating.desk import NoteDesk
    from reader.ui.annotating.settling import Settling
    from reader.ui.choosing import Choosing
    from reader.ui.correcting import Correcting
    from reader.ui.finding import Finding
    from reader.ui.guide import Guide
    from reader.ui.renewing import Renewing
    from reader.ui.selecting import Selecting
    from reader.ui.views import Views
    from reader.ui.widgets.library_list import LibraryList
    from reader.ui.widgets.note_editor import NoteEditor
    from reader.ui.widgets.panel import Panel
    from reader.ui.widgets.row_list import RowList

_FULL = 116  # from here on the library does too
_SAVE_PLACE_EVERY = 2.0


def _palette() -> type[Provider]:
    """Import the command palette when it is opened: 25 ms of the first screen otherwise."""
    from reader.ui.palette import DatelineCommands  # noqa: PLC0415

    return DatelineCommands


class ReaderScreen(ExactSelection, StagedScreen[None]):
    """One article at a time, with the library and the panel beside it."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(Scope.READER)
    COMMANDS = {_palette}  # noqa: RUF012  the type is Textual's
    AUTO_FOCUS = "#article"
    BLANK = True  # nothing shines through the panes and the bottom row
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (60, "-medium"), (WIDE, "-wide"), (140, "-full")]  # noqa: RUF012

    @dataclass
    class AnalysisChanged(Message):
        """The analysis of a text waits, runs, is there or failed. Posted from a thread of the service."""

        job: Job

    def __init__(self, workspace: Workspace, keymap: Keymap, article_id: str | None, note_id: str | None) -> None:
        super().__init__(keymap)
        self.workspace = workspace
        self.reading: Reading | None = None
        self._first = article_id
        self._first_note = note_id or ""
        self.keyboard = Keyboard(self, keymap)
        self.linear = workspace.settings.linear
        """Whether all is in one column from top to bottom, and the terminal's own cursor where one is."""
        self.catalogue = Catalogue(workspace, self)
        self.panes = Panes(self)
        self._pointing = Pointing(self)
        self.opened = OpenArticle(self)
        self.choosing: Choosing | None = None
        self.page = PageSetting(self)
        self.desk: NoteDesk | None = None
        self._elsewhere = Elsewhere(self)
        self.views: Views | None = None
        self.renewing: Renewing | None = None
        self.travel: Travel
        self.finding: Finding | None = None
        self.selecting: Selecting | None = None
        self.library: LibraryList | None = None
        self._panel: Panel | None = None
        self.editor: NoteEditor | None = None

    def compose(self) -> ComposeResult:
        """Lay the panes out. In one container: each is drawn, row by row, beneath what it holds."""
        with Horizontal(id="panes"):
            yield self._pane("library", _FULL)
            yield ArticleView(self.workspace.settings.measure, centred=not self.linear)
            yield SlimBar()
            yield self._pane("panel", WIDE)
        yield StatusBar()

    def _pane(self, name: str, wide: int) -> Pane:
        """Return a pane that is open or not from the first screen on: opening it later would lay all out again."""
        columns = 0 if self.linear else self.workspace.memory.get(f"width of {name}-pane", 0)
        pane = Pane(name, sys.maxsize if self.linear else wide, columns)
        pane.fit(self.app.size.width)
        return pane

    def on_mount(self) -> None:
        """Show the article that was asked for."""
        self.travel = Travel(self.view, self.say, self.open_article, self.workspace)
        self.set_class(self.linear, "-linear")
        if self._first:
            self.open_article(self._first, self._first_note)
        else:
            self.query_one(StatusBar).update("The library is empty: “dateline add FILE” brings articles in.")
        self.set_interval(_SAVE_PLACE_EVERY, self.opened.save_place)
        self.set_interval(EVERY, self._look_at_notes)
        self.begin()

    def mark(self) -> None:
        """Lay the marks of the analysis over the text, if it is there."""
        self.opened.mark_first()

    async def furnish(self) -> None:
        """Fill the panes and bring the note editor in: what can wait until the text is on the screen."""
        from reader.ui.renewing import Renewing  # noqa: PLC0415
        from reader.ui.widgets.following import Following  # noqa: PLC0415
        from reader.ui.widgets.library_list import LibraryList  # noqa: PLC0415
        from reader.ui.widgets.note_editor import NoteEditor  # noqa: PLC0415
        from reader.ui.widgets.panel import Panel  # noqa: PLC0415

        add_furniture(self.app.stylesheet)
        self.library, self._panel = LibraryList(self.catalogue.articles, self.catalogue.count), Panel()
        hints = "  ".join(f"{key} {word}" for key, word in self.keyboard.hints(Scope.EDITOR))
        self.editor = NoteEditor(hints, self.catalogue.known_tags)
        await self.query_one("#library-pane").mount(self.library)
        await self.query_one("#panel-pane").mount(self._panel)
        await self.query_one("#panes").mount(self.editor)
        self.keyboard.following = Following()
        await self.mount(self.keyboard.following)
        self.library.reload()
        self.renewing = Renewing(self, self.opened.renew)
        self.furnished.set()
        if self.reading is not None:
            self.opened.lay_out_desk(self.reading)
        self.opened.go_to_note()

    def on_unmount(self) -> None:
        """Keep the reading place."""
        self.opened.save_place()

    def on_resize(self, event: Resize) -> None:
        """Open the panes that there is room for; one that the user opened or closed by hand stays so."""
        for pane in self.query(Pane):
            pane.fit(event.size.width)
        self.panes.uncover()

    @property
    def view(self) -> ArticleView:
        """The article."""
        return self.query_one(ArticleView)

    @property
    def display_of(self) -> Display:
        """What shows the reading."""
        return Display(self.view, self._panel, self.query_one(SlimBar), self.query_one(StatusBar))

    # Opening and analysing

    def open_article(self, article_id: str, note_id: str = "") -> None:
        """Open an article where it was left, or at a note's passage."""
        self.opened.open(article_id, note_id)

    def warn_of_all(self) -> None:
        """Tell what the workspace found odd and the user hasn't been told."""
        self.warn(*self.workspace.take_warnings())

    @work(thread=True, group="analysis", description="analyse")  # Textual's own would hold the whole text
    def analyse(self, article: Article) -> None:
        """Have an article analysed; what comes of it comes as a message."""

        def told(job: Job) -> None:
            self.post_message(self.AnalysisChanged(job))

        self.workspace.analyse(request_of(article), told)

    def on_reader_screen_analysis_changed(self, message: AnalysisChanged) -> None:
        """Lay the marks over the text."""
        self.opened.arrived(message.job)

    # Keys

    @property
    def scope(self) -> Scope:
        """The place where one is, as far as keys are concerned."""
        if self.desk is not None and self.desk.writing.open:
            return Scope.EDITOR
        if pane_of(self.focused) is not None:
            return Scope.LIST
        selecting = self.selecting is not None and self.selecting.active
        return Scope.SELECTING if selecting else Scope.ARTICLE

    async def on_key(self, event: Key) -> None:
        """Run the command of a key."""
        await self.keyboard.press(event)

    # What the widgets say

    def on_article_view_cursor_moved(self) -> None:
        """Show the place, if the key that moved the cursor didn't already."""
        if self.reading is not None and self.reading.offset != self.view.cursor:
            self.show_place()

    def show_place(self) -> None:
        """Show where the cursor is. Called at once after a key too: what the message brings later is a frame late."""
        if self.reading is not None:
            self.reading.offset = self.view.cursor
            if self.selecting is not None:
                self.selecting.follow()
            if self.desk is not None:
                self.desk.moved()
            self.display_of.facts(self.reading)
        self.point()

    def on_descendant_focus(self) -> None:
        """Show the few keys that matter here; what lies over the article goes when one is there.

        While a note is written, letters are its: a click on the text is no way out of it.
        """
        self.panes.uncover()
        if self.focused is self.view and self.choosing is not None:
            self.choosing.stay()
        if self.focused is self.view and self.desk is not None and self.desk.writing.open:
            self.desk.writing.go_on()
        self.keyboard.hint()
        self.call_after_refresh(self.point)  # a pane that has just opened has no place yet

    def point(self) -> None:
        """Let the terminal's own cursor stand where one is, in the linear layout: screen readers follow it."""
        at: Offset | None = getattr(self.focused, "cursor_screen_offset", None) if self.linear else None
        if at is not None and self.focused is not None and at != self.app.cursor_position:
            self.app.cursor_position = at
            self.focused.refresh(Region(0, 0, 1, 1))  # it is sent with what is drawn next

    def on_article_view_stopped(self, message: ArticleView.Stopped) -> None:
        """Say that there is nothing to go to."""
        self.say(f"There is no {message.kind} further {'down' if message.step > 0 else 'up'}.")

    def on_article_view_jumped(self, message: ArticleView.Jumped) -> None:
        """Remember where to come back to."""
        self.travel.leave(message.offset)

    def on_text_page_scrolled(self) -> None:
        """Show which part of the article is on the screen; notes and editor go with their passages."""
        if self.desk is not None:
            self.desk.margin.fit()
        self.show_part()

    def show_part(self) -> None:
        """Show which part is on the screen. Called at once after a key too, as ``show_place``."""
        if self.reading is not None:
            self.display_of.where(self.reading)
        self.point()
        if self.desk is not None:
            self.desk.writing.place()

    def on_article_view_clicked(self, message: ArticleView.Clicked) -> None:
        """Tell who is named there, unfold the note, or select."""
        self._pointing.click(message)
        self.keyboard.hint()

    def on_text_selected(self) -> None:
        """Say what can be done with what the mouse has selected."""
        if self.selecting is not None:
            self.selecting.tell()
            self.keyboard.hint()

    def on_article_view_label_clicked(self, message: ArticleView.LabelClicked) -> None:
        """Open the link whose number was clicked."""
        self.travel.follow_behind(message.offset)

    def on_article_view_aside_clicked(self, message: ArticleView.AsideClicked) -> None:
        """Choose the note or open the link that was clicked."""
        self._pointing.click_aside(message)

    async def on_article_view_asked(self, message: ArticleView.Asked) -> None:
        """Ask what is to be corrected where the right mouse button was clicked."""
        await self._pointing.ask(message.offset)

    def on_pane_dragged(self, message: Pane.Dragged) -> None:
        """Remember how wide a pane is."""
        self.panes.on_dragged(message.pane)

    def on_slim_bar_jump(self, message: SlimBar.Jump) -> None:
        """Go to the part of the article that was clicked or dragged to."""
        go = self.view.go if message.dragged else self.view.jump
        go(self.view.page.offset_at(message.row, 0))

    def on_slim_bar_turned(self, message: SlimBar.Turned) -> None:
        """Scroll the article as if the wheel had been turned over it."""
        self.view.scroll_relative(y=message.step * self.app.scroll_sensitivity_y, animate=False)

    async def on_status_bar_hint_clicked(self, message: StatusBar.HintClicked) -> None:
        """Do what the hint says."""
        await self.keyboard.run_hinted(message.word)

    def on_row_list_chosen(self, message: RowList.Chosen) -> None:
        """Open an article, or go to what an entry of the panel stands for."""
        self.panes.choose(message)

    def on_row_list_moved(self, message: RowList.Moved) -> None:
        """Let the text follow while one moves through the panel."""
        self.panes.follow(message)
        self.point()

    # Keys: each part of the screen does its own

    async def action_do(self, part: str, what: str, args: tuple[str | int, ...] = ()) -> None:
        """Have a part of the screen do something. Not ``*args``, which Textual would count as one parameter."""
        await self.ready()
        parts = {
            "desk": self.desk, "choosing": self.choosing, "views": self.views, "panes": self.panes,
            "page": self.page, "travel": self.travel, "finding": self.finding, "selecting": self.selecting,
            "article": self.opened, "renewing": self.renewing,
        }  # fmt: skip
        late = {"guide": self._guide, "correcting": self.correcting, "settling": self._settling}
        found = late[part]() if part in late else parts[part]
        if found is not None:
            self.attempt(partial(getattr(found, what), *args))

    def _guide(self) -> Guide:
        from reader.ui.guide import Guide  # noqa: PLC0415  with the first question

        return Guide(self)

    def correcting(self) -> Correcting | None:
        """Return what asks for corrections of the open article."""
        from reader.ui.correcting import Correcting  # noqa: PLC0415  with the first correction

        return Correcting(self, self.reading) if self.reading is not None else None

    def _settling(self) -> Settling | None:
        from reader.ui.annotating.settling import Settling  # noqa: PLC0415  with the first conflict

        return Settling(self, self.reading) if self.reading is not None else None

    def recorrect(self, said: str) -> None:
        """Show the article with the corrections as they are now, and tell what was done."""
        self.opened.recorrect()
        self.say(said)
        self.warn_of_all()

    async def action_find(self) -> None:
        """Begin a search."""
        from reader.ui.widgets.find_bar import FindBar  # noqa: PLC0415  with the first search

        await self.ready()
        if self.finding is not None:
            if not self.query(FindBar):
                await self.mount(FindBar(self.finding))
            self.query_one(FindBar).open(self.finding)

    # Keys: notes

    @work(thread=True, group="notes")
    def _look_at_notes(self) -> None:
        self._elsewhere.look()

    def note_changed(self, said: str) -> None:
        """Tell what was done to a note, and show what else that changes."""
        self.clear_selection()
        if self.workspace.has_corrections:  # one may have been undone
            self.opened.recorrect()
        if self.library is not None:
            self.library.reload()
        self.say(said)

    def on_note_editor_written(self, message: NoteEditor.Written) -> None:
        """Keep the draft, save the note, or leave the editor; it stays open when that fails."""
        if self.desk is not None:
            self.attempt(partial(getattr(self.desk.writing, message.then), message.body, message.tags))

    def on_note_editor_failed(self, message: NoteEditor.Failed) -> None:
        """Tell why the user's own editor did not open."""
        self.report(message.error)

    # Keys: panes and the rest

    def action_back(self) -> None:
        """Let go of one thing at a time: the pane, the selection, the chosen person or country."""
        if self.focused is not self.view:
            if self.choosing is not None:
                self.choosing.return_()
            if self.focused is not None:
                self.panes.leave(self.focused)
            self.view.focus()
        elif self.view.selected:
            self.clear_selection()
        elif self.finding is not None and self.reading is not None and self.reading.hits.starts:
            self.finding.let_go()
        elif self.choosing is not None:
            self.choosing.let_go()

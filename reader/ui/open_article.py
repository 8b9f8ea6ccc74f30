"""What is done with the open article as a whole: opened where it was left, analysed, its place kept, exported."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from reader.analysis.models import request_of
from reader.analysis.state import State
from reader.annotator import Annotator
from reader.corrected import corrected
from reader.errors import DatelineError
from reader.text.clean import clean_line
from reader.ui.reading import Reading
from reader.ui.shown import kept

if TYPE_CHECKING:
    from reader.analysis.service import Job
    from reader.model.analysis import Analysis
    from reader.model.annotation import PlacedNote
    from reader.renewal import Renewal
    from reader.ui.screens.reader import ReaderScreen

_LONG = 300_000
"""Characters from which on places are looked for in a thread: comparing two versions of a novel takes seconds."""


class OpenArticle:
    """The article that is open on a screen.

    Args:
        screen: where it is read.
    """

    def __init__(self, screen: ReaderScreen) -> None:
        self._screen = screen
        self._place = ("", 0)
        self._place_is_lost = False
        self._note = ""  # to be gone to as soon as its place is known

    def open(self, article_id: str, note_id: str = "") -> None:
        """Open an article where it was left, or at a note; one whose note is being written stays."""
        screen, workspace = self._screen, self._screen.workspace
        self.save_place()
        if screen.desk is not None and screen.desk.writing.open:
            screen.say("Save or leave the note that is being written first.", trouble=True)
            return
        article = screen.tried(lambda: workspace.article(article_id), None)
        if article is None:
            return
        self._note = note_id
        late = len(article.text) > _LONG
        offset = screen.tried(lambda: workspace.place(article, carried=not late), 0)
        notes: list[PlacedNote] = [] if late else screen.tried(lambda: Annotator(workspace).notes(article), [])
        screen.travel.leave(screen.view.cursor)
        reading = Reading(article, offset, notes=notes, named=screen.keymap.named)
        reading.shown = kept(workspace.memory)
        if screen.text_is_shown:
            self._recall(reading)
        self._show(reading)
        if screen.text_is_shown:
            self._analyse(reading)
        if late:
            self._place = (article.id, offset)  # not to be kept before it is known where it is now
            screen.run_worker(partial(self._find_places, reading), thread=True, group="places")
        self.go_to_note()
        screen.warn_of_all()

    def go_to_note(self) -> None:
        """Go to the note that the article was opened for, as soon as there is a desk and the note's place is known."""
        desk, reading = self._screen.desk, self._screen.reading
        if desk is not None and reading is not None and any(each.annotation.id == self._note for each in reading.notes):
            self._screen.attempt(partial(desk.go_to, self._note))
            self._note = ""

    def _find_places(self, reading: Reading) -> None:
        """Find where a long article was left and its notes are, in a thread: it may have another version since."""
        workspace, article = self._screen.workspace, reading.article
        try:
            offset, notes = workspace.place(article), Annotator(workspace).notes(article)
        except DatelineError as error:
            self._screen.call_later(self._screen.report, error)
        else:
            self._screen.call_later(self._places_found, reading, offset, notes)

    def _places_found(self, reading: Reading, offset: int, notes: list[PlacedNote]) -> None:
        screen = self._screen
        if screen.reading is not reading:
            return
        if self._place == (reading.article.id, screen.view.cursor):  # nobody has gone elsewhere meanwhile
            screen.view.go(offset)
        if screen.desk is not None:
            screen.desk.refresh(notes)
        else:
            reading.notes = notes
            screen.display_of.everything(reading)
        self.go_to_note()
        screen.warn_of_all()

    def mark_first(self) -> None:
        """Lay the marks over the text of the first article; nobody waited for them to see it."""
        reading = self._screen.reading
        if reading is not None:
            self._recall(reading)
            self._screen.display_of.everything(reading)
            self._analyse(reading)
            self._screen.warn_of_all()

    def _recall(self, reading: Reading) -> None:
        """Look up what is known of an article from before."""
        article = reading.article
        self._take(reading, self._screen.workspace.cached(request_of(article), article.text_hash))
        reading.state = State.DONE if reading.analysis else State.WAITING

    def _analyse(self, reading: Reading) -> None:
        if reading.analysis is None:
            self._screen.analyse(reading.article)

    def _show(self, reading: Reading) -> None:
        screen = self._screen
        screen.reading = screen.travel.reading = reading
        screen.clear_selection()
        screen.view.show(reading.article, reading.offset, screen.page.form(reading))
        screen.display_of.everything(reading)
        if screen.furnished.is_set():
            self.lay_out_desk(reading)

    def lay_out_desk(self, reading: Reading) -> None:
        """Show an article in the panes around it, and let notes be made on it, as far as all is there for that."""
        from reader.ui.annotating.desk import NoteDesk  # noqa: PLC0415  see ReaderScreen.furnish
        from reader.ui.choosing import Choosing  # noqa: PLC0415
        from reader.ui.finding import Finding  # noqa: PLC0415
        from reader.ui.selecting import Selecting  # noqa: PLC0415
        from reader.ui.views import Views  # noqa: PLC0415

        screen, workspace, display = self._screen, self._screen.workspace, self._screen.display_of
        screen.selecting = Selecting(reading, screen.view, screen.say, screen.show)
        screen.finding = Finding(reading, display, screen.say, screen.finding.last if screen.finding else None)
        if display.panel is None or screen.library is None or screen.editor is None:
            return
        reading.drafts = workspace.drafts.of_article(reading.article.id)
        screen.desk = NoteDesk(workspace, reading, display, screen.editor, screen.note_changed)
        screen.choosing = Choosing(reading, display, screen.say)
        screen.views = Views(workspace.memory, reading, display, screen.say)
        display.boxes(reading)
        display.lists(reading)
        screen.desk.moved()
        screen.library.set_open(reading.article.id)
        if reading.drafts:
            screen.say("A note was being written and not saved: ‹notes› lists the draft.")

    def renew(self, renewal: Renewal) -> None:
        """Show another version in the place of the open one; the line of the cursor stays where it is on the screen."""
        screen, before = self._screen, self._screen.reading
        if before is None:
            return
        view, article = screen.view, renewal.article
        row = view.page.row_of(view.cursor) - view.scroll_offset.y
        screen.travel.carry(before.article, article, renewal.carry)
        state = State.DONE if renewal.analysis else State.WAITING
        place = renewal.carry(view.cursor)
        reading = Reading(article, place, state=state, notes=renewal.notes, named=screen.keymap.named)
        self._take(reading, renewal.analysis)
        reading.shown, reading.quotes_by_speaker, reading.turned = before.shown, before.quotes_by_speaker, before.turned
        self._show(reading)
        view.scroll_to(y=max(0, view.page.row_of(view.cursor) - row), animate=False)
        if screen.library is not None:
            screen.library.reload()
        if renewal.analysis is None:
            screen.analyse(article)
        screen.warn_of_all()

    def arrived(self, job: Job) -> None:
        """Lay the marks over the text; it stays where it is, the cursor too."""
        reading = self._screen.reading
        if reading is None or job.request.text != reading.article.text:
            return
        reading.state = job.state
        self._take(reading, job.result)
        if job.error:
            self._screen.report(job.error)
        self._screen.display_of.everything(reading)

    def _take(self, reading: Reading, found: Analysis | None) -> None:
        """Take over what was found in a text, with what the reader said against it."""
        article = reading.article
        reading.found = found
        if found is not None:
            found = corrected(self._screen.workspace, found, article.text, article.id)
        reading.analysis = found

    def recorrect(self) -> bool:
        """Apply the corrections as they are now, and tell whether that changed anything."""
        reading = self._screen.reading
        if reading is None:
            return False
        before = reading.analysis
        self._take(reading, reading.found)
        if reading.analysis == before:
            return False
        reading.foci.renew(reading.focus_of)
        self._screen.display_of.everything(reading)
        return True

    def analyse_again(self) -> None:
        """Try the analysis of the open article once more, if it failed."""
        reading = self._screen.reading
        if reading is None:
            return
        if reading.state is State.FAILED:
            self._screen.analyse(reading.article)
        else:
            done = "is there; ‹analyse-again› tries again what failed." if reading.analysis else "is on its way."
            self._screen.say(f"The analysis {done}")

    def save_place(self) -> None:
        """Keep the reading place if it changed; a failure is told once, until it goes again."""
        reading = self._screen.reading
        if reading is None or self._place == (reading.article.id, reading.offset):
            return
        self._place = (reading.article.id, reading.offset)
        try:
            self._screen.workspace.save_place(reading.article, reading.offset)
            self._place_is_lost = False
        except DatelineError as error:
            if self._screen.is_running and not self._place_is_lost:  # at the end there is no screen to tell it on
                self._screen.report(error)
            self._place_is_lost = True

    def export(self, form: str = "markdown") -> None:
        """Write the open article with its notes into the export folder."""
        from reader import exchange  # noqa: PLC0415  with the first export

        reading = self._screen.reading
        if reading is not None and form == "markdown" and not reading.notes:
            self._screen.say("There is no note to export yet: ‹note› writes one, ‹highlight› highlights.")
        elif reading is not None:
            written = exchange.export(self._screen.workspace, reading.article, form, reading.analysis)
            aside = f"; {written.aside}" if written.aside else ""
            self._screen.say(clean_line(f"Exported to {written.path}{aside}"))

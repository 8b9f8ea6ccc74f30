"""Writing a note in place: the editor beneath its passage, the draft behind it, saving and leaving."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from textual.geometry import Offset
from textual.widget import Widget

from reader.annotator import Annotator
from reader.errors import NoteConflictError, NoteError
from reader.model.annotation import PlacedNote
from reader.model.span import Span
from reader.notes.anchor import describe, describe_whole
from reader.notes.drafts import Draft
from reader.notes.store import Note
from reader.ui.annotating.margin import Margin
from reader.ui.display import Display
from reader.ui.reading import Reading
from reader.ui.widgets.note_editor import NoteEditor
from reader.workspace import Workspace


class Writing:
    """The editor of one open article's notes.

    Args:
        workspace: keeps notes and drafts.
        reading: the open article.
        display: shows it.
        editor: the widget to write in.
        margin: shows a note when it is saved.
        reload: reads the notes anew and tells what was done.
    """

    def __init__(
        self,
        workspace: Workspace,
        reading: Reading,
        display: Display,
        editor: NoteEditor,
        margin: Margin,
        reload: Callable[[str], None],
    ) -> None:
        self._workspace = workspace
        self._annotator = Annotator(workspace)
        self._reading = reading
        self._display = display
        self._editor = editor
        self._margin = margin
        self._reload = reload
        self._draft: Draft | None = None
        self._passage: Span | None = None
        self._note: Note | None = None
        self._trouble_told = False

    @property
    def open(self) -> bool:
        """Whether the editor is open."""
        return self._draft is not None

    # Opening

    def begin(self, passage: Span | None, *, tags: bool = False) -> None:
        """Write a new note on a passage, or with None on the article as a whole."""
        text = self._reading.article.text
        target = describe(text, passage) if passage is not None else describe_whole(text)
        self._open(Draft(self._reading.article.id, "", target, ""), passage, None, tags)

    def change(self, note: PlacedNote, *, tags: bool = False) -> None:
        """Change a note's text and tags."""
        annotation = note.annotation
        draft = Draft(annotation.article, annotation.id, annotation.target, annotation.body, annotation.tags)
        self._open(draft, note.place.span, note, tags)

    def resume(self, key: str) -> None:
        """Go on with a draft that was left."""
        draft = next((each for each in self._reading.drafts if each.key == key), None)
        if draft is None:
            return
        note = next((each for each in self._reading.notes if each.annotation.id == draft.note), None)
        place = note.place if note else self._annotator.place_of(draft.target, self._reading.article)
        if place.span is not None:
            self._display.view.go(place.span.start)
        self._open(draft, place.span, note, False)

    def _open(self, draft: Draft, passage: Span | None, note: PlacedNote | None, tags: bool) -> None:
        if note is not None:
            # As it is on the disk now: when saving, what another window wrote since is a conflict.
            self._note = self._workspace.note_store.get(note.annotation.id)
            annotation = self._note.annotation
            draft = replace(draft, body=annotation.body, tags=annotation.tags, digest=self._note.digest)
        else:
            self._note = None
        kept = next((each for each in self._reading.drafts if each.key == draft.key), draft)
        if self._note is not None and kept.digest:
            draft = replace(draft, digest=kept.digest)
            self._note = replace(self._note, digest=kept.digest)
        self._draft, self._passage = draft, passage
        self._reading.edited = draft.note
        self._trouble_told = False
        what = "note on the whole article" if draft.target.whole else "note"
        self._editor.open(f"{what} · a draft" if kept != draft else what, kept.body, kept.tags, at_tags=tags)
        self._make_room()
        view = self._display.view
        view.reveal(view.page.row_of(passage.start if passage else 0))
        view.reveal(self._row(), self._editor.rows)
        self.place()

    # While it is open

    def go_on(self) -> None:
        """Go back to the editor, where one was in it."""
        self._editor.go_on()

    def place(self) -> None:
        """Put the editor beneath its passage, wherever that is on the screen now."""
        if not self.open:
            return
        view = self._display.view
        self._editor.styles.width = view.page.measure
        self._editor.styles.height = self._editor.rows
        panes = self._editor.parent
        here = view.region.offset - (panes.region.offset if isinstance(panes, Widget) else Offset())
        self._editor.styles.offset = here + Offset(view.margin, self._row() - view.scroll_offset.y)

    def written(self, body: str, tags: tuple[str, ...]) -> None:
        """Keep what is written as a draft, and let the editor grow with it."""
        if self._draft is None:
            return
        if self._reading.editing != (self._block(), self._editor.rows):
            self._make_room()
            self._display.view.reveal(self._row(), self._editor.rows)
            self.place()
        draft = self._drafted(body, tags)
        try:
            if self._differs(draft):
                self._draft = self._workspace.drafts.keep(draft)
            else:
                self._workspace.drafts.drop(draft)
        except NoteError:
            if not self._trouble_told:
                self._trouble_told = True
                raise

    def save(self, body: str, tags: tuple[str, ...]) -> None:
        """Save what was written; returns after it is on disk."""
        if self._draft is None:
            return
        draft = self._drafted(body, tags)
        try:
            if self._note is not None:
                note = self._annotator.edit(self._note, body=body, tags=tags)
            else:
                colour = self._annotator.last_colour()
                lost = self._passage is None and not draft.target.whole
                passage = draft.target if lost else self._passage
                note = self._annotator.add(self._reading.article, passage, body, colour=colour, tags=tags)
        except NoteConflictError as error:  # on disk all the same, beside the other text
            self._saved(draft, "")
            self._margin.show(draft.note)
            several = any(each.others for each in self._reading.notes if each.annotation.id == draft.note)
            todo = "‹note-texts› chooses which one stays." if several else "‹delete-note› deletes it."
            raise NoteConflictError(error.what, todo) from error
        self._saved(draft, "Note saved.")
        self._margin.show(note.id)

    def _saved(self, draft: Draft, said: str) -> None:
        self._workspace.drafts.drop(draft)
        self.close()
        self._reload(said)

    def leave(self, body: str, tags: tuple[str, ...]) -> None:
        """Close the editor; what was written stays as a draft for this passage."""
        if self._draft is None:
            return
        differs = self._differs(self._drafted(body, tags))
        self.close()
        self._reload("Not saved; the draft is kept, and listed with the notes." if differs else "")

    def close(self) -> None:
        """Close the editor."""
        self._draft = self._passage = self._note = None
        self._reading.editing, self._reading.edited = None, ""
        self._reading.drafts = self._workspace.drafts.of_article(self._reading.article.id)
        self._editor.close()
        self._margin.arrange()
        self._display.view.focus()

    # Parts

    def _drafted(self, body: str, tags: tuple[str, ...]) -> Draft:
        assert self._draft is not None  # noqa: S101  only called while it is open
        return replace(self._draft, body=body, tags=tags)

    def _differs(self, draft: Draft) -> bool:
        """Tell whether a draft says anything that isn't in the note already."""
        if self._note is not None:
            return (draft.body, draft.tags) != (self._note.annotation.body, self._note.annotation.tags)
        return bool(draft.body.strip() or draft.tags)

    def _make_room(self) -> None:
        self._reading.editing = (self._block(), self._editor.rows)
        self._margin.arrange()

    def _block(self) -> int:
        passage = self._passage
        return self._display.view.page.block_at(max(passage.start, passage.end - 1)) if passage else 0

    def _row(self) -> int:
        """Return the page row where the editor begins: its rows are the last of those beneath the block."""
        page, block = self._display.view.page, self._block()
        row = page.reserved_top(block)
        while (found := page.row(row)) is not None and found.block == block and found.extra is not None:
            row += 1
        return row - self._editor.rows

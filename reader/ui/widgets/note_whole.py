"""A note of the list, whole: its text, its other texts, its passage then and where that is now."""

from __future__ import annotations

from collections.abc import Iterator

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from reader.notebook import FoundNote
from reader.text.clean import clean, clean_line
from reader.ui.annotating.box import label, other_texts

_MOST = 5_000  # characters of each text: laying out a megabyte takes longer than a key may


class NoteWhole(VerticalScroll, can_focus=False):
    """What a list's two rows have no room for; scrolled with the mouse."""

    def compose(self) -> ComposeResult:
        """One text."""
        yield Static(id="note-whole-text")

    def show(self, found: FoundNote | None) -> None:
        """Show a note from its beginning, or none."""
        self.scroll_home(animate=False)
        content = Content("\n\n").join(_parts(found)) if found else Content()
        self.query_one(Static).update(content)


def _parts(found: FoundNote) -> Iterator[Content]:
    annotation, place = found.note.annotation, found.placed.place
    yield Content.styled(clean_line(found.title) or annotation.article, "bold $primary")
    yield Content.styled(clean_line(label(found.placed)), "$accent")
    if annotation.body:
        yield Content(_shown(annotation.body))
    for other in other_texts(found.placed):
        yield Content.assemble(("Or: ", "$quiet"), _shown(other))
    if not annotation.target.whole:
        yield Content.styled(f"“{_shown(annotation.target.exact)}”", "italic $quiet")
    yield Content.styled(f"{place.state}: {place.reason}", "$quiet")
    times = [f"{each.astimezone():%d %b %Y, %H:%M}" for each in (annotation.created, annotation.modified)]
    yield Content.styled(f"written {times[0]}" + (f"\nchanged {times[1]}" if times[1] != times[0] else ""), "$quiet")


def _shown(text: str) -> str:
    return clean(text if len(text) <= _MOST else f"{text[:_MOST]} …")

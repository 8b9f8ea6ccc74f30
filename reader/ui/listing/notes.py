"""The notes of an article: drafts first, those on all of it, then in the order of the text, lost ones last."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.model.annotation import PlacedNote, PlaceState
from reader.text.accents import folded
from reader.ui.colours import BARS, bar
from reader.ui.listing.entry import FIRST_WORDS, Entry, Kind, section_of
from reader.ui.reading import Reading, Section
from reader.ui.runs import Run

if TYPE_CHECKING:
    from reader.notes.drafts import Draft


def notes(reading: Reading, wanted: list[str]) -> list[Entry]:
    """Return the section; ``wanted`` are the words of a filter, which looks in texts, passages, colours and #tags."""
    unplaced = [note for note in reading.notes if note.place.span is None]
    whole = [note for note in unplaced if note.annotation.target.whole]
    lost = [note for note in unplaced if not note.annotation.target.whole]
    ordered = [*whole, *(note for note, _ in reading.placed), *lost]
    entries = [*map(_draft, reading.drafts), *map(_note, ordered)]
    return section_of(Section.NOTES, Kind.NOTE, entries, reading.named("none yet: ‹note› writes one"), wanted)


def _draft(draft: Draft) -> Entry:
    said = " ".join(draft.body.split()) or " ".join(f"#{tag}" for tag in draft.tags)
    rows: tuple[tuple[Run, ...], ...] = ((("✎ ", "list--mark"), (said, "list--text")),)
    return Entry(Section.NOTES, Kind.DRAFT, draft.key, rows, "draft", words=folded(f"draft {said}"))


def _note(note: PlacedNote) -> Entry:
    annotation = note.annotation
    passage = "the whole article" if annotation.target.whole else " ".join(annotation.target.exact.split())
    said = " ".join(annotation.body.split()) or "highlight"
    several = [f"{len(note.others) + 1} texts"] if note.others else []
    state = " · ".join([*several, *([] if note.place.state is PlaceState.HERE else [str(note.place.state)])])
    tags = " ".join(f"#{tag}" for tag in annotation.tags)
    mark: Run = (f"{BARS[annotation.colour]} ", bar(annotation.colour, "list"))
    rows: tuple[tuple[Run, ...], ...] = (
        (mark, (f"{said} {tags}".strip(), "list--text")),
        (("  " + passage[:FIRST_WORDS], "list--quiet"),),
    )
    at = note.place.span.start if note.place.span else None
    words = folded(" ".join((said, *note.others, tags, passage, annotation.colour, state)))
    return Entry(Section.NOTES, Kind.NOTE, annotation.id, rows, state, at, words=words)

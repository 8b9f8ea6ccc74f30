"""Notes beside the text: each begins at the row of its passage, or below the one before it."""

from __future__ import annotations

from collections.abc import Sequence

from reader.model.annotation import PlacedNote
from reader.model.span import Span
from reader.text.layout import Layout
from reader.ui.annotating.box import label, lines
from reader.ui.colours import BARS, bar
from reader.ui.runs import Run, fit


def beside(
    notes: Sequence[tuple[PlacedNote, Span | None]], page: Layout, room: int
) -> dict[int, tuple[Sequence[Run], PlacedNote]]:
    """Return rows of the page with what stands beside them, in at most ``room`` cells, and whose text it is.

    ``notes`` are in the order of the text, those on the article as a whole first and without a span.
    """
    rows: dict[int, tuple[Sequence[Run], PlacedNote]] = {}
    free = 0
    for note, span in notes:
        row = max(free, page.row_of(span.start) if span else 0)
        for run in _rows(note, room):
            rows[row] = run, note
            row += 1
        free = row + 1
    return rows


def _rows(note: PlacedNote, room: int) -> list[Sequence[Run]]:
    annotation = note.annotation
    edge: Run = (f"{BARS[annotation.colour]} ", bar(annotation.colour))
    rows = [fit([edge, (label(note), "article--box-label")], room)]
    for line in lines(note, room - 2):
        rows.append(fit([edge, (line, "article--box-text")], room))
    return list(rows)

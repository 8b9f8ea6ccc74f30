"""A note as rows of text, to stand beneath its paragraph."""

from __future__ import annotations

from collections.abc import Sequence

from reader.model.annotation import PlacedNote, PlaceState
from reader.model.article import Block, BlockKind
from reader.model.span import Span
from reader.text import cells
from reader.text.layout import Layout
from reader.ui.colours import BARS, bar
from reader.ui.runs import Run

BoxRow = Sequence[Run]

_FRAME = "article--box-frame"
_BODY = "article--box-text"
_MIN_WIDTH = 12


def label(note: PlacedNote) -> str:
    """Return what heads a note: its colour, how many texts, its tags, its state when it isn't where it was."""
    parts = [str(note.annotation.colour)]
    if note.annotation.target.whole:
        parts.append("on the whole article")
    if note.others:
        parts.append(f"{len(note.others) + 1} texts")
    parts += [f"#{tag}" for tag in note.annotation.tags]
    if note.place.state in (PlaceState.MOVED, PlaceState.CHANGED):
        parts.append(f"the passage was {note.place.state} ({note.place.score:.2f})")
    return " · ".join(parts)


def lines(note: PlacedNote, width: int, instead: str = "") -> list[str]:
    """Return a note's text, or what stands ``instead`` of none, and its other texts; a changed passage as it was."""
    body = note.annotation.body or instead
    others = [f"Or: {other}" for other in other_texts(note)]
    then = f"Then: “{note.annotation.target.exact}”" if note.place.state is PlaceState.CHANGED else ""
    return [line for text in (body, *others, then) if text for line in wrap(text, width)]


def other_texts(note: PlacedNote) -> list[str]:
    """Return what its other texts say that its own doesn't."""
    return [other for other in note.others if other not in {"", note.annotation.body}]


def box(note: PlacedNote, width: int, bare: str = "") -> list[BoxRow]:
    """Return the rows of a note's box, each ``width`` cells; ``bare`` stands in one without a text."""
    width = max(_MIN_WIDTH, width)
    room = width - 4
    head = cells.truncate(label(note), width - 7)
    rule = "─" * max(0, width - 6 - cells.width(head))
    colour = note.annotation.colour
    rows: list[BoxRow] = [
        [("╭─", _FRAME), (BARS[colour], bar(colour)), (f" {head}", "article--box-label"), (f" {rule}╮", _FRAME)]
    ]
    for line in lines(note, room, bare):
        padding = " " * (room - cells.width(line))
        rows.append([("│ ", _FRAME), (line + padding, _BODY), (" │", _FRAME)])
    rows.append([("╰" + "─" * (width - 2) + "╯", _FRAME)])
    return rows


def wrap(text: str, width: int) -> list[str]:
    """Return ``text`` as lines of at most ``width`` cells; its own line ends stay."""
    lines: list[str] = []
    for line in text.split("\n"):
        laid = Layout(line, [Block(BlockKind.PARAGRAPH, Span(0, len(line)))], width)
        lines += [line[each.start : each.end] for each in laid.lines] or [""]
    return lines

"""The CSV that Readwise exports: a row a highlight, with the document's title and author."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping

from reader.model.annotation import Colour
from reader.notes.incoming.values import Incoming, Unreadable, moment, named, passage
from reader.text.clean import clean, clean_line

# Readwise's names now and in older files, and those of programs that write its format.
_COLUMNS = {
    "highlight": ("highlight", "text"),
    "title": ("book title", "title", "document title"),
    "author": ("book author", "author", "document author"),
    "note": ("note",),
    "colour": ("color", "colour"),
    "tags": ("tags",),
    "location": ("location",),
    "made": ("highlighted at", "date"),
    "address": ("url", "source url", "document url"),
}
_COLOURS = {**{colour.value: colour for colour in Colour}, "purple": Colour.PINK, "red": Colour.ORANGE}
_LONGEST_HEADER = 64 * 1024
_LARGEST_CELL = 16 * 1024 * 1024


def is_readwise(text: str) -> bool:
    """Tell whether a file's first line is the header of such a table."""
    first = text.lstrip("\ufeff")[:_LONGEST_HEADER].splitlines()[:1]
    try:
        header = {cell.strip().casefold() for cell in next(csv.reader(first), [])}
    except csv.Error:
        return False
    return "highlight" in header and not header.isdisjoint(_COLUMNS["title"])


def read(text: str) -> Iterator[Incoming | Unreadable]:
    """Yield the notes of a table; a row that can't be read doesn't end it."""
    before = csv.field_size_limit(_LARGEST_CELL)
    try:
        rows = csv.DictReader(io.StringIO(text.lstrip("\ufeff"), newline=""))
        for number, row in enumerate(rows, 2):
            if any(map(_says_something, row.values())):
                yield _note(_named_columns(row), number)
    except csv.Error as error:
        yield Unreadable("the rest of the table", f"it is no CSV: {error}")
    finally:
        csv.field_size_limit(before)  # the module's own, for everybody


def _says_something(cell: object) -> bool:
    return bool(cell.strip() if isinstance(cell, str) else cell)


def _named_columns(row: Mapping[str | None, object]) -> dict[str, str]:
    cells = {key.strip().casefold(): value for key, value in row.items() if isinstance(key, str)}
    found = {}
    for name, keys in _COLUMNS.items():
        value = next((cells[key] for key in keys if cells.get(key)), "")
        found[name] = clean(value) if isinstance(value, str) else ""
    return found


def _note(row: dict[str, str], number: int) -> Incoming | Unreadable:
    words, body = row["highlight"].strip(), row["note"].strip()
    if not words and not body:
        return Unreadable(f"row {number}", "it has neither a highlight nor a note")
    title = clean_line(row["title"])
    made = moment(row["made"].strip())
    return Incoming(
        named("readwise", title, clean_line(row["author"]), row["location"], words or body),
        passage(words),
        body,
        tuple(dict.fromkeys(tag for each in row["tags"].split(",") if (tag := clean_line(each)))),
        _COLOURS.get(row["colour"].strip().casefold()),
        made,
        made,
        address=clean_line(row["address"]),
        title=title,
    )

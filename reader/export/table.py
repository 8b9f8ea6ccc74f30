"""Notes as CSV after RFC 4180: a header, a line a note, CRLF at line ends, cells quoted where they need it."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Sequence

from reader.export import facts
from reader.export.rows import row
from reader.export.source import Noted, Options

COLUMNS = (
    "id", "article", "title", "source", "published", "start", "end", "exact", "body", "tags", "colour",
    "created", "modified", "state", "open",
)  # fmt: skip

# What a spreadsheet takes for a formula or a command, also behind white space and in its wide forms.
_FORMULA = re.compile(r"\s*[=+\-@＝＋－＠]|[\t\r]")


def render(articles: Sequence[Noted], options: Options) -> str:  # noqa: ARG001  every format takes the same
    """Return a table of all notes. A cell that would be a formula gets an apostrophe; commas part tags."""
    out = io.StringIO(newline="")
    table = csv.writer(out, lineterminator="\r\n")
    table.writerow(COLUMNS)
    for noted in articles:
        for note in facts.in_order(noted.notes):
            values = row(noted.source, note)
            table.writerow([_cell(values[column]) for column in COLUMNS])
    return out.getvalue()


def _cell(value: object) -> object:
    if isinstance(value, list):
        value = ", ".join(map(str, value))
    return f"'{value}" if isinstance(value, str) and _FORMULA.match(value) else value

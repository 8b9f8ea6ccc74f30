"""What commands print: data on standard output, everything else on standard error."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping, Sequence

import click

from reader.errors import DatelineError
from reader.text.cells import truncate, width
from reader.text.clean import clean_line


class Trouble:
    """Counts what went wrong while the rest went on."""

    def __init__(self) -> None:
        self.count = 0

    def tell(self, error: DatelineError) -> None:
        """Tell an error on standard error, and remember that there was one."""
        self.count += 1
        tell(error)

    def end(self) -> None:
        """End the command with exit code 1 if anything went wrong."""
        if self.count:
            raise click.exceptions.Exit(1)


def tell(error: DatelineError) -> None:
    """Print an error: what happened, and below it what to do."""
    click.echo(f"dateline: {clean_line(error.what)}", err=True)
    if error.todo:
        click.echo(f"  {clean_line(error.todo)}", err=True)


def print_json(value: Mapping[str, object]) -> None:
    """Print one object on one line (JSON Lines)."""
    import json  # noqa: PLC0415

    click.echo(json.dumps(value, ensure_ascii=False, separators=(",", ":")))


def print_table(rows: Sequence[Sequence[str]], last_width: int | None = None) -> None:
    """Print rows in columns as wide as their cells need; the last one is cut at the terminal's edge, if any."""
    if not rows:
        return
    columns = [max(width(row[index]) for row in rows) for index in range(len(rows[0]) - 1)]
    room = last_width if last_width is not None else _terminal_width() - sum(columns) - 2 * len(columns)
    for row in rows:
        cells = [cell + " " * (columns[index] - width(cell)) for index, cell in enumerate(row[:-1])]
        click.echo("  ".join([*cells, truncate(row[-1], max(20, room))]).rstrip())


def coloured() -> bool:
    """Tell whether standard output takes colours."""
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR")


def _terminal_width() -> int:
    return os.get_terminal_size().columns if sys.stdout.isatty() else 1_000

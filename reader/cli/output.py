"""What commands print: data on standard output, everything else on standard error."""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

import click

from reader.cli.telling import tell
from reader.errors import DatelineError, NoteError
from reader.text.cells import truncate, width

if TYPE_CHECKING:
    from reader.notes.shelf import Problem


class Trouble:
    """Counts what went wrong while the rest went on."""

    def __init__(self) -> None:
        self.count = 0

    def tell(self, error: DatelineError) -> None:
        """Tell an error on standard error, and remember that there was one."""
        self.count += 1
        tell(error)

    @contextlib.contextmanager
    def telling(self) -> Iterator[None]:
        """Tell an error that the block raises, and go on behind it."""
        try:
            yield
        except DatelineError as error:
            self.tell(error)

    def end(self) -> None:
        """End the command with exit code 1 if anything went wrong."""
        if self.count:
            raise click.exceptions.Exit(1)


def unreadable(problem: Problem, what: str = "note") -> NoteError:
    """Return the error that tells of a file that should be a note, or ``what`` else is kept like one."""
    return NoteError(problem.told(what), f"It was left as it is; {problem.todo}.")


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
    return _on_terminal() and not os.environ.get("NO_COLOR")


def _terminal_width() -> int:
    return os.get_terminal_size().columns if _on_terminal() else 1_000


def _on_terminal() -> bool:
    return sys.stdout is not None and sys.stdout.isatty()

"""How errors are told on the command line."""

from __future__ import annotations

import sys

from reader.errors import DatelineError
from reader.text.clean import clean_line


def tell(error: DatelineError) -> None:
    """Print an error on standard error: what happened, and below it what to do."""
    lines = [f"dateline: {clean_line(error.what)}", *([f"  {clean_line(error.todo)}"] if error.todo else [])]
    sys.stderr.write("".join(f"{line}\n" for line in lines))

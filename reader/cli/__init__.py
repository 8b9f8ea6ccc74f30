"""The command line: one module a group of commands. ``main`` is what ``dateline`` runs."""

from __future__ import annotations

import gc
import sys


def main() -> None:
    """Run the command line and end the process with its exit code.

    Garbage is not collected while modules are imported: they make none, and looking for it takes a quarter of the
    time to the first screen. A command turns it on again when it begins its work, the reader after its first screen.
    """
    gc.disable()
    from reader.cli.run import run  # noqa: PLC0415

    sys.exit(run())

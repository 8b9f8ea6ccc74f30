"""The command line: one module a group of commands. ``main`` is what ``dateline`` runs."""

from reader.cli.main import main

__all__ = ["main"]

"""The command ``dateline``: its options, how errors end it, and opening the reader."""

from __future__ import annotations

import errno
import gc
import importlib
import os
import sys
from pathlib import Path

import click

from reader import __version__
from reader.cli.input import is_address, path_of, stdin_bytes
from reader.cli.output import tell
from reader.errors import DatelineError, SourceError, UsageError
from reader.settings import folders
from reader.workspace import Workspace

_EXAMPLES = """
\b
Examples:
  dateline                        go on reading where you left off
  dateline story.txt notes/       import files and folders, and open the first
  dateline https://…              read a web page; “update” looks for a new version of it
  dateline af5b                   open an article, or a note's passage, by its id
  curl -s … | dateline -          read what comes from another program
  dateline analyze --json a.txt   who, where and who said what, for scripts
  dateline export -o notes/       all notes as Markdown, a file an article
"""


# Command to its module and name there. Opening an article needs none of them.
_LATE = {
    "add": ("articles", "add"),
    "list": ("articles", "list_articles"),
    "show": ("articles", "show"),
    "analyze": ("analyze", "analyze"),
    "note": ("notes", "note"),
    "update": ("update", "update"),
    "export": ("export", "export"),
    "config": ("config", "config"),
    "doctor": ("doctor", "doctor"),
}


class _Commands(click.Group):
    """A group that imports a command with its first use, and whose first word may be an item to open instead."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        return sorted([*self.commands, *_LATE])

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name in _LATE:
            module, name = _LATE[cmd_name]
            command: click.Command = getattr(importlib.import_module(f"reader.cli.{module}"), name)
            return command
        return super().get_command(ctx, cmd_name)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args and args[0] not in self.list_commands(ctx):
            return "open", self.commands["open"], args
        return super().resolve_command(ctx, args)


@click.group(
    cls=_Commands,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog=_EXAMPLES,
    subcommand_metavar="[ITEM... | COMMAND ...]",
)
@click.version_option(__version__, prog_name="dateline")
@click.option("--config-dir", type=click.Path(path_type=Path), help="Settings and notes are kept here.")
@click.option("--data-dir", type=click.Path(path_type=Path), help="Articles are kept here.")
@click.option("--cache-dir", type=click.Path(path_type=Path), help="What can be computed again is kept here.")
@click.option("--profile", default="", metavar="NAME", help="Articles, notes and settings of their own.")
@click.pass_context
def dateline(
    ctx: click.Context, config_dir: Path | None, data_dir: Path | None, cache_dir: Path | None, profile: str
) -> None:
    """Read articles with people, countries and quotes marked, and keep notes on them.

    An ITEM is a file, a folder, a web address, the id of an article or a note, or “-” for standard input; it is
    imported if it is new, and opened. Without any, Dateline goes on where you left off.
    """
    workspace = Workspace(folders(config_dir, data_dir, cache_dir, profile))
    ctx.obj = workspace
    ctx.call_on_close(workspace.close)
    if ctx.invoked_subcommand is None:
        ctx.invoke(open_items, items=())
    elif ctx.invoked_subcommand != "open":
        gc.enable()


@dateline.command("open")
@click.argument("items", nargs=-1)
@click.pass_obj
def open_items(workspace: Workspace, items: tuple[str, ...]) -> None:
    """Open the reader on files, folders, web addresses or ids.

    \b
    Examples:
      dateline open list          a file that is called like a command
    """
    first, note = _first_of(workspace, items)
    if "-" in items or (not items and not sys.stdin.isatty()):
        _read_keys_from_terminal()
    from reader.app import run as run_app  # noqa: PLC0415  Textual: no other command pays for it

    run_app(workspace, first, note)
    workspace.empty_trash()


def _first_of(workspace: Workspace, items: tuple[str, ...]) -> tuple[str | None, str | None]:
    """Import what is new and return the id of the article to open, and of the note to go to."""
    if not items:
        if not sys.stdin.isatty() and (data := stdin_bytes()).strip():
            return workspace.add_bytes(data, "standard input").article.id, None
        if not workspace.library.count():
            workspace.add_samples()
        return workspace.library.places.last_opened() or _first_listed(workspace), None
    opened: list[tuple[str, str | None]] = []
    failed: DatelineError | None = None
    for item in items:
        try:
            opened.append(_open(workspace, item))
        except DatelineError as error:
            failed = error
            tell(error)
    if not opened:
        raise click.exceptions.Exit(failed.exit_code if failed else 1)
    return opened[0]


def _open(workspace: Workspace, item: str) -> tuple[str, str | None]:
    if item == "-":
        return workspace.add_bytes(stdin_bytes(), "standard input").article.id, None
    if is_address(item):
        return workspace.add_page(item).article.id, None
    path = path_of(item)
    if not path.exists() and not _looks_like_path(item):
        return workspace.find(item)
    results = workspace.add(path)
    for result in results:
        if result.error and len(results) > 1:
            tell(result.error)
    first = next((result.added for result in results if result.added), None)
    if first is None:
        raise results[0].error or SourceError(f"There is nothing to read in “{item}”.")
    return first.article.id, None


def _looks_like_path(item: str) -> bool:
    return any(mark in item for mark in ("/", "\\", "."))


def _first_listed(workspace: Workspace) -> str | None:
    rows = workspace.library.rows(limit=1)
    return rows[0].id if rows else None


def _read_keys_from_terminal() -> None:
    """Put the terminal in the place of a standard input that was read as an article."""
    try:
        terminal = os.open("CONIN$" if sys.platform == "win32" else "/dev/tty", os.O_RDWR)
    except OSError as error:
        raise UsageError(
            "Dateline's reader needs a terminal for its keys, and there is none.",
            "“dateline add -” imports standard input without opening it.",
        ) from error
    os.dup2(terminal, 0)
    os.close(terminal)


def run() -> int:  # noqa: PLR0911  a way to end each
    """Run the command line and return its exit code; whatever ends it is told in plain words."""
    _open_closed_streams()
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")  # a terminal without UTF-8 is no reason to fail
    try:
        code = dateline.main(prog_name="dateline", standalone_mode=False)
        sys.stdout.flush()
    except DatelineError as error:
        tell(error)
        return error.exit_code
    except click.UsageError as error:
        error.show()
        return 2
    except click.ClickException as error:
        error.show()
        return 1
    except (click.Abort, KeyboardInterrupt):
        return 130
    except BrokenPipeError:
        # Whoever reads our output has enough; Python would complain once more at its end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except OSError as error:
        reason = error.strerror or type(error).__name__
        if error.errno in (errno.ENOSPC, errno.EIO, errno.EDQUOT) and error.filename is None:
            tell(DatelineError(f"The output can't be written: {reason}."))
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        else:
            tell(DatelineError(f"“{error.filename}” can't be used: {reason}.", "See “dateline doctor”."))
        return 1
    return code if isinstance(code, int) else 0


def _open_closed_streams() -> None:
    """Give a standard stream that is closed (``>&-``) a file, or the next one opened would take its number."""
    for number, name, mode in ((0, "stdin", "r"), (1, "stdout", "w"), (2, "stderr", "w")):
        if getattr(sys, name) is None:
            handle = os.open(os.devnull, os.O_RDWR)
            if handle != number:
                os.dup2(handle, number)
                os.close(handle)
            setattr(sys, name, open(number, mode, encoding="utf-8"))  # noqa: SIM115, PTH123

"""The command ``dateline`` with its options; each group of commands has a module of its own."""

from __future__ import annotations

import contextlib
import gc
import importlib
from pathlib import Path

import click

from reader import __version__
from reader.cli import opening
from reader.cli.run import COMMANDS
from reader.cli.telling import tell
from reader.errors import DatelineError, SettingsError
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


class _Commands(click.Group):
    """A group that imports a command with its first use, and whose first word may be an item to open instead."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        return sorted([*self.commands, *COMMANDS])

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name in COMMANDS:
            module, name = COMMANDS[cmd_name]
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
        ctx.call_on_close(lambda: _tell_warnings(workspace))


def _tell_warnings(workspace: Workspace) -> None:
    """Tell what the workspace found odd: what it tells is worth having all the same."""
    with contextlib.suppress(SettingsError):  # told already
        for warning in workspace.take_warnings():
            tell(DatelineError(warning))


@dateline.command("open")
@click.argument("items", nargs=-1)
@click.pass_obj
def open_items(workspace: Workspace, items: tuple[str, ...]) -> None:
    """Open the reader on files, folders, web addresses or ids.

    \b
    Examples:
      dateline open list          a file that is called like a command
    """
    if code := opening.open_items(workspace, items):
        raise click.exceptions.Exit(code)


def run_command() -> int:
    """Run the command that was given and return its exit code.

    Raises:
        DatelineError: it can't be done.
    """
    try:
        code = dateline.main(prog_name="dateline", standalone_mode=False)
    except click.UsageError as error:
        error.show()
        return 2
    except click.ClickException as error:
        error.show()
        return 1
    except click.Abort:
        return 130
    return code if isinstance(code, int) else 0

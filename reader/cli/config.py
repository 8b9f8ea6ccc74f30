"""``config``: where the settings are, what they are, and the keys."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import click

from reader.cli.output import print_json, print_table
from reader.errors import SettingsError
from reader.settings import notes_folder
from reader.workspace import Workspace


@click.group()
def config() -> None:
    """Show the settings and where they are."""


@config.command()
@click.option("--json", "as_json", is_flag=True, help="One JSON object.")
@click.pass_obj
def path(workspace: Workspace, *, as_json: bool) -> None:
    """Print the folders and files of Dateline."""
    folders = workspace.folders
    named = {
        "settings": folders.settings_file, "notes": _notes(workspace), "library": folders.library,
        "analyses": folders.analyses,
    }  # fmt: skip
    if as_json:
        print_json({name: str(place) for name, place in named.items()})
        return
    print_table([(name, str(place)) for name, place in named.items()])


def _notes(workspace: Workspace) -> Path:
    """Return the folder of the notes; where config.toml can't be read, the one without it."""
    try:
        return notes_folder(workspace.folders, workspace.settings)
    except SettingsError:
        return workspace.folders.notes


@config.command()
@click.option("--json", "as_json", is_flag=True, help="One JSON object.")
@click.pass_obj
def show(workspace: Workspace, *, as_json: bool) -> None:
    """Print the settings as they are in force."""
    settings = workspace.settings
    values: dict[str, object] = {
        name: dict(value) if isinstance(value, Mapping) else value for name, value in settings._asdict().items()
    }
    if as_json:
        print_json(values)
        return
    print_table([(name, str(value)) for name, value in values.items()])


@config.command()
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")
@click.pass_obj
def keys(workspace: Workspace, *, as_json: bool) -> None:
    """Print every command with its keys; its name is what [keys] in config.toml calls it."""
    from reader.ui.bindings import Keymap  # noqa: PLC0415  imports Textual
    from reader.ui.keymap import COMMANDS  # noqa: PLC0415  imports Textual

    keymap = Keymap(workspace.settings.keys)
    rows = []
    for each in COMMANDS:
        if as_json:
            print_json({"command": each.id, "keys": list(keymap.keys(each)), "does": each.title, "where": each.scope})
        rows.append((each.id, ", ".join(keymap.keys(each)), str(each.scope), each.title))
    if not as_json:
        print_table(rows)

"""``doctor``: is everything in order, and if not, what to do."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import click

from reader.analysis.version import model_version
from reader.cli.output import print_json
from reader.errors import DatelineError
from reader.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Finding:
    """The outcome of one check: ``trouble`` says what is wrong, "" when all is well."""

    check: str
    trouble: str = ""
    todo: str = ""


@click.command()
@click.option("--json", "as_json", is_flag=True, help="One JSON object a check and line.")
@click.option("--fix", is_flag=True, help="Rebuild what can be computed again. Never touches a note.")
@click.pass_obj
def doctor(workspace: Workspace, *, as_json: bool, fix: bool) -> None:
    """Check folders, settings, model, library and notes, and say what to do about what is wrong.

    Ends with exit code 1 when something is.
    """
    findings = [finding for check in _CHECKS for finding in check(workspace)]
    if fix and any(finding.check == "analyses" and finding.trouble for finding in findings):
        workspace.cache.rebuild()
        findings = [finding for check in _CHECKS for finding in check(workspace)]
    for finding in findings:
        if as_json:
            print_json(
                {
                    "check": finding.check,
                    "ok": not finding.trouble,
                    "trouble": finding.trouble,
                    "todo": finding.todo,
                }
            )
        elif finding.trouble:
            click.echo(f"✗ {finding.check}: {finding.trouble}\n  {finding.todo}".rstrip())
        else:
            click.echo(f"✓ {finding.check}")
    if any(finding.trouble for finding in findings):
        raise click.exceptions.Exit(1)


def _settings(workspace: Workspace) -> Iterator[Finding]:
    try:
        workspace.settings  # noqa: B018  reading them is the check
        warnings = workspace.take_warnings()
    except DatelineError as error:
        yield Finding("settings", error.what, error.todo)
        return
    for warning in warnings:
        yield Finding("settings", warning, f"Mend {workspace.folders.settings_file}.")
    if not warnings:
        yield Finding("settings")


def _folders(workspace: Workspace) -> Iterator[Finding]:
    folders = workspace.folders
    for name, folder in (("config", folders.config), ("data", folders.data), ("cache", folders.cache)):
        there = next(each for each in (folder, *folder.parents) if each.exists())
        if not there.is_dir():
            yield Finding(f"{name} folder", f"“{there}” is not a folder.", "Move it away, or name another one.")
        elif not os.access(there, os.W_OK | os.X_OK):
            yield Finding(f"{name} folder", f"“{there}” can't be written.", "Change its rights, or name another one.")
        else:
            yield Finding(f"{name} folder")


def _model(workspace: Workspace) -> Iterator[Finding]:
    try:
        name = workspace.model
    except DatelineError:
        return  # told with the settings
    if model_version(name) == name:
        todo = f"Install it (pip install {name}), or set another “model” in config.toml."
        yield Finding("model", f"The language model “{name}” is not installed.", todo)
    else:
        yield Finding("model")


def _library(workspace: Workspace) -> Iterator[Finding]:
    yield from _database("library", workspace.folders.library, workspace.library.check)


def _analyses(workspace: Workspace) -> Iterator[Finding]:
    yield from _database("analyses", workspace.folders.analyses, workspace.cache.check)


def _database(name: str, file: Path, check: Callable[[], list[str]]) -> Iterator[Finding]:
    if not file.exists():
        yield Finding(name)  # it is made when it is first needed
        return
    try:
        problems = check()
    except DatelineError as error:
        yield Finding(name, error.what, error.todo)
        return
    todo = (
        "“dateline doctor --fix” makes it anew." if name == "analyses" else "Move it away, and add the articles again."
    )
    yield Finding(name, "; ".join(problems[:3]), todo) if problems else Finding(name)


def _notes(workspace: Workspace) -> Iterator[Finding]:
    try:
        problems = workspace.note_store.problems()
        conflicts = [note for note in workspace.note_store.all() if note.conflicts]
    except DatelineError as error:
        yield Finding("notes", error.what, error.todo)
        return
    for problem in problems:
        yield Finding(
            "notes",
            f"“{problem.path}” can't be read: {problem.why}.",
            "Restore it from a backup, or move it away.",
        )
    for note in conflicts:
        todo = f"dateline note resolve {note.annotation.id} --keep mine|theirs|both"
        yield Finding("notes", f"Note {note.annotation.id[:8]} has {len(note.conflicts) + 1} texts.", todo)
    if not problems and not conflicts:
        yield Finding("notes")


_CHECKS = (_settings, _folders, _model, _library, _analyses, _notes)

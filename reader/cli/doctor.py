"""``doctor``: is everything in order, and if not, what to do."""

from __future__ import annotations

import click

from reader.checkup import Finding, Level, examine, mend
from reader.cli.output import print_json
from reader.errors import DatelineError, UsageError
from reader.settings import Settings
from reader.text.clean import clean_line
from reader.workspace import Workspace

_SIGNS = {Level.OK: "✓", Level.HINT: "·", Level.TROUBLE: "✗"}


@click.command()
@click.option("--json", "as_json", is_flag=True, help="One JSON object a finding and line.")
@click.option("--fix", is_flag=True, help="Make anew what can be computed or taken over. Never touches a note.")
@click.pass_obj
def doctor(workspace: Workspace, *, as_json: bool, fix: bool) -> None:
    """Check folders, settings, model, library and notes, and say what to do about what is wrong.

    Ends with exit code 1 when something is. A damaged library is put aside whole before a new one is made.
    """
    refused: DatelineError | None = None
    if fix:
        try:
            for told in mend(workspace):
                click.echo(f"dateline: {clean_line(told)}", err=True)
        except DatelineError as error:
            refused = error
    findings = [*examine(workspace), *_looks(workspace)]
    for finding in findings:
        _print_json(finding) if as_json else _print(finding)
    if refused is not None:
        raise refused
    if any(finding.level is Level.TROUBLE for finding in findings):
        raise click.exceptions.Exit(1)


def _looks(workspace: Workspace) -> list[Finding]:
    """Return what is wrong with a theme and keys that the settings name; the interface knows them alone."""
    try:
        settings = workspace.settings
    except DatelineError:
        return []  # told with the settings
    if settings.theme == Settings().theme and not settings.keys:
        return []
    from reader.ui.bindings import Keymap  # noqa: PLC0415  Textual: 200 ms
    from reader.ui.themes import missing  # noqa: PLC0415

    missed = missing(settings.theme)
    findings = [Finding("theme", Level.TROUBLE, *missed)] if missed else []
    try:
        Keymap(settings.keys)
    except UsageError as error:
        findings.append(Finding("keys", Level.TROUBLE, error.what, error.todo))
    return findings


def _print_json(finding: Finding) -> None:
    ok = finding.level is not Level.TROUBLE
    print_json(
        {"check": finding.check, "ok": ok, "level": finding.level, "trouble": finding.what, "todo": finding.todo}
    )


def _print(finding: Finding) -> None:
    click.echo(clean_line(f"{_SIGNS[finding.level]} {finding.check}{': ' if finding.what else ''}{finding.what}"))
    if finding.todo:
        click.echo(f"  {clean_line(finding.todo)}")

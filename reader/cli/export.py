"""``export``: notes as files for other programs."""

from __future__ import annotations

from pathlib import Path

import click

from reader.cli.output import Trouble
from reader.errors import DatelineError, UsageError
from reader.export.files import Written, write
from reader.export.formats import FORMATS
from reader.text.clean import clean_line
from reader.workspace import Workspace, made_folder


@click.command()
@click.argument("items", metavar="[ID]...", nargs=-1)
@click.option("--format", "form", type=click.Choice(list(FORMATS)), default="markdown", show_default=True)
@click.option("-o", "--output", default="-", help="A file, a folder (a file an article), or “-”: standard output.")
@click.option("--force", is_flag=True, help="Overwrite a file that Dateline didn't write.")
@click.pass_obj
def export(workspace: Workspace, items: tuple[str, ...], form: str, output: str, *, force: bool) -> None:
    """Write the notes of articles, or of all articles, as Markdown.

    \b
    Examples:
      dateline export af5b > notes.md
      dateline export -o ~/notes/
    """
    shape = FORMATS[form]
    trouble = Trouble()
    noted = []
    for item in items or sorted(workspace.note_store.counts()):
        try:
            noted.append(workspace.noted(item))
        except DatelineError as error:
            trouble.tell(error)
    target = Path(output).expanduser()
    into_folder = output != "-" and (output.endswith(("/", "\\")) or target.is_dir())
    if output != "-" and not into_folder and len(noted) > 1:
        raise UsageError(f"{len(noted)} articles don't go into the one file “{output}”.", "Name a folder: -o FOLDER/")
    for each in noted:
        text = shape.render(each.source, each.notes)
        if output == "-":
            click.echo(text, nl=False)
            continue
        try:
            if into_folder:
                made_folder(target)
            title, known = each.source.title, each.source.id
            _tell(write(text, target, title=title, article=known, suffix=shape.suffix, force=force))
        except DatelineError as error:
            trouble.tell(error)
    trouble.end()


def _tell(written: Written) -> None:
    """Print where an export went, and tell if that is not where it was asked to go."""
    click.echo(clean_line(str(written.path)))
    if written.instead_of is not None:
        click.echo(
            f"dateline: “{clean_line(str(written.instead_of))}” was edited or isn't Dateline's; it was left alone.",
            err=True,
        )

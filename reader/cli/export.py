"""``export``: notes as files for other programs."""

from __future__ import annotations

from pathlib import Path

import click

from reader.cli.output import Trouble
from reader.errors import DatelineError, UsageError
from reader.workspace import Workspace


@click.command()
@click.argument("items", metavar="[ID]...", nargs=-1)
@click.option("--format", "form", type=click.Choice(["markdown"]), default="markdown", show_default=True)
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
    del form  # Markdown is the only one yet
    trouble = Trouble()
    articles = []
    for item in items or sorted(workspace.note_store.counts()):
        try:
            articles.append(workspace.noted_article(item))
        except DatelineError as error:
            trouble.tell(error)
    target = Path(output).expanduser()
    into_folder = output != "-" and (output.endswith(("/", "\\")) or target.is_dir())
    if output != "-" and not into_folder and len(articles) > 1:
        raise UsageError(
            f"{len(articles)} articles don't go into the one file “{output}”.", "Name a folder: -o FOLDER/"
        )
    for each in articles:
        text = workspace.markdown(each)
        if output == "-":
            click.echo(text, nl=False)
            continue
        try:
            click.echo(workspace.write_export(each, text, target, into_folder=into_folder, force=force))
        except DatelineError as error:
            trouble.tell(error)
    trouble.end()

"""``export``: notes as files for other programs."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from reader import exchange
from reader.annotator import Annotator
from reader.cli.input import path_of
from reader.cli.output import Trouble, print_json
from reader.errors import DatelineError, UsageError
from reader.export.files import Written, write
from reader.export.formats import FORMATS
from reader.export.source import By, Noted
from reader.settings import notes_folder
from reader.text.clean import clean_line
from reader.workspace import Workspace

_ABOUT = "\n".join(f"  {name:<10} {shape.about}" for name, shape in FORMATS.items())
_HELP = f"""\
Write articles and their notes for other programs. Without ID: all articles that have notes.

\b
Formats:
{_ABOUT}

Each note carries its id: “dateline NOTE-ID” opens the article at its passage. What hasn't changed is written with the
same bytes. A file that Dateline didn't write, or that was edited since, is never overwritten: in a folder the export
takes another name and says so, a named file is refused without --force.

\b
Examples:
  dateline export af5b > notes.md
  dateline export -o ~/notes/                          a Markdown file an article
  dateline export --by tag --one-file -o ~/notes/      all in one, tag by tag
  dateline export af5b --format html -o page.html      the article, notes in its margin
  dateline export af5b --format quotes                 who said what
  dateline export --format json -o backup.json         “dateline note import” reads it back
  dateline export --template letter.tex.j2 -o out/
"""


@click.command(help=_HELP)
@click.argument("items", metavar="[ID]...", nargs=-1)
@click.option("--format", "form", type=click.Choice(list(FORMATS)), help="markdown, unless a template is named.")
@click.option("-o", "--output", default="-", help="A file, a folder (a file an article), or “-”: standard output.")
@click.option("--force", is_flag=True, help="Overwrite a named file that Dateline didn't write.")
@click.option(
    "--by", type=click.Choice([by.value for by in By]), default=By.PLACE.value, show_default=True,
    help="Group the notes of a Markdown export.",
)  # fmt: skip
@click.option("--one-file", is_flag=True, help="All articles in one file.")
@click.option("--json", "as_json", is_flag=True, help="Tell what was written where, one JSON object a line.")
@click.option("--template", type=click.Path(path_type=Path), help="Your own Jinja template; see docs/export.md.")
@click.pass_obj
def export(  # noqa: PLR0913  an option each
    workspace: Workspace,
    *,
    items: tuple[str, ...],
    form: str | None,
    output: str,
    force: bool,
    by: str,
    one_file: bool,
    template: Path | None,
    as_json: bool,
) -> None:
    """Write articles and their notes for other programs."""
    form = form or ("template" if template else "markdown")
    _check(form, By(by), template)
    if not output.strip():  # an unset variable of a script, most likely: not the folder one is in
        raise UsageError("-o has no name.", "Name a file or a folder, or leave -o out for standard output.")
    if as_json and output == "-":
        raise UsageError("--json tells of files, and standard output has the export itself.", "Name a file with -o.")
    options = exchange.options(workspace, By(by), template)
    trouble = Trouble()
    articles = _articles(workspace, items, trouble)
    if FORMATS[form].analysed or options.by is By.PERSON:
        articles, failed = exchange.analysed(workspace, articles)
        for error in failed:
            trouble.tell(error)
    target = path_of(output)
    _refuse_among_notes(workspace, target)
    into_folder = output != "-" and (output.endswith(("/", "\\")) or target.is_dir())
    for documents in _batches(articles, form, apart=into_folder and not one_file, gathered=one_file or output == "-"):
        try:
            parcel = exchange.parcel(workspace, documents, form, options)
            if output == "-":
                _print(parcel.text)
            else:
                written = write(parcel, exchange.made_folder(target) if into_folder else target, force=force)
                _tell(written, documents, as_json=as_json)
        except DatelineError as error:
            trouble.tell(error)
    trouble.count += len(workspace.unreadable_notes)  # told with the warnings
    trouble.end()


def _check(form: str, by: By, template: Path | None) -> None:
    """Refuse options that don't go together; ``UsageError`` says which."""
    if form == "template" and template is None:
        raise UsageError("The format “template” needs a template.", "Name it: --template FILE")
    if form != "template" and template is not None:
        raise UsageError(f"A template makes its own format, not {form}.", "Leave out --format or --template.")
    if by is not By.PLACE and form != "markdown":
        raise UsageError(f"--by groups the notes of Markdown exports; {form} has its own order.", "Leave it out.")


def _refuse_among_notes(workspace: Workspace, target: Path) -> None:
    """Refuse to write where notes and the like are kept: an export in a note's place would be the end of it."""
    kept = notes_folder(workspace.folders, workspace.settings).resolve()
    ours = (*(kept.with_name(name) for name in ("notes", "trash", "corrections")), workspace.folders.drafts.resolve())
    if any(target.resolve().is_relative_to(folder) for folder in ours):
        raise UsageError(f"Dateline keeps your notes in {kept.parent}.", "Name another place for the export.")


def _articles(workspace: Workspace, items: tuple[str, ...], trouble: Trouble) -> list[Noted]:
    found: dict[str, Noted] = {}
    for item in items or Annotator(workspace).articles():
        try:
            noted = exchange.noted(workspace, item)
        except DatelineError as error:
            trouble.tell(error)
        else:
            found.setdefault(noted.source.id, noted)
    return list(found.values())


def _batches(articles: list[Noted], form: str, *, apart: bool, gathered: bool) -> list[list[Noted]]:
    """Return which articles go into a document together."""
    if apart:
        return [[each] for each in articles]
    if len(articles) > 1 and not gathered and not FORMATS[form].gathers:
        raise UsageError(
            f"{len(articles)} articles don't go into one file unasked.",
            "Name a folder (-o FOLDER/), or say --one-file.",
        )
    return [articles] if articles or FORMATS[form].gathers else []


def _print(text: str) -> None:
    """Write a document to standard output as it is: in UTF-8, with its own line ends, in every locale."""
    sys.stdout.buffer.write(text.encode("utf-8", "replace"))
    sys.stdout.buffer.flush()


def _tell(written: Written, documents: list[Noted], *, as_json: bool) -> None:
    """Print where an export went, and tell if that is not where it was asked to go."""
    if as_json:
        instead = str(written.instead_of) if written.instead_of else None
        ids = [noted.source.id for noted in documents]
        print_json({"path": str(written.path), "instead_of": instead, "articles": ids})
        return
    click.echo(clean_line(str(written.path)))
    if written.aside:
        click.echo(f"dateline: {written.aside}.", err=True)

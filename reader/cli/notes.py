"""``note``: adding, listing, changing notes."""

from __future__ import annotations

import sys

import click

from reader.cli import projection
from reader.cli.output import Trouble, print_json, print_table
from reader.errors import DatelineError, NotFoundError, UsageError
from reader.model.annotation import Colour, PlacedNote
from reader.model.article import Article
from reader.model.span import Span
from reader.notes.store import Keep, Note
from reader.text.clean import clean_line
from reader.workspace import Workspace

_COLOUR = click.Choice([colour.value for colour in Colour])


@click.group()
def note() -> None:
    """Write, list and change notes. Each is a file of its own, on disk before its command ends."""


@note.command("add")
@click.argument("item", metavar="ID")
@click.option("--quote", help="The passage, in the words of the article.")
@click.option("--nth", type=click.IntRange(min=1), default=1, show_default=True, help="Which occurrence of it.")
@click.option("--start", type=click.IntRange(min=0), help="The passage by offsets: its first character …")
@click.option("--end", type=click.IntRange(min=0), help="… and the one behind its last (see “show --json”).")
@click.option("--whole", is_flag=True, help="No passage: a note on the article as a whole.")
@click.option("--body", default="", help="The note, in Markdown; “-” reads it from standard input.")
@click.option("--colour", type=_COLOUR, default=Colour.YELLOW.value, show_default=True)
@click.option("--tag", "tags", multiple=True, help="Can be given several times.")
@click.pass_obj
def add_note(  # noqa: PLR0913  an option each
    workspace: Workspace,
    *,
    item: str,
    quote: str | None,
    nth: int,
    start: int | None,
    end: int | None,
    whole: bool,
    body: str,
    colour: str,
    tags: tuple[str, ...],
) -> None:
    """Write a note on a passage; without --body it is a highlight. Prints the note's id.

    \b
    Examples:
      dateline note add af5b --quote "no major breakthroughs" --body "Says who?" --tag check
      dateline note add af5b --start 120 --end 164
    """
    article = workspace.article(workspace.find(item)[0])
    named = quote is not None or start is not None or end is not None
    passage = None if whole and not named else _passage(article, quote, nth, start, end)
    written = workspace.add_note(article, passage, _body(body), colour=Colour(colour), tags=tags)
    click.echo(written.annotation.id)


def _passage(article: Article, quote: str | None, nth: int, start: int | None, end: int | None) -> Span:
    if quote is not None and start is None and end is None:
        return _nth(article, quote, nth)
    if quote is None and start is not None and end is not None:
        if start < end <= len(article.text):
            return Span(start, end)
        raise UsageError(
            f"{start} to {end} is no passage of an article with {len(article.text)} characters.",
            "--start has to be before --end, both within the text.",
        )
    raise UsageError("Name the passage: either --quote TEXT, or both --start N and --end N; or --whole.")


def _nth(article: Article, quote: str, nth: int) -> Span:
    at = -1
    for _ in range(nth):
        at = article.text.find(quote, at + 1) if quote else -1
        if at < 0:
            count = article.text.count(quote) if quote else 0
            times = f"stands there {count} times only" if count else "doesn't stand in the article"
            raise NotFoundError(
                f"“{clean_line(quote)}” {times}.", "Copy the words from “dateline show”, marks and all."
            )
    return Span(at, at + len(quote))


def _body(body: str) -> str:
    return sys.stdin.read().rstrip("\n") if body == "-" else body


@note.command("list")
@click.argument("item", metavar="[ID]", required=False)
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")
@click.pass_obj
def list_notes(workspace: Workspace, item: str | None, *, as_json: bool) -> None:
    """List the notes of an article, or all notes.

    \b
    Examples:
      dateline note list
      dateline note list af5b --json
    """
    trouble = Trouble()
    notes = workspace.note_store.of_article(_article_id(workspace, item)) if item else workspace.note_store.all()
    articles: dict[str, Article | None] = {}
    rows = []
    for each in notes:
        article = _article(workspace, each.annotation.article, articles)
        placed = workspace.placed(each, article) if article else None
        if as_json:
            print_json(projection.note(each, placed))
        else:
            rows.append(_row(each, placed))
    print_table(rows)
    for problem in workspace.note_store.problems():
        trouble.tell(
            DatelineError(
                f"“{problem.path}” can't be read as a note: {problem.why}.",
                "It was left as it is; restore it from a backup, or move it away.",
            )
        )
    trouble.end()


def _article_id(workspace: Workspace, item: str) -> str:
    """Return the article's id; one that only the notes know will do."""
    try:
        return workspace.find(item)[0]
    except DatelineError:
        known = [each for each in workspace.note_store.counts() if each.startswith(item.lower())]
        if len(known) == 1:
            return known[0]
        raise


def _article(workspace: Workspace, known: str, articles: dict[str, Article | None]) -> Article | None:
    """Return an article, None when the library can't give it: its notes are listed all the same."""
    if known not in articles:
        try:
            articles[known] = workspace.article(known)
        except DatelineError:
            articles[known] = None
    return articles[known]


def _row(each: Note, placed: PlacedNote | None) -> tuple[str, ...]:
    annotation = each.annotation
    state = str(placed.place.state) if placed else "orphan"
    conflict = "conflict" if each.conflicts else ""
    said = clean_line(annotation.body) or f"“{clean_line(annotation.target.exact)}”"
    tags = " ".join(f"#{tag}" for tag in annotation.tags)
    return (annotation.id[:8], annotation.article, state, conflict, f"{said} {tags}".strip())


@note.command("edit")
@click.argument("note_id", metavar="NOTE")
@click.option("--body", help="The new text; “-” reads it from standard input.")
@click.option("--colour", type=_COLOUR)
@click.option("--tag", "tags", multiple=True, help="Replaces the tags; can be given several times.")
@click.pass_obj
def edit_note(
    workspace: Workspace, note_id: str, *, body: str | None, colour: str | None, tags: tuple[str, ...]
) -> None:
    """Change a note; without options its text opens in $EDITOR. What an edit replaces stays in the note's history.

    \b
    Examples:
      dateline note edit 3f2a --body "Confirmed by the ministry."
      dateline note edit 3f2a
    """
    found = workspace.note_store.get(note_id)
    if body is None and colour is None and not tags:
        body = click.edit(found.annotation.body, extension=".md")
        if body is None:
            click.echo("The note was left as it was.", err=True)
            return
        body = body.rstrip("\n")
    workspace.note_store.edit(
        found,
        body=None if body is None else _body(body),
        colour=Colour(colour) if colour else None,
        tags=tags or None,
    )


@note.command("rm")
@click.argument("note_ids", metavar="NOTE...", nargs=-1, required=True)
@click.pass_obj
def remove_notes(workspace: Workspace, note_ids: tuple[str, ...]) -> None:
    """Move notes to the trash; “note restore” brings them back."""
    trouble = Trouble()
    for note_id in note_ids:
        try:
            workspace.note_store.delete(workspace.note_store.get(note_id))
        except DatelineError as error:
            trouble.tell(error)
    trouble.end()


@note.command("restore")
@click.argument("note_ids", metavar="NOTE...", nargs=-1, required=True)
@click.pass_obj
def restore_notes(workspace: Workspace, note_ids: tuple[str, ...]) -> None:
    """Bring notes back from the trash."""
    trouble = Trouble()
    for note_id in note_ids:
        try:
            workspace.note_store.restore(note_id)
        except DatelineError as error:
            trouble.tell(error)
    trouble.end()


@note.command("resolve")
@click.argument("note_id", metavar="NOTE")
@click.option(
    "--keep",
    type=click.Choice([keep.value for keep in Keep]),
    required=True,
    help="mine: the text that “note list” shows; theirs: the newest other one.",
)
@click.pass_obj
def resolve_note(workspace: Workspace, note_id: str, *, keep: str) -> None:
    """Settle a conflict between two texts of one note; the other one stays in the note's history."""
    workspace.note_store.resolve(workspace.note_store.get(note_id), Keep(keep))

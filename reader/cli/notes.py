"""``note``: adding, listing, changing notes."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import click

from reader.annotator import Annotator
from reader.cli import projection
from reader.cli.input import plain, stdin_text
from reader.cli.note_import import import_notes
from reader.cli.output import Trouble, print_json, print_table, unreadable
from reader.editor import edited, kept
from reader.errors import DatelineError, NotFoundError, UsageError
from reader.model.annotation import Annotation, Colour
from reader.model.article import Article
from reader.model.span import Span
from reader.notebook import FoundNote, Notebook
from reader.notes.query import NoteQuery, day_of, terms
from reader.text.clean import clean_line
from reader.text.fold import occurrences
from reader.workspace import Workspace

_COLOUR = click.Choice([colour.value for colour in Colour])


def _day(_ctx: click.Context, option: click.Parameter, value: str | None) -> date | None:
    """Return the day that an option names; of a month or a year the first, or the last that ``--until`` includes."""
    found = day_of(value, last=option.name == "until") if value else None
    if value and found is None:
        raise click.BadParameter(f"{value!r} is no day, month or year (2026-11-24, 2026-11, 2026).")
    return found


@click.group()
def note() -> None:
    """Write, list and change notes. Each is a file of its own, on disk before its command ends."""


note.add_command(import_notes)


@note.command("add")
@click.argument("item", metavar="ID")
@click.option("--quote", help="The passage, in the words of the article; white space and marks may differ.")
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
    text, look = _body(body), Colour(colour)
    words = None if quote is None else plain(quote)
    named = words is not None or start is not None or end is not None
    with kept(text if body == "-" else ""):
        try:
            article = workspace.article(workspace.find(item)[0])
        except DatelineError:
            if words is None:
                raise
            written = Notebook(workspace).add_unplaced(item, words, text, colour=look, tags=list(map(_tag, tags)))
            click.echo("dateline: The library can't give this article; its note has no place until it can.", err=True)
        else:
            passage = None if whole and not named else _passage(article, words, nth, start, end)
            written = Annotator(workspace).add(article, passage, text, colour=look, tags=list(map(_tag, tags)))
    click.echo(written.id)


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
    found = occurrences(article.text, quote)
    if len(found) < nth:
        times = f"stands there {_times(len(found))} only" if found else "doesn't stand in the article"
        raise NotFoundError(f"“{clean_line(quote)}” {times}.", "Copy the words from “dateline show”.")
    return found[nth - 1]


def _times(count: int) -> str:
    return "once" if count == 1 else f"{count} times"


def _tag(tag: str) -> str:
    """Return a tag as it is meant: many write its sign with it."""
    return plain(tag).strip().removeprefix("#")


def _body(body: str) -> str:
    return stdin_text() if body == "-" else plain(body)


@note.command("list")
@click.argument("item", metavar="[ID]", required=False)
@click.option(
    "--search", default="", metavar="WORDS", help='In text, passage, tags or article title; a "whole phrase" too.'
)
@click.option("--tag", "tags", multiple=True, help="With this tag; given several times, with all of them.")
@click.option("--colour", "colours", type=_COLOUR, multiple=True, help="In this colour, or one of several.")
@click.option("--person", default="", metavar="NAME", help="On a passage that names or quotes this person.")
@click.option(
    "--since", metavar="DAY", callback=_day, help="Changed on this day or later: 2026-11-24; a month or a year too."
)
@click.option("--until", metavar="DAY", callback=_day, help="Changed on this day or before.")
@click.option("--trash", is_flag=True, help="The deleted notes instead; “note restore” brings them back.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")
@click.pass_obj
def list_notes(  # noqa: PLR0913  an option each
    workspace: Workspace,
    *,
    item: str | None,
    search: str,
    tags: tuple[str, ...],
    colours: tuple[str, ...],
    person: str,
    since: date | None,
    until: date | None,
    trash: bool,
    as_json: bool,
) -> None:
    """List the notes of an article, or of all articles.

    \b
    Examples:
      dateline note list af5b --json
      dateline note list --search 'Tuesday "joint statement"' --since 2026-11-01
      dateline note list --tag check | cut -c 1-8 | xargs dateline note edit --drop-tag check
    """
    book, trouble = Notebook(workspace), Trouble()
    query = NoteQuery(
        tuple(filter(None, terms(plain(search)))), tuple(map(_tag, tags)), tuple(map(Colour, colours)),
        since, until, plain(person),
    )  # fmt: skip
    find = book.trash if trash else book.find
    found = find(query, book.article_id(item) if item else None)
    if as_json:
        for each in found.notes:
            print_json(projection.note(each.note, each.placed))
    else:
        print_table([_row(each) for each in found.notes])
    for problem in found.problems:
        trouble.tell(unreadable(problem))
    trouble.end()


def _row(found: FoundNote) -> tuple[str, ...]:
    annotation = found.note.annotation
    conflict = "conflict" if found.note.conflicts else ""
    said = _said(annotation, f"“{clean_line(annotation.target.exact)}”")
    return (annotation.id[:8], annotation.article, found.placed.place.state, conflict, said)


def _said(annotation: Annotation, otherwise: str) -> str:
    """Return a note's text, or what is said ``otherwise`` where it has none, and its tags."""
    tags = " ".join(f"#{tag}" for tag in annotation.tags)
    return f"{clean_line(annotation.body) or otherwise} {tags}".strip()


@note.command("attach")
@click.argument("note_id", metavar="NOTE")
@click.option("--quote", help="The passage, in the words of the article as it is now.")
@click.option("--nth", type=click.IntRange(min=1), default=1, show_default=True, help="Which occurrence of it.")
@click.option("--start", type=click.IntRange(min=0), help="The passage by offsets: its first character …")
@click.option("--end", type=click.IntRange(min=0), help="… and the one behind its last (see “show --json”).")
@click.pass_obj
def attach_note(
    workspace: Workspace, *, note_id: str, quote: str | None, nth: int, start: int | None, end: int | None
) -> None:
    """Tie a note to another passage of its article; the passage before stays in the note's history.

    \b
    Examples:
      dateline note attach 3f2a --quote "no breakthroughs at all"
      dateline note attach 3f2a --start 120 --end 164
    """
    annotation = workspace.note_store.get(note_id).annotation
    article = workspace.article(annotation.article)
    passage = _passage(article, None if quote is None else plain(quote), nth, start, end)
    Annotator(workspace).move(annotation.id, article, passage)


@note.command("edit")
@click.argument("note_ids", metavar="NOTE...", nargs=-1, required=True)
@click.option("--body", help="The new text; “-” reads it from standard input.")
@click.option("--colour", type=_COLOUR)
@click.option("--tag", "tags", multiple=True, help="Replaces all tags; can be given several times, “” leaves none.")
@click.option("--add-tag", "more_tags", multiple=True, help="One tag more.")
@click.option("--drop-tag", "fewer_tags", multiple=True, help="One tag less.")
@click.pass_obj
def edit_notes(  # noqa: PLR0913  an option each
    workspace: Workspace,
    *,
    note_ids: tuple[str, ...],
    body: str | None,
    colour: str | None,
    tags: tuple[str, ...],
    more_tags: tuple[str, ...],
    fewer_tags: tuple[str, ...],
) -> None:
    """Change notes; without options a note's text opens in $EDITOR. What is replaced stays in the note's history.

    \b
    Examples:
      dateline note edit 3f2a --body "Confirmed by the ministry."
      dateline note edit 3f2a 90c1 --colour blue --add-tag confirmed
      dateline note edit 3f2a
    """
    store, trouble = workspace.note_store, Trouble()
    in_editor = body is None and not (colour or tags or more_tags or fewer_tags)
    if len(note_ids) > 1 and (in_editor or body is not None):
        raise UsageError("Several notes don't get one text.", "Give --colour, --tag, --add-tag or --drop-tag.")
    text = None if body is None else _body(body)
    if in_editor:
        _edit_outside(workspace, note_ids[0])
        return
    for note_id in note_ids:
        with trouble.telling(), kept(text or "" if body == "-" else ""):
            Notebook(workspace).change(
                store.get(note_id),
                body=text,
                colour=Colour(colour) if colour else None,
                tags=list(map(_tag, tags)) if tags else None,
                more_tags=map(_tag, more_tags),
                fewer_tags=map(_tag, fewer_tags),
            )
    trouble.end()


def _edit_outside(workspace: Workspace, note_id: str) -> None:
    """Have a note's text changed in the user's own editor."""
    found = workspace.note_store.get(note_id)
    with edited(found.annotation.body) as text:
        if text is None:
            click.echo("The note was left as it was.", err=True)
        else:
            Notebook(workspace).change(found, body=text)


@note.command("rm")
@click.argument("note_ids", metavar="NOTE...", nargs=-1, required=True)
@click.pass_obj
def remove_notes(workspace: Workspace, note_ids: tuple[str, ...]) -> None:
    """Move notes to the trash; “note restore” brings them back.

    They stay there until “trash_days” in config.toml are over, by default for ever.
    """
    trouble = Trouble()
    for note_id in note_ids:
        with trouble.telling():
            workspace.note_store.delete(note_id)
    Annotator(workspace).empty_trash()
    trouble.end()


@note.command("restore")
@click.argument("note_ids", metavar="NOTE...", nargs=-1, required=True)
@click.pass_obj
def restore_notes(workspace: Workspace, note_ids: tuple[str, ...]) -> None:
    """Bring notes back from the trash (“note list --trash” shows it)."""
    trouble = Trouble()
    for note_id in note_ids:
        with trouble.telling():
            workspace.note_store.restore(note_id)
    trouble.end()


@note.command("resolve")
@click.argument("note_id", metavar="NOTE")
@click.option(
    "--keep",
    metavar="mine|theirs|both|NUMBER",
    help="mine: what Dateline wanted to write; theirs: the other text, of several the newest; both: all, one below"
    " the other; or the number before a text.",
)
@click.pass_obj
def resolve_note(workspace: Workspace, note_id: str, *, keep: str | None) -> None:
    """Settle a conflict between texts of one note; the others stay in the note's history.

    Without --keep the texts are shown, each with its number, and nothing is settled.
    """
    texts = workspace.note_store.texts(note_id)
    if keep is None:
        print_table([_choice(number, text) for number, text in enumerate(texts, 1)])
        click.echo("dateline: --keep 1 keeps the first of them, --keep both all, one below the other.", err=True)
    else:
        workspace.note_store.resolve(note_id, _kept(texts, keep))


def _choice(number: int, text: Annotation) -> tuple[str, ...]:
    when = text.modified.astimezone().strftime("%Y-%m-%d %H:%M:%S")
    return (str(number), when, text.colour, _said(text, "no text"))


def _kept(texts: Sequence[Annotation], keep: str) -> Annotation | None:
    """Return the text that is meant, None for all."""
    numbers = {"mine": 1, "theirs": 2}
    number = numbers.get(keep, int(keep) if keep.isdecimal() else 0)
    if keep == "both":
        return None
    if not 1 <= number <= len(texts):
        raise UsageError(
            f"“{clean_line(keep)}” is none of the note's {len(texts)} texts.",
            "See them: the same command without --keep.",
        )
    return texts[number - 1]

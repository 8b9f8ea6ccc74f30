"""``update``: a new version of an article, and where its notes went."""

from __future__ import annotations

import click

from reader.cli import projection
from reader.cli.input import is_address, path_of, stdin_bytes
from reader.cli.output import print_json, print_table
from reader.errors import UsageError
from reader.model.annotation import PlaceState
from reader.model.article import Draft
from reader.text.clean import clean_line
from reader.versions import Updated, Versions, Went, is_new
from reader.workspace import Workspace

_SHOWN = 60  # characters of a passage


@click.command()
@click.argument("item", metavar="ID")
@click.argument("source", metavar="[FILE|ADDRESS]", required=False)
@click.option("--back", is_flag=True, help="The version before is the present one again.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line, one for each note.")
@click.pass_obj
def update(workspace: Workspace, item: str, source: str | None, *, back: bool, as_json: bool) -> None:
    """Take in a new version of an article; “-” is standard input. Prints where each of its notes went.

    Without FILE or ADDRESS, the article is read again from where it was found.

    Old versions stay; --back takes the one before in again, after a mistake. A note is here, moved, changed (its words
    were edited) or an orphan (its passage is gone; the note stays, and “note attach” ties it to another passage).

    \b
    Examples:
      dateline update af5b
      dateline update af5b https://example.org/story
      dateline update af5b story-corrected.txt
      pdftotext paper-v2.pdf - | dateline update af5b - --json
      dateline update af5b --back
    """
    known = workspace.find(item)[0]
    versions = Versions(workspace)
    if back and source is not None:
        raise UsageError("--back brings a version that is here already.", "Leave out the file, or --back.")
    if back:
        updated = versions.back(known)
    else:
        updated = versions.again(known) if source is None else versions.update(known, *_read(workspace, source))
    if as_json:
        for each in updated.notes:
            print_json(_json(each, updated.added.article.text))
    else:
        print_table([_row(each) for each in updated.notes])
    click.echo(_told(updated), err=True)


def _read(workspace: Workspace, source: str) -> tuple[Draft, str]:
    """Return what stands at a source, and where it was found."""
    if source == "-":
        return workspace.draft_of(stdin_bytes(), "standard input"), ""
    if is_address(source):
        page = workspace.page(source)
        return page.draft, page.locator
    path = path_of(source)
    return workspace.draft(path), str(path.absolute())


def _json(went: Went, text: str) -> projection.Json:
    place, before = went.after.place, went.before.place
    return projection.note(went.note, went.after) | {
        "now": place.span.of(text) if place.span else None,
        "before": {
            "state": before.state,
            "start": before.span.start if before.span else None,
            "end": before.span.end if before.span else None,
        },
    }


def _row(went: Went) -> tuple[str, ...]:
    annotation, place = went.note.annotation, went.after.place
    where = f"{place.span.start}–{place.span.end}" if place.span else "—"
    exact = clean_line(annotation.target.exact)
    shown = exact if len(exact) <= _SHOWN else exact[: _SHOWN - 1] + "…"
    return annotation.id[:8], place.state, where, place.reason, f"“{shown}”" if shown else "the whole article"


def _told(updated: Updated) -> str:
    title = clean_line(updated.added.article.title)
    if not is_new(updated):
        return f"dateline: “{title}” has that text already."
    counts = [f"{number} {state}" for state in PlaceState if (number := updated.count(state))]
    return f"dateline: “{title}” has a new version. Notes: {', '.join(counts) or 'none'}."

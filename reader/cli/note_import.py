"""``note import``: notes from other programs, and from Dateline's own exports."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import click

from reader import exchange
from reader.cli.input import path_of, stdin_bytes
from reader.cli.output import Trouble, print_json
from reader.errors import DatelineError, NoteError
from reader.notes.incoming.merging import Outcome, Result
from reader.text.clean import clean_line
from reader.workspace import Workspace

_WORDS = {
    Outcome.ADDED: "added",
    Outcome.ATTACHED: "found their article",
    Outcome.EDITED: "edited",
    Outcome.CONFLICT: "changed here and there",
    Outcome.SAME: "as they were",
    Outcome.TRASHED: "in the trash",
    Outcome.FAILED: "not brought in",
}


@click.command("import")
@click.argument("files", metavar="FILE...", nargs=-1, required=True)
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line: what became of each note.")
@click.pass_obj
def import_notes(workspace: Workspace, files: tuple[str, ...], *, as_json: bool) -> None:
    """Bring in notes: W3C annotations, Hypothesis's JSON, Readwise's CSV, Dateline's own Markdown exports.

    A note finds its article by id, address or title, and its passage by its words; one that finds neither is kept as an
    orphan. Importing again makes no doubles. Texts that were edited in an export come back; a note that was changed
    here too keeps both texts (“note resolve”). “-” reads standard input.

    \b
    Examples:
      dateline note import ~/notes/us-russia-agree.md
      dateline note import hypothesis.json readwise-data.csv
    """
    trouble = Trouble()
    for file in files:
        try:
            data = stdin_bytes() if file == "-" else exchange.read_notes(path_of(file))
            results = []
            for result in exchange.import_notes(workspace, data):
                results.append(result)
                _tell(result, file, as_json=as_json, trouble=trouble)
        except DatelineError as error:
            trouble.tell(NoteError(f"{file}: {error.what}", error.todo))
            continue
        if not as_json:
            click.echo(f"{clean_line(file)}: {_summary(results)}")
    trouble.end()


def _tell(result: Result, file: str, *, as_json: bool, trouble: Trouble) -> None:
    """Print what became of a note as JSON; on standard error, what the user has to know or do."""
    if as_json:
        print_json(_projection(result, file))
    if result.outcome is Outcome.FAILED:
        trouble.tell(NoteError(f"{file}: {result.id or 'a note'}: {result.why}."))
    elif result.why and not as_json:
        click.echo(f"dateline: {clean_line(file)}: {result.id}: {result.why}", err=True)


def _projection(result: Result, file: str) -> dict[str, object]:
    span = result.place.span if result.place else None
    return {
        "file": file,
        "outcome": result.outcome,
        "id": result.id or None,
        "article": result.article or None,
        "start": span.start if span else None,
        "end": span.end if span else None,
        "state": result.place.state if result.place else None,
        "why": result.why or (result.place.reason if result.place else ""),
    }


def _summary(results: Sequence[Result]) -> str:
    """Return how many notes were added, edited and so on, in words."""
    counts = Counter(result.outcome for result in results)
    told = [f"{counts[outcome]} {words}" for outcome, words in _WORDS.items() if counts[outcome]]
    lost = sum(1 for each in results if each.place is not None and each.place.lost)
    if lost:
        told.insert(1, f"{lost} of them without a place")
    return ", ".join(told) or "no notes"

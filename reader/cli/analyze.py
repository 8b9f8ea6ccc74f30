"""``analyze``: who, where and who said what, without the library."""

from __future__ import annotations

import click

from reader.analysis.models import request_of
from reader.cli import projection
from reader.cli.input import path_of, stdin_bytes
from reader.cli.output import Trouble, print_json
from reader.corrected import corrected
from reader.errors import DatelineError
from reader.model.analysis import Analysis
from reader.model.article import Draft
from reader.model.span import Span
from reader.workspace import Workspace


@click.command()
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line, in the order of the files.")
@click.option("--explain", is_flag=True, help="With --json: why each person, country and speaker is there.")
@click.pass_obj
def analyze(workspace: Workspace, files: tuple[str, ...], *, as_json: bool, explain: bool) -> None:
    """Print the people, countries and quotes of files; “-” is standard input. Nothing is imported.

    The reader's corrections are applied (“dateline correct”): those for all articles, and those of an article of the
    library that has the file's text.

    \b
    Examples:
      dateline analyze story.txt
      dateline analyze --json *.txt | jq -r '.people[].name'
    """
    trouble = Trouble()
    drafts: list[tuple[str, Draft]] = []
    for name in files:
        try:
            drafts.append((name, _read(workspace, name)))
        except DatelineError as error:
            trouble.tell(error)
    jobs = workspace.analyse_all([request_of(draft) for _, draft in drafts])
    for (name, draft), job in zip(drafts, jobs, strict=True):
        if job.result is None:
            trouble.tell(job.error or DatelineError(f"“{name}” was not analysed."))
            continue
        found = corrected(workspace, job.result, draft.text)
        if as_json:
            shown = projection.analysis(found, draft.text, explain=explain)
            print_json({"file": name, "title": draft.title, **shown})
        else:
            _print(name, draft, found)
    trouble.end()


def _read(workspace: Workspace, name: str) -> Draft:
    if name == "-":
        return workspace.draft_of(stdin_bytes(), "standard input")
    return workspace.draft(path_of(name))


def _print(name: str, draft: Draft, found: Analysis) -> None:
    people = {person.id: person.name for person in found.people}
    click.echo(click.style(f"{draft.title or name}", bold=True))
    _print_group("People", [(each.name, str(len(each.mentions)), each.role) for each in found.people])
    _print_group(
        "Countries",
        [
            (
                f"{each.code} {each.name}",
                str(len(each.mentions) + len(each.via)),
                _places(each.via, draft.text),
            )
            for each in found.countries
        ],
    )
    quotes = []
    for quote in found.quotes:
        named = quote.names_speaker(draft.text) or "?"
        speaker = people.get(quote.speaker or "", named)
        quotes.append((speaker, str(quote.kind), " ".join(quote.span.of(draft.text).split())))
    _print_group("Quotes", quotes)
    click.echo()


def _places(spans: tuple[Span, ...], text: str) -> str:
    names = dict.fromkeys(span.of(text) for span in spans)
    return f"via {', '.join(names)}" if names else ""


def _print_group(head: str, rows: list[tuple[str, str, str]]) -> None:
    click.echo(f"{head} ({len(rows)})")
    first = max((len(row[0]) for row in rows), default=0)
    second = max((len(row[1]) for row in rows), default=0)
    for name, count, told in rows:
        click.echo(f"  {name.ljust(first)}  {count.rjust(second)}  {told}".rstrip())

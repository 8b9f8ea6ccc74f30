"""``add``, ``list``, ``show``."""

from __future__ import annotations

from collections.abc import Sequence

import click

from reader.analysis.models import request_of
from reader.analysis.state import State
from reader.annotator import Annotator
from reader.cli import projection
from reader.cli.input import is_address, path_of, plain, stdin_bytes
from reader.cli.marked import marked
from reader.cli.output import Trouble, coloured, print_json, print_table
from reader.corrected import corrected
from reader.errors import AnalysisError, DatelineError
from reader.model.article import Article
from reader.workspace import Imported, Workspace


@click.command()
@click.argument("sources", nargs=-1, required=True)
@click.option("--analyze", is_flag=True, help="Analyse the articles at once.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")
@click.pass_obj
def add(workspace: Workspace, sources: tuple[str, ...], *, analyze: bool, as_json: bool) -> None:
    """Import files, folders and web pages; “-” is standard input. Prints id and title of each article.

    \b
    Examples:
      dateline add story.txt interviews/
      dateline add https://en.wikinews.org/wiki/…
      pdftotext paper.pdf - | dateline add -
    """
    trouble = Trouble()
    articles = []
    for source in sources:
        for result in _import(workspace, source):
            if result.error is not None:
                trouble.tell(result.error)
            elif result.added is not None:
                articles.append(result.added.article)
                _print_added(result, as_json=as_json)
    if analyze:
        _analyse(workspace, articles, trouble)
    trouble.end()


def _import(workspace: Workspace, source: str) -> Sequence[Imported]:
    try:
        if is_address(source):
            return [Imported(source, workspace.add_page(source))]
        if source != "-":
            return workspace.add(path_of(source))
        return [Imported("-", workspace.add_bytes(stdin_bytes(), "standard input"))]
    except DatelineError as error:
        return [Imported(source, error=error)]


def _print_added(result: Imported, *, as_json: bool) -> None:
    if result.added is None:
        return
    article = result.added.article
    if as_json:
        print_json({"id": article.id, "title": article.title, "source": result.source, "change": result.added.change})
    else:
        click.echo(f"{article.id}\t{article.title}")


def _analyse(workspace: Workspace, articles: Sequence[Article], trouble: Trouble) -> None:
    for job in workspace.analyse_all([request_of(article) for article in articles]):
        if job.state is State.FAILED:
            trouble.tell(job.error or AnalysisError("The analysis failed."))


@click.command("list")
@click.argument("query", nargs=-1)
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")
@click.pass_obj
def list_articles(workspace: Workspace, query: tuple[str, ...], *, as_json: bool) -> None:
    """List the library; every word of QUERY stands in title or source.

    \b
    Examples:
      dateline list
      dateline list --json taipei
    """
    listed = workspace.articles(query=plain(" ".join(query)))
    if as_json:
        for each in listed:
            row = each.row
            print_json(
                {"id": row.id, "title": row.title, "source": row.source, "published": row.published,
                 "words": row.words, "progress": round(row.progress, 4), "notes": each.notes}
            )  # fmt: skip
        return
    print_table(
        [
            (each.row.id, each.row.published[:10] or "—", f"{each.row.words:,} words",
             f"{round(each.row.progress * 100)} %", f"{each.notes} notes", each.row.title)
            for each in listed
        ]
    )  # fmt: skip


@click.command()
@click.argument("item", metavar="ID")
@click.option("--marked", "with_marks", is_flag=True, help="Mark people, places, quotes and notes in the text.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object with the text that all offsets count in.")
@click.pass_obj
def show(workspace: Workspace, item: str, *, with_marks: bool, as_json: bool) -> None:
    """Print an article.

    \b
    Examples:
      dateline show af5b
      dateline show af5b --marked | less -R
    """
    article = workspace.article(workspace.find(item)[0])
    if as_json:
        print_json(projection.article(article))
    elif with_marks:
        analysis = workspace.cached(request_of(article))
        if analysis is None:
            job = workspace.analyse_all([request_of(article)])[0]
            if job.error is not None:
                raise job.error
            analysis = job.result
        if analysis is not None:
            analysis = corrected(workspace, analysis, article.text, article.id)
        click.echo(marked(article, analysis, Annotator(workspace).notes(article), colour=coloured()), color=True)
    else:
        click.echo(article.text)

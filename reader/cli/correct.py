"""``correct``: what the reader knows better than the analysis."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import click

from reader.annotator import Annotator
from reader.cli import projection
from reader.cli.input import plain
from reader.cli.output import Trouble, print_json, print_table, unreadable
from reader.corrector import Corrector, told
from reader.errors import UsageError
from reader.model.article import Article
from reader.model.correction import Correction, CorrectionKind
from reader.workspace import Workspace

_IS = [kind.value for kind in CorrectionKind if kind.value in {"person", "place", "organisation", "nothing", "apart"}]


@click.group()
def correct() -> None:
    """Say what the analysis got wrong: who a name is, which country it means, who said a quote.

    Corrections are files beside the notes. They hold wherever an article is shown, analysed or exported.
    """


@correct.command("add")
@click.argument("words", metavar="NAME|QUOTE")
@click.option("--is", "kind", type=click.Choice(_IS), help="What the name is; “apart”: a person of its own.")
@click.option("--same-as", metavar="NAME", help="The other name of the same person.")
@click.option("--country", metavar="CODE|NAME", help="The country that it means or lies in.")
@click.option("--speaker", metavar="NAME", help="Who said the quote, a person or other words of the article.")
@click.option("--nobody", is_flag=True, help="Who said the quote isn't told.")
@click.option("--no-quote", is_flag=True, help="The words are no quote.")
@click.option("--in", "item", metavar="ID", help="In this article; without it in all.")
@click.pass_obj
def add_correction(  # noqa: PLR0913  an option each
    workspace: Workspace,
    *,
    words: str,
    kind: str | None,
    same_as: str | None,
    country: str | None,
    speaker: str | None,
    nobody: bool,
    no_quote: bool,
    item: str | None,
) -> None:
    """Correct a name or a quote, and print the correction's id. A later one about the same words takes its place.

    \b
    Examples:
      dateline correct add Sochi --is place
      dateline correct add Pompeo --same-as "Mike Pompeo" --in af5b
      dateline correct add Georgia --country US --in af5b
      dateline correct add "We agree," --speaker "Sergey Lavrov" --in af5b
    """
    said = [
        *([(CorrectionKind(kind), "")] if kind else []),
        *([(CorrectionKind.SAME, plain(same_as))] if same_as is not None else []),
        *([(CorrectionKind.COUNTRY, _code(plain(country)))] if country is not None else []),
        *([(CorrectionKind.SPEAKER, plain(speaker))] if speaker else []),
        *([(CorrectionKind.SPEAKER, "")] if nobody else []),
        *([(CorrectionKind.NO_QUOTE, "")] if no_quote else []),
    ]
    if len(said) != 1:
        raise UsageError(
            "Say one thing of it.",
            "One of --is, --same-as, --country for a name; --speaker, --nobody, --no-quote for a quote.",
        )
    ((what, means),) = said
    article = workspace.article(workspace.find(item)[0]) if item else None
    at = _checked(article, what, plain(words), means)
    made = Corrector(workspace).add(what, plain(words), means, article=article, at=at)
    click.echo(made.id)


def _code(country: str) -> str:
    """Return the code of a country that is given by code or name; ``UsageError`` when it is none."""
    from reader.analysis.gazetteer import load_gazetteer  # noqa: PLC0415  30 ms

    gazetteer = load_gazetteer()
    code = country.upper()
    if len(code) == 2 and gazetteer.country_name(code) != code:
        return code
    named = gazetteer.country(country)
    if named is None:
        raise UsageError(f"There is no country “{country}”.", "Give its name in English or its ISO code: RU.")
    return named


def _checked(article: Article | None, kind: CorrectionKind, words: str, means: str) -> int:
    """Return where the words of a quote stand in an article; 0 for all else.

    Raises:
        UsageError: they don't, or those of the other name or the speaker don't.
    """
    if article is None:
        return 0
    from reader.analysis.corrections.occurrences import nearest, written  # noqa: PLC0415

    wanted = [words, means] if kind in {CorrectionKind.SAME, CorrectionKind.SPEAKER} and means else [words]
    for each in wanted:
        if not written(each, article.text) and nearest(each, article.text, 0) is None:
            raise UsageError(f"“{each}” doesn't stand in that article.", "Copy the words from “dateline show”.")
    found = nearest(words, article.text, 0)
    return found.start if found and kind.of_quote else 0


@correct.command("list")
@click.argument("item", metavar="[ID]", required=False)
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")
@click.pass_obj
def list_corrections(workspace: Workspace, *, item: str | None, as_json: bool) -> None:
    """List the corrections: all, or those that hold in one article.

    \b
    Examples:
      dateline correct list
      dateline correct list af5b --json
    """
    corrector, trouble = Corrector(workspace), Trouble()
    found = corrector.of(workspace.article(workspace.find(item)[0])) if item else corrector.all()
    _print(found.corrections, as_json=as_json)
    for problem in found.problems:
        trouble.tell(unreadable(problem, "correction"))
    trouble.end()


def _print(corrections: Sequence[Correction], *, as_json: bool) -> None:
    if as_json:
        for each in corrections:
            print_json(projection.correction(each))
        return
    rows = [(each.id[:8], each.title or each.article or "all articles", told(each)) for each in corrections]
    print_table(rows)


@correct.command("rm")
@click.argument("ids", nargs=-1, required=True, metavar="CORRECTION...")
@click.pass_obj
def remove(workspace: Workspace, ids: tuple[str, ...]) -> None:
    """Take corrections back; they are kept in the trash until “trash_days” in config.toml are over.

    \b
    Examples:
      dateline correct rm 3f2a
    """
    _each(ids, Corrector(workspace).remove)
    Annotator(workspace).empty_trash()


@correct.command("restore")
@click.argument("ids", nargs=-1, required=True, metavar="CORRECTION...")
@click.pass_obj
def restore(workspace: Workspace, ids: tuple[str, ...]) -> None:
    """Bring corrections back that were taken back.

    \b
    Examples:
      dateline correct restore 3f2a
    """
    _each(ids, Corrector(workspace).restore)


def _each(ids: Sequence[str], change: Callable[[str], object]) -> None:
    """Do something with each of several corrections; one that it can't be done with is told, the rest go on."""
    trouble = Trouble()
    for known in ids:
        with trouble.telling():
            change(known)
    trouble.end()

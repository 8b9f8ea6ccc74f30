"""The formats that notes can be exported in, by the names that the command line knows."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from reader.export import annotated, markdown, quotes, table, template, w3c
from reader.export.source import Noted, Options
from reader.export.webpage import page


@dataclass(frozen=True, slots=True)
class Format:
    """One format: what makes a document of articles with their notes, and what its files are like.

    ``about`` says what it is, in a few words. ``suffix`` ends its files' names. ``analysed``: it tells who is named
    and quoted. ``signed``: it has comments, so its files carry their own proof. ``gathers``: a file of it holds
    several articles unasked, as a table does.
    """

    about: str
    suffix: str
    render: Callable[[Sequence[Noted], Options], str]
    analysed: bool = False
    signed: bool = False
    gathers: bool = False


FORMATS: Mapping[str, Format] = MappingProxyType(
    {
        "markdown": Format("notes as Markdown, with front matter", ".md", markdown.render, signed=True),
        "annotated": Format(
            "the whole article as Markdown, notes as footnotes", "-annotated.md", annotated.render, signed=True
        ),
        "quotes": Format(
            "who said what, speaker by speaker, as Markdown", "-quotes.md", quotes.render, analysed=True, signed=True
        ),
        "json": Format("a W3C Web Annotation collection", ".json", w3c.render, gathers=True),
        "csv": Format("a table of notes for spreadsheets", ".csv", table.render, gathers=True),
        "html": Format(
            "the article as a web page with notes in the margin", ".html", page.render, analysed=True, signed=True
        ),
        "template": Format("whatever your own template makes", "", template.render, analysed=True),
    }
)


def suffix(form: str, options: Options) -> str:
    """Return how names of a format's files end; a template's are like the template's own."""
    return FORMATS[form].suffix or template.suffix(options.template)

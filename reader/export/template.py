"""A user's own template: Jinja in its sandbox, fed with plain values and nothing else.

What a template sees is the table in ``docs/export.md``; its names are those of ``dateline note list --json``.
"""

from __future__ import annotations

import traceback
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from reader import disk
from reader.errors import ExportError
from reader.export import facts
from reader.export.escape import body, plain, tag
from reader.export.quotes import speakers, words
from reader.export.rows import Row, row
from reader.export.source import Noted, Options, Source
from reader.model.annotation import PlacedNote
from reader.text.clean import clean_line, decode

if TYPE_CHECKING:
    from jinja2.sandbox import SandboxedEnvironment

_NAMES = frozenset({".j2", ".jinja", ".jinja2", ".template", ".tmpl"})
_MARKUP = frozenset({".html", ".htm", ".xhtml", ".xml", ".svg"})
_LARGEST = 1024 * 1024
_MOST = 200_000_000


def suffix(template: Path | None) -> str:
    """Return the ending of files made with a template: its own, that of Jinja left out (``notes.html.j2``)."""
    if template is None:
        return ".txt"
    inner = Path(template.stem) if template.suffix.lower() in _NAMES else template
    return inner.suffix or ".txt"


def render(articles: Sequence[Noted], options: Options) -> str:
    """Return what a template makes of articles and notes.

    Raises:
        ExportError: there is no template, it can't be read, or it fails; with its line where that is known.
    """
    if options.template is None:
        raise ExportError("A template is needed for this format.", "Name it: --template FILE")
    source = _read(options.template)
    from jinja2 import TemplateError, TemplateSyntaxError  # noqa: PLC0415  only who has a template waits for Jinja

    try:
        compiled = _environment(suffix(options.template)).from_string(source)
        return _joined(compiled.generate(articles=[_article(noted) for noted in articles]))
    except TemplateSyntaxError as error:
        raise _failed(options.template, error, error.lineno) from error
    # What an expression of the template's may raise; its own faults are not Dateline's.
    except (TemplateError, ArithmeticError, LookupError, TypeError, ValueError, AttributeError, MemoryError,
            RecursionError) as error:  # fmt: skip
        raise _failed(options.template, error, _line(error)) from error


def _joined(pieces: Iterable[str]) -> str:
    """Return all pieces in one; raises ``ValueError`` when they are without end, before the memory is full."""
    made, length = [], 0
    for piece in pieces:
        made.append(piece)
        length += len(piece)
        if length > _MOST:
            raise ValueError(f"it makes more than {_MOST:,} characters")
    return "".join(made)


def _read(template: Path) -> str:
    try:
        return decode(disk.read(template.resolve(), _LARGEST))
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise ExportError(f"The template {template} can't be read: {reason}.", "Name another one.") from error


def _environment(ending: str) -> SandboxedEnvironment:
    from jinja2 import StrictUndefined  # noqa: PLC0415  as above
    from jinja2.sandbox import ImmutableSandboxedEnvironment  # noqa: PLC0415

    # Without a loader: a template that came from somewhere reads no other file.
    environment = ImmutableSandboxedEnvironment(
        autoescape=ending.lower() in _MARKUP,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters.update(plain=plain, markdown=body, hashtag=tag, as_html=_as_html)
    return environment


def _as_html(text: str) -> str:
    from markupsafe import Markup  # noqa: PLC0415  comes with Jinja

    from reader.export.webpage.note import body_html  # noqa: PLC0415  no other template needs a parser

    return Markup(body_html(str(text)))  # noqa: S704  made of the safe part only


def _article(noted: Noted) -> Row:
    article, analysis = noted.source, noted.source.analysis
    return {
        "id": article.id,
        "title": facts.title(article),
        "byline": clean_line(article.byline),
        "published": facts.published_iso(article) or clean_line(article.published),
        "published_day": facts.published(article),
        "source": clean_line(article.source),
        "url": facts.address(article),
        "language": article.language,
        "text": article.text,
        "open": facts.way_back(article.id),
        "notes": [_note(article, note) for note in facts.in_order(noted.notes)],
        "people": [{"name": each.name, "role": each.role} for each in (analysis.people if analysis else ())],
        "countries": [{"name": each.name, "code": each.code} for each in (analysis.countries if analysis else ())],
        "speakers": _speakers(article),
    }


def _note(article: Source, note: PlacedNote) -> Row:
    return {**row(article, note), "now": facts.now(article, note), "written": facts.written(note.annotation),
            "where": ", ".join(facts.where(article, note))}  # fmt: skip


def _speakers(article: Source) -> list[Row]:
    if article.analysis is None or article.text is None:
        return []
    text = article.text
    return [
        {"name": each.name, "role": each.role,
         "quotes": ["\n\n".join(words(text, quote) for quote in saying) for saying in each.sayings]}
        for each in speakers(article.analysis)
    ]  # fmt: skip


def _line(error: BaseException) -> int | None:
    lines = [frame.lineno for frame in traceback.extract_tb(error.__traceback__) if frame.filename == "<template>"]
    return lines[-1] if lines else None


def _failed(template: Path, error: BaseException, line: int | None) -> ExportError:
    where = f", line {line}" if line else ""
    said = clean_line(str(error)).rstrip(".") or type(error).__name__
    return ExportError(f"The template {template.name}{where} fails: {said}.", "docs/export.md lists what it can use.")

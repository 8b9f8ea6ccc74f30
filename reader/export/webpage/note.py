"""A note in the margin."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from reader.export import facts
from reader.export.escape import body
from reader.export.source import Source
from reader.export.webpage.words import words
from reader.model.annotation import PlacedNote, PlaceState

if TYPE_CHECKING:
    from markdown_it import MarkdownIt


def note(article: Source, placed: PlacedNote, number: int | None = None) -> str:
    """Return a note as an aside; ``number`` is its reference's in the text, None for one without a place in it.

    Where the text has other words now, or none, the passage stands in the note.
    """
    annotation = placed.annotation
    known = name(annotation.id)
    inside = []
    if number is not None:
        inside.append(f'<a class="number" href="#ref-{known}">{number}</a>')
    if not annotation.target.whole and (number is None or facts.now(article, placed)):
        inside.append(f"<blockquote><p>{words(annotation.target.exact)}</p></blockquote>")
    if annotation.body:
        inside.append(body_html(annotation.body))
    told = [
        *(words(f"#{tag}") for tag in annotation.tags),
        words(facts.written(annotation)),
        *([] if placed.place.state is PlaceState.HERE else [words(_state(placed.place.state))]),
    ]
    way_back = f"<code>{words(facts.way_back(annotation.id))}</code>"
    inside.append(f'<p class="facts">{" · ".join(told)} {way_back}</p>')
    label = f"Note {number}" if number is not None else "Note"
    return f'<aside class="note {annotation.colour}" id="note-{known}" aria-label="{label}">{"".join(inside)}</aside>\n'


def _state(state: PlaceState) -> str:
    return "not found" if state is PlaceState.ORPHAN else f"{state.value} since"


def name(known: str) -> str:
    """Return an id as part of the name of an element."""
    return re.sub(r"[^0-9A-Za-z-]", "", known)


def body_html(text: str) -> str:
    """Return the safe part of a note's Markdown (``reader.export.escape.body``) as HTML."""
    return str(_parser().render(body(text)))


@cache
def _parser() -> MarkdownIt:
    from markdown_it import MarkdownIt  # noqa: PLC0415  40 ms; only where a note has a text

    parser = MarkdownIt("commonmark", {"html": False, "xhtmlOut": False})
    parser.add_render_rule("link_open", _link)
    return parser


def _link(renderer, tokens, index, options, env):  # type: ignore[no-untyped-def]  # noqa: ANN001, ANN202  the library's
    tokens[index].attrSet("rel", "noopener noreferrer")
    return renderer.renderToken(tokens, index, options, env)

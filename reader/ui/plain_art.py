"""Boxes, bars and blocks of Unicode as plain characters: for terminals, fonts and screen readers that can't show them.

A filter over what is drawn, so that everything is reached, Textual's own frames too; each sign becomes one of the same
width. Punctuation of the text (curly quotes, dashes) is left alone: it is no art.
"""

from __future__ import annotations

from rich.segment import Segment
from textual.app import App
from textual.color import Color
from textual.filter import LineFilter

_SIGNS = {
    "─━╌╍┄┅┈┉═▔▁": "-",
    "│┃▎▏▍▕┆┇┊": "|",
    "║▐": "H",
    "┋": ":",
    "▞": "%",
    "▌█▊▋▉": "#",
    "╭╮╰╯┌┐└┘┏┓┗┛╔╗╚╝├┤┬┴┼┣┫┳┻╋╠╣╦╩╬": "+",
    "▂▃▄▀": "=",
    "▅▆▇": "#",
    "•·∙": ".",
    "●": "*",
    "◆◇": "@",
    "›▸▶": ">",
    "◀◂": "<",
    "↑⇧": "^",
    "↓": "v",
    "→": ">",
    "←": "<",
    "✎✏": "&",
}
_WIDE_SIGNS = {"🔎": "/ "}  # of the palette
_TABLE: dict[int, str] = {ord(sign): plain for signs, plain in _SIGNS.items() for sign in signs}
_TABLE |= {ord(sign): plain for sign, plain in _WIDE_SIGNS.items()}


class PlainArt(LineFilter):
    """Replaces the signs in every line that is drawn."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """Return the segments with plain signs, their styles as they were."""
        return [
            segment if segment.text.isascii() else segment._replace(text=segment.text.translate(_TABLE))
            for segment in segments
        ]


def is_plain(app: App[None]) -> bool:
    """Tell whether an app draws plain characters."""
    return any(isinstance(each, PlainArt) for each in app._filters)  # no public way


def draw_plainly(app: App[None], *, plainly: bool = True) -> None:
    """Draw boxes, bars and blocks of an app as plain characters, or as they are."""
    app._filters = [each for each in app._filters if not isinstance(each, PlainArt)]  # no public way
    if plainly:
        app._filters.append(PlainArt())
    if app.is_running:
        app.refresh_css(animate=False)

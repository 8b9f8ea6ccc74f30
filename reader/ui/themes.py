"""Dateline's own themes, and the colours of marks in everybody else's.

Marks never rest on colour alone: people are bold, places underlined, organisations italic, and the passage of a
note has a bar of its colour's own form in the gutter (``styles/20-article.tcss``, ``reader/ui/paint.py``). Contrasts
are those of WCAG 2.2: text at least 7:1 on every ground that it stands on, marks at least 4.5:1; ``tests/ui/
test_themes.py`` computes them.
"""

from __future__ import annotations

from collections.abc import Sequence

from textual.color import Color
from textual.theme import BUILTIN_THEMES, Theme

from reader.text.clean import clean_line

_READABLE = 4.5
_MARKS = (
    "entity-person", "entity-place", "entity-organisation", "quote-text", "quiet",
    "hit", "focus-1", "focus-2", "focus-3", "focus-4",
)  # fmt: skip
_TEXTS = ("primary", "secondary", "accent", "success", "warning", "error")
_NOTES = ("yellow", "green", "blue", "pink", "orange")

NIGHT = Theme(
    name="dateline-night",
    primary="#9dbfe0",
    secondary="#d0b482",
    accent="#e0b060",
    warning="#e0b060",
    error="#f09a90",
    success="#9cc48a",
    foreground="#d8d4cb",
    background="#16181c",
    surface="#1c1f24",
    panel="#23272e",
    dark=True,
    variables={
        "entity-person": "#f0c987",
        "entity-place": "#8ecbb9",
        "entity-organisation": "#c0b2e6",
        "quote-text": "#a9c7e8",
        "quiet": "#a9adb6",
        "hit": "#f5e663",
        "rule": "#3a3f48",
        "row": "#2a3744",
        "selection": "#2b3f54",
        "sentence": "#22262d",
        "focus-text": "#16181c",
        "focus-1": "#f0c987",
        "focus-2": "#8ecbb9",
        "focus-3": "#eda6c0",
        "focus-4": "#9db8f0",
        "note-yellow": "#443c1a",
        "note-green": "#223d28",
        "note-blue": "#203a52",
        "note-pink": "#47273a",
        "note-orange": "#4c301c",
        "note-text": "#d8d4cb",
        "bar-yellow": "#e3c94f",
        "bar-green": "#7fc78d",
        "bar-blue": "#7fb3e6",
        "bar-pink": "#e08fb4",
        "bar-orange": "#e69a5c",
    },
)

PAPER = Theme(
    name="dateline-paper",
    primary="#2a5b86",
    secondary="#6f511a",
    accent="#8f430f",
    warning="#7d5200",
    error="#a3261b",
    success="#2b622e",
    foreground="#24231f",
    background="#faf7f0",
    surface="#f3efe4",
    panel="#e9e3d4",
    dark=False,
    variables={
        "entity-person": "#8a3d0a",
        "entity-place": "#14604e",
        "entity-organisation": "#5b3f94",
        "quote-text": "#1d4f80",
        "quiet": "#55524a",
        "hit": "#8b1a4a",
        "rule": "#cfc8b8",
        "row": "#dbe5ed",
        "selection": "#d0dfea",
        "sentence": "#f0eadb",
        "focus-text": "#fffdf7",
        "focus-1": "#8a3d0a",
        "focus-2": "#14604e",
        "focus-3": "#8f2457",
        "focus-4": "#2b4f9e",
        "note-yellow": "#f6e79b",
        "note-green": "#d3ebc8",
        "note-blue": "#d0e3f5",
        "note-pink": "#f7d6e4",
        "note-orange": "#fadfc2",
        "note-text": "#24231f",
        "bar-yellow": "#8a7300",
        "bar-green": "#2f7d3a",
        "bar-blue": "#2f6cab",
        "bar-pink": "#b03a75",
        "bar-orange": "#b3590f",
    },
)

SEPIA = Theme(
    name="dateline-sepia",
    primary="#6b4410",
    secondary="#6c4a10",
    accent="#84400e",
    warning="#7a5000",
    error="#97261a",
    success="#385a22",
    foreground="#3b2e1e",
    background="#f4ead5",
    surface="#ede0c6",
    panel="#e4d5b7",
    dark=False,
    variables={
        "entity-person": "#80390b",
        "entity-place": "#1c5546",
        "entity-organisation": "#5d3f85",
        "quote-text": "#2f4f6f",
        "quiet": "#594b37",
        "hit": "#7a1237",
        "rule": "#c9b78f",
        "row": "#e2d6b8",
        "selection": "#ddcda6",
        "sentence": "#ebdfc4",
        "focus-text": "#fdf6e6",
        "focus-1": "#80390b",
        "focus-2": "#1c5546",
        "focus-3": "#86254f",
        "focus-4": "#33508c",
        "note-yellow": "#f0dc85",
        "note-green": "#cfdfae",
        "note-blue": "#c8d8dd",
        "note-pink": "#eccbc4",
        "note-orange": "#f0cd9e",
        "note-text": "#3b2e1e",
        "bar-yellow": "#806800",
        "bar-green": "#3f7030",
        "bar-blue": "#2f6390",
        "bar-pink": "#a03568",
        "bar-orange": "#a34f0c",
    },
)

CONTRAST = Theme(
    name="dateline-contrast",
    primary="#7cc4ff",
    secondary="#ffd24d",
    accent="#ffb84d",
    warning="#ffb84d",
    error="#ff9c94",
    success="#8ff58f",
    foreground="#ffffff",
    background="#000000",
    surface="#000000",
    panel="#1a1a1a",
    dark=True,
    variables={
        "entity-person": "#ffd24d",
        "entity-place": "#5cf2c8",
        "entity-organisation": "#d8b8ff",
        "quote-text": "#9fd2ff",
        "quiet": "#c8c8c8",
        "hit": "#ffff00",
        "rule": "#8a8a8a",
        "row": "#003a75",
        "selection": "#00408a",
        "sentence": "#1c1c1c",
        "focus-text": "#000000",
        "focus-1": "#ffd24d",
        "focus-2": "#5cf2c8",
        "focus-3": "#ff9ed0",
        "focus-4": "#a8c4ff",
        "note-yellow": "#4d4700",
        "note-green": "#00470d",
        "note-blue": "#003a75",
        "note-pink": "#5c0035",
        "note-orange": "#5c2a00",
        "note-text": "#ffffff",
        "bar-yellow": "#ffe74d",
        "bar-green": "#6dff7a",
        "bar-blue": "#6db6ff",
        "bar-pink": "#ff85c2",
        "bar-orange": "#ffa04d",
    },
)

# The terminal's own sixteen colours, whatever they are: marks that both light and dark terminals show.
_ANSI_MARKS = {
    "entity-person": "ansi_magenta",
    "entity-place": "ansi_green",
    "entity-organisation": "ansi_blue",
    "quote-text": "ansi_default",
    "quiet": "ansi_default",
    "hit": "ansi_red",
    "rule": "ansi_default",
    "row": "ansi_default",
    "selection": "ansi_default",
    "sentence": "ansi_default",
    "focus-text": "ansi_black",
    "focus-1": "ansi_yellow",
    "focus-2": "ansi_green",
    "focus-3": "ansi_magenta",
    "focus-4": "ansi_cyan",
    "note-yellow": "ansi_yellow",
    "note-green": "ansi_green",
    "note-blue": "ansi_cyan",
    "note-pink": "ansi_magenta",
    "note-orange": "ansi_white",
    "note-text": "ansi_black",
    "bar-yellow": "ansi_yellow",
    "bar-green": "ansi_green",
    "bar-blue": "ansi_cyan",
    "bar-pink": "ansi_magenta",
    "bar-orange": "ansi_red",
}
_BASE = BUILTIN_THEMES["ansi-dark"]
ANSI = Theme(
    name="ansi",
    primary="ansi_default",
    secondary="ansi_default",
    accent="ansi_default",
    warning=_BASE.warning,
    error=_BASE.error,
    success=_BASE.success,
    foreground="ansi_default",
    background="ansi_default",
    surface="ansi_default",
    panel="ansi_default",
    boost="ansi_default",
    variables={**_BASE.variables, **_ANSI_MARKS},
    ansi=True,
)

THEMES = (NIGHT, PAPER, SEPIA, CONTRAST, ANSI)


def missing(name: str) -> tuple[str, str] | None:
    """Return what to say of a theme that there isn't, and what to do about it; None of one that there is."""
    known = [*BUILTIN_THEMES, *(theme.name for theme in THEMES)]
    if name in known:
        return None
    import difflib  # noqa: PLC0415  only where a name is misspelt

    near = difflib.get_close_matches(name, known, n=1)
    hint = f"Did you mean “{near[0]}”?" if near else "The command palette lists them."
    return f"There is no theme “{clean_line(name)}”.", hint


def mark_colours(theme: Theme) -> dict[str, str]:
    """Return the variables that our style sheets use, for a theme that may not set them.

    In a theme of others, marks keep their hue and are made lighter or darker until they can be read on its ground.
    """
    if theme.ansi:
        return dict(_ANSI_MARKS)
    ours = (NIGHT if theme.dark else PAPER).variables
    if ours.keys() <= theme.variables.keys():
        return dict(theme.variables)
    system = theme.to_color_system().generate()
    ground, text = Color.parse(system["background"]), Color.parse(system["foreground"])
    lit = ground.blend(text, 0.07)
    grounds = (lit, *_grounds(system))
    made = {name: _readable(Color.parse(ours[name]), grounds).hex for name in _MARKS}
    made |= {f"note-{name}": ground.blend(Color.parse(ours[f"bar-{name}"]), 0.22).hex for name in _NOTES}
    made |= {"sentence": lit.hex, "rule": ground.blend(text, 0.25).hex, "focus-text": ground.hex}
    made |= {name: ground.blend(Color.parse(system["primary"]), 0.3).hex for name in ("row", "selection")}
    return {**ours, **made, "note-text": text.hex}


def text_colours(theme: Theme) -> dict[str, str]:
    """Return the colours of a theme of others that heads, labels and messages have, so that they can be read as text.

    Many themes mean them for borders and buttons only.
    """
    if theme.ansi or theme in THEMES:
        return {}
    system = theme.to_color_system().generate()
    return {name: _readable(Color.parse(system[name]), _grounds(system)).hex for name in _TEXTS}


def _grounds(system: dict[str, str]) -> tuple[Color, ...]:
    return tuple(Color.parse(system[name]) for name in ("background", "surface", "panel"))


def contrast(one: Color, other: Color) -> float:
    """Return the contrast of two opaque colours, from 1 to 21, by WCAG 2.2's definition of contrast ratio."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: Color) -> float:
    parts = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in colour.normalized]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def _readable(colour: Color, grounds: Sequence[Color]) -> Color:
    """Return ``colour``, moved towards white or black as far as its contrast to all of ``grounds`` asks for."""

    def least(each: Color) -> float:
        return min(contrast(each, ground) for ground in grounds)

    end = max((Color(255, 255, 255), Color(0, 0, 0)), key=least)
    steps = (colour.blend(end, step / 20) for step in range(21))
    return next((each for each in steps if least(each) >= _READABLE), end)

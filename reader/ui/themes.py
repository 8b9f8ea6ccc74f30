"""Dateline's own themes, and the colours of marks in everybody else's.

Marks never rest on colour alone: people are bold, places underlined, organisations italic, and the passage of a
note has a bar in the gutter (``styles/article.tcss``).
"""

from __future__ import annotations

from textual.theme import Theme

NIGHT = Theme(
    name="dateline-night",
    primary="#8fb4d8",
    secondary="#c6a874",
    accent="#e0b060",
    warning="#e0b060",
    error="#e5786d",
    success="#9cc48a",
    foreground="#d8d4cb",
    background="#16181c",
    surface="#1c1f24",
    panel="#23272e",
    dark=True,
    variables={
        "entity-person": "#f0c987",
        "entity-place": "#8ecbb9",
        "entity-organisation": "#b7a8e0",
        "quote-text": "#a9c7e8",
        "focus-foreground": "#16181c",
        "focus-background": "#f0c987",
        "note-yellow": "#4a421f",
        "note-green": "#26432c",
        "note-blue": "#233d55",
        "note-pink": "#4d2a3d",
        "note-orange": "#533620",
        "sentence-background": "#22262d",
        "quiet": "#8b8f98",
        "rule": "#3a3f48",
    },
)

PAPER = Theme(
    name="dateline-paper",
    primary="#2a5b86",
    secondary="#7a5a1e",
    accent="#9a4a12",
    warning="#8a5a00",
    error="#a3261b",
    success="#2f6b32",
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
        "focus-foreground": "#fffdf7",
        "focus-background": "#8a3d0a",
        "note-yellow": "#f6e79b",
        "note-green": "#cfe8c4",
        "note-blue": "#c9def2",
        "note-pink": "#f5cfdf",
        "note-orange": "#f9d9b8",
        "sentence-background": "#f0eadb",
        "quiet": "#6a675f",
        "rule": "#cfc8b8",
    },
)

THEMES = (NIGHT, PAPER)


def mark_colours(*, dark: bool) -> dict[str, str]:
    """Return the variables that our style sheets use, for a theme that doesn't set them."""
    return dict((NIGHT if dark else PAPER).variables)

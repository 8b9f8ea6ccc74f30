"""Where the files are that come with Dateline: style sheets and sample articles.

In a wheel they lie inside the package; in a checkout (an editable install too) beside it.
"""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def styles() -> list[Path]:
    """Return the style sheets of the first screen, in the order in which they apply."""
    return sorted(_folder("styles").glob("*.tcss"))


def furniture_styles() -> list[Path]:
    """Return the style sheets of what the first screen seldom needs: lists, note editor, marks of notes."""
    return sorted((_folder("styles") / "furniture").glob("*.tcss"))


def screen_style(name: str) -> Path:
    """Return the style sheet of another screen, which is parsed when that is first shown."""
    return _folder("styles") / "screens" / f"{name}.tcss"


def seeds() -> Path:
    """Return the folder of the sample articles."""
    return _folder("seeds")


def _folder(name: str) -> Path:
    inside = _PACKAGE / name
    return inside if inside.is_dir() else _PACKAGE.parent / name

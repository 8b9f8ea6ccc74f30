"""Foreign text in HTML."""

from __future__ import annotations

from html import escape

from reader.text.clean import clean


def words(text: str) -> str:
    """Return text that is text wherever it stands: between tags or in an attribute between double quotes."""
    return escape(clean(text), quote=True)

"""A stretch of text."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open range of code points in an article's text: ``text[start:end]``."""

    start: int
    end: int

    def __post_init__(self) -> None:
        """Refuse a range that ends before it starts.

        Raises:
            ValueError: ``end`` lies before ``start`` or ``start`` is negative.
        """
        if not 0 <= self.start <= self.end:
            raise ValueError(f"not a span: {self.start}..{self.end}")

    def __len__(self) -> int:
        return self.end - self.start

    def __bool__(self) -> bool:
        """Always true: an empty span is still a place."""
        return True

    def of(self, text: str) -> str:
        """Return the characters of ``text`` that this span covers."""
        return text[self.start : self.end]

    def holds(self, offset: int) -> bool:
        """Tell whether the code point at ``offset`` lies inside."""
        return self.start <= offset < self.end

    def covers(self, other: Span) -> bool:
        """Tell whether ``other`` lies wholly inside."""
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: Span) -> bool:
        """Tell whether the two share at least one code point."""
        return self.start < other.end and other.start < self.end


def hull(spans: Iterable[Span]) -> Span | None:
    """Return the smallest span over all of ``spans``, or None when there are none."""
    found = list(spans)
    if not found:
        return None
    return Span(min(span.start for span in found), max(span.end for span in found))

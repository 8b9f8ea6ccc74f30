"""Two versions of an article as one page: its text, its marks, and where one jumps to."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from reader.model.article import Article, Block, BlockKind
from reader.model.span import Span
from reader.text.differences import Difference
from reader.text.merge import Merged, merge
from reader.ui.layers import Mark
from reader.versions import Comparison

_GAP = "\n\n"
_SHOWN = 40  # characters of each side of a change in the status line


@dataclass(frozen=True)
class Page:
    """Both versions in one text: ``article`` to show, the marks over it, and the changes in their order."""

    article: Article
    marks: Sequence[Mark]
    changes: Sequence[Span]
    told: Sequence[str]

    def near(self, offset: int) -> int:
        """Return the number of the last change that begins at or before ``offset``, -1 before the first."""
        return bisect_right([span.start for span in self.changes], offset) - 1


def page_of(article: Article, comparison: Comparison) -> Page:
    """Return what ``article`` looks like beside an older version of it."""
    merged = merge(comparison.old, comparison.new, comparison.differences)
    shown = replace(article, text=merged.text, blocks=tuple(_blocks(article, merged)))
    marks, changes, told = [], [], []
    for each, out, put_in in zip(comparison.differences, merged.out, merged.put_in, strict=True):
        marks += [Mark(span, style) for span, style in _styles(each, out, put_in) if len(span)]
        changes.append(Span(out.start, put_in.end) if len(out) else put_in)
        told.append(_told(each, comparison))
    return Page(shown, marks, changes, told)


def _styles(each: Difference, out: Span, put_in: Span) -> Iterator[tuple[Span, str]]:
    """Yield the looks of a change, where its sides stand on the page; parts that were moved have their own."""
    sides = ((out, each.old, each.from_here, "out"), (put_in, each.new, each.from_elsewhere, "in"))
    for here, there, parts, name in sides:
        if each.moved:
            yield here, f"article--moved-{name}"
            continue
        at = here.start
        for part in parts:
            start, end = (here.start + offset - there.start for offset in (part.start, part.end))
            yield Span(at, start), f"article--{name}"
            yield Span(start, end), f"article--moved-{name}"
            at = end
        yield Span(at, here.end), f"article--{name}"


def _told(each: Difference, comparison: Comparison) -> str:
    """Return a change in one line, by signs and not by looks."""
    sides = [("−", each.old.of(comparison.old)), ("+", each.new.of(comparison.new))]
    said = "  ".join(f"{sign} {_short(words)}" for sign, words in sides if words)
    if each.moved:
        return f"{said}  (moved)"
    return f"{said}  (moved in part)" if each.from_here or each.from_elsewhere else said


def _short(words: str) -> str:
    line = " ".join(words.split())
    return line if len(line) <= _SHOWN else f"{line[:_SHOWN]}…"


def _blocks(article: Article, merged: Merged) -> Iterator[Block]:
    """Yield the paragraphs of the page; what stands in the present version keeps its kind."""
    start = 0
    for text in merged.text.split(_GAP):
        end = start + len(text)
        if text.strip():
            yield replace(_block_at(article, merged, start), span=Span(start, end))
        start = end + len(_GAP)


def _block_at(article: Article, merged: Merged, offset: int) -> Block:
    plain = Block(BlockKind.PARAGRAPH, Span(0, 0))
    at = bisect_right([here for here, _ in merged.origins], offset) - 1
    if at < 0 or any(out.holds(offset) for out in merged.out):
        return plain
    here, there = merged.origins[at]
    place = there + offset - here
    return next((block for block in article.blocks if block.span.holds(place)), plain)

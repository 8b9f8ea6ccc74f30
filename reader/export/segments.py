"""Ranges of text laid over blocks: which part of a block lies under which of them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Generic, TypeVar

from reader.model.article import Block, BlockKind
from reader.model.span import Span

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Laid(Generic[T]):
    """A range of text, and what it stands for."""

    span: Span
    what: T


@dataclass(frozen=True, slots=True)
class Segment(Generic[T]):
    """A stretch of a block that lies under the same ranges from its first to its last character."""

    span: Span
    under: tuple[T, ...]


def blocks_of(text: str, blocks: Sequence[Block]) -> Sequence[Block]:
    """Return an article's blocks; where none are known, every part between blank lines is a paragraph."""
    if blocks or not text:
        return blocks
    found, at = [], 0
    for part in text.split("\n\n"):
        found.append(Block(BlockKind.PARAGRAPH, Span(at, at + len(part))))
        at += len(part) + 2
    return found


def by_block(blocks: Sequence[Block], laid: Sequence[Laid[T]]) -> list[list[Laid[T]]]:
    """Return for each block the ranges that touch it, cut to it, in their order."""
    starts = [block.span.start for block in blocks]
    found: list[list[Laid[T]]] = [[] for _ in blocks]
    for each in laid:
        for index in range(max(0, bisect_right(starts, each.span.start) - 1), len(blocks)):
            block = blocks[index].span
            if block.start >= each.span.end:
                break
            start, end = max(block.start, each.span.start), min(block.end, each.span.end)
            if start < end:
                found[index].append(Laid(Span(start, end), each.what))
    return found


def segments(block: Span, laid: Sequence[Laid[T]]) -> list[Segment[T]]:
    """Return a block in segments, in order and without a gap; the ranges lie within it."""
    cuts = sorted({block.start, block.end, *(at for each in laid for at in (each.span.start, each.span.end))})
    return [
        Segment(Span(start, end), tuple(each.what for each in laid if each.span.covers(Span(start, end))))
        for start, end in pairwise(cuts)
    ]

"""The whole article as Markdown, with its notes as footnotes.

Passages are set between ``==``, which Obsidian, Logseq and others show as a highlight; footnotes are those of Pandoc,
GitHub and Obsidian. A footnote repeats its passage, for passages may overlap.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from reader.export import facts, markdown, parts
from reader.export.escape import body, fence, guarded, indented, plain, run
from reader.export.frontmatter import front_matter
from reader.export.grouping import LOST
from reader.export.segments import Laid, Segment, blocks_of, by_block, segments
from reader.export.source import By, Noted, Options, Source
from reader.model.annotation import PlacedNote
from reader.model.article import Block, BlockKind
from reader.model.span import Span

_INDENT = "    "


def render(articles: Sequence[Noted], options: Options) -> str:  # noqa: ARG001  every format takes the same
    """Return a Markdown document of articles, each with its notes below it, ending in a line feed.

    An article whose text is not at hand is told by its notes alone. Notes without a place follow the article.
    """
    documents, number = [], 1
    for noted in articles:
        documents.append(parts.document(_article(noted, number)))
        number += len(noted.notes)
    return front_matter(articles) + "".join(f"\n{document}" for document in documents)


def _article(noted: Noted, first: int) -> Iterator[str]:
    article = noted.source
    if article.text is None:
        yield parts.heading(facts.title(article))
        yield parts.byline(article)
        yield from markdown.notes(noted, By.PLACE)
        return
    blocks = blocks_of(article.text, article.blocks)
    numbered = dict(enumerate(facts.placed(article, noted.notes), first))
    laid = by_block(blocks, [Laid(note.place.span, number) for number, note in numbered.items() if note.place.span])
    ends = {each.what: each.span.end for there in laid for each in there}
    yield from _text(article, article.text, list(zip(blocks, laid, strict=True)), ends)
    for number in ends:
        yield _footnote(article, number, numbered[number])
    yield from _others(noted, [note for number, note in numbered.items() if number not in ends])


def _others(noted: Noted, without_footnote: Sequence[PlacedNote]) -> Iterator[str]:
    """Yield notes on the whole article; then those on nothing but space, and those whose passage is gone."""
    article = noted.source
    whole = [note for note in without_footnote if note.annotation.target.whole]
    astray = [note for note in without_footnote if not note.annotation.target.whole]
    for title, notes in (("On the whole article", whole), (LOST, [*astray, *facts.lost(article, noted.notes)])):
        if notes:
            yield parts.heading(title, 2)
        for note in notes:
            yield from markdown.one(article, note)


_Marked = tuple[Block, list[Laid[int]]]


def _text(article: Source, text: str, blocks: Sequence[_Marked], ends: dict[int, int]) -> Iterator[str]:
    if not blocks or blocks[0][0].kind is not BlockKind.HEADLINE:
        yield parts.heading(facts.title(article))
        yield parts.byline(article)
    for kind, group in groupby(blocks, key=lambda pair: pair[0].kind):
        written = [_block(text, block, laid, ends) for block, laid in group]
        yield ("\n" if kind is BlockKind.LIST_ITEM else "\n\n").join(filter(None, written))
        if kind is BlockKind.HEADLINE:
            yield parts.byline(article)


def _block(text: str, block: Block, laid: Sequence[Laid[int]], ends: dict[int, int]) -> str:
    if block.kind is BlockKind.CODE:  # in which nothing can be marked
        return "\n\n".join(filter(None, [fence(block.span.of(text)), _references(laid, block.span.end, ends)]))
    line = _line(text, block.span, laid, ends)
    match block.kind:
        case BlockKind.HEADLINE:
            return f"# {_unclosed(line)}"
        case BlockKind.HEADING:
            return f"{'#' * min(6, max(2, block.level))} {_unclosed(line)}"
        case BlockKind.LIST_ITEM:
            return f"{'  ' * min(5, max(0, block.level - 1))}- {line}"
        case BlockKind.QUOTE:
            return f"> {line}"
        case _:
            return line


def _line(text: str, block: Span, laid: Sequence[Laid[int]], ends: dict[int, int]) -> str:
    """Return a block as one line: passages that touch or overlap within one pair of marks, footnotes at their ends."""
    line = ""
    for is_marked, group in groupby(segments(block, laid), key=lambda segment: bool(segment.under)):
        if is_marked:
            line += _marked(text, list(group), ends)
        else:
            words = "".join(run(segment.span.of(text)) for segment in group)
            line += words if line else guarded(words)
    return line.strip()


def _marked(text: str, group: Sequence[Segment[int]], ends: dict[int, int]) -> str:
    *inner, last = group
    words = "".join(run(each.span.of(text)) + _references_of(each, ends) for each in inner) + run(last.span.of(text))
    core = words.strip()
    if not core:
        return words + _references_of(last, ends)
    before, _, after = words.partition(core)
    return f"{before}=={core}=={_references_of(last, ends)}{after}"


def _references_of(segment: Segment[int], ends: dict[int, int]) -> str:
    return "".join(f"[^{number}]" for number in segment.under if ends[number] == segment.span.end)


def _references(laid: Sequence[Laid[int]], last: int, ends: dict[int, int]) -> str:
    return "".join(f"[^{each.what}]" for each in laid if ends[each.what] <= last)


def _unclosed(line: str) -> str:
    return line.replace(" #", " \\#")


def _footnote(article: Source, number: int, note: PlacedNote) -> str:
    passage = plain(note.annotation.target.exact)
    first = f"[^{number}]: “{passage}” · {parts.line_of_facts(article, note)}"
    text = body(note.annotation.body)
    return f"{first}\n\n{indented(text, _INDENT)}" if text else first

"""The article's text as HTML: a row a block, with the notes that end in it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from reader.export import facts
from reader.export.segments import Laid, Segment, blocks_of, by_block, segments
from reader.export.source import Noted, Source
from reader.export.webpage.note import name, note
from reader.export.webpage.words import words
from reader.model.annotation import PlacedNote
from reader.model.article import Block, BlockKind


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of text that is marked: as the passage of a note (by its number), or as a name."""

    note: int | None = None
    kind: str = ""
    label: str = ""


@dataclass(frozen=True, slots=True)
class Page:
    """One article of the page: its blocks, what is marked in each, and its notes.

    They are told apart: those with a number in the text, on the whole article, and without a place in it.
    ``ends`` is where a note's last stretch ends, by its number; ``id`` begins the names of the article's elements.
    """

    id: str
    article: Source
    blocks: Sequence[Block]
    marks: Sequence[Sequence[Laid[Mark]]]
    notes: dict[int, PlacedNote]
    ends: dict[int, int]
    whole: Sequence[PlacedNote]
    lost: Sequence[PlacedNote]

    @classmethod
    def of(cls, noted: Noted, number: int) -> Page:
        """Return the page of an article, the ``number``-th in its document."""
        article = noted.source
        text = article.text or ""
        ordered = facts.in_order(noted.notes)
        notes = dict(enumerate((note for note in ordered if note.place.span), 1))
        laid = [Laid(note.place.span, Mark(number)) for number, note in notes.items() if note.place.span]
        blocks = blocks_of(text, article.blocks)
        marks = by_block(blocks, [*laid, *_names(article)])
        ends = {each.what.note: each.span.end for there in marks for each in there if each.what.note is not None}
        whole = [note for note in ordered if note.annotation.target.whole]
        # On nothing but the space between paragraphs, a note has no place on the page either.
        astray = [note for known, note in notes.items() if known not in ends]
        lost = [note for note in ordered if note.place.span is None and not note.annotation.target.whole]
        return cls(f"article-{number}", article, blocks, marks, notes, ends, whole, [*astray, *lost])

    @property
    def has_headline(self) -> bool:
        """Whether the text begins with its headline."""
        return bool(self.blocks) and self.blocks[0].kind is BlockKind.HEADLINE

    def paragraph(self, index: int) -> str:
        """Return the name of the element of a block."""
        return f"{self.id}-{index + 1}"


def _names(article: Source) -> Iterator[Laid[Mark]]:
    if article.analysis is None:
        return
    for person in article.analysis.people:
        label = f"{person.name}, {person.role}" if person.role else person.name
        yield from (Laid(span, Mark(None, "person", label)) for span in person.mentions)
    for country in article.analysis.countries:
        for span in (*country.mentions, *country.via):
            yield Laid(span, Mark(None, "country", country.name))


def rows(page: Page) -> Iterator[tuple[bool, str]]:
    """Yield the rows of the text, and whether each is the headline."""
    text = page.article.text or ""
    for index, (block, marks) in enumerate(zip(page.blocks, page.marks, strict=True)):
        ending = [each.what.note for each in marks if each.what.note and _ends(page, each.what.note, each.span.end)]
        asides = "".join(note(page.article, page.notes[number], number) for number in ending)
        inner = "".join(_marked(page, text, segments(block.span, marks)))
        deeper = " deeper" if block.kind is BlockKind.LIST_ITEM and block.level > 1 else ""
        row = f'<div class="row{deeper}" id="{page.paragraph(index)}">\n{asides}{_element(block, inner)}</div>\n'
        yield block.kind is BlockKind.HEADLINE and index == 0, row


def _ends(page: Page, number: int, at: int) -> bool:
    return page.ends.get(number) == at


_ELEMENTS = {
    BlockKind.HEADLINE: "<h1>{}</h1>\n",
    BlockKind.LIST_ITEM: "<ul><li>{}</li></ul>\n",
    BlockKind.QUOTE: "<blockquote><p>{}</p></blockquote>\n",
    BlockKind.CODE: "<pre><code>{}</code></pre>\n",
    BlockKind.BYLINE: '<p class="dateline">{}</p>\n',
    BlockKind.DATELINE: '<p class="dateline">{}</p>\n',
    BlockKind.PARAGRAPH: "<p>{}</p>\n",
}


def _element(block: Block, inner: str) -> str:
    if block.kind is BlockKind.HEADING:
        level = min(6, max(2, block.level))
        return f"<h{level}>{inner}</h{level}>\n"
    return _ELEMENTS[block.kind].format(inner)


def _marked(page: Page, text: str, parts: Sequence[Segment[Mark]]) -> Iterator[str]:
    """Yield a block's text, one element a passage as far as the passages over it are the same."""
    for numbers, group in groupby(parts, key=lambda part: tuple(mark.note for mark in part.under if mark.note)):
        stretch = list(group)
        inner = "".join(_named(text, part) for part in stretch)
        if not numbers:
            yield inner
            continue
        notes = [page.notes[number] for number in numbers]
        several = " several" if len(notes) > 1 else ""
        yield f'<mark class="{notes[-1].annotation.colour}{several}">{inner}</mark>'
        for number, placed in zip(numbers, notes, strict=True):
            if _ends(page, number, stretch[-1].span.end):
                known = name(placed.annotation.id)
                yield f'<a class="ref" id="ref-{known}" href="#note-{known}">{number}</a>'


def _named(text: str, part: Segment[Mark]) -> str:
    inner = words(part.span.of(text))
    for mark in part.under:
        if mark.kind:
            inner = f'<span class="{mark.kind}" title="{words(mark.label)}">{inner}</span>'
    return inner

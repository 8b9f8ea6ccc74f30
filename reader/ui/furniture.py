"""What stands around the text of an article: the facts below its headline, unfolded notes, places in words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from reader.model.article import Article, BlockKind
from reader.text import cells
from reader.text.layout import Layout
from reader.text.search import Hits
from reader.ui.reading import Reading
from reader.ui.runs import Run, fit

if TYPE_CHECKING:
    from reader.model.annotation import PlacedNote
    from reader.model.article import Link

# Adults read 238 words of prose a minute, silently and in English: Brysbaert, "How many words do we read per
# minute?", Journal of Memory and Language 109 (2019).
_WORDS_A_MINUTE = 238
_IN_HOURS = 2  # from here on


class Beneath(NamedTuple):
    """A row that stands beneath a block, and the note or link that a click on it means."""

    runs: Sequence[Run]
    of: PlacedNote | Link | None = None


_BLANK = Beneath([("", "article--text")])


def beneath(reading: Reading, page: Layout, shown: Sequence[PlacedNote]) -> dict[int, list[Beneath]]:
    """Return the rows beneath blocks: facts below the headline, notes that are shown, free rows for the editor."""
    rows: dict[int, list[Beneath]] = defaultdict(list)
    blocks = reading.article.blocks
    if blocks and blocks[0].kind is BlockKind.HEADLINE:
        lines = _packed(facts(reading.article), page.measure)
        rows[0] += [Beneath(fit([(line, "article--furniture")], page.measure)) for line in lines]
    for note in shown:
        from reader.ui.annotating.box import box  # noqa: PLC0415  most articles are opened without a note

        span = note.place.span
        block = page.block_at(max(span.start, span.end - 1)) if span else 0
        bare = reading.named("a highlight; ‹edit-note› writes a text")
        rows[block] += [Beneath(row, note) for row in box(note, page.measure, bare)]
    if reading.links:
        rows[len(blocks) - 1] += _numbered(reading, page.measure)
    if reading.editing is not None:
        block, editor_rows = reading.editing
        rows[block] += [_BLANK] * editor_rows
    return dict(rows)


def _numbered(reading: Reading, width: int) -> list[Beneath]:
    """Return the article's links with the numbers that open them, a blank row before."""
    return [
        _BLANK,
        *(
            Beneath(fit([(f"{number:>3}  {link.address}", "article--furniture")], width), link)
            for number, link in enumerate(reading.links, 1)
        ),
    ]


def facts(article: Article) -> list[str]:
    """Return byline, source, date and reading time, those that are known."""
    shown = any(block.kind is BlockKind.BYLINE for block in article.blocks)
    byline = "" if shown else article.byline
    parts = (byline, site(article.source), day(article.published), minutes(article.words))
    return [part for part in parts if part]


def _packed(parts: Sequence[str], width: int) -> list[str]:
    """Return parts in as few lines as take them whole."""
    lines: list[str] = []
    for part in parts:
        joined = f"{lines[-1]}  ·  {part}" if lines else part
        if lines and cells.width(joined) <= width:
            lines[-1] = joined
        else:
            lines.append(part)
    return lines


def site(source: str) -> str:
    """Return the name of an outlet, or the site of an address."""
    if "://" not in source:
        return source
    return source.split("://", 1)[1].removeprefix("www.").split("/")[0]


def minutes(words: float) -> str:
    """Return how long so many words take to read."""
    hours, rest = divmod(max(1, round(words / _WORDS_A_MINUTE)), 60)
    return f"{60 * hours + rest} min" if hours < _IN_HOURS else f"{hours} h {rest} min"


def day(published: str, *, short: bool = False) -> str:
    """Return an ISO date as people write it, ``short`` with a month of three letters; anything else as it is."""
    try:
        found = date.fromisoformat(published[:10])
    except ValueError:
        return published
    return f"{found.day} {found:{'%b' if short else '%B'} %Y}"


def location(article: Article, offset: int) -> str:
    """Return how far into the article an offset is, and how long the rest takes to read."""
    part = min(1.0, offset / max(1, len(article.text) - 1))
    left = article.words * (1 - part)
    return f"{round(100 * part)} %" + (f"  {minutes(left)} left" if left >= _WORDS_A_MINUTE / 2 else "")


def counted(hits: Hits, offset: int) -> str:
    """Return which of how many hits an offset is at: ``2/9``."""
    return f"{hits.number(offset):,}/{len(hits):,}{'+' if hits.more else ''}"

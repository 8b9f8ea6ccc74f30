"""A note as a flat row of facts, by the names that ``dateline note list --json`` gives them."""

from __future__ import annotations

from reader.export import facts
from reader.export.source import Source
from reader.model.annotation import PlacedNote, PlaceState
from reader.text.clean import clean, clean_line

Row = dict[str, object]


def row(article: Source, note: PlacedNote) -> Row:
    """Return a note as plain values; ``start`` and ``end`` are None for a note without a place.

    ``open`` is the command that opens the article at the passage.
    """
    annotation, span = note.annotation, note.place.span
    return {
        "id": annotation.id,
        "article": annotation.article,
        "title": facts.title(article),
        "source": clean_line(article.source),
        "published": facts.published_iso(article) or clean_line(article.published),
        "start": span.start if span else None,
        "end": span.end if span else None,
        "exact": clean(annotation.target.exact),
        "body": clean(annotation.body),
        "tags": [tag for each in annotation.tags if (tag := clean_line(each))],
        "colour": annotation.colour.value,
        "created": annotation.created.isoformat(),
        "modified": annotation.modified.isoformat(),
        "state": str(PlaceState.ORPHAN if article.text is None else note.place.state),
        "open": facts.way_back(annotation.id),
    }

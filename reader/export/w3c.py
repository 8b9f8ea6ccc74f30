"""Notes as a W3C Web Annotation collection: one JSON-LD document, its notes in one page inside."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence

from reader.export import facts
from reader.export.source import Noted, Options

_CONTEXT = "http://www.w3.org/ns/anno.jsonld"


def render(articles: Sequence[Noted], options: Options) -> str:
    """Return the collection, indented, ending in a line feed. It holds no text that an edit has replaced."""
    notes = [note for noted in articles for note in facts.in_order(noted.notes)]
    items = [_item(options.encode(note.annotation)) for note in notes]
    contexts = [item.pop("@context", _CONTEXT) for item in items]
    name = articles[0].source.id if len(articles) == 1 else "all"
    collection: dict[str, object] = {
        "@context": contexts[0] if contexts else _CONTEXT,
        "id": f"urn:dateline:notes:{name}",
        "type": "AnnotationCollection",
        "label": facts.title(articles[0].source) if len(articles) == 1 else f"Notes on {len(articles)} articles",
        "total": len(items),
    }
    if items:
        collection["first"] = _page(name, items)
    return json.dumps(collection, ensure_ascii=False, indent=2) + "\n"


def _item(encoded: Mapping[str, object]) -> dict[str, object]:
    """Return a note for a collection, with the time of the text that goes out: an import tells by it who edited."""
    extension = encoded.get("dateline")
    known = extension if isinstance(extension, Mapping) else {}
    return {**encoded, "dateline": {**known, "exported": encoded.get("modified")}}


def _page(name: str, items: Sequence[Mapping[str, object]]) -> dict[str, object]:
    return {
        "id": f"urn:dateline:notes:{name}:1",
        "type": "AnnotationPage",
        "partOf": f"urn:dateline:notes:{name}",
        "startIndex": 0,
        "items": list(items),
    }

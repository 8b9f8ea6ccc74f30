"""W3C Web Annotations: one, a list, a page or a collection; Dateline's own JSON export among them."""

from __future__ import annotations

import json
import uuid
from collections.abc import Iterator, Mapping

from reader.notes import wire
from reader.notes.incoming.values import Incoming, Json, Unreadable, moment, named

_DEEPEST = 20


def items(value: object) -> Iterator[Json | Unreadable]:
    """Yield the annotations in a parsed file; what is no annotation as ``Unreadable``, with its place."""
    pending: list[tuple[object, str]] = [(value, "")]
    while pending:
        one, where = pending.pop(0)
        if isinstance(one, list):
            pending[:0] = [(each, f"{where} {number}".strip()) for number, each in enumerate(one, 1)]
        elif not isinstance(one, dict):
            yield Unreadable(where, "it is no annotation")
        elif _kind(one) in {"AnnotationCollection", "AnnotationPage"}:
            # A list's order is kept by putting its parts in front of what follows.
            pending[:0] = [(one[part], where) for part in ("first", "items", "next") if _is_inside(one, part)]
        else:
            yield one


def _kind(one: Json) -> str:
    kinds = one.get("type", one.get("@type"))
    first = kinds[0] if isinstance(kinds, list) and kinds else kinds
    return first.removeprefix("oa:") if isinstance(first, str) else ""


def _is_inside(one: Json, part: str) -> bool:
    """Tell whether a part stands in the file: an address of a further page is not followed."""
    return isinstance(one.get(part), list if part == "items" else dict)


def read(raw: Json, where: str = "") -> Incoming | Unreadable:
    """Return the note that an annotation is."""
    extension = raw.get("dateline")
    known = extension if isinstance(extension, Mapping) else {}
    target = _target(raw)
    try:
        wire.refuse_too_deep(raw)  # before its id may be made of all that it says
        found = wire.decode({**raw, **_simple(raw, known, target)}, "").annotation
    except wire.WireError as error:
        return Unreadable(where, str(error))
    source = _text(target.get("source"))
    return Incoming(
        found.id,
        found.target,
        found.body,
        found.tags,
        found.colour if known.get("colour") else None,
        moment(raw.get("created")),
        moment(raw.get("modified")),
        article=_text(known.get("article")).lower(),
        address=found.source if "source" in known else source,
        title=found.title or _text(target.get("title")),
        base=moment(known.get("exported")),
        extra=wire.foreign(raw),
    )


def _simple(raw: Json, known: Json, target: Json) -> dict[str, object]:
    """Return those fields that other programs write otherwise, as Dateline writes them."""
    return {"id": f"urn:uuid:{_id(raw)}", "target": target, "dateline": known, "body": _bodies(raw)}


def _id(raw: Json) -> str:
    name = raw.get("id", raw.get("@id"))
    if not isinstance(name, str) or not name:
        return named(json.dumps(raw, sort_keys=True, default=str))
    try:
        return str(uuid.UUID(name.lower().removeprefix("urn:uuid:")))
    except ValueError:
        return named(name)


def _bodies(raw: Json) -> list[Json]:
    """Return the bodies as Dateline would write them: tags, and what all others say in one text.

    A note has one text, so those of several bodies go one below the other; a body that is elsewhere is its address.
    """
    given = raw.get("body")
    bodies = [each for each in (given if isinstance(given, list) else [given]) if each is not None]
    tags = [each for each in bodies if isinstance(each, dict) and each.get("purpose") == "tagging"]
    said = [_text(raw.get("bodyValue")), *(_said(each) for each in bodies if each not in tags)]
    text = "\n\n".join(dict.fromkeys(filter(None, said)))
    return [*tags, *([{"type": "TextualBody", "value": text}] if text else [])]


def _said(body: object, depth: int = 0) -> str:
    """Return what a body says: its text, else that of the first of its parts, else where it is."""
    if not isinstance(body, dict) or depth > _DEEPEST:
        return _text(body)
    if value := _text(body.get("value")):
        return value
    parts = body.get("items")
    inner = parts[0] if isinstance(parts, list) and parts else body.get("source", body.get("id"))
    return _said(inner, depth + 1)


def _target(raw: Json) -> dict[str, object]:
    """Return the first target, as Dateline would write it: a passage, or a source without a selector."""
    targets = raw.get("target")
    first = targets[0] if isinstance(targets, list) and targets else targets
    if isinstance(first, str):
        return {"source": first}
    if not isinstance(first, dict):
        return {}
    source = first.get("source", first.get("id"))
    if isinstance(source, dict):  # a resource with more than its address
        source = source.get("id")
    selectors = list(_selectors(first.get("selector")))
    whole = not any(each.get("type") == "TextQuoteSelector" for each in selectors)
    return {
        "source": source if isinstance(source, str) else "urn:dateline:unknown",
        "title": first.get("title"),
        # What only selectors of other kinds find is kept as a note on the whole rather than lost.
        **({} if whole else {"selector": selectors}),
    }


def _selectors(value: object, depth: int = 0) -> Iterator[Json]:
    """Yield selectors, those that refine others too."""
    for each in value if isinstance(value, list) else [value]:
        if isinstance(each, dict) and depth < _DEEPEST:
            yield each
            yield from _selectors(each.get("refinedBy"), depth + 1)


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""

"""An annotation as the W3C Web Annotation that is stored, and back. Dicts and bytes; no files.

Reading is tolerant: what other programs add or leave out is no error as long as there is an id and a passage.
Rewriting keeps every field that isn't changed, known or not. Texts are cleaned on their way into the values,
so that nothing in a synced file reaches a terminal as it is; the dict and the file keep what they had.
"""

from __future__ import annotations

import contextlib
import copy
import json
import re
import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from reader.model.annotation import Annotation, Colour, Motivation, Target
from reader.model.span import Span
from reader.text.clean import clean, clean_line

SCHEMA = 1
"""The schema that is written. Files with a higher number are read as far as possible and never rewritten."""

_CONTEXT = "http://www.w3.org/ns/anno.jsonld"
_EXTENSION = {"dateline": {"@id": "urn:dateline:annotation", "@type": "@json"}}
_OURS = frozenset({"TextQuoteSelector", "TextPositionSelector"})
_FIELDS = frozenset(
    {"@context", "id", "type", "motivation", "created", "modified", "body", "bodyValue", "target", "dateline"}
)
"""The fields of an annotation that Dateline writes itself, and the one that says how to read the others."""
_SURROGATE = re.compile("[\ud800-\udfff]")
_FIRST_TIME = datetime(1970, 1, 1, tzinfo=UTC)
_DEEPEST = 100
"""Lists and objects in one another at most: far more than a note has, far less than Python can copy and write."""

Json = dict[str, object]


class WireError(ValueError):
    """Bytes or a dict that hold no annotation; the text says why, ``todo`` what helps."""

    def __init__(self, why: str, todo: str = "") -> None:
        super().__init__(why)
        self.todo = todo


@dataclass(frozen=True, slots=True)
class Past:
    """What an edit replaced: a text or a passage (the other is None), and the time it dated from.

    ``undone``: it was replaced by taking back what had put it there, so it never was what the reader wanted.
    """

    body: str | None
    target: Target | None
    modified: datetime
    undone: bool = False


@dataclass(frozen=True, slots=True)
class Decoded:
    """An annotation with what it said before, oldest first, and the schema of its file."""

    annotation: Annotation
    history: tuple[Past, ...]
    schema: int


def dumps(raw: Mapping[str, object]) -> bytes:
    """Return the bytes of a file: UTF-8, two blanks of indent, a line feed at the end."""
    text = json.dumps(raw, ensure_ascii=False, indent=2) + "\n"
    # Lone surrogates, which another program may have written as escapes, are no UTF-8: they stay escapes.
    return _SURROGATE.sub(lambda found: f"\\u{ord(found[0]):04x}", text).encode("utf-8")


def loads(data: bytes) -> Json:
    """Return the JSON object in the bytes of a file.

    Raises:
        WireError: they are no UTF-8, no JSON, or no object.

    """
    if not data.strip():
        raise WireError("it is empty")
    try:
        raw = json.loads(data.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise WireError("it is not UTF-8 text") from error
    except (ValueError, RecursionError) as error:
        if b"<<<<<<< " in data:
            raise WireError("git has left its marks of a conflict in it", "choose between the two in it") from error
        raise WireError("it is not JSON, or breaks off") from error
    if not isinstance(raw, dict):
        raise WireError("it is JSON, but no object")
    refuse_too_deep(raw)
    return raw


def refuse_too_deep(raw: Mapping[str, object]) -> None:
    """Raise ``WireError`` when more is nested in an annotation than can be copied and written."""
    if _is_deeper(raw, _DEEPEST):
        raise WireError("it is nested too deeply")


def _is_deeper(value: object, levels: int) -> bool:
    """Tell whether more than so many lists and objects stand in one another."""
    inside = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return any(levels <= 1 or _is_deeper(each, levels - 1) for each in inside if isinstance(each, (dict, list)))


def encode(annotation: Annotation) -> Json:
    """Return a new annotation as a dict."""
    return {
        "@context": [_CONTEXT, copy.deepcopy(_EXTENSION)],
        "id": f"urn:uuid:{annotation.id}",
        "type": "Annotation",
        "motivation": annotation.motivation.value,
        "created": stamp(annotation.created),
        "modified": stamp(annotation.modified),
        "body": [*([_body(annotation.body)] if annotation.body else []), *map(_tag, annotation.tags)],
        "target": _selected(_iri(annotation), annotation.target),
        "dateline": {
            "schema": SCHEMA,
            "article": annotation.article,
            "title": annotation.title,
            "source": annotation.source,
            **_known(annotation.target),
            "colour": annotation.colour.value,
            "history": [],
        },
    }


def decode(raw: Mapping[str, object], article: str) -> Decoded:
    """Return the annotation in a dict; ``article`` is the id of the article it was filed under.

    Raises:
        WireError: there is no id, no passage, or a field is of a kind that can't be understood.

    """
    extension = _mapping(raw.get("dateline"))
    schema = extension.get("schema", SCHEMA)
    if not isinstance(schema, int) or isinstance(schema, bool):
        raise WireError("its schema is no number")
    created = read_time(raw.get("created"), _FIRST_TIME)
    body, tags = clean(_raw_body(raw)), _read_tags(raw)
    annotation = Annotation(
        id=read_id(raw),
        article=article,
        target=_read_target(_target(raw), extension),
        body=body,
        tags=tags,
        colour=_colour(extension.get("colour")),
        created=created,
        modified=read_time(raw.get("modified"), created),
        motivation=Motivation.COMMENTING if body else Motivation.HIGHLIGHTING,
        title=clean_line(_text(extension.get("title"))),
        source=clean_line(_text(extension.get("source", _target(raw).get("source")))),
    )
    return Decoded(annotation, tuple(_read_history(extension)), schema)


def foreign(raw: Mapping[str, object]) -> Json:
    """Return the fields of an annotation that Dateline has no use for and keeps: who made it, whose it is."""
    return {key: value for key, value in raw.items() if key not in _FIELDS}


def read_id(raw: Mapping[str, object]) -> str:
    """Return the annotation's id: a UUID in lower case.

    Raises:
        WireError: there is none.

    """
    try:
        return str(uuid.UUID(_text(raw.get("id")).lower().removeprefix("urn:uuid:")))
    except ValueError as error:
        raise WireError("it has no id of Dateline's kind") from error


def revise(raw: Mapping[str, object], new: Annotation, *, undoing: bool = False) -> Json:
    """Return a copy of ``raw`` that says what ``new`` says; a text or passage that goes is in its history.

    ``undoing``: what goes is taken back, and the history says so of a passage.

    Only what differs is touched: fields that Dateline doesn't know stay as they are, order included.

    Raises:
        WireError: ``raw`` holds no annotation.

    """
    old = decode(raw, new.article).annotation
    revised, extension = _copy(raw)
    if old.body != new.body:
        _remember(extension, {"body": _raw_body(raw), "modified": stamp(old.modified)})
    if old.target != new.target:
        past: Json = {
            "target": copy.deepcopy(_target(raw)),
            **_known(old.target),
            **({"undone": True} if undoing else {}),
        }
        _remember(extension, {**past, "modified": stamp(old.modified)})
        _replace_target(revised, new.target)
        extension.update(_known(new.target))
    if (old.body, old.tags) != (new.body, new.tags):
        revised["body"] = _merged_bodies(raw, old, new)
        revised.pop("bodyValue", None)  # W3C allows one of the two
    if old.motivation != new.motivation and raw.get("motivation") in [*Motivation, None]:
        revised["motivation"] = new.motivation.value
    if extension.get("article", new.article) != new.article:
        extension["article"] = new.article
    if old.colour != new.colour:
        extension["colour"] = new.colour.value
    revised["modified"] = stamp(new.modified)
    return revised


def remember(raw: Mapping[str, object], texts: Iterable[tuple[str, datetime]]) -> Json:
    """Return a copy of ``raw`` with further texts (and their times) in its history.

    Raises:
        WireError: its history is of a kind that can't be added to.

    """
    revised, extension = _copy(raw)
    for body, modified in texts:
        _remember(extension, {"body": body, "modified": stamp(modified)})
    return revised


def _copy(raw: Mapping[str, object]) -> tuple[Json, Json]:
    """Return a copy and the part of it that is Dateline's own."""
    revised = copy.deepcopy(dict(raw))
    if revised.get("dateline") is None:
        revised["dateline"] = {"schema": SCHEMA}
    extension = revised["dateline"]
    if not isinstance(extension, dict):
        raise WireError("its part “dateline” is no object")
    return revised, extension


def _remember(extension: Json, past: Json) -> None:
    history = extension.get("history") or []
    if not isinstance(history, list):
        raise WireError("its history is no list")
    extension["history"] = [*history, past]


def _iri(annotation: Annotation) -> str:
    """Return the address of the article if it has one, so that other programs find it; else a name for it."""
    if re.match(r"https?://[^\s<>\"]+\Z", annotation.source):
        return annotation.source
    return f"urn:dateline:article:{annotation.article}"


def _body(text: str) -> Json:
    return {"type": "TextualBody", "value": text, "format": "text/markdown", "purpose": "commenting"}


def _tag(tag: str) -> Json:
    return {"type": "TextualBody", "value": tag, "purpose": "tagging"}


def _selected(source: str, target: Target) -> Json:
    """Return a target; W3C's way to name a resource as a whole is to select nothing in it."""
    return {"source": source} if target.whole else {"source": source, "selector": _selectors(target)}


def _selectors(target: Target) -> list[Json]:
    if target.whole:
        return []
    return [
        {
            "type": "TextQuoteSelector",
            "exact": target.exact,
            "prefix": target.prefix,
            "suffix": target.suffix,
        },
        {"type": "TextPositionSelector", "start": target.span.start, "end": target.span.end},
    ]


def _read_tags(raw: Mapping[str, object]) -> tuple[str, ...]:
    tags = (_read_tag(each) for each in _items(raw.get("body")) if _is_tag(each))
    return tuple(dict.fromkeys(tag for tag in tags if tag))


def _read_tag(body: Mapping[str, object]) -> str:
    return clean_line(_text(body.get("value")))


def _raw_body(raw: Mapping[str, object]) -> str:
    """Return the first body that is text and no tag; ``bodyValue`` is W3C's short form of the same."""
    texts = (_text(each.get("value")) for each in _items(raw.get("body")) if _is_text(each))
    return next(texts, _text(raw.get("bodyValue")))


def _merged_bodies(raw: Mapping[str, object], old: Annotation, new: Annotation) -> list[object]:
    """Return the bodies of ``raw``, with the text and the tags of ``new`` where they differ."""
    bodies = raw.get("body")
    found = list(bodies) if isinstance(bodies, list) else [] if bodies is None else [bodies]
    tags = {_read_tag(each): each for each in reversed(_items(found)) if _is_tag(each)}
    kept = [each for each in found if old.tags == new.tags or not (isinstance(each, dict) and _is_tag(each))]
    retagged = [tags.get(tag) or _tag(tag) for tag in new.tags if old.tags != new.tags]
    return copy.deepcopy([*_reworded(kept, _raw_body(raw) if old.body == new.body else new.body), *retagged])


def _reworded(bodies: Sequence[object], text: str) -> list[object]:
    """Return bodies with another text in place of the first.

    One that is emptied goes, unless it says more than its text, or others follow, one of which would be taken for it.
    """
    at = next((at for at, each in enumerate(bodies) if isinstance(each, dict) and _is_text(each)), None)
    if at is None:
        return [*([_body(text)] if text else []), *bodies]
    first = _mapping(bodies[at])
    stays = text or not first.keys() <= _body("").keys() or any(map(_is_text, _items(bodies[at + 1 :])))
    return [*bodies[:at], *([{**first, "value": text}] if stays else []), *bodies[at + 1 :]]


def _is_tag(body: Mapping[str, object]) -> bool:
    return body.get("purpose") == "tagging"


def _is_text(body: Mapping[str, object]) -> bool:
    return not _is_tag(body) and isinstance(body.get("value"), str)


def _target(raw: Mapping[str, object]) -> Mapping[str, object]:
    return next(iter(_items(raw.get("target"))), {})


def _replace_target(raw: Json, target: Target) -> None:
    """Put our two selectors in place of those of their kind; all else in the target stays."""
    old = _target(raw)
    kept = [each for each in _items(old.get("selector")) if _text(each.get("type")) not in _OURS]
    new = {**copy.deepcopy(dict(old)), "selector": [*_selectors(target), *copy.deepcopy(kept)]}
    if not new["selector"]:
        del new["selector"]
    targets = raw.get("target")
    raw["target"] = [new, *targets[1:]] if isinstance(targets, list) else new


def _known(target: Target) -> Json:
    """Return what a note remembers of its text and W3C has no words for."""
    return {"textHash": target.text_hash, "times": target.times, "nth": target.nth}


def _read_target(raw: Mapping[str, object], known: Mapping[str, object]) -> Target:
    """Return the target in ``raw``, with what is ``known`` of its text."""
    text_hash = clean_line(_text(known.get("textHash")))
    if raw.get("source") and "selector" not in raw:
        return Target("", "", "", Span(0, 0), text_hash, whole=True)
    selectors = {_text(each.get("type")): each for each in reversed(_items(raw.get("selector")))}
    quote = selectors.get("TextQuoteSelector", {})
    exact = clean(_text(quote.get("exact")))
    if not exact:
        raise WireError("it has no quoted passage")
    position = selectors.get("TextPositionSelector", {})
    start, end = position.get("start"), position.get("end")
    if not (isinstance(start, int) and isinstance(end, int) and 0 <= start <= end):
        start, end = 0, len(exact)
    prefix, suffix = clean(_text(quote.get("prefix"))), clean(_text(quote.get("suffix")))
    times, nth = _count(known.get("times")), _count(known.get("nth"))
    return Target(exact, prefix, suffix, Span(start, end), text_hash, times=times, nth=nth)


def _count(value: object) -> int:
    return value if isinstance(value, int) and value > 0 else 0


def _read_history(extension: Mapping[str, object]) -> Iterable[Past]:
    for each in _items(extension.get("history")):
        modified = read_time(each.get("modified"), _FIRST_TIME)
        body, target = each.get("body"), each.get("target")
        if isinstance(body, str):
            yield Past(clean(body), None, modified)
        elif isinstance(target, dict):
            with contextlib.suppress(WireError):  # an entry without a passage tells nothing, and harms nothing
                yield Past(None, _read_target(target, each), modified, each.get("undone") is True)


def _items(value: object) -> list[Mapping[str, object]]:
    """Return the objects of a value that may, as JSON-LD allows, be one object or a list of them."""
    values = value if isinstance(value, list) else [value]
    return [each for each in values if isinstance(each, dict)]


def _mapping(value: object) -> Mapping[str, object]:
    return value if isinstance(value, dict) else {}


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


def _colour(value: object) -> Colour:
    try:
        return Colour(_text(value))
    except ValueError:  # another program's, or a later version's: shown in ours, kept as it is in the file
        return Colour.YELLOW


def stamp(moment: datetime) -> str:
    """Return a time as it is stored: in UTC, to the microsecond."""
    return moment.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")


def read_time(value: object, otherwise: datetime = _FIRST_TIME) -> datetime:
    """Return a stored time, ``otherwise`` when it is none."""
    try:
        moment = datetime.fromisoformat(_text(value))
        return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
    except (ValueError, OverflowError):
        return otherwise

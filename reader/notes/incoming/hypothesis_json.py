"""What Hypothesis gives: the rows of its API's search, or the file that its sidebar exports."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from reader.model.annotation import Target
from reader.notes.incoming.values import Incoming, Json, Unreadable, moment, named, passage
from reader.text.clean import clean, clean_line

_ADDRESS = "https://hypothes.is/a/"


def rows(value: object) -> list[object] | None:
    """Return the annotations in a parsed file, None when it isn't Hypothesis's."""
    if isinstance(value, dict):
        found = value.get("rows", value.get("annotations"))
        if isinstance(found, list):
            return found
        value = [value]
    is_theirs = isinstance(value, list) and any(isinstance(each, dict) and "uri" in each for each in value)
    return value if is_theirs and isinstance(value, list) else None


def read(given: list[object]) -> Iterator[Incoming | Unreadable]:
    """Yield the notes; a reply stands at the passage of what it replies to, if that is in the file too."""
    known = {each["id"]: each for each in given if isinstance(each, dict) and isinstance(each.get("id"), str)}
    for number, row in enumerate(given, 1):
        if not isinstance(row, dict) or not isinstance(row.get("id"), str):
            yield Unreadable(str(number), "it is no annotation of Hypothesis's")
            continue
        if not (_text(row.get("text")).strip() or _list(row.get("tags")) or _list(row.get("target"))):
            yield Unreadable(f"{number}", "it has neither a passage nor a text")
            continue
        references = [known[each] for each in _list(row.get("references")) if isinstance(each, str) and each in known]
        yield _note(row, references[0] if references else row)


def _note(row: Json, about: Json) -> Incoming:
    document = row.get("document")
    titles = _list(document.get("title")) if isinstance(document, Mapping) else []
    return Incoming(
        named(f"{_ADDRESS}{row['id']}"),
        _target(about),
        clean(_text(row.get("text"))).strip("\n"),
        tuple(filter(None, (clean_line(_text(each)) for each in _list(row.get("tags"))))),
        None,
        moment(row.get("created")),
        moment(row.get("updated")),
        address=clean_line(_text(row.get("uri"))),
        title=clean_line(_text(titles[0])) if titles else "",
        extra=_extra(row),
    )


def _target(row: Json) -> Target:
    for target in _list(row.get("target")):
        for selector in _list(target.get("selector")) if isinstance(target, Mapping) else []:
            if isinstance(selector, Mapping) and selector.get("type") == "TextQuoteSelector":
                parts = (clean(_text(selector.get(part))) for part in ("exact", "prefix", "suffix"))
                return passage(*parts)
    return passage("")


def _extra(row: Json) -> dict[str, object]:
    """Return who wrote a note and where it is, in W3C's words: a group's notes are several people's."""
    user = clean_line(_text(row.get("user")))
    creator = {"creator": {"type": "Person", "nickname": user.removeprefix("acct:").split("@")[0]}} if user else {}
    return {**creator, "canonical": f"{_ADDRESS}{row['id']}"}


def _list(value: object) -> list[object]:
    return value if isinstance(value, list) else []


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""

"""What a file with notes is, and the notes in it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from itertools import chain

from reader.errors import NoteError, SourceError
from reader.notes.incoming import dateline_markdown, hypothesis_json, readwise, w3c
from reader.notes.incoming.values import Incoming, Unreadable
from reader.text.clean import decode

LIMIT = 256 * 1024 * 1024
"""Bytes in the largest file that is read."""

_LINE_END = re.compile(r"\r\n?|\n")  # of JSON: U+2028 and the like may stand in its strings
_READS = "Dateline reads W3C annotations, Hypothesis's JSON, Readwise's CSV, and its own Markdown exports."


def read(data: bytes) -> Iterator[Incoming | Unreadable]:
    """Return the notes in a file, and what in it can't be read as one.

    Raises:
        NoteError: it is no file with notes.
    """
    try:
        text = decode(data)
    except SourceError as error:
        raise NoteError("It is not text.", _READS) from error
    if text.lstrip("\ufeff \t\r\n").startswith(("{", "[")):
        return _json(text)
    if readwise.is_readwise(text):
        return readwise.read(text)
    if dateline_markdown.is_export(text):
        return dateline_markdown.read(text)
    raise NoteError("There are no notes in it.", _READS)


def _json(text: str) -> Iterator[Incoming | Unreadable]:
    value, broken = _parsed(text.lstrip("\ufeff"))
    theirs = hypothesis_json.rows(value)
    return chain(hypothesis_json.read(theirs) if theirs is not None else _w3c(value), broken)


def _parsed(text: str) -> tuple[object, list[Unreadable]]:
    """Return the value of a JSON file; of several lines with an object each (JSON Lines), their list.

    A line that is none, the last of a file that breaks off say, doesn't end that.
    """
    try:
        return json.loads(text), []
    except (ValueError, RecursionError) as error:
        values: list[object] = []
        broken = []
        for number, line in enumerate(_LINE_END.split(text), 1):
            try:
                values += [json.loads(line)] if line.strip() else []
            except (ValueError, RecursionError):
                broken.append(Unreadable(f"line {number}", "it is no JSON, or breaks off"))
        if not any(isinstance(value, dict) and value for value in values):
            raise NoteError("It is no JSON, or breaks off.", _READS) from error
        return values, broken


def _w3c(value: object) -> Iterator[Incoming | Unreadable]:
    for number, each in enumerate(w3c.items(value), 1):
        yield each if isinstance(each, Unreadable) else w3c.read(each, str(number))

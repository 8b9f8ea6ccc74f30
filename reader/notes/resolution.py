"""One note made of several versions of it. Dicts in, dict out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from enum import StrEnum

from reader.model.annotation import Annotation, Motivation
from reader.notes import wire
from reader.notes.shelf import FileVersion

_SEAM = "\n\n---\n\n"


class Keep(StrEnum):
    """Which text of a conflict stays; see ``settle``."""

    MINE = "mine"
    THEIRS = "theirs"
    BOTH = "both"


def settle(versions: Sequence[FileVersion], keep: Keep, now: datetime) -> dict[str, object]:
    """Return what the note's own file, ``versions[0]``, shall hold: the text that is kept, others as history.

    Which text is whose, ``sides`` says.
    """
    mine, theirs = sides(versions)
    chosen = theirs if keep is Keep.THEIRS else mine
    kept = chosen.decoded.annotation
    if keep is Keep.BOTH:
        kept = _both([mine.decoded.annotation, *(each.decoded.annotation for each in versions if each is not mine)])
    raw = wire.revise(versions[0].raw, replace(kept, modified=now))
    present = {kept.body, ""} | {past.body or "" for past in versions[0].decoded.history}
    present.add(versions[0].decoded.annotation.body)  # revise has put it into the history
    return wire.remember(raw, list(_missing(versions[1:], present)))


def sides(versions: Sequence[FileVersion]) -> tuple[FileVersion, FileVersion]:
    """Return the version that is "mine" and the one that is "theirs" of two or more.

    "mine" is the newest version in a file with ``.conflict-`` in its name, which Dateline writes when an edit
    finds another text on the disk; without one, the note's own file. "theirs" is the newest of the others.
    """
    refused = [each for each in versions if ".conflict-" in each.path.name]
    mine = max(refused, key=_modified, default=versions[0])
    return mine, max((each for each in versions if each is not mine), key=_modified)


def _modified(version: FileVersion) -> datetime:
    return version.decoded.annotation.modified


def _both(annotations: Sequence[Annotation]) -> Annotation:
    """Return the first, with the texts and tags of all."""
    bodies = dict.fromkeys(each.body for each in annotations if each.body)
    tags = dict.fromkeys(tag for each in annotations for tag in each.tags)
    motivation = Motivation.COMMENTING if bodies else Motivation.HIGHLIGHTING
    return replace(annotations[0], body=_SEAM.join(bodies), tags=tuple(tags), motivation=motivation)


def _missing(versions: Sequence[FileVersion], present: set[str]) -> Iterator[tuple[str, datetime]]:
    """Yield texts of further versions, and of their histories, that aren't among those present."""
    for version in versions:
        annotation = version.decoded.annotation
        pasts = ((past.body or "", past.modified) for past in version.decoded.history)
        for body, modified in (*pasts, (annotation.body, annotation.modified)):
            if body not in present:
                present.add(body)
                yield body, modified

"""One note made of several versions of it. Dicts in, dict out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime

from reader.errors import NoteError
from reader.model.annotation import Annotation, Motivation
from reader.notes import wire
from reader.notes.changes import same
from reader.notes.shelf import FileVersion

_SEAM = "\n\n---\n\n"


def settle(versions: Sequence[FileVersion], keep: Annotation | None, now: datetime) -> dict[str, object]:
    """Return what the note's own file, ``versions[0]``, shall hold: the text that is kept, others as history.

    ``keep`` is one of the versions; None: all of them, one below the other, as ``ranked`` has them.

    Raises:
        NoteError: none of the versions says what ``keep`` does.

    """
    kept = _all(ranked(versions)) if keep is None else _one(versions, keep)
    raw = wire.revise(versions[0].raw, replace(kept, modified=now))
    present = {kept.body, ""} | {past.body or "" for past in versions[0].decoded.history}
    present.add(versions[0].decoded.annotation.body)  # revise has put it into the history
    return wire.remember(raw, list(_missing(versions[1:], present)))


def ranked(versions: Sequence[FileVersion]) -> list[Annotation]:
    """Return what versions say: first "mine", then "theirs", of several the newest first.

    "mine" is the newest version in a file with ``.conflict-`` in its name, which Dateline writes when an edit
    finds another text on the disk; without one, the note's own file.
    """
    refused = [each for each in versions if ".conflict-" in each.path.name]
    mine = max(refused, key=_modified, default=versions[0])
    theirs = sorted((each for each in versions if each is not mine), key=_modified, reverse=True)
    return [each.decoded.annotation for each in (mine, *theirs)]


def _modified(version: FileVersion) -> datetime:
    return version.decoded.annotation.modified


def _one(versions: Sequence[FileVersion], keep: Annotation) -> Annotation:
    for version in versions:
        if same(version.decoded.annotation, keep):
            return version.decoded.annotation
    raise NoteError("The text that was chosen is no longer there; the others are left as they are.", "Choose again.")


def _all(annotations: Sequence[Annotation]) -> Annotation:
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

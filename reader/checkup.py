"""Is everything in order, and if not, what to do: what ``dateline doctor`` tells. Looking changes nothing."""

from __future__ import annotations

import contextlib
import os
import shutil
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from reader.analysis.version import model_version
from reader.corrector import Corrector
from reader.errors import DatelineError
from reader.notebook import Notebook
from reader.notes.query import NoteQuery
from reader.notes.shelf import Problem
from reader.recovery import how_again, lost_articles, mend_library
from reader.settings import left_behind, notes_folder
from reader.workspace import Workspace

_LEAST_ROOM = 10 * 1024 * 1024
_ABOVE = "It can't be checked before what is said above is mended."
_FIX = "“dateline doctor --fix” does it."


class Level(StrEnum):
    """How a check came out: in order; worth knowing; wrong."""

    OK = "ok"
    HINT = "hint"
    TROUBLE = "trouble"


@dataclass(frozen=True, slots=True)
class Finding:
    """The outcome of one check: what it found ("" when all is well), and what to do about it."""

    check: str
    level: Level = Level.OK
    what: str = ""
    todo: str = ""


def examine(workspace: Workspace) -> list[Finding]:
    """Return what every check finds, one finding at least for each."""
    findings: list[Finding] = []
    for name, check in _CHECKS.items():
        try:
            found = [Finding(name, level, what, todo) for level, what, todo in check(workspace)]
        except DatelineError as error:
            told = any(each.what == error.what for each in findings)
            found = [Finding(name, Level.TROUBLE, *((_ABOVE, "") if told else (error.what, error.todo)))]
        findings += found or [Finding(name)]
    with contextlib.suppress(DatelineError):  # settings that can't be read: told with them
        workspace.take_warnings()  # what the checks met on their way is among their findings
    return findings


def mend(workspace: Workspace) -> list[str]:
    """Make anew what is derived, and return what was done; no note is touched.

    Raises:
        DatelineError: something can't be written.
    """
    told = []
    if workspace.cache.check():
        workspace.cache.rebuild()
        told.append("The cache of analyses was begun again.")
    return told + mend_library(workspace)


_Found = Iterator[tuple[Level, str, str]]


def _settings(workspace: Workspace) -> _Found:
    workspace.settings  # noqa: B018  reading them is the check
    for warning in workspace.take_warnings():
        yield Level.TROUBLE, warning, f"Mend {workspace.folders.settings_file}."


def _folders(workspace: Workspace) -> _Found:
    folders = workspace.folders
    named = {"config": folders.config, "data": folders.data, "cache": folders.cache}
    with contextlib.suppress(DatelineError):  # told with the settings
        named["notes"] = notes_folder(folders, workspace.settings)
    for name, folder in named.items():
        there = next(each for each in (folder, *folder.parents) if os.path.lexists(each))
        ours = f"The {name} folder “{there}”" if there == folder else f"“{there}”, where the {name} folder would lie,"
        if not there.is_dir():
            yield Level.TROUBLE, f"{ours} is not a folder.", "Move it away, or name another folder."
        elif not _is_open(there):
            yield Level.TROUBLE, f"{ours} can't be read and written.", "Change its rights, or name another folder."
        elif shutil.disk_usage(there).free < _LEAST_ROOM:
            yield Level.TROUBLE, f"The disk of the {name} folder “{there}” is full.", "Make room on it."
    if "notes" in named:
        yield from _inner_folders(named["notes"], folders.drafts)


def _inner_folders(notes: Path, drafts: Path) -> _Found:
    """Look at the folders of single articles, and at those that are made when they are needed."""
    trash = notes.with_name("trash")
    for folder in (trash, drafts, notes.with_name("corrections")):
        if os.path.lexists(folder) and not folder.is_dir():
            yield Level.TROUBLE, f"“{folder}” is not a folder.", "Move it away."
        elif os.path.lexists(folder) and not _is_open(folder):
            yield Level.TROUBLE, f"“{folder}” can't be read and written.", "Change its rights."
    for folder in (notes, trash):
        with contextlib.suppress(OSError):  # told above
            for inner in sorted(each for each in folder.iterdir() if each.is_dir() and not each.is_symlink()):
                if not _is_open(inner):
                    yield Level.TROUBLE, f"“{inner}” can't be read and written.", "Change its rights."


def _is_open(folder: Path) -> bool:
    """Tell whether a folder can be looked into and written."""
    return os.access(folder, os.R_OK | os.W_OK | os.X_OK)


def _model(workspace: Workspace) -> _Found:
    models = workspace.models
    for setting, name in (("model", models.english), *((f"models.{key}", name) for key, name in models.others.items())):
        if model_version(name) == name:
            package = name.replace("_", "-")
            todo = f"Install it (pip install {package}), or set another “{setting}” in config.toml."
            yield Level.TROUBLE, f"The language model “{name}” is not installed.", todo


def _library(workspace: Workspace) -> _Found:
    if not workspace.folders.library.exists():
        return  # it is made when it is first needed
    sound = workspace.library.is_sound()
    problems = workspace.library.check() if sound else ["The library is damaged."]
    todo = "Add the files again." if sound else f"What can be read can be taken over into a new one. {_FIX}"
    for problem in problems:
        yield Level.TROUBLE, problem, todo


def _analyses(workspace: Workspace) -> _Found:
    if workspace.folders.analyses.exists():
        for problem in workspace.cache.check():
            yield Level.TROUBLE, problem, f"The cache can be made anew. {_FIX}"


def _notes(workspace: Workspace) -> _Found:
    for folder in left_behind(workspace.folders, workspace.settings):
        what = f"What is in “{folder}” is not read, since “notes_folder” in config.toml names another folder."
        yield Level.TROUBLE, what, f"Move it into {notes_folder(workspace.folders, workspace.settings).parent}."
    found = Notebook(workspace).find(NoteQuery())
    yield from _unreadable("note", found.problems)
    articles: dict[str, list[str]] = {}
    for each in found.notes:
        articles.setdefault(each.note.id, []).append(each.note.annotation.article)
        if each.note.conflicts:
            todo = f"dateline note resolve {each.note.id[:8]} shows them; --keep keeps one"
            yield Level.TROUBLE, f"Note {each.note.id[:8]} has {len(each.note.conflicts) + 1} texts.", todo
    for note, places in articles.items():
        if len(places) > 1:
            what = f"Note {note[:8]} lies in the folders of several articles: {', '.join(places)}."
            yield Level.TROUBLE, what, "Compare the files, and move all but one away."
    orphans = [each for each in found.notes if each.placed.place.lost]
    if orphans:
        what = (
            "1 note has no place in its article now; it is kept, shown and exported."
            if len(orphans) == 1
            else f"{len(orphans)} notes have no place in their articles now; they are kept, shown and exported."
        )
        yield Level.HINT, what, "“dateline note list” names them."
    yield from _unreadable("note", workspace.note_store.scan_trash().problems)


def _unreadable(kind: str, problems: Sequence[Problem]) -> _Found:
    for each in problems:
        yield Level.TROUBLE, each.told(kind), f"{each.todo[0].upper()}{each.todo[1:]}; nothing of it was changed."


def _drafts(workspace: Workspace) -> _Found:
    for path in workspace.drafts.unreadable():
        what = f"“{path}” can't be read as a draft of a note."
        yield Level.TROUBLE, what, "Look into it for what you wrote, then move it away; nothing of it was changed."


def _corrections(workspace: Workspace) -> _Found:
    found = Corrector(workspace).all()
    yield from _unreadable("correction", found.problems)
    if found.corrections:
        everywhere = sum(not each.article for each in found.corrections)
        yield Level.OK, f"{len(found.corrections)}, of which {everywhere} for all articles", ""


def _lost(workspace: Workspace) -> _Found:
    for article in lost_articles(workspace):
        name, again = _as_its_notes_know_it(workspace, article)
        todo = f"{again} Till then, “dateline doctor --fix” makes a stand-in of their passages."
        yield Level.TROUBLE, f"{name} has notes and is not in the library.", todo
    for article in sorted(workspace.library.stand_ins()):
        name, again = _as_its_notes_know_it(workspace, article)
        yield Level.HINT, f"Of {name} only the passages of notes are left.", again


def _as_its_notes_know_it(workspace: Workspace, article: str) -> tuple[str, str]:
    """Return what an article that is lost was called, and what brings it back."""
    notes = [note.annotation for note in workspace.note_store.of_article(article)]
    title = next((note.title for note in notes if note.title), "")  # cleaned when it was read
    source = next((note.source for note in notes if note.source), "")
    return f"“{title}” ({article})" if title else article, how_again(source)


_CHECKS: dict[str, Callable[[Workspace], _Found]] = {
    "settings": _settings,
    "folders": _folders,
    "model": _model,
    "library": _library,
    "analyses": _analyses,
    "notes": _notes,
    "drafts": _drafts,
    "corrections": _corrections,
    "notes and library": _lost,
}

"""The reader itself on a terminal: killed while a note is written and saved, and two windows on one note."""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path

import pytest

from reader.notes.drafts import Drafts
from reader.notes.store import NoteStore
from reader.settings import Folders
from tests.commands import run

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pseudo-terminals")

if sys.platform != "win32":
    from tests.program.terminal import Program

SAVE = "\x13"


@pytest.fixture
def known(seeds: Path, folders: Folders) -> str:
    """The id of an article in the library."""
    assert folders
    return run("add", seeds / "lantern-festival-taipei.md").out.split("\t")[0]


def test_killed_while_typing_and_after_saving(known: str, folders: Folders, loops, chance):
    """What the screen called saved is a note; a draft that was on the disk is there, or a longer one."""
    store, drafts = NoteStore(folders.notes), Drafts(folders.drafts)
    for number in range(max(2, loops // 10)):
        text, save = f"note {number} " + "abc " * chance.randrange(1, 6) + "end", bool(number % 2)
        with Program(known) as program:
            program.until("Lantern")
            program.press("g", "a")
            program.until("save")
            program.press(text)
            program.until_true(lambda text=text: text in {draft.body for draft in drafts.of_article(known)})
            program.press(SAVE if save else " and more of it")
            if save:
                program.until("saved")
            for _ in range(chance.randrange(20_000)):  # not a sleep: it is somewhere in its next draft
                os.getpid()
            program.send(signal.SIGKILL)
        assert [note.annotation.body for note in store.all()] == ([text] if save else [])
        left = drafts.of_article(known)
        assert save or [f"{text} and more of it".startswith(draft.body) and text in draft.body for draft in left] == [
            True
        ]
        for draft in left:
            drafts.drop(draft)
        for note in store.all():
            store.delete(note)
    assert store.problems() == []


def test_two_windows_edit_one_note(known: str, folders: Folders):
    note = run("note", "add", known, "--whole", "--body", "base").out.strip()
    with Program(known) as one, Program(known) as other:
        for program in (one, other):  # both know of no draft
            program.until("base")
        for program, text in ((one, " mine"), (other, " theirs")):
            program.press("g", "a")
            program.until("save")
            program.press(text)
            program.until(f"base{text}")
        one.press(SAVE)
        one.until("saved")
        other.press(SAVE)
        other.until("Both texts are kept")
        one.until("2 texts")
        for program in (one, other):
            program.press("q")
            assert program.wait() == 0
    found = NoteStore(folders.notes).get(note)
    assert {found.annotation.body, *(each.body for each in found.conflicts)} == {"base mine", "base theirs"}
    assert Drafts(folders.drafts).of_article(known) == []

"""Numbers and keys that mean something only together."""

from __future__ import annotations

import pytest

from reader.ui.bindings import Keymap
from reader.ui.command import Scope
from reader.ui.sequence import KeySequence, Step, named

TABLE = Keymap().table((Scope.READER, Scope.ARTICLE))


def pressed(keys: str) -> list[Step]:
    sequence = KeySequence()
    return [sequence.press(key, TABLE) for key in keys.split(" ")]


@pytest.mark.parametrize(
    ("keys", "command", "count", "letter"),
    [
        ("j", "line-down", 0, ""),
        ("*", "find-word", 0, ""),
        ("g g", "top", 0, ""),
        ("5 j", "line-down", 5, ""),
        ("1 0 5 j", "line-down", 105, ""),
        ("3 ] q", "next-quote", 3, ""),
        ("5 0 %", "percent", 50, ""),
        ("m b", "mark-place", 0, "b"),
        ("' B", "to-mark", 0, "B"),
        ("9 9 9 9 9 9 j", "line-down", 9999, ""),
        ("g x g g", "top", 0, ""),
    ],
)
def test_complete(keys: str, command: str, count: int, letter: str) -> None:
    *before, last = pressed(keys)
    assert all(step.taken for step in before)
    assert last.command is not None
    assert (last.command.id, last.number, last.letter) == (command, count, letter)


def test_pending_shows_number_and_keys() -> None:
    assert [step.pending for step in pressed("1 2 ] q")] == ["1", "12", "12 ]", ""]


@pytest.mark.parametrize("key", ["0", "f5", "ü"])
def test_keys_that_mean_nothing_are_left_to_others(key: str) -> None:
    assert pressed(key) == [Step(False)]


def test_key_that_ends_a_vain_attempt_is_swallowed() -> None:
    assert pressed("5 escape")[-1] == Step(True)
    assert pressed("m 5")[-1] == Step(True)


def test_digit_that_the_user_gave_to_a_command_is_no_number() -> None:
    table = Keymap({"people": "1"}).table((Scope.READER, Scope.ARTICLE))
    step = KeySequence().press("1", table)
    assert step.command is not None
    assert step.command.id == "people"


@pytest.mark.parametrize(
    ("key", "character", "name"),
    [("space", " ", "space"), ("comma", ",", "comma"), ("right_curly_bracket", "}", "}"), ("enter", "\r", "enter"),
     ("G", "G", "G"), ("alt+left", None, "alt+left")],
)  # fmt: skip
def test_names_of_keys(key: str, character: str | None, name: str) -> None:
    assert named(key, character) == name

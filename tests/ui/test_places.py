"""Places to come back to."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.memory import Memory
from reader.ui.places import Jumps, Marks, Place

_PLACES = st.builds(Place, st.sampled_from("ab"), st.integers(0, 5), st.just("hash"))


def at(offset: int, version: str = "hash") -> Place:
    return Place("a", offset, version)


def test_back_and_forward_as_in_a_browser() -> None:
    jumps = Jumps()
    jumps.leave(at(1))
    jumps.leave(at(2))
    assert jumps.back(at(3)) == at(2)
    assert jumps.back(at(2)) == at(1)
    assert jumps.back(at(1)) is None
    assert jumps.forward() == at(2)
    assert jumps.forward() == at(3)
    assert jumps.forward() is None


def test_jump_from_the_past_forgets_what_lay_ahead() -> None:
    jumps = Jumps()
    jumps.leave(at(1))
    jumps.back(at(2))
    jumps.leave(at(1))
    assert jumps.forward() is None


def test_places_of_one_version_are_carried_to_another() -> None:
    jumps = Jumps()
    jumps.leave(at(1))
    jumps.leave(at(2, "older"))
    jumps.carry("hash", "newer", lambda offset: offset + 10)
    assert jumps.back(at(3, "newer")) == at(2, "older")
    assert jumps.back(at(2, "newer")) == at(11, "newer")


@given(st.lists(_PLACES, max_size=8), _PLACES)
def test_every_way_back_leads_forward_again(left: list[Place], here: Place) -> None:
    jumps = Jumps()
    for place in left:
        jumps.leave(place)
    now = here
    steps = []
    while (place_before := jumps.back(now)) is not None:
        steps.append(now)
        now = place_before
    while steps:
        assert jumps.forward() == steps.pop()


ONE, TWO, THREE = (Place("one", offset, "hash") for offset in (1, 2, 3))


def test_capital_marks_hold_in_all_articles(tmp_path: Path) -> None:
    marks = Marks(Memory(tmp_path / "screen.json"))
    marks.set("a", ONE)
    marks.set("B", TWO)
    assert marks.get("a", "one") == ONE
    assert marks.get("a", "two") is None
    assert marks.get("B", "two") == TWO


def test_marks_outlast_the_session_and_another_window(tmp_path: Path) -> None:
    here, there = (Marks(Memory(tmp_path / "screen.json")) for _ in range(2))
    here.set("a", ONE)
    there.set("b", TWO)
    here.set("a", THREE)
    later = Marks(Memory(tmp_path / "screen.json"))
    assert [later.get(letter, "one") for letter in "abc"] == [THREE, TWO, None]


@pytest.mark.parametrize("kept", ["", "x", "12", "-3 one hash", "3.5 one"])
def test_a_damaged_mark_is_none(tmp_path: Path, kept: str) -> None:
    memory = Memory(tmp_path / "screen.json")
    memory.keep("mark a in one", kept)
    assert Marks(memory).get("a", "one") is None

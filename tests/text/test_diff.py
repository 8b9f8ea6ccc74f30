"""What two texts have in common."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from reader.text.diff import align
from reader.text.differences import differences
from reader.text.runs import runs_of
from reader.text.words import cut
from tests.text.test_differences import OLD

words = st.lists(st.sampled_from(["a", "b", "c", "d", ".", "“x”", "to-day\n\n", "…"]), max_size=40).map(" ".join)


def test_a_moved_paragraph_is_known_as_moved():
    one, two, three = OLD.split("\n\n")
    new = "\n\n".join([two, one, three])
    found = align(OLD, new)
    assert all(to >= 0 for to in found.to)
    assert len(found.moved) in {len(cut(one).keys), len(cut(two).keys)}
    assert {each.moved for each in differences(OLD, new)} == {True}


def test_texts_about_other_things_have_nothing_in_common():
    other = "She painted the fence green, then slept until noon; the dog barked at nobody and the rain went on."
    assert [run for run in runs_of(align(OLD, other).to) if run.length > 1] == []


@given(words, words)
def test_any_two_texts(old, new):
    found = align(old, new)
    assert all(found.back[to] == at for at, to in enumerate(found.to) if to >= 0)
    assert all(found.to[back] == at for at, back in enumerate(found.back) if back >= 0)
    assert all(found.old.keys[at] == found.new.keys[to] for at, to in enumerate(found.to) if to >= 0)
    in_order = [to for at, to in enumerate(found.to) if to >= 0 and at not in found.moved]
    assert in_order == sorted(in_order)

"""What two texts have in common, and where they differ."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from reader.text.diff import align
from reader.text.differences import differences
from reader.text.runs import runs_of
from reader.text.words import cut

OLD = """\
The ministers met in Sochi on Tuesday and spoke for three hours.

Oil prices fell by two percent in late trading, and analysts put it down to stocks.

In Caracas the opposition called for new protests at the weekend."""

words = st.lists(st.sampled_from(["a", "b", "c", "d", ".", "“x”", "to-day\n\n", "…"]), max_size=40).map(" ".join)


def told(old: str, new: str) -> list[tuple[str, str]]:
    return [(each.old.of(old), each.new.of(new)) for each in differences(old, new)]


def test_a_word_for_another():
    assert told(OLD, OLD.replace("three hours", "nearly four hours")) == [("three", "nearly four")]


def test_put_in_and_taken_out():
    longer = OLD.replace("stocks.", "stocks. Nobody was surprised.")
    assert told(OLD, longer) == [("", "Nobody was surprised.")]
    assert told(longer, OLD) == [("Nobody was surprised.", "")]


def test_a_paragraph_that_is_put_in_begins_and_ends_with_itself():
    new = OLD.replace("\n\nIn Caracas", "\n\nIn London the opposition called for new elections.\n\nIn Caracas")
    assert told(OLD, new) == [("", "In London the opposition called for new elections.")]


def test_set_anew_is_no_difference():
    old = "“It’s over” — she said ...\n\nThen she left."
    assert differences(old, '"It\'s over" -- she\nsaid …\n\n\nThen  she left.') == []


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


@given(words)
def test_a_text_is_the_same_as_itself(text):
    assert differences(text, text) == []

"""Stretches that were moved, between texts that have other things in common too."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from reader.text.displaced import stretches

STREAM = ["row", "your", "boat", "gently", "down", "the", "stream"]
TALKS = ["that", "talks", "in", "sochi", "went"]
ONWARD = ["and", "would", "soon", "go", "on"]

words = st.lists(st.sampled_from("abcdefgh"), max_size=60)


def free(keys):
    return [-1] * len(keys)


def test_a_stretch_with_changed_words_is_one():
    old = ["tuesday", *TALKS, "well", *ONWARD]
    new = ["nobody", "knew", *TALKS, "very", "badly", *ONWARD]
    (chain,) = stretches(old, new, free(old), free(new))
    assert [old[run.old : run.old + run.length] for run in chain] == [TALKS, ONWARD]


def test_a_repeated_phrase_belongs_to_the_stretch_whose_other_words_are_the_same():
    phrase = ["neither", "side", "named", "a", "place"]
    one = ["oil", "prices", "fell", "again", "in", "late", "trading", *phrase]
    two = ["protests", "went", "on", "elsewhere", "until", "the", "weekend", *phrase]
    chains = stretches(one + two, two + one, free(one + two), free(one + two))
    assert sorted((chain[0].old, chain[0].new) for chain in chains) == [(0, len(two)), (len(one), 0)]


def test_what_fits_two_places_alike_is_left_alone():
    twice = [*STREAM, *(f"word{number}" for number in range(40)), *STREAM]
    assert stretches(STREAM, twice, free(STREAM), free(twice)) == []


def test_words_that_have_their_like_already_are_no_part_of_one():
    taken = [at if at < 3 else -1 for at in range(len(STREAM))]
    assert [run.old for chain in stretches(STREAM, STREAM, free(STREAM), free(STREAM)) for run in chain] == [0]
    assert [run.old for chain in stretches(STREAM, STREAM, taken, taken) for run in chain] == [3]


@given(words, words)
def test_any_two_texts(old, new):
    runs = [run for chain in stretches(old, new, free(old), free(new)) for run in chain]
    ours = [at for run in runs for at in range(run.old, run.old + run.length)]
    theirs = [at for run in runs for at in range(run.new, run.new + run.length)]
    assert len(set(ours)) == len(ours)
    assert len(set(theirs)) == len(theirs)
    assert [old[at] for at in ours] == [new[at] for at in theirs]

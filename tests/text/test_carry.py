"""Places carried from one version of a text to another."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.text.carry import carried
from reader.text.diff import align

OLD = "One paragraph stands first.\n\nThen the ferry stays in port all day.\n\nLast of all a bus goes to the capital."
SENTENCES = [" ".join(f"w{number}x{word}" for word in range(12)) + "." for number in range(8)]


@pytest.mark.parametrize(
    ("new", "at", "there"),
    [
        (OLD, "ferry", "ferry"),
        ("New here.\n\n" + OLD, "erry stays", "erry stays"),
        (OLD.replace("One paragraph stands first.\n\n", ""), "paragraph", "Then the"),
        (OLD.replace(" stays in port", ""), "stays", "all day"),
        (OLD.replace("ferry", "boat"), "erry", "stays"),
        (OLD.partition("\n\nLast")[0], "capital", ""),
        ("Last of all a bus goes to the capital.\n\n" + OLD.rpartition("\n\n")[0], "bus", "bus"),
        ("", "ferry", ""),
    ],
)
def test_the_place_is_in_the_same_words_or_where_the_text_goes_on(new: str, at: str, there: str) -> None:
    offset = carried(align(OLD, new), OLD.index(at))
    assert new[offset:].startswith(there)
    assert there or offset == len(new)


def test_from_nothing() -> None:
    assert carried(align("", OLD), 0) == 0


@given(st.sets(st.sampled_from(range(len(SENTENCES))), min_size=1), st.data())
def test_sentences_that_stay_keep_their_place_and_lost_ones_lead_to_the_next(
    kept: set[int], data: st.DataObject
) -> None:
    old, new = " ".join(SENTENCES), " ".join(SENTENCES[each] for each in sorted(kept))
    chosen = data.draw(st.sampled_from(range(len(SENTENCES))))
    word = data.draw(st.sampled_from(SENTENCES[chosen].strip(".").split()))
    offset = carried(align(old, new), old.index(word))
    behind = [each for each in sorted(kept) if each > chosen]
    if chosen in kept:
        assert new[offset:].startswith(word)
    elif behind:
        assert new[offset:].startswith(SENTENCES[behind[0]])
    else:
        assert new[offset:] in {"", "."}

"""Two versions in one text."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from reader.model.span import Span
from reader.text.differences import differences
from reader.text.merge import Merged, merge
from reader.text.words import cut

words = st.lists(st.sampled_from(["a", "b", "c", "d.", "“x”", "to-day\n\n"]), max_size=30).map(" ".join)


def merged(old: str, new: str) -> Merged:
    return merge(old, new, differences(old, new))


def without(text: str, spans: list[Span]) -> str:
    for span in sorted(spans, reverse=True):
        text = f"{text[: span.start]} {text[span.end :]}"
    return text


def test_what_was_taken_out_stands_before_what_was_put_in():
    found = merged("They spoke for three hours.", "They spoke for nearly four hours.")
    assert found.text == "They spoke for three nearly four hours."
    assert [span.of(found.text) for span in found.out] == ["three"]
    assert [span.of(found.text) for span in found.put_in] == ["nearly four"]


def test_two_words_never_run_together():
    assert merged("Hundreds leave.", "Some 450 leave.").text == "Hundreds Some 450 leave."
    assert merged("It cost $300 then.", "It cost $450 then.").text == "It cost $300 450 then."


def test_a_paragraph_that_was_taken_out_stays_one():
    assert merged("One.\n\nTwo.\n\nThree.", "One.\n\nThree.").text == "One.\n\nTwo.\n\nThree."
    assert merged("One.\n\nTwo.", "Two.").text == "One.\n\nTwo."


@given(words, words)
def test_each_version_is_in_it(old, new):
    found = merged(old, new)
    assert cut(without(found.text, list(found.out))).keys == cut(new).keys
    assert cut(without(found.text, list(found.put_in))).keys == cut(old).keys


@given(words, words)
def test_it_leads_back_to_the_new_version(old, new):
    found = merged(old, new)
    for here, there in found.origins:
        assert found.text[here : here + 1] == new[there : there + 1] or not new[there : there + 1]

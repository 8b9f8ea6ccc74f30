"""What differs between two versions, as an editor would tell it."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from reader.text.differences import differences
from reader.text.words import SENTENCE, cut

OLD = """\
The ministers met in Sochi on Tuesday and spoke for three hours.

Oil prices fell by two percent in late trading, and analysts put it down to stocks.

In Caracas the opposition called for new protests at the weekend."""
FLOOD = """\
The river broke through a dam north of the town, officials said.

Firefighters from Austria and Switzerland helped with pumps until the morning.

The dam was built in 1974 and was to be renewed next year.

Schools stay closed on Monday."""

words = st.lists(
    st.sampled_from(["a", "b", "c", ".", "d.", "e!", "to-day\n\n", "“x”", "f.\n\n", "…"]), max_size=40
).map(" ".join)


def told(old: str, new: str) -> list[tuple[str, str]]:
    return [(each.old.of(old), each.new.of(new)) for each in differences(old, new)]


CHINESE = "渡轮停航\n\n港务局周一表示，渡轮将停航至周四。市长提供了学校的房间。\n\n乘客们在候船室里等了一夜。"


def test_scripts_without_spaces_are_compared_character_by_character():
    new = CHINESE.replace("周一", "周二").replace("提供了", "临时提供了").replace("候船室", "候船大厅")
    assert told(CHINESE, new) == [("一", "二"), ("", "临时"), ("室", "大厅")]


def test_their_sentences_end_without_a_space():
    new = CHINESE.replace("市长提供了学校的房间。", "没有人受伤。")
    assert told(CHINESE, new) == [("市长提供了学校的房间。", "没有人受伤。")]
    quoted = cut("他说：「走吧。」然后走了。")
    assert [key for key, ends in zip(quoted.keys, quoted.breaks, strict=True) if ends >= SENTENCE] == ["他", "然"]


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


@given(words)
def test_a_text_is_the_same_as_itself(text):
    assert differences(text, text) == []


def test_a_sentence_in_place_of_another_has_its_full_stop():
    new = FLOOD.replace("Schools stay closed on Monday.", "An inquiry has been announced.")
    assert told(FLOOD, new) == [("Schools stay closed on Monday.", "An inquiry has been announced.")]


def test_a_word_before_a_full_stop_leaves_it():
    assert told(FLOOD, FLOOD.replace("next year", "soon")) == [("next year", "soon")]
    assert told(FLOOD, FLOOD.replace("on Monday", "")) == [("on Monday", "")]


def test_a_change_at_the_end_of_a_sentence_ends_with_it_though_a_paragraph_was_put_in_behind():
    new = FLOOD.replace("officials said.", "officials said on Sunday.\n\nOne man is missing. Boats look for him.")
    apart = [("", "on Sunday"), ("", "One man is missing. Boats look for him.")]
    assert told(FLOOD, new) == apart
    assert told(new, FLOOD) == [(there, here) for here, there in apart]


def test_a_change_at_the_end_of_a_sentence_ends_with_it_though_a_sentence_was_put_in_behind():
    new = FLOOD.replace("next year.", "by 2030. Nobody knows.")
    assert told(FLOOD, new) == [("next year", "by 2030"), ("", "Nobody knows.")]


def test_a_paragraph_that_was_moved_and_changed_tells_the_words_that_are_new():
    first, second, third, last = FLOOD.split("\n\n")
    changed = second.replace("Austria and", "Austria, Liechtenstein and")
    new = "\n\n".join([first, third, last, changed])
    there = [each for each in differences(FLOOD, new) if "Firefighters" in each.new.of(new)]
    here = [each for each in differences(FLOOD, new) if "Firefighters" in each.old.of(FLOOD)]
    assert [part.of(new) for each in there for part in each.from_elsewhere] == [
        "Firefighters from Austria",
        "and Switzerland helped with pumps until the morning.",
    ]
    assert [part.of(FLOOD) for each in here for part in each.from_here] == [second]
    assert not there[0].moved


def test_only_marks_that_change_are_not_moved():
    assert [each.moved for each in differences("One, two.", "One; two!")] == [False, False]


@given(words, words)
def test_they_lead_from_one_text_to_the_other(old, new):
    pieces, at = [], 0
    for each in differences(old, new):
        assert each.old.start >= at
        pieces += [old[at : each.old.start], each.new.of(new)]
        at = each.old.end
    assert cut(" ".join([*pieces, old[at:]])).keys == cut(new).keys


@given(words, words)
def test_what_was_moved_lies_in_its_side(old, new):
    for each in differences(old, new):
        for parts, side in ((each.from_here, each.old), (each.from_elsewhere, each.new)):
            assert all(side.start <= part.start < part.end <= side.end for part in parts)
            assert all(one.end <= other.start for one, other in pairwise(parts))
        assert not each.moved or each.from_here or each.from_elsewhere

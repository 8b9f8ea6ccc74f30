"""A note finds its passage again, or says that it can't: never a wrong place."""

from __future__ import annotations

import re
import subprocess
import sys
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from reader.model.annotation import Place, PlaceState, Target
from reader.model.article import text_hash
from reader.model.span import Span
from reader.notes.anchor import anchor, anchor_all, describe
from reader.text.fold import fold

STORY = """\
US, Russia Agree to Talk Again

MOSCOW — The American secretary of state and his Russian counterpart agreed on Tuesday to work on strained relations.

“We have differences, and each of us will say so openly,” the visitor told reporters in Sochi after hours of talks.

The host answered that trust had been lost over years. Rebuilding it, he said, would take longer than a single meeting.

Oil prices fell by two percent in late trading. Analysts in London put it down to stocks in Oklahoma, not to diplomacy.

In Caracas, the opposition called for new protests at the weekend. The government again spoke of a coup from abroad.

A further round is planned for the autumn. Neither side would name the place."""

WORDS = sorted(set(re.findall(r"[a-z]{3,}", STORY.lower())))
SPANS = [
    Span(start, end)
    for paragraph in re.finditer(r"[^\n]+", STORY)
    for sentence in re.finditer(r"[^.”]+[.”,]", paragraph[0])
    for start, end in [(paragraph.start() + sentence.start(), paragraph.start() + sentence.end())]
    if end - start >= 40
]
spans = st.sampled_from(SPANS)
any_span = st.tuples(st.integers(0, len(STORY) - 1), st.integers(1, 60)).map(
    lambda pair: Span(pair[0], min(len(STORY), sum(pair)))
)
insertion = st.lists(st.sampled_from(WORDS), min_size=1, max_size=40).map(lambda words: " ".join(words) + ".\n\n")


def answers(found: Place, text: str, wanted: str) -> bool:
    return found.span is not None and fold(found.span.of(text)).text.strip() == fold(wanted).text.strip()


@given(any_span)
def test_in_the_same_text_it_is_here(span):
    target = describe(STORY, span)
    assert anchor(target, STORY) == Place(PlaceState.HERE, span, 1.0, anchor(target, STORY).reason)
    assert len(target.prefix) == min(128, span.start)
    assert len(target.suffix) == min(128, len(STORY) - span.end)


@given(any_span)
def test_with_a_wrong_position_the_words_decide(span):
    target = describe(STORY, span)
    found = anchor(target, STORY + " More.")
    assert found.span in {span, None}


@given(spans, insertion)
def test_shifted_by_text_before(span, inserted):
    text = inserted + STORY
    found = anchor(describe(STORY, span), text)
    assert found.span == Span(span.start + len(inserted), span.end + len(inserted))
    assert found.state is PlaceState.MOVED


@given(spans, insertion)
def test_text_behind_changes_nothing(span, added):
    found = anchor(describe(STORY, span), STORY + "\n\n" + added)
    assert (found.state, found.span) == (PlaceState.HERE, span)


@given(any_span, st.integers(20, 90), st.sampled_from([" ", "  ", "\n"]))
def test_set_anew(span, measure, gap):
    assume(span.of(STORY).strip())
    at = 0
    pieces = []
    for word in STORY.split(" "):
        at += len(word) + 1
        pieces.append(word + (gap if at % measure < len(word) else " "))
    text = "".join(pieces).rstrip()
    found = anchor(describe(STORY, span), text)
    assert found.state is PlaceState.ORPHAN or answers(found, text, span.of(STORY))
    if len(span.of(STORY).strip()) > 20:
        assert found.state is not PlaceState.ORPHAN


@given(spans)
def test_other_marks(span):
    text = STORY.replace("“", '"').replace("”", '"').replace(" — ", "--").replace("\n\n", "\n")
    found = anchor(describe(STORY, span), text)
    assert answers(found, text, span.of(STORY))
    assert found.state in {PlaceState.HERE, PlaceState.MOVED}


@given(spans)
def test_deleted_is_an_orphan(span):
    text = STORY[: span.start] + STORY[span.end :]
    found = anchor(describe(STORY, span), text)
    assert found.state is PlaceState.ORPHAN
    assert found.reason


@given(spans, spans)
def test_deleted_and_the_neighbours_changed(span, other):
    assume(not span.overlaps(other))
    first, last = sorted([span, other])
    text = STORY[: first.start] + STORY[first.end : last.start] + STORY[last.end :]
    assert anchor(describe(STORY, span), text).state is PlaceState.ORPHAN


@given(spans, st.data())
def test_a_few_words_changed(span, data):
    words = span.of(STORY).split(" ")
    assume(len(words) > 8)
    at = data.draw(st.integers(1, len(words) - 2))
    words[at] = data.draw(st.sampled_from(WORDS))
    changed = " ".join(words)
    assume(changed != span.of(STORY))
    text = STORY[: span.start] + changed + STORY[span.end :]
    found = anchor(describe(STORY, span), text)
    assert found.state is PlaceState.CHANGED
    assert answers(found, text, changed)


@settings(deadline=None)
@given(spans, st.integers(2, 4), st.data())
def test_repeated_with_other_surroundings(span, times, data):
    others = [data.draw(st.sampled_from(WORDS)) for _ in range(times)]
    passage = span.of(STORY).strip()
    copies = "".join(f"\n\nThe {word} paper wrote: {passage} So much for {word}." for word in others)
    text = "Copied below.\n\n" + STORY + copies
    found = anchor(describe(STORY, span), text)
    assert found.span == Span(span.start + 15, span.end + 15)


@given(st.integers(3, 8), st.integers(0, 7))
def test_a_refrain_with_equal_surroundings_is_never_guessed(times, which):
    verse = "Row, row, row your boat gently down the stream.\n\n"
    old = verse * times
    at = len(verse) * (which % times)
    found = anchor(describe(old, Span(at + 5, at + 20)), "A song.\n\n" + verse * times)
    assert found.span in {None, Span(at + 14, at + 29)}


def test_a_refrain_in_its_place_is_found():
    verse = "Row, row, row your boat gently down the stream.\n\n"
    target = describe(verse * 9, Span(len(verse) * 4 + 5, len(verse) * 4 + 20))
    assert anchor(target, verse * 9 + "The end.").span == target.span


def test_the_same_short_words_elsewhere_are_no_place():
    old = "The talks in Sochi went well, said the minister.\n\nNothing else."
    target = describe(old, Span(13, 18))
    assert target.exact == "Sochi"
    text = "Nothing of the kind happened.\n\nA ferry left Sochi late at night with two hundred people on board."
    assert anchor(target, text).state is PlaceState.ORPHAN


@pytest.mark.parametrize("words", ["older", "days", "older days", "in older days"])
def test_a_few_words_in_a_row_that_two_texts_share_are_not_enough_to_be_sure(words):
    row = "in older days"
    old = STORY.replace(
        "A further round is planned", f"Seen in April: {row}, traders met at the quay and wrote it down"
    )
    new = STORY.replace(
        "A further round is planned", f"Seen in October: {row}, every crane had a keeper who slept below"
    )
    at = old.index(row) + row.index(words)
    target = describe(old, Span(at, at + len(words)))
    assert anchor(target, new, old_text=old).score < 1.0
    assert anchor(target, old.replace("Seen in April", "Seen in May or so"), old_text=old).score == 1.0


def test_the_old_text_tells_repeated_passages_apart():
    verse = "Row, row, row your boat gently down the stream.\n\n"
    old, new = verse * 9, "A song.\n\n" + verse * 9
    span = Span(len(verse) * 4 + 5, len(verse) * 4 + 20)
    assert anchor(describe(old, span), new, old_text=old).span == Span(span.start + 9, span.end + 9)


def test_an_old_text_that_is_another_is_ignored():
    target = describe(STORY, SPANS[2])
    assert anchor(target, STORY + " x", old_text="quite another text").span == SPANS[2]


@settings(deadline=None)
@given(st.text("ab \n“”-", max_size=80), st.text("ab \n“”-", max_size=80), st.data())
def test_any_texts(old, new, data):
    start = data.draw(st.integers(0, len(old)))
    end = data.draw(st.integers(start, len(old)))
    found = anchor(describe(old, Span(start, end)), new)
    assert (found.span is None) == (found.state is PlaceState.ORPHAN)
    assert 0.0 <= found.score <= 1.0
    assert found.span is None or found.span.end <= len(new)
    if found.state in {PlaceState.HERE, PlaceState.MOVED} and old != new:
        assert answers(found, new, old[start:end])


@given(st.text())
def test_folding_leads_back(text):
    folded = fold(text)
    assert len(folded.text) == len(folded.starts) == len(folded.ends)
    assert all(start < end for start, end in zip(folded.starts, folded.ends, strict=True))
    assert all(one <= two for one, two in pairwise(folded.starts))


def test_many_at_once():
    targets = [describe(STORY, span) for span in SPANS]
    text = "New.\n\n" + STORY
    assert anchor_all(targets, text, text_hash(text)) == [anchor(target, text) for target in targets]


def test_an_unchanged_text_needs_no_rapidfuzz():
    program = (
        "import sys; from reader.notes.anchor import *; from reader.model.span import Span;"
        "anchor(describe('some text', Span(0, 4)), 'some text'); sys.exit('rapidfuzz' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", program], check=False, cwd=Path(__file__).parents[2]).returncode == 0


@pytest.mark.parametrize("text", ["", " ", "\n"])
def test_an_empty_text(text):
    assert anchor(describe(STORY, SPANS[0]), text).state is PlaceState.ORPHAN


@given(spans)
def test_gone_while_a_copy_stands_elsewhere_is_known_without_the_old_text(span):
    passage = span.of(STORY).strip()
    old = f"{STORY}\n\nThe paper of record wrote as much: {passage} Nobody believed it then, and few do today."
    new = old[: span.start] + old[span.end :]
    assert describe(old, Span(old.index(passage), old.index(passage) + len(passage))).times == 2
    assert anchor(describe(old, span), new).state is PlaceState.ORPHAN


def test_words_alone_are_tied_where_they_stand_just_once():
    bare = Target("in Sochi", "", "", Span(0, 8), "")
    assert anchor(bare, STORY).span.of(STORY) == "in Sochi"
    assert anchor(bare, f"{STORY}\n\nIt rained in Sochi.").state is PlaceState.ORPHAN
    assert anchor(replace(bare, text_hash="0" * 64), STORY).state is PlaceState.ORPHAN  # said of another text


# With the text that the note was made on at hand


def carried(old: str, new: str, span: Span) -> Place:
    return anchor(describe(old, span), new, old_text=old)


@given(spans)
def test_gone_while_the_same_words_stand_elsewhere(span):
    passage = span.of(STORY).strip()
    copy = f"The paper of record wrote as much: {passage} Nobody believed it then, and few do today."
    old = f"{STORY}\n\n{copy}"
    new = old[: span.start] + old[span.end :]
    assert carried(old, new, span).state is PlaceState.ORPHAN
    at = len(STORY) + 2 + copy.index(passage)
    found = carried(old, new, Span(at, at + len(passage)))
    assert found.span is not None
    assert found.span.of(new) == passage


@given(st.integers(1, 5), st.integers(1, 5))
def test_a_moved_paragraph_is_followed(here, there):
    assume(here != there)
    blocks = STORY.split("\n\n")
    moved = blocks[here]
    rest = [block for block in blocks if block is not moved]
    new = "\n\n".join([*rest[:there], moved, *rest[there:]])
    start = STORY.index(moved)
    for span in (Span(start, start + len(moved)), Span(start + 10, start + 45)):
        assert carried(STORY, new, span).span == Span(
            new.index(moved) + span.start - start, new.index(moved) + span.end - start
        )


@given(st.integers(1, 5), st.integers(1, 5), st.data())
def test_a_moved_paragraph_is_followed_though_words_of_it_were_changed(here, there, data):
    assume(here != there)
    blocks = STORY.split("\n\n")
    old = blocks.pop(here)
    words = old.split(" ")
    passage = " ".join(words[4:9])
    words[data.draw(st.sampled_from([1, 11, 13]))] = data.draw(st.sampled_from(["indeed", "hardly"]))
    blocks.insert(there, " ".join(words))
    new = "\n\n".join(blocks)
    start = STORY.index(old) + old.index(passage)
    assert carried(STORY, new, Span(start, start + len(passage))).span.of(new) == passage


@given(spans, st.data())
def test_paragraphs_joined_and_split_anew(span, data):
    blocks = re.split(r"\n\n|(?<=\.) ", STORY)
    gaps = [data.draw(st.sampled_from([" ", "\n\n"])) for _ in blocks]
    new = "".join(block + gap for block, gap in zip(blocks, gaps, strict=True))
    assert answers(carried(STORY, new, span), new, span.of(STORY))


def test_a_sentence_that_grew_is_taken_to_its_end_and_no_further():
    old = "Neither side would name the place."
    grown = "Neither side would name the place or even a day."
    text = STORY.replace(old, f"{grown} So it ended there.")
    start = STORY.index(old)
    assert carried(STORY, text, Span(start, start + len(old))).span.of(text) == grown


def test_a_moved_sentence_is_followed_and_a_few_words_said_again_are_not():
    sentence = "Analysts in London put it down to stocks in Oklahoma, not to diplomacy."
    without = STORY.replace(f" {sentence}", "")
    moved = without.replace("A further round", f"{sentence} A further round")
    start = STORY.index(sentence)
    assert carried(STORY, moved, Span(start, start + len(sentence))).span.of(moved) == sentence
    words = "put it down to stocks in Oklahoma"
    again = without.replace("Neither side", f"Two farmers {words} when asked about rain. Neither side")
    start = STORY.index(words)
    assert carried(STORY, again, Span(start, start + len(words))).state is PlaceState.ORPHAN


@given(spans)
def test_rewritten_beyond_recognition_is_an_orphan(span):
    other = "She painted the fence green and slept until noon."
    assert carried(STORY, STORY[: span.start] + other + STORY[span.end :], span).state is PlaceState.ORPHAN


def test_half_rewritten_is_changed():
    old = "The host answered that trust had been lost over years."
    new = "The host replied with a smile that trust had been lost over decades."
    text = STORY.replace(old, new)
    start = STORY.index(old)
    found = carried(STORY, text, Span(start, start + len(old)))
    assert (found.state, found.span.of(text)) == (PlaceState.CHANGED, new)


def test_an_upper_case_letter_is_no_other_word():
    text = STORY.replace("Oil prices fell", "Oil Prices fell")
    start = STORY.index("prices")
    found = carried(STORY, text, Span(start, start + 6))
    assert found.span == Span(start, start + 6)


def test_a_passage_within_words_keeps_its_ends():
    start = STORY.index("secretary") + 2
    text = f"New.\n\n{STORY}"
    assert carried(STORY, text, Span(start, start + 40)).span == Span(start + 6, start + 46)


def test_versions_of_several_notes_at_once():
    older = STORY.replace("strained", "difficult")
    new = f"News.\n\n{STORY}".replace("weekend", "next weekend")
    targets = [describe(older, SPANS[0]), describe(STORY, SPANS[-1])]
    known = {target.text_hash: text for target, text in zip(targets, (older, STORY), strict=True)}
    assert anchor_all(targets, new, old_texts=known) == [
        anchor(targets[0], new, old_text=older), anchor(targets[1], new, old_text=STORY)
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("passage", "now"),
    [
        ("市长提供了", "市长临时提供了"),
        ("渡轮将停航至周四", "渡轮将停航至周五"),
        ("乘客们在候船室里", "乘客们在候船大厅里"),
        ("没有人受伤", "没有人受伤"),
    ],
)
def test_scripts_without_spaces(passage, now):
    old = "渡轮停航\n\n港务局周一表示，渡轮将停航至周四。市长提供了学校的房间，没有人受伤。"
    old += "\n\n乘客们在候船室里等了一夜，有的人来自波兰。"
    new = old.replace("表示，", "表示，由于风暴，").replace("停航至周四", "停航至周五").replace("提供了", "临时提供了")
    new = new.replace("候船室", "候船大厅")
    start = old.index(passage)
    span = Span(start, start + len(passage))
    for found in (carried(old, new, span), anchor(describe(old, span), new)):
        assert found.span is not None
        assert found.span.of(new) == now

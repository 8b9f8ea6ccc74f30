"""Places that a note alone leads to: what is gathered, and what the note knows of copies."""

from __future__ import annotations

import unicodedata
from dataclasses import replace

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from reader.model.annotation import PlaceState
from reader.model.span import Span
from reader.notes.anchor import anchor, describe
from reader.notes.gathered import gathered
from reader.notes.passage import Ground, Quarry, same_words
from reader.notes.remembered import candidates
from reader.text.clean import clean
from reader.text.fold import fold, folded
from reader.text.words import cut
from tests.strategies import hostile_text, prose

WORDS = ("the", "talks", "in", "Sochi", "went", "on", "and", "minister", "said", "that", "“no”", "oil", "fell", "naïve")
GAPS = (" ", " ", " ", ". ", ", ", " — ", ".\n\n")
text = st.lists(st.tuples(st.sampled_from(WORDS), st.sampled_from(GAPS)), min_size=3, max_size=60).map(
    lambda pairs: "".join(word + gap for word, gap in pairs)
)


@st.composite
def notes(draw, texts=text):
    """A note on an old text, and a new text that shares words with it."""
    old = draw(texts)
    assume(old.strip())
    start = draw(st.integers(0, len(old) - 1))
    end = draw(st.integers(start + 1, len(old)))
    assume(old[start:end].strip())
    kept = [piece for piece in old.split(" ") if draw(st.integers(0, 3))]
    return describe(old, Span(start, end)), draw(texts) + " ".join(kept) + draw(texts)


@settings(deadline=None)
@given(st.one_of(notes(), notes(prose)))
def test_gathered_places_lie_in_the_text_and_hold_words(note):
    target, new = note
    for span in gathered(Quarry(target), Ground(new)):
        assert 0 <= span.start < span.end <= len(new)
        assert cut(span.of(new)).keys
        assert not span.of(new)[0].isspace()
        assert not span.of(new)[-1].isspace()


@settings(deadline=None)
@given(st.one_of(notes(), notes(prose), notes(hostile_text.map(clean))))
def test_every_candidate_has_the_same_signs_each_from_0_to_1(note):
    target, new = note
    found = candidates(Quarry(target), Ground(new))
    assert len({tuple(each.signs) for each in found}) <= 1
    assert all(0.0 <= sign <= 1.0 for each in found for sign in each.signs.values())
    assert all(each.same == (folded(each.span.of(new)).strip() == folded(target.exact).strip()) for each in found)


@given(notes())
def test_copies_are_the_same_words(note):
    target, new = note
    quarry, ground = Quarry(target), Ground(new)
    for at in ground.copies(quarry.words):
        assert folded(same_words(quarry, ground, at).of(new)).strip() == quarry.words


@given(st.one_of(prose, hostile_text))
def test_folding_with_and_without_the_way_back(foreign):
    assert folded(foreign) == fold(foreign).text


@given(prose)
def test_words_are_in_order_and_leave_out_only_white_space(foreign):
    words, at = cut(foreign), 0
    for start, end in words.spans:
        assert not foreign[at:start].strip()
        assert start < end
        at = end
    assert not foreign[at:].strip()


@given(st.integers(2, 8), st.data())
def test_a_note_knows_which_of_several_equal_places_it_is_on(times, data):
    verse = "Row, row, row your boat gently down the stream.\n\n"
    nth = data.draw(st.integers(0, times - 1))
    at = len(verse) * nth + 5
    target = describe(verse * times, Span(at, at + 20))
    assert (target.times, target.nth) == (times, nth + 1)
    found = anchor(target, "A song.\n\n" + verse * times)
    assert found.span in {None, Span(at + 9, at + 29)}


ITEM = "It takes a name and returns the value that was set last, or nothing."
HEADS = ("One of the settings.", "Another setting.", "Some more of them.", "The last one.")


@given(st.integers(0, 3), st.sampled_from(["", "Foreword.\n\n", "Foreword, and a longer one this time.\n\n"]))
def test_the_right_one_of_several_is_found_by_what_stands_around(which, before):
    old = "\n\n".join(f"{head} {ITEM}" for head in HEADS)
    start = old.index(HEADS[which]) + len(HEADS[which]) + 1
    found = anchor(describe(old, Span(start, start + len(ITEM))), before + old)
    assert found.span == Span(start + len(before), start + len(before) + len(ITEM))


def test_a_note_that_remembers_little_finds_its_place_too():
    old = "\n\n".join(f"{head} {ITEM}" for head in HEADS)
    start = old.index(ITEM)
    target = describe(old, Span(start, start + len(ITEM)))
    short = replace(target, prefix=target.prefix[-32:], suffix=target.suffix[:32], times=0, nth=0)
    assert anchor(short, "Foreword.\n\n" + old).span == Span(start + 11, start + 11 + len(ITEM))


@given(st.data(), st.sampled_from(["NFC", "NFD"]))
def test_written_otherwise_it_is_the_same_passage(data, form):
    old = unicodedata.normalize(
        form, "Dès l’été, le ﬁnancier était à Orléans. Il n’a rien dit.\n\nLa suite à la rentrée."
    )
    start = data.draw(st.integers(0, len(old) - 13))
    assume(not any(unicodedata.combining(old[at]) for at in (start, start + 12)))
    passage = old[start : start + 12]
    other = "NFD" if form == "NFC" else "NFC"
    new = "Nouvelle.\n\n" + unicodedata.normalize(other, old).replace("ﬁ", "fi").replace("rien", "ri\u00aden")
    for known in (None, old):
        found = anchor(describe(old, Span(start, start + 12)), new, old_text=known)
        assert found.span is None or folded(passage).strip() in folded(found.span.of(new))
    whole = old.index("Il")
    target = describe(old, Span(whole, old.index("\n\n")))
    assert anchor(target, new).state is PlaceState.MOVED
    assert anchor(target, new, old_text=old).state is PlaceState.MOVED


@given(st.integers(0, 3), st.integers(0, 3))
def test_another_programs_note_is_followed_where_its_paragraph_moved(which, to):
    paragraphs = [
        "The council met on Monday to talk about the old bridge over the river.",
        "Oil prices fell by two percent, and analysts put it down to full stocks.",
        "She painted the fence green, then slept until noon in the garden.",
        "Neither side would name a day for the next round of their talks.",
    ]
    old, passage = "\n\n".join(paragraphs), paragraphs[which]
    paragraphs.insert(to, paragraphs.pop(which))
    new = "\n\n".join(["A foreword.", *paragraphs])
    start = old.index(passage)
    ours = describe(old, Span(start, start + len(passage)))
    foreign = replace(ours, prefix=ours.prefix[-32:], suffix=ours.suffix[:32], text_hash="", times=0, nth=0)
    assert anchor(foreign, new).span == Span(new.index(passage), new.index(passage) + len(passage))


def test_rewritten_in_its_surroundings_is_changed_and_not_a_copy_elsewhere():
    old = (
        "The council met on Monday to talk about the bridge. The mayor promised money before the winter comes. "
        "Nobody in the hall believed her.\n\nLater that night it rained."
    )
    passage = "The mayor promised money before the winter comes."
    new = old.replace(passage, "The mayor had promised some money before spring comes.")
    new += f"\n\nA quiz asked who said it: {passage} Three of ten people knew the answer."
    start = old.index(passage)
    found = anchor(describe(old, Span(start, start + len(passage))), new)
    assert found.state is PlaceState.CHANGED
    assert found.span.of(new) == "The mayor had promised some money before spring comes."

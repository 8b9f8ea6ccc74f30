"""What passages stand in (sentence, paragraph, heading, neighbours) and how that tells their places."""

from __future__ import annotations

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from reader.model.annotation import PlaceState
from reader.model.span import Span
from reader.notes.anchor import anchor, describe
from reader.notes.blocks import Blocks, Stretch
from reader.notes.carried import candidates
from reader.notes.passage import Ground, Quarry, Revision
from reader.notes.standing import against_others, standing
from reader.text.words import PARAGRAPH, SENTENCE, cut
from tests.strategies import prose

TOWNS = ("Aldersund", "Brekkby", "Castorp")
OPENING = "The council of {} met on Tuesday to hear what the new bridge over the river would cost."
REFRAIN = "No vote was taken, and the hearing will go on next month."
CLOSING = "Most of the money for {} is to come from the province, as it did when the old ferry was bought."


def section(town: str) -> str:
    return f"News from {town}\n\n{OPENING.format(town)} {REFRAIN}\n\n{CLOSING.format(town)}"


OLD = "\n\n".join(section(town) for town in TOWNS)


def carried(new: str, start: int, length: int, old: str = OLD):
    return anchor(describe(old, Span(start, start + length)), new, old_text=old)


def refrain_of(text: str, town: str) -> int:
    return text.index(REFRAIN, text.index(f"News from {town}"))


@pytest.mark.parametrize("town", TOWNS)
def test_a_passage_of_a_section_that_is_gone_is_not_in_the_sections_like_it(town):
    new = "\n\n".join(section(each) for each in TOWNS if each != town)
    assert carried(new, refrain_of(OLD, town), len(REFRAIN)).state is PlaceState.ORPHAN


@pytest.mark.parametrize("order", [(0, 2, 1), (2, 0, 1), (1, 2, 0)])
def test_each_of_several_equal_sentences_goes_with_its_section(order):
    new = "\n\n".join(section(TOWNS[each]).replace("Tuesday", "Tuesday evening") for each in order)
    for town in TOWNS:
        place = carried(new, refrain_of(OLD, town), len(REFRAIN))
        assert place.span is not None
        assert place.span.start == refrain_of(new, town)


def test_words_of_a_sentence_that_is_gone_are_no_place_in_another_sentence():
    words = "what the new bridge over the river would cost"
    old = f"{section('Aldersund')}\n\nThe harbour was closed for two days after the storm."
    new = f"{old.replace(OPENING.format('Aldersund') + ' ', '')}\n\nA poet wrote down {words} in sweat and song."
    place = carried(new, old.index(words), len(words), old)
    assert place.state is PlaceState.ORPHAN


def test_a_paragraph_that_was_moved_and_rewritten_is_followed():
    sentence = CLOSING.format("Brekkby")
    now = "Nearly all money for Brekkby should come from the province, as it did when the first ferry was bought."
    new = f"{now}\n\n{OLD.replace(sentence, 'Nobody spoke against it.')}"
    place = carried(new, OLD.index(sentence), len(sentence))
    assert place.state is PlaceState.CHANGED
    assert place.span.of(new) == now


def stretch(text: str, words: str) -> Stretch:
    start = text.index(words)
    blocks = Blocks(cut(text))
    return Stretch(blocks, *blocks.words.within(Span(start, start + len(words))))


def test_a_stretch_knows_its_sentence_paragraph_and_heading():
    passage = stretch(OLD, "the province")
    assert " ".join(passage.wider(SENTENCE, 99).words).startswith("Most of the money for Aldersund")
    refrain = stretch(OLD, REFRAIN).wider(PARAGRAPH, 99)
    assert refrain.words[:4] == ["The", "council", "of", "Aldersund"]
    assert refrain.wider(PARAGRAPH, 0) == refrain
    assert passage.heading == ["News", "from", "Aldersund"]
    assert stretch(OLD, CLOSING.format("Castorp")).heading == ["News", "from", "Castorp"]
    assert stretch(OLD, "News from Aldersund").heading == []


def test_a_place_that_fits_a_copy_better_is_told_apart():
    mine, other = stretch(OLD, REFRAIN), stretch(OLD[10:], CLOSING.format("Aldersund"))
    theirs = against_others(other, [mine], mine)
    ours = against_others(mine, [other], mine)
    assert theirs["fits others better"] == ours["fits others worse"] > 0
    assert not any(against_others(mine, [], mine).values())


def test_what_stayed_is_wholly_alike():
    passage = stretch(OLD, REFRAIN)
    assert set(standing(passage, passage).values()) == {1.0}


@settings(deadline=None)
@given(prose.filter(str.strip), prose, st.data())
def test_every_candidate_has_the_same_signs_each_from_0_to_1(old, new, data):
    start = data.draw(st.integers(0, len(old) - 1))
    end = data.draw(st.integers(start + 1, len(old)))
    assume(old[start:end].strip())
    ground = Ground(new + old[start:end])
    found = candidates(Quarry(describe(old, Span(start, end))), ground, Revision.between(old, ground))
    assert found
    assert len({tuple(each.signs) for each in found}) == 1
    assert all(0.0 <= sign <= 1.0 for each in found for sign in each.signs.values())

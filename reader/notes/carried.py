"""A passage carried over from the text that its note was made on into the present one, through a word diff.

The diff says more than the words alone: a place in the present text that belongs to another place of the old one
is not where this passage went, however equal the words. Every place that the passage may have gone to is weighed
(``reader.notes.signs``); without one that is surely right there is none.
"""

from __future__ import annotations

from collections.abc import Iterator

from reader.model.annotation import Place
from reader.model.span import Span
from reader.notes.copies import counted, looked_at
from reader.notes.images import Image, images, span_of
from reader.notes.passage import Change, Ground, Quarry, Revision, found, place_of, same_words
from reader.notes.signs import Passage, signs
from reader.notes.weighing import Candidate, beside_others, likeliest
from reader.text.fold import folded

TABLE = "carried_weights.tsv"
_LEADS = ("around", "near", "its paragraph", "kept")
_ROW = 6  # unchanged words in a row that are no chance
_COPIES = 6  # places with the same words that are looked at


def carry(quarry: Quarry, ground: Ground, change: Revision) -> Place:
    """Return where a passage of the old text stands now."""
    place = untouched(quarry, ground, change)
    return place or likeliest(quarry, candidates(quarry, ground, change), TABLE, ", carried over")


def untouched(quarry: Quarry, ground: Ground, change: Revision) -> Place | None:
    """Return where the words still stand together, between the same words; None when they don't."""
    first, last = change.alignment.old.within(quarry.inner)
    if not _is_untouched(change, first, last):
        return None
    image = Image(change.alignment.to[first], change.alignment.to[last - 1] + 1)
    span = place_of(quarry, ground.text, span_of(change, quarry.inner, image))
    return found(quarry, span, 1.0, "the same words, carried over")


def candidates(quarry: Quarry, ground: Ground, change: Revision) -> list[Candidate]:
    """Return the places that a passage of the old text may have gone to."""
    passage = Passage(quarry, change, *change.alignment.old.within(quarry.inner))
    copies = ground.copies(quarry.words)
    turns = {same_words(quarry, ground, at): turn for turn, at in looked_at(quarry, ground, copies, _COPIES)}
    weighed = []
    spans = dict(_images(quarry, ground, passage))
    spans |= {span: folded(span.of(ground.text)).strip() for span in turns if span not in spans}
    for span, words in spans.items():
        if words:
            found = {
                **signs(passage, ground, span, words),
                **counted(quarry.target, len(copies), turns.get(span)),
            }
            weighed.append(Candidate(span, words == quarry.words, found))
    return [Candidate(each.span, each.same, {**each.signs, **beside_others(each, weighed, _LEADS)}) for each in weighed]


def _images(quarry: Quarry, ground: Ground, passage: Passage) -> Iterator[tuple[Span, str]]:
    """Yield the places where the diff puts a passage, and their folded words."""
    for image in images(passage.change, passage.first, passage.last):
        span = span_of(passage.change, quarry.inner, image)
        words = folded(span.of(ground.text))
        yield place_of(quarry, ground.text, span) if words == quarry.words else span, words.strip()


def _is_untouched(change: Change, first: int, last: int) -> bool:
    """Tell whether the words still stand together, between the same words, in a row too long to be chance."""
    to = change.alignment.to
    by = to[first] - first
    joined = (
        first > 0 and last < len(to) and to[first] > 0 and all(to[at] == at + by for at in range(first - 1, last + 1))
    )
    return joined and _is_row(change, first - 1, last + 1, by)


def _is_row(change: Change, first: int, last: int, by: int) -> bool:
    """Tell whether words that stand ``by`` further on are enough in a row, with those before and behind that do too."""
    to, keys = change.alignment.to, change.alignment.old.keys
    words = sum(key[0].isalnum() for key in keys[first:last])
    while words < _ROW and first > 0 and to[first - 1] == first - 1 + by:
        first -= 1
        words += keys[first][0].isalnum()
    while words < _ROW and last < len(to) and to[last] == last + by:
        words += keys[last][0].isalnum()
        last += 1
    return words >= _ROW

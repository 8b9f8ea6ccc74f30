"""Finding the passage of a note again, in a text that may have changed. Pure functions over text.

A ladder: each step answers with a place, or with an orphan when it knows that there is none, or passes on.

1. the same text: the offsets;
2. the text that the note was made on at hand: what a word diff made of the passage (``reader.notes.carried``),
   and nothing else, since the diff knows which of several equal places belongs to which;
3. else the exact words, apart from white space and the shapes of marks, where what stands around them fits best;
4. words that are nearly the same, in surroundings that are (``reader.notes.fuzzy``).

Where two places would do equally well, or none does well enough, the note is an orphan: a wrong place is worse
than none.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from reader.model.annotation import Place, PlaceState, Target
from reader.model.article import text_hash as hash_of
from reader.model.span import Span
from reader.notes.passage import Change, Ground, Quarry, common_prefix, found, occurrences, orphan, place_of
from reader.text.carry import carried
from reader.text.fold import fold

CONTEXT = 32
"""Characters of surroundings that a note remembers on each side."""

# How much of the surroundings has to fit before words count as the passage: the shorter, the more. The same five
# words stand in two places easily; the same two lines hardly ever.
_NEEDED = ((48, 0.0), (24, 0.15), (12, 0.3), (0, 0.5))
_NEEDED_OF_SEVERAL = 0.4
_NEEDED_OF_FEWER = 0.5  # where the words stand less often than they did: then it may be this one that is gone
_LEAD = 0.15
_WHOLLY = 0.9
_UNFIT = 0.3  # with less of the surroundings, the same words are taken for others if the passage's own place has some
_EDGE = 8  # what a side counts that has nothing on it: the beginning or the end of the text


def describe(text: str, span: Span) -> Target:
    """Return what a note on ``span`` of ``text`` remembers of its passage."""
    return Target(
        exact=span.of(text),
        prefix=text[max(0, span.start - CONTEXT) : span.start],
        suffix=text[span.end : span.end + CONTEXT],
        span=span,
        text_hash=hash_of(text),
        times=text.count(span.of(text)) if len(span) else 0,
    )


def describe_whole(text: str) -> Target:
    """Return what a note on a text as a whole remembers: which text it was."""
    return Target("", "", "", Span(0, 0), hash_of(text), whole=True)


def anchor(target: Target, text: str, text_hash: str | None = None, *, old_text: str | None = None) -> Place:
    """Return where a passage stands in a text.

    Args:
        target: what the note remembers of it.
        text: the present text.
        text_hash: its SHA-256, if that is known already.
        old_text: the text that the note was made on, if it is at hand; any other is of no use and ignored.
    """
    return Anchorage(text, text_hash, lambda _: old_text).place(target)


class Anchorage:
    """A text in which notes find their places. What is derived from it is computed once for all of them.

    Args:
        text: the present text.
        text_hash: its SHA-256, if that is known already.
        version: returns the text that a note was made on by that text's SHA-256, None when it isn't at hand.
    """

    def __init__(
        self, text: str, text_hash: str | None = None, version: Callable[[str], str | None] = lambda _: None
    ) -> None:
        self._ground = Ground(text, text_hash)
        self._version = version
        self._changes: dict[str, Change] = {}

    def place(self, target: Target) -> Place:
        """Return where a passage stands in the text."""
        if target.whole:
            return Place(PlaceState.HERE, None, 1.0, "the note is on the article as a whole")
        quarry = Quarry(target)
        place = _same_text(quarry, self._ground)
        if place is not None:
            return place
        change = self._change(target)
        if change is not None:
            from reader.notes.carried import carry  # noqa: PLC0415  imports rapidfuzz, which most readings never need

            return carry(quarry, self._ground, change)
        place = _exact_words(quarry, self._ground) or _similar_words(quarry, self._ground)
        if place.state is PlaceState.ORPHAN and _is_bare(target):
            return _only_one(quarry, self._ground) or place
        return place

    def carry(self, offset: int, text_hash: str) -> int | None:
        """Return where an offset of the version with that SHA-256 is now; None when that isn't at hand."""
        change = self._change_since(text_hash)
        return carried(change.alignment, offset) if change is not None else None

    def _change(self, target: Target) -> Change | None:
        """Return what changed since the note was made; None when its text isn't at hand, or is another."""
        change = self._change_since(target.text_hash)
        return change if change is not None and target.span.of(change.old_text) == target.exact else None

    def _change_since(self, text_hash: str) -> Change | None:
        change = self._changes.get(text_hash)
        if change is None:
            old = self._version(text_hash)
            if old is None:
                return None
            change = self._changes[text_hash] = Change(old, self._ground.text)
        return change


def anchor_all(
    targets: Iterable[Target], text: str, text_hash: str | None = None, *, old_texts: Mapping[str, str] | None = None
) -> list[Place]:
    """Return where passages stand in a text, as one ``Anchorage`` does.

    ``old_texts`` are the texts that notes were made on, by their SHA-256, as far as they are at hand.
    """
    anchorage = Anchorage(text, text_hash, (old_texts or {}).get)
    return [anchorage.place(target) for target in targets]


def _same_text(quarry: Quarry, ground: Ground) -> Place | None:
    target = quarry.target
    if target.span.of(ground.text) == target.exact and ground.hash == target.text_hash:
        return Place(PlaceState.HERE, target.span, 1.0, "the text is the one that the note was made on")
    if not quarry.words:
        return orphan(0.0, "the text has changed, and the passage is only white space")
    return None


def _exact_words(quarry: Quarry, ground: Ground) -> Place | None:
    places = occurrences(quarry.words, ground.folded.text)
    if not places:
        return None
    length = len(quarry.words)
    ranked = sorted(((surroundings(quarry, ground, at, at + length), at) for at in places), reverse=True)
    best, at = ranked[0]
    if best < _UNFIT and (rewritten := _rewritten(quarry, ground)) is not None:
        return rewritten
    if len(ranked) > 1:
        second = ranked[1][0]
        unmoved = [at for fit, at in ranked if fit == best and ground.folded.starts[at] == _start(quarry)]
        if unmoved and best >= _WHOLLY and second == best:
            at = unmoved[0]
        elif best - second < _LEAD:
            return orphan(best, f"the words stand in {len(ranked)} places, and nothing tells which is meant")
    if best < _needed(quarry, len(ranked)):
        is_only = len(ranked) == 1 and quarry.target.times <= 1
        return None if is_only else orphan(best, "the words stand elsewhere, in other surroundings")
    span = ground.folded.original(at, at + length)
    return found(quarry, place_of(quarry, ground.text, span), best, "the same words")


def _is_bare(target: Target) -> bool:
    """Tell whether the words are all that is known of a passage: its note was made without the text at hand."""
    return not target.text_hash and not (target.prefix and target.suffix)


def _only_one(quarry: Quarry, ground: Ground) -> Place | None:
    """Return the place of words that stand in the text just once."""
    places = occurrences(quarry.words, ground.folded.text)
    if len(places) != 1:
        return None
    span = ground.folded.original(places[0], places[0] + len(quarry.words))
    return found(quarry, place_of(quarry, ground.text, span), 0.5, "the only place with these words")


def _rewritten(quarry: Quarry, ground: Ground) -> Place | None:
    """Return the place between what stood around the passage, if something like it stands there."""
    from reader.notes.fuzzy import between  # noqa: PLC0415

    likest = between(quarry, ground)
    return Place(PlaceState.CHANGED, likest.span, likest.score, likest.reason) if likest is not None else None


def _similar_words(quarry: Quarry, ground: Ground) -> Place:
    from reader.notes.fuzzy import similar  # noqa: PLC0415  imports rapidfuzz, which most readings never need

    likest = similar(quarry, ground)
    if likest.span is None:
        return orphan(likest.score, likest.reason)
    if fold(likest.span.of(ground.text)).text == quarry.words:
        return found(quarry, likest.span, likest.score, "the same words, in surroundings that were changed")
    return Place(PlaceState.CHANGED, likest.span, likest.score, likest.reason)


def surroundings(quarry: Quarry, ground: Ground, start: int, end: int) -> float:
    """Return how much of what stood around the passage stands around ``start`` to ``end`` of the folded text.

    From 0 to 1, counted outwards from the passage to the first difference on each side.
    """
    text = ground.folded.text
    near = text[max(0, start - 2 * CONTEXT) : start].rstrip()
    far = text[end : end + 2 * CONTEXT].lstrip()
    fits = [_side(quarry.before[::-1], near[::-1]), _side(quarry.after, far)]
    weights = [len(quarry.before) or _EDGE, len(quarry.after) or _EDGE]
    return sum(fit * weight for fit, weight in zip(fits, weights, strict=True)) / sum(weights)


def _side(remembered: str, present: str) -> float:
    if not remembered:
        return 0.0 if present else 1.0
    return common_prefix(remembered, present) / len(remembered)


def _needed(quarry: Quarry, places: int) -> float:
    needed = next(fit for length, fit in _NEEDED if len(quarry.words) >= length)
    if quarry.target.times > places:
        return max(needed, _NEEDED_OF_FEWER)
    if places > 1:
        return max(needed, _NEEDED_OF_SEVERAL)
    return needed


def _start(quarry: Quarry) -> int:
    exact = quarry.target.exact
    return quarry.target.span.start + len(exact) - len(exact.lstrip())

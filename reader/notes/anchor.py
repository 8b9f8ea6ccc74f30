"""Finding the passage of a note again, in a text that may have changed. Pure functions over text.

In this order: the same text; the exact words, where what stands around them fits best; words that are nearly the
same, in nearly the same surroundings. Where two places would do equally well, or none does well enough, the note
is an orphan: a wrong place is worse than none.
"""

from __future__ import annotations

from reader.model.annotation import Place, PlaceState, Target
from reader.model.article import text_hash as hash_of
from reader.model.span import Span

CONTEXT = 32
"""Characters of surroundings that a note remembers on each side."""

# From here on words count as the same passage, changed. Below 80 %, one of ten passages whose words had been replaced
# by others of the same article was still "found" in trials with shuffled sentences.
_FUZZY_ENOUGH = 82.0
_FUZZY_SHORTEST = 16  # shorter passages look like too many others
_LEAD = 8.0
# Passages of this length need no surroundings to be told apart from a chance repetition.
_LONG = 64
_CONTEXT_ENOUGH = 0.5


def describe(text: str, span: Span) -> Target:
    """Return what a note on ``span`` of ``text`` remembers of its passage."""
    return Target(
        exact=span.of(text),
        prefix=text[max(0, span.start - CONTEXT) : span.start],
        suffix=text[span.end : span.end + CONTEXT],
        span=span,
        text_hash=hash_of(text),
    )


def anchor(target: Target, text: str, text_hash: str = "") -> Place:
    """Return where ``target`` stands in ``text``; ``text_hash`` is the text's SHA-256 if that is known already."""
    span = target.span
    if (text_hash or hash_of(text)) == target.text_hash and span.of(text) == target.exact:
        return Place(PlaceState.HERE, span, 1.0, "the text is the one that the note was made on")
    if not target.exact.strip():
        return Place(PlaceState.ORPHAN, None, 0.0, "the note has no passage")
    return _exact(target, text) or _fuzzy(target, text)


def _exact(target: Target, text: str) -> Place | None:
    places = _occurrences(target.exact, text)
    if not places:
        return None
    scored = sorted(
        ((_context(target, text, Span(at, at + len(target.exact))), at) for at in places), reverse=True
    )
    best, at = scored[0]
    span = Span(at, at + len(target.exact))
    if len(scored) > 1 and scored[1][0] >= best:
        return Place(
            PlaceState.ORPHAN, None, best, "the same words stand in several places, and nothing decides"
        )
    if best < _CONTEXT_ENOUGH and len(target.exact) < _LONG and (len(scored) > 1 or best == 0.0):
        return Place(
            PlaceState.ORPHAN, None, best, "the same words stand elsewhere, in quite other surroundings"
        )
    if at == target.span.start:
        return Place(PlaceState.HERE, span, best, "the same words stand at the same place")
    return Place(PlaceState.MOVED, span, best, "the same words stand at another place")


def _occurrences(words: str, text: str) -> list[int]:
    found, at = [], text.find(words)
    while at >= 0:
        found.append(at)
        at = text.find(words, at + 1)
    return found


def _context(target: Target, text: str, span: Span) -> float:
    """Return how much of the remembered surroundings stands around ``span``: from 0 to 1, counted outwards."""
    before = text[max(0, span.start - len(target.prefix)) : span.start]
    after = text[span.end : span.end + len(target.suffix)]
    alike = _alike(target.prefix[::-1], before[::-1]) + _alike(target.suffix, after)
    whole = len(target.prefix) + len(target.suffix)
    at_edge = (not target.prefix and span.start == 0) + (not target.suffix and span.end == len(text))
    return alike / whole if whole else at_edge / 2


def _alike(one: str, other: str) -> int:
    """Return how many characters agree from the start on."""
    return next(
        (at for at, pair in enumerate(zip(one, other, strict=False)) if pair[0] != pair[1]),
        min(len(one), len(other)),
    )


def _fuzzy(target: Target, text: str) -> Place:
    orphan = Place(PlaceState.ORPHAN, None, 0.0, "neither the words nor anything like them stand in the text")
    if len(target.exact) < _FUZZY_SHORTEST or len(text) < _FUZZY_SHORTEST:
        return orphan
    from rapidfuzz import fuzz  # noqa: PLC0415  only when no exact place is left

    def find(part: str) -> tuple[float, Span] | None:
        found = fuzz.partial_ratio_alignment(target.exact, part, score_cutoff=_FUZZY_ENOUGH)
        if found is None or found.dest_end <= found.dest_start:
            return None
        return found.score, Span(found.dest_start, found.dest_end)

    best = find(text)
    if best is None:
        return orphan
    score, span = best
    rivals = (find(text[: span.start]), find(text[span.end :]))
    if any(rival is not None and rival[0] > score - _LEAD for rival in rivals):
        return Place(PlaceState.ORPHAN, None, score / 100, "several places are nearly like the passage")
    return Place(PlaceState.CHANGED, _whole_words(text, span), score / 100, "the words were changed")


def _whole_words(text: str, span: Span) -> Span:
    """Widen a span to whole words, and leave out white space at its ends."""
    start, end = span.start, span.end
    while start > 0 and text[start - 1].isalnum() and text[start : start + 1].isalnum():
        start -= 1
    while end < len(text) and text[end - 1].isalnum() and text[end].isalnum():
        end += 1
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end)

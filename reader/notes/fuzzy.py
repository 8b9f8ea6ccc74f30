"""A passage whose words were changed: the most similar stretch of the text, if it surely is the passage."""

from __future__ import annotations

import re
from dataclasses import dataclass

from rapidfuzz import fuzz
from rapidfuzz.distance import Indel, Levenshtein

from reader.model.span import Span
from reader.notes.passage import Ground, Quarry
from reader.text.words import cut

# Tuned for no wrong place on edited news and on passages that were deleted while similar ones stand elsewhere.
_SHORTEST = 12  # shorter passages are like too many words
_ALIKE = 0.80  # with little around it
_LIKELY = 0.60  # with the surroundings in place
_AROUND = 0.55
_LITTLE = 0.12
_CERTAIN = (48, 0.90)  # so long and so alike that nothing need stand around it
_LEAD = 0.10
_COMMON = 60  # a word that stands more often tells nothing about the place
_STRIDE = 16  # words that count as one beginning
_PARTS = 4
_KEY = 12  # characters right before and behind the passage that mark its place


@dataclass(frozen=True, slots=True)
class Similar:
    """A stretch of the text that may be the passage; without a span, the reason why none is."""

    span: Span | None
    score: float
    reason: str


@dataclass(frozen=True, slots=True)
class _Candidate:
    start: int
    end: int
    alike: float
    around: float

    @property
    def score(self) -> float:
        return 0.7 * self.alike + 0.3 * self.around


def similar(quarry: Quarry, ground: Ground) -> Similar:
    """Return the place of a passage that no longer stands word for word in the text."""
    text = ground.folded.text
    gap = _between(quarry, text)
    if gap is not None and not text[gap.start : gap.end].strip():
        return Similar(None, 0.0, "the passage was taken out; what stood around it is still there")
    candidates = [] if gap is None else [_measure(quarry, ground, gap.start, gap.end)]
    if len(quarry.words) >= _SHORTEST:
        candidates += [_measure(quarry, ground, *_trimmed(quarry, text, *found)) for found in _aligned(quarry, ground)]
    ranked = sorted(candidates, key=lambda candidate: candidate.score, reverse=True)
    if not ranked:
        return Similar(None, 0.0, "neither the passage nor anything like it stands in the text")
    best = ranked[0]
    rivals = [each for each in ranked[1:] if each.end <= best.start or each.start >= best.end]
    if not _is_enough(quarry, best):
        return Similar(None, best.score, "nothing in the text is enough like the passage")
    if any(rival.score > best.score - _LEAD for rival in rivals):
        return Similar(None, best.score, "several places are about as much like the passage")
    return Similar(ground.folded.original(best.start, best.end), best.score, "the words were changed")


def between(quarry: Quarry, ground: Ground) -> Similar | None:
    """Return what stands between the passage's surroundings, if it is like the passage."""
    gap = _between(quarry, ground.folded.text)
    if gap is None or gap.start == gap.end:
        return None
    found = _measure(quarry, ground, gap.start, gap.end)
    if not _is_enough(quarry, found):
        return None
    return Similar(ground.folded.original(gap.start, gap.end), found.score, "the words were changed")


def _is_enough(quarry: Quarry, found: _Candidate) -> bool:
    if found.around >= _AROUND:
        return found.alike >= _LIKELY
    if found.alike >= _ALIKE and found.around >= _LITTLE:
        return len(quarry.words) >= 2 * _SHORTEST
    length, alike = _CERTAIN
    return len(quarry.words) >= length and found.alike >= alike


def _between(quarry: Quarry, text: str) -> Span | None:
    """Return what stands between the characters right before and right behind the passage, if they are unique."""
    before, after = quarry.before[-_KEY:], quarry.after[:_KEY]
    if len(before) < _KEY or len(after) < _KEY or text.count(before) != 1 or text.count(after) != 1:
        return None
    start, end = text.find(before) + _KEY, text.find(after)
    if not 0 <= end - start <= 3 * len(quarry.words) + _KEY:
        return None
    return _stripped(text, start, end)


def _aligned(quarry: Quarry, ground: Ground) -> list[tuple[int, int]]:
    """Return the most similar stretches of the text, at most one from each of the likeliest parts."""
    text = ground.folded.text
    found = []
    for part in _parts(quarry, ground):
        best = fuzz.partial_ratio_alignment(quarry.words, text[part.start : part.end], score_cutoff=50.0)
        if best is not None and best.dest_start < best.dest_end:
            found.append((part.start + best.dest_start, part.start + best.dest_end))
    return found


def _parts(quarry: Quarry, ground: Ground) -> list[Span]:
    """Return the parts of the text that share most words with the passage and its surroundings, the likeliest first.

    Each shared word votes for where the passage would begin by it, the rarer it is the more.
    """
    around = cut(f"{quarry.before} {quarry.words} {quarry.after}").keys
    votes: dict[int, float] = {}
    for at, word in enumerate(around):
        places = ground.index.get(word, ())
        if len(places) <= _COMMON:
            for place in places:
                begin = (place - at) // _STRIDE
                votes[begin] = votes.get(begin, 0.0) + 1 / len(places)
    spans = ground.words.spans
    likeliest = sorted(votes, key=lambda begin: votes[begin] + votes.get(begin + 1, 0.0), reverse=True)
    parts: list[Span] = []
    for begin in likeliest[:_PARTS]:
        first = max(0, (begin - 1) * _STRIDE)
        last = min(len(spans) - 1, (begin + 2) * _STRIDE + len(around) + len(around) // 2)
        if first <= last:
            parts.append(Span(spans[first][0], spans[last][1]))
    return parts


def _trimmed(quarry: Quarry, text: str, start: int, end: int) -> tuple[int, int]:
    """Move the ends of an aligned stretch, which is as long as the passage was, to where the passage ends now."""
    slack = len(quarry.words) // 2 + _KEY
    low, high = max(0, start - slack), min(len(text), end + slack)
    blocks = [
        block for block in Levenshtein.opcodes(quarry.words, text[low:high]).as_matching_blocks() if block.size >= 3
    ]
    blocks = [block for block in blocks if low + block.b < end and low + block.b + block.size > start]
    if blocks:
        first, last = blocks[0], blocks[-1]
        start, end = low + first.b, low + last.b + last.size
        if first.a > 2:  # its beginning was changed: up to what stood before it
            start = _up_to(text, quarry.before[-_KEY:], max(low, start - 2 * first.a - _KEY), start)
        missing = len(quarry.words) - last.a - last.size
        if missing > 2:
            end = _down_to(text, quarry.after[:_KEY], end, min(high, end + 2 * missing + _KEY))
    found = _stripped(text, *_whole_words(text, start, end))
    return (found.start, found.end) if len(found) else (start, end)


def _up_to(text: str, before: str, low: int, start: int) -> int:
    at = text.rfind(before, low, start) if before else -1
    return start if at < 0 else at + len(before)


def _down_to(text: str, after: str, end: int, high: int) -> int:
    at = text.find(after, end, high) if after else -1
    return end if at < 0 else at


def _whole_words(text: str, start: int, end: int) -> tuple[int, int]:
    while start > 0 and text[start - 1].isalnum() and text[start].isalnum():
        start -= 1
    while end < len(text) and text[end - 1].isalnum() and text[end].isalnum():
        end += 1
    return start, end


def _stripped(text: str, start: int, end: int) -> Span:
    words = re.compile(r"\s*(.*?)\s*", re.DOTALL).fullmatch(text, start, end)
    return Span(*words.span(1)) if words else Span(start, end)


def _measure(quarry: Quarry, ground: Ground, start: int, end: int) -> _Candidate:
    text = ground.folded.text
    alike = Indel.normalized_similarity(quarry.words, text[start:end])
    sides = [
        (quarry.before, text[max(0, start - len(quarry.before) - 2) : start].rstrip()),
        (quarry.after, text[end : end + len(quarry.after) + 2].lstrip()),
    ]
    fits = [_fit(remembered, present) for remembered, present in sides]
    return _Candidate(start, end, alike, sum(fits) / 2)


def _fit(remembered: str, present: str) -> float:
    """Return how alike the surroundings on one side are; what is less than half alike is so by chance."""
    if not remembered or not present:
        return 1.0 if remembered == present else 0.0
    return max(0.0, 2 * Indel.normalized_similarity(remembered, present) - 1)

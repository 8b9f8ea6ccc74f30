"""The plain methods that anchoring is compared with: a target and two texts in, a span or None out."""

from __future__ import annotations

import re
from collections.abc import Callable
from difflib import SequenceMatcher

from rapidfuzz import fuzz

from reader.model.annotation import Target

Found = tuple[int, int] | None


def first_exact(target: Target, new: str, old: str) -> Found:
    """Return the first place where the words stand."""
    at = new.find(target.exact)
    return (at, at + len(target.exact)) if at >= 0 else None


def best_context(target: Target, new: str, old: str) -> Found:
    """Return the place of the exact words whose surroundings are most like those remembered."""
    places = [match.start() for match in re.finditer(re.escape(target.exact), new)]
    if not places:
        return None

    def fit(at: int) -> float:
        end = at + len(target.exact)
        before, after = new[max(0, at - len(target.prefix)) : at], new[end : end + len(target.suffix)]
        return fuzz.ratio(target.prefix, before) + fuzz.ratio(target.suffix, after)

    at = max(places, key=fit)
    return at, at + len(target.exact)


def exact_then_fuzzy(target: Target, new: str, old: str) -> Found:
    """Return the exact words with the best surroundings, else the most similar stretch."""
    return best_context(target, new, old) or _fuzzy(target.exact, new)


def fuzzy_surroundings(target: Target, new: str, old: str) -> Found:
    """Look for the passage together with what stands around it; then for the passage in there."""
    whole = target.prefix + target.exact + target.suffix
    found = _fuzzy(whole, new, 70.0)
    if found is None:
        return None
    inner = _fuzzy(target.exact, new[found[0] : found[1]], 60.0)
    return (found[0] + inner[0], found[0] + inner[1]) if inner else None


def word_diff(target: Target, new: str, old: str) -> Found:
    """Carry the passage over through a diff of the words; None when none of them is left."""
    one, two = _words(old), _words(new)
    matcher = SequenceMatcher(None, [word for word, _ in one], [word for word, _ in two], autojunk=False)
    images = [
        (two[b + step][1], two[b + step][1] + len(two[b + step][0]))
        for a, b, size in matcher.get_matching_blocks()
        for step in range(size)
        if target.span.start <= one[a + step][1] < target.span.end and one[a + step][0].strip()
    ]
    return (images[0][0], images[-1][1]) if images else None


def _words(text: str) -> list[tuple[str, int]]:
    return [(match[0], match.start()) for match in re.finditer(r"\w+|[^\w\s]", text)]


def _fuzzy(words: str, text: str, floor: float = 70.0) -> Found:
    found = fuzz.partial_ratio_alignment(words, text, score_cutoff=floor)
    if found is None or len(text) < len(words) or found.dest_end <= found.dest_start:
        return None
    return found.dest_start, found.dest_end


METHODS: dict[str, Callable[[Target, str, str], Found]] = {
    "first exact": first_exact,
    "exact, best context": best_context,
    "the same, then fuzzy": exact_then_fuzzy,
    "fuzzy with surroundings": fuzzy_surroundings,
    "word diff": word_diff,
}

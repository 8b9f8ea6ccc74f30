"""Where the English of an article is written: by spelling, coins, measures and words of every day."""

from __future__ import annotations

import functools
from collections import defaultdict
from collections.abc import Mapping, Set

from reader.analysis.gazetteer import read_data

_MOST = 5.0
"""What all words together say at most, in logarithms of odds."""


@functools.cache
def _signs() -> dict[str, tuple[tuple[str, float], ...]]:
    found: dict[str, tuple[tuple[str, float], ...]] = {}
    for line in read_data("dialect.tsv").splitlines():
        if line and not line.startswith("#"):
            countries, weight, words = line.split("\t")
            for word in words.split(";"):
                found[word] = (*found.get(word, ()), *((code, float(weight)) for code in countries.split()))
    return found


def dialect(words: Set[str]) -> Mapping[str, float]:
    """Return for each country how much the ``words`` of an article speak for it, in logarithms of odds."""
    table = _signs()
    scores: dict[str, float] = defaultdict(float)
    for word in words:
        for code, weight in table.get(word, ()):
            scores[code] += weight
    most = max(scores.values(), default=0.0)
    return {code: score * min(1.0, _MOST / most) for code, score in scores.items()}

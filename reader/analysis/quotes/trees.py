"""Scores things by small boosted trees over named numbers; the trees are data, grown by ``scripts/train_quotes.py``."""

from __future__ import annotations

import functools
import json
import operator
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from reader.analysis.gazetteer import read_data

_CHUNK = 2_000
"""Rows that go through the trees together: bounds the memory."""

Numbers = npt.NDArray[np.intp]

Tree = float | list[Any]
"""A leaf's number, or ``[feature, threshold, tree if at most, tree if more]``."""


class Trees:
    """Boosted binary trees whose summed leaves are the log-odds of "right".

    ``model`` is what ``data/quote_*.json`` holds: ``features``, the names in their order; ``base``, where the sum
    begins; ``habits``, for each lemma of a cue the share of its places that report something, ``habit`` that of any
    other; ``trees``, the trees.

    Many nodes ask the same, so each question is answered once a row; then all trees are walked down together, level
    by level, by the answers.
    """

    def __init__(self, model: Mapping[str, Any]) -> None:
        names: list[str] = model["features"]
        self._base: float = model["base"]
        self._habits: dict[str, float] = model["habits"]
        self._habit: float = model["habit"]
        self._row = operator.itemgetter(*names, names[0])  # one more than the features: for one it gives no tuple
        questions: dict[tuple[str, float], int] = {}
        self._levels: list[Numbers] = []
        level: list[Tree] = model["trees"]
        while any(isinstance(tree, list) for tree in level):
            asked = [(tree[0], float(tree[1])) if isinstance(tree, list) else (names[0], 0.0) for tree in level]
            self._levels.append(np.array([questions.setdefault(each, len(questions)) for each in asked], dtype=np.intp))
            level = [branch for tree in level for branch in _branches(tree)]
        self._leaves = np.array(level, dtype=np.float64)
        self._features = np.array([names.index(name) for name, _ in questions], dtype=np.intp)
        self._thresholds = np.array([threshold for _, threshold in questions])
        self._trees = np.arange(len(model["trees"]))

    def habit(self, lemma: str) -> float:
        """Return how often a cue of that lemma reports something, from 0 to 1."""
        return self._habits.get(lemma, self._habit)

    def score(self, rows: Sequence[Mapping[str, float]]) -> list[float]:
        """Return the probability of each row, from 0 to 1; a row holds every feature's value by its name."""
        scores: list[float] = []
        for start in range(0, len(rows), _CHUNK):
            table = np.array([self._row(row) for row in rows[start : start + _CHUNK]], dtype=np.float64)
            more = table.take(self._features, axis=1) > self._thresholds
            first = np.arange(len(table))[:, None] * len(self._thresholds)
            at = np.tile(self._trees, (len(table), 1))
            for questions in self._levels:
                at = 2 * at + more.take(questions.take(at) + first)
            odds = self._base + self._leaves.take(at).sum(axis=1)
            scores.extend((1 / (1 + np.exp(-odds))).tolist())
        return scores


def _branches(tree: Tree) -> tuple[Tree, Tree]:
    """Return what lies on the two sides of a tree's question; a leaf, which asks nothing, lies on both."""
    return (tree[2], tree[3]) if isinstance(tree, list) else (tree, tree)


@functools.cache
def load_trees(name: str) -> Trees:
    """Return the trees of ``data/<name>.json``, read once a process."""
    return Trees(json.loads(read_data(f"{name}.json")))

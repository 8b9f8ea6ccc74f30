"""Scores things by small boosted trees over named numbers; the trees are data, grown by ``scripts/train_quotes.py``."""

from __future__ import annotations

import functools
import json
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from reader.analysis.gazetteer import read_data

_CHUNK = 2_000
"""Rows that go through the trees together: bounds the memory."""

Tree = float | list[Any]
"""A leaf's number, or ``[feature, threshold, tree if at most, tree if more]``."""


class Trees:
    """Boosted binary trees whose summed leaves are the log-odds of "right".

    ``model`` is what ``data/quote_*.json`` holds: ``features``, the names in their order; ``base``, where the sum
    begins; ``habits``, for each lemma of a cue the share of its places that report something, ``habit`` that of any
    other; ``trees``, the trees.
    """

    def __init__(self, model: Mapping[str, Any]) -> None:
        self._names: list[str] = model["features"]
        self._base: float = model["base"]
        self._habits: dict[str, float] = model["habits"]
        self._habit: float = model["habit"]
        columns = {name: number for number, name in enumerate(self._names)}
        nodes: list[tuple[int, float, int, int, float]] = []
        self._roots = np.array([_flatten(tree, columns, nodes) for tree in model["trees"]], dtype=np.intp)
        self._depth = max((_depth(tree) for tree in model["trees"]), default=0)
        feature, threshold, left, right, value = zip(*nodes, strict=True)
        self._feature = np.array(feature, dtype=np.intp)
        self._threshold = np.array(threshold)
        self._next = np.array([left, right], dtype=np.intp)
        self._value = np.array(value)

    def habit(self, lemma: str) -> float:
        """Return how often a cue of that lemma reports something, from 0 to 1."""
        return self._habits.get(lemma, self._habit)

    def score(self, rows: Sequence[Mapping[str, float]]) -> list[float]:
        """Return the probability of each row, from 0 to 1; a row holds every feature's value by its name."""
        scores: list[float] = []
        for start in range(0, len(rows), _CHUNK):
            chunk = rows[start : start + _CHUNK]
            table = np.array([[float(row[name]) for name in self._names] for row in chunk])
            at = np.tile(self._roots, (len(chunk), 1))
            lines = np.arange(len(chunk))[:, None]
            for _ in range(self._depth):
                more = table[lines, self._feature[at]] > self._threshold[at]
                at = self._next[more.astype(np.intp), at]
            odds = self._base + self._value[at].sum(axis=1)
            scores.extend((1 / (1 + np.exp(-odds))).tolist())
        return scores


def _flatten(tree: Tree, columns: dict[str, int], nodes: list[tuple[int, float, int, int, float]]) -> int:
    """Add a tree's nodes and return its root's number; a leaf leads to itself."""
    here = len(nodes)
    if isinstance(tree, int | float):
        nodes.append((0, 0.0, here, here, float(tree)))
        return here
    name, threshold, left, right = tree
    nodes.append((0, 0.0, 0, 0, 0.0))
    children = _flatten(left, columns, nodes), _flatten(right, columns, nodes)
    nodes[here] = (columns[name], float(threshold), *children, 0.0)
    return here


def _depth(tree: Tree) -> int:
    return 0 if isinstance(tree, int | float) else 1 + max(_depth(tree[2]), _depth(tree[3]))


@functools.cache
def load_trees(name: str) -> Trees:
    """Return the trees of ``data/<name>.json``, read once a process."""
    return Trees(json.loads(read_data(f"{name}.json")))

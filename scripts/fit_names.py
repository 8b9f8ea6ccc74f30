"""Fit the weights by which a name is told to be a person's (``reader/analysis/data/name_weights.tsv``).

    pip install -e .      # numpy comes with spaCy
    python scripts/fit_names.py TEXTS.jsonl LABELS.tsv

TEXTS: one object a line with ``id`` and ``text``. LABELS: id, name in lower case (``candidates.key_of``) and 1 for a
person or 0, parted by tabs. Neither is part of Dateline, whose weights were fitted on 4,973 names of 548 news articles,
1,028 of which were labelled one by one; in the others the label is plain (the model and the lists of given names and
surnames agree, or nothing speaks for a person) and counts half. A bare last or first name of somebody whose full name
stands in the article is left out, since it goes with the full name.

A logistic regression with an L2 penalty over the features of ``name_evidence.py``, which know no word. Prints how many
names come out right on five folds of articles that were left out of the fit.
"""

from __future__ import annotations

import json
import sys
import zlib
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from reader.analysis.candidates import candidate_spans
from reader.analysis.entities import could_be_person
from reader.analysis.lines import lines_of
from reader.analysis.name_evidence import NameEvidence, bare_last_names, features, gather
from reader.analysis.pipeline import COMPONENTS, build_pipeline
from reader.analysis.version import DEFAULT_MODEL

TARGET = Path(__file__).resolve().parent.parent / "reader" / "analysis" / "data" / "name_weights.tsv"
PENALTY = 0.6
SHIFT = 0.25
"""Added to the bias: where precision and recall cost the same, F1 on left-out folds was best here."""
FOLDS = 5

Numbers = NDArray[np.float64]
Row = tuple[str, dict[str, float], int, float]


def rows(texts: Path, labels: Path) -> Iterator[Row]:
    """Yield (article, features, label, weight) for every name that has a label."""
    known = {(a, b): int(c) for a, b, c in (line.split("\t") for line in labels.read_text("utf-8").splitlines())}
    nlp = build_pipeline(DEFAULT_MODEL)
    articles = [json.loads(line) for line in texts.read_text("utf-8").splitlines()]
    with nlp.select_pipes(disable=list(COMPONENTS)):
        docs = nlp.pipe(article["text"] for article in articles)
        for article, doc in zip(articles, docs, strict=True):
            evidence = gather(candidate_spans(doc, list(lines_of(doc))))
            bare = bare_last_names(evidence, doc)
            for key, item in _open(evidence):
                row = features(item, bare)
                sure = known.get((article["id"], key))
                label = _plain(row) if sure is None else sure
                if label is not None:
                    yield article["id"], row, label, 0.5 if sure is None else 1.0


def _open(evidence: dict[str, NameEvidence]) -> Iterator[tuple[str, NameEvidence]]:
    """Yield the names that the weights decide on."""
    full = [key.split(" ") for key, item in evidence.items() if " " in key and item.vote("PERSON") > SHIFT * 2]
    parts = {word for words in full for word in (words[0], words[-1])}
    for key, item in evidence.items():
        if could_be_person([token.text for token in item.spans[0]]) and key not in parts:
            yield key, item


def _plain(row: dict[str, float]) -> int | None:
    """Return the label of a name that leaves no doubt, else None."""
    if row["person"]:
        return 1 if row["person"] == 1 and row.get("given and surname", 0) > SHIFT * 2 else None
    doubtful = row["titled"] or row["cued"] or row["speaks"] or row.get("given") or row.get("single surname", 0) > SHIFT
    return None if doubtful else 0


def fit(x: Numbers, y: Numbers, w: Numbers) -> Numbers:
    """Return the weights of a penalised logistic regression, found by Newton's method."""
    beta = np.zeros(x.shape[1])
    for _ in range(40):
        p = 1 / (1 + np.exp(-x @ beta))
        gradient = x.T @ (w * (p - y)) + PENALTY * beta
        hessian = (x.T * (w * p * (1 - p))) @ x + PENALTY * np.eye(x.shape[1])
        beta -= np.linalg.solve(hessian, gradient)
    return beta


def main(texts: str, labels: str) -> None:
    """Fit, print what left-out folds say, write the weights."""
    data = list(rows(Path(texts), Path(labels)))
    names = sorted({name for _, row, _, _ in data for name in row})
    x = np.array([[row.get(name, 0.0) for name in names] for _, row, _, _ in data])
    y = np.array([float(label) for _, _, label, _ in data])
    w = np.array([weight for _, _, _, weight in data])
    fold = np.array([zlib.crc32(article.encode()) % FOLDS for article, _, _, _ in data])
    right = np.zeros(len(y), dtype=bool)
    for k in range(FOLDS):
        out = fold == k
        right[out] = (x[out] @ fit(x[~out], y[~out], w[~out]) > -SHIFT) == (y[out] > 0)
    one_by_one = w == 1
    print(
        f"{len(y)} names, right {right.mean():.3f}; {one_by_one.sum()} of them by hand, {right[one_by_one].mean():.3f}"
    )
    beta = fit(x, y, w)
    beta[names.index("bias")] += SHIFT
    lines = [f"{name}\t{weight:.2f}" for name, weight in zip(names, beta, strict=True)]
    head = (
        "# How much each sign says that a name is a person's. Written by scripts/fit_names.py; columns: sign, weight."
    )
    TARGET.write_text("\n".join([head, *lines]) + "\n", encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main(*sys.argv[1:])

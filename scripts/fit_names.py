"""Fit the weights by which a name is told to be a person's (``reader/analysis/data/name_weights.tsv``).

    pip install -e .      # numpy comes with spaCy
    python scripts/fit_names.py TEXTS.jsonl LABELS.tsv

TEXTS: one object a line with ``id``, ``text`` and, if it isn't 1, ``weight``. LABELS: id, name in lower case
(``borders.key_of``) and 1 for a person or 0, parted by tabs; a name without a label is left out. Neither is part of
Dateline, whose weights were fitted on all the names of 449 news articles, which a reader went through one by one, and
on two copies of them in which four people of five, and a third of the towns and firms, were given other names of
forty languages, the same all over an article (given names and surnames drawn from the package faker and from lists of
Chinese, Korean, Arabic, Slavic and African names): one copy of whole articles (weight .5), one of windows of two to
four paragraphs (.2). So the weights know names that neither Dateline's lists nor the model know, and people without
their full names. In a copy a name is a person's when it stands where a person's did. A copy's id is the article's,
"#" and anything else. A bare last or first name of somebody whose full name stands in the article is left out, since
it goes with the full name.

A logistic regression with an L2 penalty over ``names/features.py``, none of which knows a word. Prints how
many names come out wrong or missed on five folds of articles that were left out of the fit.
"""

from __future__ import annotations

import json
import sys
import zlib
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from reader.analysis.lines import lines_of
from reader.analysis.names.candidates import candidate_spans
from reader.analysis.names.component import ruled_out
from reader.analysis.names.evidence import NameEvidence, gather
from reader.analysis.names.features import NameContext, features, name_context
from reader.analysis.names.listed import listed_names
from reader.analysis.names.ordinary import ordinary_words
from reader.analysis.pipeline import COMPONENTS, build_pipeline
from reader.analysis.version import DEFAULT_MODEL

TARGET = Path(__file__).resolve().parent.parent / "reader" / "analysis" / "data" / "name_weights.tsv"
PENALTY = 0.6
SHIFT = 0.25
"""Added to the bias: on texts of other kinds than those of the fit, more names were missed than were wrong."""
FOLDS = 5
MOSTLY = 0.5

Numbers = NDArray[np.float64]
Row = tuple[str, dict[str, float], int, float]


def rows(texts: Path, labels: Path) -> Iterator[Row]:
    """Yield (article, features, label, weight) for every name that has a label."""
    known = {(a, b): int(c) for a, b, c in (line.split("\t") for line in labels.read_text("utf-8").splitlines())}
    nlp = build_pipeline(DEFAULT_MODEL)
    ordinary = ordinary_words(nlp)
    articles = [json.loads(line) for line in texts.read_text("utf-8").splitlines()]
    with nlp.select_pipes(disable=list(COMPONENTS)):
        docs = nlp.pipe(article["text"] for article in articles)
        for article, doc in zip(articles, docs, strict=True):
            lines = list(lines_of(doc))
            listed = listed_names(doc, lines)
            evidence = gather(candidate_spans(doc, lines, listed), lines, listed)
            context = name_context(doc, evidence, ordinary)
            for key, item in _open(evidence, context):
                if (article["id"], key) in known:
                    label, weight = known[article["id"], key], article.get("weight", 1.0)
                    yield article["id"].split("#")[0], features(item, context), label, weight


def _open(evidence: dict[str, NameEvidence], context: NameContext) -> Iterator[tuple[str, NameEvidence]]:
    """Yield the names that the weights decide on."""
    full = [key.split(" ") for key, item in evidence.items() if " " in key and item.vote("PERSON") > MOSTLY]
    parts = {word for words in full for word in (words[0], words[-1])}
    for key, item in evidence.items():
        if not ruled_out(item, context) and key not in parts:
            yield key, item


def fit(x: Numbers, y: Numbers, weight: Numbers) -> Numbers:
    """Return the weights of a penalised logistic regression, found by Newton's method."""
    beta = np.zeros(x.shape[1])
    for _ in range(40):
        p = 1 / (1 + np.exp(-x @ beta))
        gradient = x.T @ (weight * (p - y)) + PENALTY * beta
        hessian = (x.T * (weight * p * (1 - p))) @ x + PENALTY * np.eye(x.shape[1])
        beta -= np.linalg.solve(hessian, gradient)
    return beta


def main(texts: str, labels: str) -> None:
    """Fit, print what left-out folds say, write the weights."""
    data = list(rows(Path(texts), Path(labels)))
    names = sorted({name for _, row, _, _ in data for name in row})
    x = np.array([[row.get(name, 0.0) for name in names] for _, row, _, _ in data])
    y = np.array([float(label) for _, _, label, _ in data])
    weight = np.array([weight for _, _, _, weight in data])
    fold = np.array([zlib.crc32(article.encode()) % FOLDS for article, _, _, _ in data])
    found = np.zeros(len(y), dtype=bool)
    for k in range(FOLDS):
        out = fold == k
        found[out] = x[out] @ fit(x[~out], y[~out], weight[~out]) > -SHIFT
    for each in sorted(set(weight.tolist()), reverse=True):
        part, named = weight == each, int(y[weight == each].sum())
        wrong, missed = int((found & part & (y == 0)).sum()), int((~found & part & (y > 0)).sum())
        print(f"weight {each}: {part.sum()} names, {named} people's; on left-out folds {wrong} wrong, {missed} missed")
    beta = fit(x, y, weight)
    beta[names.index("bias")] += SHIFT
    lines = [f"{name}\t{weight:.2f}" for name, weight in zip(names, beta, strict=True)]
    head = (
        "# How much each sign says that a name is a person's. Written by scripts/fit_names.py; columns: sign, weight."
    )
    TARGET.write_text("\n".join([head, *lines]) + "\n", encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main(*sys.argv[1:])

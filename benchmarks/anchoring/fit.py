"""Fit the weights by which a place is told to be a passage's (``reader/notes/data/*_weights.tsv``).

    PYTHONPATH=. python -m benchmarks.anchoring.fit --sdists FOLDER --texts FOLDER [--rounds 3]
        [--only carried|remembered|uncounted] [--products N]

Logistic regression over what ``reader.notes.carried`` (with the old text) and ``reader.notes.remembered`` (the note
alone; ``uncounted`` are notes that don't know how often their words stood) find for every candidate of every case of
the part ``tuned`` that is weighed at all (``examples``). Products of two signs are added one by one, always the one
that explains most of what is left (score test). Prints how it does on each fifth of the packages and articles when
fitted, products and all, on the other four; without the old text, 0 is a note with 128 characters on each side, 1 one
with 32.
"""

from __future__ import annotations

import argparse
import itertools
from collections import Counter, defaultdict
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from benchmarks.anchoring.cases import Case
from benchmarks.anchoring.examples import FOLDS, WAYS, Collected, collect
from benchmarks.anchoring.run import Found, outcome, real_cases, synthetic_cases
from reader.model.span import Span
from reader.notes.weighing import ENOUGH, PRODUCT, Candidate, chosen

DATA = Path(__file__).resolve().parents[2] / "reader" / "notes" / "data"
_RIDGE = 1.0
Array = NDArray[np.float64]


def main() -> None:
    """Collect the examples, fit, check, write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sdists", type=Path, required=True)
    parser.add_argument("--texts", type=Path, required=True)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--products", type=int, help="how many; by default what cross-validation spoke for")
    parser.add_argument("--only", choices=WAYS)
    args = parser.parse_args()
    sets = {"real": real_cases(args.sdists, "tuned"), "made": synthetic_cases(args.texts, "tuned", args.rounds)}
    cases = [case for some in sets.values() for case in some]
    kinds = [f"{name} {case.kind}" for name, some in sets.items() for case in some]
    for way in [args.only] if args.only else WAYS:
        fit(way, cases, kinds, len(sets["real"]), WAYS[way][1] if args.products is None else args.products)


def fit(way: str, cases: Sequence[Case], kinds: Sequence[str], real: int, most: int) -> None:
    """Fit one table of weights; the first ``real`` cases are real."""
    collected = collect(way, cases, real)
    examples = collected.examples
    names = list(examples[0].signs)
    signs = np.array([[each.signs[name] for name in names] for each in examples])
    weights = np.array([each.weight for each in examples])
    rights = np.array([float(each.right) for each in examples])
    chances = np.zeros(len(examples))
    for fold in range(FOLDS):
        out = np.array([each.fold == fold for each in examples])
        terms, found = model(signs[~out], rights[~out], weights[~out], most)
        chances[out] = predicted(columns_of(signs[out], terms), found)
    print(way)
    for enough in (ENOUGH - 0.1, ENOUGH, ENOUGH + 0.1):
        show(cases, kinds, collected, chances, enough)
    terms, found = model(signs, rights, weights, most)
    write(DATA / WAYS[way][0], [PRODUCT.join(names[at] for at in both) for both in terms], found)


def model(signs: Array, rights: Array, counts: Array, most: int) -> tuple[list[tuple[int, ...]], Array]:
    """Return the signs and the ``most`` products of two that tell most, and their weights."""
    terms = [(at,) for at in range(signs.shape[1])] + products(signs, rights, counts, most)
    return terms, fitted(columns_of(signs, terms), rights, counts)


def columns_of(signs: Array, chosen: Sequence[tuple[int, ...]]) -> Array:
    """Return a column for each sign or product of signs."""
    return np.stack([signs[:, list(both)].prod(axis=1) for both in chosen], axis=1)


def predicted(columns: Array, weights: Array) -> Array:
    """Return the chances."""
    return np.asarray(1 / (1 + np.exp(-np.clip(columns @ weights, -30, 30))))


def fitted(columns: Array, rights: Array, counts: Array) -> Array:
    """Return the weights of a logistic regression with a ridge (Newton's method)."""
    weights = np.zeros(columns.shape[1])
    ridge = _RIDGE * np.ones(columns.shape[1])
    ridge[0] = 0.0  # "always" is as it is
    for _ in range(40):
        chances = predicted(columns, weights)
        slopes = counts * np.maximum(chances * (1 - chances), 1e-6)
        step = np.linalg.solve(
            (columns * slopes[:, None]).T @ columns + np.diag(ridge),
            columns.T @ (counts * (rights - chances)) - ridge * weights,
        )
        weights += step
        if abs(step).max() < 1e-4:
            break
    return weights


def products(signs: Array, rights: Array, counts: Array, most: int) -> list[tuple[int, ...]]:
    """Return the pairs of signs that explain most of what is left without them, one by one."""
    singles = [(at,) for at in range(signs.shape[1])]
    pairs = list(itertools.combinations_with_replacement(range(1, signs.shape[1]), 2))  # 0 is "always"
    every = columns_of(signs, pairs)
    chosen: list[int] = []
    for _ in range(most):
        columns = np.c_[columns_of(signs, singles), every[:, chosen]]
        chances = predicted(columns, fitted(columns, rights, counts))
        slopes = counts * chances * (1 - chances)
        inner = (columns * slopes[:, None]).T @ columns + _RIDGE * np.eye(columns.shape[1])
        across = (columns * slopes[:, None]).T @ every
        spread = (every * every * slopes[:, None]).sum(0) - (across * np.linalg.solve(inner, across)).sum(0)
        gains = (every.T @ (counts * (rights - chances))) ** 2 / np.maximum(spread, 1.0)
        gains[chosen] = 0.0
        chosen.append(int(gains.argmax()))
    return [pairs[at] for at in chosen]


def show(cases: Sequence[Case], kinds: Sequence[str], collected: Collected, chances: Array, enough: float) -> None:
    """Print the shares of right and wrong places."""
    answers: dict[tuple[int, int], Found] = dict(collected.settled)
    weighed: dict[tuple[int, int], list[tuple[float, Candidate]]] = defaultdict(list)
    for each, chance in zip(collected.examples, chances, strict=True):
        candidate = Candidate(Span(*each.found), each.signs["equal"] > 0, each.signs)
        weighed[each.case, each.way].append((float(chance), candidate))
    for asked, some in weighed.items():
        place = chosen(some, enough)
        answers[asked] = (place.span.start, place.span.end) if isinstance(place, Candidate) else None
    rows: dict[str, Counter[str]] = defaultdict(Counter)
    for way in range(max(way for _, way in answers) + 1):
        for number, case in enumerate(cases):
            told = outcome(case, answers.get((number, way)))
            for kind in (kinds[number], f"{kinds[number].partition(' ')[0]} all"):
                rows[f"{way} {kind}"].update((told, "n"))
    print(f"from {enough:.1f}: right / wrong")
    for kind, row in sorted(rows.items()):
        print(f"  {kind:18} {row['n']:6} {row['right'] / row['n']:.4f} / {row['wrong'] / row['n']:.4f}")


def write(target: Path, names: Sequence[str], weights: Array) -> None:
    """Write the weights down."""
    rows = sorted(zip(names, weights, strict=True), key=lambda row: (PRODUCT in row[0], row[0]))
    target.write_text(
        "# How much each sign says that a place is a passage's. Written by benchmarks/anchoring/fit.py;"
        " columns: sign, weight.\n" + "".join(f"{name}\t{weight:.2f}\n" for name, weight in rows)
    )
    print(f"{target}: {len(rows)} weights")


if __name__ == "__main__":
    main()

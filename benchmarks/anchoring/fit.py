"""Fit the weights by which a place is told to be a passage's (``reader/notes/data/*_weights.tsv``).

    PYTHONPATH=. python -m benchmarks.anchoring.fit --sdists FOLDER --texts FOLDER [--rounds 2] [--products 16]
        [--only carried|remembered|uncounted]

Logistic regression over what ``reader.notes.carried`` (with the old text) and ``reader.notes.remembered`` (the note
alone; ``uncounted`` are notes that don't know how often their words stood) find for every candidate of every case of
the part ``tuned``. Products of two signs are added one by one, always the one that explains most of what is left (score
test). Prints how it does on each fifth of the packages and articles when fitted on the other four; without the old
text, 0 is a note with 128 characters on each side, 1 one with 32.
"""

from __future__ import annotations

import argparse
import hashlib
import itertools
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from benchmarks.anchoring.cases import Case
from benchmarks.anchoring.run import outcome, real_cases, synthetic_cases
from reader.model.annotation import Target
from reader.model.span import Span
from reader.notes import carried, remembered
from reader.notes.anchor import describe
from reader.notes.passage import Ground, Quarry, Revision
from reader.notes.weighing import ENOUGH, PRODUCT, Candidate, Signs

DATA = Path(__file__).resolve().parents[2] / "reader" / "notes" / "data"
_FOLDS = 5
_RIDGE = 1.0
_MADE = 0.6  # what a made case counts beside a real one
_WHOLE = 1_000  # real cases from which on one package's count less, so that none outweighs the rest
_SHORT = 32  # characters of surroundings that other programs and older notes remember
Array = NDArray[np.float64]
Gather = Callable[[Case, Ground], Iterator[list[Candidate]]]
"""Yields the candidates for a case, once for each way to ask."""


@dataclass(frozen=True, slots=True)
class Example:
    """A candidate of a case, and whether it is the right one. ``way`` numbers the ways to ask."""

    case: int
    way: int
    fold: int
    weight: float
    signs: Signs
    found: tuple[int, int]
    right: bool


def main() -> None:
    """Collect the examples, fit, check, write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sdists", type=Path, required=True)
    parser.add_argument("--texts", type=Path, required=True)
    parser.add_argument("--rounds", type=int, default=2)
    parser.add_argument("--products", type=int, default=16)
    parser.add_argument("--only", choices=WAYS)
    args = parser.parse_args()
    sets = {"real": real_cases(args.sdists, "tuned"), "made": synthetic_cases(args.texts, "tuned", args.rounds)}
    cases = [case for some in sets.values() for case in some]
    kinds = [f"{name} {case.kind}" for name, some in sets.items() for case in some]
    for way in [args.only] if args.only else WAYS:
        fit(way, cases, kinds, len(sets["real"]), args.products)


def fit(way: str, cases: Sequence[Case], kinds: Sequence[str], real: int, most: int) -> None:
    """Fit one table of weights; the first ``real`` cases are real."""
    table, gather = WAYS[way]
    examples = list(examples_of(cases, real, gather))
    names = list(examples[0].signs)
    signs = np.array([[each.signs[name] for name in names] for each in examples])
    weights = np.array([each.weight for each in examples])
    rights = np.array([float(each.right) for each in examples])
    chosen = [(at,) for at in range(len(names))] + products(signs, rights, weights, most)
    columns = columns_of(signs, chosen)
    chances = np.zeros(len(examples))
    for fold in range(_FOLDS):
        out = np.array([each.fold == fold for each in examples])
        chances[out] = predicted(columns[out], fitted(columns[~out], rights[~out], weights[~out]))
    print(way)
    for enough in (ENOUGH - 0.1, ENOUGH, ENOUGH + 0.1):
        show(cases, kinds, examples, chances, enough)
    write(DATA / table, [PRODUCT.join(names[at] for at in both) for both in chosen], fitted(columns, rights, weights))


def with_old_text() -> Gather:
    """Return what asks with the text that the note was made on at hand."""
    known: dict[tuple[str, str], Revision] = {}

    def gather(case: Case, ground: Ground) -> Iterator[list[Candidate]]:
        texts = case.old, case.new
        if texts not in known:
            known.clear()
            known[texts] = Revision.between(case.old, ground)
        yield list(carried.candidates(Quarry(_target(case)), ground, known[texts]))

    return gather


def the_note_alone() -> Gather:
    """Return what asks with nothing but a note of ours: one that remembers much, and an older one."""

    def gather(case: Case, ground: Ground) -> Iterator[list[Candidate]]:
        target = _target(case)
        yield remembered.candidates(Quarry(target), ground)
        yield remembered.candidates(Quarry(_short(target)), ground)

    return gather


def anothers_note() -> Gather:
    """Return what asks with a note that doesn't know how often its words stood, nor, once, where."""

    def gather(case: Case, ground: Ground) -> Iterator[list[Candidate]]:
        target = replace(_target(case), times=0, nth=0)
        yield remembered.candidates(Quarry(target), ground)
        yield remembered.candidates(Quarry(replace(_short(target), text_hash="")), ground)

    return gather


def _short(target: Target) -> Target:
    return replace(target, prefix=target.prefix[-_SHORT:], suffix=target.suffix[:_SHORT])


def _target(case: Case) -> Target:
    return describe(case.old, Span(case.start, case.end))


WAYS: Mapping[str, tuple[str, Gather]] = {
    "carried": (carried.TABLE, with_old_text()),
    "remembered": (remembered.COUNTED, the_note_alone()),
    "uncounted": (remembered.UNCOUNTED, anothers_note()),
}


def examples_of(cases: Sequence[Case], real: int, gather: Gather) -> Iterator[Example]:
    """Yield the candidates of all cases; the first ``real`` ones are real."""
    sizes = Counter(_package(case) for case in cases[:real])
    for new, group in groupby(enumerate(cases), key=lambda each: each[1].new):
        ground = Ground(new)
        for number, case in group:
            package = _package(case)
            fold = int(hashlib.md5(package.encode()).hexdigest(), 16) % _FOLDS  # noqa: S324
            count = min(1.0, _WHOLE / sizes[package]) if number < real else _MADE
            for way, candidates in enumerate(gather(case, ground)):
                for each in candidates:
                    found = each.span.start, each.span.end
                    right = case.gold is not None and outcome(case, found) == "right"
                    yield Example(number, way, fold, count, each.signs, found, right)


def _package(case: Case) -> str:
    return case.source.partition("/")[0]


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


def show(
    cases: Sequence[Case], kinds: Sequence[str], examples: Sequence[Example], chances: Array, enough: float
) -> None:
    """Print the shares of right and wrong places."""
    best: dict[tuple[int, int], tuple[float, tuple[int, int]]] = {}
    for each, chance in zip(examples, chances, strict=True):
        if chance >= max(enough, best.get((each.case, each.way), (0.0,))[0]):
            best[each.case, each.way] = chance, each.found
    rows: dict[str, Counter[str]] = defaultdict(Counter)
    for way in range(max(each.way for each in examples) + 1):
        for number, case in enumerate(cases):
            told = outcome(case, best[number, way][1] if (number, way) in best else None)
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

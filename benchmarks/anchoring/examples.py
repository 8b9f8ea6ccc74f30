"""What ``reader.notes`` weighs for each case: the candidates with their signs, and which of them are right.

With the old text, with a note alone (``remembered``: one that remembers 128 characters on each side, one with 32), and
with another program's (``uncounted``: it doesn't know how often its words stood, nor, once, where). Cases that are
settled without weighing teach nothing about weights: they have an answer, and no examples.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import groupby

from benchmarks.anchoring.cases import Case
from benchmarks.anchoring.run import Found, outcome
from reader.model.annotation import Place, Target
from reader.model.span import Span
from reader.notes import carried, remembered
from reader.notes.anchor import describe
from reader.notes.passage import Ground, Quarry, Revision
from reader.notes.weighing import Candidate, Signs

FOLDS = 5
_MADE = 0.6  # what a made case counts beside a real one
_WHOLE = 1_000  # real cases from which on one package's count less, so that none outweighs the rest
_SHORT = 32  # characters of surroundings that other programs and older notes remember
_AT_ONCE = 8
Answer = Place | list[Candidate]
Asking = Callable[[Sequence[Case], Ground], Iterator[list[Answer]]]
"""Yields for each case of one pair of texts what is found, once for each way to ask."""


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


@dataclass(frozen=True, slots=True)
class Collected:
    """The candidates that are weighed, and what is answered without weighing, by case and way."""

    examples: list[Example] = field(default_factory=list)
    settled: dict[tuple[int, int], Found] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Pair:
    """The cases of one pair of texts, with their numbers and what each counts."""

    numbers: Sequence[int]
    cases: Sequence[Case]
    weights: Sequence[float]


def collect(way: str, cases: Sequence[Case], real: int) -> Collected:
    """Return what is found for all cases; the first ``real`` ones are real."""
    sizes = Counter(_package(case) for case in cases[:real])
    pairs = []
    for _, group in groupby(enumerate(cases), key=lambda each: (each[1].old, each[1].new)):
        numbers, some = zip(*group, strict=True)
        weights = [
            min(1.0, _WHOLE / sizes[_package(case)]) if number < real else _MADE
            for number, case in zip(numbers, some, strict=True)
        ]
        pairs.append(_Pair(numbers, some, weights))
    collected = Collected()
    with ProcessPoolExecutor() as pool:
        for each in pool.map(partial(_of_pair, way), pairs, chunksize=_AT_ONCE):
            collected.examples.extend(each.examples)
            collected.settled.update(each.settled)
    return collected


def _of_pair(way: str, pair: _Pair) -> Collected:
    collected = Collected()
    answers = WAYS[way][2](pair.cases, Ground(pair.cases[0].new))
    for number, case, weight, asked in zip(pair.numbers, pair.cases, pair.weights, answers, strict=True):
        fold = int(hashlib.md5(_package(case).encode()).hexdigest(), 16) % FOLDS  # noqa: S324
        for how, answer in enumerate(asked):
            if isinstance(answer, Place):
                span = answer.span
                collected.settled[number, how] = (span.start, span.end) if span else None
                continue
            for each in answer:
                found = each.span.start, each.span.end
                right = case.gold is not None and outcome(case, found) == "right"
                collected.examples.append(Example(number, how, fold, weight, each.signs, found, right))
    return collected


def _with_old_text(cases: Sequence[Case], ground: Ground) -> Iterator[list[Answer]]:
    change = Revision.between(cases[0].old, ground)
    for case in cases:
        quarry = Quarry(_target(case))
        yield [carried.untouched(quarry, ground, change) or carried.candidates(quarry, ground, change)]


def _the_note_alone(cases: Sequence[Case], ground: Ground) -> Iterator[list[Answer]]:
    for case in cases:
        target = _target(case)
        yield [_remembered(target, ground), _remembered(_short(target), ground)]


def _anothers_note(cases: Sequence[Case], ground: Ground) -> Iterator[list[Answer]]:
    for case in cases:
        target = replace(_target(case), times=0, nth=0)
        yield [_remembered(target, ground), _remembered(replace(_short(target), text_hash=""), ground)]


def _remembered(target: Target, ground: Ground) -> Answer:
    quarry = Quarry(target)
    return remembered.intact(quarry, ground) or remembered.candidates(quarry, ground)


def _short(target: Target) -> Target:
    return replace(target, prefix=target.prefix[-_SHORT:], suffix=target.suffix[:_SHORT])


def _target(case: Case) -> Target:
    return describe(case.old, Span(case.start, case.end))


def _package(case: Case) -> str:
    return case.source.partition("/")[0]


WAYS: Mapping[str, tuple[str, int, Asking]] = {
    "carried": (carried.TABLE, 32, _with_old_text),
    "remembered": (remembered.COUNTED, 16, _the_note_alone),
    "uncounted": (remembered.UNCOUNTED, 16, _anothers_note),
}
"""For each way to ask the table of its weights, and how many products of two signs it has (by cross-validation)."""

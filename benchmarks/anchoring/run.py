"""How often anchoring puts a note where it belongs, beside plain methods.

    PYTHONPATH=. python -m benchmarks.anchoring.run --sdists FOLDER [--texts FOLDER] [--part held|fresh|tuned]
        [--plain] [--hard]

Real cases come from the packages in ``releases.tsv``: fetch their releases into FOLDER first (``--fetch`` does it,
with pip and npm). Synthetic ones are edits of the sample articles, or of the ``*.txt`` in ``--texts``. Thresholds were
tuned on the part ``tuned`` only; ``held`` and ``fresh`` are those to report.

right: the place overlaps the right one by half or more of both (no place where the passage is gone); wrong: another
place; missed: no place although there is one; exact: both borders hit, white space at the ends aside.
"""

from __future__ import annotations

import argparse
import pickle
import random
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from itertools import groupby
from pathlib import Path

from benchmarks.anchoring import plain, real, synthetic
from benchmarks.anchoring.cases import Case, is_near
from benchmarks.anchoring.hard import HardEditing
from benchmarks.anchoring.releases import PARTS, fetch, releases
from reader.model.annotation import Target
from reader.model.span import Span
from reader.notes.anchor import anchor_all, describe

Found = tuple[int, int] | None
Method = Callable[[Sequence[Case]], list[Found]]

_AT_ONCE = 8  # pairs of texts that one process is given at once

SEEDS = {"tuned": 1, "held": 2, "fresh": 3}


def with_old_text(cases: Sequence[Case]) -> list[Found]:
    """Anchor with the old version at hand."""
    return _anchored(cases, with_old=True)


def selector_only(cases: Sequence[Case]) -> list[Found]:
    """Anchor with nothing but what the notes themselves remember."""
    return _anchored(cases, with_old=False)


def _anchored(cases: Sequence[Case], *, with_old: bool) -> list[Found]:
    """Anchor the passages of one pair of texts together, as Dateline does it with the notes of an article."""
    targets = [describe(each.old, Span(each.start, each.end)) for each in cases]
    known = {targets[0].text_hash: cases[0].old} if with_old else {}
    return [
        (place.span.start, place.span.end) if place.span else None
        for place in anchor_all(targets, cases[0].new, old_texts=known)
    ]


def one_by_one(method: Callable[[Target, str, str], Found]) -> Method:
    """Return a plain method as one that takes cases."""
    return partial(_each, method)


def _each(method: Callable[[Target, str, str], Found], cases: Sequence[Case]) -> list[Found]:
    return [method(describe(case.old, Span(case.start, case.end)), case.new, case.old) for case in cases]


def main() -> None:
    """Collect the cases, run the methods, print the tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sdists", type=Path, help="the folder with the releases")
    parser.add_argument("--fetch", action="store_true", help="fetch them with pip and npm first")
    parser.add_argument("--texts", type=Path, default=Path(__file__).parents[2] / "seeds")
    parser.add_argument("--rounds", type=int, default=20, help="synthetic cases an article and manner")
    parser.add_argument("--part", choices=PARTS, default="held")
    parser.add_argument("--plain", action="store_true", help="the plain methods too (slow)")
    parser.add_argument("--hard", action="store_true", help="hard made cases too")
    parser.add_argument("--failures", type=Path, help="write what went wrong there")
    args = parser.parse_args()
    if args.fetch:
        fetch(args.sdists)
    methods: dict[str, Method] = {"with the old text": with_old_text, "selector only": selector_only}
    if args.plain:
        methods |= {title: one_by_one(method) for title, method in plain.METHODS.items()}
    sets = {"synthetic": synthetic_cases(args.texts, args.part, args.rounds)}
    if args.hard:
        sets["hard"] = synthetic_cases(args.texts, args.part, args.rounds, HardEditing)
    if args.sdists:
        sets["real"] = real_cases(args.sdists, args.part)
    failures = args.failures.open("w") if args.failures else None
    for name, cases in sets.items():
        for title, method in methods.items():
            outcomes = run(cases, method)
            show(f"{name}, {args.part} · {title}", cases, outcomes)
            if failures and title not in plain.METHODS:
                failures.writelines(told(title, case, found) for case, found in zip(cases, outcomes, strict=True))


def real_cases(folder: Path, part: str) -> list[Case]:
    """Return the cases from the releases; kept beside them, since pairing takes minutes."""
    kept = folder / f"{part}.pickle"
    if not kept.exists():
        left_out: Counter[str] = Counter()
        found = list(real.cases(folder, releases(part), left_out))
        print(f"{len(found)} cases from releases; left out as unclear: {left_out.total()} {dict(left_out)}")
        kept.write_bytes(pickle.dumps(found))
    return list(pickle.loads(kept.read_bytes()))  # noqa: S301  written above


def synthetic_cases(
    folder: Path, part: str, rounds: int, editing: type[synthetic.Editing] = synthetic.Editing
) -> list[Case]:
    """Return the cases made by editing texts; every second text is of one part."""
    files = sorted(path for path in folder.iterdir() if path.suffix in {".txt", ".md"})
    articles = [(path.stem, path.read_text()) for path in files]
    mine = articles if len(articles) < 20 else articles[SEEDS[part] - 1 :: 2]
    return list(synthetic.cases(mine, random.Random(SEEDS[part]), rounds, editing))


def run(cases: Sequence[Case], method: Method) -> list[Found]:
    """Return what a method answers to each case; cases of one pair of texts stand together."""
    pairs = [list(group) for _, group in groupby(cases, key=lambda case: (case.old, case.new))]
    with ProcessPoolExecutor() as pool:
        return [found for answers in pool.map(method, pairs, chunksize=_AT_ONCE) for found in answers]


def outcome(case: Case, found: Found) -> str:
    """Return right, wrong or missed."""
    if found is None or case.gold is None:
        return "right" if found == case.gold else "missed" if found is None else "wrong"
    return "right" if is_near(found, case.gold) else "wrong"


def is_exact(case: Case, found: Found) -> bool:
    """Tell whether both borders are right."""
    if found is None or case.gold is None:
        return False
    return _trimmed(case.new, found) == _trimmed(case.new, case.gold)


def _trimmed(text: str, span: tuple[int, int]) -> tuple[int, int]:
    inner = text[span[0] : span[1]]
    return span[0] + len(inner) - len(inner.lstrip()), span[0] + len(inner.rstrip())


def show(title: str, cases: Sequence[Case], outcomes: Sequence[Found]) -> None:
    """Print a table, a line a kind of case."""
    rows: dict[str, Counter[str]] = defaultdict(Counter)
    for case, found in zip(cases, outcomes, strict=True):
        told_of = outcome(case, found)
        for kind in (case.kind, "all"):
            rows[kind][told_of] += 1
            rows[kind]["exact"] += is_exact(case, found)
            rows[kind]["n"] += 1
    print(f"\n{title}\n{'kind':10} {'n':>6} {'right':>7} {'wrong':>7} {'missed':>7} {'exact':>7}")
    for kind, row in sorted(rows.items(), key=lambda item: item[0] == "all"):
        shares = "  ".join(f"{row[each] / row['n']:6.4f}" for each in ("right", "wrong", "missed", "exact"))
        print(f"{kind:10} {row['n']:6}  {shares}")


def told(title: str, case: Case, found: Found) -> str:
    """Return a failure in words, "" when there is none."""
    is_right = outcome(case, found) == "right"
    if is_right and (case.kind not in {"same", "repeated", "set anew"} or is_exact(case, found)):
        return ""

    def around(text: str, span: Found) -> str:
        if span is None:
            return "—"
        start, end = span
        return f"{text[max(0, start - 50) : start]}⟦{text[start:end]}⟧{text[end : end + 50]}".replace("\n", "¶")

    return (
        f"## {title} · {case.kind} · {case.source} · {outcome(case, found)}\n"
        f"  old  {around(case.old, (case.start, case.end))}\n"
        f"  gold {around(case.new, case.gold)}\n  here {around(case.new, found)}\n"
    )


if __name__ == "__main__":
    main()

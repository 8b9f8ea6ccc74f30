"""How long a thousand notes on a ten-thousand-word article take to find their places, one word in N changed.

    PYTHONPATH=. python -m benchmarks.anchoring.speed [--notes 1000] [--words 10000] [--every 24] [--runs 5]

Prints medians, and the ratio to reading the text as words once: the machine's part of the figure.
"""

from __future__ import annotations

import argparse
import random
import statistics
import time
from collections.abc import Callable
from pathlib import Path

from reader.model.span import Span
from reader.notes.anchor import anchor_all, describe
from reader.text.diff import align
from reader.text.words import cut

SEEDS = Path(__file__).parents[2] / "seeds"


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--notes", type=int, default=1000)
    parser.add_argument("--words", type=int, default=10_000)
    parser.add_argument("--every", type=int, default=24, help="one word in so many is another")
    parser.add_argument("--runs", type=int, default=5)
    args = parser.parse_args()
    rng = random.Random(1)
    old = article(rng, args.words)
    new = changed(rng, old, args.every)
    spans = [Span(start, start + rng.randint(20, 160)) for start in rng.sample(range(len(old) - 200), args.notes)]
    targets = [describe(old, span) for span in spans]
    known = {targets[0].text_hash: old}
    for title, do in {
        "the words of the text": lambda: cut(new),
        "the diff": lambda: align(old, new),
        "with the old text": lambda: anchor_all(targets, new, old_texts=known),
        "selector only": lambda: anchor_all(targets, new),
        "the same text": lambda: anchor_all(targets, old),
    }.items():
        took = median(do, args.runs)
        print(f"{title:24} {took * 1000:7.1f} ms  ratio {took / median(lambda: cut(new), args.runs):6.1f}")


def article(rng: random.Random, words: int) -> str:
    """Return an article of that many words: sentences of the samples, each with a word of its own."""
    pool = [word for path in sorted(SEEDS.glob("*.md")) for word in path.read_text().split()]
    made = [rng.choice(pool) for _ in range(words)]
    return " ".join(word + ("\n\n" if not at % 80 else "") for at, word in enumerate(made, 1))


def changed(rng: random.Random, text: str, every: int) -> str:
    """Return the text with one word in so many replaced."""
    return " ".join("changed" if rng.random() < 1 / every else word for word in text.split(" "))


def median(do: Callable[[], object], runs: int) -> float:
    """Return the median time in seconds."""
    times = []
    for _ in range(runs):
        begun = time.perf_counter()
        do()
        times.append(time.perf_counter() - begun)
    return statistics.median(times)


if __name__ == "__main__":
    main()

"""The analysis: speed against a bare spaCy pipeline, the worker's memory on a long text, odd input.

    python benchmarks/analysis.py [speed] [memory] [odd] [--articles 200] [--runs 3] [--characters 1000000]
        [--kind "one word"]…

All that is compared is measured in one run, in turns. Texts are the sample articles' paragraphs, shuffled, with names
from a list put in; no text of an evaluation. Absolute times are this machine's.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from reader.analysis.models import Models, Request
from reader.analysis.process import analyse
from reader.analysis.service import spawn_pool
from reader.analysis.version import DEFAULT_MODEL

SEEDS = Path(__file__).parent.parent / "seeds"
NAMES = {
    "Pompeo": ["Lindqvist", "Marchetti", "Okafor", "Novak", "Duarte"],
    "Lavrov": ["Haddad", "Tanaka", "Brennan", "Kowalski", "Pereira"],
    "Putin": ["Svensson", "Ibrahim", "Castillo", "Werner", "Mbeki"],
}
LONG_WORDS = 200_000
BARE = """
import json, sys
import spacy
texts = json.load(sys.stdin)
for doc in spacy.load(sys.argv[1]).pipe(texts):
    pass
"""


def main() -> None:
    """Measure what was asked for, else everything."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", nargs="*", choices=[[], "speed", "memory", "odd"])
    parser.add_argument("--articles", type=int, default=200)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--characters", type=int, default=1_000_000, help="of the longest odd text")
    parser.add_argument("--kind", action="append", choices=list(ODD), help="of odd text, all by default")
    args = parser.parse_args()
    wanted = args.what or ["speed", "memory", "odd"]
    if "speed" in wanted:
        speed(articles(args.articles), args.runs)
    if "memory" in wanted:
        memory()
    if "odd" in wanted:
        odd(args.characters, args.kind or list(ODD))


def articles(count: int) -> list[str]:
    """Return ``count`` articles of 10 to 25 paragraphs, always the same."""
    chance = random.Random(4)
    paragraphs = [
        paragraph
        for file in sorted(SEEDS.iterdir())
        for paragraph in file.read_text("utf-8").split("\n\n")
        if len(paragraph) > 80
    ]
    made = []
    for number in range(count):
        text = "\n\n".join(chance.choices(paragraphs, k=chance.randint(10, 25)))
        for name, others in NAMES.items():
            text = text.replace(name, chance.choice(others))
        made.append(f"Article {number}\n\n{text}\n")
    return made


def speed(texts: list[str], runs: int) -> None:
    """Print the words per second of ``dateline analyze`` as a share of a bare ``nlp.pipe``'s.

    By the clock, and by the processor time of all processes together, which other work on the machine disturbs less.
    """
    words = sum(len(text.split()) for text in texts)
    shares: dict[str, list[Cost]] = {"start-up of both counted": [], "start-up of neither counted": []}
    with tempfile.TemporaryDirectory() as folder:
        files = []
        for number, text in enumerate(texts):
            files.append(Path(folder, f"{number}.txt"))
            files[-1].write_text(text, "utf-8")
        for _ in range(runs):
            ours, ours_one = _dateline(files, folder), _dateline(files[:1], folder)
            bare, bare_one = _bare(texts), _bare(texts[:1])
            shares["start-up of both counted"].append(bare.over(ours))
            shares["start-up of neither counted"].append(bare.less(bare_one).over(ours.less(ours_one)))
            print(f"  dateline analyze {ours}, one article {ours_one}; bare spaCy {bare}, one article {bare_one}")
    print(f"{len(texts)} articles of {words} words: share of a bare nlp.pipe's words a second, median of {runs}")
    for told, found in shares.items():
        clock, processor = (statistics.median(getattr(each, name) for each in found) for name in ("clock", "processor"))
        print(f"  {told:28} {clock:.2f} by the clock, {processor:.2f} by processor time")


@dataclass(frozen=True)
class Cost:
    """Seconds that a command took, by the clock and in processor time of all its processes."""

    clock: float
    processor: float

    def less(self, other: Cost) -> Cost:
        """Return what is left without ``other``."""
        return Cost(self.clock - other.clock, self.processor - other.processor)

    def over(self, other: Cost) -> Cost:
        """Return both as shares of ``other``."""
        return Cost(self.clock / other.clock, self.processor / other.processor)

    def __str__(self) -> str:
        return f"{self.clock:.1f} s ({self.processor:.1f} s)"


def _cost(command: list[str], environ: dict[str, str], given: str = "") -> Cost:
    before, begin = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    subprocess.run(
        [sys.executable, *command], env={**os.environ, **environ}, input=given, text=True, check=True,
        stdout=subprocess.DEVNULL,
    )  # fmt: skip
    clock, after = time.perf_counter() - begin, resource.getrusage(resource.RUSAGE_CHILDREN)
    return Cost(clock, after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime)


def _dateline(files: list[Path], folder: str) -> Cost:
    """Return what the command costs with nothing cached."""
    with tempfile.TemporaryDirectory(dir=folder) as home:
        environ = {f"DATELINE_{name}_DIR": f"{home}/{name.lower()}" for name in ("CONFIG", "DATA", "CACHE")}
        return _cost(["-m", "reader", "analyze", "--json", *map(str, files)], environ)


def _bare(texts: list[str]) -> Cost:
    """Return what loading the same model and ``nlp.pipe`` with all its components cost."""
    return _cost(["-c", BARE, DEFAULT_MODEL], {}, json.dumps(texts))


def memory() -> None:
    """Print the worker's peak memory after a text of ``LONG_WORDS`` words, and after a short one."""
    for told, text in (("one article", articles(1)[0]), (f"{LONG_WORDS:,} words", _long())):
        with spawn_pool() as pool:
            begin = time.perf_counter()
            pool.submit(analyse, [Request(text)], Models()).result()
            took = time.perf_counter() - begin
            print(f"peak memory of the worker, {told}: {pool.submit(_peak).result():.0f} MB, {took:.1f} s")


def _peak() -> float:
    """Return the most memory that this process has held, in MB."""
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most / (2**20 if sys.platform == "darwin" else 2**10)


def _long() -> str:
    words: list[str] = []
    for text in articles(2_000):
        words += text.split(" ")
        if len(words) >= LONG_WORDS:
            break
    return " ".join(words[:LONG_WORDS])


def _names(size: int) -> str:
    names = [
        f"{chr(65 + i % 26)}{chr(97 + i // 26 % 26)}na B{chr(97 + i // 676 % 26)}rg{i % 97}ov"
        for i in range(size // 12)
    ]
    return ", ".join(names)[:size]


ODD: dict[str, Callable[[int], str]] = {
    "no sentence end": lambda size: ("and the road went on over the hill " * (size // 35 + 1))[:size],
    "all capitals": lambda size: ("THE MINISTER SAID THE ROAD TO OSLO IS CLOSED. " * (size // 46 + 1))[:size],
    "quotation marks": lambda size: ("“”\"'«»‘’" * (size // 8 + 1))[:size],
    "one mark": lambda size: "“" * size,
    "a table of numbers": lambda size: ("17.5 | 2,031 | -4 % | 2019-05-14\n" * (size // 33 + 1))[:size],
    "a list of names": _names,
    "one sentence of names": lambda size: ("and Anna Berg told Tom Price that " * (size // 34 + 1))[:size],
    "nested marks": lambda size: ("“He said ‘no’ and " * (size // 18 + 1))[:size],
    "places": lambda size: ("Paris, Lebanon, Georgia, Jordan, Cuba, " * (size // 39 + 1))[:size],
    "one word": lambda size: "x" * size,
    "blank lines": lambda size: "\n" * size,
}


SHARES = (8, 4, 2, 1)


def odd(characters: int, kinds: list[str]) -> None:
    """Print the processor time that odd texts take, each twice as long as the one before; 2.0 is linear."""
    print(f"processor time for {', '.join(f'{characters // share:,}' for share in SHARES)} characters, and its growth:")
    for told in kinds:
        with spawn_pool() as pool:
            pool.submit(analyse, [Request(articles(1)[0])], Models()).result()
            seconds = []
            for share in SHARES:
                begin = pool.submit(time.process_time).result()
                pool.submit(analyse, [Request(ODD[told](characters // share), "en")], Models()).result()
                seconds.append(pool.submit(time.process_time).result() - begin)
            times = " ".join(f"{second:6.1f}" for second in seconds)
            growth = " ".join(f"{later / earlier:.2f}" for earlier, later in pairwise(seconds))
            print(f"  {told:20} {times} s   {growth}   peak memory {pool.submit(_peak).result():.0f} MB", flush=True)


if __name__ == "__main__":
    main()

"""The first screen of Dateline against that of an empty Textual app, measured in turns in one run.

    python benchmarks/run.py [--runs 15] [--size 120x40] [--words 200000]

With --words, of a text that long, which is not analysed. Prints medians of the ratios, pair by pair; absolute times
are this machine’s. Needs a POSIX system.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
from terminal import Terminal

HERE = Path(__file__).parent
SEED = HERE.parent / "seeds" / "000_68ef4f21c3a5e355.txt"
SHOWN = b"agreed to work"


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=15)
    parser.add_argument("--size", default="120x40")
    parser.add_argument("--words", type=int, default=0)
    args = parser.parse_args()
    columns, rows = (int(number) for number in args.size.split("x"))
    with tempfile.TemporaryDirectory() as home:
        environ = {f"DATELINE_{name}_DIR": f"{home}/{name.lower()}" for name in ("CONFIG", "DATA", "CACHE")}
        dateline = [sys.executable, "-m", "reader"]
        file = SEED
        if args.words:
            text, file = SEED.read_text("utf-8"), Path(home) / "text.txt"
            file.write_text("\n\n".join([text] * (args.words // len(text.split()))), "utf-8")
        analyze = [] if args.words else ["--analyze"]
        added = subprocess.run(
            [*dateline, "add", *analyze, str(file)], env={**os.environ, **environ}, check=True, capture_output=True
        )
        article = added.stdout.split()[0].decode()
        empty = [sys.executable, str(HERE / "empty_app.py")]
        first_screen(args.runs, [*dateline, article], empty, (columns, rows), environ)


def first_screen(
    runs: int, dateline: list[str], empty: list[str], size: tuple[int, int], environ: dict[str, str]
) -> None:
    """Print how long the text of an analysed article takes to the screen, against the empty app's label."""
    ratios, ours, theirs = [], [], []
    for run in range(runs + 1):
        pair = []
        for command, wanted in ((dateline, SHOWN), (empty, b"ready 0")):
            terminal = Terminal(command, *size, environ)
            pair.append(terminal.until(wanted))
            terminal.close()
        if run:  # the first pair warms the disk cache and the byte code
            ours.append(pair[0])
            theirs.append(pair[1])
            ratios.append(pair[0] / pair[1])
    print(
        f"first screen   {statistics.median(ratios):.2f} times an empty app "
        f"({min(ratios):.2f}–{max(ratios):.2f}; {statistics.median(ours) * 1000:.0f} ms, "
        f"{statistics.median(theirs) * 1000:.0f} ms; {runs} pairs)"
    )


if __name__ == "__main__":
    main()

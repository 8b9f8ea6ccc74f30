"""How long keys of Dateline take to their frame, against a key that changes one label in an empty Textual app.

    python benchmarks/keys.py [--runs 40] [--size 120x40] [--words 200000] [--busy]

The two are pressed in turns; the ratio of each pair counts. Prints medians, 95th percentiles and the bytes that a
frame sends. The text is that of all sample articles, analysed; with --words, the same again and again, not analysed.
With --busy, another process adds and analyses 200 articles meanwhile: the label has to bear that too.
Needs a POSIX system.
"""

from __future__ import annotations

import argparse
import os
import signal
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
from terminal import Terminal

HERE = Path(__file__).parent
SEEDS = HERE.parent / "seeds"
SHOWN = b"agreed to work"


@dataclass(frozen=True)
class Case:
    """A key to be measured: what is pressed once before, the keys that are pressed in turn, what is allowed."""

    name: str
    before: Sequence[bytes]
    keys: Sequence[bytes]
    median: float
    kilobytes: float | None = None


_AFTER_ESCAPE = 0.3  # a key that follows sooner would be one with Alt

_DOWN = (b"g", b"g", *[b"j"] * 32)  # to where a line more scrolls the page
_LETTERS = (b"r", b"u", b"s", b"s", b"i", b"a", *[b"\x7f"] * 6)
CASES = (
    Case("line scroll", _DOWN, (b"j",), 4, 10),
    Case("page down, up", (b"g", b"g"), (b" ", b"b"), 4),
    Case("find letter", (b"g", b"g", b"/"), _LETTERS, 4),
    Case("note letter", (b"\x1b", b"g", b"g", b"a"), (b"e",), 4),
    Case("next mention", (b"\x1b", b"g", b"g", b"P", b"\r", b"\x1b"), (b"n", b"N"), 2, 1.5),
    Case("cursor: word", (b"g", b"g", b"j", b"j", b"j"), (b"w",), 2, 1.5),
    Case("cursor: sentence", (b"g", b"g", b"j", b"j"), (b")", b"("), 2, 1.5),
    Case("cursor: line", (b"g", b"g", b"j", b"j"), (b"j", b"k"), 2, 1.5),
)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=40)
    parser.add_argument("--size", default="120x40")
    parser.add_argument("--words", type=int, default=0)
    parser.add_argument("--busy", action="store_true")
    parser.add_argument("--only", default="", help="cases whose name holds this")
    args = parser.parse_args()
    columns, rows = (int(number) for number in args.size.split("x"))
    with tempfile.TemporaryDirectory() as home:
        environ = {f"DATELINE_{name}_DIR": f"{home}/{name.lower()}" for name in ("CONFIG", "DATA", "CACHE")}
        article = added(Path(home) / "text.txt", args.words, environ)
        busy = analysing(Path(home) / "articles", environ) if args.busy else None
        reader = Terminal([sys.executable, "-m", "reader", article], columns, rows, environ)
        label = Terminal([sys.executable, str(HERE / "empty_app.py")], columns, rows, environ)
        reader.until(SHOWN)
        label.until(b"ready 0")
        for case in CASES:
            if args.only in case.name and not (args.words and case.name == "next mention"):  # not analysed
                measure(case, reader, label, args.runs)
        reader.close()
        label.close()
        if busy:
            print("the 200 articles were analysed before the end" if busy.poll() == 0 else "analysing to the end")
            if busy.poll() is None:
                os.killpg(busy.pid, signal.SIGKILL)
            busy.wait()


def added(file: Path, words: int, environ: Mapping[str, str]) -> str:
    """Add the text and return its id."""
    text = "\n\n".join(each.read_text("utf-8").split("---")[-1] for each in sorted(SEEDS.iterdir()))
    if words:
        text = "\n\n".join([text] * max(1, words // len(text.split())))
    file.write_text(text, "utf-8")
    command = [sys.executable, "-m", "reader", "add", *([] if words else ["--analyze"]), str(file)]
    done = subprocess.run(command, env={**os.environ, **environ}, check=True, capture_output=True)
    return done.stdout.split()[0].decode()


def analysing(folder: Path, environ: Mapping[str, str]) -> subprocess.Popen[bytes]:
    """Begin to add and analyse 200 articles, in a process group of its own."""
    folder.mkdir()
    text = (SEEDS / "000_68ef4f21c3a5e355.txt").read_text("utf-8")
    for number in range(200):
        (folder / f"{number}.txt").write_text(f"Article {number}\n\n{text}\n\nThis is number {number}.\n", "utf-8")
    command = [sys.executable, "-m", "reader", "add", "--analyze", str(folder)]
    return subprocess.Popen(
        command, env={**os.environ, **environ}, start_new_session=True,
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip


def measure(case: Case, reader: Terminal, label: Terminal, runs: int) -> None:
    """Press a case's keys and the label's in turns, and print."""
    for key in case.before:
        reader.write(key)
        reader.settle(_AFTER_ESCAPE if key == b"\x1b" else 0.05)
    ratios, took, written = [], [], []
    for run in range(runs + 1):
        seconds, size = reader.press(case.keys[run % len(case.keys)])
        theirs = label.press(b"j")[0]
        if run:  # the first warms up
            ratios.append(seconds / theirs)
            took.append(seconds)
            written.append(size)
    allowed = f" of {case.kilobytes}" if case.kilobytes else ""
    print(
        f"{case.name:17} {statistics.median(ratios):5.2f} of {case.median:g} times a label, "
        f"p95 {sorted(ratios)[int(len(ratios) * 0.95)]:5.2f} of 6;  {statistics.median(took) * 1000:5.1f} ms;  "
        f"{statistics.median(written) / 1000:4.1f}{allowed} KB"
    )


if __name__ == "__main__":
    main()

"""How long a long text is away when the terminal gets another size: until its frame, and until that of a key behind it.

    python benchmarks/resize.py [--runs 15] [--words 200000]

Beside the same of an empty Textual app. Needs a POSIX system.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
from keys import HERE, SHOWN, added
from terminal import Terminal

_WIDTHS = (70, 120)  # at 70 columns every line is wrapped anew


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=15)
    parser.add_argument("--words", type=int, default=200_000)
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as home:
        environ = {f"DATELINE_{name}_DIR": f"{home}/{name.lower()}" for name in ("CONFIG", "DATA", "CACHE")}
        article = added(Path(home) / "text.txt", args.words, environ)
        commands = (
            ("Dateline", [sys.executable, "-m", "reader", article], SHOWN),
            ("empty app", [sys.executable, str(HERE / "empty_app.py")], b"ready 0"),
        )
        for name, command, shown in commands:
            terminal = Terminal(command, _WIDTHS[-1], 40, environ)
            terminal.until(shown)
            terminal.settle(1.0)
            frames, keys = [], []
            for run in range(args.runs):
                frames.append(terminal.resize(_WIDTHS[run % 2], 40) * 1000)
                keys.append(terminal.press(b"j")[0] * 1000)
            terminal.close()
            print(
                f"{name:10} frame {statistics.median(frames):.0f} ms, at most {max(frames):.0f};  "
                f"the key behind it {statistics.median(keys):.0f} ms, at most {max(keys):.0f}"
            )


if __name__ == "__main__":
    main()

"""Makes pictures of the real screen: the sample articles, real analysis, real keys.

    python scripts/screenshot.py docs/screen.svg --size 120x40 --open seeds/000_68ef4f21c3a5e355.txt --press j j a

Writes the SVG and, beside it, a PNG (needs cairosvg, of the dev extra).
"""

from __future__ import annotations

import argparse
import asyncio
import sys
import tempfile
from pathlib import Path

import cairosvg

from reader.analysis.models import request_of
from reader.app import DatelineApp
from reader.settings import Folders, Loaded, Settings
from reader.workspace import Workspace


async def picture(args: argparse.Namespace, home: Path) -> str:
    """Return the screen as SVG after all keys were pressed."""
    folders = Folders(home / "config", home / "data", home / "cache")
    workspace = Workspace(folders, Loaded(Settings(theme=args.theme)))
    workspace.add_samples()
    opened = workspace.add(args.open)[0].added
    if opened is None:
        sys.exit(f"{args.open} can't be opened")
    if not args.bare:
        workspace.analyse_all([request_of(opened.article)])
    app = DatelineApp(workspace, opened.article.id)
    width, height = (int(number) for number in args.size.split("x"))
    async with app.run_test(size=(width, height), notifications=True) as pilot:
        await pilot.pause()
        for key in args.press:
            for part in key.split("|"):
                await pilot.press(part) if not part.startswith("text:") else await pilot.press(*part[5:])
            await pilot.pause()
        svg = app.export_screenshot(title="Dateline")
    workspace.close()
    return svg


def main() -> None:
    """Read the command line and write both pictures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("svg", type=Path)
    parser.add_argument("--size", default="120x40")
    parser.add_argument("--open", type=Path, default=Path("seeds/welcome.md"))
    parser.add_argument("--theme", default="dateline-night")
    parser.add_argument("--bare", action="store_true", help="don't wait for the analysis")
    parser.add_argument("--press", nargs="*", default=[])
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as home:
        svg = asyncio.run(picture(args, Path(home)))
    args.svg.write_text(svg, encoding="utf-8")
    svg = svg.replace("Fira Code", "DejaVu Sans Mono")  # what is installed wherever cairosvg is
    cairosvg.svg2png(bytestring=svg.encode(), write_to=str(args.svg.with_suffix(".png")), scale=1.0)


if __name__ == "__main__":
    main()

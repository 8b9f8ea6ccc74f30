"""The web page in a real browser: Chromium without a window, where there is one."""

from __future__ import annotations

import io
import shutil
import subprocess
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image

from reader.export.webpage import page
from reader.model.annotation import Colour
from reader.model.article import BlockKind
from tests.export.hostile_articles import words
from tests.export.html_tree import _Builder
from tests.export.samples import ARTICLE, OPTIONS, blocks, note, noted

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no chromium here: apt-get install chromium")

HOSTILE = """\
</title><script>document.title = "run"</script>

<img src=x onerror="document.title = 'run'"> & <b>bold</b>

Plain words of the third paragraph. <style>body { display: none }</style>

<a href="javascript:document.title='run'">click</a>"""
TEXT = f"The headline\n\n{HOSTILE}"
PAGE = replace(
    ARTICLE, title="</title><script>document.title = 'run'</script>", text=TEXT,
    blocks=blocks(TEXT, [BlockKind.HEADLINE, BlockKind.PARAGRAPH]),
)  # fmt: skip
NOTES = [
    note("Plain words", "<script>document.title='run'</script> [x](javascript:alert(1)) *mine*", article=PAGE),
    note("third paragraph", "Two.", number=2, colour=Colour.BLUE, article=PAGE),
]
# What the style sheet sets: the paper, and the marks of those two notes.
LIGHT = {(0xFA, 0xF7, 0xF0), (0xF7, 0xE3, 0x9A), (0xC9, 0xDE, 0xF2)}
DARK = {(0x16, 0x18, 0x1C), (0x57, 0x4C, 0x1C), (0x28, 0x4A, 0x68)}


@pytest.fixture
def file(tmp_path: Path) -> Path:
    target = tmp_path / "page.html"
    target.write_text(page.render([noted(PAGE, NOTES)], OPTIONS), encoding="utf-8")
    return target


def browse(file: Path, *options: str) -> bytes:
    """Open a page; returns what the browser prints."""
    profile = file.parent / "profile"
    command = [
        str(CHROMIUM), "--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", f"--user-data-dir={profile}",
        "--window-size=1200,900", "--virtual-time-budget=2000", "--enable-logging=stderr", *options, file.as_uri(),
    ]  # fmt: skip
    done = subprocess.run(command, capture_output=True, timeout=120, check=True)
    assert b"Content Security Policy" not in done.stderr, done.stderr.decode()
    return done.stdout


def test_the_browser_sees_the_text_and_runs_nothing(file):
    builder = _Builder()
    builder.feed(browse(file, "--dump-dom").decode("utf-8"))
    root = builder.root
    (title,) = [each.text() for each in root.all() if each.tag == "title"]
    assert title == "</title><script>document.title = 'run'</script>"
    assert not [each for each in root.all() if each.tag in {"script", "img", "b"}]
    rows = [row for row in root.of_class("row") if "id" in row.attributes]
    assert words("".join(row.text(skip=("note", "ref")) for row in rows)) == words(TEXT)
    assert [each.text() for each in root.all() if each.tag == "mark"] == ["Plain words", "third paragraph"]
    assert "mine" in [each.text() for each in root.all() if each.tag == "em"]


@pytest.mark.parametrize(
    ("options", "colours"),
    [((), LIGHT), (("--blink-settings=preferredColorScheme=0",), DARK)],
    ids=["light", "dark"],
)
def test_the_style_sheet_is_applied(file, options, colours):
    picture = file.with_suffix(".png")
    browse(file, f"--screenshot={picture}", *options)
    image = Image.open(io.BytesIO(picture.read_bytes())).convert("RGB")
    painted = Counter(image.get_flattened_data() if hasattr(image, "get_flattened_data") else image.getdata())
    assert colours <= set(painted)
    assert painted.most_common(1)[0][0] in colours  # the paper: nothing hid the page

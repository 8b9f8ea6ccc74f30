"""From a file on disk to an exported note, by keys alone, with the real language model and a real terminal."""

from __future__ import annotations

import json
import signal
import sys
from pathlib import Path

import pytest

from reader.settings import Folders
from tests.website import Site, html

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pseudo-terminals")

if sys.platform != "win32":
    from tests.program.terminal import Program

STORY = """Harbour of Brindle to close for a year

BRINDLE, Portugal — The harbour closes in May, Mayor Ana Duarte said on Monday.

“Nobody loses their berth,” Duarte said. Fishermen from Spain asked for more.
"""
ENTER_ALTERNATE, LEAVE_ALTERNATE = b"\x1b[?1049h", b"\x1b[?1049l"
MOUSE_OFF = b"\x1b[?1000l"


@pytest.fixture
def story(tmp_path: Path) -> Path:
    file = tmp_path / "harbour.txt"
    file.write_text(STORY, encoding="utf-8")
    return file


@pytest.fixture
def exports(folders: Folders, tmp_path: Path) -> Path:
    """The export folder, named in the settings."""
    folders.config.mkdir(parents=True)
    folder = tmp_path / "exports"
    (folders.config / "config.toml").write_text(f"export_folder = {json.dumps(str(folder))}\n", encoding="utf-8")
    return folder


def test_a_page_is_read_by_its_address(site: Site) -> None:
    with Program(site.page("/story", html())) as program:
        program.until("Ferry stays in port")
        program.until("Ana Duarte")
        program.press("q")
        assert program.wait() == 0


def test_what_a_key_changes_behind_a_change_of_looks_is_drawn(story: Path) -> None:
    with Program(str(story), columns=80, rows=24) as program:
        program.until("Ana Duarte")
        program.press("=")
        program.until("cells to a line")
        program.until("s speaker")
        program.press("z", "j")  # all is styled anew, with nothing but the paragraphs changed
        program.without("cells to a line")
        program.without("s speaker")


def test_a_story_is_read_annotated_and_exported(story: Path, exports: Path, folders: Folders) -> None:
    with Program(str(story)) as program:
        program.until("The harbour closes in May")
        program.until("Ana Duarte")
        program.until("PT Portugal")
        program.press("}", "}", "a")
        program.until("save")
        program.press("Ask about the nets.")
        program.until("Ask about the nets.")
        program.press("\x13")
        program.until("saved")
        saved = list(folders.config.glob("notes/*/*.json"))
        assert len(saved) == 1
        assert json.loads(saved[0].read_text("utf-8"))["body"][0]["value"] == "Ask about the nets."
        program.press("E")
        program.until("Exported to")
        program.press("q")
        assert program.wait() == 0
    written = list(exports.glob("*.md"))
    assert len(written) == 1
    text = written[0].read_text("utf-8")
    assert "Ask about the nets." in text
    assert "Harbour of Brindle to close for a year" in text
    assert program.output.index(ENTER_ALTERNATE) < program.output.rindex(LEAVE_ALTERNATE)


def test_first_run_opens_the_welcome_among_the_samples() -> None:
    with Program(columns=140) as program:
        program.until("A reader that keeps your notes")
        program.until("Over 900 asylum")
        program.press("q")
        assert program.wait() == 0


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_a_signal_leaves_the_terminal_in_order(story: Path, number: signal.Signals) -> None:
    with Program(str(story)) as program:
        program.until("The harbour closes in May")
        program.send(number)
        assert program.wait() == 0
    assert program.output.rindex(LEAVE_ALTERNATE) > program.output.rindex(ENTER_ALTERNATE)
    assert MOUSE_OFF in program.output


@pytest.mark.parametrize(("columns", "rows"), [(20, 5), (40, 12), (60, 20), (200, 60)])
def test_every_size_shows_the_text_and_quits(story: Path, columns: int, rows: int) -> None:
    with Program(str(story), columns=columns, rows=rows) as program:
        program.until("Brindle")
        program.press("j", "j", "?")
        program.until("Keys")
        program.press("\x1b")
        program.without("Keys")  # an escape with a key right behind it would be one key
        program.press("q")
        assert program.wait() == 0
    assert b"Traceback" not in program.output


def test_control_characters_of_a_text_never_reach_the_terminal(tmp_path: Path) -> None:
    file = tmp_path / "\x1b]0;stolen\x07story.txt"
    file.write_text(
        "A head\x1b]52;c;c3RvbGVu\x07line\n\nText \x9b31m with \u202e turns and \x1b[2J more.\n", encoding="utf-8"
    )
    with Program(str(file)) as program:
        program.until("turns and")
        program.press("q")
        program.wait()
    assert b"\x1b]52" not in program.output
    assert b"\x1b]0;stolen" not in program.output
    assert "\u202e".encode() not in program.output
    assert b"\x1b[2J more" not in program.output

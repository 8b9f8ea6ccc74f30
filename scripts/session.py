"""Records a session in docs/session.md: keys pressed in the real app over the welcome article, and the screens after.

    python scripts/session.py

The analysis is the real one, so the screens are those of the version that the script is run with. Nothing is drawn by
hand: each screen is what the terminal would show, without its colours.
"""

from __future__ import annotations

import asyncio
import re
import tempfile
from dataclasses import dataclass
from pathlib import Path

from textual.pilot import Pilot

from reader.analysis.models import request_of
from reader.app import DatelineApp
from reader.settings import Folders, Loaded, Settings
from reader.ui.bindings import display
from reader.workspace import Workspace

_PAGE = Path(__file__).parent.parent / "docs" / "session.md"
_SIZE = (100, 26)
_HEAD = """# A session, by keys only

Recorded by `scripts/session.py` from a real run over the welcome article; nothing here is drawn by hand. Colours, bold
and underlines don't show in plain text.
"""


@dataclass(frozen=True)
class Step:
    """What one does, told in a sentence, and the keys; ``typed`` is text that is typed after them."""

    told: str
    keys: str = ""
    typed: str = ""
    then: str = ""


_STEPS = (
    Step("Open: `dateline` shows the article where it was left, with people, countries, quotes and notes beside it."),
    Step("Read: to the next heading, a sentence on, half a page down.", "] h ) d"),
    Step("Find while typing; the row at the bottom counts the hits.", "/", "minister"),
    Step("Stay there, and select by sentences; every move would extend it.", "enter V"),
    Step("Highlight it in green: the bar in the gutter has a form of its own.", "c g"),
    Step("Write a note on the next sentence that matters; the editor covers no line.", "} a", "Which ministry?"),
    Step("Tags are a key away; Ctrl-S saves: the note is on disk before the row says so.", "tab", "check", "ctrl+s"),
    Step("Put a person in focus: every mention is marked, all that the person says is listed.", "P j enter"),
    Step("Jump through the mentions.", "escape n n"),
    Step("Filter the quotes by speaker: the list of quotes, a slash, a name.", "Q /", "moreno"),
    Step("Any speaker's next quote is two keys away: `s` asks who.", "escape escape s"),
    Step("Picked.", "1"),
    Step("Undo the note, and make it again.", "U"),
    Step("Redone, and all notes shown in full.", "ctrl+r O ] a"),
    Step("Export the notes as Markdown.", "E"),
    Step("Everything else: the keys of the place where one is.", "?"),
)


async def record(home: Path) -> str:
    """Return the page."""
    workspace = Workspace(
        Folders(home / "config", home / "data", home / "cache"), Loaded(Settings(export_folder=str(home / "Documents")))
    )
    workspace.add_samples()
    article = workspace.article(workspace.articles(query="opens its doors")[0].row.id)
    workspace.analyse_all([request_of(article)])
    app = DatelineApp(workspace, article.id)
    parts = [_HEAD]
    async with app.run_test(size=_SIZE) as pilot:
        await pilot.pause()
        for number, step in enumerate(_STEPS, 1):
            await _press(pilot, step)
            parts.append(f"## {number}. {step.told}\n\n{_keys(step)}```text\n{_screen(app, home)}\n```\n")
    workspace.close()
    return "\n".join(parts)


async def _press(pilot: Pilot[None], step: Step) -> None:
    for keys, typed in ((step.keys, step.typed), (step.then, "")):
        for key in keys.split():
            await pilot.press(key)
            await pilot.pause()
        if typed:
            await pilot.press(*typed)
        await pilot.pause()


def _keys(step: Step) -> str:
    pressed = [f"`{display(key)}`" for key in step.keys.split()]
    pressed += [f"“{step.typed}”"] if step.typed else []
    pressed += [f"`{display(key)}`" for key in step.then.split()]
    return f"Pressed: {' '.join(pressed)}\n\n" if pressed else ""


def _screen(app: DatelineApp, home: Path) -> str:
    """Return the screen as text; the temporary folder is shown as one's own."""
    rows = [strip.text.rstrip() for strip in app.screen._compositor.render_strips()]
    return re.sub(re.escape(str(home)) + r"[^\s…]*", "~/Documents/…", "\n".join(rows))


def main() -> None:
    """Write the page."""
    with tempfile.TemporaryDirectory() as home:
        _PAGE.write_text(asyncio.run(record(Path(home))), encoding="utf-8")


if __name__ == "__main__":
    main()

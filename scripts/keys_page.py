"""Writes docs/keys.md from the table of commands, ``reader/ui/keymap.py``; a test holds the two together.

python scripts/keys_page.py            writes the page
python scripts/keys_page.py --print    prints it
"""

from __future__ import annotations

import sys
from pathlib import Path

from reader.ui.bindings import Keymap, display
from reader.ui.command import Command, Group
from reader.ui.keymap import COMMANDS

_PAGE = Path(__file__).parent.parent / "docs" / "keys.md"
_HEAD = """# Keys

Made from the table in `reader/ui/keymap.py` by `scripts/keys_page.py`; the same table makes `?`, the footer and the
palette. The last column is the command's name for `[keys]` in `config.toml`. Keys with a blank between them are pressed
one after the other; `*` is any letter; a number before a movement repeats it.
"""


def page() -> str:
    """Return the page."""
    parts = [_HEAD]
    for group in Group:
        lines = [_line(command) for command in COMMANDS if command.group is group]
        parts.append(f"## {group}\n\n| keys | what they do | where | name |\n|---|---|---|---|\n" + "".join(lines))
    return "\n".join(parts)


def _line(command: Command) -> str:
    keys = " ".join(_code(display(key)) for key in Keymap().keys(command))
    return f"| {keys} | {command.title} | {command.scope} | `{command.id}` |\n"


def _code(key: str) -> str:
    """Return a key as code; a bar would end the cell."""
    return f"`{key}`".replace("|", "\\|")


def main() -> None:
    """Write the page, or print it."""
    if "--print" in sys.argv[1:]:
        sys.stdout.write(page())
    else:
        _PAGE.write_text(page(), encoding="utf-8")


if __name__ == "__main__":
    main()

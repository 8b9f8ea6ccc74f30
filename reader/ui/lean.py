"""Output to the terminal without what it knows already.

Textual sends every run of text with all its colours and resets them behind it: three quarters of what a scrolled
line costs, over SSH as well. Here only what changes between runs is sent. Each piece of output begins and ends
with no colours set, so whatever else writes to the terminal finds it as it expects.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import islice
from typing import NamedTuple

from textual.driver import Driver

_STYLE = re.compile(r"\x1b\[([\d;]*)m")
# Moves of the cursor: what is between two runs and shows no colour.
_MOVES = re.compile(r"(?:\x1b\[\d+;\d+H|\r\n?|\n)*")
# What ends an attribute alone; bold and dim are ended together.
_OFF = {"1": "22", "2": "22", "3": "23", "4": "24", "5": "25", "7": "27", "9": "29"}
_DIRECT, _INDEXED = "2", "5"
_HIDE = "\x1b[?25l"


class Look(NamedTuple):
    """The state of the terminal: attributes in the order they were set, the two colours as parameters or ""."""

    attributes: tuple[str, ...] = ()
    foreground: str = ""
    background: str = ""


_PLAIN = Look()


def shortened(output: str) -> str:
    """Return output that shows the same, with as few style sequences as its runs need; as it is if one is unknown."""
    pieces = _STYLE.split(output)
    sent = wanted = _PLAIN
    kept: list[str] = [pieces[0]]
    for at in range(1, len(pieces), 2):
        style, text = pieces[at], pieces[at + 1]
        changed = _after(wanted, style)
        if changed is None:  # nothing that we know
            return f"{output}\x1b[0m"
        wanted = changed
        if not _MOVES.fullmatch(text):
            kept.append(_between(sent, wanted))
            sent = wanted
        kept.append(text)
    kept.append(_between(sent, _PLAIN))
    return "".join(kept)


@lru_cache(maxsize=2048)
def _after(look: Look, style: str) -> Look | None:
    """Return the state after the parameters of a style sequence; None when one of them is unknown."""
    attributes, foreground, background = look
    parameters = iter((style or "0").split(";"))
    for parameter in parameters:
        if parameter in ("", "0"):
            attributes, foreground, background = (), "", ""
        elif parameter in ("38", "48"):
            kind = next(parameters, "")
            rest = [*islice(parameters, 3 if kind == _DIRECT else 1)]
            if len(rest) != (3 if kind == _DIRECT else 1) or kind not in (_DIRECT, _INDEXED):
                return None
            colour = ";".join((parameter, kind, *rest))
            foreground, background = (colour, background) if parameter == "38" else (foreground, colour)
        elif len(parameter) == 1 or parameter == "21":
            attributes = (*attributes, parameter) if parameter not in attributes else attributes
        elif parameter == "39":
            foreground = ""
        elif parameter == "49":
            background = ""
        elif parameter.startswith(("3", "9")) and len(parameter) == 2:
            foreground = parameter
        elif parameter.startswith(("4", "10")):
            background = parameter
        else:
            return None
    return Look(attributes, foreground, background)


@lru_cache(maxsize=4096)
def _between(before: Look, after: Look) -> str:
    """Return the shortest style sequence that leads from one state to another."""
    if before == after:
        return ""
    if after == _PLAIN:
        return "\x1b[0m"
    added = [each for each in after.attributes if each not in before.attributes]
    ended = [_OFF.get(each, "0") for each in before.attributes if each not in after.attributes]
    if ended and ("0" in ended or ("22" in ended and {"1", "2"} & {*after.attributes})):
        parameters = ["0", *after.attributes, after.foreground, after.background]
    else:
        parameters = [*ended, *added]
        parameters += [after.foreground or "39"] if after.foreground != before.foreground else []
        parameters += [after.background or "49"] if after.background != before.background else []
    return f"\x1b[{';'.join(each for each in parameters if each)}m"


def lean(driver: type[Driver], *, pointing: bool = False) -> type[Driver]:
    """Return a driver that writes as ``driver`` does, but shortened; ``pointing``: the terminal's cursor is shown."""

    def write(self: Driver, data: str) -> None:
        driver.write(self, shortened(data.replace(_HIDE, "") if pointing else data))

    return type("LeanDriver", (driver,), {"write": write})

"""Shortened output shows the same: what a terminal emulator makes of both is compared, cell by cell."""

from __future__ import annotations

import re

import pyte
import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.color import Color
from rich.style import Style
from textual.drivers.headless_driver import HeadlessDriver

from reader.ui.lean import lean, shortened

_COLOURS = st.sampled_from([None, "red", "bright_blue", "color(200)", "#102030", "#a0b0c0", "default"])
_STYLES = st.builds(
    lambda fore, back, **flags: Style(color=fore and Color.parse(fore), bgcolor=back and Color.parse(back), **flags),
    _COLOURS, _COLOURS, bold=st.booleans(), italic=st.booleans(), underline=st.booleans(), reverse=st.booleans(),
    strike=st.booleans(),
)  # fmt: skip
_RUNS = st.tuples(_STYLES, st.sampled_from(["word", " ", "漢字", "", "é"])).map(lambda run: run[0].render(run[1]))
_MOVES = st.sampled_from(["\x1b[2;3H", "\r\n", "\x1b[5;1H", "\x1b[0m", "\x1b[K", "\x1b[1m", "\x1b[73m"])
_OUTPUT = st.lists(st.one_of(_RUNS, _RUNS, _MOVES), max_size=12).map("".join)


def shown(output: str) -> list[list[tuple[object, ...]]]:
    screen = pyte.Screen(30, 8)
    pyte.Stream(screen).feed(output + "END")  # what is written behind it shows the state that is left
    return [[tuple(screen.buffer[y][x]) for x in range(30)] for y in range(8)]


@given(_OUTPUT)
def test_every_cell_looks_the_same(output: str) -> None:
    assert shown(shortened(output)) == shown(output + "\x1b[0m")


@given(_OUTPUT)
def test_nothing_but_styles_is_left_out(output: str) -> None:
    styles = re.compile(r"\x1b\[[\d;]*m")
    assert styles.sub("", shortened(output)) == styles.sub("", output)


def test_what_repeats_is_sent_once() -> None:
    run = Style.parse("#ff0000 on #000000").render("a")
    bold = Style.parse("bold #00ff00 on #000000").render("b")
    assert shortened(run + run + bold + run) == (
        "\x1b[38;2;255;0;0;48;2;0;0;0maa\x1b[1;38;2;0;255;0mb\x1b[22;38;2;255;0;0ma\x1b[0m"
    )


@pytest.mark.parametrize("style", ["58;5;1", "38;9", "38", "38;5", "100000"])
def test_unknown_parameters_pass(style: str) -> None:
    assert f"\x1b[{style}m" in shortened(f"\x1b[{style}mx")


def test_driver_writes_shortened() -> None:
    written: list[str] = []

    class Recorder(HeadlessDriver):
        def write(self, data: str) -> None:
            written.append(data)

    driver = lean(Recorder)
    driver.write(driver.__new__(driver), "\x1b[1ma\x1b[0m\x1b[1mb\x1b[0m")
    assert written == ["\x1b[1mab\x1b[0m"]

"""The program itself: exit codes, streams that are closed or full, signals, terminals."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from reader.settings import Folders
from tests.commands import ROOT, program, run

posix = pytest.mark.skipif(sys.platform == "win32", reason="shells, signals and devices of POSIX")


def shell(script: str) -> tuple[int, str, str]:
    """Run a line of shell in which ``$D`` is the program."""
    environment = {**os.environ, "D": f"{sys.executable} -m reader"}
    done = subprocess.run(
        ["bash", "-c", script], capture_output=True, cwd=ROOT, env=environment, text=True, check=False
    )
    assert "Traceback" not in done.stderr, done.stderr
    assert "Exception ignored" not in done.stderr, done.stderr
    return done.returncode, done.stdout, done.stderr


def test_exit_codes(story: Path):
    assert program("add", story).code == 0
    assert program("show", "0000").code == 1
    for wrong in (("--no-such-option",), ("note", "nothing"), ("note", "add"), ("export", "--format", "docx")):
        ended = program(*wrong)
        assert (ended.code, ended.out) == (2, ""), wrong
        assert ended.err
    for right in (("--help",), ("--version",), ("note", "--help"), ("doctor", "--help")):
        ended = program(*right)
        assert (ended.code, ended.err) == (0, ""), right
        assert ended.out


@posix
def test_output_that_is_full_or_closed(article: str):
    for command in ("list", f"show {article}", f"show {article} --json", "config keys", "doctor --json"):
        code, out, err = shell(f"$D {command} > /dev/full")
        assert (code, out) == (1, ""), command
        assert "can't be written" in err, command
    assert shell("$D list >&-")[0] == 0
    assert shell("$D list 2>&- <&-")[0] == 0
    assert shell("$D show 0000 2>&-")[0] == 1
    assert shell("$D add - <&-")[0] == 1


@posix
def test_a_pipe_that_closes_early(tmp_path: Path):
    for number in range(60):
        (tmp_path / f"{number}.txt").write_text(f"Story {number}\n\nIt goes on. " * 400, encoding="utf-8")
    run("add", tmp_path)
    code, out, err = shell("$D list --json | head -n 1; exit ${PIPESTATUS[0]}")
    assert code in (0, 1)
    assert len(out.splitlines()) == 1
    assert err == ""
    known = run("list", "--json").objects[0]["id"]
    code, out, err = shell(f"$D show {known} | head -c 10")
    assert (out, err) == ("Story 0\n\nI", "")


@posix
def test_an_interrupt_ends_with_130():
    reading, writing = os.pipe()
    process = subprocess.Popen(
        [sys.executable, "-m", "reader", "add", "-"],
        cwd=ROOT, stdin=reading, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # noqa: PLW1509  some runners ignore it
    )  # fmt: skip
    os.close(reading)
    written = b"x" * (1 << 20)
    while written:  # a pipe holds less: once all is taken, the program is at work on it
        written = written[os.write(writing, written) :]
    while process.poll() is None:  # one that comes between two reads is seen with the next
        process.send_signal(signal.SIGINT)
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(0.1)
    out, err = process.communicate()
    os.close(writing)
    assert (process.returncode, out) == (130, b"")
    assert b"Traceback" not in err


@posix
def test_no_terminal(article: str):
    for command in ("$D < /dev/null", f"$D {article} < /dev/null", f"$D {article} | cat; exit ${{PIPESTATUS[0]}}"):
        code, out, err = shell(command)
        assert (code, out) == (2, ""), command
        assert "needs a terminal" in err


@posix
def test_a_terminal_without_a_cursor(article: str):
    on_a_terminal = "import pty, sys; sys.exit(pty.spawn(sys.argv[1].split()) >> 8)"
    code, out, _ = shell(f'TERM=dumb {sys.executable} -c "{on_a_terminal}" "$D {article}" < /dev/null')
    assert code == 2
    assert "TERM=dumb" in out
    assert "\x1b" not in out


def test_a_misspelt_command():
    ended = program("lst")
    assert ended.code == 1
    assert "Did you mean “dateline list”?" in ended.err


def test_a_way_back_that_leads_nowhere_says_why(article: str, note: str, folders: Folders):
    assert run("note", "rm", note).code == 0
    ended = program(note[:8])
    assert (ended.code, "is in the trash" in ended.err, f"note restore {note[:8]}" in ended.err) == (1, True, True)
    assert run("note", "restore", note).code == 0
    folders.library.unlink()
    ended = program(f"urn:uuid:{note}")
    assert (ended.code, ended.out) == (1, "")
    assert "“Ministers meet in Sochi”" in ended.err
    assert "is not in the library" in ended.err
    assert "Add its file or address again" in ended.err
    assert article not in run("list").out


def test_colour_only_on_a_terminal(article: str, note: str):
    assert note
    for command in (("show", article, "--marked"), ("note", "list"), ("list",), ("doctor",)):
        assert "\x1b" not in program(*command, env={"TERM": "xterm-256color", "COLORTERM": "truecolor"}).out


def test_standard_output_is_data_only(story: Path, folders: Folders):
    """Warnings, progress and errors go to standard error, under every command that prints JSON."""
    folders.config.mkdir(parents=True)
    folders.settings_file.write_text('misure = 70\ntheme = "no such theme"\n', encoding="utf-8")
    known = program("add", story, "--json").objects[0]["id"]
    program("note", "add", known, "--quote", "Tuesday")
    damaged = folders.notes / str(known) / "aaaa0000-0000-4000-8000-000000000000.json"
    damaged.write_bytes(b"")
    for command in (
        ("list", "--json"), ("show", known, "--json"), ("note", "list", "--json"), ("config", "show", "--json"),
        ("config", "path", "--json"), ("config", "keys", "--json"), ("doctor", "--json"),
        ("add", story, story.parent / "missing", "--json"),
    ):  # fmt: skip
        ended = program(*command)
        assert ended.code in (0, 1), command
        assert ended.objects, command

"""``add``, ``list``, ``show``: what goes in, what comes out, and what is refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.commands import run

LIST_FIELDS = {"id", "title", "source", "published", "words", "progress", "notes"}
SHOW_FIELDS = {"id", "title", "byline", "published", "source", "language", "words", "text_hash", "text", "blocks"}


def test_added_once_is_added(story: Path):
    first = run("add", story)
    assert (first.code, first.err) == (0, "")
    known, title = first.out.rstrip("\n").split("\t")
    assert title == "Ministers meet in Sochi"
    assert run("add", story).out == first.out
    (again,) = run("add", story, "--json").objects
    assert (again["id"], again["change"]) == (known, "same")
    story.write_text(story.read_text("utf-8") + "\nMore was said later.\n", encoding="utf-8")
    (updated,) = run("add", story, "--json").objects
    assert (updated["id"], updated["change"]) == (known, "updated")
    assert len(run("list").lines) == 1


def test_list_and_show(article: str):
    (row,) = run("list", "--json").objects
    assert set(row) >= LIST_FIELDS
    assert (row["id"], row["notes"], row["progress"]) == (article, 0, 0)
    assert article in run("list", "sochi", "MINISTERS").out
    nothing = run("list", "--json", "no such words")
    assert (nothing.code, nothing.out) == (0, "")
    (shown,) = run("show", article[:4], "--json").objects
    assert set(shown) >= SHOW_FIELDS
    assert run("show", article).out == f"{shown['text']}\n"
    for block in shown["blocks"]:
        assert 0 <= block["start"] < block["end"] <= len(shown["text"])


def test_a_bad_source_does_not_keep_the_others_out(story: Path, tmp_path: Path):
    empty, binary = tmp_path / "empty.txt", tmp_path / "binary.txt"
    empty.write_bytes(b"")
    binary.write_bytes(bytes(range(256)) * 20)
    ended = run("add", tmp_path / "missing.txt", empty, binary, story)
    assert ended.code == 1
    assert [line.split("\t")[1] for line in ended.lines] == ["Ministers meet in Sochi"]
    for name in ("missing.txt", "empty.txt", "binary.txt"):
        assert name in ended.err
    assert ended.err.count("dateline: ") == 3


@pytest.mark.parametrize("make", [lambda path: path.mkdir(), lambda path: path.write_bytes(b"\x89PNG\r\n\x1a\n")])
def test_nothing_to_read(tmp_path: Path, make):
    path = tmp_path / "source"
    make(path)
    ended = run("add", path)
    assert (ended.code, ended.out) == (1, "")
    assert ended.err.startswith("dateline: ")
    assert len(ended.err.splitlines()) == 2  # what happened, and what to do


@pytest.mark.parametrize("name", ["~nobody_by_this_name/x.txt", "x" * 5000, "/" + "x" * 5000, "a\ud800b"])
def test_names_that_no_file_can_have(name: str):
    for command in (("add", name), ("show", name), ("export", name), (name,)):
        ended = run(*command)
        assert ended.code == 1, command
        assert ended.err.startswith("dateline: "), command


def test_unknown_ids(article: str):
    for command in (("show", "0000"), ("show", "zz"), ("note", "add", "0000", "--whole"), ("export", "0000")):
        ended = run(*command)
        assert (ended.code, ended.out) == (1, ""), command
        assert ended.err.startswith("dateline: "), command
    assert run("show", article).code == 0


def test_standard_input(story: Path):
    ended = run("add", "-", stdin=story.read_bytes())
    assert ended.code == 0
    assert run("show", ended.out.split("\t")[0]).out.startswith("Ministers meet in Sochi")
    assert run("add", "-", stdin=b"").code == 1
    assert run("add", "-", stdin=b"\x00\x01\x02" * 500).code == 1


def test_marks_are_words_where_there_is_no_colour(article: str, note: str):
    assert note
    ended = run("show", article, "--marked")
    assert "[note: differences]" in ended.out
    assert "\x1b" not in ended.out


def test_marks_in_words_say_who_speaks(tmp_path: Path):
    file = tmp_path / "story.txt"
    file.write_text("“The road is closed,” Anna Berg said. She said that nobody had been hurt.\n", encoding="utf-8")
    ended = run("add", "--analyze", file)
    shown = run("show", ended.out.split("\t")[0], "--marked").out
    assert "“[quote, Anna Berg: The road is closed,]”" in shown
    assert "[reported, Anna Berg: that nobody had been hurt]" in shown
    for body in ("One.", "Two."):
        run("note", "add", ended.out.split("\t")[0], "--quote", "Anna Berg said", "--body", body)
    shown = run("show", ended.out.split("\t")[0], "--marked").out
    assert "[note: [note: [person: Anna Berg] said]] [note says: One.] [note says: Two.]. She" in shown

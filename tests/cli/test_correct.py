"""``dateline correct``, and what commands make of it."""

from __future__ import annotations

import json
import time
from pathlib import Path
from unittest import mock

import pytest

from reader.settings import Folders
from tests.cli.conftest import Run


def analysed(run: Run, file: Path, *more: str) -> dict[str, object]:
    return run("analyze", "--json", file, *more).objects[0]


def named(found: dict[str, object], what: str = "people", field: str = "name") -> set[object]:
    values = found[what]
    assert isinstance(values, list)
    return {each[field] for each in values}


def test_added_listed_applied_taken_back_restored(run: Run, article: str, story: Path) -> None:
    added = run("correct", "add", "Sochi", "--country", "Norway", "--in", article)
    assert added.code == 0
    known = added.out.strip()

    (listed,) = run("correct", "list", article, "--json").objects
    assert (listed["id"], listed["article"], listed["kind"], listed["words"], listed["means"], listed["says"]) == (
        known, article, "country", "Sochi", "NO", "“Sochi” means Norway",
    )  # fmt: skip
    assert "“Sochi” means Norway" in run("correct", "list").out
    assert "NO" in named(analysed(run, story), "countries", "code")

    assert run("correct", "rm", known[:8]).code == 0
    assert run("correct", "list").out == ""
    assert "NO" not in named(analysed(run, story), "countries", "code")
    assert run("correct", "restore", known[:8]).code == 0
    assert "NO" in named(analysed(run, story), "countries", "code")


def test_one_for_all_holds_in_a_file_that_is_in_no_library_and_is_explained(run: Run, story: Path) -> None:
    assert run("correct", "add", "VOA", "--is", "person").code == 0
    found = analysed(run, story, "--explain")
    people = found["people"]
    assert isinstance(people, list)
    (voa,) = [each for each in people if each["name"] == "VOA"]
    assert [(each["rule"], each["text"]) for each in voa["evidence"]] == [("reader", "VOA")]
    assert voa["evidence"][0]["says"] == "By your correction."


def test_a_quote_is_said_by_whom_the_reader_names_and_the_export_has_it(run: Run, article: str, story: Path) -> None:
    words = "There were no major breakthroughs,"
    assert run("correct", "add", words, "--speaker", "VOA", "--in", article).code == 0
    found = analysed(run, story)
    quotes = found["quotes"]
    assert isinstance(quotes, list)
    (said,) = [each for each in quotes if each["text"].startswith("There were")]
    text = found["text"]
    assert isinstance(text, str)
    assert text[slice(*said["speaker_span"])] == "VOA"
    assert "VOA" in run("export", article, "--format", "quotes").out

    assert run("correct", "add", words, "--no-quote", "--in", article).code == 0
    assert len(run("correct", "list", "--json").objects) == 1
    assert "There were" not in run("export", article, "--format", "quotes").out


def test_show_marked_has_it(run: Run, article: str) -> None:
    assert "[place: Sochi]" in run("show", article, "--marked").out
    run("correct", "add", "Sochi", "--is", "nothing", "--in", article)
    assert "[place: Sochi]" not in run("show", article, "--marked").out


@pytest.mark.parametrize(
    "arguments",
    [
        ("Sochi",),
        ("Sochi", "--is", "place", "--country", "RU"),
        ("Sochi", "--country", "Atlantis"),
        ("Sochi", "--same-as", "Sochi"),
        ("Atlantis", "--is", "place", "--in", "{article}"),
        ("Sochi", "--same-as", "Atlantis", "--in", "{article}"),
        ("There were no major breakthroughs,", "--speaker", "Atlantis", "--in", "{article}"),
        ("There were no major breakthroughs,", "--nobody"),
        ("", "--is", "place"),
    ],
)
def test_what_makes_no_sense_is_wrong_usage(run: Run, article: str, arguments: tuple[str, ...]) -> None:
    ended = run("correct", "add", *(each.format(article=article) for each in arguments))
    assert (ended.code, ended.out) == (2, "")
    assert run("correct", "list").out == ""


def test_unknown_ids_are_told_and_the_rest_is_done(run: Run) -> None:
    known = run("correct", "add", "Sochi", "--is", "place").out.strip()
    ended = run("correct", "rm", "0000", known)
    assert ended.code == 1
    assert "0000" in ended.err
    assert run("correct", "list").out == ""
    assert run("correct", "add", "Sochi", "--is", "place", "--in", "0000").code == 1


def test_damaged_ones_are_told_by_list_and_doctor_and_stay(run: Run, folders: Folders) -> None:
    run("correct", "add", "Sochi", "--is", "place")
    run("correct", "add", "Moscow", "--is", "nothing")
    assert "✓ corrections: 2, of which 2 for all articles" in run("doctor").out
    damaged = folders.config / "corrections" / "all" / "x.json"
    damaged.write_text("{")

    listed = run("correct", "list", "--json")
    assert listed.code == 1
    assert len(listed.objects) == 2
    assert "x.json" in listed.err
    doctor = run("doctor", "--json")
    assert doctor.code == 1
    assert any(each["check"] == "corrections" and not each["ok"] for each in doctor.objects)
    run("doctor", "--fix")
    assert damaged.read_text() == "{"


def test_the_trash_is_emptied_after_the_time_in_the_settings(run: Run, folders: Folders) -> None:
    first, second = (run("correct", "add", name, "--is", "place").out.strip() for name in ("Sochi", "Moscow"))
    run("correct", "rm", first)
    folders.settings_file.write_text("trash_days = 30\n", encoding="utf-8")
    with mock.patch("reader.notes.corrections.time.time", return_value=time.time() + 31 * 86_400):
        run("correct", "rm", second)
    assert run("correct", "restore", first).code == 1


def test_a_damaged_one_is_told_wherever_corrections_are_applied(run: Run, story: Path, folders: Folders) -> None:
    known = run("add", story).out.split("\t")[0]
    assert run("note", "add", known, "--quote", "Sochi").code == 0
    run("correct", "add", "Sochi", "--is", "place")
    (folders.config / "corrections" / "all" / "x.json").write_text("{")
    for command in (
        ("analyze", story),
        ("analyze", "--json", story),
        ("show", "--marked", known),
        ("export", known, "--format", "html"),
    ):
        ended = run(*command)
        assert ended.code == 0
        assert ended.err.count("x.json") == 1
        assert "x.json" not in ended.out


def test_files_are_plain_json(run: Run, article: str, folders: Folders) -> None:
    known = run("correct", "add", "Sochi", "--is", "place", "--in", article).out.strip()
    path = next(folders.config.rglob(f"{known}.json"))
    raw = json.loads(path.read_text("utf-8"))
    assert (raw["type"], raw["schema"], raw["kind"], raw["words"], raw["article"]) == (
        "Correction", 1, "place", "Sochi", article,
    )  # fmt: skip
    assert path.parent.name == article

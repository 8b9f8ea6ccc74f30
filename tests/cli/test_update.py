"""``update``, and ``note attach`` for what it leaves without a place."""

from __future__ import annotations

from pathlib import Path

import pytest

from reader.model.article import text_hash
from reader.model.span import Span
from reader.notes.anchor import anchor_all, describe
from tests.cli.conftest import STORY
from tests.website import PARAGRAPHS, html

MORE = STORY.replace("MOSCOW", "SOCHI, Russia").replace("for three hours", "for nearly four hours")
WITHOUT = STORY.replace(" They spoke of differences for three hours.", "")


def write(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


def text_of(run, article: str) -> str:
    return run("show", article, "--json").objects[0]["text"]


def test_where_each_note_went(run, article, note, story):
    changed = run("note", "add", article, "--quote", "They spoke of differences for three hours.").out.strip()
    same = run("note", "add", article, "--quote", "Ministers").out.strip()
    ended = run("update", article, write(story.with_name("two.txt"), MORE), "--json")
    assert ended.code == 0
    assert "new version" in ended.err
    text = text_of(run, article)
    found = {each["id"]: each for each in ended.objects}
    assert {each: found[each]["state"] for each in (note, changed, same)} == {
        note: "moved", changed: "changed", same: "here"
    }  # fmt: skip
    assert found[changed]["now"] == "They spoke of differences for nearly four hours."
    assert all(text[each["start"] : each["end"]] == each["now"] for each in ended.objects)
    assert all(each["reason"] and 0 < each["score"] <= 1 for each in ended.objects)
    assert all(each["before"]["state"] == "here" for each in ended.objects)
    listed = run("note", "list", article, "--json").objects
    assert {each["id"]: each["start"] for each in listed} == {each["id"]: each["start"] for each in ended.objects}


PASSAGES = (
    "Ministers", "They spoke of differences for three hours.", "spoke of", "no major breakthroughs", "MOSCOW", "hours",
)  # fmt: skip


@pytest.mark.parametrize("has_library", [True, False])
def test_places_are_those_that_anchoring_alone_finds(run, article, story, folders, has_library):
    old = text_of(run, article)
    ids = [run("note", "add", article, "--quote", passage, "--nth", 1).out.strip() for passage in PASSAGES]
    targets = [describe(old, Span(old.index(passage), old.index(passage) + len(passage))) for passage in PASSAGES]
    write(story, MORE)
    if has_library:
        told = run("update", article, story, "--json").objects
    else:
        told, known = [], article  # a library that never had the old text, as on another machine
        for file in folders.data.iterdir():
            file.unlink()
        article = run("add", story).out.split("\t")[0]
        (folders.notes / known).rename(folders.notes / article)
    new = text_of(run, article)
    places = anchor_all(targets, new, old_texts={text_hash(old): old} if has_library else {})
    wanted = {
        each: (place.state.value, place.span and place.span.start, place.span and place.span.end)
        for each, place in zip(ids, places, strict=True)
    }
    for each in [*told, *run("note", "list", article, "--json").objects]:
        assert (each["state"], each["start"], each["end"]) == wanted[each["id"]]
    assert len({state for state, *_ in wanted.values()}) > 1


@pytest.mark.usefixtures("note")
def test_the_version_that_comes_back_brings_the_exact_place_back(run, article, story):
    before = run("note", "list", article, "--json").objects[0]
    gone = run("update", article, write(story.with_name("two.txt"), WITHOUT), "--json").objects[0]
    assert (gone["state"], gone["start"], gone["now"]) == ("orphan", None, None)
    again = run("update", article, story, "--json").objects[0]
    assert (again["start"], again["end"], again["state"]) == (before["start"], before["end"], "here")


def test_an_orphan_is_attached_by_hand(run, article, note, story):
    run("update", article, write(story.with_name("two.txt"), WITHOUT))
    assert run("note", "attach", note, "--quote", "no major breakthroughs").code == 0
    (found,) = run("note", "list", article, "--json").objects
    assert (found["state"], found["exact"], found["body"]) == ("here", "no major breakthroughs", "Which ones?")
    assert run("note", "attach", note, "--quote", "words that aren't there").code == 1
    assert run("note", "attach", note, "--start", 5, "--end", 2).code == 2


@pytest.mark.usefixtures("note")
def test_where_it_was_in_a_version_that_comes_back_though_it_was_attached_in_another(run, article, story):
    known = run("note", "add", article, "--quote", "They spoke of differences for three hours.").out.strip()
    run("update", article, write(story.with_name("two.txt"), WITHOUT.replace("no major breakthroughs", "no news")))
    assert run("note", "attach", known, "--quote", "no news").code == 0
    run("update", article, story)
    (found,) = (each for each in run("note", "list", article, "--json").objects if each["id"] == known)
    text = text_of(run, article)
    assert text[found["start"] : found["end"]] == "They spoke of differences for three hours."
    assert (found["state"], found["exact"]) == ("changed", "no news")
    assert "in this version" in found["reason"]


@pytest.mark.usefixtures("note")
def test_a_file_given_by_mistake_is_taken_back(run, article, story):
    before = run("note", "list", article, "--json").objects
    run("update", article, write(story.with_name("two.txt"), MORE))
    wrong = write(story.with_name("wrong.txt"), "Quite another\n\nThis is another story, taken in by mistake.\n")
    assert run("update", article, wrong, "--json").objects[0]["state"] == "orphan"
    assert run("update", article, wrong, "--back").code == 2
    (found,) = run("update", article, "--back", "--json").objects
    assert (found["state"], "SOCHI" in text_of(run, article)) == ("moved", True)
    assert run("update", article, "--back").code == 0
    assert run("note", "list", article, "--json").objects == before
    assert run("list", "--json").objects[0]["title"] == before[0]["title"]
    ended = run("update", article, "--back")
    assert (ended.code, "no version before" in ended.err) == (1, True)


def test_back_after_an_older_text_was_taken_in_by_mistake(run, article, story):
    """What counts is which version was the present one before, not which was here first."""
    old, corrected = story.read_text("utf-8"), write(story.with_name("two.txt"), MORE)
    run("update", article, corrected)
    run("update", article, write(story.with_name("old.txt"), old))
    assert "SOCHI" not in text_of(run, article)
    assert run("update", article, "--back").code == 0
    assert "SOCHI" in text_of(run, article)
    assert run("update", article, "--back").code == 1


def test_what_is_found_there_next_is_a_version_too(run, article, story):
    other = write(story.with_name("elsewhere.txt"), "Another headline\n\nQuite another text stands in this file now.\n")
    assert run("update", article, other).code == 0
    assert "Quite another" in text_of(run, article)
    write(other, "Another headline\n\nQuite another text stands in this file, and more of it.\n")
    assert run("add", other).out.split("\t")[0] == article


@pytest.mark.usefixtures("note")
def test_a_file_that_changed_is_a_new_version_of_its_article(run, article, story):
    write(story, MORE)
    added = run("add", story, "--json").objects[0]
    assert (added["id"], added["change"]) == (article, "updated")
    assert run("note", "list", article, "--json").objects[0]["state"] == "moved"


def test_a_page_is_a_source_and_its_next_state_a_version(run, site):
    address = site.page("/story", html())
    (added,) = run("add", address + "#top", "--json").objects
    assert (added["title"], added["change"]) == ("Ferry stays in port", "new")
    note = run("note", "add", added["id"], "--quote", "Nobody was hurt.", "--body", "Who says so?").out.strip()
    (again,) = run("add", address, "--json").objects
    assert (again["id"], again["change"]) == (added["id"], "same")
    site.page("/story", html("HARWICK — The port is open again since Thursday, officials said.", *PARAGRAPHS))
    (went,) = run("update", added["id"], "--json").objects
    assert (went["id"], went["state"], went["now"]) == (note, "moved", "Nobody was hurt.")
    site.page("/story", html(*PARAGRAPHS[:2]))
    (newest,) = run("add", address, "--json").objects
    assert (newest["id"], newest["change"]) == (added["id"], "updated")


@pytest.mark.usefixtures("note")
def test_an_article_gets_a_version_from_another_address(run, article, site):
    address = site.page("/corrected", MORE, "text/plain; charset=utf-8")
    assert "new version" in run("update", article, address).err
    assert text_of(run, article).startswith("Ministers meet in Sochi\n\nSOCHI, Russia (VOA)")
    site.page("/corrected", STORY, "text/plain; charset=utf-8")
    assert run("update", article).code == 0  # from where it was found last
    assert "MOSCOW" in text_of(run, article)


def test_a_file_is_read_again_without_being_named(run, article, story):
    write(story, MORE)
    assert "new version" in run("update", article).err
    story.unlink()
    gone = run("update", article)
    assert gone.code == 1
    assert "There is no file" in gone.err
    from_stream = run("add", "-", stdin="A story\n\nIt came from a stream, and nowhere else.\n").out.split("\t")[0]
    nowhere = run("update", from_stream)
    assert nowhere.code == 1
    assert "came from nowhere" in nowhere.err


def test_a_page_that_fails_keeps_the_others_in(run, site, story):
    ended = run("add", site.address("/nothing"), story, "ftp://example.org/a")
    assert ended.code == 1
    assert "There is no page" in ended.err
    assert "http and https" in ended.err
    assert "Ministers meet" in ended.out


def test_the_same_text_changes_nothing(run, article, note, story):
    ended = run("update", article, story)
    assert ended.code == 0
    assert "already" in ended.err
    assert ended.out.startswith(note[:8])


def test_what_is_no_version(run, article, story):
    assert run("update", "0000", story).code == 1
    assert run("update", article, story.with_name("nothing.txt")).code == 1
    assert run("update", article, "-", stdin=MORE).code == 0
    assert "four hours" in text_of(run, article)

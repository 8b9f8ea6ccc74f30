"""``dateline export`` as a script meets it."""

from __future__ import annotations

import csv
import io
import json
import shutil
from pathlib import Path

import pytest

from tests.commands import ROOT

STORY = "The road\n\nMinister Anna Berg spoke in Oslo. “The road is closed,” Berg said.\n"
OTHER = "The bridge\n\nThe bridge stays open, the town said.\n"


@pytest.fixture
def articles(run, tmp_path: Path) -> list[str]:
    """The ids of two articles with a note each."""
    ids = []
    for name, text, quote in (("a", STORY, "The road is closed"), ("b", OTHER, "stays open")):
        (tmp_path / f"{name}.txt").write_text(text, "utf-8")
        known = json.loads(run("add", tmp_path / f"{name}.txt", "--json").out)["id"]
        assert run("note", "add", known, "--quote", quote, "--body", f"On {name}.", "--tag", name).code == 0
        ids.append(known)
    return ids


@pytest.fixture
def out(tmp_path: Path) -> Path:
    folder = tmp_path / "out"
    folder.mkdir()
    return folder


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


@pytest.mark.parametrize("form", ["markdown", "annotated", "quotes", "json", "csv", "html"])
def test_each_format_into_a_folder_twice(run, articles, out, form):
    assert run("export", "--format", form, "-o", out).code == 0
    first = {path: path.read_bytes() for path in out.iterdir()}
    assert len(first) == len(articles)
    again = run("export", "--format", form, "-o", out)
    assert (again.code, again.err) == (0, "")
    assert {path: path.read_bytes() for path in out.iterdir()} == first


def test_formats_of_one_article_stand_side_by_side(run, articles, out):
    for form in ("markdown", "annotated", "quotes", "json", "csv", "html"):
        assert run("export", articles[0], "--format", form, "-o", out).code == 0
    assert names(out) == [f"the-road{end}" for end in ("-annotated.md", "-quotes.md", ".csv", ".html", ".json", ".md")]


def test_a_name_that_another_articles_export_has_is_told_as_such(run, articles, out, tmp_path):
    other = tmp_path / "other.txt"
    other.write_text("The road\n\nQuite another story stands under the same head.\n", "utf-8")
    known = run("add", other).out.split()[0]
    assert run("note", "add", known, "--quote", "another story").code == 0
    written = run("export", articles[0], known, "-o", out)
    assert (written.code, names(out)) == (0, ["the-road-2.md", "the-road.md"])
    assert "is another article's" in written.err
    assert "left alone" not in written.err


@pytest.mark.parametrize("form", ["markdown", "json", "csv", "html"])
def test_an_edited_file_is_left_alone(run, articles, out, form):
    written = run("export", articles[0], "--format", form, "-o", out)
    path = Path(written.out.strip())
    path.write_bytes(path.read_bytes().replace(b"On a.", b"Mine."))
    edited = path.read_bytes()
    again = run("export", articles[0], "--format", form, "-o", out)
    assert path.read_bytes() == edited
    assert again.out.strip() != str(path)
    assert "left alone" in again.err
    named = run("export", articles[0], "--format", form, "-o", path)
    assert named.code == 1
    assert "--force" in named.err
    assert path.read_bytes() == edited
    assert run("export", articles[0], "--format", form, "-o", path, "--force").code == 0
    assert path.read_bytes() != edited


def test_what_standard_output_gets(run, articles):
    collection = json.loads(run("export", "--format", "json").out)
    assert collection["total"] == 2
    rows = list(csv.DictReader(io.StringIO(run("export", "--format", "csv").out, newline="")))
    assert {row["article"] for row in rows} == set(articles)
    assert run("export").out.count("\n# ") == 2
    assert run("export", articles[0]).out.count("\n# ") == 1


def test_one_file(run, articles, out):
    assert run("export", "-o", out / "all.md").code == 2
    assert run("export", "--one-file", "-o", out / "all.md").code == 0
    assert run("export", "--format", "csv", "-o", out / "all.csv").code == 0
    assert run("export", "--one-file", "--by", "tag", "-o", f"{out}/").code == 0
    assert names(out) == ["all.csv", "all.md", "notes.md"]
    assert (out / "notes.md").read_text("utf-8").count("\n## ") == len(articles)


@pytest.mark.parametrize("output", ["", "  "])
@pytest.mark.usefixtures("articles")
def test_an_output_without_a_name_is_refused(run, output, tmp_path, monkeypatch):
    (empty := tmp_path / "empty").mkdir()
    monkeypatch.chdir(empty)
    done = run("export", "-o", output)
    assert (done.code, "no name" in done.err) == (2, True)
    assert not list(empty.iterdir())


def test_json_tells_what_went_where(run, articles, out):
    for _ in range(2):
        told = run("export", "--json", "-o", out).objects
        assert {(each["path"], *each["articles"]) for each in told} == {
            (str(out / "the-road.md"), articles[0]), (str(out / "the-bridge.md"), articles[1]),
        }  # fmt: skip
        assert [each["instead_of"] for each in told] == [None, None]
    (out / "the-road.md").write_text("mine", "utf-8")
    (told,) = run("export", articles[0], "--json", "-o", out).objects
    assert (told["path"], told["instead_of"]) == (str(out / "the-road-2.md"), str(out / "the-road.md"))
    assert run("export", "--json").code == 2


def test_by_person(run, articles):
    done = run("export", articles[0], "--by", "person")
    assert done.code == 0, done.err
    assert "\n## Anna Berg\n" in done.out


def test_a_template(run, articles, out, tmp_path):
    template = tmp_path / "list.org.j2"
    template.write_text("{% for n in articles[0].notes %}* {{ n.body }}\n{% endfor %}", "utf-8")
    for _ in range(2):
        assert run("export", articles[0], "--template", template, "-o", out).code == 0
    assert names(out) == ["the-road.org"]
    assert (out / "the-road.org").read_text("utf-8") == "* On a.\n"


@pytest.mark.parametrize(
    "arguments",
    [
        ("--format", "template"),
        ("--format", "csv", "--template", "x.j2"),
        ("--format", "html", "--by", "tag"),
        ("--format", "docx"),
        ("--by", "size"),
    ],
)
def test_options_that_do_not_go_together(run, arguments):
    assert run("export", *arguments).code == 2


def test_the_template_in_the_documentation(run, articles, tmp_path):
    page = (ROOT / "docs" / "export.md").read_text("utf-8")
    example = page.split("\n    {% for article in articles %}", 1)[1].split("\n\n", 1)[0]
    template = tmp_path / "list.txt.j2"
    template.write_text("{% for article in articles %}" + example.replace("\n    ", "\n"), "utf-8")
    done = run("export", articles[1], "--template", template)
    assert done.code == 0, done.err
    assert done.out.startswith("* The bridge\n- stays open: On b. (dateline ")


def test_never_into_the_place_of_a_note(run, articles, folders):
    before = {path: path.read_bytes() for path in folders.config.rglob("*.json")}
    for target in (*before, folders.notes, folders.config / "trash" / "x.json", folders.drafts / "new.md"):
        done = run("export", articles[0], "--format", "json", "--force", "-o", target)
        assert done.code == 2
        assert "Name another place" in done.err
    assert {path: path.read_bytes() for path in folders.config.rglob("*") if path.is_file()} == before


def test_an_unknown_id_does_not_stop_the_rest(run, articles):
    done = run("export", "ffff", articles[1])
    assert done.code == 1
    assert "ffff" in done.err
    assert "On b." in done.out


def test_an_article_whose_notes_have_names_of_other_programs_is_among_all(run, articles, folders):
    for path in folders.notes.rglob("*.json"):
        path.rename(path.with_name("annotation.json"))
    exported = run("export", "--one-file").out
    assert all(f"dateline {known}" in exported for known in articles)
    assert {each["notes"] for each in run("list", "--json").objects} == {1}


def test_notes_that_no_export_can_have_are_told(run, articles, folders, tmp_path):
    """A folder that can't be looked into, and a file that doesn't say whose it is, leave an export of all wanting."""
    folder = folders.notes / articles[0]
    folder.rename(tmp_path / "elsewhere")
    folder.symlink_to(tmp_path / "elsewhere")
    ended = run("export", "--one-file")
    assert (ended.code, "On b." in ended.out, str(folder) in ended.err) == (1, True, True)
    folder.unlink()
    folder.mkdir()
    (folder / "annotation.json").write_bytes(b"{")
    ended = run("export", "--format", "csv")
    assert (ended.code, "On b." in ended.out, "annotation.json" in ended.err) == (1, True, True)


@pytest.mark.parametrize("library", [True, False])
def test_a_note_that_cannot_be_read_is_told_since_the_export_lacks_it(run, articles, folders, library):
    damaged = folders.notes / articles[0] / "aaaa0000-0000-4000-8000-000000000000.json"
    damaged.write_bytes(b"{")
    if not library:
        folders.library.unlink()
    for form in ("markdown", "json"):
        done = run("export", "--format", form, "--one-file")
        assert done.code == 1
        assert done.err.count(damaged.name) == 1
        assert "On a." in done.out
        assert "On b." in done.out
    assert run("export", articles[1]).code == 0
    assert damaged.read_bytes() == b"{"


@pytest.mark.usefixtures("articles")
@pytest.mark.parametrize("form", ["markdown", "annotated", "json", "csv", "html", "quotes"])
def test_without_library_and_cache_the_notes_still_go_out(run, out, folders, form):
    for folder in (folders.data, folders.cache):
        shutil.rmtree(folder, ignore_errors=True)
        folder.write_text("no folder any more", "utf-8")
    done = run("export", "--format", form, "-o", f"{out}/")
    assert done.code == 0, done.err
    text = "".join(path.read_text("utf-8") for path in out.iterdir())
    assert form == "quotes" or ("On a." in text and "On b." in text)


def test_help_teaches(run):
    text = run("export", "--help").out
    for word in ("annotated", "quotes", "--one-file", "--by", "Examples:", "dateline NOTE-ID"):
        assert word in text

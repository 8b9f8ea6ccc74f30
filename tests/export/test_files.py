"""Exports as files: never over anything that isn't ours and unedited."""

from __future__ import annotations

import os
import string
import sys
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from reader.errors import ExportError
from reader.export import files
from reader.export.files import Parcel, Written, slug
from reader.export.proof import Register, is_ours, seal

posix = pytest.mark.skipif(sys.platform == "win32", reason="needs links, pipes or rights of POSIX")
SAFE = set(string.ascii_lowercase + string.digits + "-")


def write(text: str, target: Path, *, force: bool = False, **parts) -> Written:
    return files.write(Parcel(text, **parts), target, force=force)


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


@given(st.text(max_size=300))
@example("../../etc/passwd")
@example("CON")
@example("lpt1")
@example("…")
@example("-rf")
@example("a" * 500)
def test_a_slug_is_safe_everywhere(title):
    name = slug(title)
    assert name
    assert len(name) <= 81
    assert set(name) <= SAFE
    assert not name.startswith("-")
    assert name.rstrip("-") not in {"con", "prn", "aux", "nul", "com1", "lpt1"} or name.endswith("-")


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("US, Russia Agree to Talk", "us-russia-agree-to-talk"),
        ("Straße in Łódź", "strasse-in-lodz"),
        ("Москва", "untitled"),
        ("Nul", "nul-"),
        ("Trump's offer", "trumps-offer"),
    ],
)
def test_slug(title, name):
    assert slug(title) == name


@given(st.text(), st.text())
def test_the_seal_holds(text, article):
    data = seal(text, article)
    assert is_ours(data)
    assert not is_ours(b"x" + data)
    assert not is_ours(data + b"more\n")


def test_into_a_folder_and_again(tmp_path):
    first = write("# One\n", tmp_path, title="The Title", article="a1")
    assert first.path == tmp_path / "the-title.md"
    assert first.instead_of is None
    before = first.path.stat().st_mtime_ns
    assert write("# One\n", tmp_path, title="The Title", article="a1") == first
    assert first.path.stat().st_mtime_ns == before  # nothing changed, nothing written
    write("# One, longer\n", tmp_path, title="The Title", article="a1")
    assert first.path.read_text(encoding="utf-8").startswith("# One, longer\n")
    assert names(tmp_path) == ["the-title.md"]


def test_an_edited_export_is_kept(tmp_path):
    first = write("# One\n", tmp_path, title="T", article="a1").path
    edited = first.read_bytes().replace(b"One", b"My own")
    first.write_bytes(edited)
    second = write("# One\n", tmp_path, title="T", article="a1")
    assert second.path == tmp_path / "t-2.md"
    assert second.instead_of == first
    assert first.read_bytes() == edited
    assert write("# Two\n", tmp_path, title="T", article="a1") == second


def test_another_article_by_the_same_title_is_kept(tmp_path):
    write("# One\n", tmp_path, title="T", article="a1")
    assert write("# Two\n", tmp_path, title="T", article="b2").path == tmp_path / "t-2.md"
    assert write("# One\n", tmp_path, title="T", article="a1").path == tmp_path / "t.md"


def test_a_named_file(tmp_path):
    target = tmp_path / "mine.md"
    assert write("text", target).path == target
    write("other text", target)
    target.write_text("by hand", encoding="utf-8")
    with pytest.raises(ExportError, match="--force"):
        write("text", target)
    assert target.read_text(encoding="utf-8") == "by hand"
    write("text", target, force=True)
    assert is_ours(target.read_bytes())


@posix
def test_links_are_not_followed(tmp_path):
    outside = tmp_path / "outside.md"
    outside.write_text("theirs", encoding="utf-8")
    folder = tmp_path / "folder"
    folder.mkdir()
    (folder / "t.md").symlink_to(outside)
    (folder / "t-2.md").symlink_to(tmp_path / "nowhere")
    assert write("text", folder, title="T").path == folder / "t-3.md"
    with pytest.raises(ExportError, match="--force"):
        write("text", folder / "t.md")
    write("text", folder / "t.md", force=True)
    assert not (folder / "t.md").is_symlink()
    assert outside.read_text(encoding="utf-8") == "theirs"
    assert not (tmp_path / "nowhere").exists()


@posix
def test_a_pipe_is_no_file(tmp_path):
    os.mkfifo(tmp_path / "pipe")
    for force in (False, True):
        with pytest.raises(ExportError):
            write("text", tmp_path / "pipe", force=force)


def test_a_folder_that_is_not_there(tmp_path):
    with pytest.raises(ExportError, match="can't be written"):
        write("text", tmp_path / "no" / "file.md")
    assert names(tmp_path) == []


@posix
def test_a_full_disk_leaves_the_old_file(tmp_path):
    import resource  # noqa: PLC0415  POSIX only

    target = tmp_path / "t.md"
    write("old", target)
    old = target.read_bytes()
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1000, hard))
    try:
        with pytest.raises(ExportError):
            write("new " * 1000, target)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert target.read_bytes() == old
    assert names(tmp_path) == ["t.md"]


def test_a_refusal_names_a_free_name(tmp_path):
    (tmp_path / "t.md").write_text("by hand", encoding="utf-8")
    (tmp_path / "t-2.md").write_text("by hand too", encoding="utf-8")
    with pytest.raises(ExportError, match=r"t-3\.md is free"):
        write("text", tmp_path / "t.md")


@pytest.fixture
def register(tmp_path: Path) -> Register:
    return Register(tmp_path / "data" / "exports")


def test_files_without_comments_are_known_by_the_register(tmp_path, register):
    folder = tmp_path / "out"
    folder.mkdir()
    parts = {"title": "T", "article": "a1", "suffix": ".csv", "proof": register}
    assert write("a\r\n", folder, **parts).path == folder / "t.csv"
    assert (folder / "t.csv").read_bytes() == b"a\r\n"  # and nothing else
    assert write("b\r\n", folder, **parts).path == folder / "t.csv"
    assert write("c\r\n", folder, **{**parts, "article": "b2"}).path == folder / "t-2.csv"
    (folder / "t.csv").write_bytes(b"edited")
    assert write("d\r\n", folder, **parts) == Written(folder / "t-3.csv", folder / "t.csv")
    assert (folder / "t.csv").read_bytes() == b"edited"


def test_a_named_file_that_the_register_does_not_know(tmp_path, register):
    target = tmp_path / "t.json"
    target.write_text("{}", encoding="utf-8")
    with pytest.raises(ExportError, match="--force"):
        write("[]", target, proof=register)
    write("[]", target, proof=register, force=True)
    write("[1]", target, proof=register)
    assert target.read_text(encoding="utf-8") == "[1]"


def test_a_register_that_can_not_be_written_keeps_nobody_from_exporting(tmp_path):
    (tmp_path / "data").write_text("no folder", encoding="utf-8")
    target = tmp_path / "t.json"
    write("[]", target, proof=Register(tmp_path / "data" / "exports"))
    assert target.read_text(encoding="utf-8") == "[]"
    with pytest.raises(ExportError, match="--force"):
        write("[1]", target, proof=Register(tmp_path / "data" / "exports"))

"""Files, folders and streams: what can go wrong with them, and what holds for everything that is read."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.errors import SourceError
from reader.sources import detect
from reader.sources.detect import articles_in, read_bytes, read_file
from reader.text.clean import clean, clean_line
from tests.strategies import hostile_text, prose

names = st.sampled_from(["a.txt", "a.md", "a.html", "standard input"])


@settings(deadline=None)
@given(
    st.one_of(st.binary(max_size=300), hostile_text.map(lambda t: t.encode("utf-8", "replace")), prose.map(str.encode)),
    names,
)
def test_any_bytes_are_an_article_or_an_error(data: bytes, name: str) -> None:
    try:
        draft = read_bytes(data, name)
    except SourceError as error:
        assert name in error.what  # noqa: PT017
        assert error.todo  # noqa: PT017
        return
    assert draft.title
    assert draft.text == clean(draft.text)
    assert draft.text == "\n\n".join(block.span.of(draft.text) for block in draft.blocks)
    assert all("\n\n" not in block.span.of(draft.text) and len(block.span) for block in draft.blocks)
    assert all("\n" not in block.span.of(draft.text) or block.kind == "code" for block in draft.blocks)
    for fact in (draft.title, draft.byline, draft.published, draft.source, draft.language):
        assert fact == clean_line(fact)


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"", "empty"),
        (b" \n\t\r\n", "empty"),
        (b"\xef\xbb\xbf", "empty"),
        ("\u200b\u00a0\x1b[31m".encode(), "empty"),
        (b"\x89PNG\r\n\x1a\n\0\0", "not text"),
        (b"\0" * 50, "not text"),
    ],
)
@pytest.mark.parametrize("suffix", [".txt", ".md", ".html", ""])
def test_what_cannot_be_read(tmp_path: Path, data: bytes, what: str, suffix: str) -> None:
    file = tmp_path / f"file{suffix}"
    file.write_bytes(data)
    with pytest.raises(SourceError, match=what) as caught:
        read_file(file)
    assert file.name in caught.value.what
    assert caught.value.todo


def test_paths_that_lead_nowhere(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="There is no file"):
        read_file(tmp_path / "missing.txt")
    with pytest.raises(SourceError, match="is a folder"):
        read_file(tmp_path)
    with pytest.raises(SourceError, match="can't be read"):
        read_file(tmp_path / ("x" * 5_000))
    with pytest.raises(SourceError):
        read_file(Path("a\0b"))
    (tmp_path / "loop").symlink_to(tmp_path / "loop")
    with pytest.raises(SourceError):
        read_file(tmp_path / "loop")
    with pytest.raises(SourceError) as caught:
        read_file(tmp_path / "no\x1b[31mred\u202e.txt")
    assert "\x1b" not in str(caught.value)
    assert "\u202e" not in str(caught.value)


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="nothing is forbidden to root")
def test_a_file_that_may_not_be_read(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text("Text.")
    file.chmod(0)
    with pytest.raises(SourceError, match="no right"):
        read_file(file)


def test_a_refused_file_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)
    with pytest.raises(SourceError, match="no right"):
        read_file(tmp_path / "a.txt")


def test_a_file_that_is_too_large(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(detect, "LARGEST", 100)
    file = tmp_path / "a.txt"
    file.write_text("Text. " * 50)
    with pytest.raises(SourceError, match="larger"):
        read_file(file)


def test_a_stream_is_called_by_its_name() -> None:
    with pytest.raises(SourceError, match="standard input"):
        read_bytes(b"", "standard input")
    assert read_bytes(b"Some text here.", "standard input").title == "Some text here."


def test_the_articles_of_a_folder(tmp_path: Path) -> None:
    for name in ("page.html", "page_files/ad.html", "b10.txt",
                 "b2.txt", "a.md", "readme.md", "Welcome.txt", ".hidden.txt", "image.png", "sub/index.md",
                 "sub/a.TXT", ".git/x.md", "empty/x.pdf"):  # fmt: skip
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("Text.")
    (tmp_path / "sub" / "up").symlink_to(tmp_path)
    (tmp_path / "gone.txt").symlink_to(tmp_path / "nowhere.txt")
    found = [path.relative_to(tmp_path).as_posix() for path in articles_in(tmp_path)]
    assert found == ["Welcome.txt", "readme.md", "a.md", "b2.txt", "b10.txt", "page.html", "sub/index.md", "sub/a.TXT"]


def test_folders_without_articles(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="no article") as caught:
        articles_in(tmp_path)
    assert ".txt" in caught.value.todo
    assert ".md" in caught.value.todo
    with pytest.raises(SourceError, match="can't be read"):
        articles_in(tmp_path / "missing")
    (tmp_path / "a.txt").write_text("Text.")
    with pytest.raises(SourceError):
        articles_in(tmp_path / "a.txt")


def test_the_seeds_begin_with_the_welcome(seeds: Path) -> None:
    assert articles_in(seeds)[0].name == "welcome.md"

"""A damaged library: nothing that can be read is lost, nothing that was changed is taken for a text."""

from __future__ import annotations

import random
import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest

from reader.library.library import Change, Library
from reader.library.places import LeftAt
from reader.library.salvage import put_aside, salvage
from reader.model.article import Block, BlockKind, Draft, text_hash
from reader.model.span import Span

NOW = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)


def draft(number: int, words: int = 400) -> Draft:
    text = f"Story {number}\n\n" + " ".join(f"word{number}x{word}" for word in range(words))
    head = len(f"Story {number}")
    blocks = (Block(BlockKind.HEADLINE, Span(0, head)), Block(BlockKind.PARAGRAPH, Span(head + 2, len(text))))
    return Draft(f"Story {number}", "", "2026-01-01", "Outlet", "en", text, blocks)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A library of thirty articles, one of them in two versions."""
    file = tmp_path / "library.sqlite3"
    library = Library(file)
    for number in range(30):
        known = library.add(draft(number), f"/stories/{number}.txt").article.id
        library.places.save(known, LeftAt(number, ""), 0.5)
    library.add(draft(3, words=410), "/stories/3.txt")
    library.close()
    return file


def test_a_whole_library_comes_over_whole(file):
    before = Library(file)
    rows, versions = before.rows(), before.versions(before.rows()[3].id)
    before.close()
    aside = put_aside(file, NOW)
    assert not file.exists()
    data = aside.read_bytes()
    assert salvage(aside, file) == 30
    after = Library(file)
    assert after.rows() == rows
    assert after.versions(rows[3].id) == versions
    assert after.places.of(rows[7].id).offset == 7
    assert after.add(draft(5), "/stories/5.txt").change is Change.SAME
    assert after.check() == []
    after.close()
    assert aside.read_bytes() == data


def test_what_was_put_aside_is_never_replaced(tmp_path):
    file = tmp_path / "library.sqlite3"
    names = set()
    for text in ("one", "two", "three"):
        file.write_text(text, encoding="utf-8")
        names.add(put_aside(file, NOW))
    assert {path.read_text("utf-8") for path in names} == {"one", "two", "three"}


@pytest.mark.parametrize("seed", range(12))
def test_pages_overwritten(file, seed):
    chance = random.Random(seed)  # noqa: S311
    originals = {text_hash(draft(number).text) for number in range(30)} | {text_hash(draft(3, words=410).text)}
    data = bytearray(file.read_bytes())
    for _ in range(1 + seed % 4):
        page = chance.randrange(1, len(data) // 4096)
        data[page * 4096 : page * 4096 + 4096] = chance.randbytes(4096)
    file.write_bytes(data)
    aside = put_aside(file, NOW)
    taken = salvage(aside, file)
    library = Library(file)
    assert library.check() == []
    assert taken == library.count()
    assert taken >= 10
    for row in library.rows():
        article = library.get(row.id)
        assert article.text_hash in originals
        assert article.title == article.text.partition("\n")[0]
    library.close()


@pytest.mark.parametrize(
    "data",
    [b"", b"no database at all" * 1000, b"SQLite format 3\x00" + b"\xff" * 8000],
    ids=["empty", "other", "header"],
)
def test_nothing_left(tmp_path, data):
    file = tmp_path / "library.sqlite3"
    file.write_bytes(data)
    assert salvage(put_aside(file, NOW), file) == 0
    library = Library(file)
    assert library.count() == 0
    library.close()


def test_a_file_cut_off(file):
    data = file.read_bytes()
    file.write_bytes(data[: len(data) // 2])
    assert salvage(put_aside(file, NOW), file) > 5
    library = Library(file)
    assert library.check() == []
    library.close()


def test_what_stands_only_in_the_log(file, tmp_path):
    """A library that was not closed in order has its last changes in the file beside it."""
    library = Library(file)
    library.add(draft(99))
    for side in ("", "-wal"):
        shutil.copyfile(f"{file}{side}", f"{tmp_path / 'copy.sqlite3'}{side}")
    library.close()
    copy = tmp_path / "copy.sqlite3"
    assert salvage(put_aside(copy, NOW), copy) == 31

"""Corrections as files: kept, found again, taken back; what isn't one is left alone and told."""

from __future__ import annotations

import json
import os
import time
from datetime import UTC, datetime
from pathlib import Path
from unittest import mock

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.errors import NoteError, NotFoundError
from reader.model.correction import Correction, CorrectionKind
from reader.notes.corrections import CorrectionStore, decode, encode
from tests.strategies import hostile_text

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
ARTICLE = "af5b52e319ce"


@pytest.fixture
def store(tmp_path: Path) -> CorrectionStore:
    return CorrectionStore(tmp_path / "corrections")


def said(words: str = "Sochi", article: str = ARTICLE, kind: CorrectionKind = CorrectionKind.PLACE) -> Correction:
    return Correction("", kind, words, NOW, article=article)


def files(store: CorrectionStore) -> dict[str, bytes]:
    return {str(path.relative_to(store.folder)): path.read_bytes() for path in store.folder.rglob("*.json")}


def test_without_a_folder_there_are_none_and_none_is_made(store: CorrectionStore) -> None:
    assert store.all().corrections == store.for_article(ARTICLE).corrections == ()
    assert not store.folder.exists()


def test_an_article_has_its_own_and_those_for_all(store: CorrectionStore) -> None:
    here, everywhere, other = (store.add(said(article=article)) for article in (ARTICLE, "", "0123456789ab"))

    assert store.for_article(ARTICLE).corrections == (here, everywhere)
    assert store.all().corrections == (here, everywhere, other)
    assert set(files(store)) == {
        f"{ARTICLE}/{here.id}.json",
        f"all/{everywhere.id}.json",
        f"0123456789ab/{other.id}.json",
    }


@pytest.mark.parametrize("article", [ARTICLE, ""])
@pytest.mark.parametrize("copy", ["{} 2", "{} (1)", "{}-LAPTOP", "{}.sync-conflict-20260101-120000-ABCDEFG"])
def test_a_sync_tool_s_copy_of_a_folder_is_read_too(store: CorrectionStore, article: str, copy: str) -> None:
    folder = store.folder / (article or "all")
    kept, moved = store.add(said("Sochi", article)), store.add(said("Moscow", article))
    aside = store.folder / copy.format(folder.name)
    aside.mkdir()
    (folder / f"{moved.id}.json").rename(aside / f"{moved.id}.json")
    before = store.state(ARTICLE)
    assert store.all().corrections == store.for_article(ARTICLE).corrections == (kept, moved)
    store.remove(moved.id)
    assert store.for_article(ARTICLE).corrections == (kept,)
    assert store.state(ARTICLE) != before
    assert store.restore(moved.id) == moved


def test_the_trash_is_emptied_when_told_to(store: CorrectionStore) -> None:
    old, new, kept = (store.add(said(words)) for words in ("Sochi", "Moscow", "Oslo"))
    store.remove(old.id)
    trash = store.folder / "trash" / ARTICLE
    (trash / "damaged.json").write_bytes(b"{")
    assert (store.empty_trash(0), store.empty_trash(-1), store.empty_trash(29)) == (0, 0, 0)
    in_a_month = time.time() + 30 * 86_400
    with mock.patch("reader.notes.corrections.time.time", return_value=in_a_month):
        assert store.empty_trash(31) == 0
        store.remove(new.id)
        os.utime(trash / f"{new.id}.json", (in_a_month, in_a_month))
        assert store.empty_trash(29) == 1
    assert {path.name for path in trash.iterdir()} == {f"{new.id}.json", "damaged.json"}
    assert store.restore(new.id) == new
    assert set(store.all().corrections) == {new, kept}


def test_one_that_is_taken_back_lies_in_the_trash_until_it_is_restored(store: CorrectionStore) -> None:
    made = store.add(said())
    before = files(store)[f"{ARTICLE}/{made.id}.json"]

    assert store.remove(made.id[:6]) == made
    assert store.all().corrections == ()
    assert files(store) == {f"trash/{ARTICLE}/{made.id}.json": before}
    with pytest.raises(NotFoundError):
        store.remove(made.id)

    assert store.restore(made.id) == made
    assert files(store) == {f"{ARTICLE}/{made.id}.json": before}
    with pytest.raises(NotFoundError, match="in the trash"):
        store.restore(made.id)


@pytest.mark.parametrize("known", ["", "xyz", "../all", "0000"])
def test_what_names_no_correction_is_refused(store: CorrectionStore, known: str) -> None:
    store.add(said())
    with pytest.raises(NotFoundError):
        store.remove(known)


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "empty"),
        (b"{", "breaks off"),
        (b"\xff\xfe", "UTF-8"),
        (b"[]", "no object"),
        (b"{}", "no correction"),
        (b'{"type": "Correction", "schema": 1, "kind": "place"}', "which words"),
        (b'{"type": "Correction", "schema": 2, "kind": "place", "words": "x"}', "newer"),
        (b'{"type": "Correction", "schema": 1, "kind": "planet", "words": "x"}', "newer"),
        (b"<<<<<<< HEAD\n{}\n", "git"),
    ],
)
def test_what_cannot_be_read_is_told_and_stays_and_the_others_go_on(
    store: CorrectionStore, content: bytes, why: str
) -> None:
    made = store.add(said())
    path = store.folder / ARTICLE / "damaged.json"
    path.write_bytes(content)

    found = store.for_article(ARTICLE)

    assert found.corrections == (made,)
    assert [problem.path for problem in found.problems] == [path]
    assert why in found.problems[0].why
    assert path.read_bytes() == content


def test_what_others_wrote_into_a_file_stays_in_it(store: CorrectionStore) -> None:
    made = store.add(said())
    path = store.folder / ARTICLE / f"{made.id}.json"
    raw = json.loads(path.read_text("utf-8")) | {"tomorrow": {"x": [1]}}
    path.write_text(json.dumps(raw), "utf-8")
    written = path.read_bytes()

    store.remove(made.id)
    store.restore(made.id)

    assert path.read_bytes() == written
    assert store.all().corrections == (made,)


def test_a_copy_that_a_sync_tool_made_counts_once(store: CorrectionStore) -> None:
    made = store.add(said())
    path = store.folder / ARTICLE / f"{made.id}.json"
    path.with_name(f"{made.id}.sync-conflict-20261124.json").write_bytes(path.read_bytes())

    assert store.all().corrections == (made,)


def test_hidden_files_and_foreign_folders_are_none(store: CorrectionStore) -> None:
    made = store.add(said())
    (store.folder / ARTICLE / ".hidden.json").write_text("{")
    (store.folder / ".git").mkdir()
    (store.folder / ".git" / "x.json").write_text("{")

    found = store.all()
    assert (found.corrections, found.problems) == ((made,), ())


def test_links_are_not_followed(store: CorrectionStore, tmp_path: Path) -> None:
    made = store.add(said())
    (store.folder / ARTICLE / "link.json").symlink_to(store.folder / ARTICLE / f"{made.id}.json")
    assert "link" in store.all().problems[0].why
    outside = tmp_path / "outside"
    outside.mkdir()
    (store.folder / "0123456789ab").symlink_to(outside)
    with pytest.raises(NoteError, match="link"):
        store.add(said(article="0123456789ab"))
    assert list(outside.iterdir()) == []


def test_what_says_nothing_or_names_no_article_is_refused(store: CorrectionStore) -> None:
    for wrong in (said(words=" \x1b "), said(article="../x"), said(article=".")):
        with pytest.raises(NoteError):
            store.add(wrong)
    assert not store.folder.exists()


def test_a_folder_of_the_settings_that_is_not_there_is_not_made(tmp_path: Path) -> None:
    store = CorrectionStore(tmp_path / "drive" / "corrections", elsewhere=True)
    for act in (store.all, lambda: store.add(said()), lambda: store.for_article(ARTICLE)):
        with pytest.raises(NoteError, match="notes_folder"):
            act()
    assert not (tmp_path / "drive").exists()


def test_state_tells_every_change(store: CorrectionStore) -> None:
    states = [store.state(ARTICLE)]
    made = store.add(said())
    states.append(store.state(ARTICLE))
    store.add(said(article=""))
    states.append(store.state(ARTICLE))
    store.add(said(article="0123456789ab"))
    assert store.state(ARTICLE) == states[-1]
    store.remove(made.id)
    states.append(store.state(ARTICLE))
    assert len(set(states)) == len(states)


@given(hostile_text, hostile_text, st.sampled_from(list(CorrectionKind)), st.integers(-5, 10**6))
def test_whatever_stands_in_a_file_reaches_no_terminal_as_it_is(
    words: str, means: str, kind: CorrectionKind, at: int
) -> None:
    raw = {**encode(said(kind=kind)), "id": "00000000-0000-4000-8000-000000000000", "words": words, "means": means}
    try:
        read = decode(json.loads(json.dumps({**raw, "at": at, "title": words})), "all")
    except ValueError:
        return
    for text in (read.words, read.means, read.title, read.sentence):
        assert not {"\x1b", "\n", "\r", "\x9b", "\u202e", "\x00"} & set(text)
    assert read.at >= 0
    assert read.article == ""

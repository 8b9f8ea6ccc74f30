"""The library on real files: identity, versions, lists, reading places."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from reader.errors import LibraryError, NotFoundError
from reader.library.library import Change, Library
from reader.library.places import LeftAt
from reader.model.article import Block, BlockKind, Draft, article_id, text_hash
from reader.model.span import Span


def draft(text: str, title: str = "Title", **facts: str) -> Draft:
    said = {"byline": "", "published": "", "source": "", "language": ""} | facts
    return Draft(title=title, text=text, blocks=(Block(BlockKind.PARAGRAPH, Span(0, len(text))),), **said)


def story(topic: str, sentences: int = 30) -> str:
    return " ".join(f"Sentence {number} says that {topic} number {number} matters." for number in range(sentences))


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    opened = Library(tmp_path / "data" / "library.sqlite3")
    yield opened
    opened.close()


def test_nothing_is_opened_before_it_is_needed(tmp_path: Path) -> None:
    Library(tmp_path / "data" / "library.sqlite3").close()
    assert not (tmp_path / "data").exists()


def test_added_comes_back_whole(library: Library) -> None:
    given = draft("Some text 😀.", "A title", byline="Jo", published="2019-05-14", source="VOA", language="en")
    added = library.add(given, "/a.txt")
    assert added.change is Change.NEW
    assert added.article.id == article_id(given.text)
    found = library.get(added.article.id)
    assert found == added.article
    assert (found.title, found.byline, found.published) == ("A title", "Jo", "2019-05-14")
    assert (found.source, found.language, found.text, found.blocks) == ("VOA", "en", given.text, given.blocks)
    assert found.added.tzinfo is not None


def test_adding_again_changes_nothing(library: Library) -> None:
    first = library.add(draft("Text."), "/a.txt")
    again = library.add(draft("Text."), "/a.txt")
    assert again.change is Change.SAME
    assert again.article == first.article
    assert library.count() == 1


def test_another_text_at_the_same_place_is_a_new_version(library: Library) -> None:
    old, new = story("rain"), story("rain") + " One more."
    first = library.add(draft(old), "/a.txt").article
    second = library.add(draft(new), "/a.txt")
    assert (second.change, second.article.id, second.article.text) == (Change.UPDATED, first.id, new)
    assert [each.text_hash for each in library.versions(first.id)] == [text_hash(old), text_hash(new)]
    assert library.version(text_hash(old)) == old
    assert library.count() == 1


def test_an_old_version_can_come_back(library: Library) -> None:
    old, new = story("rain"), story("rain") + " One more."
    known = library.add(draft(old), "/a.txt").article.id
    library.add(draft(new), "/a.txt")
    back = library.add(draft(old), "/a.txt")
    assert (back.change, back.article.id, back.article.text) == (Change.UPDATED, known, old)
    assert len(library.versions(known)) == 2


def test_same_title_is_the_same_article_however_much_was_rewritten(library: Library) -> None:
    first = library.add(draft(story("rain"), "Weather"), "/a.txt").article
    assert library.add(draft(story("snow fell on us"), "Weather"), "/a.txt").article.id == first.id


def test_a_file_name_used_again_hides_nothing(library: Library) -> None:
    first = library.add(draft("The committee met in spring to talk about fish and boats.", "Fish"), "/a.txt")
    second = library.add(draft("A striker scored twice before the break on Sunday night.", "Goals"), "/a.txt")
    assert second.change is Change.NEW
    assert second.article.id != first.article.id
    assert library.get(first.article.id).title == "Fish"
    third = library.add(draft("A striker scored twice before the break on Sunday evening.", "Goal"), "/a.txt")
    assert third.article.id == second.article.id


def test_a_known_text_from_elsewhere_is_the_same_article(library: Library) -> None:
    first = library.add(draft(story("rain")), "/a.txt").article
    moved = library.add(draft(story("rain")), "https://example.org/a")
    assert (moved.change, moved.article.id) == (Change.SAME, first.id)
    later = library.add(draft(story("rain") + " More."), "https://example.org/a")
    assert (later.change, later.article.id) == (Change.UPDATED, first.id)


def test_likeness_hides_nothing(library: Library) -> None:
    one = library.add(draft(story("rain")), "/a.txt").article
    two = library.add(draft(story("rain") + " More."), "/b.txt").article
    assert one.id != two.id
    assert library.count() == 2


def test_two_articles_that_came_to_the_same_text_stay_apart(library: Library) -> None:
    one = library.add(draft(story("rain")), "/a.txt").article
    two = library.add(draft(story("rain") + " More."), "/b.txt").article
    merged = library.add(draft(story("rain")), "/b.txt")
    assert merged.article.id == one.id  # the text was known
    assert library.get(two.id).text.endswith("More.")


def test_new_facts_with_the_same_text(library: Library) -> None:
    library.add(draft("Text.", "Old", source="VOA"), "/a.txt")
    again = library.add(draft("Text.", "New", byline="Jo"), "/a.txt")
    assert again.change is Change.SAME
    assert (again.article.title, again.article.byline, again.article.source) == ("New", "Jo", "VOA")


def test_the_source_named_in_an_article_is_no_identity(library: Library) -> None:
    library.add(draft("One text.", source="https://example.org"))
    library.add(draft("Another text.", source="https://example.org"))
    assert library.count() == 2


def test_a_stream_has_no_place(library: Library) -> None:
    library.add(draft(story("rain")))
    assert library.add(draft(story("rain") + " More.")).change is Change.NEW


def test_a_path_that_is_no_unicode(library: Library) -> None:
    locator = os.fsdecode(b"/caf\xe9.txt")
    known = library.add(draft("Text."), locator).article.id
    assert library.add(draft("Text."), locator).article.id == known


def test_ids_by_their_beginning(library: Library) -> None:
    known = library.add(draft("Text.")).article.id
    assert library.resolve(known) == known
    assert library.resolve(f" {known[:4].upper()} ") == known
    with pytest.raises(NotFoundError, match="too short"):
        library.resolve(known[:3])
    with pytest.raises(NotFoundError, match=known):
        library.resolve(known[:6] + "zzz")
    with pytest.raises(NotFoundError, match="There is no article"):
        library.resolve("%_")
    with pytest.raises(NotFoundError):
        library.resolve("\udcff\x1b[31m")


def test_an_ambiguous_beginning_names_the_candidates(library: Library) -> None:
    ids: dict[str, str] = {}
    for number in range(2_000):
        text = f"Text {number}."
        other = ids.setdefault(article_id(text)[:4], text)
        if other != text:
            break
    library.add(draft(other))
    library.add(draft(text))
    with pytest.raises(NotFoundError, match=f"{article_id(text)}|{article_id(other)}"):
        library.resolve(article_id(text)[:4])
    assert library.resolve(article_id(text)) == article_id(text)


def test_rows_stand_in_the_order_of_adding(library: Library) -> None:
    for title in ("Beta", "alpha", "Ümlaut"):
        library.add(draft(f"{title} text here.", title, source="Wire 100%", published="2019-05-14"))
    rows = library.rows()
    assert [row.title for row in rows] == ["Beta", "alpha", "Ümlaut"]
    assert (rows[0].words, rows[0].progress, rows[0].opened, rows[0].published) == (3, 0.0, False, "2019-05-14")
    assert [row.title for row in library.rows(offset=1, limit=1)] == ["alpha"]


def test_words_of_a_query_must_all_stand_in_title_or_source(library: Library) -> None:
    library.add(draft("One.", "Rain in Spain", source="Wire"))
    library.add(draft("Two.", "ÜBER 100% rain"))
    assert library.count("RAIN") == 2
    assert [row.title for row in library.rows("wire spain")] == ["Rain in Spain"]
    assert library.count("über") == 1
    assert library.count("0%") == 1
    assert library.count("_") == library.count("nothing") == library.count("' OR 1=1") == 0
    assert library.count("\udcff") == 0


def test_reading_places(library: Library) -> None:
    one = library.add(draft("One.")).article.id
    two = library.add(draft("Two.")).article.id
    assert library.places.of(one).offset == 0
    assert library.places.last_opened() is None
    library.places.save(one, LeftAt(3, ""), 0.75)
    library.places.save(two, LeftAt(1, ""), 7.0)
    library.places.save(one, LeftAt(4, ""), 1.0)
    assert library.places.of(one).offset == 4
    assert library.places.last_opened() == one
    assert [(row.progress, row.opened) for row in library.rows()] == [(1.0, True), (1.0, True)]


@pytest.mark.parametrize("known", ["", "0123456789ab", "\udcff", "' --"])
def test_unknown_ids(library: Library, known: str) -> None:
    with pytest.raises(NotFoundError):
        library.get(known)
    with pytest.raises(NotFoundError):
        library.versions(known)
    with pytest.raises(NotFoundError):
        library.places.save(known, LeftAt(0, ""), 0.0)
    assert library.version(known) is None
    assert library.places.of(known).offset == 0


def test_rows_never_read_a_text(library: Library) -> None:
    library.add(draft("Text."))
    with library._database.reading() as db:
        plan = db.execute("EXPLAIN QUERY PLAN SELECT id, progress FROM articles LEFT JOIN places"
                          " ON places.article = articles.id ORDER BY articles.number").fetchall()  # fmt: skip
    assert not any("versions" in row[3] or "TEMP B-TREE" in row[3] for row in plan)


def test_check_finds_what_was_meddled_with(library: Library) -> None:
    known = library.add(draft("Text.")).article.id
    assert library.check() == []
    with library._database.transaction() as db:
        db.execute("UPDATE versions SET blocks = x'00'")
    assert any(known in problem for problem in library.check())
    with pytest.raises(LibraryError, match="damaged"):
        library.get(known)
    library.add(draft("Text."))  # reading its file again mends it
    assert library.check() == []
    with library._database.transaction() as db:
        db.execute("DELETE FROM versions")
    assert any("missing" in problem for problem in library.check())

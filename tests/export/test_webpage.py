"""The web page: foreign text is text in it, its policy forbids all else, and nothing of article or notes is missing."""

from __future__ import annotations

import base64
import hashlib
import re
from dataclasses import replace
from urllib.parse import urlsplit

from hypothesis import given, settings

from reader.export.webpage import page
from reader.model.analysis import Analysis, Country, Person
from reader.model.annotation import Colour, PlaceState, Target
from reader.model.article import BlockKind
from reader.model.span import Span
from tests.export.hostile_articles import noted_articles, words
from tests.export.html_tree import Element, parse
from tests.export.samples import ARTICLE, OPTIONS, TEXT, blocks, note, noted

TAGS = {
    "html", "head", "meta", "title", "style", "body", "main", "nav", "article", "section", "div", "p", "h1", "h2", "h3",
    "h4", "h5", "h6", "ul", "ol", "li", "dl", "dt", "dd", "blockquote", "pre", "code", "mark", "span", "strong", "em",
    "a", "aside", "svg", "rect", "line", "br", "hr",
}  # fmt: skip
ATTRIBUTES = {
    "html": {"lang"}, "meta": {"charset", "http-equiv", "content", "name"}, "a": {"href", "rel"},
    "svg": {"class", "viewbox", "preserveaspectratio", "aria-hidden"}, "rect": {"x", "width", "height"},
    "line": {"x1", "y1", "x2", "y2"}, "ol": {"start"}, "code": {"class"},
}  # fmt: skip
EVERYWHERE = {"class", "id", "title", "aria-label"}
WHOLE = replace(ARTICLE, blocks=blocks(TEXT, [BlockKind.HEADLINE, BlockKind.PARAGRAPH]))


def render(*articles) -> Element:
    return parse(page.render(articles, OPTIONS))


def names(root: Element) -> list[str]:
    return [each.attributes["id"] for each in root.all() if "id" in each.attributes]


def policy(root: Element) -> str:
    (found,) = [each for each in root.all() if each.attributes.get("http-equiv") == "Content-Security-Policy"]
    return found.attributes["content"]


@settings(max_examples=300, deadline=None)
@given(noted_articles())
def test_foreign_text_is_nothing_but_text(article):
    root = render(article)
    known = names(root)
    assert len(set(known)) == len(known)
    for each in root.all():
        assert not each.tag or each.tag in TAGS
        assert set(each.attributes) <= ATTRIBUTES.get(each.tag, set()) | EVERYWHERE, each
        if target := each.attributes.get("href"):
            assert urlsplit(target).scheme in {"http", "https", "mailto"} or target.removeprefix("#") in known


@settings(max_examples=300, deadline=None)
@given(noted_articles())
def test_the_text_is_whole(article):
    (body,) = [each for each in render(article).all() if each.tag == "article"]
    rows = [row for row in body.of_class("row") if "id" in row.attributes]
    assert words("".join(row.text(skip=("note", "ref")) for row in rows)) == words(article.source.text)


@settings(max_examples=300, deadline=None)
@given(noted_articles())
def test_every_note_is_there_with_its_way_back(article):
    asides = {each.attributes["id"]: each for each in render(article).of_class("note")}
    assert set(asides) == {f"note-{each.annotation.id}" for each in article.notes}
    for known, aside in asides.items():
        (way_back,) = [each.text() for each in aside.of_class("facts")[0].all() if each.tag == "code"]
        assert way_back == f"dateline {known.removeprefix('note-')}"


def test_the_policy_allows_its_own_style_and_nothing_else():
    root = render(noted(WHOLE))
    (style,) = [each.text() for each in root.all() if each.tag == "style"]
    digest = base64.b64encode(hashlib.sha256(style.encode("utf-8")).digest()).decode("ascii")
    assert policy(root) == f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    assert not re.search(r"url\(|@import|expression", style)


def test_passages_are_marked_and_overlaps_are_told():
    notes = [
        note("First paragraph of", "One."),
        note("paragraph of the story", "Two.", number=2, colour=Colour.BLUE),
    ]
    root = render(noted(WHOLE, notes))
    marks = [(each.text(), each.attributes["class"]) for each in root.all() if each.tag == "mark"]
    assert marks == [("First ", "yellow"), ("paragraph of", "blue several"), (" the story", "blue")]
    assert [each.text() for each in root.of_class("ref")] == ["1", "2"]


def test_people_and_countries_are_marked_and_listed():
    at = TEXT.find("First")
    people = (Person("p1", "Ann Lee", "minister", (), (Span(at, at + 5),)),)
    countries = (Country("NO", "Norway", (), (Span(0, 3),)),)
    article = replace(WHOLE, analysis=Analysis("", "", 1, (), people, countries, (), 0.0))
    root = render(noted(article))
    (person,) = [each for each in root.of_class("person") if each.tag == "span"]
    assert (person.text(), person.attributes["title"]) == ("First", "Ann Lee, minister")
    (index,) = root.of_class("index")
    assert "Ann Lee" in index.text()
    assert "1 mention" in index.text()
    links = [each.attributes["href"] for each in index.all() if each.tag == "a"]
    assert links == ["#article-1-2", "#article-1-1"]


def test_notes_without_a_place_keep_their_passage():
    gone = note("gone", "Kept.", state=PlaceState.ORPHAN)
    whole = note(number=2, body="On all of it.")
    target = Target("", "", "", Span(0, 0), "", whole=True)
    whole = replace(whole, annotation=replace(whole.annotation, target=target), place=replace(whole.place, span=None))
    root = render(noted(WHOLE, [gone, whole]))
    (elsewhere,) = root.of_class("elsewhere")
    assert "gone" in elsewhere.text()
    assert "On all of it." not in elsewhere.text()
    assert len(root.of_class("note")) == 2


def test_an_article_that_is_not_in_the_library():
    root = render(noted(replace(ARTICLE, text=None), [note("gone", "Kept.", state=PlaceState.ORPHAN)]))
    assert "Kept." in root.of_class("elsewhere")[0].text()


def test_several_articles_have_a_table_of_contents():
    root = render(noted(WHOLE), noted(replace(WHOLE, id="aaaaaaaaaaaa", title="Other"), [note()]))
    (contents,) = [each for each in root.all() if each.tag == "nav"]
    assert [each.attributes["href"] for each in contents.all() if each.tag == "a"] == ["#article-1", "#article-2"]


def test_a_note_keeps_its_markdown():
    root = render(noted(WHOLE, [note(body="# Big\n\n*a* [b](https://e.example) <i>c</i>\n\n- d\n\n```js\ne")]))
    (aside,) = root.of_class("note")
    assert [each.tag for each in aside.all() if each.tag in {"strong", "em", "li", "pre", "h1", "i"}] == [
        "strong", "em", "li", "pre",
    ]  # fmt: skip
    assert "<i>c</i>" in aside.text()
    (target,) = [each for each in aside.all() if each.attributes.get("href") == "https://e.example"]
    assert target.attributes["rel"] == "noopener noreferrer"

"""The Markdown of an export keeps its structure, whatever stands in titles, passages and notes."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given, settings
from markdown_it import MarkdownIt
from mdit_py_plugins.front_matter import front_matter_plugin

from reader.export import markdown
from reader.export.escape import body, plain, settled, tag
from reader.export.source import By, Options, Source
from reader.model.analysis import Analysis, Person, Quote, QuoteKind
from reader.model.annotation import Colour, PlacedNote, PlaceState
from reader.model.span import Span
from tests.export.hostile import nasty, schemes, tokens
from tests.export.samples import ARTICLE, TEXT, note, noted

SAFE = {"http", "https", "mailto"}


def render(article: Source, notes: Sequence[PlacedNote], by: By = By.PLACE) -> str:
    return markdown.render([noted(article, notes)], Options(by=by))


@settings(max_examples=400, deadline=None)
@given(title=nasty, source=nasty, published=nasty, passage=nasty, text=nasty, label=nasty)
def test_structure_holds(title, source, published, passage, text, label):
    article = replace(ARTICLE, title=title, source=source, published=published)
    notes = [note(passage, text, tags=(label,), start=3), note("word", text, number=2, start=5)]
    found = tokens(render(article, notes), front_matter_plugin)
    assert found[0].type == "front_matter"
    kinds = Counter(token.type for token in found)
    assert [token.tag for token in found if token.type == "heading_open"] == ["h1"]
    assert kinds["blockquote_open"] == 2
    assert not kinds["html_block"] + kinds["html_inline"] + kinds["image"]
    assert schemes(found) <= SAFE
    ways_back = [token.content for token in found if token.type == "code_inline"]
    assert [way for way in ways_back if way.startswith("dateline d9e815fb")] == [
        f"dateline {each.annotation.id}" for each in notes
    ]


@settings(max_examples=400, deadline=None)
@given(nasty)
def test_plain_text_is_text(text):
    shown = MarkdownIt("commonmark").parse(plain(text))
    words = "".join(child.content for token in shown for child in token.children or [])
    assert [token.type for token in shown] == ([] if not words else ["paragraph_open", "inline", "paragraph_close"])
    assert {child.type for token in shown for child in token.children or []} <= {"text", "text_special"}
    assert plain(words) == plain(text)


# What Obsidian, Logseq and Dataview read beyond CommonMark: comments, properties, macros, references, marks, sums.
BEYOND = re.compile(r"%%|::|\{[{%]|\(\(|==|\$\$|(?<!\\)(?:\\\\)*\^|(?:^|\s)#[^#\s]")


@settings(max_examples=400, deadline=None)
@given(nasty)
def test_plain_text_means_nothing_to_note_programs_either(text):
    assert not BEYOND.search(plain(text))


@pytest.mark.parametrize(
    ("text", "out"),
    [
        ("%%hidden%% key:: value", "\\%\\%hidden\\%\\% key:\\: value"),
        ("[f:: y] (g:: z)", "\\[f:\\: y\\] (g:\\: z)"),
        ("{{embed ((u))}} {% x %}", "\\{\\{embed (\\(u))}} {\\% x %}"),
        ("==marked== ^name", "\\=\\=marked\\=\\= \\^name"),
        ("$x$, $$y$$", "\\$x\\$, \\$\\$y\\$\\$"),
        ("from $5 to US$10, 20% of 50%", "from $5 to US$10, 20% of 50%"),
        ("$$0", "\\$\\$0"),
        ("a mark of #one's own", "a mark of #one's own"),
        ("```dataviewjs\nrun()\n```", "```\ndataviewjs\nrun()\n```"),
        ("`= this.x` and `$= run()`", "\\`= this.x\\` and \\`\\$= run()\\`"),
    ],
)
def test_a_body_means_nothing_more_to_note_programs(text, out):
    assert body(text) == out
    assert settled(out) == out


@settings(max_examples=300, deadline=None)
@given(nasty)
def test_a_body_loses_no_word(text):
    def letters(document: str) -> str:
        kept = [token.content for token in tokens(document) if token.type not in {"inline"}]
        return "".join(character for character in "".join(kept) if character in "é中")

    assert letters(body(text)) == "".join(character for character in text if character in "é中")


@settings(max_examples=500, deadline=None)
@given(nasty)
def test_a_body_settles(text):
    assert body(settled(text)) == settled(text)


@settings(max_examples=300, deadline=None)
@given(nasty)
def test_no_control_character_comes_out(text):
    document = render(replace(ARTICLE, title=text), [note(text, text, start=0)])
    assert not set(document) & set("\x00\x1b\u202e\u200b\u2028\ud800")


@pytest.mark.parametrize(
    ("text", "out"),
    [
        ("Some *emphasis*, **bold** and `code`.", "Some *emphasis*, **bold** and `code`."),
        ("# Heading", "**Heading**"),
        ("Under\n=====", "**Under**"),
        ("- a\n- b\n  - c", "- a\n- b\n  - c"),
        ("3. x\n4. y", "3. x\n4. y"),
        ("[site](https://e.example/x?a=1&b=2)", "[site](<https://e.example/x?a=1&amp;b=2>)"),
        ("[run](javascript:alert(1))", "\\[run\\](javascript:alert(1))"),
        ("[page](other.md)", "page (other.md)"),
        ("![pixel](https://e.example/p.png)", "pixel (https://e.example/p.png)"),
        ("<b onclick=x>bold</b>", "\\<b onclick=x\\>bold\\</b\\>"),
        ("```python\nprint(1)", "```python\nprint(1)\n```"),
        ("> quoted", "\\> quoted"),
        ("[ref]: https://e.example", "\\[ref\\]: https://e.example"),
        ("a  \nb", "a\\\nb"),
        ("1986\\. A year", "1986\\. A year"),
        ("", ""),
    ],
)
def test_body(text, out):
    assert body(text) == out


def test_a_body_nested_too_deeply_is_code():
    deep = "> " * 60 + "word"
    assert body(deep) == f"```\n{deep}\n```"


def test_a_long_body_is_kept_whole():
    long = "[" * 300_000
    assert long in body(long)
    assert settled(long) == settled(body(long)) == body(long)
    grows = "[" * 90_000  # too long only with its escapes
    assert settled(grows) == settled(body(grows))


@pytest.mark.parametrize(
    ("text", "out"),
    [
        ("economy", "#economy"), ("two words", "#two-words"), ("#given", "#given"), ("a/b", "#a/b"),
        ("read_later", "#read_later"), ("_x_", "#x"), ("2024", "#n2024"), ("!?", ""), ("naïve", "#naïve"),
    ],
)  # fmt: skip
def test_tag(text, out):
    assert tag(text) == out


def test_a_document():
    notes = [
        note("Second one", "Which one?", tags=("check",), number=1),
        note("First paragraph", number=2),
        note("gone", "Kept.", number=3, state=PlaceState.ORPHAN),
        note("The lost", number=4, state=PlaceState.CHANGED, start=TEXT.find("The last")),
    ]
    document = render(ARTICLE, notes)
    assert (
        document
        == """\
---
title: "The headline"
published: 2019-05-14
source: "Voice of America"
tags: ["check"]
dateline: "68ef4f21c3a5"

---

# The headline

Voice of America · 14 May 2019 · `dateline 68ef4f21c3a5`

> First paragraph

yellow · 24 November 2026 · 16 % · paragraph 2 · `dateline d9e815fb-7eec-46f4-afbf-8c6d75280002`

> Second one

Which one?

yellow · #check · 24 November 2026 · 53 % · paragraph 3 · `dateline d9e815fb-7eec-46f4-afbf-8c6d75280001`

> The lost

Now: The last

yellow · 24 November 2026 · 89 % · paragraph 4 · changed since · `dateline d9e815fb-7eec-46f4-afbf-8c6d75280004`

## Passages that the present text does not have

> gone

Kept.

yellow · 24 November 2026 · not found · `dateline d9e815fb-7eec-46f4-afbf-8c6d75280003`
"""
    )
    assert render(ARTICLE, notes[::-1]) == document


def test_a_passage_over_paragraphs_is_one_quote():
    document = render(ARTICLE, [note("headline\n\nFirst paragraph")])
    assert "> headline\n>\n> First paragraph\n" in document


def test_an_article_known_only_from_its_notes():
    document = render(replace(ARTICLE, text=None), [note("gone", state=PlaceState.ORPHAN)])
    assert "> gone" in document
    assert "not in the library" in document
    assert "## " not in document


def test_an_address_as_source_is_a_link():
    assert "[https://e.example/a](<https://e.example/a>)" in render(replace(ARTICLE, source="https://e.example/a"), [])


@settings(max_examples=200, deadline=None)
@given(title=nasty, source=nasty, label=nasty)
def test_readers_that_know_no_front_matter_see_text(title, source, label):
    document = render(replace(ARTICLE, title=title, source=source, byline=title), [note(tags=(label,))])
    found = tokens(document)
    kinds = Counter(token.type for token in found)
    assert [token.tag for token in found if token.type == "heading_open"] == ["h1"]
    assert not kinds["html_block"] + kinds["html_inline"] + kinds["image"]
    assert schemes(found) <= SAFE


def headings(document: str) -> list[str]:
    return [line for line in document.splitlines() if line.startswith("## ")]


def test_by_colour():
    notes = [note(number=1, colour=Colour.GREEN), note("The last", number=2), note("gone", number=3, start=0)]
    assert headings(render(ARTICLE, notes, By.COLOUR)) == ["## Yellow", "## Green"]


def test_by_tag_stands_under_each_tag():
    notes = [note(tags=("zoo", "Ape")), note("The last", number=2), note("gone", number=3, state=PlaceState.ORPHAN)]
    document = render(ARTICLE, notes, By.TAG)
    assert headings(document) == ["## Ape", "## zoo", "## Without a tag"]
    assert document.count("> First paragraph\n") == 2
    assert "not found" in document


def test_by_person_names_speakers_and_who_is_named():
    first, last = TEXT.find("First paragraph"), TEXT.find("The last")
    people = (
        Person("p1", "Ann Lee", "", (), (Span(first, first + 5),)),
        Person("p2", "Bo Ek", "", (), (Span(0, 3),)),
    )
    quotes = (Quote(Span(last, last + 8), QuoteKind.DIRECT, speaker="p2"),)
    article = replace(ARTICLE, analysis=Analysis("", "", 1, (), people, (), quotes, 0.0))
    document = render(article, [note(), note("The last", number=2), note("Second one", number=3)], By.PERSON)
    assert headings(document) == ["## Ann Lee", "## Bo Ek", "## Nobody named"]
    parts = document.split("## ")
    assert "First paragraph" in parts[1]
    assert "The last" in parts[2]
    assert "Second one" in parts[3]


def test_several_articles_are_one_document():
    other = replace(ARTICLE, id="aaaaaaaaaaaa", title="Other")
    articles = [noted(notes=[note(tags=("one",))]), noted(other, [note(number=2, tags=("two",))])]
    document = markdown.render(articles, Options())
    found = tokens(document, front_matter_plugin)
    assert Counter(token.type for token in found)["front_matter"] == 1
    assert [token.tag for token in found if token.type == "heading_open"] == ["h1", "h1"]
    assert 'tags: ["one", "two"]' in document


def test_an_edited_note_tells_when():
    edited = note(body="New.")
    later = edited.annotation.created.replace(hour=18, microsecond=5)
    changed = replace(edited, annotation=replace(edited.annotation, modified=later))
    assert "24 November 2026, edited 24 November 2026 18:00:01.000 UTC ·" in render(ARTICLE, [changed])

"""The Markdown of an export keeps its structure, whatever stands in titles, passages and notes."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from urllib.parse import urlsplit

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from reader.export.escape import body, plain, tag
from reader.export.markdown import render
from reader.model.annotation import PlaceState
from tests.export.samples import ARTICLE, TEXT, note

# Pieces that mean something in Markdown, HTML or a terminal, put together at random.
PIECES = [
    "#", "##", " ", "  ", "    ", "\n", "\n\n", "\t", ">", "-", "*", "**", "_", "__", "+", "1.", "2)", "=", "===",
    "---", "```", "````", "~~~", "`", "``", "[", "]", "(", ")", "[a](b)", "![a](b)", "!", "<", ">", "</", "<b>",
    "<script>", "<!--", "-->", "<?", "<![CDATA[", "&", "&amp;", "&#10;", "&#27;", "&lt;b&gt;", "&#x202e;", "\\",
    "|", "|-|", ":", "http://a.example", "javascript:alert(1)", "[x](javascript:alert(1))", "<javascript:x>",
    "<http://a.example/?a&copy=1>", "[x](http://a.example 'y\"z')", "[x](<http://a.example/a b>)", "[r]: http://r.example",
    "[r]", "mailto:a@b.example", "<a@b.example>", "data:text/html,x", "a", "word", "é", "中", "\u202e", "\x1b[31m",
    "\u200b", "\u00a0", "\u2028", "\x00", "\ud800", "'", '"', "{", "}", "$", "^", "%", "@", ".", "1", "“", "…",
]  # fmt: skip
nasty = st.lists(st.sampled_from(PIECES) | st.text(max_size=3), max_size=25).map("".join)
SAFE = {"", "http", "https", "mailto"}


def tokens(document: str) -> list[Token]:
    """All tokens as a parser sees them that lets HTML and every link through."""
    parser = MarkdownIt("commonmark", {"html": True})
    parser.validateLink = lambda _: True
    found = []
    for token in parser.parse(document):
        found += [token, *(token.children or [])]
    return found


def schemes(found: list[Token]) -> set[str]:
    return {urlsplit(str(token.attrs["href"])).scheme for token in found if token.type == "link_open"}


@settings(max_examples=400, deadline=None)
@given(title=nasty, source=nasty, published=nasty, passage=nasty, text=nasty, label=nasty)
def test_structure_holds(title, source, published, passage, text, label):
    article = replace(ARTICLE, title=title, source=source, published=published)
    notes = [note(passage, text, tags=(label,), start=3), note("word", text, number=2, start=5)]
    found = tokens(render(article, notes))
    kinds = Counter(token.type for token in found)
    assert [token.tag for token in found if token.type == "heading_open"] == ["h1"]
    assert kinds["blockquote_open"] == 2
    assert not kinds["html_block"] + kinds["html_inline"] + kinds["image"]
    assert schemes(found) <= SAFE - {""}
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


@settings(max_examples=300, deadline=None)
@given(nasty)
def test_a_body_loses_no_word(text):
    def letters(document: str) -> str:
        kept = [token.content for token in tokens(document) if token.type not in {"inline"}]
        return "".join(character for character in "".join(kept) if character in "é中")

    assert letters(body(text)) == "".join(character for character in text if character in "é中")


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
    assert "##" not in document


def test_an_address_as_source_is_a_link():
    assert "[https://e.example/a](<https://e.example/a>)" in render(replace(ARTICLE, source="https://e.example/a"), [])

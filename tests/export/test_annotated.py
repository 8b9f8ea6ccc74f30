"""The annotated article, read by a parser that knows front matter and footnotes."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace

from hypothesis import given, settings
from markdown_it import MarkdownIt
from mdit_py_plugins.footnote import footnote_plugin
from mdit_py_plugins.front_matter import front_matter_plugin

from reader.export import annotated
from reader.model.annotation import PlaceState
from reader.model.article import BlockKind
from tests.export.hostile import schemes, tokens
from tests.export.hostile_articles import noted_articles, words
from tests.export.samples import ARTICLE, OPTIONS, TEXT, blocks, note, noted

KINDS = [BlockKind.HEADLINE, BlockKind.PARAGRAPH]
WHOLE = replace(ARTICLE, blocks=blocks(TEXT, KINDS))


def render(*articles) -> str:
    return annotated.render(articles, OPTIONS)


@settings(max_examples=300, deadline=None)
@given(noted_articles())
def test_structure_and_text_hold(article):
    document = render(article)
    found = tokens(document, front_matter_plugin, footnote_plugin)
    kinds = Counter(token.type for token in found)
    assert found[0].type == "front_matter"
    assert [token.tag for token in found].count("h1") == 2  # one heading, opened and closed
    assert not kinds["html_block"] + kinds["html_inline"] + kinds["image"]
    assert schemes(found) <= {"http", "https", "mailto"}
    ways_back = [token.content for token in found if token.type == "code_inline"]
    for each in article.notes:
        assert f"dateline {each.annotation.id}" in ways_back
    assert kinds["footnote_open"] == len({token.meta["id"] for token in found if token.type == "footnote_ref"})


@settings(max_examples=300, deadline=None)
@given(noted_articles())
def test_no_word_of_the_text_is_lost(article):
    parser = MarkdownIt("commonmark").use(front_matter_plugin).use(footnote_plugin)
    shown = []
    for token in parser.parse(render(article)):
        if token.type == "footnote_block_open":  # the notes, behind the text
            break
        shown += [token.content] if token.type == "fence" else [child.content for child in token.children or []]
    text, at = words("".join(shown)).replace("=", ""), 0
    for paragraph in article.source.text.split("\n\n"):
        wanted = words(paragraph).replace("=", "")
        at = text.index(wanted, at) + len(wanted)


def test_passages_are_marked_and_overlaps_share_their_marks():
    notes = [note("First paragraph of", "One."), note("paragraph of the story", "Two.", number=2)]
    document = render(noted(WHOLE, notes))
    assert "\n==First paragraph of[^1] the story==[^2].\n" in document
    assert "[^1]: “First paragraph of” · yellow" in document
    assert "\n\n    Two.\n" in document


def test_a_passage_over_paragraphs_has_its_footnote_at_its_end():
    document = render(noted(WHOLE, [note("headline\n\nFirst paragraph")]))
    assert "# The ==headline==\n" in document
    assert "\n==First paragraph==[^1] of the story.\n" in document


def test_code_stays_code():
    article = replace(WHOLE, blocks=blocks(TEXT, [BlockKind.HEADLINE, BlockKind.CODE]))
    document = render(noted(article, [note("First paragraph")]))
    assert "```\nFirst paragraph of the story.\n```\n\n[^1]\n" in document


def test_lists_and_headings():
    kinds = [BlockKind.HEADLINE, BlockKind.HEADING, BlockKind.LIST_ITEM]
    document = render(noted(replace(WHOLE, blocks=blocks(TEXT, kinds))))
    assert "## First paragraph of the story.\n\n- Second one, which says more.\n- The last.\n" in document


def test_notes_without_a_place_follow():
    document = render(noted(WHOLE, [note("gone", "Kept.", state=PlaceState.ORPHAN), note("\n\n", number=2, start=12)]))
    assert "[^" not in document
    assert document.count("`dateline d9e8") == 2
    assert "> gone\n\nKept.\n" in document


def test_footnotes_are_numbered_over_all_articles():
    other = replace(WHOLE, id="aaaaaaaaaaaa")
    document = render(noted(WHOLE, [note()]), noted(other, [note(number=2)]))
    assert re.findall(r"^\[\^(\d)\]:", document, re.MULTILINE) == ["1", "2"]


def test_an_article_without_text_is_told_by_its_notes():
    document = render(noted(replace(ARTICLE, text=None), [note("gone", "Kept.", state=PlaceState.ORPHAN)]))
    assert "> gone\n\nKept.\n" in document
    assert "not in the library" in document

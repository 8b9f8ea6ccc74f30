"""Passages with where they are from."""

from __future__ import annotations

import pytest
from hypothesis import given
from markdown_it import MarkdownIt

from reader.export import citation
from reader.export.source import Source
from tests.strategies import hostile_text

STORY = Source("a1", "Talks in Sochi", "Voice of America", "2019-05-14")


def test_plain_names_speaker_title_source_and_day() -> None:
    cited = citation.plain(STORY, "We agreed to work.", "Mike Pompeo")
    assert cited == "We agreed to work.\n— Mike Pompeo, “Talks in Sochi”, Voice of America, 14 May 2019\n"


def test_what_is_unknown_is_left_out() -> None:
    assert citation.plain(Source("a1", "Talks"), "Words.", "") == "Words.\n— “Talks”\n"


def test_markdown_quotes_every_paragraph_and_links_the_address() -> None:
    story = Source("a1", "Talks [1]", "https://example.org/a?b=c", "2019-05-14")
    assert citation.markdown(story, "One *two*.\n\nThree.", "") == (
        "> One \\*two\\*.\n>\n> Three.\n>\n> — [Talks \\[1\\]](<https://example.org/a?b=c>), 14 May 2019\n"
    )


@pytest.mark.parametrize("source", ["javascript:alert(1)", "file:///etc/passwd", "Voice of America"])
def test_only_web_addresses_become_links(source: str) -> None:
    tokens = MarkdownIt().parse(citation.markdown(Source("a1", "T", source), "Words.", ""))
    assert not [each for token in tokens for each in token.children or () if each.type == "link_open"]


@given(hostile_text, hostile_text)
def test_nothing_foreign_has_a_meaning(passage: str, title: str) -> None:
    for cited in (
        citation.markdown(Source("a1", title), passage, title),
        citation.plain(Source("a1", title), passage, ""),
    ):
        assert not {"\x1b", "\x07", "\x9b", "\u202e"} & set(cited)
    tokens = MarkdownIt("commonmark").parse(citation.markdown(Source("a1", title), passage, ""))
    kinds = {token.type for token in tokens} | {each.type for token in tokens for each in token.children or ()}
    assert kinds <= {"blockquote_open", "blockquote_close", "paragraph_open", "paragraph_close", "inline", "text",
                     "text_special", "softbreak", "em_open", "em_close"}  # fmt: skip

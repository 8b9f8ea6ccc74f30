"""Addresses that stand in a text."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from reader.model.article import Article, Block, BlockKind, Link
from reader.model.span import Span
from reader.text.links import links_of


def article(text: str, *links: Link) -> Article:
    blocks = (Block(BlockKind.PARAGRAPH, Span(0, len(text)), 0, links),)
    return Article("a", "T", "", "", "", "en", text, blocks, datetime.now(UTC))


@pytest.mark.parametrize(
    ("text", "words", "address"),
    [
        ("See https://e.org/a.", "https://e.org/a", "https://e.org/a"),
        ("(www.e.org/b)", "www.e.org/b", "https://www.e.org/b"),
        ("“http://e.org/?q=1,2”", "http://e.org/?q=1,2", "http://e.org/?q=1,2"),
    ],
)
def test_addresses_end_before_the_marks_around_them(text: str, words: str, address: str) -> None:
    (link,) = links_of(article(text))
    assert (link.span.of(text), link.address) == (words, address)


def test_links_of_the_source_come_first_where_both_are() -> None:
    text = "See https://e.org/a here."
    link = Link(Span(4, 19), "https://e.org/b")
    assert links_of(article(text, link)) == [link]


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "file:///etc/passwd", "ftp://e.org", "https://e.org/a b", ""]
)
def test_what_could_harm_is_no_link(address: str) -> None:
    assert links_of(article("Words here.", Link(Span(0, 5), address))) == []

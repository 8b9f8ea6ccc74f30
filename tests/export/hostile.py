"""Foreign text that means something to the readers of exports, and those readers with every door open."""

from __future__ import annotations

from urllib.parse import urlsplit

from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

# Pieces that mean something in Markdown, HTML or a terminal, put together at random.
PIECES = [
    "#", "##", " ", "  ", "    ", "\n", "\n\n", "\t", ">", "-", "*", "**", "_", "__", "+", "1.", "2)", "=", "===",
    "---", "```", "````", "~~~", "`", "``", "[", "]", "(", ")", "[a](b)", "![a](b)", "!", "<", ">", "</", "<b>",
    "<script>", "<!--", "-->", "<?", "<![CDATA[", "&", "&amp;", "&#10;", "&#27;", "&lt;b&gt;", "&#x202e;", "\\",
    "|", "|-|", ":", "http://a.example", "javascript:alert(1)", "[x](javascript:alert(1))", "<javascript:x>",
    "<http://a.example/?a&copy=1>", "[x](http://a.example 'y\"z')", "[x](<http://a.example/a b>)", "[r]: http://r.example",
    "[r]", "mailto:a@b.example", "<a@b.example>", "data:text/html,x", "a", "word", "é", "中", "\u202e", "\x1b[31m",
    "\u200b", "\u00a0", "\u2028", "\x00", "\ud800", "'", '"', "{", "}", "$", "^", "%", "@", ".", "1", "“", "…",
    "%%", "::", "{{", "{%", "((", "$$", "#word", "`= x`",
    "==", "^", "[^1]", "[^1]: x", "---\ntitle: x\n---\n", "title: \"", "</style>", "</mark>",
    "]]>", "\" onload=\"x", "''",
]  # fmt: skip
nasty = st.lists(st.sampled_from(PIECES) | st.text(max_size=3), max_size=25).map("".join)


def tokens(document: str, *plugins) -> list[Token]:
    """All tokens as a parser sees them that lets HTML and every link through."""
    parser = MarkdownIt("commonmark", {"html": True})
    parser.validateLink = lambda _: True
    for plugin in plugins:
        parser.use(plugin)
    found = []
    for token in parser.parse(document):
        found += [token, *(token.children or [])]
    return found


def schemes(found: list[Token]) -> set[str]:
    return {urlsplit(str(token.attrs["href"])).scheme for token in found if token.type == "link_open"}

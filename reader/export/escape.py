"""Foreign text in Markdown: as text that means nothing, or as the safe part of its own Markdown.

``plain`` is for titles and passages: every character that could be markup is escaped. ``body`` is for what the
reader wrote: it is parsed, and what it means is written anew. Only what the parser understood as emphasis, list,
code or harmless link comes out as such; so an unclosed fence, a stray bracket or a clever entity has no way to
reach beyond its note.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING

from reader.text.clean import clean, clean_line

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.tree import SyntaxTreeNode

# Besides what CommonMark knows, what Obsidian, Logseq and Dataview do: comments (%%), properties (::), macros ({{),
# references to blocks ((( and ^), marks (==), and sums. A dollar ends a sum only behind a character and not before a
# digit, so that prices stay as they are.
_ACTIVE = "|".join(
    (
        r"[\\`*_\[\]<>&|~^]", r"!\Z", r"%(?=%)|(?<=[%{])%", r"(?<=:):", r"\{(?=\{)|(?<=\{)\{", r"(?<=\()\(",
        r"=(?==)|(?<==)=", r"\$(?=\$)|(?<=\$)\$|(?<!\s)\$(?!\d)",
    )
)  # fmt: skip
# In a part of a line, what would make a highlight or a link with what stands before it.
_ACTIVE_IN_RUN = rf"{_ACTIVE}|=|\A[({{:]"
# A word that such programs would file as a tag: a reader may write one, an article may not.
_HASHTAG = re.compile(r"(?<!\S)#(?=\S)")
# What programs that show Markdown run rather than show: queries, and scripts that may do anything.
_RUN_INFO = frozenset({"base", "dataview", "dataviewjs", "query", "tasks", "templater"})
_RUN_CODE = re.compile(r"\$?=")
# What starts a heading, a list, a rule or an underline when it stands first on a line.
_OPENING = re.compile(r"^ *(?:(?=[-+=#])|(\d{1,9})(?=[.)]))", re.MULTILINE)
_SAFE_LINK = re.compile(r"(?:https?://|mailto:)[^\s\x00-\x1f]+", re.IGNORECASE)
_FENCE = re.compile(r"`{3,}(?=\n)")
_INFO = re.compile(r"[A-Za-z0-9+#._-]{1,30}")

# Beyond either, a body is set as code, word by word as it stands: nested deeper than any parser promises to
# follow, or so long that parsing it would take seconds.
_DEEPEST = 12
_LONGEST = 100_000


def plain(text: str) -> str:
    """Return text on one line, escaped so that it is nothing but text wherever a line of it may begin."""
    return _guarded(_HASHTAG.sub(r"\\#", _escaped(clean_line(text)).strip()))


def run(text: str) -> str:
    """Return a part of a line, escaped, its white space kept; it makes no highlight or footnote with what follows."""
    return _HASHTAG.sub(r"\\#", _escaped(clean(text).replace("\n", " "), _ACTIVE_IN_RUN))


def guarded(line: str) -> str:
    """Return an escaped part that stands first on its line, so that it opens no list, rule or heading."""
    return _guarded(line.lstrip())


def indented(text: str, by: str) -> str:
    """Return text with every line but empty ones moved to the right."""
    return "\n".join(f"{by}{line}" if line else "" for line in text.split("\n"))


def tag(text: str) -> str:
    """Return a tag as ``#tag`` that note programs know, or "" when no letter of it is left."""
    word = re.sub(r"[^\w/-]+", "-", clean_line(text).lstrip("#"))
    word = re.sub(r"(?<![^\W_])_+|_+(?![^\W_])", "-", word)  # elsewhere it might be emphasis
    word = re.sub(r"-{2,}", "-", word).strip("-/_")
    return f"#{word}" if re.search(r"[^\W\d_]", word) else f"#n{word}" if word else ""


def link(address: str) -> str | None:
    """Return an http(s) or mailto address as the target of a link, or None when it is none."""
    if not _SAFE_LINK.fullmatch(address):
        return None
    for character, code in (("\\", "%5C"), ("<", "%3C"), (">", "%3E"), ("&", "&amp;")):
        address = address.replace(character, code)
    return f"<{address}>"


def fence(text: str, info: str = "") -> str:
    """Return text as a code block that nothing in it can end."""
    text = clean(text).strip("\n")
    info = clean_line(info)
    if info and (not _INFO.fullmatch(info) or info.casefold() in _RUN_INFO):  # words of the reader's, or a program
        info, text = "", f"{info}\n{text}".rstrip("\n")
    longest = max((len(run) for run in re.findall("`+", text)), default=0)
    marks = "`" * max(3, longest + 1)
    return f"{marks}{info}\n{text}\n{marks}"


def body(text: str) -> str:
    """Return the safe part of a note's Markdown; headings become bold lines, all else stands as plain text."""
    text = clean(text).strip("\n")
    if not text.strip():
        return ""
    if len(text) > _LONGEST:
        return text if _is_fence(text) else fence(text)
    from markdown_it.tree import SyntaxTreeNode  # noqa: PLC0415  40 ms; only where a note has a text

    tokens = _parser().parse(text)
    if max((token.level for token in tokens), default=0) > _DEEPEST:
        return fence(text)
    return _blocks(SyntaxTreeNode(tokens).children)


def settled(text: str) -> str:
    """Return a note's text as it stands after exports and imports, however many: texts that settle alike are the same.

    One more pass than ``body``, for the first may leave an escape that the next finds needless.
    """
    return body(body(text))


def _is_fence(text: str) -> bool:
    """Tell whether a text is one code block, as ``fence`` makes it of what is too long."""
    marks = (_FENCE.match(text) or [""])[0]
    return bool(marks) and text.endswith(f"\n{marks}") and text.count(marks) == 2


@cache
def _parser() -> MarkdownIt:
    from markdown_it import MarkdownIt  # noqa: PLC0415  as above

    # Without reference definitions: they would vanish from the text, and reach into other notes.
    return MarkdownIt("commonmark", {"html": False}).disable("reference")


def _escaped(text: str, active: str = _ACTIVE) -> str:
    return re.sub(active, r"\\\g<0>", text)


def _guarded(text: str) -> str:
    """Escape what would open a block at the start of a line."""
    return _OPENING.sub(lambda found: (found[1] or "") + "\\", text)


def _blocks(nodes: Sequence[SyntaxTreeNode]) -> str:
    return "\n\n".join(filter(None, map(_block, nodes)))


def _block(node: SyntaxTreeNode) -> str:
    match node.type:
        case "paragraph":
            text = _guarded(_inline(node))
        case "heading":
            words = _inline(node, bold=False).replace("\\\n", " ").replace("\n", " ").strip()
            text = f"**{words}**" if words else ""
        case "fence" | "code_block":
            text = fence(node.content, node.info)
        case "bullet_list" | "ordered_list":
            text = _list(node)
        case "blockquote":
            text = "\n\n".join(filter(None, map(_quoted, node.children)))
        case "hr":
            text = "\\* \\* \\*"
        case _:
            text = plain(node.content)
    return text


def _quoted(node: SyntaxTreeNode) -> str:
    """Return what the reader quotes: told by its mark, since a note has one block quote, the passage."""
    if node.type != "paragraph":
        return _block(node)
    words = _inline(node)
    return _guarded(f"\\> {words}") if words else ""


def _list(node: SyntaxTreeNode) -> str:
    number = int(node.attrs.get("start", 1))
    items: list[str] = []
    tight = True
    for item in node.children:
        marker = f"{number}{item.markup}" if node.type == "ordered_list" else item.markup
        number += 1
        tight = tight and not any(child.type == "paragraph" and not child.hidden for child in item.children)
        lines = _item(item).split("\n")
        indent = " " * (len(marker) + 1)
        rest = [f"{indent}{line}" if line else "" for line in lines[1:]]
        items.append("\n".join([f"{marker} {lines[0]}".rstrip(), *rest]))
    return ("\n" if tight else "\n\n").join(items)


def _item(item: SyntaxTreeNode) -> str:
    """Return what stands in an item; a list of points right under its words stays right under them."""
    match item.children:
        case [words, points] if words.type == "paragraph" and words.hidden and points.type == "bullet_list":
            return f"{_block(words)}\n{_block(points)}"
        case children:
            return _blocks(children)


def _inline(node: SyntaxTreeNode, *, bold: bool = True) -> str:
    text = "".join(_span(child, bold) for child in node.children)
    return "\n".join(line.strip() for line in text.split("\n")).strip()


def _span(node: SyntaxTreeNode, bold: bool) -> str:
    inner = "".join(_span(child, bold) for child in node.children)
    match node.type:
        case "text":
            # Cleaned again: an entity may have stood for a control character.
            text = _escaped(re.sub(r"\s+", " ", clean(node.content)))
        case "softbreak":
            text = "\n"
        case "hardbreak":
            text = "\\\n"
        case "em":
            text = _marked(inner, "*")
        case "strong":
            text = _marked(inner, "**") if bold else inner
        case "code_inline":
            text = _code(node.content)
        case "link":
            text = _link(inner, str(node.attrs.get("href", "")), str(node.attrs.get("title", "")))
        case "image":
            text = f"{inner} ({_escaped(clean_line(str(node.attrs.get('src', ''))))})"
        case _:
            text = inner or _escaped(clean_line(node.content))
    return text


def _marked(inner: str, marks: str) -> str:
    """Return emphasised text, with white space at its ends left outside, where marks would not count."""
    words = inner.strip()
    if not words:
        return inner
    before, _, after = inner.partition(words)
    return f"{before}{marks}{words}{marks}{after}"


def _code(text: str) -> str:
    text = re.sub(r"\s+", " ", clean(text))
    if not text.strip():
        return ""
    if _RUN_CODE.match(text.strip()):
        return _escaped(f"`{text}`")
    runs = {len(run) for run in re.findall("`+", text)}
    # One mark around a way back ends a note for who reads exports again; in a note's text it gets two.
    shortest = 2 if text.startswith("dateline ") else 1
    marks = "`" * next(length for length in range(shortest, len(runs) + 3) if length not in runs)
    pad = " " if text[0] in "` " or text[-1] in "` " else ""
    return f"{marks}{pad}{text}{pad}{marks}"


def _link(words: str, address: str, title: str) -> str:
    target = link(address)
    if target is None:
        return f"{words} ({_escaped(clean_line(address))})" if address else words
    words = words if words.strip() else _escaped(clean_line(address))
    called = _escaped(clean_line(title)).replace('"', '\\"')
    return f'[{words}]({target} "{called}")' if called else f"[{words}]({target})"

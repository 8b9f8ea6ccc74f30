"""The front matter of a Markdown export: what Obsidian calls properties.

The names are those of Obsidian's own web clipper (title, author, published, source, tags), which Logseq reads as far
as it knows them (title, tags), with ``url`` and ``language`` as Zotero calls them. Values are YAML in double quotes,
which is JSON. What could be markup for a reader that doesn't know front matter is written as an escape, and an
empty line before the closing rule keeps such a reader from taking it all for a heading.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Sequence

from reader.export import facts
from reader.export.escape import tag
from reader.export.source import Noted
from reader.text.clean import clean_line

_MARKUP = re.compile(r"<|](?=\()")


def front_matter(articles: Sequence[Noted]) -> str:
    """Return the front matter of a document on these articles, ending in a line feed."""
    lines = _of_one(articles[0]) if len(articles) == 1 else _of_several(articles)
    return "\n".join(["---", *lines, "", "---", ""])


def _of_one(noted: Noted) -> Iterator[str]:
    article = noted.source
    address, outlet, day = facts.address(article), clean_line(article.source), facts.published_iso(article)
    yield f"title: {_quoted(facts.title(article))}"
    if author := clean_line(article.byline):
        yield f"author: {_list([author])}"
    if day:
        yield f"published: {day}"
    elif article.published.strip():
        yield f"published: {_quoted(clean_line(article.published))}"
    if outlet:
        yield f"source: {_quoted(outlet)}"
    if address:
        yield f"url: {_quoted(address)}"
    language = facts.language(article)
    if language:
        yield f"language: {_quoted(language)}"
    yield f"tags: {_list(_tags([noted]))}"
    yield f"dateline: {_quoted(article.id)}"


def _of_several(articles: Sequence[Noted]) -> Iterator[str]:
    yield f"title: {_quoted(f'Notes on {len(articles)} articles')}"
    yield f"tags: {_list(_tags(articles))}"
    yield f"dateline: {_list(noted.source.id for noted in articles)}"


def _tags(articles: Iterable[Noted]) -> list[str]:
    """Return the tags of all notes as note programs know them, each once, in the order of the text."""
    notes = [note for noted in articles for note in facts.in_order(noted.notes)]
    words = (tag(each).removeprefix("#") for note in notes for each in note.annotation.tags)
    return list(dict.fromkeys(filter(None, words)))


def _list(values: Iterable[str]) -> str:
    return f"[{', '.join(map(_quoted, values))}]"


def _quoted(text: str) -> str:
    written = json.dumps(text.encode("utf-8", "replace").decode("utf-8"), ensure_ascii=False)
    return _MARKUP.sub(lambda found: f"\\x{ord(found[0]):02X}", written)

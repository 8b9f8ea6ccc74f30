"""A passage as it is quoted elsewhere: its words, who said them, where they are from."""

from __future__ import annotations

from reader.export import escape, facts
from reader.export.source import Source
from reader.text.clean import clean, clean_line


def plain(article: Source, passage: str, speaker: str) -> str:
    """Return a passage and, in a line below it, its origin; ``speaker`` is "" for words of the article itself."""
    origin = [speaker, f"“{facts.title(article)}”", clean_line(article.source), facts.published(article)]
    return f"{clean(passage).strip()}\n— {', '.join(clean_line(part) for part in origin if part)}\n"


def markdown(article: Source, passage: str, speaker: str) -> str:
    """Return a passage as a block quote with its origin below, as Markdown in which foreign text means nothing."""
    paragraphs = [escape.plain(each) for each in clean(passage).split("\n") if each.strip()]
    title, target = escape.plain(facts.title(article)), escape.link(facts.address(article))
    named = f"[{title}]({target})" if target else f"*{title}*"
    source = "" if target else escape.plain(article.source)
    origin = [escape.plain(speaker), named, source, escape.plain(facts.published(article))]
    quoted = "\n>\n".join(f"> {each}" for each in paragraphs)
    return f"{quoted}\n>\n> — {', '.join(part for part in origin if part)}\n"

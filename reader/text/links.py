"""The links of an article: those that its source knows, and addresses that stand in the text as they are."""

from __future__ import annotations

import re

from reader.model.article import Article, Link
from reader.model.span import Span

# Patterns, which ``re`` compiles when an article has links: few do.
# The last character is none that ends a sentence or closes what the address stands in.
_ADDRESS = r"\b(?:https?://|www\.)[^\s<>\"“”]*[^\s<>\"“”.,;:!?)\]}'’]"
_SAFE = r"(?i:https?://|mailto:)[^\s\x00-\x1f\x7f]+"


def links_of(article: Article) -> list[Link]:
    """Return an article's links that can be followed (http, https, mailto), in order."""
    found = [link for block in article.blocks for link in block.links if re.fullmatch(_SAFE, link.address)]
    taken = [link.span for link in found]
    bare = "://" in article.text or "www." in article.text  # a search of a novel is worth sparing
    for match in re.finditer(_ADDRESS, article.text) if bare else ():
        span = Span(*match.span())
        if not any(span.overlaps(other) for other in taken):
            address = match[0] if "://" in match[0] else f"https://{match[0]}"
            found.append(Link(span, address))
    return sorted(found, key=lambda link: link.span)

"""The lines above the prose of a plain text: headline, byline, dateline, date, source; by general rules."""

from __future__ import annotations

import re

from reader.sources.dates import is_date_line, iso
from reader.text.units import sentences

_LONGEST_HEADLINE = 200
_DOTTED_WORDS = 14
_BY = re.compile(r"(?:by|written by|author|reported by)\s*:?\s+(?P<names>\S.*)", re.IGNORECASE)
_LABEL = re.compile(r"(?:source|from|via)\s*:\s*(?P<source>\S.*)", re.IGNORECASE)
_SMALL = frozenset({"and", "for", "of", "the", "de", "da", "di", "del", "la", "van", "von", "der", "bin", "al"})
_ROLE = re.compile(
    r"writer|reporter|editor|correspondent|staff|columnist|contribut|bureau|special|analyst|chief|producer",
    re.IGNORECASE,
)
# "MOSCOW —", "PARIS, France (Reuters) --": a place with a capital, perhaps an agency, then a dash.
_PLACE = r"[^\W\d_][\w.'’-]*(?: [^\W\d_(][\w.'’-]*){0,4}"
_DATELINE = re.compile(
    rf"(?P<place>{_PLACE}(?:, {_PLACE}){{0,2}})(?:,? (?:[A-Z][a-z]{{2,8}}\.? \d{{1,2}}))?"
    r"(?: ?[(/](?P<agency>[^()/\n]{2,40})[)/])?(?: ?(?P<dash>[—–-]{1,2}))?"
)
_CLOSERS = "\"'”’»)] "


def headline(line: str, body: int) -> bool:
    """Tell whether the first line of a text is its headline rather than its first paragraph.

    ``body`` is how many characters follow.
    """
    if len(line) > _LONGEST_HEADLINE or not any(letter.isalpha() for letter in line):
        return False
    if is_date_line(line) or byline(line) or dateline(line):
        return False
    bare = line.rstrip(_CLOSERS)
    if not bare.endswith((".", ",", ";", ":")) or bare.endswith(("..", "…")):
        return not runs_in(line)
    return _is_dotted_headline(line, body)


def byline(line: str) -> tuple[str, str] | None:
    """Return who wrote the article and for whom ("" if unsaid), or None when ``line`` is no byline."""
    match = _BY.fullmatch(line)
    if match is None or len(line) > 120 or line.rstrip().endswith((",", ":", ";", "?", "!")):
        return None
    names, _, rest = match["names"].strip().partition(",")
    words = re.split(r"[\s|/&]+", match["names"].replace(",", " ").strip())
    if not words[0][:1].isupper() or any(not _like_name(word) for word in words):
        return None
    if line.rstrip().endswith(".") and len(words[-1]) > 3:
        return None
    rest = rest.strip()
    if not rest or _ROLE.search(rest) or " and " in rest:
        return match["names"].strip(), ""
    return names.strip(), rest


def dateline(line: str) -> str | None:
    """Return the agency of a dateline that stands alone ("" if unsaid), or None when ``line`` is none."""
    match = _DATELINE.fullmatch(line.strip())
    if match is None or not (match["dash"] or match["agency"]) or not match["place"][0].isupper():
        return None
    if not match["place"].split(",")[0].isupper() and not match["dash"]:
        return None
    return match["agency"] or ""


def agency(paragraph: str) -> str:
    """Return the agency in the dateline at the start of a paragraph: "TAIPEI, Taiwan (AP) — The …"."""
    match = _DATELINE.match(paragraph)
    if match is None or not match["dash"] or not match["agency"]:
        return ""
    return match["agency"] if match["place"].split(",")[0].isupper() else ""


def source(line: str) -> str:
    """Return the outlet that a line like "Source: Voice of America" names, or ""."""
    match = _LABEL.fullmatch(line)
    return match["source"] if match and len(line) <= 120 else ""


def date(line: str) -> str:
    """Return the date of a line that is a date and nothing else, as ISO 8601, or ""."""
    return iso(line) if len(line) <= 100 and is_date_line(line) else ""


def _is_dotted_headline(line: str, body: int) -> bool:
    """Tell whether a line that ends as sentences do is a headline all the same, as some archives write them.

    It is capitalised like one, or a single short sentence above a text many times as long.
    """
    if line.rstrip(_CLOSERS).endswith((",", ":")):
        return False
    words = [word for word in re.findall(r"[^\W\d_]+", line) if len(word) > 3]
    capitals = sum(word[0].isupper() for word in words)
    if len(words) > 1 and capitals >= 0.8 * len(words):
        return True
    return (
        len(line.split()) <= _DOTTED_WORDS and body > 8 * len(line) and len(sentences(line)) == 1 and not runs_in(line)
    )


def date_at_end(line: str) -> str:
    """Return the date that ends a headline ("… Monday, May 18, 2015") as ISO 8601, or ""."""
    found = iso(line)
    return found[:10] if found and re.search(r"\d\d\d\d\)?$", line) and line.rstrip(")")[-4:] in found else ""


def _like_name(word: str) -> bool:
    return not word[0].isalpha() or word[0].isupper() or word.lower() in _SMALL


def runs_in(line: str) -> bool:
    """Tell whether a line starts with a dateline and goes on as prose does."""
    match = _DATELINE.match(line)
    if match is None or not match["dash"] or match.end() == len(line):
        return False
    return match["place"].split(",")[0].isupper() and line[match.end()] == " "

"""Plain text: headline, byline, dateline, date, headings and paragraphs by general rules.

No character of the body but white space is changed, and nothing is left out but a headline that the file repeats.
"""

from __future__ import annotations

import re
from datetime import date

from reader.model.article import BlockKind, Draft
from reader.sources.base import Part, join, nothing_in, same_words
from reader.text.clean import clean, clean_line, decode
from reader.text.units import sentences

# Text is set to 60–80 columns where it is hard-wrapped; a line beyond this is a paragraph of its own.
_WIDEST_WRAP = 110
_NARROWEST_WRAP = 40
_HEADLINE_WORDS = 30
_DOTTED_WORDS = 16
_HEADLINE_CHARACTERS = 220
_HEADING_WORDS = 10
_TITLE_CHARACTERS = 70

_MONTHS = "january february march april may june july august september october november december".split()
_MONTH = r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?" \
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"  # fmt: skip
_DATES = (
    re.compile(r"\b(?P<year>(?:19|20)\d\d)-(?P<number>\d\d)-(?P<day>\d\d)\b"),
    re.compile(rf"\b{_MONTH}\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<year>(?:19|20)\d\d)\b", re.I),
    re.compile(rf"\b(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s+{_MONTH},?\s+(?P<year>(?:19|20)\d\d)\b", re.I),
)
_DATE_EXTRAS = re.compile(
    r"\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b|\b(?:published|updated|posted|last|on|at|date)\b"
    r"|\b\d{1,2}[:.]\d\d(?::\d\d)?\b|\b[ap]\.?m\b\.?|\b[A-Z]{2,4}\b|[\s,.:|·•–—()-]",
    re.I,
)
_BYLINE = re.compile(r"^(?:(?:written|story|report|reported|text)\s+)?by:?\s+(?P<who>\S.{1,100})$", re.I)
_DATELINE = re.compile(
    r"^[A-Z][A-Z.'’-]+(?:[ ,]+[A-Z][\w.'’-]*){0,6}(?:\s*[(/][^()/]{2,30}[)/])?\s*(?:[—–]|--?)\s*$"
)
_CLOSING = "\"'”’»)]"
_OPENING = "\"'“‘«"


def read(data: bytes, name: str) -> Draft:
    """Read a plain text file.

    Raises:
        SourceError: there is no text in it.
    """
    text = clean(decode(data))
    paragraphs = _paragraphs(text.split("\n"))
    if not paragraphs:
        raise nothing_in(name)
    return _draft(paragraphs, name)


def _draft(paragraphs: list[str], name: str) -> Draft:
    parts: list[Part] = []
    byline = published = ""
    rest = paragraphs
    headed = len(paragraphs) > 1 and _is_headline(paragraphs[0], paragraphs[1:])
    if headed:
        parts.append(Part(BlockKind.HEADLINE, paragraphs[0]))
        rest = paragraphs[2:] if same_words(paragraphs[0], paragraphs[1]) and len(paragraphs) > 2 else paragraphs[1:]
    for place, paragraph in enumerate(rest):
        kind = _kind(rest, place, near_top=place < 5 and len(parts) == place + headed)
        if kind is BlockKind.BYLINE:
            match = _BYLINE.match(paragraph)
            byline = byline or (clean_line(match["who"]) if match else "")
            published = published or _date_in(paragraph)
        parts.append(Part(kind, paragraph))
    title = paragraphs[0] if headed else _first_words(paragraphs[0]) or name
    text, blocks = join(parts)
    return Draft(clean_line(title), byline, published, "", "", text, blocks)


# Paragraphs


def _paragraphs(lines: list[str]) -> list[str]:
    """Return paragraphs: lines that were cut at a width are joined, others stand for themselves."""
    width = _wrap_width(lines)
    found: list[str] = []
    group: list[str] = []
    for line in [*lines, ""]:
        if line.strip():
            group.append(line.rstrip())
        elif group:
            found += _in_group(group, width)
            group = []
    return [clean_line(paragraph) for paragraph in found if paragraph.strip()]


def _wrap_width(lines: list[str]) -> int:
    """Return the width at which a text was cut into lines, 0 when it wasn't."""
    lengths = sorted(len(line.rstrip()) for line in lines if line.strip())
    if not lengths:
        return 0
    long = sum(length > _WIDEST_WRAP for length in lengths)
    width = lengths[max(0, len(lengths) * 95 // 100 - 1)]
    if long > len(lengths) // 10 or not _NARROWEST_WRAP <= width <= _WIDEST_WRAP:
        return 0
    return width


def _in_group(group: list[str], width: int) -> list[str]:
    """Cut lines that follow each other without a blank one into paragraphs."""
    if not width or len(group) == 1:
        return group
    found = [group[0]]
    for above, line in zip(group, group[1:], strict=False):
        if _goes_on(above, line, width):
            hyphen = re.search(r"[a-z]-$", above) and line.lstrip()[:1].islower()
            found[-1] += ("" if hyphen else " ") + line.lstrip()
        else:
            found.append(line)
    return found


def _goes_on(above: str, line: str, width: int) -> bool:
    """Tell whether ``line`` goes on with the paragraph of ``above``: its first word had no room there."""
    indent, before = len(line) - len(line.lstrip()), len(above) - len(above.lstrip())
    if indent > before + 1:
        return False  # an indented first line begins a paragraph
    first = line.split()[0]
    # Lines that were broken by hand or by a ragged hyphenation end a little early.
    return len(above) + 1 + len(first) > width - 4


# Kinds


def _is_headline(paragraph: str, rest: list[str]) -> bool:
    if len(paragraph) > _HEADLINE_CHARACTERS or len(paragraph.split()) > _HEADLINE_WORDS:
        return False
    if _BYLINE.match(paragraph) or _DATELINE.match(paragraph):
        return False
    bare = paragraph.rstrip(_CLOSING)
    if bare.endswith(".") and len(sentences(paragraph)) == 1 and paragraph[0] not in _OPENING:
        # Some archives end headlines with a full stop; then the text below is clearly longer.
        return len(paragraph.split()) <= _DOTTED_WORDS and len(rest) > 1 and len(" ".join(rest)) > 5 * len(paragraph)
    if bare.endswith((".", ";", ":", ",")) and not re.search(r"\b(?:[A-Z]\.){2,}$|\b(?:Jr|Sr|Inc|Co)\.$", bare):
        return False
    return any(character.isalpha() for character in paragraph)


def _kind(paragraphs: list[str], place: int, *, near_top: bool) -> BlockKind:
    paragraph = paragraphs[place]
    if near_top and len(paragraph) < 120:
        if _DATELINE.match(paragraph):
            return BlockKind.DATELINE
        match = _BYLINE.match(paragraph)
        if match and match["who"][:1].isupper() and not paragraph.endswith("."):
            return BlockKind.BYLINE
        if _is_date(paragraph):
            return BlockKind.BYLINE
    after = paragraphs[place + 1] if place + 1 < len(paragraphs) else ""
    return BlockKind.HEADING if _is_heading(paragraph, after) else BlockKind.PARAGRAPH


def _is_heading(paragraph: str, after: str) -> bool:
    """A short line without an end, above a paragraph that is one."""
    words = paragraph.split()
    if not 1 <= len(words) <= _HEADING_WORDS or len(after.split()) < 2 * len(words):
        return False
    if paragraph[-1] in ".,;:!?…-–—\"”’'" or paragraph[0] in "\"“‘'([•*-–—" or not after.rstrip(_CLOSING):
        return False
    return paragraph[0].isupper() and after.rstrip(_CLOSING)[-1] in ".!?:…,"


def _is_date(line: str) -> bool:
    for pattern in _DATES:
        match = pattern.search(line)
        if match:
            return not _DATE_EXTRAS.sub("", line[: match.start()] + " " + line[match.end() :])
    return False


def _date_in(line: str) -> str:
    """Return the first date of a line as ISO 8601, or ""."""
    for pattern in _DATES:
        match = pattern.search(line)
        if match:
            found = match.groupdict()
            month = int(found["number"]) if found.get("number") else _month(found["month"])
            try:
                return date(int(found["year"]), month, int(found["day"])).isoformat()
            except ValueError:
                return ""
    return ""


def _month(name: str) -> int:
    return next(number for number, month in enumerate(_MONTHS, 1) if month.startswith(name.lower()[:3]))


def _first_words(paragraph: str) -> str:
    if len(paragraph) <= _TITLE_CHARACTERS:
        return paragraph
    cut = paragraph.rfind(" ", 0, _TITLE_CHARACTERS)
    return paragraph[: cut if cut > 0 else _TITLE_CHARACTERS].rstrip(" ,;:—–-") + "…"

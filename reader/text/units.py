"""Sentences and words of a text, found by rules.

No language model: these serve the cursor, which must answer within one key press, in a text that may never be
analysed. A line feed ends a sentence: blocks are parted by blank lines, and only preformatted text (verse,
tables, code) holds single ones, where the line is the unit.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from reader.model.span import Span

# Patterns below that are strings are compiled with their first use, and kept by the re module: start-up pays for
# those alone that it needs.

# A possible end: full stops and their kind, with closing quotes, brackets and footnote numbers after them.
_END = re.compile(
    r"""(?P<stop>[.!?…]+|[。！？｡]+)(?P<close>["'”’»)\]}›」』]*(?:\[[\d\w]{1,4}\])*)(?P<gap>\s+|(?<=[。！？｡」』])|$)"""
)
MARKER = re.compile(r"\s*(?:[-*•·‣◦▪]|\(?(?:\d{1,3}|[a-z])[.)]|\(?[ivx]{1,5}[.)])\s+(?=\S)")
"""What an item of a list begins with when its text holds its own mark or number."""

_OPENERS = "\"'“‘«([{‹—–-¿¡„ "
_LAST = r"[^\s\"'“‘«(\[{—–/]+$"
_NEXT = r"[\w'’.-]+"
_DOTTED = r"(?a:(?:[^\W\d_]\.)+[^\W\d_])"
_NUMBER = r"\d{1,3}|[ivxlc]{1,5}|[a-zA-Z]"


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


# Before a name or a number, never at the end of a sentence.
_NEVER = _set(
    """
    mr mrs ms messrs mx dr prof rev fr hon gov sen sens rep reps gen lt col maj capt cpt cmdr adm sgt
    cpl pvt pfc supt insp det pres amb st mt ft vs v cf viz e.g i.e ca approx dept est fig figs pp vol
    vols al asst assoc
    """
)
# At the end of a sentence too: then only the next word can tell.
_SOMETIMES = _set(
    """
    inc corp co ltd plc jr sr etc bros jan feb mar apr jun jul aug sept sep oct nov dec mon tue tues wed
    thu thurs fri sat sun ave blvd rd hwy calif conn fla mass mich minn wash ariz ala ill ind kan ky la
    md miss mont neb nev okla ore pa tenn tex va vt wis wyo ph.d m.d b.a m.a d.c a.m p.m u.s u.k u.n e.u
    no nos art sec
    """
)
_COUNTED = _set(
    """
    no nos art sec ch p pp vol fig jan feb mar apr jun jul aug sept sep oct nov dec
    """
)
# Ordinary words, unless a number follows.
_ORDINARY = frozenset({"no", "art", "sec", "fig"})
_STARTERS = _set(
    """
    the a an it its he his she her they their them we our i you your this that these those there here
    but and or so yet in on at for from with without by to of as if when while where who what why how
    after before since until although though because during according also however meanwhile moreover
    now then still earlier later last next some many most all both no not nobody nothing one two three
    several other another more even only such under over about between among despite instead once
    perhaps every each neither either whether
    """
)
_SAYS = _set(
    """
    said says say asked asks wrote writes told tells added adds replied shouted cried exclaimed tweeted
    demanded yelled answered responded joked continued wondered remarked quipped called declared
    """
)

_MARKS = (
    "\u0300-\u036f\u0483-\u0489\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u0711-\u074a\u07a6-\u07b0"
    "\u0900-\u0963\u0966-\u0df3\u0e31-\u0e4e\u0eb1-\u0ecd\u0f18-\u0fbc\u102b-\u109d\u135d-\u135f\u1712-\u17d3"
    "\u180b-\u180d\u1920-\u193b\u1a17-\u1a7f\u1ab0-\u1aff\u1b00-\u1b44\u1b80-\u1bf3\u1c24-\u1c37\u1dc0-\u1dff"
    "\u200c\u200d\u20d0-\u20f0\u3099\u309a\ua66f-\ua69f\ua802-\ua8c5\ua926-\ua953\ua980-\ua9c0\uaa29-\uabed"
    "\ufb1e\ufe00-\ufe0f\ufe20-\ufe2f"
)
_WORD = rf"\w[\w{_MARKS}]*(?:['’.\u2010\u2011-]\w[\w{_MARKS}]*)*"


def sentences(text: str, span: Span | None = None) -> list[Span]:
    """Return the sentences of ``text`` (only those of ``span`` if given), in order.

    They are disjoint, hold no white space at their ends, and together hold everything but white space. A line
    without a full stop, as a headline is, is a sentence.
    """
    start, end = (0, len(text)) if span is None else (span.start, min(span.end, len(text)))
    return [each for begin, stop in _lines(text, start, end) for each in _of_line(text, begin, stop)]


def sentence_at(text: str, offset: int) -> Span:
    """Return the sentence that holds ``offset``, looking only at the line around it.

    White space belongs to the sentence before it, at the start of a line to the one after. On an empty line
    the span is empty and stands at ``offset``.
    """
    offset = min(max(offset, 0), len(text))
    start = text.rfind("\n", 0, offset) + 1
    end = text.find("\n", offset)
    found = Span(offset, offset)
    for each in _of_line(text, start, len(text) if end < 0 else end):
        if each.start > offset and found:
            return found if len(found) else each
        found = each
    return found


def words(text: str, span: Span | None = None) -> list[Span]:
    """Return the words of ``text`` (only of ``span`` if given): letters and digits with what joins them."""
    start, end = (0, len(text)) if span is None else (span.start, span.end)
    return [Span(*match.span()) for match in re.compile(_WORD).finditer(text, start, end)]


def word_at(text: str, offset: int) -> Span:
    """Return the word that holds ``offset``, looking only at the line around it.

    Between words it is the character at ``offset`` alone; at the end of the text an empty span.
    """
    offset = min(max(offset, 0), len(text))
    start = text.rfind("\n", 0, offset) + 1
    for match in re.compile(_WORD).finditer(text, start):
        if match.end() > offset:
            if match.start() <= offset:
                return Span(*match.span())
            break
    return Span(offset, min(offset + 1, len(text)))


def _lines(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while start <= end:
        stop = text.find("\n", start, end)
        yield start, end if stop < 0 else stop
        if stop < 0:
            return
        start = stop + 1


def _of_line(text: str, start: int, end: int) -> Iterator[Span]:
    line = text[start:end]
    begin = 0
    for match in _END.finditer(line):
        if match.end() < len(line) and not _is_end(line, begin, match):
            continue
        if span := _trimmed(line, begin, match.end("close"), start):
            yield span
        begin = match.end("close")
    if span := _trimmed(line, begin, len(line), start):
        yield span


def _trimmed(line: str, begin: int, stop: int, shift: int) -> Span | None:
    piece = line[begin:stop]
    left = len(piece) - len(piece.lstrip())
    right = len(piece.rstrip())
    return Span(shift + begin + left, shift + begin + right) if left < right else None


def _is_end(line: str, begin: int, match: re.Match[str]) -> bool:
    """Tell whether a sentence that began at ``begin`` ends with the full stop of ``match``."""
    stop, at = match["stop"], match.end()
    while at < len(line) and line[at] in _OPENERS:
        at += 1
    if at == len(line) or line[at] in ".,;:!?…)":
        return False
    word = re.compile(_NEXT).match(line, at)
    following = word[0] if word else line[at]
    if following[0].islower() and not (stop == "." and not match["close"] and following[0] in "@#"):
        return False
    if match["close"] and stop[-1] in "!?" and _names_speaker(line, at):
        return False
    return stop != "." or bool(match["close"]) or _full_stop(line, begin, match.start(), following)


def _names_speaker(line: str, at: int) -> bool:
    """Tell whether ``line`` goes on at ``at`` with who said it: “Really?” Pompeo asked."""
    clause = re.split(r"[.,;:!?“\"]", line[at : at + 80], maxsplit=1)[0]
    return any(word in _SAYS for word in clause.split()[1:5])


def _full_stop(line: str, begin: int, dot: int, following: str) -> bool:
    """Tell whether the single full stop at ``dot`` ends a sentence rather than an abbreviation."""
    last = re.compile(_LAST).search(line, begin, dot)
    if last is None:
        return True
    word = last[0].lower()
    starts = re.split("['’]", following.strip("'’.-"), maxsplit=1)[0].lower() in _STARTERS
    if following[0].isdigit() and word in _COUNTED:
        return False
    if word in _ORDINARY:
        return True
    if not line[begin : last.start()].strip() and re.fullmatch(_NUMBER, last[0]):
        return begin > 0 and starts  # the number of a list or a heading
    initial = len(word) == 1 and last[0].isupper()
    if initial or word in _SOMETIMES or re.fullmatch(_DOTTED, last[0]):
        return starts
    return word not in _NEVER


def paragraph(text: str, at: int) -> int:
    """Return the number of the paragraph, counted from 1, that an offset of a text lies in."""
    return text.count("\n\n", 0, at) + 1


def whereabouts(text: str, at: int) -> tuple[int, int]:
    """Return in which per cent and in which paragraph of a text an offset lies: what a reader is told of a place."""
    return 100 * at // max(1, len(text)), paragraph(text, at)

"""The only door for foreign text: whatever comes in from outside passes here before it is kept or shown.

Titles, names of files and feeds, tags, pastes and error texts as well as articles: no widget filters.

What goes: controls, terminal escape sequences, characters that turn, move or hide text (bidi embeddings,
overrides and isolates, zero-width spaces, soft hyphens, invisible operators, interlinear marks, tag letters
outside flags, noncharacters). What stays, since scripts and emoji need it: zero-width joiners, variation
selectors, combining marks, left-to-right, right-to-left and Arabic letter marks.

Every white space that a terminal draws as one blank cell becomes an ordinary space, the no-break space too.
Articles from the web are full of no-break spaces that mean nothing, and with them a name would be missed by
search, by the analysis and by the place of a note; what is lost is only where a line may not break.
"""

from __future__ import annotations

import codecs
import re

from reader.errors import SourceError

TAB = 4
"""Columns between tab stops: Markdown's own number, so that cleaned Markdown still means the same."""

# Patterns are strings: the re module compiles each with its first use and keeps it, so that start-up, which cleans
# nothing, doesn't pay for them.
_PAIR = "([\ud800-\udbff])([\udc00-\udfff])"
_SURROGATE = "[\ud800-\udfff]"
_BREAK = "\r\n?|[\v\f\x85\u2028\u2029]"
_SEQUENCE = (
    # Strings with an end (titles, links, pictures): device control, application command, start of string, …
    "(?:\x1b[PX^_\\]]|[\x90\x98\x9d\x9e\x9f])[^\x07\x1b\x90\x98\x9c-\x9f]*(?:\x07|\x1b\\\\|\x9c)"
    # Control sequences: colours, cursor movements, modes.
    "|(?:\x1b\\[|\x9b)[0-?]*[ -/]*[@-~]"
    # Short ones: character sets, reset, save. An introducer without its end loses only the escape itself.
    "|\x1b[ -/]+[0-~]|\x1b[0-OQ-WYZ`-~\\\\]"
)
_HIDDEN = (
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u200b\u202a-\u202e\u2060-\u206f\ufdd0-\ufdef\ufeff\ufff9-\ufffb\ufffe\uffff"
    "\U0001bca0-\U0001bca3\U0001d173-\U0001d17a]"
)
_TAG = (
    # A black flag with the letters of a region (England, Scotland, …) and the tag that ends them.
    "(\U0001f3f4[\U000e0030-\U000e0039\U000e0061-\U000e007a]{3,6}\U000e007f)|[\U000e0000-\U000e007f]"
)
_BLANK = "[\u00a0\u2000-\u200a\u202f\u205f]"

# Anything at all to do? One search answers it for most texts.
_SUSPECT = (
    "[\x00-\x09\x0b-\x1f\x7f-\xa0\u00ad\u2000-\u200b\u2028-\u202f\u205f-\u206f\ud800-\udfff\ufdd0-\ufdef\ufeff"
    "\ufff9-\ufffb\ufffe\uffff\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e007f]"
)

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # begins like UTF-16's, so it is asked first
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_MAGIC = (
    b"\x89PNG",
    b"GIF8",
    b"\xff\xd8\xff",
    b"PK\x03\x04",
    b"PK\x05\x06",
    b"\x1f\x8b",
    b"BZh",
    b"\xfd7zXZ",
    b"7z\xbc\xaf",
    b"\x7fELF",
    b"MZ\x90",
    b"\xca\xfe\xba\xbe",
    b"\xcf\xfa\xed\xfe",
    b"%PDF-",
    b"\xd0\xcf\x11\xe0",
    b"SQLite format 3\x00",
    b"ID3\x03",
    b"ID3\x04",
    b"OggS",
    b"RIFF",
    b"wOF2",
)
_CONTROL = bytes((*range(0x07), *range(0x0E, 0x1B), *range(0x1C, 0x20), 0x7F))
# Bytes that are the same punctuation in all Windows code pages: with nothing else, there is nothing to guess.
_TYPOGRAPHY = b"\x82\x84\x85\x8b\x91\x92\x93\x94\x95\x96\x97\x99\x9b\xa0\xa7\xa9\xab\xae\xb0\xb7\xbb"
_LOOKALIKES = frozenset({"cp1250", "cp1254", "cp1257", "cp1258", "iso8859_2", "iso8859_9", "latin_1", "mac_roman"})
_AS_BROWSERS = {"iso8859-1": "cp1252", "ascii": "cp1252", "iso8859-9": "cp1254", "gb2312": "gb18030", "gbk": "gb18030"}
_ASCII = bytes(range(0x80))
_SAMPLE = 65_536
_NOT_TEXT = "Give Dateline a text file (plain text or Markdown)."


def clean(text: str) -> str:
    """Return ``text`` made safe, with a line feed for every line end; cleaning twice changes nothing more."""
    if not re.search(_SUSPECT, text):
        return text
    if not text.isascii():
        text = re.sub(_PAIR, lambda pair: (pair[0].encode("utf-16", "surrogatepass")).decode("utf-16"), text)
        text = re.sub(_SURROGATE, "\ufffd", text)
    text = re.sub(_SEQUENCE, "", text)
    text = re.sub(_BREAK, "\n", text)
    text = re.sub(_HIDDEN, "", text)
    if not text.isascii():
        text = re.sub(_TAG, r"\1", text)
        text = re.sub(_BLANK, " ", text)
    return text.expandtabs(TAB) if "\t" in text else text


def clean_line(text: str) -> str:
    """Return ``text`` cleaned and on one line: every run of white space one space, none at the ends."""
    return " ".join(clean(text).split())


def decode(data: bytes, declared: str = "") -> str:
    """Return the text of a file, without its byte order mark and not yet cleaned.

    UTF-8 if it can be, else what the byte order mark says, else the encoding that is ``declared`` if that fits, else
    what charset-normalizer takes it for. A few stray NULs are dropped.

    Raises:
        SourceError: the data is not text.
    """
    if data.startswith(_MAGIC):
        raise _not_text()
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data.decode(encoding, "replace").removeprefix("\ufeff")
    nulls = data.count(0)
    if nulls * 2 > len(data) or (nulls > 8 and nulls * 100 > len(data)):
        raise _not_text()
    data = data.replace(b"\0", b"")
    if (not data.isascii() or b"\x1b" in data) and (said := _as_declared(data, declared)) is not None:
        return said
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        if _controls(data) > 0.02:
            raise _not_text() from None
        return _decode_legacy(data)
    if _controls(data) > 0.2:
        raise _not_text()
    return text


def _as_declared(data: bytes, declared: str) -> str | None:
    """Return the text in an encoding that a server or a page names, None where that is unknown or can't be.

    What can be UTF-8 is not asked: hardly any other text can, and many a server says Latin-1 of everything.
    """
    try:
        codec = codecs.lookup(declared.strip().strip("\"'")).name if declared else ""
        if not codec or (codec != "utf-8" and not data.isascii() and _is_utf_8(data)):
            return None
        return data.decode(_AS_BROWSERS.get(codec, codec))
    except (LookupError, UnicodeError, ValueError):
        return None


def _is_utf_8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _decode_legacy(data: bytes) -> str:
    high = data.translate(None, _ASCII)
    if not high.translate(None, _TYPOGRAPHY):
        return data.decode("cp1252")
    # Imported here: it costs 25 ms, and most files are UTF-8.
    from charset_normalizer import from_bytes  # noqa: PLC0415

    # Only lines with something to tell, and not too many: guessing is slow, and a megabyte tells no more.
    telling = b"\n".join(line for line in data.splitlines() if not line.isascii())
    found = from_bytes(telling[:_SAMPLE])
    best = found.best()
    if best is None:
        return data.decode("cp1252", "replace")
    # Short texts fit Western and Central European pages alike; by far the most such files are Western.
    western = any(match.encoding == "cp1252" and match.chaos <= best.chaos for match in found)
    return data.decode("cp1252" if western and best.encoding in _LOOKALIKES else best.encoding, "replace")


def _controls(data: bytes) -> float:
    """Return the share of control characters that no text needs; one or two prove nothing."""
    sample = data[:_SAMPLE]
    found = len(sample) - len(sample.translate(None, _CONTROL))
    return found / len(sample) if found > 2 else 0.0


def _not_text() -> SourceError:
    return SourceError("This is not text.", _NOT_TEXT)

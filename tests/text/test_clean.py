"""Foreign text: what goes, what stays, and what is no text at all."""

from __future__ import annotations

import time
import unicodedata
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.errors import SourceError
from reader.text.clean import clean, clean_line, decode
from tests.strategies import hostile_text


@settings(deadline=None)
@given(st.one_of(hostile_text, st.text(), st.characters().map(lambda c: f"a{c}b")))
def test_whatever_comes_in_comes_out_safe(text: str) -> None:
    cleaned = clean(text)
    assert clean(cleaned) == cleaned
    for character in cleaned:
        assert character == "\n" or unicodedata.category(character) not in {"Cc", "Cs", "Zl", "Zp"}
        assert not 0x202A <= ord(character) <= 0x202E
        assert not 0x2060 <= ord(character) <= 0x206F
    cleaned.encode("utf-8")


@settings(deadline=None)
@given(hostile_text)
def test_one_line_is_one_line(text: str) -> None:
    line = clean_line(text)
    assert clean_line(line) == line
    assert "\n" not in line
    assert "  " not in line
    assert line == line.strip()
    assert clean(line) == line


@pytest.mark.parametrize(
    "text",
    [
        "Plain text, “quoted” — and so on…",
        "👩‍👩‍👧‍👦 👍🏽 ❤️ 🏳️‍🌈",
        "🇫🇷🇩🇪 \U0001f3f4\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f",
        "क्‍ष हिन्दी தமிழ்",
        "می‌خواهم مرحبا",
        "שלום\u200f (abc)\u200e",
        "e\u0301 Z\u0335 ก็",
        "漢字かな\u3000交じり文 葛\U000e0100城",
        "ᠮᠣᠩᠭᠣᠯ",
    ],
)
def test_what_scripts_and_emoji_need_stays(text: str) -> None:
    assert clean(text) == text


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        ("a\x1b[1;31mred\x1b[0m", "ared"),
        ("\x1b]0;title\x07text", "text"),
        ("\x1b]8;;http://x\x1b\\link\x1b]8;;\x1b\\", "link"),
        ("a\x1bPq#0;2\x1b\\b", "ab"),
        ("a\x9b31mb\x9d0;t\x9cc", "abc"),
        ("a\x1b(Bb\x1bcc", "abc"),
        ("a\x1b]0;never ended\nb", "a]0;never ended\nb"),
        ("a\x1b", "a"),
        ("a\x08\x08b\x00c\x7f", "abc"),
        ("a\r\nb\rc\u2028d\u2029e\x85f\vg\fh", "a\nb\nc\nd\ne\nf\ng\nh"),
        ("\ufeffa\ufeffb\u200bc\u00add", "abcd"),
        ("a\u202egnp.exe\u202c \u2066b\u2069", "agnp.exe b"),
        ("\ufff9base\ufffanote\ufffb", "basenote"),
        ("hid\U000e0068\U000e0069den", "hidden"),
        ("\U0001f3f4\U000e0041\U000e0042\U000e007f", "\U0001f3f4"),
        ("x\ud83dy", "x\ufffdy"),
        ("\ud83d\ude00", "😀"),
        ("a\tb", "a   b"),
        ("\ta\n\tb", "    a\n    b"),
        ("10\u00a0km,\u202fso\u2009on", "10 km, so on"),
        ("U+FFFD \ufffd stays", "U+FFFD \ufffd stays"),
    ],
)
def test_what_goes_and_what_it_becomes(text: str, cleaned: str) -> None:
    assert clean(text) == cleaned


def test_lines() -> None:
    assert clean_line("  A title\n\twith \u00a0 blanks\u2003 ") == "A title with blanks"
    assert clean_line("") == clean_line("\x1b[m \n") == ""


@pytest.mark.parametrize(
    "piece", ["plain ascii text\n", "“It’s a test” — é\r\n", "\x1bP a", "\x9d", "\x1b[1", "\u00a0\t"]
)
def test_large_texts_take_no_time(piece: str) -> None:
    text = piece * (1_200_000 // len(piece))
    begin = time.process_time()
    clean(text)
    assert time.process_time() - begin < 2.0  # a hundredth of that as a rule; a quadratic rule would take minutes


# Decoding


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        ("utf-8", "“Привет” — naïve 漢字"),
        ("utf-8-sig", "“Привет”"),
        ("utf-16", "“Привет” naïve"),
        ("utf-32", "“Привет” naïve"),
        ("cp1252", "“It’s café time” – she said"),
        ("latin-1", "café à la crème, she said to the waiter"),
        ("cp1251", "Москва готова к переговорам, заявил вчера вечером министр иностранных дел"),
        ("shift_jis", "これは日本語の文章です。今日は天気がいいですね。"),
    ],
)
def test_encodings(encoding: str, text: str) -> None:
    assert decode(text.encode(encoding)) == text


@pytest.mark.parametrize(("mark", "encoding"), [(b"\xfe\xff", "utf-16-be"), (b"\x00\x00\xfe\xff", "utf-32-be")])
def test_big_endian_marks(mark: bytes, encoding: str) -> None:
    assert decode(mark + "naïve".encode(encoding)) == "naïve"


def test_a_few_stray_nulls_are_dropped() -> None:
    assert decode(b"some\0 text\0 here") == "some text here"


def test_damaged_utf8_is_still_read() -> None:
    text = decode("A long line of ordinary text, “quoted” and all. ".encode() * 20 + b"\xff\xfe cut \xe2\x80")
    assert "A long line of ordinary text" in text


@pytest.mark.parametrize(
    "data",
    [
        b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR",
        b"PK\x03\x04\x14\0\0\0",
        b"\x7fELF\x02\x01\x01\0\0",
        b"%PDF-1.7\n",
        b"\xff\xd8\xff\xe0\0\x10JFIF",
        b"\x1f\x8b\x08\0",
        b"\0" * 100,
        b"a\0b\0" * 100,
        bytes(range(256)) * 20,
        bytes(range(1, 32)) * 20,
    ],
)
def test_what_is_no_text(data: bytes) -> None:
    with pytest.raises(SourceError, match="not text") as caught:
        decode(data)
    assert caught.value.todo


@settings(deadline=None)
@given(st.binary(max_size=400))
def test_any_bytes_are_text_or_refused(data: bytes) -> None:
    with suppress(SourceError):
        clean(decode(data)).encode("utf-8")

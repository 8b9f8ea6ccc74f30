"""Letters without their accents, for those whose keyboard has none: “muller” finds Müller, “erdogan” Erdoğan."""

from __future__ import annotations

import unicodedata

_OTHERS = {"ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ı": "i"}  # not made of a letter and an accent


def bare(text: str) -> str:
    """Return ``text`` with Latin letters without accents, every character in its place."""
    if text.isascii():
        return text
    changed = {ord(each): plain for each in set(text) if (plain := _plain(each)) != each}
    return text.translate(changed)


def folded(text: str) -> str:
    """Return ``text`` without accents and capitals, to be compared with what was typed."""
    return bare(text).casefold()


def stands_in(text: str, wanted: str) -> bool:
    """Tell whether words stand in a text, in whatever case; accents in ``wanted`` count, others needn't be typed."""
    text, wanted = unicodedata.normalize("NFC", text), unicodedata.normalize("NFC", wanted)
    return wanted.casefold() in (folded(text) if bare(wanted) == wanted else text.casefold())


def _plain(character: str) -> str:
    made_of = unicodedata.normalize("NFD", character)
    first, accents = made_of[:1], made_of[1:]
    made = first.isascii() and first.isalpha() and all(unicodedata.combining(each) for each in accents)
    return first if made else _OTHERS.get(character, character)

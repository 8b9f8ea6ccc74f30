"""Parting words by the rules of their language."""

from __future__ import annotations

from functools import cache

from reader.text.wrap import Hyphens

_LEAST_BEFORE, _LEAST_AFTER = 2, 3

# Where the library takes another country's words, or none, for a language alone.
_USUAL = {"en": "en_US", "de": "de_DE", "no": "nb_NO"}


@cache  # the library keeps its dictionaries too; the same answer means the same page
def hyphens(language: str) -> Hyphens | None:
    """Return what parts words of a language, given by its code (ISO 639, BCP 47); None where no rules are known."""
    import pyphen  # noqa: PLC0415  80 ms with a dictionary, for those who want words parted

    name = pyphen.language_fallback(_USUAL.get(language, language).replace("-", "_")) if language else None
    if name is None:
        return None
    dictionary = pyphen.Pyphen(lang=name, left=_LEAST_BEFORE, right=_LEAST_AFTER)

    def places(word: str) -> list[int]:
        # Some languages spell a parted word otherwise ("asszony": "asz-szony"): what isn't in the text isn't drawn.
        return [int(place) for place in dictionary.positions(word) if not place.data]

    return places

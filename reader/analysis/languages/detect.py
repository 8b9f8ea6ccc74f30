"""Tells in which language a text is written."""

from __future__ import annotations

import functools
import re
from typing import TYPE_CHECKING

from reader.analysis.models import ENGLISH, base_language

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

_SAMPLE = 2_000
_LETTERS = re.compile(r"[^\W\d_]")
# "The" is every fifteenth to thirtieth word of English prose and hardly a word of any other language, so that most
# English articles are known without the identifier, which takes half a second and 100 MB to load.
_THE = re.compile(r"\bthe\b", re.IGNORECASE)
_PLAIN_SHARE = 0.03
_PLAIN_WORDS = 40
_SURE = 0.5
# Nigerian Pidgin is what English headlines look like to the identifier; zxx is what is no language at all.
_ENGLISH_TOO = frozenset({"en", "pcm", "zxx"})


def detect_language(text: str, said: str = "") -> str:
    """Return the ISO 639 code of the language of ``text``: two letters where there are two ("nb", "nn" are "no").

    What the source ``said`` is taken at its word. Text too short or too mixed to tell is English, unless most of its
    letters are none of the Latin alphabet.
    """
    if base_language(said):
        return base_language(said)
    sample = _sample(text)
    if _is_plainly_english(sample):
        return ENGLISH
    code, probability = _identify(sample)
    if code in _ENGLISH_TOO or (probability < _SURE and _is_latin(sample)):
        return ENGLISH
    return base_language(code)


def is_plainly_english(text: str) -> bool:
    """Tell whether a text is English beyond doubt, in no time; where it isn't, only ``detect_language`` can tell."""
    return _is_plainly_english(_sample(text))


def _sample(text: str) -> str:
    """Return the beginning and the middle of a text: the beginning alone may be a foreign outlet's furniture."""
    if len(text) <= 2 * _SAMPLE:
        return text
    middle = len(text) // 2
    return text[:_SAMPLE] + "\n" + text[middle : middle + _SAMPLE]


def _is_plainly_english(sample: str) -> bool:
    words, articles = len(sample.split()), len(_THE.findall(sample))
    return words >= _PLAIN_WORDS and articles >= _PLAIN_SHARE * words


def _is_latin(sample: str) -> bool:
    letters: list[str] = _LETTERS.findall(sample)
    return sum(letter < "ɐ" for letter in letters) * 2 >= len(letters)


def _identify(sample: str) -> tuple[str, float]:
    """Return the likeliest language and its probability."""
    code, probability = _identifier().classify(sample)
    return str(code), float(probability)


@functools.cache
def _identifier() -> LanguageIdentifier:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier  # noqa: PLC0415  half a second; most texts need it not

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)

"""Finds countries and capitals by the names that a language has for them."""

from __future__ import annotations

import functools
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from spacy.language import Language
from spacy.tokens import Doc
from spacy.tokens import Span as Tokens
from spacy.util import filter_spans

from reader.analysis.extensions import register_extensions
from reader.analysis.gazetteer import load_gazetteer, read_data
from reader.analysis.rules import Rule
from reader.model.analysis import Country, Evidence
from reader.model.span import Span

UNSPACED = frozenset({"ja", "zh", "yue", "wuu", "th", "lo", "km", "my", "dz", "bo"})
"""Languages that put no blank between words."""

# Korean writes particles onto a name; it has blanks, but a name ends before one no oftener than before a particle.
_OPEN_ENDED = UNSPACED | {"ko"}
# Words that are written onto the front of a name: and, in, to, as …
_PREFIXES = {"ar": "[وفبلك]{0,2}", "he": "[והבלמשכ]{0,2}", "fa": "", "ur": ""}
# Languages that decline a name at its end, and how many letters an ending has.
_ENDINGS = {
    "ru": 3, "uk": 3, "be": 3, "bg": 2, "mk": 2, "sr": 3, "hr": 3, "bs": 3, "sl": 3, "pl": 3, "cs": 3, "sk": 3,
    "fi": 5, "et": 4, "hu": 5, "lt": 3, "lv": 3, "el": 2, "la": 3, "is": 3, "ro": 3, "sq": 3, "eu": 4, "hy": 4, "ka": 3,
    "kk": 4, "ky": 4, "tt": 4, "mn": 4,
}  # fmt: skip
_SHORTEST_STEM = 4
_FINAL_VOWEL = re.compile(r"[aeiouyąęěíýáéäöüõēīāūėįаеёиіїйоуыэюяьαειουηωςά]$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Named:
    """A name found in a text; ``capital`` says that it is the capital's and not the country's own."""

    span: Span
    code: str
    capital: bool


@functools.cache
def _names(language: str) -> dict[str, tuple[str, bool]]:
    """Return each known name with its country's code and whether it is a capital's; {} for an unknown language."""
    try:
        lines = read_data(f"countries/{language}.tsv").splitlines()
    except FileNotFoundError:
        return {}
    names = {}
    for line in lines:
        name, kind, code = line.split("\t")
        names[name] = (code, kind == "k")
        if len(name) >= _SHORTEST_STEM and name.upper() != name:
            names.setdefault(name.upper(), (code, kind == "k"))
    return names


@functools.cache
def _pattern(language: str) -> re.Pattern[str]:
    """Return a pattern that finds the names, the longest first; a group a name would be too many for ``re``."""
    names = sorted(_names(language), key=lambda name: (-len(name), name))
    inner = "|".join(_declined(name, _ENDINGS.get(language, 0)) for name in names)
    if language in _OPEN_ENDED:
        return re.compile(f"(?P<name>{inner})")
    return re.compile(rf"(?<!\w){_PREFIXES.get(language, '')}(?P<name>{inner})(?!\w)")


def _declined(name: str, longest_ending: int) -> str:
    """Return a pattern for a name with the endings that declension may give it.

    A short name, or one of several words, is taken as it stands: its stem would be that of other words too.
    """
    exact = re.escape(name).replace("'", "['’]").replace("’", "['’]")
    if not longest_ending or " " in name or "-" in name or len(name) < _SHORTEST_STEM:
        return exact
    stem = _FINAL_VOWEL.sub("", name)
    if len(stem) < _SHORTEST_STEM:
        return exact
    return rf"{re.escape(stem)}[^\W\d_]{{0,{longest_ending}}}"


def find_foreign_names(text: str, language: str) -> Iterator[Named]:
    """Yield the names of countries and capitals in ``text`` as ``language`` writes them, in order."""
    names = _names(language)
    if not names:
        return
    stems = _stems(language)
    for match in _pattern(language).finditer(text):
        start, end = match.span("name")
        after = text[end : end + 1]
        if after and language not in _OPEN_ENDED and unicodedata.category(after).startswith("M"):
            continue  # a vowel sign goes on with the word: भारत inside भारतीय
        word = match["name"].replace("’", "'")
        found = names.get(word) or names.get(word.replace("'", "’")) or _by_stem(word, stems)
        if found is not None:
            yield Named(Span(start, end), *found)


@functools.cache
def _stems(language: str) -> dict[str, tuple[str, bool]]:
    if language not in _ENDINGS:
        return {}
    return {_FINAL_VOWEL.sub("", name): found for name, found in sorted(_names(language).items())}


def _by_stem(word: str, stems: dict[str, tuple[str, bool]]) -> tuple[str, bool] | None:
    return next((stems[word[:end]] for end in range(len(word), 0, -1) if word[:end] in stems), None)


class ForeignCountryFinder:
    """Component: fills ``doc._.dateline_countries``; gives each name a GPE entity unless it is a person's."""

    def __init__(self, language: str) -> None:
        register_extensions()
        self._language = language

    def __call__(self, doc: Doc) -> Doc:
        """Find the countries of ``doc``."""
        named: dict[str, list[Span]] = defaultdict(list)
        via: dict[str, list[Span]] = defaultdict(list)
        why: dict[str, list[Evidence]] = defaultdict(list)
        places: list[Tokens] = []
        for found in find_foreign_names(doc.text, self._language):
            tokens = doc.char_span(found.span.start, found.span.end, label="GPE", alignment_mode="expand")
            if tokens is not None and any(token.ent_type_ == "PERSON" for token in tokens):
                continue
            if tokens is not None:
                places.append(tokens)
            (via if found.capital else named)[found.code].append(found.span)
            why[found.code].append(Evidence(Rule.CAPITAL if found.capital else Rule.COUNTRY_NAME, found.span))
        taken = {token.i for place in places for token in place}
        rest = [ent for ent in doc.ents if ent.label_ == "PERSON" or not any(token.i in taken for token in ent)]
        doc.ents = filter_spans([*rest, *places])
        doc._.dateline_countries = tuple(
            Country(code, load_gazetteer().country_name(code), tuple(named[code]), tuple(via[code]), tuple(evidence))
            for code, evidence in why.items()
        )
        return doc


@Language.factory(
    "dateline_foreign_countries", default_config={"language": ""}, assigns=["doc._.dateline_countries", "doc.ents"]
)
def make_foreign_countries(nlp: Language, name: str, language: str) -> ForeignCountryFinder:
    """Return the component that finds countries by a language's own names; "" is the pipeline's language."""
    del name
    return ForeignCountryFinder(language or nlp.lang or "")

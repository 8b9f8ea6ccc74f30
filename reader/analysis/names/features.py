"""A name's evidence as numbers, about 0 to 1, that the weights of ``data/name_weights.tsv`` are for."""

from __future__ import annotations

import functools
import re
from collections import Counter
from collections.abc import Mapping, Set
from dataclasses import dataclass

from spacy.tokens import Doc
from spacy.tokens import Span as Tokens

from reader.analysis.gazetteer import COUNTRY_KINDS, PlaceKind, load_gazetteer, load_surnames, load_words, read_data
from reader.analysis.names.borders import POSSESSIVES, is_given
from reader.analysis.names.comparing import fold
from reader.analysis.names.evidence import NameEvidence
from reader.analysis.names.ordinary import OrdinaryWords
from reader.analysis.tokens import capitalised, small_words, tokens_of, tokens_where

_CAPITAL_INSIDE = re.compile(r"[a-z][A-Z]")
_JOINED = ("Mc", "Mac", "De", "Di", "Du", "La", "Le", "Van", "Von", "Fitz", "Al", "El")
_LARGE = frozenset({PlaceKind.CAPITAL, PlaceKind.STATE, PlaceKind.CONSTITUENT, PlaceKind.REGION, PlaceKind.SEAT})
_LONGEST_INITIALS = 2  # letters, as in AS Byatt
_NAMED_WITHIN = 8
"""Tokens behind "storm" in which its name is told."""
_CITY_OF_NOTE = 6  # digits of its population

_SHARES = (
    "titled", "cued", "of kin", "kind", "noun before", "the", "family", "of", "where", "agent", "to", "for", "article",
    "its", "of a thing", "among people", "subject", "acts", "object", "attribute", "owns", "modifies", "camp",
    "pronoun", "which", "place behind", "marked", "capital before", "capital behind", "headline", "overlooked",
    "unseen",
    "plural", "not proper",
)  # fmt: skip
"""Signs that count by the share of the mentions that have them."""

_OF_SINGLE = ("person", "titled", "speaks", "where", "acts", "subject", "overlooked", "owns", "headline")
"""Signs that say something else of a single word than of a longer name."""


@dataclass(frozen=True, slots=True)
class NameContext:
    """What the whole article tells about its names.

    ``alone`` says how often each single word does what people do (``bare_last_names``), ``small`` which words stand in
    small letters somewhere, ``storms`` what storms are called, ``staffed`` which words have shareholders, strikers and
    the like of firms and clubs, ``firms`` which begin the longer name of one.
    """

    alone: Mapping[str, int]
    small: Set[str]
    storms: Set[str]
    staffed: Set[str]
    firms: Set[str]
    ordinary: OrdinaryWords


def name_context(doc: Doc, evidence: Mapping[str, NameEvidence], ordinary: OrdinaryWords) -> NameContext:
    """Return what the article tells about the names of ``evidence``."""
    alone = bare_last_names(evidence, doc)
    return NameContext(alone, small_words(doc), storm_names(doc), _staffed(doc), _firms(doc), ordinary)


def storm_names(doc: Doc) -> set[str]:
    """Return what stands behind "Hurricane", "Typhoon" and the like, or is called so beside one, in lower case."""
    words = load_words("storms")
    index_of = tokens_where(doc, lambda text: text.lower() in words)
    found = {doc[i + 1].lower_ for i in index_of if i + 1 < len(doc) and doc[i].text[:1].isupper()}
    for i in index_of:
        found |= {
            token.lower_
            for token in doc[i + 1 : i + _NAMED_WITHIN]
            if token.text[:1].isupper() and token.nbor(-1).lower_ in {"named", "called", "dubbed"}
        }
    return {name for name in found if name.isalpha() and len(name) > 2}


def _staffed(doc: Doc) -> set[str]:
    """Return in lower case the words before what firms and clubs have: "the Berg striker", "Berg’s shareholders"."""
    things = load_words("firm_things")
    found: set[str] = set()
    for index in tokens_where(doc, lambda text: text in things):
        at = index - 1 - (index > 1 and doc[index - 1].text in POSSESSIVES)
        if at >= 0 and doc[at].text[:1].isupper() and (at == 0 or not doc[at - 1].text[:1].isupper()):
            found.add(doc[at].lower_)
    return found


def _firms(doc: Doc) -> set[str]:
    """Return in lower case the words by which firms of the text may be called.

    Those that begin an organisation's name of two words, Berg in "Berg Holdings", those before "& Sons" and the like,
    and those that end a listed firm's.
    """
    ends = load_words("organisations")
    found = (i for i in tokens_where(doc, lambda text: text[:1].isupper() and text.lower() in ends) if i)
    listed = load_words("namesakes")
    ahead = {name.split()[-1] for name in listed if " " in name}
    ends_listed = tokens_where(doc, lambda text: text[:1].isupper() and text.lower() in ahead)
    partners = load_words("firm_partners")
    joined = {
        doc[i - 1].lower_
        for i in tokens_of(doc, "&")
        if 0 < i < len(doc) - 1 and doc[i - 1].text[:1].isupper() and doc[i + 1].lower_ in partners
    }
    last = {doc[i].lower_ for i in ends_listed if i and f"{doc[i - 1].lower_} {doc[i].lower_}" in listed}
    return (
        last
        | joined
        | {
            doc[i - 1].lower_
            for i in found
            if doc[i - 1].text[:1].isupper()
            and (i == 1 or not doc[i - 2].text[:1].isupper() or doc[i - 1].is_sent_start)
        }
    )


def bare_last_names(evidence: Mapping[str, NameEvidence], doc: Doc) -> Counter[str]:
    """Return how often each single capitalised word does what people do: speaks, owns, or is called a person."""
    found: Counter[str] = Counter()
    for key, item in evidence.items():
        if " " not in key:
            found[key] += item.votes["PERSON"] + item.signs["speaks"] + item.signs["titled"]
    for index in capitalised(doc):
        token = doc[index]
        if token.dep_ == "nsubj" and not token.ent_type_:
            found[token.lower_] += token.head.lemma_.lower() in load_words("cues")
    return found


def features(item: NameEvidence, context: NameContext) -> dict[str, float]:
    """Return what speaks for and against a name being a person's.

    Args:
        item: the evidence on the name.
        context: what the rest of the article tells about it.
    """
    span = item.spans[0]
    words = _words(span)
    spelt = [word for word in words if len(word) > _LONGEST_INITIALS or not word.isupper()]
    row = {
        "bias": 1.0,
        "person": item.vote("PERSON"),
        "place": item.vote("GPE", "LOC"),
        "people": item.vote("NORP"),
        "organisation": item.vote("ORG"),
        "thing": item.vote("PRODUCT", "WORK_OF_ART", "EVENT", "LAW", "FAC"),
        **{sign: item.share(sign) for sign in _SHARES},
        "speaks": min(1.0, item.signs["speaks"]),
        "often": min(len(item.spans), 5) / 5,
        "capital inside": float(any(_CAPITAL_INSIDE.search(word) and not word.startswith(_JOINED) for word in words)),
        "capitals": float(span.text.isupper() and len(span.text) > 1),
        "small elsewhere": sum(word.lower() in context.small for word in spelt) / max(1, len(words)),
        "last small elsewhere": float(bool(words) and words[-1].lower() in context.small),
        **_place_features(span, words),
    }
    return row | (_single_features(row, words, context) if len(words) <= 1 else _full_features(row, words, context))


def _single_features(row: Mapping[str, float], words: list[str], context: NameContext) -> dict[str, float]:
    """Return what a name of one word tells by itself; ``row`` holds what stands beside it."""
    word = words[0] if words else ""
    famous = word.lower() in load_words("famous")
    given, surname = famous or is_given(word), 1.0 if famous else _surname(word)
    placed = any(row[name] for name in ("country", "capital or state", "city", "town"))
    ordinary = word.lower() in context.ordinary and not famous
    unknown = not (given or surname or placed or ordinary)
    return {
        "single unknown": float(unknown),
        "single ending": 0.0 if surname else _ending(word),
        "single unknown unseen": row["unseen"] * unknown,
        "single unknown person": row["person"] * unknown,
        "single": 1.0,
        "single given": float(given),
        "single surname": surname,
        "single given, no place": float(given and not placed),
        "single, a place": float(placed),
        "single ordinary": float(ordinary and not surname),
        "single ordinary name": float(ordinary and surname > 0),
        "single ordinary told": ordinary * max(row["titled"], row["cued"], row["of kin"]),
        "famous": float(famous),
        **{f"single {name}": row[name] for name in _OF_SINGLE},
    }


def _full_features(row: Mapping[str, float], words: list[str], context: NameContext) -> dict[str, float]:
    """Return what the words of a longer name tell by themselves; ``row`` holds what stands beside it."""
    first, last = words[0].lower(), words[-1].lower()
    initials = len(words[0]) <= _LONGEST_INITIALS and words[0].isupper()
    given = is_given(words[0]) or first in load_words("surnames_first")
    surname = _surname(words[-1])
    alone, known = context.alone.get(last, 0) > 0, given or surname > 0 or row["person"] > 0
    ends = load_words("things") | load_words("organisations") | load_words("not_names")
    return {
        "given": float(given),
        "surname": surname,
        "given and surname": float(given) * surname,
        "unknown words": float(not given and not surname),
        "ending": 0.0 if surname else _ending(words[-1]),
        "beginning": 0.0 if given else _ending(words[0]),
        "unknown unseen": row["unseen"] * (not given and not surname),
        "place and surname": float(row["begins with a place"] * (surname > 0)),
        "initial": float(initials or any(len(word.strip(".")) == 1 for word in words[:-1])),
        "particle": float(any(word.lower() in load_words("particles") for word in words[:-1])),
        "long": float(len(words) > 3),
        "alone elsewhere": float(alone and known),
        "alone elsewhere, unknown": float(alone and not known),
        "thing's word": float(any(word.lower() in ends for word in words[1:])),
        "first ordinary": float(first in context.ordinary and not given and not initials),
        "last ordinary": float(last in context.ordinary and not surname),
        "last ordinary given": float(last in context.ordinary and not surname and given),
        "last ordinary name": float(last in context.ordinary and surname > 0),
        "nothing ordinary": float(not any(word.lower() in context.ordinary for word in words)),
    }


def _words(span: Tokens) -> list[str]:
    """Return the words of a name; what is joined to one in small letters is a part of it: Ki-moon."""
    words: list[str] = []
    for token in span:
        if words and token.text.islower() and token.i > span.start and token.nbor(-1).text == "-":
            words[-1] += f"-{token.text}"
        elif token.is_alpha or len(token) > 1:
            words.append(token.text)
    return words


def _surname(word: str) -> float:
    """Return how common a surname a word is, from 0 to 1."""
    return min(load_surnames().get(fold(word).replace("'", ""), 0), 3) / 3


def _place_features(span: Tokens, words: list[str]) -> dict[str, float]:
    readings = load_gazetteer().readings(" ".join(span.text.split()))
    kinds = {reading.kind for reading in readings}
    size = max((reading.size for reading in readings), default=0)
    town = bool(kinds) and not kinds & (COUNTRY_KINDS | _LARGE)
    first = load_gazetteer().readings(words[0]) if len(words) > 1 and not is_given(words[0]) else ()
    starts = any(reading.kind is not PlaceKind.CITY or reading.size >= _CITY_OF_NOTE for reading in first)
    return {
        "country": float(bool(kinds & COUNTRY_KINDS)),
        "capital or state": float(bool(kinds & _LARGE) and not kinds & COUNTRY_KINDS),
        "city": float(town and size >= _CITY_OF_NOTE),
        "town": float(town and size < _CITY_OF_NOTE),
        "begins with a place": float(starts),
    }


def _ending(word: str) -> float:
    """Return what the end of a word says of its being a person's name, from -1 to 1."""
    ends = load_endings()
    word = fold(word).replace("'", "")
    told = next((ends[word[-size:]] for size in (5, 4, 3, 2) if len(word) > size and word[-size:] in ends), 0.0)
    return max(-1.0, min(1.0, told / 3))


@functools.cache
def load_endings() -> dict[str, float]:
    """Return the odds of ``data/name_endings.tsv``, made by ``scripts/name_endings.py``, by ending."""
    rows = (line.split("\t") for line in read_data("name_endings.tsv").splitlines() if not line.startswith("#"))
    return {ending: float(odds) for ending, odds in rows}

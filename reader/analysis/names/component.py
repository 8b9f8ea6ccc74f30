"""Settles the labels of named entities over a whole article: one name, one decision.

The model is a witness: how often it calls a name a person is one piece of evidence, beside titles and roles, given
names, what the gazetteer knows, and the words that make a name an organisation's or a thing's (``evidence.py``).
"""

from __future__ import annotations

import functools
import re
from collections import Counter

from spacy.language import Language
from spacy.tokens import Doc
from spacy.tokens import Span as Tokens
from spacy.util import filter_spans

from reader.analysis.extensions import register_extensions
from reader.analysis.gazetteer import (
    PlaceKind,
    load_gazetteer,
    load_surnames,
    load_weights,
    load_words,
    names_country,
)
from reader.analysis.lines import lines_of
from reader.analysis.names.borders import LONGEST_NAME, POSSESSIVES, is_given, key_of, names_place
from reader.analysis.names.candidates import NAMES, candidate_spans
from reader.analysis.names.comparing import nickname
from reader.analysis.names.evidence import NameEvidence, gather
from reader.analysis.names.features import NameContext, features, name_context
from reader.analysis.names.listed import listed_names
from reader.analysis.names.ordinary import OrdinaryWords, ordinary_words

_PLACES = frozenset({PlaceKind.NAME, PlaceKind.CAPITAL, PlaceKind.STATE})
_PARTY = re.compile(r"[DIR]-[A-Z][\w.]*$")  # D-Wash.
_TOLD = ("titled", "cued", "of kin")
"""Signs that say outright that a name is a person's."""

_MOSTLY = 0.5
_SOMETIMES = 0.2
_GIVEN_AND_SURNAME = 2
_SHORT_WORD = 3
_NOUNLIKE = frozenset({"NOUN", "PROPN", "ADJ", "X"})
_LONGEST_INITIALS = 2
_USUAL = 4  # rank of a surname
_CITY = 6  # digits of its population
_METROPOLIS = 7  # digits of its population


class EntitySettler:
    """Component: replaces ``doc.ents`` by ents whose borders are names and whose labels hold all over the article."""

    def __init__(self, ordinary: OrdinaryWords) -> None:
        register_extensions()
        self._ordinary = ordinary

    def __call__(self, doc: Doc) -> Doc:
        """Settle all names of ``doc``."""
        lines = list(lines_of(doc))
        datelines = {index for line in lines if line.place for index in range(*line.place)}
        listed = listed_names(doc, lines)
        spans = candidate_spans(doc, lines, listed)
        evidence = gather(spans, lines, listed)
        context = name_context(doc, evidence, self._ordinary)
        labels = {key: _label(item, context) for key, item in evidence.items()}
        settled = [
            Tokens(doc, span.start, span.end, label="GPE" if span.start in datelines else labels[key_of(span)])
            for span in spans
            if not _is_of_an_office(span)
            and (labels[key_of(span)] == "PERSON" or any(token.ent_type_ for token in span))
        ]
        people = {token.i for span in settled if span.label_ == "PERSON" for token in span}
        others = [ent for ent in doc.ents if ent.label_ not in NAMES and people.isdisjoint(range(ent.start, ent.end))]
        doc.ents = filter_spans([*settled, *others])
        return doc


@Language.factory("dateline_entities", requires=["doc.ents"], assigns=["doc.ents"])
def make_entities(nlp: Language, name: str) -> EntitySettler:
    """Return the component that settles entity labels."""
    del name
    return EntitySettler(ordinary_words(nlp))


def _is_of_an_office(span: Tokens) -> bool:
    """Tell whether a word is what somebody's office is for, and names nothing: State in "Secretary of State"."""
    start = span.start
    return (
        len(span) == 1
        and start > 1
        and span.doc[start - 1].lower_ in {"of", "for"}
        and span.doc[start - 2].lower_ in load_words("roles")
        and span[0].lower_ in load_words("role_modifiers")
    )


def _label(item: NameEvidence, context: NameContext) -> str:
    """Return the one label of a name: a person's, else the gazetteer's, else the model's choice among the others."""
    span = item.spans[0]
    if is_person_name(item, context):
        return "PERSON"
    votes = Counter({label: n for label, n in item.votes.items() if label != "PERSON"})
    kinds = {reading.kind for reading in load_gazetteer().readings(" ".join(span.text.split()))}
    if PlaceKind.DEMONYM in kinds and PlaceKind.NAME not in kinds:
        return "NORP"
    if kinds and (not votes or kinds & _PLACES):
        return "GPE"
    if span.text.lower() in load_words("not_names"):
        return "NORP" if not votes else votes.most_common(1)[0][0]
    return votes.most_common(1)[0][0] if votes else "ORG"


def is_person_name(item: NameEvidence, context: NameContext) -> bool:
    """Weigh the evidence for one name being a person's.

    Args:
        item: the evidence on the name.
        context: what the rest of the article tells about it.
    """
    if nickname(item.spans[0]) is not None:
        return True
    if item.share("player") >= _MOSTLY and _is_written_like_one(item.spans[0]):
        return True
    if ruled_out(item, context):
        return False
    row, weights = features(item, context), load_weights("name_weights.tsv")
    return sum(weights.get(name, 0.0) * value for name, value in row.items()) > 0


def _is_written_like_one(span: Tokens) -> bool:
    """Tell whether a name in a list of people is written like a person's and is no country's or city's."""
    words = [token.text for token in span if token.is_alpha]
    if not words or any(word.lower() in load_words("organisations") for word in words) or names_place(span.text, _CITY):
        return False
    spelt = [word for word in words if word not in load_words("particles")]
    joined = any(token.text == "-" for token in span)
    capitals = all(word[:1].isupper() for word in spelt) or joined
    return capitals and not any(word.isupper() and len(word) > _LONGEST_INITIALS for word in spelt)


def ruled_out(item: NameEvidence, context: NameContext) -> bool:
    """Tell whether a name is no person's by rule, whatever the signs weigh; the arguments are ``is_person_name``'s."""
    words = [token.text for token in item.spans[0]]
    told = any(item.signs[sign] for sign in ("titled", "cued"))
    if not could_be_person(words) or item.share("family") > _MOSTLY or _is_named_otherwise(words, item):
        return True
    if item.share("named after") > _MOSTLY or _is_home(item) or _is_firm(words, item, context):
        return True
    if len(words) == 1 and item.share("the") + item.share("article") == 1 and not item.signs["titled"]:
        return True
    if item.signs["team"] or ((not told or len(words) > 1) and _is_listed(words, "firms")):
        return True
    return not told and not item.signs["speaks"] and _is_a_things(words, item, context)


def _is_a_things(words: list[str], item: NameEvidence, context: NameContext) -> bool:
    """Tell whether a name that nothing says to be a person's is a thing's, a storm's, a church's or a firm's."""
    if item.share("of a thing's name") > _MOSTLY or words[-1].lower() in context.storms:
        return True
    if context.storms and item.share("like a storm") > _MOSTLY:
        return True
    other = item.share("kind") > _MOSTLY or any(_names_species(span, context) for span in item.spans)
    if len(words) == 1:
        town = item.share("where") == 1 and bool(load_gazetteer().readings(words[0]))
        return other or town or _is_listed(words, "namesakes")
    if other or words[0].lower() in load_words("saints") or _is_listed(words, "namesakes") or _is_team(words, context):
        return True
    if item.share("where") == 1 and not is_given(words[0]) and words[-1].lower() not in load_surnames():
        return True
    there = max(item.share("where") + item.share("to"), 1 - item.vote("PERSON"))
    return there >= _MOSTLY and bool(load_gazetteer().readings(" ".join(words)))


def _is_team(words: list[str], context: NameContext) -> bool:
    """Tell whether a name without a given name ends in an ordinary plural, as teams do: the Harrowby Otters."""
    last = words[-1].lower()
    plural = last.endswith("s") and not last.endswith("ss") and last not in load_surnames()
    return plural and last in context.ordinary and last.removesuffix("s") in context.ordinary and not is_given(words[0])


def _is_firm(words: list[str], item: NameEvidence, context: NameContext) -> bool:
    """Tell whether a name has staff or offices and nothing says that it is a person's: no title, relative, given name.

    A firm's founder whose full name stands in the article has the bare last name all the same (``people/mentions.py``).
    """
    if max(item.share("works at"), item.share("made"), item.share("moves")) > _MOSTLY:
        return True
    if any(item.signs[sign] for sign in ("titled", "of kin")) or (len(words) > 1 and is_given(words[0])):
        return False
    if len(words) == 1 and words[0].lower() in context.firms and not item.signs["cued"]:
        return True
    staffed = len(words) == 1 and words[0].lower() in context.staffed and item.vote("PERSON") <= _MOSTLY
    return staffed or item.share("has staff") + item.share("office") >= _SOMETIMES


def _is_home(item: NameEvidence) -> bool:
    """Tell whether a name is a known place's where somebody is from: "Ann Berg, of Hull"."""
    return item.share("home") > _MOSTLY and bool(load_gazetteer().readings(item.spans[0].text))


def _is_named_otherwise(words: list[str], item: NameEvidence) -> bool:
    """Tell whether a name is a country's, or ends like a thing's and the article doesn't say that it is a person's."""
    if len(words) > 1 and names_country(" ".join(words)):
        return True
    if len(words) > 1 and _is_place_firm(words) and not any(item.signs[sign] for sign in _TOLD):
        return True
    return words[-1].lower() in _thing_words() and max(item.vote("PERSON"), item.share("cued")) < _MOSTLY


def _is_place_firm(words: list[str]) -> bool:
    """Tell whether a name is a state's or a country's with a firm's word behind: Georgia Power."""
    regions = {PlaceKind.NAME, PlaceKind.STATE, PlaceKind.CONSTITUENT}
    listed = words[-1].lower() in load_words("place_firms")
    return listed and any(reading.kind in regions for reading in load_gazetteer().readings(words[0]))


def _names_species(span: Tokens, context: NameContext) -> bool:
    """Tell whether a noun in small letters that is no ordinary word goes on behind an unknown name: Aedes aegypti."""
    token = span.doc[span.end] if span.end < len(span.doc) else None
    if token is None or not token.text.islower() or not token.is_alpha or len(token) <= _SHORT_WORD:
        return False
    if is_given(span.text) or span.text.lower() in load_surnames() or token.pos_ not in _NOUNLIKE or token.is_stop:
        return False
    return token.text not in context.ordinary


def _is_listed(words: list[str], name: str) -> bool:
    """Tell whether a name stands in a word list, however it is joined."""
    return " ".join(" ".join(words).replace("-", " ").split()).lower() in load_words(name)


@functools.cache
def _thing_words() -> frozenset[str]:
    return load_words("things") | load_words("organisations") | load_words("not_names")


def could_be_person(words: list[str]) -> bool:
    """Tell whether the words of a name allow it to be a person's, whatever the article says."""
    if len(words) > 1 and words[-1] == "." and words[-2].lower() in load_words("suffixes"):
        words = words[:-1]
    lower = [word.lower() for word in words]
    if _is_written_otherwise(words):
        return False
    if words[0][0].islower() and lower[0] not in load_words("particles") and not lower[0].startswith(("al-", "el-")):
        return False
    initials = len(words) > 1 and len(words[0]) <= _LONGEST_INITIALS and words[0].isupper()
    if lower[0] in load_words("not_names") and not initials and not _is_full(words):
        return False
    joined = len(words) > _GIVEN_AND_SURNAME and words[-2] == "-"
    if lower[-1] in load_words("not_names") and not joined and not (len(words) > 1 and _begins_given(words)):
        return False
    return _is_titleless(words[0]) if len(words) == 1 else not _names_a_thing(words, lower)


def _ends_in_letters(words: list[str]) -> bool:
    """Tell whether a name that begins with no given name ends in letters that stand for words: Berg VR."""
    spelt = any(word[0].isupper() and not word.isupper() for word in words[:-1])
    last = words[-1]
    letters = last.isalpha() and last.isupper() and len(last) > 1 and last.lower() not in load_words("suffixes")
    return spelt and letters and not is_given(words[0])


def _is_written_otherwise(words: list[str]) -> bool:
    """Tell whether words hold what no name does: digits and signs, a possessive, a party and state, no capital."""
    last = words[-1]
    return (
        len(words) > LONGEST_NAME
        or any(c.isdigit() or c in "@#/&+=<>()[]" for c in " ".join(words))
        or any(word in POSSESSIVES for word in words)
        or not last[:1].isalpha()
        or _PARTY.match("".join(words)) is not None
        or not any(word[:1].isupper() for word in words)
    )


def _is_full(words: list[str]) -> bool:
    """Tell whether words are a given name that is no place's and a surname: Will Sanders, Paul Singer."""
    return len(words) >= _GIVEN_AND_SURNAME and words[-1].lower() in load_surnames() and _begins_given(words)


def _begins_given(words: list[str]) -> bool:
    """Tell whether the first word is a given name and no larger place's."""
    return is_given(words[0]) and not names_place(words[0], _METROPOLIS)


def _is_titleless(word: str) -> bool:
    """Tell whether a single word is more than a title or a role, or is a given name as well."""
    lists = ("roles", "honorifics", "role_modifiers")
    return is_given(word) or not any(word.lower() in load_words(name) for name in lists)


def _names_a_thing(words: list[str], lower: list[str]) -> bool:
    """Tell whether a name of several words is an organisation's, a thing's, a bare title's, or one word said twice."""
    ends = load_words("organisations") | load_words("things")
    long = len(words) > _GIVEN_AND_SURNAME
    inner = lower[int(len(words[0]) == _LONGEST_INITIALS and words[0].isupper()) : -1]
    if len(set(lower)) == 1 or _ends_in_letters(words):
        return True
    if long and lower[-1] in load_words("things") and load_surnames().get(lower[-1], 0) < _USUAL:
        return True
    return (
        (any(word in load_words("organisations") for word in inner) and not (long and _begins_given(words)))
        or (lower[-1] in ends and not (_begins_given(words) if long else _is_full(words)))
        or lower[0] in load_words("before_things")
        or (lower[-1] in load_words("honorifics") and not is_given(words[-1]) and lower[-1] not in load_surnames())
    )

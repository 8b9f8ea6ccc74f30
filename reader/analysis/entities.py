"""Settles the labels of named entities over a whole article: one name, one decision.

The model is a witness: how often it calls a name a person is one piece of evidence, beside titles and roles, given
names, what the gazetteer knows, and the words that make a name an organisation's or a thing's.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from spacy.language import Language
from spacy.tokens import Doc
from spacy.tokens import Span as Tokens
from spacy.util import filter_spans

from reader.analysis.extensions import register_extensions
from reader.analysis.gazetteer import PlaceKind, load_gazetteer, load_given_names, load_words
from reader.analysis.titles import has_personal_cue, is_title

POSSESSIVES = frozenset({"'s", "’s", "'", "’", "`s", "s'"})
_NAMES = frozenset({"PERSON", "ORG", "GPE", "LOC", "FAC", "NORP", "PRODUCT", "WORK_OF_ART", "EVENT", "LAW"})
_LONGEST_NAME = 6
_NO_NAME_WORDS = frozenset({"VERB", "ADV", "ADP", "SCONJ", "CCONJ", "AUX", "DET", "PRON", "INTJ"})
_CITY_OF_NOTE = 6  # digits of its population


@dataclass
class Evidence:
    """What an article says about one name: the model's votes and where they stand."""

    spans: list[Tokens] = field(default_factory=list)
    votes: Counter[str] = field(default_factory=Counter)
    titled: bool = False
    after_the: int = 0
    in_place: int = 0
    speaks: bool = False


class EntitySettler:
    """Component: replaces ``doc.ents`` by ents whose borders are names and whose labels hold all over the article."""

    def __init__(self) -> None:
        register_extensions()

    def __call__(self, doc: Doc) -> Doc:
        """Settle all names of ``doc``."""
        spans = _with_given_names(doc, [*_trimmed(doc), *_missed_names(doc)])
        evidence = _gather(spans)
        settled = [Tokens(doc, span.start, span.end, label=_label(span, evidence[key_of(span)])) for span in spans]
        others = [ent for ent in doc.ents if ent.label_ not in _NAMES]
        doc.ents = filter_spans([*settled, *others])
        return doc


@Language.factory("dateline_entities", requires=["doc.ents"], assigns=["doc.ents"])
def make_entities(nlp: Language, name: str) -> EntitySettler:
    """Return the component that settles entity labels."""
    del nlp, name
    return EntitySettler()


def key_of(span: Tokens) -> str:
    """Return what two mentions of one name share: its words in lower case."""
    return " ".join(token.lower_ for token in span)


def _trimmed(doc: Doc) -> Iterator[Tokens]:
    """Yield the model's names without titles, articles, possessives and line breaks."""
    for ent in doc.ents:
        if ent.label_ not in _NAMES:
            continue
        for start, end in _lines(ent):
            first, last = start, end
            while first < last and _leads(doc, first, last, ent.label_):
                first += 1
            while first < last and _trails(doc[last - 1].text):
                last -= 1
            if ent.label_ == "PERSON":
                last = _cut_clause(doc, first, last)
            if first < last and any(c.isalpha() for c in doc[first:last].text):
                yield Tokens(doc, first, last, label=ent.label_)


def _with_given_names(doc: Doc, spans: list[Tokens]) -> list[Tokens]:
    """Give a bare surname the given name before it that the model left to another name or to nothing."""
    names = [_with_given_name(span) if span.label_ == "PERSON" else span for span in spans]
    starts = {index: span.start for span in names if span.label_ == "PERSON" for index in range(span.start, span.end)}
    fixed: list[Tokens] = []
    for span in names:
        border = min((starts[i] for i in range(span.start, span.end) if i in starts), default=None)
        if span.label_ == "PERSON" or border is None or border <= span.start:
            fixed.append(span)
        else:
            fixed.append(Tokens(doc, span.start, border, label=span.label_))
    return fixed


def _with_given_name(span: Tokens) -> Tokens:
    doc = span.doc
    if len(span) > 1 or span.start == 0:
        return span
    before = doc[span.start - 1]
    if before.pos_ == "PROPN" and before.text in load_given_names() and before.ent_type_ != "PERSON":
        return Tokens(doc, before.i, span.end, label="PERSON")
    return span


def _lines(ent: Tokens) -> Iterator[tuple[int, int]]:
    start = ent.start
    for token in ent:
        if token.is_space:
            if start < token.i:
                yield start, token.i
            start = token.i + 1
    if start < ent.end:
        yield start, ent.end


def _leads(doc: Doc, first: int, last: int, label: str) -> bool:
    token = doc[first]
    if token.is_punct or token.lower_ in {"the", "a", "an"} or token.text in POSSESSIVES:
        return True
    if label != "PERSON" or last - first < 2 or token.text in load_given_names():
        return False
    return is_title(token) or token.text in load_words("roles") or token.pos_ in _NO_NAME_WORDS


def _trails(text: str) -> bool:
    return text in POSSESSIVES or text in {",", "-", "—", "–", ":", ";", "(", ")", '"', "”", "“", "@", "#", "…", "..."}


def _cut_clause(doc: Doc, first: int, last: int) -> int:
    """Cut a person's name before a possessive or a lower-case word that is no particle: "Trump’s made"."""
    for index in range(first, last):
        word = doc[index].text
        if word in POSSESSIVES or (
            index > first and word.islower() and word.isalpha() and word not in load_words("particles")
        ):
            return index
    return last


def _missed_names(doc: Doc) -> list[Tokens]:
    """Return runs like "Given Surname" that the model overlooked, and names behind a title or a role."""
    taken = {token.i for ent in doc.ents for token in ent}
    found: list[Tokens] = []
    index = 0
    while index < len(doc):
        if index in taken or not _name_word(doc, index):
            index += 1
            continue
        end = index + 1
        while end < len(doc) and end not in taken and end - index < _LONGEST_NAME and _name_word(doc, end):
            end += 1
        start = index
        while start < end and is_title(doc[start]):
            start += 1
        known = start < end and doc[start].text in load_given_names() and end - start >= 2
        titled = index < start < end
        if known or titled:
            found.append(Tokens(doc, start, end, label="PERSON"))
        index = end
    return found


def _name_word(doc: Doc, index: int) -> bool:
    token = doc[index]
    return (
        token.pos_ == "PROPN"
        and token.text[:1].isupper()
        and any(c.islower() for c in token.text)
        and token.lower_ not in load_words("not_names")
    )


def _gather(spans: Iterable[Tokens]) -> dict[str, Evidence]:
    found: dict[str, Evidence] = defaultdict(Evidence)
    for span in spans:
        item = found[key_of(span)]
        item.spans.append(span)
        item.votes[span.label_] += 1
        doc = span.doc
        before = doc[span.start - 1].lower_ if span.start else ""
        item.titled = item.titled or has_personal_cue(doc, span.start, span.end)
        item.speaks = item.speaks or _speaks(span)
        item.after_the += before == "the"
        item.in_place += before in {"in", "at", "near", "across", "throughout"}
    return found


def _speaks(span: Tokens) -> bool:
    """Tell whether the name is the subject of a verb of saying."""
    root = span.root
    return root.dep_ == "nsubj" and root.head.lemma_.lower() in load_words("cues")


def _label(span: Tokens, item: Evidence) -> str:
    if is_person_name(span, item):
        return "PERSON"
    votes = Counter({label: n for label, n in item.votes.items() if label != "PERSON"})
    kinds = {reading.kind for reading in load_gazetteer().readings(span.text)}
    if PlaceKind.DEMONYM in kinds and PlaceKind.NAME not in kinds:
        return "NORP"
    if kinds and (not votes or kinds & {PlaceKind.NAME, PlaceKind.CAPITAL, PlaceKind.STATE}):
        return "GPE"
    if span.text.lower() in load_words("not_names"):
        return "NORP" if not votes else votes.most_common(1)[0][0]
    return votes.most_common(1)[0][0] if votes else "ORG"


def is_person_name(span: Tokens, item: Evidence) -> bool:
    """Weigh the evidence for one name. Every weight is a judgement, checked on the development articles."""
    words = [token.text for token in span]
    if not _could_be_person(words):
        return False
    total = sum(item.votes.values())
    people = item.votes["PERSON"]
    score = (2 * people - total) / total
    score += 1.0 if item.titled else 0.0
    if len(words) > 1 and words[0] in load_given_names():
        score += 0.9
    elif len(words) > 1 and load_gazetteer().readings(words[0]) and not item.titled:
        score -= 1.1
    if len(words) == 1 and not item.titled:
        # A single word that nothing but the model calls a person is a product or a place as often as not.
        score += 0.9 if item.speaks or words[0] in load_given_names() else -1.0
    if item.after_the * 2 > total:
        score -= 1.0
    return score + _place_weight(span, item, total) > 0


def _could_be_person(words: list[str]) -> bool:
    lower = [word.lower() for word in words]
    if lower[0] in load_words("not_names") or lower[-1] in load_words("not_names"):
        return False
    if len(words) > 1 and (
        any(word in load_words("organisations") for word in lower[1:])
        or lower[-1] in load_words("things")
        or lower[0] in load_words("before_things")
        or lower[0] in load_words("organisations")
    ):
        return False
    if len(words) > _LONGEST_NAME or not words[-1][:1].isalpha() or not any(w[:1].isupper() for w in words):
        return False
    if lower[-1] in load_words("honorifics") and len(words) > 1 and words[-1] not in load_given_names():
        return False
    if words[0][0].islower() and lower[0] not in load_words("particles") and not lower[0].startswith(("al-", "el-")):
        return False
    joined = " ".join(words)
    return not any(c.isdigit() or c in "@#/&+=<>()[]" for c in joined)


def _place_weight(span: Tokens, item: Evidence, total: int) -> float:
    """Return what the gazetteer takes away from a name's chance of being a person's."""
    weight = -0.8 if item.in_place * 2 > total and len(span) == 1 else 0.0
    readings = load_gazetteer().readings(span.text)
    if not readings:
        return weight
    kinds = {reading.kind for reading in readings}
    if kinds & {PlaceKind.NAME, PlaceKind.DEMONYM}:
        return weight - (1.6 if item.titled else 2.5)
    if kinds & {PlaceKind.CAPITAL, PlaceKind.STATE, PlaceKind.CONSTITUENT, PlaceKind.REGION, PlaceKind.SEAT}:
        return weight - 1.6
    return weight - (1.2 if max(r.size for r in readings) >= _CITY_OF_NOTE else 0.4)

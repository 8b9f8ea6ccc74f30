"""Gives every name in a text to its person: full names, bare last and first names, whatever the model called them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from spacy.tokens import Doc, Token
from spacy.tokens import Span as Tokens

from reader.analysis.gazetteer import PlaceKind, load_gazetteer, load_given_names, load_surnames, load_words
from reader.analysis.names.borders import POSSESSIVES, is_given
from reader.analysis.names.comparing import OPENING_MARKS, Group, Words, fits, fold, generation, inner_names, name_words
from reader.analysis.names.competitors import country_in_brackets
from reader.analysis.names.evidence import is_family, is_owned_thing, moves, names_thing
from reader.analysis.names.features import storm_names
from reader.analysis.names.titles import is_title
from reader.analysis.people.firms import firms_surnames
from reader.analysis.people.namesakes import Namesakes
from reader.analysis.rules import Rule
from reader.analysis.tokens import small_words, tokens_where

_OF_FIRMS = frozenset(
    {"owner", "owners", "shareholder", "shareholders", "headquarters", "ceo", "shares", "chairman", "chairwoman"}
)
_BEHIND_SHOPS = frozenset({"had", "has", "was", "were", "is", "will", "would", "sells", "plans"})
"""Behind ’s these say that it is part of a name: "Berg’s had 71 shops", not "Berg’s made it clear"."""
_HEADS_OF_FIRMS = frozenset({"chief executive", "managing director", "finance director"})
_FINITE = frozenset({"VBD", "VBZ", "MD"})
_OTHER_NAMES = frozenset({"ORG", "FAC", "LAW", "WORK_OF_ART", "EVENT", "PRODUCT", "LOC", "GPE"})


def shared_surnames(doc: Doc) -> dict[int, Words]:
    """Return the full names of those whose surname follows with the next name only, by the token of the given name.

    "Gerald and Betty Ford" gives Gerald's.
    """
    names = [ent for ent in doc.ents if ent.label_ == "PERSON" and len(ent) > 1]
    last_names = {name_words(ent)[-1] for ent in names}
    ends = {ent.end for ent in names}
    found: dict[int, Words] = {}
    for ent in names:
        at = ent.start - 2
        if at < 0 or doc[at + 1].lower_ not in {"and", "&"} or not is_given(ent[0].text):
            continue
        word = doc[at]
        alone = at + 1 not in ends and (at == 0 or not _names_on(doc[at - 1]) or is_title(doc[at - 1]))
        named = word.ent_type_ in {"", "PERSON"} and word.pos_ == "PROPN" and fold(word.text) not in last_names
        if alone and named and is_given(word.text):
            found[at] = (fold(word.text), name_words(ent)[-1])
    return found


def _names_on(token: Token) -> bool:
    return token.text[:1].isupper() and token.pos_ == "PROPN"


class MentionFinder:
    """Goes through one document and fills the ``spans`` of the groups it was given."""

    def __init__(self, doc: Doc, groups: list[Group], shared: Mapping[int, Words]) -> None:
        self._doc = doc
        self._shared = shared
        self._by_last: dict[str, list[Group]] = defaultdict(list)
        self._by_first: dict[str, list[Group]] = defaultdict(list)
        self._full = {
            (form, age): group
            for group in sorted(groups, key=lambda group: group.generation, reverse=True)
            for form in sorted(group.forms)
            if len(form) > 1
            for age in ("", group.generation)
        }
        self._namesakes = Namesakes(doc, groups)
        self._storms = storm_names(doc)
        self._firms = firms_surnames(doc)
        self._small = small_words(doc)
        self._by_part: dict[str, list[Group]] = defaultdict(list)
        self._starts: dict[Words, list[Words]] = defaultdict(list)
        surnames = {form[-2:] for form, _ in self._full if len(form) > 2}
        for form in sorted({form for form, _ in self._full} | surnames, key=lambda form: (-len(form), form)):
            self._starts[form[:2]].append(form)
        self._owner = {index: ent for ent in doc.ents for index in range(ent.start, ent.end)}
        for group in groups:
            for last in sorted({form[-1] for form in group.forms}):
                self._by_last[last].append(group)
            for first in sorted({form[0] for form in group.forms if len(form) > 1 and form[0] not in _particles()}):
                self._by_first[first].append(group)
            for part in sorted({part for form in group.forms for part in inner_names(form)}):
                self._by_part[part].append(group)

    def find(self) -> None:
        """Find all mentions, from the first word to the last."""
        free = 0
        for index in self._places():
            if index < free:
                continue
            if "\n" in self._doc[index].text:
                self._namesakes.start_paragraph(index)
                continue
            ent = self._owner.get(index)
            if ent is not None and ent.start == index and ent.label_ == "PERSON" and index not in self._shared:
                elsewhere = _is_a_things if len(ent) == 1 else names_thing
                end = self._whole_surname(ent)
                if not elsewhere(self._doc, index, end):
                    self._take(index, end)
                free = end
                continue
            end = self._whole_name(index) or self._loose_name(index)
            if end > index and not self._inside_other(index, end) and self._take(index, end):
                free = end

    def _whole_surname(self, ent: Tokens) -> int:
        """Return where a name ends of which the model sees the first half: Harcourt of "Mrs. Harcourt-Reyes"."""
        end = self._loose_name(ent.start) if len(ent) == 1 else ent.end
        joined = end > ent.end and name_words(self._doc[ent.start : end])[-1] in self._by_last
        return end if joined else ent.end

    def _places(self) -> list[int]:
        """Return the tokens to look at: where a name can begin, and the ends of lines."""
        names = {ent.start for ent in self._doc.ents if ent.label_ == "PERSON"}
        return sorted(names.union(tokens_where(self._doc, _may_begin)))

    def _take(self, start: int, end: int) -> bool:
        words = self._shared.get(start) or name_words(self._doc[start:end])
        known = self._full.get((words, generation(self._doc[start:end])))
        group = known or self._person_of(start, end, words)
        if group is None:
            return False
        if len(words) == 1:
            start = self._with_words_before(start, group)
        group.spans.append((start, end))
        rule = Rule.SHARED_SURNAME if start in self._shared else Rule.FULL_NAME
        group.rules[start, end] = rule if known else _rule_of(words, group)
        self._namesakes.mention(group, start, by_first_name=group.rules[start, end] is Rule.FIRST_NAME)
        return True

    def _with_words_before(self, start: int, group: Group) -> int:
        """Return where a bare last name begins when words of the full name stand before it: de Gaulle, Vega Salazar."""
        for form in sorted(group.forms, key=len, reverse=True):
            at, k = start, len(form) - 1
            while at and k > 1 and self._is_word(at - 1, form[k - 1]):
                at, k = at - 1, k - 1
            if at < start:
                return at
        return start

    def _is_word(self, index: int, word: str) -> bool:
        token = self._doc[index]
        return fold(token.text) == word and (word in _particles() or token.text[:1].isupper())

    def _person_of(self, start: int, end: int, words: Words) -> Group | None:
        """Return the person whom a name stands for: a variant of a full name, a bare last name, a first name."""
        if not words:
            return None
        last = self._by_last.get(words[-1], [])
        if len(words) > 1:
            return next((g for g in last if fits(words, g.forms)), None)
        if start in self._firms:
            return None
        if words[0] in self._storms and not (last and is_title(self._doc[start - 1])):
            return None
        if last:
            return self._namesakes.choose(start, end, last) if _plausible_last(self._doc, start, end, last) else None
        first = self._by_first.get(words[0], [])
        plausible = _plausible_first(self._doc, start, end) or (bool(first) and self._acts(start, end))
        if not first:
            first = self._by_part.get(words[0], [])
            surname = words[0] in load_surnames() and _plausible_last(self._doc, start, end, first)
            plausible = plausible or (surname and not _capital_next(self._doc, end))
        return self._namesakes.choose(start, end, first) if plausible else None

    def _whole_name(self, index: int) -> int:
        """Return the end of a known name of several words that begins at a token; 0 where none does."""
        for form in self._starts.get(tuple(fold(token.text) for token in self._doc[index : index + 2]), ()):
            end = index + len(form)
            if end <= len(self._doc) and all(
                self._is_word(at, word) for at, word in zip(range(index, end), form, strict=True)
            ):
                return end
        return 0

    def _acts(self, start: int, end: int) -> bool:
        """Tell whether a first name that the model takes for an ordinary word does something: "Molly gets up"."""
        doc, token = self._doc, self._doc[start]
        behind = doc[end : end + 2]
        does = any(each.tag_ in _FINITE for each in behind[:1]) or (
            len(behind) > 1 and behind[0].pos_ == "ADV" and behind[1].tag_ in _FINITE
        )
        alone = start == 0 or doc[start - 1].pos_ not in {"DET", "ADJ"}
        called = start > 0 and doc[start - 1].text in OPENING_MARKS and doc[end : end + 1].text == ","
        return (does or called) and alone and not token.is_stop and token.lower_ not in self._small

    def _loose_name(self, index: int) -> int:
        """Return the end of a capitalised word that may be a bare name, hyphened parts and "al-" included."""
        doc = self._doc
        text = doc[index].text
        ent = self._owner.get(index)
        if not text[:1].isupper() and not text.lower().startswith(("al-", "el-")):
            return index
        if text.lower() in load_words("not_names") or (ent is not None and len(ent) > 1 and ent.label_ == "PERSON"):
            return index
        end = index + 1
        while end + 1 < len(doc) and doc[end].text == "-" and not doc[end].whitespace_ and doc[end + 1].is_alpha:
            if doc[end + 1].lower_ in load_words("joined_to_names"):
                break
            end += 2
        return end

    def _inside_other(self, start: int, end: int) -> bool:
        """Tell whether a bare name is a part of something else's name: Trump Tower, the Clinton Foundation."""
        doc = self._doc
        ent = self._owner.get(start)
        after = doc[end] if end < len(doc) else None
        owner = ent is not None and ent.start == start and after is not None and after.text in POSSESSIVES
        label = after is not None and after.text == ":" and (start == 0 or doc[start - 1].is_space)
        if ent is not None and not (owner or label) and ent.label_ in _OTHER_NAMES and _has_more(ent, start, end):
            return not self._lists_people(ent)
        if _is_a_things(doc, start, end):
            return True
        before = doc[start - 1] if start else None
        if before is None or not before.text[:1].isupper():
            return False
        return before.lower_ in load_words("before_things") or _is_relative(before, doc[start])

    def _lists_people(self, ent: Tokens) -> bool:
        """Tell whether what the model calls one other name is the last names of several people: "Berg and Holm"."""
        named = [token for token in ent if token.text[:1].isupper()]
        joined = all(token.text in {"and", ","} for token in ent if not token.text[:1].isupper())
        return joined and len(named) < len(ent) and all(fold(token.text) in self._by_last for token in named)


def _may_begin(text: str) -> bool:
    return text[:1].isupper() or "\n" in text or text.lower().startswith(("al-", "el-"))


def _particles() -> frozenset[str]:
    return load_words("particles")


def _rule_of(words: Words, group: Group) -> Rule:
    """Return what a form of a name is beside the full name of its person."""
    if len(words) > 1:
        return Rule.NAME_VARIANT
    if words in group.forms:
        return Rule.SINGLE_NAME
    return Rule.FIRST_NAME if any(form[0] == words[-1] for form in group.forms) else Rule.LAST_NAME


def _has_more(ent: Tokens, start: int, end: int) -> bool:
    """Tell whether an entity holds capitalised words of its own beside the name."""
    return any(
        token.text[:1].isupper() and token.lower_ not in load_words("honorifics") and token.lower_ != "the"
        for token in ent
        if not start <= token.i < end and token.text not in POSSESSIVES
    )


def _is_a_things(doc: Doc, start: int, end: int) -> bool:
    """Tell whether what stands beside a bare name makes it a thing's, a team's, a family's or a firm's."""
    if start > 1 and doc[start - 1].lower_ == "in" and doc[start - 2].lower_ in {"shares", "stake", "stakes"}:
        return True
    if end < len(doc) and doc[end].text[:1].isupper() and doc[end].lower_ in load_words("things"):
        return True
    if names_thing(doc, start, end) or _is_a_team(doc, start) or is_family(doc[start:end]):
        return True
    if _is_a_firm(doc, end) and not (start and is_title(doc[start - 1])):
        return True
    return end + 1 < len(doc) and doc[end].text in POSSESSIVES and is_owned_thing(doc[end + 1])


def _is_a_team(doc: Doc, start: int) -> bool:
    """Tell whether a country in brackets stands right before a name: in results that is a competitor's team."""
    if start < 3 or doc[start - 1].text != ")":
        return False
    opening = next((i for i in range(start - 2, max(start - 7, 0), -1) if doc[i].text == "("), -1)
    return opening > 0 and country_in_brackets(doc, opening) == start - 1


def _is_a_firm(doc: Doc, end: int) -> bool:
    """Tell whether a bare name has what only firms have: "Berg shares fell", "Berg’s chief executive"."""
    if end + 1 >= len(doc):
        return False
    if doc[end].text in POSSESSIVES:
        heads = doc[end + 1 : end + 3].text.lower() in _HEADS_OF_FIRMS
        shop = doc[end + 1].lower_ in _BEHIND_SHOPS
        return heads or shop or doc[end + 1].lower_ in _OF_FIRMS
    if doc[end].lower_ in {"employs", "chairman", "chairwoman"} or moves(doc, end):
        return True
    return doc[end].lower_ in {"shares", "stock"} and doc[end].tag_ in {"NN", "NNS"}


def _is_relative(before: Token, name: Token) -> bool:
    """Tell whether a given name stands right before a bare surname: then it is another person of that surname."""
    named = name.ent_type_ == "PERSON" and before.ent_type_ in {"", "PERSON"} and before.pos_ == "PROPN"
    return named and before.text in load_given_names()


def _plausible_first(doc: Doc, start: int, end: int) -> bool:
    token = doc[start]
    if token.ent_type_ == "PERSON":
        return True
    places = [r for r in load_gazetteer().readings(doc[start:end].text) if r.kind is not PlaceKind.CITY or r.size > 5]
    return (
        token.pos_ == "PROPN" and not places and token.ent_type_ in {"", "ORG", "GPE"} and not _capital_next(doc, end)
    )


def _plausible_last(doc: Doc, start: int, end: int, groups: list[Group]) -> bool:
    """Tell whether a capitalised word that is somebody's last name is meant as that name here."""
    token = doc[start]
    if token.ent_type_ == "PERSON":
        return True
    kinds = {reading.kind for reading in load_gazetteer().readings(doc[start:end].text)}
    if kinds & {PlaceKind.NAME, PlaceKind.DEMONYM} and any(len(group.fullest) > 1 for group in groups):
        return token.ent_type_ not in {"GPE", "NORP", "LOC"} or _acts_alone(doc, token)
    if token.is_sent_start and token.pos_ not in {"PROPN", "NOUN", "ADJ"}:
        return not token.is_stop and token.dep_ in {"nsubj", "nsubjpass", "poss", "compound"}
    return token.pos_ in {"PROPN", "NOUN", "ADJ", "VERB", "X", "ADV", "INTJ", "NUM"} and not token.is_stop


def _acts_alone(doc: Doc, token: Token) -> bool:
    """Tell a person's last name from the country of that name: it does something, and no word names a people."""
    if token.dep_ not in {"nsubj", "poss"}:
        return False
    gazetteer = load_gazetteer()
    codes = {reading.code for reading in gazetteer.readings(token.text)}
    return not any(
        reading.kind is PlaceKind.DEMONYM and reading.code in codes
        for other in doc
        if other.text[:1].isupper() and other.lower_ != token.lower_
        for reading in gazetteer.readings(other.text)
    )


def _capital_next(doc: Doc, end: int) -> bool:
    return end < len(doc) and doc[end].text[:1].isupper() and doc[end].pos_ == "PROPN"

"""Who is mentioned: names of one article brought together, each person once.

First the full names that ``dateline_entities`` settled are grouped; then every bare last name, first name or variant
in the text is given to its person, whatever the model called it; then roles are read off; pronouns come last
(``pronouns.py``).
"""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

from spacy.language import Language
from spacy.tokens import Doc, Token
from spacy.tokens import Span as Tokens
from spacy.util import filter_spans

from reader.analysis.entities import POSSESSIVES
from reader.analysis.extensions import register_extensions
from reader.analysis.gazetteer import PlaceKind, load_gazetteer, load_given_names, load_words
from reader.analysis.pronouns import Candidate, resolve_pronouns
from reader.analysis.titles import role_after, role_before
from reader.model.analysis import Person
from reader.model.span import Span

Words = tuple[str, ...]


@dataclass
class Group:
    """A person in the making: the forms of the name, where they stand (token borders), the sex if known."""

    forms: set[Words] = field(default_factory=set)
    spans: list[tuple[int, int]] = field(default_factory=list)
    sex: str = ""

    @property
    def fullest(self) -> Words:
        """The longest form; of equals the one that sorts first, so that the order of sets plays no part."""
        return max(sorted(self.forms), key=lambda form: (len(form), sum(map(len, form))))


def fold(word: str) -> str:
    """Return a word of a name as it is compared: lower case, no accents, no joining marks, no al-."""
    bare = "".join(c for c in unicodedata.normalize("NFKD", word.casefold()) if not unicodedata.combining(c))
    return bare.replace("’", "'").removeprefix("al-").removeprefix("el-").strip(".'\"“”`")


def name_words(span: Tokens) -> Words:
    """Return the folded words of a name without particles that writers leave out, initials and suffixes."""
    words: list[str] = []
    glue = False
    for token in span:
        text = token.text
        if token.is_punct or token.is_space:
            glue = text == "-" and bool(words) and not token.whitespace_
            if glue:
                words[-1] += "-"
            continue
        if glue or (words and not doc_gap(token)):
            words[-1] = words[-1].removesuffix("-") + "-" + text if glue else words[-1] + text
        else:
            words.append(text)
        glue = False
    suffixes = load_words("suffixes")
    folded = [fold(word) for word in words if word.lower() not in suffixes]
    kept = [word for word in folded if word]
    return tuple(kept) or tuple(word for word in map(fold, words) if word)


def doc_gap(token: object) -> bool:
    """Tell whether white space stands before a token."""
    index = token.i  # type: ignore[attr-defined]
    return bool(index == 0 or token.doc[index - 1].whitespace_ or token.doc[index - 1].is_space)  # type: ignore[attr-defined]


def same_person(one: Words, other: Words) -> bool:
    """Tell whether two full names can be one person's.

    The last words agree, and the first words do or one is the other's initial or short form; what stands between
    may be missing on one side ("Hillary Rodham Clinton"). Or one is the other with its last words left out
    ("Nicolás Maduro Moros"), or all but one letter agrees ("Guaidó", "Guiado").
    """
    if one == other:
        return True
    if len(one) < 2 or len(other) < 2:
        return False
    if one[-1] == other[-1]:
        first, second = one[0], other[0]
        return first == second or (min(len(first), len(second)) == 1 and first[0] == second[0]) or _short(first, second)
    short, long = sorted((one, other), key=len)
    return (len(long) > len(short) and long[: len(short)] == short) or (
        one[:-1] == other[:-1] and _near(one[-1], other[-1])
    )


def _short(one: str, other: str) -> bool:
    short, long = sorted((one, other), key=len)
    return len(short) > 2 and long.startswith(short)


def _near(one: str, other: str) -> bool:
    """Tell whether two words differ in one letter or in two that changed places."""
    if min(len(one), len(other)) < 5 or abs(len(one) - len(other)) > 1:
        return False
    if sorted(one) == sorted(other) and sum(a != b for a, b in zip(one, other, strict=True)) == 2:
        return True
    if len(one) == len(other):
        return sum(a != b for a, b in zip(one, other, strict=True)) == 1
    short, long = sorted((one, other), key=len)
    return any(long[:k] + long[k + 1 :] == short for k in range(len(long)))


class PeopleFinder:
    """Component: fills ``doc._.dateline_people`` and gives every mention a PERSON entity."""

    def __init__(self) -> None:
        register_extensions()

    def __call__(self, doc: Doc) -> Doc:
        """Find the people of ``doc``."""
        groups = _group(doc)
        _find_mentions(doc, groups)
        groups = sorted((group for group in groups if group.spans), key=lambda group: min(group.spans))
        _mark_entities(doc, groups)
        for group in groups:
            group.sex = _sex(doc, group)
        candidates = [Candidate(tuple(sorted(group.spans)), group.sex) for group in groups]
        pronouns = resolve_pronouns(doc, candidates)
        doc._.dateline_people = tuple(
            _person(doc, group, number, pronouns[number - 1]) for number, group in enumerate(groups, 1)
        )
        return doc


@Language.factory("dateline_people", requires=["doc.ents"], assigns=["doc._.dateline_people", "doc.ents"])
def make_people(nlp: Language, name: str) -> PeopleFinder:
    """Return the component that finds people."""
    del nlp, name
    return PeopleFinder()


def _group(doc: Doc) -> list[Group]:
    """Group the settled full names, then the single names that belong to none of them."""
    groups: list[Group] = []
    singles: list[tuple[Words, Tokens]] = []
    for ent in doc.ents:
        if ent.label_ != "PERSON":
            continue
        words = name_words(ent)
        if len(words) < 2:
            singles.append((words, ent))
            continue
        group = next((g for g in groups if any(same_person(words, form) for form in g.forms)), None)
        if group is None:
            group = Group()
            groups.append(group)
        group.forms.add(words)
    known = {word for group in groups for form in group.forms for word in (form[0], form[-1], *_tails(form))}
    for words, _ in singles:
        if words and words[0] not in known:
            groups.append(Group(forms={words}))
            known.add(words[0])
    return groups


def _tails(form: Words) -> Iterator[str]:
    """Yield what a bare last name may look like: the last word, and parts of a hyphened or prefixed one."""
    yield form[-1]
    if len(form) > 2 and form[-2] in load_words("particles"):
        yield form[-1]


def _find_mentions(doc: Doc, groups: list[Group]) -> None:
    """Go through the text once and give every full name and bare name to its person."""
    by_last: dict[str, list[Group]] = defaultdict(list)
    by_first: dict[str, list[Group]] = defaultdict(list)
    for group in groups:
        for form in sorted(group.forms):
            if group not in by_last[form[-1]]:
                by_last[form[-1]].append(group)
            if len(form) > 1 and group not in by_first[form[0]]:
                by_first[form[0]].append(group)
    full = {form: group for group in groups for form in group.forms if len(form) > 1}
    latest: dict[int, int] = {}
    ents = {ent.start: ent for ent in doc.ents}
    owner = {token.i: ent for ent in doc.ents for token in ent}
    index = 0
    while index < len(doc):
        ent = ents.get(index)
        if ent is not None and ent.label_ == "PERSON":
            words = name_words(ent)
            found = full.get(words) or _bare(doc, ent.start, ent.end, words, by_last, by_first, latest)
            if found is not None:
                found.spans.append((ent.start, ent.end))
                latest[id(found)] = index
            index = ent.end
            continue
        end = _loose_name(doc, index, owner)
        if end > index:
            words = name_words(doc[index:end])
            found = full.get(words) if len(words) > 1 else _bare(doc, index, end, words, by_last, by_first, latest)
            if found is not None and not _inside_other(doc, index, end, owner, found):
                found.spans.append((index, end))
                latest[id(found)] = index
                index = end
                continue
        index += 1


def _loose_name(doc: Doc, index: int, owner: dict[int, Tokens]) -> int:
    """Return the end of a capitalised word that may be a bare name, hyphened parts and "al-" included."""
    token = doc[index]
    text = token.text
    ent = owner.get(index)
    if not text[:1].isupper() and not text.lower().startswith(("al-", "el-")):
        return index
    if text.lower() in load_words("not_names") or (ent is not None and len(ent) > 1 and ent.label_ == "PERSON"):
        return index
    end = index + 1
    while end + 1 < len(doc) and doc[end].text == "-" and not doc[end].whitespace_ and doc[end + 1].text[:1].isalpha():
        end += 2
    return end


def _inside_other(doc: Doc, start: int, end: int, owner: dict[int, Tokens], group: Group) -> bool:
    """Tell whether a bare name is a part of something else's name: Trump Tower, the Clinton Foundation."""
    ent = owner.get(start)
    if (
        ent is not None
        and len(ent) > end - start
        and ent.label_ in {"ORG", "FAC", "LAW", "WORK_OF_ART", "EVENT", "PRODUCT", "LOC", "GPE"}
    ):
        inner = [
            token
            for token in ent
            if not (start <= token.i < end) and token.text not in POSSESSIVES and token.lower_ != "the"
        ]
        if any(token.text[:1].isupper() and token.lower_ not in load_words("honorifics") for token in inner):
            return True
    after = doc[end] if end < len(doc) else None
    if (
        after is not None
        and after.text[:1].isupper()
        and after.lower_ in load_words("things")
        and after.lower_ != "campaign"
    ):
        return True
    before = doc[start - 1] if start else None
    if before is not None and before.lower_ in load_words("before_things") and before.text[:1].isupper():
        return True
    return _neighbour_name(doc, start, end, group)


def _neighbour_name(doc: Doc, start: int, end: int, group: Group) -> bool:
    """Tell whether an unknown given name stands right before: then it is a relative, another person."""
    del group
    before = doc[start - 1] if start else None
    return (
        before is not None
        and before.text in load_given_names()
        and before.pos_ == "PROPN"
        and end - start == 1
        and before.ent_type_ == "PERSON"
        and doc[start].ent_type_ == "PERSON"
    )


def _bare(
    doc: Doc,
    start: int,
    end: int,
    words: Words,
    by_last: dict[str, list[Group]],
    by_first: dict[str, list[Group]],
    latest: dict[int, int],
) -> Group | None:
    """Return the person whom a bare name stands for: by last name, else by first name."""
    if not words:
        return None
    word = words[-1]
    last = by_last.get(word, [])
    if len(words) == 1 and not last:
        first = by_first.get(word, [])
        if _plausible_first(doc, start, end):
            return _choose(doc, start, first, latest)
        return None
    if len(words) > 1:
        exact = [group for group in last if any(words == form or same_person(words, form) for form in group.forms)]
        return exact[0] if exact else None
    if not _plausible_last(doc, start, end, last):
        return None
    return _choose(doc, start, last, latest)


def _plausible_first(doc: Doc, start: int, end: int) -> bool:
    token = doc[start]
    if token.ent_type_ == "PERSON":
        return True
    readings = load_gazetteer().readings(doc[start:end].text)
    return (
        token.pos_ == "PROPN" and not readings and token.ent_type_ in {"", "ORG", "GPE"} and not _capital_next(doc, end)
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
    """Tell whether a word that is a person's last name and a country's name is the subject of a verb, in an article
    that has no word for the people of that country.
    """
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


def _choose(doc: Doc, start: int, groups: list[Group], latest: dict[int, int]) -> Group | None:
    """Choose among people of one name: by the title's sex, then the last one mentioned, then the first in the text."""
    if not groups:
        return None
    if len(groups) > 1 and start:
        sex = _title_sex(doc[start - 1].lower_)
        fitting = [group for group in groups if not sex or _name_sex(group) in {sex, ""}]
        groups = fitting or groups
    return max(groups, key=lambda group: latest.get(id(group), -1))


def _mark_entities(doc: Doc, groups: list[Group]) -> None:
    mine = [Tokens(doc, start, end, label="PERSON") for group in groups for start, end in group.spans]
    covered = {token.i for span in mine for token in span}
    rest = [ent for ent in doc.ents if not covered & set(range(ent.start, ent.end))]
    doc.ents = filter_spans([*mine, *rest])


def _title_sex(word: str) -> str:
    return "f" if word in load_words("female") else "m" if word in load_words("male") else ""


def _name_sex(group: Group) -> str:
    for form in sorted(group.forms, key=len, reverse=True):
        if len(form) > 1:
            sex = load_given_names().get(form[0].title(), "")
            if sex in {"m", "f"}:
                return sex
    return ""


def _sex(doc: Doc, group: Group) -> str:
    """Return "m" or "f" from titles and roles, then from the given name; "" where neither tells."""
    for start, end in group.spans:
        role = f"{role_before(doc, start)} {role_after(doc, end)}"
        words = [doc[start - 1].lower_ if start else "", *role.lower().split()]
        told = {_title_sex(word) for word in words} - {""}
        if len(told) == 1:
            return told.pop()
    return _name_sex(group)


def _person(doc: Doc, group: Group, number: int, pronouns: tuple[int, ...]) -> Person:
    spans = sorted(group.spans)
    texts = [" ".join(doc[start:end].text.split()) for start, end in spans]
    name = max(texts, key=lambda text: (len(text.split()), not text.isupper(), len(text)))
    aliases = tuple(dict.fromkeys(text for text in texts if text != name))
    roles = [role for start, end in spans for role in (role_before(doc, start), role_after(doc, end)) if role]
    mentions = tuple(Span(doc[start:end].start_char, doc[start:end].end_char) for start, end in spans)
    stands = tuple(Span(doc[i].idx, doc[i].idx + len(doc[i])) for i in pronouns)
    return Person(f"p{number}", name, _best_role(roles), aliases, mentions, stands)


def _best_role(roles: list[str]) -> str:
    """Return the first role that says more than one word, else the first."""
    return next((role for role in roles if " " in role), roles[0] if roles else "")

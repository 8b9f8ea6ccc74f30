"""How names are compared: their words, folded; and what is gathered about one person. No decision falls here."""

from __future__ import annotations

import functools
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field

from spacy.tokens import Span as Tokens
from spacy.tokens import Token

from reader.analysis.gazetteer import load_given_names, load_surnames, load_words, names_country
from reader.analysis.rules import Rule

Words = tuple[str, ...]

OPENING_MARKS = frozenset({'"', "“", "‘", "'", "``", "«", "("})
CLOSING_MARKS = frozenset({'"', "”", "’", "'", "''", "»", ")"})
"""Marks around a nickname inside a name."""

_SHORTEST_WITH_NICKNAME = 5
"""Tokens: two names, two marks and what stands between them."""
_GENERATIONS = frozenset({"jr", "sr", "ii", "iii", "iv"})
_TELLING = 6
"""Letters of a given name from which one that differs is a slip rather than another name (Marco, Mario)."""


@dataclass
class Group:
    """A person in the making: the forms of the name, where they stand (token borders) and why, the sex if known."""

    forms: set[Words] = field(default_factory=set)
    spans: list[tuple[int, int]] = field(default_factory=list)
    rules: dict[tuple[int, int], Rule] = field(default_factory=dict)
    sex: str = ""
    generation: str = ""
    """Jr., Sr., II and the like as ``generation`` tells them, where the full name says so."""
    relative: bool = False
    """Introduced as somebody's relative: "his father, Ann Berg"."""
    since: int = 0
    """The token where the first full name stands."""

    @property
    def fullest(self) -> Words:
        """The longest form; of equals the one that sorts first, so that the order of sets plays no part."""
        return max(sorted(self.forms), key=lambda form: (len(form), sum(map(len, form))))


@functools.lru_cache(maxsize=10_000)
def fold(word: str) -> str:
    """Return a word of a name as it is compared: lower case, no accents, no joining marks, no al-."""
    bare = "".join(c for c in unicodedata.normalize("NFKD", word.casefold()) if not unicodedata.combining(c))
    return bare.replace("’", "'").removeprefix("al-").removeprefix("el-").strip(".'\"“”`")


def nickname(span: Tokens) -> Tokens | None:
    """Return the nickname that stands between marks inside a name, None where there is none."""
    if len(span) < _SHORTEST_WITH_NICKNAME:
        return None
    opening = next((token.i for token in span[1:] if token.text in OPENING_MARKS), span.end)
    closing = next((i for i in range(opening + 2, span.end - 1) if span.doc[i].text in CLOSING_MARKS), None)
    inner = None if closing is None else span.doc[opening + 1 : closing]
    return None if inner is None or _is_a_countrys(inner) else inner


def _is_a_countrys(inner: Tokens) -> bool:
    """Tell whether what stands in a name's brackets is the country that somebody is from: Ann (Norway) Berg."""
    return inner[0].nbor(-1).text == "(" and names_country(inner.text)


def generation(span: Tokens) -> str:
    """Return what a name says of father and son: "jr", "sr", "ii" …; "" for nothing."""
    told = (token.lower_.strip(".") for token in span[1:][-2:])
    return next((word for word in told if word in _GENERATIONS), "")


def name_words(span: Tokens) -> Words:
    """Return the folded words of a name without particles that writers leave out, nicknames between marks, suffixes."""
    words: list[str] = []
    glue = False
    called = nickname(span)
    for token in span:
        if called is not None and called.start <= token.i < called.end:
            continue
        text = token.text
        if token.is_punct or token.is_space:
            glue = text == "-" and bool(words) and not token.whitespace_
            if glue:
                words[-1] += "-"
            continue
        if glue or (words and not _starts_word(token)):
            words[-1] = words[-1].removesuffix("-") + "-" + text if glue else words[-1] + text
        else:
            words.append(text)
        glue = False
    suffixes = load_words("suffixes")
    folded = [fold(word) for word in words if word.lower() not in suffixes]
    kept = [word for word in folded if word]
    return tuple(kept) or tuple(word for word in map(fold, words) if word)


def _starts_word(token: Token) -> bool:
    """Tell whether white space stands before a token."""
    before = token.doc[token.i - 1] if token.i else None
    return before is None or bool(before.whitespace_) or before.is_space


def inner_names(form: Words) -> list[str]:
    """Return the words by which somebody may go besides first and last name: the first of two surnames."""
    inner = [word for word in form[1:-1] if not _is_initials(word) and word not in load_words("particles")]
    joined = form[-1].split("-") if len(form) > 1 else []
    return [word for word in (*inner, *(joined if len(joined) > 1 else ())) if len(word) > 2]


def same_person(one: Words, other: Words) -> bool:
    """Tell whether two full names can be one person's.

    The last words agree, the first words do or one is the other's initial, short form or nickname, and no initials
    between them contradict; what stands between may be missing on one side ("Hillary Rodham Clinton"). Or one is the
    other with its first or last words left out ("Wasserman Schultz", "Nicolás Maduro Moros"), or all but one letter
    agrees ("Guaidó", "Guiado").
    """
    if one == other:
        return True
    if len(one) < 2 or len(other) < 2:
        return False
    short, long = sorted((one, other), key=len)
    if len(long) > len(short) and short in {long[: len(short)], long[-len(short) :]}:
        return True
    if one[-1] == other[-1]:
        return _same_given(one[0], other[0]) and _same_middle(one[1:-1], other[1:-1])
    return one[:-1] == other[:-1] and near(one[-1], other[-1])


def fits(words: Words, forms: Iterable[Words]) -> bool:
    """Tell whether a full name is another form of a person who is called by ``forms``."""
    known = list(forms)
    return any(same_person(words, form) for form in known) and not any(_contradicts(words, form) for form in known)


def same_generation(words: Words, told: str, group: Group) -> bool:
    """Tell whether a full name is a person's by its Jr. or Sr.: without one it is the father's or the son's.

    A name of three words and more is nobody else's, though.
    """
    if told == group.generation:
        return True
    return "" in {told, group.generation} and len([word for word in words if not _is_initials(word)]) > 2


def _contradicts(one: Words, other: Words) -> bool:
    """Tell whether two names of one given name and surname have other initials: George W. and George H.W. Bush."""
    return (
        min(len(one), len(other)) > 2
        and one[-1] == other[-1]
        and _same_given(one[0], other[0])
        and not _same_middle(one[1:-1], other[1:-1])
    )


def _same_given(one: str, other: str) -> bool:
    """Tell whether two given names can be one: Jim and James, J. and James, Hilary and Hillary."""
    if one == other:
        return True
    if _is_initials(one) or _is_initials(other):
        return one[0] == other[0]
    sexes = {load_given_names().get(name.title(), "") for name in (one, other)}
    if sexes >= {"m", "f"}:
        return False
    short, long = sorted((one, other), key=len)
    if len(short) > 2 and long.startswith(short):
        return True
    nicknames = load_words("nicknames")
    return (
        f"{one}={other}" in nicknames
        or f"{other}={one}" in nicknames
        or (near(one, other) and (len(one) != len(other) or len(one) > _TELLING))
    )


def _same_middle(one: Words, other: Words) -> bool:
    """Tell whether the words between first and last name leave two names one person's: no other initials."""
    if not one or not other:
        return True
    first, second = ("".join(word[0] if not _is_initials(word) else letters(word) for word in m) for m in (one, other))
    return first.startswith(second) or second.startswith(first)


def _is_initials(word: str) -> bool:
    return len(word) == 1 or ("." in word and len(letters(word)) <= 3)


def letters(word: str) -> str:
    """Return a word without its full stops."""
    return word.replace(".", "")


def near(one: str, other: str) -> bool:
    """Tell whether two words differ in one letter or in two that changed places."""
    if min(len(one), len(other)) < 5 or abs(len(one) - len(other)) > 1:
        return False
    if sorted(one) == sorted(other) and sum(a != b for a, b in zip(one, other, strict=True)) == 2:
        return True
    if len(one) == len(other):
        return sum(a != b for a, b in zip(one, other, strict=True)) == 1
    short, long = sorted((one, other), key=len)
    return any(long[:k] + long[k + 1 :] == short for k in range(len(long)))


def title_sex(word: str) -> str:
    """Return the sex that a title or role tells: "m", "f" or ""."""
    return "f" if word in load_words("female") else "m" if word in load_words("male") else ""


def _surname_first(form: Words) -> bool:
    """Tell whether a name can begin with its surname: Kim Jong Un, Lin Chia-lung, not Kim Novak."""
    surnames = load_words("surnames_first")
    return form[0] in surnames and (form[-1] in surnames or form[-1] not in load_surnames())


def name_sex(group: Group) -> str:
    """Return the usual sex of a person's given name: "m", "f" or ""; "" where a surname may stand first (Kim, Lin)."""
    for form in sorted(group.forms, key=len, reverse=True):
        if len(form) > 1 and not _surname_first(form):
            sex = load_given_names().get(form[0].title(), "")
            if sex in {"m", "f"}:
                return sex
    return ""

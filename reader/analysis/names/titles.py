"""Titles before a name and roles around it: "U.S. Secretary of State Mike Pompeo", "Fuad Basya, spokesman for …"."""

from __future__ import annotations

import re

from spacy.tokens import Doc, Token
from spacy.tokens import Span as Tokens

from reader.analysis.gazetteer import load_gazetteer, load_words
from reader.analysis.tokens import FINITE

_LINKS = frozenset({"of", "for", "the", "and", "&", "-", "to", "'s", "’s", "on", "in"})
_SPEECHLESS = frozenset({"VERB", "AUX", "PUNCT", "PRON", "SCONJ", "INTJ"})
_POINTERS = frozenset({"that", "which", "the", "a", "an", "one", "its", "his", "her", "their", "our", "my", "your"})
_PREPOSITIONS = frozenset(
    {"of", "for", "at", "in", "with", "by", "from", "on", "to", "against", "near", "after", "before", "as", "like"}
)
_LONGEST_ROLE = 12
_BARE_HONORIFICS = re.compile(r"^(?:mr|mrs|ms|miss|sir|dame|lord|lady)\.?$", re.IGNORECASE)


def is_title(token: Token) -> bool:
    """Tell whether a token is a title that stands before a name, as it is written ("President", "Mr.")."""
    word = token.text
    lower = word.lower()
    if lower not in load_words("honorifics") or _is_ship_title(token):
        return False
    return word[:1].isupper() or lower in load_words("roles")


def names_ship(span: Tokens) -> bool:
    """Tell whether a name begins with, or stands behind, a title with an article: "the Lady Anna", "the Queen Mary"."""
    return _is_ship_title(span[0]) or (span.start > 0 and _is_ship_title(span[0].nbor(-1)))


def _is_ship_title(token: Token) -> bool:
    titled = token.lower_ in load_words("ship_titles") and token.text[:1].isupper()
    return titled and token.i > 0 and token.nbor(-1).lower_ == "the"


def names_author(doc: Doc, start: int) -> bool:
    """Tell whether a credit stands before a name: "Reporting by Ann Berg", "edited by Ann Berg"."""
    return start > 1 and doc[start - 1].lower_ == "by" and doc[start - 2].lower_ in load_words("credits")


def title_start(doc: Doc, start: int) -> int:
    """Return where the title before the name at token ``start`` begins; ``start`` itself when there is none.

    Goes left over role words, their modifiers, countries and capitalised words, "of" and "for", and keeps what
    begins at the leftmost word of a run that holds a role.
    """
    first, best, role = start, start, False
    while first > 0 and start - first < _LONGEST_ROLE:
        token = doc[first - 1]
        lower = token.lower_
        if token.pos_ != "VERB" and (
            lower in load_words("honorifics") or lower in load_words("roles") or lower.endswith("-general")
        ):
            role = True
            best = first - 1
        elif role and best == first and _joins(doc, first - 1):
            first -= 1
            best = first - 1
        elif lower in {"of", "for", "and", "-", "&", "to"}:
            if first == start or (best != first and not _title_continues(doc, first - 1)):
                break
        elif lower == "the" and token.text == "the":
            if first < 2 or doc[first - 2].lower_ not in {"of", "for"}:
                break
        elif _modifies_title(token):
            if role:
                best = first - 1
        else:
            break
        first -= 1
    return best if role else start


def _joins(doc: Doc, index: int) -> bool:
    """Tell whether a hyphen makes one word of its neighbours: great-granddaughter."""
    hyphen = doc[index]
    return hyphen.text == "-" and index > 0 and not hyphen.whitespace_ and not doc[index - 1].whitespace_


def _title_continues(doc: Doc, index: int) -> bool:
    """Tell whether what stands before a link ("Secretary *of* State") can be the head of a title."""
    before = doc[index - 1] if index else None
    if before is None or before.pos_ == "VERB":
        return False
    return (
        before.lower_ in load_words("roles")
        or before.lower_ in load_words("honorifics")
        or (before.text[:1].isupper() and before.pos_ in {"PROPN", "NOUN", "ADJ"})
    )


def _modifies_title(token: Token) -> bool:
    if token.is_space or token.pos_ in _SPEECHLESS or token.is_punct:
        return token.text == "-"
    if token.lower_ in load_words("role_modifiers") or token.lower_ in {"'s", "’s"}:
        return True
    if load_gazetteer().readings(token.text):
        return True
    if token.pos_ == "NOUN" and token.dep_ == "compound" and token.ent_type_ != "PERSON":
        return True
    return token.text[:1].isupper() and token.pos_ in {"PROPN", "ADJ", "NOUN"} and token.ent_type_ != "PERSON"


def roles_around(doc: Doc, start: int, end: int) -> tuple[str, ...]:
    """Return the roles told of the name at these tokens: its title, what it explains, what explains it."""
    apposed = role_introduced(doc, start, end) or role_apposed(doc, start, end)
    told = (role_before(doc, start), apposed, role_after(doc, end))
    return tuple(role for role in told if role)


def role_before(doc: Doc, start: int) -> str:
    """Return the role that the title before a name tells, "" for none or for a mere Mr."""
    first = title_start(doc, start)
    first = max([first, *(at for at in range(first + 2, start) if _serves(doc, at, start))])
    while first < start and doc[first].lower_ in _LINKS:
        first += 1
    if first == start or all(_BARE_HONORIFICS.match(token.text) for token in doc[first:start]):
        return ""
    return " ".join(doc[first:start].text.split())


def _serves(doc: Doc, at: int, start: int) -> bool:
    """Tell whether a title begins at a token that somebody without a name serves: "an aide to President Berg"."""
    titled = any(token.lower_ in load_words("roles") or is_title(token) for token in doc[at:start])
    return titled and doc[at - 1].lower_ in {"for", "to", "of"} and doc[at].lower_ != "the"


def role_after(doc: Doc, end: int) -> str:
    """Return the role in the apposition after a name ("…, the chairman of the board, …"), "" for none."""
    if end + 1 >= len(doc) or doc[end].text not in {",", "("}:
        return ""
    last, role = end + 1, -1
    while last < len(doc) and last - end <= _LONGEST_ROLE:
        token = doc[last]
        if token.is_space or token.text in {",", "(", ")", ";", ":", ".", "—", "–", "“", '"', "”"}:
            break
        if token.tag_ in FINITE:
            return ""  # "after meeting Ann Berg, a lawyer said …"
        ours = last == end + 1 and token.tag_ == "PRP$"
        if (
            token.pos_ in {"VERB", "AUX"}
            or token.lower_ in {"who", "and", "whose"}
            or (token.pos_ == "PRON" and not ours)
        ):
            break
        if role < 0 and token.lower_ in _PREPOSITIONS:
            return ""
        if role < 0 and token.lower_ in load_words("roles"):
            role = last
        last += 1
    if role < 0:
        return ""
    return _without_article(doc, end + 1, last)


def role_introduced(doc: Doc, start: int, end: int) -> str:
    """Return the role with "a", "an" or an owner that a name between commas explains, "" for none.

    "A spokesman for the governor, Ann Berg, said" is told by the words alone: the parse often binds the name to the
    last of them.
    """
    while start and is_title(doc[start - 1]):
        start -= 1
    closed = end == len(doc) or doc[end].text in {",", ".", ";", ")"} or doc[end].is_space
    if start < 2 or doc[start - 1].text != "," or not closed:
        return ""
    for first in range(start - 2, max(-1, start - 2 - _LONGEST_ROLE), -1):
        token = doc[first]
        if token.is_space or token.tag_ in FINITE or (token.is_punct and token.text != "-"):
            return ""
        if token.lower_ in {"a", "an"} or token.tag_ == "PRP$":
            return _without_article(doc, first, start - 1) if _heads_role(doc, first + 1, start - 1) else ""
    return ""


def _heads_role(doc: Doc, first: int, last: int) -> bool:
    """Tell whether a phrase's head is a role: the last word before the first preposition."""
    preposition = next((i for i in range(first, last) if doc[i].lower_ in _PREPOSITIONS), last)
    words = doc[first:preposition]
    plain = all(token.pos_ in {"NOUN", "PROPN", "ADJ", "NUM", "PUNCT", "PART"} for token in words)
    return bool(len(words)) and plain and words[-1].tag_ in {"NN", "NNP"} and words[-1].lower_ in load_words("roles")


def role_apposed(doc: Doc, start: int, end: int) -> str:
    """Return the role that the name at these tokens explains ("the bank's governor, …"), "" for none."""
    root = doc[start:end].root
    head = root.head
    if (
        root.dep_ != "appos"
        or start < 2
        or doc[start - 1].text != ","
        or not start - _LONGEST_ROLE <= head.i < start - 1
    ):
        return ""
    between = doc[head.i + 1 : start - 1]
    if head.lower_ not in load_words("roles") or any(t.pos_ in _SPEECHLESS or t.is_space for t in between):
        return ""
    if len(between) and between[0].lower_ not in {"of", "for", "at", "in"}:
        return ""
    return _without_article(doc, max(head.left_edge.i, start - _LONGEST_ROLE), start - 1)


def _without_article(doc: Doc, first: int, last: int) -> str:
    """Return the words of a role without what points at it: "the", "its", "a former" keeps "former"."""
    while first < last and (doc[first].lower_ in _POINTERS or doc[first].is_space or doc[first].is_punct):
        first += 1
    return " ".join(doc[first:last].text.split())


def has_personal_cue(doc: Doc, start: int, end: int) -> bool:
    """Tell whether a title before, or a role, an age or "who" after a span says that it names a person."""
    before = doc[start - 1] if start else None
    firm = before is not None and end - start == 1 and before.lower_ in load_words("firm_roles")
    if before is not None and not firm and (is_title(before) or before.lower_ in load_words("roles")):
        return True
    if names_author(doc, start):
        return True
    if role_after(doc, end):
        return True
    if end + 1 < len(doc) and doc[end].text == ",":
        after = doc[end + 1]
        return after.lower_ in {"who", "whose"} or (after.like_num and after.text.isdigit() and len(after.text) == 2)
    return end < len(doc) and doc[end].lower_ in {"who", "whose"}

"""What stands beside a name in an article: the signs of its mentions, gathered, and the model's votes."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from spacy.tokens import Doc, Token
from spacy.tokens import Span as Tokens

from reader.analysis.gazetteer import PlaceKind, load_gazetteer, load_surnames, load_words
from reader.analysis.lines import Line, LineKind
from reader.analysis.names.borders import POSSESSIVES, is_given, key_of
from reader.analysis.names.comparing import CLOSING_MARKS, fold
from reader.analysis.names.listed import Listed
from reader.analysis.names.titles import has_personal_cue, is_title, names_author, names_ship
from reader.analysis.tokens import tokens_where

_WHERE = frozenset({"in", "at", "near", "across", "throughout", "outside", "around"})
_PREPOSITIONS = {
    "of": frozenset({"of"}),
    "where": _WHERE,
    "agent": frozenset({"by", "with", "against", "than"}),
    "to": frozenset({"from", "to", "into", "toward", "towards", "via"}),
    "for": frozenset({"for", "about", "on", "under", "like", "as"}),
    "article": frozenset({"a", "an", "this", "that", "these", "those", "any", "no", "every", "some", "each"}),
    "its": frozenset({"its", "their", "our", "your", "my"}),
}
"""What the words right before a name are signs of."""

_ARTICLES = frozenset({"the", "a", "an", "this", "that", "its", "their", "our", "nearby", "old", "new"})
_PUBLIC_THINGS = frozenset({"airport", "stadium", "university", "museum", "library", "bridge", "school", "hospital"})
"""Behind a full name these need no article to be named after somebody."""
_LONGEST_THING = 3
_KINDS_OF_SCHOOLS = frozenset({"primary", "secondary", "high", "elementary", "middle", "international", "memorial"})
_NAMING = frozenset({"named", "called", "dubbed", "nicknamed", "christened"})
_STORM_WORDS = frozenset({"since", "after", "before", "during", "like", "than"})
"""Where an article tells of storms, the name of another one stands behind these."""
_SCORES = frozenset({"c", "b", "lbw"})
"""In a cricket score these stand before those who caught and bowled."""

_TIES = frozenset({"marriage", "married", "engaged", "engagement", "wedding", "widow", "widower", "wife", "husband"})
"""Before "of" or "to" and a name these make it a person's."""
_CHIEFS = frozenset(
    {"executive", "ceo", "cfo", "coo", "cto", "chairman", "chairwoman", "chair", "founder", "co-founder"}
)
_LONGEST_MOVE = 6
"""Tokens in which a share's rise or fall is told."""
_CAREER = frozenset({"year", "years", "decades", "months", "job", "jobs", "stint", "spell", "career", "internship"})
_HOLDINGS = frozenset({"shares", "share", "stake", "stakes", "stock", "holding"})
"""Who and what is "of" or "in" a firm."""
_FAMILIES = frozenset({"family", "families", "clan", "dynasty", "household", "people", "tribe"})
_DASHES = frozenset({"-", "--", "—", "–"})
_OPENING = frozenset({"“", '"', "‘", "'", "''", "``"})
_LONGEST_WORK = 5
"""Words before a name in the title of a work."""
_NEAR_PRONOUN = 12
"""Tokens behind a name in which a pronoun counts."""
_PRONOUNS = frozenset({"he", "she", "his", "her", "him"})
_NAME_PARTS = frozenset({"PROPN", "PUNCT", "PART"})


@dataclass
class NameEvidence:
    """One name: its mentions, the model's votes, and how often each sign stood beside it."""

    spans: list[Tokens] = field(default_factory=list)
    votes: Counter[str] = field(default_factory=Counter)
    signs: Counter[str] = field(default_factory=Counter)

    def share(self, sign: str) -> float:
        """Return the share of the mentions with a sign."""
        return self.signs.get(sign, 0) / len(self.spans)

    def vote(self, *labels: str) -> float:
        """Return the share of the model's votes for labels."""
        return sum(self.votes[label] for label in labels) / sum(self.votes.values())


def gather(spans: Sequence[Tokens], lines: Sequence[Line], listed: Listed) -> dict[str, NameEvidence]:
    """Return the evidence on each name among ``spans``, by ``key_of``."""
    headlines = {i for line in lines if line.kind is not LineKind.PLAIN for i in range(line.start, line.end)}
    players = {span.start for span in listed.people}
    pronouns = tokens_where(spans[0].doc, lambda text: text.lower() in _PRONOUNS) if spans else []
    found: dict[str, NameEvidence] = defaultdict(NameEvidence)
    for span in spans:
        item = found[key_of(span)]
        item.spans.append(span)
        item.votes[span.label_] += 1
        signs = {**_signs_before(span), **_signs_behind(span), **_signs_of_grammar(span)}
        signs["headline"] = span.start in headlines
        signs["team"] = bool(listed.teams) and span.text.lower() in listed.teams
        at = bisect_left(pronouns, span.end)
        signs["pronoun"] = at < len(pronouns) and pronouns[at] < span.end + _NEAR_PRONOUN
        if span.start in players:
            signs |= {"titled": True, "cued": True, "player": True}
        item.signs.update(name for name, holds in signs.items() if holds)
    return found


def _signs_before(span: Tokens) -> dict[str, bool]:
    """Return the signs in what stands before a mention."""
    token = span.doc[span.start - 1] if span.start else None
    if token is None:
        return {}
    before = token.lower_
    head = span.doc[span.start - 2] if span.start > 1 else token
    further = head.lower_
    modifies, named = _modifies(span), before in _NAMING and token.tag_ != "VBD"
    return {
        **{sign: before in words for sign, words in _PREPOSITIONS.items()},
        "titled": _is_titled(span, token, further if named else before),
        "of a thing": before == "of" and head.text[:1].isupper() and not is_title(head),
        "office": before in {"of", "with"} and len(span) == 1 and further in load_words("firm_offices"),
        "works at": _works_at(before, head) or _is_plural_role(span, token),
        "home": before == "of" and further == "," and span.start > 2 and span.doc[span.start - 3].text[:1].isupper(),
        "like a storm": len(span) == 1
        and (before in _STORM_WORDS or (named and further in {"be", "been", "is", "was", "were"})),
        "of kin": _is_kin(span, before, further),
        "kind": _is_kind(further if named else before) or (before == "," and further in load_words("pets")),
        "noun before": token.pos_ == "NOUN" and token.text.islower() and token.head.i >= span.start,
        "the": before == "the" and not modifies,
        "family": (before == "the" and _is_plural_surname(span)) or is_family(span),
        "marked": before in _OPENING,
        "capital before": not span[0].is_sent_start and token.text[:1].isupper(),
    }


def _is_kin(span: Tokens, before: str, further: str) -> bool:
    """Tell whether somebody's role, marriage or name leads to a name: "its head, Berg", "the widow of Berg"."""
    if before == ",":
        return further in load_words("roles")
    named = before == "of" and span.doc[max(0, span.start - 4) : span.start].text.lower() == "by the name of"
    return named or (before in {"of", "to"} and further in _TIES)


def _works_at(before: str, head: Token) -> bool:
    """Tell whether somebody works at what a name is of: "an analyst at Berg", "Ann Holm of Berg"."""
    if before == "in":
        return head.lower_ in _HOLDINGS
    if before in {"at", "with"} and (head.lower_ in _CAREER or (before == "at" and head.pos_ == "NUM")):
        return True
    if before not in {"at", "of", "from"}:
        return False
    if head.ent_type_ == "PERSON" and head.text[:1].isupper():
        return True
    staff = _names_roles(head)
    led = before == "of" and head.lower_ in _CHIEFS
    return led or (before == "at" and head.lower_ in load_words("firm_offices")) or (staff and before != "of")


def _is_plural_role(span: Tokens, token: Token) -> bool:
    """Tell whether several people's role stands before one name, which is their firm's: "consultants Berg said"."""
    after = span.doc[span.end].lower_ if span.end < len(span.doc) else ""
    several = _names_roles(token) and token.text.islower()
    return several and after not in {",", "and", "&", "or", ";", "(", "–", "—", "of", "from", "to"}


def _names_roles(token: Token) -> bool:
    """Tell whether a word is the role of several people: "analysts"."""
    return token.tag_ == "NNS" and token.lower_.removesuffix("s") in load_words("roles")


def is_family(span: Tokens) -> bool:
    """Tell whether a single name is a family's: "the Berg family"."""
    doc, end = span.doc, span.end
    led = "the" in {token.lower_ for token in doc[max(0, span.start - 2) : span.start]}
    return led and len(span) == 1 and end < len(doc) and doc[end].lower_ in _FAMILIES


def _is_titled(span: Tokens, token: Token, role: str) -> bool:
    """Tell whether a title or a role stands before a name, or what stands before one in a score or a credit."""
    if names_ship(span) or (len(span) == 1 and role in load_words("firm_roles") and not is_given(span.text)):
        return False
    return is_title(token) or role in load_words("roles") or _is_scored(span) or names_author(span.doc, span.start)


def _signs_behind(span: Tokens) -> dict[str, bool]:
    """Return the signs in what stands behind a mention."""
    doc = span.doc
    token = doc[span.end] if span.end < len(doc) else None
    if token is None:
        return {}
    further = doc[span.end + 1] if span.end + 1 < len(doc) else None
    comma = token.text == "," and further is not None
    thing = token.text in POSSESSIVES and further is not None and is_owned_thing(further)
    return {
        "owns": token.text in POSSESSIVES and not thing,
        "of a thing's name": thing or "v." in {token.text, doc[span.start - 1].text} or names_ship(span),
        "has staff": _has_staff(span),
        "made": _is_made(span),
        "moves": moves(doc, span.end),
        "named after": names_thing(doc, span.start, span.end),
        "which": comma and further is not None and further.lower_ == "which",
        "place behind": comma and further is not None and _is_region(further),
        "capital behind": token.text[:1].isupper(),
    }


def _signs_of_grammar(span: Tokens) -> dict[str, bool]:
    """Return the signs in how a mention is built and what it is in its sentence."""
    root = span.root
    subject = root.dep_ in {"nsubj", "nsubjpass"}
    modifies = _modifies(span)
    return {
        "cued": has_personal_cue(span.doc, span.start, span.end) or _is_stressed(span),
        "among people": _among_people(span),
        "speaks": subject and root.head.lemma_.lower() in load_words("cues"),
        "subject": subject,
        "acts": subject and root.head.pos_ != "AUX",
        "object": root.dep_ in {"dobj", "iobj", "dative"},
        "attribute": root.dep_ in {"attr", "oprd"},
        "modifies": modifies,
        "camp": modifies and root.head.lower_ in load_words("camps"),
        "overlooked": not any(token.ent_type_ == "PERSON" for token in span),
        "unseen": not any(token.ent_type_ for token in span),
        "plural": span[-1].tag_ in {"NNS", "NNPS"} and not _ends_in_s(span[-1].text),
        "not proper": any(token.pos_ not in _NAME_PARTS for token in span),
    }


def _is_stressed(span: Tokens) -> bool:
    """Tell whether a pronoun stresses a name: "Berg herself"."""
    return span.end < len(span.doc) and span.doc[span.end].lower_ in {"himself", "herself"}


def _is_scored(span: Tokens) -> bool:
    """Tell whether a name stands where a player or a writer does: "c Berg b Holm" in a score, "-- Berg, newsroom"."""
    before = span.doc[span.start - 1]
    if before.text in _SCORES:
        return True
    line_starts = before.i == 0 or before.nbor(-1).is_space
    return before.text in _DASHES and line_starts and span.end < len(span.doc) and span.doc[span.end].text == ","


def _is_kind(word: str) -> bool:
    """Tell whether a word says what kind of thing a name is of: the novel, a cat named …."""
    return word in load_words("kinds") or word.removesuffix("s") in load_words("kinds")


def is_owned_thing(token: Token) -> bool:
    """Tell whether a word behind a name and a possessive makes it a thing's name: Halley's Comet."""
    return token.text[:1].isupper() and token.lower_ in load_words("owned_things")


def _has_staff(span: Tokens) -> bool:
    """Tell whether a name has what firms and clubs have: "Berg’s shareholders", "Berg shares", "the Berg striker"."""
    doc, at = span.doc, span.end
    owned = at < len(doc) and doc[at].text in POSSESSIVES
    if not owned and span.start and doc[span.start - 1].text in POSSESSIVES:
        return False
    things = doc[at + 1 : at + 3] if owned else doc[at : at + 1]
    if owned and things.text.lower() == "chief executive":
        return True
    return any(token.text.islower() and token.lower_ in load_words("firm_things") for token in things)


def _is_made(span: Tokens) -> bool:
    """Tell whether a name is a thing's that somebody made or rides, or a work's between marks: "Berg, ridden by …"."""
    behind = [token.lower_ for token in span.doc[span.end : span.end + 3]]
    behind = behind[1:] if behind[:1] == [","] else behind[:2]
    if len(behind) > 1 and behind[0] in load_words("made") and behind[1] == "by":
        return True
    if span.end == len(span.doc) or span.doc[span.end].text not in CLOSING_MARKS:
        return False
    at = span.start - 1
    while at >= max(0, span.start - _LONGEST_WORK) and span.doc[at].text[:1].isupper():
        at -= 1
    return at >= 0 and at < span.start - 1 and span.doc[at].text in _OPENING and not is_given(span[-1].text)


def moves(doc: Doc, start: int) -> bool:
    """Tell whether a share moves at a token: "rose 2.1 percent", "was down 3%"."""
    ahead = doc[start : start + _LONGEST_MOVE]
    if not ahead or ahead[0].lower_ not in load_words("moves"):
        return False
    number = next((i for i, token in enumerate(ahead) if token.text[:1].isdigit()), None)
    if number is None or number + 1 >= len(ahead):
        return False
    return ahead[number + 1].lower_ in {"percent", "per", "%", "pc", "pct"} or ahead[number].text.endswith(("%", "pc"))


def names_thing(doc: Doc, start: int, end: int) -> bool:
    """Tell whether a name is a town's or a ship's by what stands before it, or a thing's by what stands behind.

    "the town of General Berg", "the ferry Anna Berg", "at the Anna Berg hospital": things named after people.
    """
    before = _before_titles(doc, start)
    if before is None:
        return False
    if before.lower_ == "of" and before.i and before.nbor(-1).lower_ in load_words("towns"):
        return True
    if before.lower_ in load_words("ship_letters"):
        return True
    behind = doc[end] if end < len(doc) else None
    if end - start > 1 and _goes_on_as_thing(doc, end):
        return True
    if behind is not None and behind.lower_ in _KINDS_OF_SCHOOLS and end + 1 < len(doc):
        behind = doc[end + 1]
    thing = behind is not None and behind.text.islower() and behind.lower_ in load_words("named_things")
    return thing and (
        before.lower_ in _ARTICLES or (end - start > 1 and behind is not None and behind.lower_ in _PUBLIC_THINGS)
    )


def _goes_on_as_thing(doc: Doc, end: int) -> bool:
    """Tell whether capitalised words that end in a thing's go on behind a full name: "Ion Berg Indoor Trophy"."""
    last = end
    while last < len(doc) and last - end <= _LONGEST_THING and doc[last].text[:1].isupper() and doc[last].is_alpha:
        last += 1
    if not end < last <= end + _LONGEST_THING or any(token.pos_ == "VERB" for token in doc[end:last]):
        return False
    return doc[last - 1].lower_ in load_words("things") | load_words("organisations")


def _before_titles(doc: Doc, start: int) -> Token | None:
    """Return what stands before a name and the titles that lead to it, None for nothing."""
    at = start - 1
    while at >= 0 and is_title(doc[at]) and doc[at].text[:1].isupper():
        at -= 1
    return doc[at] if at >= 0 else None


def _modifies(span: Tokens) -> bool:
    return span.root.dep_ == "compound" and span.root.head.i >= span.end


def _is_region(token: Token) -> bool:
    """Tell whether a word is a state's or country's: "Burns, Ore."."""
    return any(reading.kind is not PlaceKind.CITY for reading in load_gazetteer().readings(token.text))


def _among_people(span: Tokens) -> bool:
    """Tell whether a name is joined to one that the model calls a person's: "Ann, Bob and …"."""
    root = span.root
    joined = [root.head] if root.dep_ in {"conj", "appos"} else []
    joined += [child for child in root.children if child.dep_ == "conj"]
    return any(token.ent_type_ == "PERSON" and not span.start <= token.i < span.end for token in joined)


def _ends_in_s(word: str) -> bool:
    """Tell whether a word is a surname with an s of its own, no plural: Karras, Jones."""
    return fold(word) in load_surnames() and fold(word[:-1]) not in load_surnames()


def _is_plural_surname(span: Tokens) -> bool:
    """Tell whether a name is a family's: the Clintons."""
    word = span[-1].text
    return word.endswith("s") and not word.endswith("ss") and fold(word[:-1]) in load_surnames()

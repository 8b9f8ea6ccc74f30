"""Finds the person whom a speaker's phrase names: by name, by a pronoun that was resolved, by role."""

from __future__ import annotations

import re
from bisect import bisect_right

from spacy.tokens import Doc, Token

from reader.analysis.gazetteer import load_words
from reader.analysis.quotes.cues import Cue
from reader.analysis.rules import Rule
from reader.model.analysis import Person
from reader.model.span import Span

_KINDS = {
    "i": 1,
    "we": 1,
    "you": 1,
    "me": 1,
    "us": 1,
    "it": 2,
    "this": 2,
    "that": 2,
    "what": 2,
    "there": 2,
    "he": 3,
    "she": 3,
    "they": 4,
    "who": 5,
    "which": 5,
}


_AGE = re.compile(r", (\d{1,3})\b")
_AGED = re.compile(r"the (\d{1,3})[ -]year[ -]old$", re.IGNORECASE)


class Naming:
    """The people of one document, to be looked up by where a speaker is named."""

    def __init__(self, doc: Doc) -> None:
        self._doc = doc
        people: tuple[Person, ...] = doc._.dateline_people
        marks = sorted((span.start, span.end, p.id) for p in people for span in (*p.mentions, *p.pronouns))
        self._starts = [start for start, _, _ in marks]
        self._marks = marks
        self._names = {person.id: set(_words(person.name)) for person in people}
        self._roles: dict[str, set[str]] = {}
        self._ages: dict[str, set[str]] = {}
        text = doc.text
        for person in people:
            words = {*_words(person.role), *(word for span in person.mentions for word in self._beside(span))}
            for word in words & load_words("roles"):
                self._roles.setdefault(word, set()).add(person.id)
            for span in person.mentions:
                if age := _AGE.match(text, span.end):
                    self._ages.setdefault(age[1], set()).add(person.id)

    def speaker(self, cue: Cue) -> tuple[str | None, Rule]:
        """Return the id of the person who speaks, None when the speaker is nobody named, and the rule that told."""
        head = self._doc[cue.head]
        found = self._at(head.idx)
        rule = Rule.SPEAKER_PRONOUN if head.pos_ == "PRON" else Rule.SPEAKER_NAMED
        if found is None and head.lower_ in {"who", "whom"} and head.head.dep_ == "relcl":
            found = self._at(head.head.head.idx)
        if found is None and cue.kind == "colon":
            found = self._labelled(cue)
        if found is None:
            found = self._described(cue)
        if found is None:
            found, rule = self._by_role(cue), Rule.SPEAKER_ROLE
        return found, Rule.SPEAKER_NO_PERSON if found is None else rule

    def _beside(self, mention: Span) -> set[str]:
        """Return the nouns that the parser puts beside a name: "the fire chief, Ruud Smit"."""
        name = self._doc.char_span(mention.start, mention.end)
        if name is None:
            return set()
        root = name.root
        near = [root.head, *root.head.conjuncts] if root.dep_ == "appos" else []
        near += [child for child in root.children if child.dep_ == "appos"]
        return {token.lower_ for token in near if token.pos_ in {"NOUN", "PROPN"} and token.text.islower()}

    def _labelled(self, cue: Cue) -> str | None:
        """Return the only person whose name holds the words of a label, in capitals too: "PRICE:"."""
        words = set(_words(self._doc[cue.start : cue.end].text))
        return _only({who for who, name in self._names.items() if words and words <= name})

    def _described(self, cue: Cue) -> str | None:
        """Return the person whose name stands beside the description: "the mayor of Lisbon, Maria Santos"."""
        head = self._doc[cue.head]
        beside = [t.idx for t in head.children if t.dep_ == "appos"]
        if head.tag_ == "NN" and cue.end + 1 < len(self._doc) and self._doc[cue.end].text == ",":
            beside.append(self._doc[cue.end + 1].idx)
        return next((who for who in map(self._at, beside) if who is not None), None)

    def _by_role(self, cue: Cue) -> str | None:
        """Return the only person whom "the minister" or "the 34-year-old" fits; "the Danish minister" is another's."""
        phrase = self._doc[cue.start : cue.end]
        if phrase[0].lower_ != "the":
            return None
        if aged := _AGED.match(phrase.text):
            return _only(self._ages.get(aged[1], set()))
        head = self._doc[cue.head]
        if not head.text.islower() or head.tag_ in {"NNS", "NNPS"} or head.pos_ not in {"NOUN", "PROPN"}:
            return None
        if any(token.text[:1].isupper() for token in self._doc[cue.start + 1 : cue.head]):
            return None
        return _only(self._roles.get(head.lower_, set()))

    def _at(self, offset: int) -> str | None:
        at = bisect_right(self._starts, offset) - 1
        if at >= 0 and self._marks[at][0] <= offset < self._marks[at][1]:
            return self._marks[at][2]
        return None


def _words(text: str) -> list[str]:
    return re.findall(r"[\w-]+", text.lower())


def _only(found: set[str]) -> str | None:
    return next(iter(found)) if len(found) == 1 else None


def kind_of_speaker(head: Token) -> int:
    """Return a number for the kind of a speaker's head word: pronouns by what they can stand for, nouns, names."""
    if head.lower_ in _KINDS:
        return _KINDS[head.lower_]
    if head.ent_type_ == "PERSON":
        return 6
    return {"PROPN": 7, "NOUN": 8}.get(head.pos_, 0)

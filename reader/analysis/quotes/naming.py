"""Finds the person whom a speaker's phrase names: by name, by a pronoun that was resolved, by role."""

from __future__ import annotations

import re
from bisect import bisect_right

from spacy.tokens import Token

from reader.analysis.gazetteer import load_words
from reader.analysis.quotes.cues import ASKED, Cue
from reader.analysis.quotes.descriptions import Descriptions, only, words_of
from reader.analysis.quotes.page import Page
from reader.analysis.rules import Rule
from reader.model.analysis import Person

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


_QUESTION = re.compile(r"^[^\S\n]*Q[^\S\n]*:", re.MULTILINE)


class Naming:
    """The people of one document, to be looked up by where a speaker is named."""

    def __init__(self, page: Page) -> None:
        self._doc = doc = page.doc
        self._tokens = page.tokens
        people: tuple[Person, ...] = doc._.dateline_people
        marks = sorted((span.start, span.end, p.id) for p in people for span in (*p.mentions, *p.pronouns))
        self._starts = [start for start, _, _ in marks]
        self._marks = marks
        self._names = {person.id: set(words_of(person.name)) for person in people}
        self._descriptions = Descriptions(page)
        self._told: dict[Cue, tuple[str | None, Rule]] = {}
        first = _QUESTION.search(page.text)
        self._interviewed = only({who for start, _, who in marks if first and start < first.start()})

    def speaker(self, cue: Cue) -> tuple[str | None, Rule]:
        """Return the id of the person who speaks, None when the speaker is nobody named, and the rule that told.

        Each cue is looked at once: a run asks about all cues around it.
        """
        told = self._told.get(cue)
        if told is None:
            told = self._told[cue] = self._find(cue)
        return told

    def _find(self, cue: Cue) -> tuple[str | None, Rule]:
        if cue.hears:
            return None, Rule.SPEAKER_NO_PERSON
        head = self._tokens[cue.head]
        found = self._at(head.idx)
        if found is None and cue.start < cue.head and head.lower_ in load_words("postnominals"):
            found = self._at(self._tokens[cue.head - 1].idx)
        rule = Rule.SPEAKER_PRONOUN if head.pos_ == "PRON" else Rule.SPEAKER_NAMED
        if found is None and head.lower_ in {"who", "whom"} and head.head.dep_ == "relcl":
            found = self._at(head.head.head.idx)
        if found is None and cue.kind == "colon":
            found = self._labelled(cue)
        if found is None:
            found = self._described(cue)
        if found is None:
            phrase = self._doc[cue.start : cue.end]
            found, rule = self._descriptions.who(phrase, head), Rule.SPEAKER_ROLE
        return found, Rule.SPEAKER_NO_PERSON if found is None else rule

    def _labelled(self, cue: Cue) -> str | None:
        """Return the only person whose name holds the words of a label, in capitals too: "PRICE:".

        Who answers behind "A:" is the only person whom the text names before the first question.
        """
        label = self._doc[cue.start : cue.end].text
        if label in ASKED:
            return self._interviewed if label == "A" else None
        words = set(words_of(label))
        return only({who for who, name in self._names.items() if words and words <= name})

    def _described(self, cue: Cue) -> str | None:
        """Return the person whose name stands beside the description: "the mayor of Lisbon, Ann Berg"."""
        head = self._tokens[cue.head]
        beside = [t.idx for t in head.children if t.dep_ == "appos"]
        if head.tag_ == "NN" and cue.end + 1 < len(self._tokens) and self._tokens[cue.end].text == ",":
            beside.append(self._tokens[cue.end + 1].idx)
        return next((who for who in map(self._at, beside) if who is not None), None)

    def _at(self, offset: int) -> str | None:
        at = bisect_right(self._starts, offset) - 1
        if at >= 0 and self._marks[at][0] <= offset < self._marks[at][1]:
            return self._marks[at][2]
        return None


def kind_of_speaker(head: Token) -> int:
    """Return a number for the kind of a speaker's head word: pronouns by what they can stand for, nouns, names."""
    if head.lower_ in _KINDS:
        return _KINDS[head.lower_]
    if head.ent_type_ == "PERSON":
        return 6
    return {"PROPN": 7, "NOUN": 8}.get(head.pos_, 0)

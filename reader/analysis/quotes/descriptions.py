"""Who a description fits: "the minister", "the 34-year-old", "the striker"."""

from __future__ import annotations

import re
from bisect import bisect_left

from spacy.tokens import Span as Tokens
from spacy.tokens import Token

from reader.analysis.gazetteer import load_words
from reader.analysis.names.comparing import title_sex
from reader.analysis.quotes.page import Page
from reader.model.analysis import Person
from reader.model.span import Span

_AGE_BEHIND = re.compile(r"(?:, (?:aged )?| \(| aged )(\d{1,3})\b")
_AGE_BEFORE = re.compile(r"(\d{1,3})[ -]year[ -]old (?:[\w-]+ ){0,3}$")
_AGED = re.compile(r"the (\d{1,3})[ -]year[ -]old$", re.IGNORECASE)
_LONGEST_AGE = 60
_LONGEST_PARAGRAPH = 4000
_SEX = {"he": "m", "him": "m", "his": "m", "she": "f", "her": "f", "hers": "f"}


class Descriptions:
    """The roles and ages that one document tells of its people, and who is spoken of where."""

    def __init__(self, page: Page) -> None:
        self._doc = doc = page.doc
        self._text = page.text
        self._roles: dict[str, set[str]] = {}
        self._words: dict[str, set[str]] = {}
        self._ages: dict[str, set[str]] = {}
        people: tuple[Person, ...] = doc._.dateline_people
        self._sexes = {person.id: self._sex(person) for person in people}
        self._named = sorted((span.start, person.id) for person in people for span in person.mentions)
        for person in people:
            self._learn(person)

    def _learn(self, person: Person) -> None:
        words = set(words_of(person.role))
        for span in person.mentions:
            words |= self._beside(span)
            before = self._text[max(0, span.start - _LONGEST_AGE) : span.start]
            behind = self._text[span.end : span.end + _LONGEST_AGE]
            if age := _AGE_BEFORE.search(before) or _AGE_BEHIND.match(behind):
                self._ages.setdefault(age[1], set()).add(person.id)
        self._words[person.id] = {_in_full(word) for word in words}
        for word in self._words[person.id] & load_words("roles"):
            self._roles.setdefault(word, set()).add(person.id)

    def _beside(self, mention: Span) -> set[str]:
        """Return the nouns that the parser puts beside a name: "the fire chief, Ruud Smit", "Ruud Smit is a chief"."""
        name = self._doc.char_span(mention.start, mention.end)
        if name is None:
            return set()
        root, verb = name.root, name.root.head
        near = [verb, *verb.conjuncts] if root.dep_ == "appos" else []
        near += [child for child in root.children if child.dep_ == "appos"]
        if root.dep_ in {"nsubj", "nsubjpass"} and verb.lemma_ in {"be", "become"}:
            near += [child for child in verb.children if child.dep_ == "attr"]
        if root.dep_ == "oprd":
            near += [child for child in verb.children if child.dep_ == "nsubjpass"]
        return {token.lower_ for token in near if token.pos_ in {"NOUN", "PROPN"} and token.text.islower()}

    def _sex(self, person: Person) -> str:
        told = {_SEX.get(span.of(self._text).lower(), "") for span in person.pronouns} - {""}
        return told.pop() if len(told) == 1 else ""

    def who(self, phrase: Tokens, head: Token) -> str | None:
        """Return the id of the one person whom a description fits, None for none or several.

        "The Danish minister" is somebody else than a minister of whom no country is told. A description that the
        article gives to nobody ("the striker", "the 19-year-old") is of the only person whom the paragraph has named
        before it, or else of the only one of the paragraph before.
        """
        if phrase[0].lower_ != "the":
            return None
        if aged := _AGED.match(phrase.text):
            known = self._ages.get(aged[1])
        elif head.text.islower() and head.tag_ not in {"NNS", "NNPS"} and head.pos_ in {"NOUN", "PROPN"}:
            known = self._roles.get(head.lower_)
        else:
            return None
        if any(token.text[:1].isupper() for token in phrase[1 : head.i - phrase.start]):
            return None
        if known is not None:
            return only(known) or self._told_in_full(phrase, known)
        passing = aged or head.lower_ in load_words("described_as")
        return self._spoken_of(phrase.start_char, title_sex(head.lower_)) if passing else None

    def _told_in_full(self, phrase: Tokens, known: set[str]) -> str | None:
        """Return the only one of several whose role holds all words of a phrase: "the prime minister"."""
        words = {token.lower_ for token in phrase[1:]}
        return only({who for who in known if words <= self._words[who]}) if len(words) > 1 else None

    def _spoken_of(self, offset: int, sex: str) -> str | None:
        """Return the only person that the paragraph names up to ``offset``, or, if none, the paragraph before."""
        start = self._paragraph(offset)
        named = self._between(start, offset)
        if not named:
            end = start
            while end > 0 and self._text[end - 1].isspace():
                end -= 1
            named = self._between(self._paragraph(end), end)
        who = only(named)
        return None if who is None or {sex, self._sexes[who]} == {"m", "f"} else who

    def _paragraph(self, offset: int) -> int:
        """Return where the paragraph of an offset begins; a long one is cut, so that time grows with the text."""
        low = max(0, offset - _LONGEST_PARAGRAPH)
        found = self._text.rfind("\n", low, offset)
        return low if found < 0 else found + 1

    def _between(self, start: int, end: int) -> set[str]:
        first, last = bisect_left(self._named, (start, "")), bisect_left(self._named, (end, ""))
        return {who for _, who in self._named[first:last]}


def words_of(text: str) -> list[str]:
    """Return the words of a name or a role in small letters."""
    return re.findall(r"[\w-]+", text.lower())


def only(found: set[str]) -> str | None:
    """Return what is alone in a set, else None."""
    return next(iter(found)) if len(found) == 1 else None


def _in_full(title: str) -> str:
    pairs = (pair.partition("=") for pair in load_words("short_titles"))
    return next((full for short, _, full in pairs if short == title), title)

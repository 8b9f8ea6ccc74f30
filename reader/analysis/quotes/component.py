"""Who said what: direct, mixed and indirect speech with its speaker.

The steps, a module each: marks are paired (``marks``), cues outside them found (``cues``), each run given
its cue (``speakers``), clauses read off the parse (``clauses``); here they are put together.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from spacy.language import Language
from spacy.tokens import Doc, Token

from reader.analysis.extensions import register_extensions
from reader.analysis.gazetteer import load_words
from reader.analysis.quotes.clauses import clause_of, phrase_around
from reader.analysis.quotes.cues import Cue, find_cues
from reader.analysis.quotes.marks import Run, find_runs
from reader.analysis.quotes.speakers import Choice, Place, SpeakerChooser, Weights
from reader.analysis.rules import Rule
from reader.model.analysis import Evidence, Person, Quote, QuoteKind
from reader.model.span import Span

_TITLES_BEFORE = frozenset(
    {
        "book",
        "novel",
        "film",
        "movie",
        "song",
        "album",
        "series",
        "show",
        "article",
        "headline",
        "titled",
        "entitled",
        "headlined",
        "magazine",
        "play",
        "poem",
        "episode",
        "hit",
        "column",
        "essay",
        "single",
        "documentary",
        "nicknamed",
        "dubbed",
        "memoir",
        "video",
    }
)
_SMALL = frozenset(
    [
        "a",
        "an",
        "and",
        "as",
        "at",
        "but",
        "by",
        "for",
        "from",
        "in",
        "into",
        "of",
        "on",
        "or",
        "the",
        "to",
        "with",
        "vs",
    ]
)
_SHORT = 3
_NEAR = 8
_CLAUSE_LEAST = 2
_LONGEST_CLAUSE = 400


@dataclass(frozen=True, slots=True)
class Clause:
    """A reported clause: token borders and its cue."""

    start: int
    end: int
    cue: Cue


class QuoteFinder:
    """Component: fills ``doc._.dateline_quotes``. Uses ``doc._.dateline_people`` where it is filled.

    ``weights`` are what the place of a cue is worth.
    """

    def __init__(self, weights: Weights | None = None) -> None:
        register_extensions()
        self._weights = weights or Weights()

    def __call__(self, doc: Doc) -> Doc:
        """Find the quotes of ``doc``."""
        finder = _Article(doc, self._weights)
        doc._.dateline_quotes = tuple(sorted(finder.quotes(), key=lambda q: (q.span.start, -q.span.end)))
        return doc


@Language.factory("dateline_quotes", requires=["token.dep", "token.lemma"], assigns=["doc._.dateline_quotes"])
def make_quotes(nlp: Language, name: str) -> QuoteFinder:
    """Return the component that finds quotes."""
    del nlp, name
    return QuoteFinder()


class _Article:
    """One document on its way: runs, cues, clauses, people."""

    def __init__(self, doc: Doc, weights: Weights) -> None:
        self.doc = doc
        self.weights = weights
        self.starts = [token.idx for token in doc]
        self.paragraphs = _paragraph_numbers(doc)
        self.places = [place for run in find_runs(doc.text) if (place := self._place(run)) is not None]
        self.inside = [-1] * len(doc)
        for number, place in enumerate(self.places):
            for index in range(place.start, place.end):
                self.inside[index] = number
        self.cues = find_cues(doc, self.inside)
        self.people = _PeopleIndex(doc)

    def _place(self, run: Run) -> Place | None:
        first = bisect_left(self.starts, run.start)
        if first and self.starts[first - 1] + len(self.doc[first - 1]) > run.start:
            first -= 1
        last = bisect_left(self.starts, run.end)
        return Place(run, first, last) if last > first else None

    def quotes(self) -> Iterator[Quote]:
        """Yield all quotes, not yet in order."""
        clauses = self._clauses()
        by_paragraph: dict[int, list[Cue]] = {}
        for cue in self.cues:
            by_paragraph.setdefault(self.paragraphs[cue.token], []).append(cue)
        reported = self._reported(clauses)
        choices = SpeakerChooser(self.doc, self.places, by_paragraph, reported, self.weights).choose()
        taken: dict[Clause, list[int]] = {}
        for number, (place, choice) in enumerate(zip(self.places, choices, strict=True)):
            clause = self._clause_over(place, choice, clauses)
            if clause is not None:
                taken.setdefault(clause, []).append(number)
            elif self._is_speech(place, choice):
                yield self._quote(place, choice)
        for clause in clauses:
            if clause in taken:
                yield self._mixed(clause, [self.places[n] for n in taken[clause]])
            elif clause.end - clause.start >= _CLAUSE_LEAST and not any(
                self.inside[i] >= 0 for i in range(clause.start, clause.end)
            ):
                span = self._span(clause.start, clause.end)
                yield self._build(span, QuoteKind.INDIRECT, (), clause.cue, Rule.REPORTED_CLAUSE)

    def _clauses(self) -> list[Clause]:
        found: list[Clause] = []
        for cue in self.cues:
            borders = clause_of(self.doc, cue) if cue.strength else None
            if borders is not None:
                found.append(Clause(*borders, cue))
        return found

    def _reported(self, clauses: list[Clause]) -> dict[int, int]:
        """Return for each run the cue of the smallest strong clause around it."""
        found: dict[int, Clause] = {}
        for clause in clauses:
            if clause.cue.strength < 2 or clause.end - clause.start > _LONGEST_CLAUSE:
                continue
            for number in {self.inside[i] for i in range(clause.start, clause.end)} - {-1}:
                place = self.places[number]
                old = found.get(number)
                holds = clause.start <= place.start and place.end - 1 <= clause.end
                if holds and (old is None or clause.end - clause.start < old.end - old.start):
                    found[number] = clause
        return {number: clause.cue.token for number, clause in found.items()}

    def _clause_over(self, place: Place, choice: Choice, clauses: list[Clause]) -> Clause | None:
        """Return the reported clause that holds the run among words of its own.

        That of the run's cue; else the smallest around it, when the run's own cue is a weak one or names the same
        speaker ("he says he would tell him “no more”").
        """
        if choice.cue is None or choice.inherited:
            return None
        around = [c for c in clauses if c.start <= place.start and place.end - 1 <= c.end and self._has_own_words(c)]
        own = next((c for c in around if c.cue == choice.cue), None)
        if own is not None or not around:
            return own
        smallest = min(around, key=lambda c: c.end - c.start)
        who = self.people.speaker(smallest.cue)
        same = who is not None and who == self.people.speaker(choice.cue)
        return smallest if same or choice.cue.strength == 0 or place.end - place.start < _SHORT else None

    def _has_own_words(self, clause: Clause) -> bool:
        return any(
            self.inside[i] < 0 and any(c.isalnum() for c in self.doc[i].text) for i in range(clause.start, clause.end)
        )

    def _is_speech(self, place: Place, choice: Choice) -> bool:
        """Tell speech from scare quotes, titles of works and names."""
        words = [t for t in self.doc[place.start : place.end] if not t.is_punct and not t.is_space]
        if not words:
            return False
        if self._is_title(place, [t.text for t in words]):
            return False
        if len(words) >= _SHORT and not place.run.single:
            return True
        cue = choice.cue
        if cue is None or choice.inherited or cue.strength == 0:
            return False
        text = self.doc.text[place.run.start : place.run.end].rstrip()
        whole = text[-1:] in ",.?!" and text[:1].isupper()
        gap = place.start - cue.last - 1 if cue.last < place.start else cue.first - place.end
        if place.run.single:
            return whole or (cue.strength == 2 and gap <= 2)
        return whole or (cue.last < place.start and gap <= _NEAR)

    def _is_title(self, place: Place, words: list[str]) -> bool:
        text = self.doc.text[place.run.start : place.run.end].strip()
        capitals = sum(word[:1].isupper() or word.lower() in _SMALL or word[:1].isdigit() for word in words)
        named = capitals == len(words) and len(words) > 1 and not text.rstrip('”"').endswith((".", "!", "?", ","))
        before = {t.lower_ for t in self.doc[max(0, place.start - 4) : place.start]}
        if named and (before & _TITLES_BEFORE or sum(w[:1].isupper() for w in words) >= 2):
            return not any(t.pos_ in {"PRON", "AUX"} for t in self.doc[place.start : place.end])
        return capitals == len(words) and bool(before & _TITLES_BEFORE)

    def _quote(self, place: Place, choice: Choice) -> Quote:
        text = self.doc.text
        span = _stripped(text, place.run.start, place.run.end)
        if self._is_whole(place, choice):
            return self._build(span, QuoteKind.DIRECT, (span,), choice.cue, choice.rule, place.run.continues)
        whole = span
        if choice.cue is not None and not choice.inherited and choice.cue.last < place.start:
            phrase = phrase_around(self.doc, choice.cue, place.start, place.end)
            if phrase is not None:
                wide = self._span(*phrase)
                whole = self._with_mark(Span(min(wide.start, span.start), max(wide.end, span.end)), span)
        return self._build(whole, QuoteKind.MIXED, (span,), choice.cue, choice.rule, place.run.continues)

    def _is_whole(self, place: Place, choice: Choice) -> bool:
        """Tell whether a run is a whole utterance rather than a few words inside somebody else's sentence."""
        text = self.doc.text[place.run.start : place.run.end].strip(" \xa0‘'")
        if text[:1].isupper() or place.run.continues:
            return True
        cue = choice.cue
        ends = text.endswith((",", ".", "?", "!")) or place.run.open
        return ends and (
            cue is None
            or choice.inherited
            or cue.first >= place.end
            or self.doc[max(0, place.start - 2)].text in {",", ":"}
        )

    def _mixed(self, clause: Clause, places: list[Place]) -> Quote:
        pieces = tuple(_stripped(self.doc.text, p.run.start, p.run.end) for p in places)
        span = self._span(clause.start, clause.end)
        start, end = min(span.start, pieces[0].start), max(span.end, pieces[-1].end)
        whole = self._with_mark(Span(start, end), pieces[-1])
        return self._build(whole, QuoteKind.MIXED, pieces, clause.cue, Rule.REPORTED_CLAUSE)

    def _with_mark(self, whole: Span, piece: Span) -> Span:
        """Return a clause with the closing mark of its last words when the opening one stands in it."""
        closing = re.match(r"\s*(?:[”»’\"]|'{1,2})", self.doc.text[piece.end : piece.end + 3])
        if whole.end != piece.end or whole.start >= piece.start or closing is None:
            return whole
        return Span(whole.start, whole.end + closing.end())

    def _build(
        self,
        span: Span,
        kind: QuoteKind,
        pieces: tuple[Span, ...],
        cue: Cue | None,
        rule: Rule,
        continues: bool = False,
    ) -> Quote:
        if cue is None:
            return Quote(span, kind, pieces, continues=continues)
        word = self._span(cue.token, cue.token + (2 if cue.kind == "according" else 1))
        who = self.people.speaker(cue)
        phrase = self._span(cue.start, cue.end)
        evidence = (Evidence(rule, word), Evidence(_how_named(self.doc[cue.head], who), phrase))
        return Quote(span, kind, pieces, who, phrase, word, continues, evidence)

    def _span(self, start: int, end: int) -> Span:
        tokens = self.doc[start:end]
        return Span(tokens.start_char, tokens.end_char)


class _PeopleIndex:
    """Finds the person that a speaker's phrase names: by name, by pronoun, by role."""

    def __init__(self, doc: Doc) -> None:
        self._doc = doc
        people: tuple[Person, ...] = doc._.dateline_people
        marks = sorted((span.start, span.end, p.id) for p in people for span in (*p.mentions, *p.pronouns))
        self._starts = [start for start, _, _ in marks]
        self._marks = marks
        self._roles: dict[str, list[str]] = {}
        for person in people:
            for word in set(re.findall(r"[\w-]+", person.role.lower())) & load_words("roles"):
                self._roles.setdefault(word, []).append(person.id)

    def speaker(self, cue: Cue) -> str | None:
        """Return the id of the person who speaks, None when the speaker is nobody named."""
        head = self._doc[cue.head]
        found = self._at(head.idx)
        if found is None and head.lower_ in {"who", "whom"} and head.head.dep_ == "relcl":
            found = self._at(head.head.head.idx)
        if found is None and head.pos_ == "NOUN" and self._definite(cue):
            holders = self._roles.get(head.lower_, [])
            found = holders[0] if len(holders) == 1 else None
        return found

    def _at(self, offset: int) -> str | None:
        at = bisect_right(self._starts, offset) - 1
        if at >= 0 and self._marks[at][0] <= offset < self._marks[at][1]:
            return self._marks[at][2]
        return None

    def _definite(self, cue: Cue) -> bool:
        return self._doc[cue.start].lower_ == "the" and self._doc[cue.head].tag_ == "NN"


def _how_named(head: Token, who: str | None) -> Rule:
    """Return the rule by which the head word of a speaker's phrase is the person ``who``."""
    if who is None:
        return Rule.SPEAKER_NO_PERSON
    return {"PRON": Rule.SPEAKER_PRONOUN, "NOUN": Rule.SPEAKER_ROLE}.get(head.pos_, Rule.SPEAKER_NAMED)


def _paragraph_numbers(doc: Doc) -> list[int]:
    """Return for each token the number of its line, counted like ``find_runs`` counts paragraphs."""
    numbers, current, position = [], 0, 0
    breaks = [match.start() for match in re.finditer(r"(?<=[^\n])\n", doc.text)]
    for token in doc:
        while position < len(breaks) and breaks[position] < token.idx:
            position += 1
            current += 1
        numbers.append(current)
    return numbers


def _stripped(text: str, start: int, end: int) -> Span:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end)

"""Decides for every quoted run which cue it belongs to, and with that who speaks.

Candidates are the cues of the run's sentence, then of its paragraph, then of the one before. Each gets a score from
its place; the weights are judgements that were checked on development articles (``docs/analysis.md``).
"""

from __future__ import annotations

from dataclasses import dataclass

from reader.analysis.quotes.cues import Cue
from reader.analysis.quotes.page import Page, Place
from reader.analysis.rules import Rule

_ADJACENT_FILL = frozenset({",", ":", "—", "–", "-", "that", "“", "”", '"', "''", "``", "‘", "’", "'", "...", "…"})
_SENTENCE_ENDS = frozenset(".?!")
_FAR_LABEL = 5.0


@dataclass(frozen=True, slots=True)
class Weights:
    """What a cue's place is worth. Judged by hand, then moved by ``docs/analysis.md``'s search on training articles."""

    weak: float = -2.6
    other_verb: float = -3.5
    touching_after: float = 12.0
    new_sentence_after: float = 3.5
    far_after: float = 7.0
    word_after: float = 0.25
    touching_before: float = 8.5
    governs: float = 9.5
    same_sentence: float = 8.0
    word_before: float = 0.12
    earlier_sentence: float = 4.0
    sentence_back: float = 2.0
    around: float = 9.0
    person: float = 0.8
    speaker_self: float = -3.0
    it: float = -2.4
    floor: float = 3.5
    reports: float = 2.5
    colon: float = 2.5
    word_far: float = 0.02


@dataclass(frozen=True, slots=True)
class Choice:
    """The cue that a run was given, how well it fits, and whether it was only taken over from a neighbour."""

    cue: Cue | None
    score: float
    inherited: bool = False

    @property
    def rule(self) -> Rule:
        """The rule by which the run belongs to the cue."""
        return Rule.RUNNING_SPEAKER if self.inherited else Rule.CUE_BESIDE


class SpeakerChooser:
    """Chooses cues for the runs of one page.

    ``reported`` holds the token of the cue whose reported clause is the smallest around a run, by the run's number.
    """

    def __init__(self, page: Page, cues: list[Cue], reported: dict[int, int], weights: Weights) -> None:
        self._doc = page.doc
        self._text = page.text
        self._places = page.places
        self._by_paragraph: dict[int, list[Cue]] = {}
        for cue in cues:
            self._by_paragraph.setdefault(page.paragraphs[cue.token], []).append(cue)
        self._reported = reported
        self._weights = weights
        self._inside = {index for place in page.places for index in range(place.start, place.end)}

    def choose(self) -> list[Choice]:
        """Return a choice for each run, in order."""
        choices = [self._own(number, place) for number, place in enumerate(self._places)]
        for index, place in enumerate(self._places):
            if choices[index].cue is None or choices[index].score < self._weights.floor:
                choices[index] = self._inherited(index, place, choices)
        return choices

    def _own(self, number: int, place: Place) -> Choice:
        best: Choice = Choice(None, 0.0)
        for cue in self._by_paragraph.get(place.run.paragraph, ()):
            score = self._score(place, cue)
            if score and self._reported.get(number) == cue.token:
                score += self._weights.reports
            if score > best.score:
                best = Choice(cue, score)
        return best

    def _score(self, place: Place, cue: Cue) -> float:
        w = self._weights
        if cue.first >= place.end:
            score = self._after(place, cue)
        elif cue.last < place.start:
            score = self._before(place, cue)
        else:
            score = w.around if cue.token < place.start and cue.kind == "verb" else 5.0
        if score <= 0:
            return 0.0
        if cue.kind == "colon" and score < w.touching_before:
            return max(0.5, score - _FAR_LABEL)
        if score < w.touching_before and self._after_colon(place) and cue.last < place.start:
            score += w.colon
        return score + (w.other_verb, w.weak, 0.0)[cue.strength] + self._kind_of_speaker(cue)

    def _after(self, place: Place, cue: Cue) -> float:
        w = self._weights
        doc = self._doc
        gap = range(place.end, cue.first)
        words = [doc[i] for i in gap if not doc[i].is_punct and not doc[i].is_space and not doc[i].is_quote]
        closed = self._ends_sentence(place)
        ended = any(doc[i].text[-1:] in _SENTENCE_ENDS and not doc[i].is_quote and len(doc[i].text) == 1 for i in gap)
        if ended:
            return 0.0
        if closed and cue.strength < 2:
            return 0.0
        if not words:
            return w.new_sentence_after if closed else w.touching_after
        if closed:
            return 1.0
        return max(2.0, w.far_after - w.word_after * len(words))

    def _before(self, place: Place, cue: Cue) -> float:
        w = self._weights
        doc = self._doc
        gap = range(cue.last + 1, place.start)
        ended = sum(1 for i in gap if doc[i].is_sent_start and doc[i - 1].text[-1:] in '.?!”"' and self._outside(i - 1))
        words = [doc[i] for i in gap if not doc[i].is_punct and not doc[i].is_space and not doc[i].is_quote]
        own = [t for t in words if self._outside(t.i)]
        if not ended:
            if all(doc[i].lower_ in _ADJACENT_FILL or doc[i].is_space or doc[i].is_quote for i in gap):
                return w.touching_before
            if any(t.i == cue.token for t in doc[place.start].ancestors):
                return w.governs - 0.05 * len(own)
            return max(3.0, w.same_sentence - w.word_before * len(own))
        return (
            max(0.8, w.earlier_sentence - w.sentence_back * ended - w.word_far * len(words))
            if cue.strength == 2
            else 0.0
        )

    def _after_colon(self, place: Place) -> bool:
        return any(self._doc[i].text == ":" for i in range(max(0, place.start - 3), place.start))

    def _outside(self, index: int) -> bool:
        return index not in self._inside

    def _ends_sentence(self, place: Place) -> bool:
        """Tell whether the run ends with a full stop, so that what follows is a new sentence."""
        text = self._text[place.run.start : place.run.end].rstrip(" \xa0'’")
        return text.endswith((".", "…")) and not text.endswith("...")

    def _kind_of_speaker(self, cue: Cue) -> float:
        head = self._doc[cue.head]
        lower = head.lower_
        if lower in {"i", "we", "you", "me", "us"}:
            return self._weights.speaker_self
        if lower in {"it", "this", "that", "what", "there"}:
            return self._weights.it
        if head.ent_type_ == "PERSON" or lower in {"he", "she", "who"}:
            return self._weights.person
        return 0.0

    def _inherited(self, index: int, place: Place, choices: list[Choice]) -> Choice:
        """Take over the running speaker: of the same paragraph, then of the paragraph before."""
        own = choices[index]
        paragraph = place.run.paragraph
        for step in (-1, 1):
            other = index + step
            while 0 <= other < len(self._places) and self._places[other].run.paragraph == paragraph:
                if choices[other].cue is not None and choices[other].score >= self._weights.floor:
                    return Choice(choices[other].cue, self._weights.floor, inherited=True)
                other += step
        if index and self._places[index - 1].run.paragraph >= paragraph - 2 and choices[index - 1].cue is not None:
            return Choice(choices[index - 1].cue, self._weights.floor, inherited=True)
        for back in (1, 2):
            earlier = [c for c in self._by_paragraph.get(paragraph - back, ()) if c.strength == 2]
            if earlier:
                return Choice(earlier[-1], self._weights.floor, inherited=True)
        return own

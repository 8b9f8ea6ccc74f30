"""Decides for every quoted run which cue it belongs to, and with that who speaks.

Candidates are the cues of the run's paragraph, the last ones of the two paragraphs before, and the cue that the run
before was given. ``speaker_features`` describes each, the trees weigh them, the likeliest is taken.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass

from reader.analysis.gazetteer import load_words
from reader.analysis.quotes.cues import Cue
from reader.analysis.quotes.naming import Naming
from reader.analysis.quotes.page import ENDS, Page, Place
from reader.analysis.quotes.reports import Report
from reader.analysis.quotes.speaker_features import SpeakerFeatures
from reader.analysis.quotes.trees import Trees
from reader.analysis.rules import Rule

_NEAR = 8
"""Cues on each side of a run, within its paragraph, that are looked at."""

_BACK = 2
"""Paragraphs before a run's own whose last reporting verbs are looked at, and how many of each."""

_CLOSE = 8
"""Tokens from a run to a verb of saying behind it, which counts whatever announces the run."""
_FAR = 60
"""Tokens of a sentence before a colon that are looked at."""
_FLOOR = 0.05
"""Below this probability a run stays without a speaker."""


@dataclass(frozen=True, slots=True)
class Choice:
    """The cue that a run was given and how likely it is right; ``inherited``: no cue of the run's own sentence."""

    cue: Cue | None
    likely: float
    inherited: bool = False

    @property
    def rule(self) -> Rule:
        """The rule by which the run belongs to the cue."""
        return Rule.RUNNING_SPEAKER if self.inherited else Rule.CUE_BESIDE


class Candidates:
    """Finds the cues that may belong to a run of one page."""

    def __init__(self, page: Page, cues: list[Cue]) -> None:
        self._page = page
        self._by_paragraph: dict[int, list[Cue]] = {}
        for cue in cues:
            self._by_paragraph.setdefault(page.paragraphs[cue.token], []).append(cue)

    def of(self, place: Place, before: Cue | None) -> list[Cue]:
        """Return the candidates of a run; ``before`` is the cue that the run before it was given."""
        number = place.run.paragraph
        own = self._by_paragraph.get(number, [])
        at = bisect_left([cue.token for cue in own], place.start)
        if at and self._leads_in(own[at - 1], place) and not any(self._of_sentence(c, place) for c in own[at:]):
            return [own[at - 1]]
        near = own[max(0, at - _NEAR) : at + _NEAR]
        announced = self._before_colon(place, near)
        if announced and not any(cue.strength == 2 and 0 <= cue.token - place.end < _CLOSE for cue in near):
            return announced
        found = [c for c in near if c.strength == 2 or not (_spans(c, place) or self._shielded(c, near, place))]
        for back in range(1, _BACK + 1):
            lead = back == 1 and self._leads_on(place.start)
            earlier = [c for c in self._by_paragraph.get(number - back, ()) if c.strength == 2 or lead]
            found = [*found, *earlier[-_BACK:]]
        found = [*found, *(c for c in self._by_paragraph.get(number + 1, ())[:1] if c.kind == "dash")]
        if before is not None:
            return found if before in found else [*found, before]
        return found or [c for c in self._by_paragraph.get(number - 1, ()) if self._acts(c)][-1:]

    def _leads_in(self, cue: Cue, place: Place) -> bool:
        """Tell whether a sentence in which somebody only nods or shrugs stands right before a run."""
        gesture = self._page.tokens[cue.token].lemma_.lower() in load_words("gestures")
        end = self._page.last[cue.token]
        return gesture and self._acts(cue) and end <= place.start and self._page.words(end, place.start) == 0

    def _of_sentence(self, cue: Cue, place: Place) -> bool:
        return cue.strength == 2 and self._page.first[cue.token] == self._page.first[place.start]

    def _acts(self, cue: Cue) -> bool:
        """Tell whether a cue's subject is a person: who is told of right before the first words of an article."""
        head = self._page.tokens[cue.head]
        return cue.kind == "verb" and not cue.hears and (head.ent_type_ == "PERSON" or head.lower_ in {"he", "she"})

    def _before_colon(self, place: Place, near: list[Cue]) -> list[Cue]:
        """Return the cues of the sentence that a colon right before a run ends: "Berg was careful: “…”"."""
        texts = self._page.texts
        colon = next((i for i in range(place.start - 1, max(-1, place.start - 4), -1) if texts[i] == ":"), -1)
        back = range(colon - 1, max(-1, colon - _FAR), -1)
        begin = next((i for i in back if texts[i] in ENDS or "\n" in texts[i]), -1)
        return [cue for cue in near if begin < cue.token <= colon]

    def _shielded(self, cue: Cue, near: list[Cue], place: Place) -> bool:
        """Tell whether a verb that reports nothing has one that does between itself and a run after both."""
        first = self._page.first[cue.token]
        between = (c for c in near if cue.token < c.token < place.start and self._page.first[c.token] == first)
        return cue.strength == 0 and any(c.strength for c in between)

    def _leads_on(self, index: int) -> bool:
        """Tell whether the line before a token's own ends with a colon."""
        at = index - 1
        while at > 0 and self._page.is_mark(at) and self._page.tokens[at].text != ":":
            at -= 1
        return self._page.tokens[at].text == ":"


def choose_speakers(page: Page, cues: list[Cue], reports: list[Report], naming: Naming, trees: Trees) -> list[Choice]:
    """Return a choice for each run of ``page``, in order; what one run is given counts for the next."""
    candidates = Candidates(page, cues)
    features = SpeakerFeatures(page, cues, reports, naming, trees.habit)
    choices: list[Choice] = []
    for number, place in enumerate(page.places):
        before = choices[-1].cue if choices else None
        options = candidates.of(place, before)
        likely = trees.score(features.rows(number, options, before)) if options else []
        best = max(range(len(options)), key=lambda i: (likely[i], -i), default=-1)
        if best < 0 or likely[best] < _FLOOR:
            choices.append(Choice(None, 0.0))
        else:
            cue = options[best]
            inherited = page.first[cue.token] != page.first[place.start]
            choices.append(Choice(cue, likely[best], inherited))
    return choices


def _spans(cue: Cue, place: Place) -> bool:
    """Tell whether the speaker stands before a run and the verb only after it."""
    return cue.start < place.start and cue.token >= place.end

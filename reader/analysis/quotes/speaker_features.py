"""Describes a quoted run and a cue that may be its own by numbers: place, syntax, kind of cue, kind of speaker."""

from __future__ import annotations

from collections.abc import Callable
from itertools import accumulate

from reader.analysis.gazetteer import load_words
from reader.analysis.quotes.cues import Cue
from reader.analysis.quotes.naming import Naming, kind_of_speaker
from reader.analysis.quotes.page import ENDS, Page, Place
from reader.analysis.quotes.reports import Report

_FAR = 99
_NO_WAY = 9
"""Steps up the parse from which on a cue counts as no head of a run."""


class SpeakerFeatures:
    """The numbers for the runs and cues of one page.

    ``reports`` are all that the cues may report; ``habit`` says how often a lemma is the cue of quoted words.
    """

    def __init__(
        self, page: Page, cues: list[Cue], reports: list[Report], naming: Naming, habit: Callable[[str], float]
    ) -> None:
        self._page = page
        self._tokens = page.tokens
        self._naming = naming
        self._habit = habit
        strong = {cue.token for cue in cues if cue.strength == 2}
        any_cue = {cue.token for cue in cues if cue.strength}
        self._strong = [0, *accumulate(i in strong for i in range(len(page.tokens)))]
        self._any = [0, *accumulate(i in any_cue for i in range(len(page.tokens)))]
        self._ends = [0, *accumulate(page.first[i] == i for i in range(len(page.tokens)))]
        self._cue_rows: dict[int, dict[str, float]] = {}
        self._reports: dict[int, list[Report]] = {}
        for report in reports:
            self._reports.setdefault(report.cue.token, []).append(report)

    def rows(self, number: int, cues: list[Cue], before: Cue | None) -> list[dict[str, float]]:
        """Return a row for each cue; ``number`` is the run's, ``before`` the cue of the run before it."""
        place = self._page.places[number]
        shared = self._of_run(number, place)
        above = self._above(place)
        return [{**shared, **self._of_cue(cue), **self._of_pair(place, cue, before, above)} for cue in cues]

    def _of_run(self, number: int, place: Place) -> dict[str, float]:
        page = self._page
        text = self._page.text[place.run.start : place.run.end].strip(" \xa0‘’'")
        line = self._line_start(place.start)
        same = [other for other in (number - 1, number + 1) if 0 <= other < len(page.places)]
        beside = {other - number for other in same if page.places[other].run.paragraph == place.run.paragraph}
        return {
            "run_words": min(60, page.words(place.start, place.end)),
            "run_capital": text[:1].isupper(),
            "run_comma": text[-1:] == ",",
            "run_stop": text[-1:] in {".", "…"},
            "run_asks": text[-1:] in {"?", "!"},
            "run_open": place.run.open,
            "run_continues": place.run.continues,
            "run_single": place.run.single,
            "run_before": -1 in beside,
            "run_after": 1 in beside,
            "run_first": page.own_words(line, place.start) == 0,
            "starts_line": line >= place.start - 1,
            "colon": self._tokens[max(0, place.start - 2)].text == ":",
            "comma": self._tokens[max(0, place.start - 2)].text == ",",
        }

    def _line_start(self, index: int) -> int:
        """Return the first token of a run's line, looked for within reach."""
        number = self._page.paragraphs[index]
        start = index
        while start > 0 and index - start < _FAR and self._page.paragraphs[start - 1] == number:
            start -= 1
        return start

    def _of_cue(self, cue: Cue) -> dict[str, float]:
        """Return what all runs see in a cue, found once: each run looks at all cues around it."""
        row = self._cue_rows.get(cue.token)
        if row is None:
            row = self._cue_rows[cue.token] = self._describe(cue)
        return row

    def _describe(self, cue: Cue) -> dict[str, float]:
        verb, head = self._tokens[cue.token], self._tokens[cue.head]
        auxes = [t for t in verb.children if t.dep_ in {"aux", "auxpass", "neg"}]
        lemma = verb.lemma_.lower()
        return {
            "naming_cue": lemma in load_words("naming_cues"),
            "according": cue.kind == "according",
            "label": cue.kind == "colon",
            "dash": cue.kind == "dash",
            "strength": cue.strength,
            "habit": self._habit(lemma),
            "past": verb.tag_ == "VBD",
            "ing": verb.tag_ == "VBG",
            "participle": verb.tag_ == "VBN",
            "infinitive": any(t.tag_ in {"TO", "MD"} for t in auxes) or verb.tag_ == "VB",
            "negated": any(t.dep_ == "neg" for t in auxes),
            "relative": verb.dep_ in {"relcl", "acl"},
            "root": verb.dep_ == "ROOT",
            "speaker": kind_of_speaker(head),
            "speaker_person": self._naming.speaker(cue)[0] is not None,
            "speaker_plural": head.tag_ in {"NNS", "NNPS"},
            "speaker_long": min(12, cue.end - cue.start),
            "inverted": cue.start > cue.token,
            "speaker_gap": min(20, max(cue.token - cue.end, cue.start - cue.token - 1)),
        }

    def _of_pair(self, place: Place, cue: Cue, before: Cue | None, above: list[int]) -> dict[str, float]:
        page = self._page
        after = cue.token >= place.end
        low, high = _between(place, cue)
        reports = [r for r in self._reports.get(cue.token, ()) if r.holds(place.start, place.end - 1)]
        report = max(reports, key=lambda r: r.likely, default=None)
        who = self._naming.speaker(cue)[0]
        was = None if before is None else self._naming.speaker(before)[0]
        own = page.own_words(low, high)
        stops = range(low, min(high, low + 30))
        ended = self._ends[high + 1] - self._ends[low] if not after else self._ends[high] - self._ends[low]
        return {
            "after": after,
            "around": cue.first < place.start <= cue.last,
            "paragraphs": place.run.paragraph - page.paragraphs[cue.token],
            "same_sentence": page.first[cue.token] == page.first[place.start],
            "ended": min(9, ended),
            "stopped": any(page.texts[i] in ENDS and page.inside[i] < 0 for i in stops),
            "gap": min(_FAR, high - low),
            "gap_own": min(_FAR, own),
            "gap_quoted": min(_FAR, page.words(low, high) - own),
            "cues_between": min(9, self._any[high] - self._any[low]) if high > low else 0,
            "strong_between": min(9, self._strong[high] - self._strong[low]) if high > low else 0,
            "governs": above.index(cue.token) if cue.token in above else _NO_WAY,
            "reports": 0.0 if report is None else report.likely,
            "reports_more": 0 if report is None else min(60, report.end - report.start),
            "before_same_cue": before is not None and before.token == cue.token,
            "before_same_person": who is not None and who == was,
            "before_person": was is not None,
            "verb_first": cue.token < cue.start,
        }

    def _above(self, place: Place) -> list[int]:
        """Return the nearest tokens up the parse from the head of a run's first words, itself first."""
        token = self._page.doc[place.start : min(place.end, place.start + 40)].root.i
        above = [token]
        while len(above) < _NO_WAY and self._page.heads[token] != token:
            token = self._page.heads[token]
            above.append(token)
        return above


def _between(place: Place, cue: Cue) -> tuple[int, int]:
    """Return the borders of what lies between a run and its cue, the nearer of verb and speaker on the verb's side."""
    if cue.token >= place.end:
        return place.end, cue.first if cue.first >= place.end else cue.token
    return (cue.last if cue.last < place.start else cue.token) + 1, place.start

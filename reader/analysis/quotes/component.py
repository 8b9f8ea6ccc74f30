"""Who said what: direct, mixed and indirect speech with its speaker.

The steps, a module each: marks are paired (``marks``), cues outside them found (``cues``), what the cues report read
off the parse (``clauses``, ``reports``), each run given its cue (``speakers``) and told from what is no speech
(``speech``), the speaker's phrase given to a person (``naming``); here they are put together.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from spacy.language import Language
from spacy.tokens import Doc

from reader.analysis.extensions import register_extensions
from reader.analysis.quotes.cues import Cue, find_cues
from reader.analysis.quotes.naming import Naming
from reader.analysis.quotes.page import Page, Place
from reader.analysis.quotes.reports import Report, take_reports, weigh_reports
from reader.analysis.quotes.speakers import Choice, choose_speakers
from reader.analysis.quotes.speech import is_speech, is_title
from reader.analysis.quotes.trees import Trees, load_trees
from reader.analysis.quotes.turns import find_turns
from reader.analysis.quotes.unnamed import name_in_full
from reader.analysis.rules import Rule
from reader.model.analysis import Evidence, Quote, QuoteKind
from reader.model.span import Span

_SHORT = 3
_CLAUSE_LEAST = 2


class QuoteFinder:
    """Component: fills ``doc._.dateline_quotes``. Uses ``doc._.dateline_people`` where it is filled.

    ``reports`` and ``speakers`` are the trees that weigh reported clauses and speakers, those of Dateline's data by
    default.
    """

    def __init__(self, reports: Trees | None = None, speakers: Trees | None = None) -> None:
        register_extensions()
        self._reports = reports
        self._speakers = speakers

    def __call__(self, doc: Doc) -> Doc:
        """Find the quotes of ``doc``."""
        reports = self._reports or load_trees("quote_reports")
        speakers = self._speakers or load_trees("quote_speakers")
        found = _Article(doc, reports, speakers).quotes()
        quotes = sorted(found, key=lambda q: (q.span.start, -q.span.end))
        doc._.dateline_quotes = tuple(name_in_full(doc, quotes))
        return doc


@Language.factory("dateline_quotes", requires=["token.dep", "token.lemma"], assigns=["doc._.dateline_quotes"])
def make_quotes(nlp: Language, name: str) -> QuoteFinder:
    """Return the component that finds quotes."""
    del nlp, name
    return QuoteFinder()


class _Article:
    """One document on its way: runs, cues, reports, people."""

    def __init__(self, doc: Doc, reports: Trees, speakers: Trees) -> None:
        self.page = Page(doc)
        self.cues = find_cues(self.page)
        weighed = weigh_reports(self.page, self.cues, reports)
        self.reports = take_reports(self.page, self.cues, weighed)
        self.naming = Naming(self.page)
        self.choices = choose_speakers(self.page, self.cues, weighed, self.naming, speakers)
        self.turns = find_turns(self.page, self.cues, self.naming)
        self._spoken = {index for turn in self.turns for index in range(turn.start, turn.end)}
        self._around: dict[int, list[Report]] = {}
        for report in self.reports:
            for number in sorted(set(self.page.inside[report.start : report.end]) - {-1}):
                self._around.setdefault(number, []).append(report)

    def quotes(self) -> Iterator[Quote]:
        """Yield all quotes, not yet in order."""
        pieces: dict[Report, list[Place]] = {}
        for turn in self.turns:
            span = self.page.span(turn.start, turn.end)
            yield self._build(span, QuoteKind.DIRECT, (span,), turn.cue, Rule.TURN, turn.continues)
        for number, (place, choice) in enumerate(zip(self.page.places, self.choices, strict=True)):
            if place.start in self._spoken or is_title(self.page, place):
                continue
            report = self._report_over(number, place, choice)
            if report is not None:
                pieces.setdefault(report, []).append(place)
            elif is_speech(self.page, place, choice):
                yield self._direct(place, choice)
        for report in self.reports:
            if report.start in self._spoken:
                continue
            if report in pieces:
                yield self._mixed(report, pieces[report])
            elif report.end - report.start >= _CLAUSE_LEAST and not self._quotes_in(report):
                span = self.page.span(report.start, report.end)
                yield self._build(span, QuoteKind.INDIRECT, (), report.cue, Rule.REPORTED_CLAUSE)

    def _quotes_in(self, report: Report) -> bool:
        """Tell whether anything but titles stands between marks in a report; for a weak cue a title counts too."""
        numbers = set(self.page.inside[report.start : report.end]) - {-1}
        return any(report.cue.strength < 2 or not is_title(self.page, self.page.places[n]) for n in numbers)

    def _report_over(self, number: int, place: Place, choice: Choice) -> Report | None:
        """Return the report that holds the run among words of its own.

        That of the run's cue; else the smallest around it, when the run's own cue is a weak one or names the same
        speaker ("he says he would tell him “no more”").
        """
        if choice.cue is None or choice.inherited:
            return None
        around = [r for r in self._around.get(number, ()) if r.holds(place.start, place.end - 1)]
        own = next((r for r in around if r.cue == choice.cue), None)
        if own is not None or not around:
            return own
        smallest = min(around, key=lambda r: r.end - r.start)
        who, _ = self.naming.speaker(smallest.cue)
        same = who is not None and who == self.naming.speaker(choice.cue)[0]
        return smallest if same or choice.cue.strength == 0 or place.end - place.start < _SHORT else None

    def _direct(self, place: Place, choice: Choice) -> Quote:
        span = _stripped(self.page.text, place.run.start, place.run.end)
        return self._build(span, QuoteKind.DIRECT, (span,), choice.cue, choice.rule, place.run.continues)

    def _mixed(self, report: Report, places: list[Place]) -> Quote:
        text = self.page.text
        pieces = tuple(_stripped(text, p.run.start, p.run.end) for p in places)
        span = self.page.span(report.start, report.end)
        whole = Span(min(span.start, pieces[0].start), max(span.end, pieces[-1].end))
        whole = _with_mark(text, whole, pieces[-1])
        return self._build(whole, QuoteKind.MIXED, pieces, report.cue, Rule.REPORTED_CLAUSE)

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
        word = self.page.span(cue.token, cue.token + (2 if cue.kind == "according" else 1))
        if cue.hears:
            return Quote(span, kind, pieces, None, None, word, continues, (Evidence(rule, word),))
        where = self.page.span(cue.start, cue.end)
        who, how = self.naming.speaker(cue)
        evidence = (Evidence(rule, word), Evidence(how, where))
        return Quote(span, kind, pieces, who, where, word, continues, evidence)


def _with_mark(text: str, whole: Span, piece: Span) -> Span:
    """Return a clause with the closing mark of its last words when the opening one stands in it."""
    closing = re.match(r"\s*(?:[”»’\"]|'{1,2})", text[piece.end : piece.end + 3])
    if whole.end != piece.end or whole.start >= piece.start or closing is None:
        return whole
    return Span(whole.start, whole.end + closing.end())


def _stripped(text: str, start: int, end: int) -> Span:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end)

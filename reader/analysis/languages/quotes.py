"""Finds quotes by a language's own marks, and the speaker where one person alone is named beside them."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from spacy.language import Language
from spacy.tokens import Doc

from reader.analysis.extensions import register_extensions
from reader.analysis.languages.countries import UNSPACED
from reader.analysis.languages.marks import find_foreign_runs
from reader.analysis.quotes.marks import Run
from reader.analysis.rules import Rule
from reader.model.analysis import Evidence, Person, Quote, QuoteKind
from reader.model.span import Span

_FEWEST_WORDS = 3
_FEWEST_SIGNS = 6
"""Shorter runs that end without a stop are titles and single words, not speech."""

_TOLD = re.compile(r",\s[—–-]\s")
"""What stands between short speech and who says it in Slavic languages: «Нет», — сказал он."""

_STOPS = tuple(".!?…,。！？，、")
# The end of a sentence: a stop behind a word, so that "M. Durand" and "z. B." go on; or the end of the paragraph.
_SENTENCE_END = re.compile(r"(?<=\w\w\w)[.!?…]+(?=\s)|[。！？]|\n")


class ForeignQuoteFinder:
    """Component: fills ``doc._.dateline_quotes``; reads speakers off ``doc._.dateline_people`` where it is filled."""

    def __init__(self, language: str) -> None:
        register_extensions()
        self._language = language

    def __call__(self, doc: Doc) -> Doc:
        """Find the quotes of ``doc``."""
        text = doc.text
        runs = find_foreign_runs(text, self._language)
        people: tuple[Person, ...] = doc._.dateline_people
        neighbours = _Neighbours(text, runs, people)
        quotes: list[Quote] = []
        for run in runs:
            if self._is_speech(text, run):
                quotes.append(_quote(text, run, neighbours, quotes[-1] if quotes else None))
        doc._.dateline_quotes = tuple(quotes)
        return doc

    def _is_speech(self, text: str, run: Run) -> bool:
        """Tell speech from the titles and single words that stand between marks too."""
        inside = text[run.start : run.end].strip()
        if not any(c.isalnum() for c in inside):
            return False
        long = len(inside) >= _FEWEST_SIGNS if self._language in UNSPACED else len(inside.split()) >= _FEWEST_WORDS
        return long or run.open or inside.endswith(_STOPS) or _TOLD.match(text, run.end + 1) is not None


@Language.factory("dateline_foreign_quotes", default_config={"language": ""}, assigns=["doc._.dateline_quotes"])
def make_foreign_quotes(nlp: Language, name: str, language: str) -> ForeignQuoteFinder:
    """Return the component that finds quotes by a language's own marks; "" is the pipeline's language."""
    del name
    return ForeignQuoteFinder(language or nlp.lang or "")


class _Neighbours:
    """Who is named outside the marks, and in which sentence."""

    def __init__(self, text: str, runs: Sequence[Run], people: Sequence[Person]) -> None:
        starts = [run.start for run in runs]
        self._mentions: list[tuple[Span, str]] = []
        for span, who in sorted((span, person.id) for person in people for span in person.mentions):
            at = bisect_right(starts, span.start) - 1
            if at < 0 or span.start >= runs[at].end:
                self._mentions.append((span, who))
        self._borders = [0, *(match.end() for match in _SENTENCE_END.finditer(text)), len(text)]

    def speaker(self, run: Run) -> tuple[Span, str] | None:
        """Return the one person named behind the marks in their sentence; else the one named before them in it."""
        for near in (
            self._between(run.end, self.sentence_end(run)),
            self._between(self._sentence_start(run), run.start),
        ):
            if len({who for _, who in near}) == 1:
                return near[0]
        return None

    def nobody_but(self, who: str, start: int, end: int) -> bool:
        """Tell whether no other person is named between two offsets."""
        return {each for _, each in self._between(start, end)} <= {who}

    def sentence_end(self, run: Run) -> int:
        """Return where the sentence that goes on behind a run ends."""
        return self._borders[bisect_left(self._borders, run.end)]

    def _sentence_start(self, run: Run) -> int:
        return self._borders[bisect_right(self._borders, run.start) - 1]

    def _between(self, start: int, end: int) -> Sequence[tuple[Span, str]]:
        first = bisect_left(self._mentions, start, key=lambda each: each[0].start)
        last = bisect_left(self._mentions, end, key=lambda each: each[0].start)
        return self._mentions[first:last]


def _quote(text: str, run: Run, neighbours: _Neighbours, before: Quote | None) -> Quote:
    inside = text[run.start : run.end]
    start = run.start + len(inside) - len(inside.lstrip())
    span = Span(start, max(start, run.start + len(inside.rstrip())))
    named = None if run.continues else neighbours.speaker(run)
    if named is not None:
        where, who = named
        return Quote(span, QuoteKind.DIRECT, (span,), who, where, evidence=(Evidence(Rule.NAMED_BESIDE, where),))
    if before is None or not (run.continues or _goes_on(text, before, run, neighbours)):
        return Quote(span, QuoteKind.DIRECT, (span,))
    why = (Evidence(Rule.RUNNING_SPEAKER, before.speaker_span),)
    return Quote(span, QuoteKind.DIRECT, (span,), before.speaker, before.speaker_span, None, run.continues, why)


def _goes_on(text: str, before: Quote, run: Run, neighbours: _Neighbours) -> bool:
    """Tell whether the speaker of the quote before goes on: the same paragraph, and nobody else named since."""
    if before.speaker is None or "\n" in text[before.span.end : run.start]:
        return False
    return neighbours.nobody_but(before.speaker, before.span.end, neighbours.sentence_end(run))

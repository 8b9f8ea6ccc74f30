"""One document as the steps of the quotes see it: runs as tokens, sentences, paragraphs, counts of words."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from itertools import accumulate

from spacy.tokens import Doc

from reader.analysis.columns import heads_in, numbers_in, strings_in
from reader.analysis.quotes.marks import Run, find_runs
from reader.model.span import Span

ENDS = frozenset(".?!…")
"""What ends a sentence."""

_MARKS = frozenset(",:;—–-“”\"‘’'.!?()") | {"--", "''", "``"}


@dataclass(frozen=True, slots=True)
class Place:
    """A run as tokens: ``start`` and ``end`` lie inside the marks."""

    run: Run
    start: int
    end: int


class Page:
    """A document with its runs and borders; all borders are token indices, half-open.

    ``tokens`` and ``text`` are the document's; ``texts``, ``lowers``, ``parts`` (of speech), ``heads``,
    ``spaces`` and ``puncts`` what the tokens are; ``inside`` holds for each token the number of its run, -1 outside;
    ``begins`` counts the sentences up to it; ``paragraphs`` holds the number of its line, counted as ``find_runs``
    counts; ``first`` and ``last`` the borders of its sentence. A sentence that ends inside a run goes on to the run's
    end.
    """

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        self.text = doc.text  # kept: spaCy puts it together anew from all tokens at every use
        self.tokens = list(doc)  # kept: spaCy makes a new object of a token at every use
        self.texts, self.lowers = strings_in(doc, "ORTH"), strings_in(doc, "LOWER")
        self.parts = strings_in(doc, "POS")
        self.heads = heads_in(doc)
        self.spaces = numbers_in(doc, "IS_SPACE")
        self.puncts = numbers_in(doc, "IS_PUNCT")
        starts = [start == 1 for start in numbers_in(doc, "SENT_START")]
        self.begins = [*accumulate(starts)]
        self._starts = numbers_in(doc, "IDX")
        self.paragraphs = _paragraph_numbers(self._starts, self.text)
        self.places = [place for run in find_runs(self.text) if (place := self._place(run)) is not None]
        self.inside = [-1] * len(doc)
        for number, place in enumerate(self.places):
            for index in range(place.start, place.end):
                self.inside[index] = number
        self.first, self.last = self._sentences()
        spelt = {text for text in set(self.texts) if any(map(str.isalnum, text))}
        words = [text in spelt for text in self.texts]
        self._words = _sums(words)
        self._own = _sums([word and number < 0 for word, number in zip(words, self.inside, strict=True)])

    def _place(self, run: Run) -> Place | None:
        first = bisect_left(self._starts, run.start)
        if first and self._starts[first - 1] + len(self.texts[first - 1]) > run.start:
            first -= 1
        last = bisect_left(self._starts, run.end)
        return Place(run, first, last) if last > first else None

    def _sentences(self) -> tuple[list[int], list[int]]:
        first, last = [0] * len(self.tokens), [0] * len(self.tokens)
        start = 0
        for index in range(1, len(self.tokens) + 1):
            ends = index == len(self.tokens) or self.begins[index] > self.begins[index - 1]
            if ends and (index == len(self.tokens) or not self._quoted_through(index)):
                first[start:index] = [start] * (index - start)
                last[start:index] = [index] * (index - start)
                start = index
        return first, last

    def _quoted_through(self, index: int) -> bool:
        return self.inside[index] >= 0 and self.inside[index] == self.inside[index - 1]

    def is_mark(self, index: int) -> bool:
        """Tell whether a token is a mark or white space, not a word."""
        return self.texts[index] in _MARKS or bool(self.spaces[index])

    def is_utterance(self, number: int) -> bool:
        """Tell whether a run begins like a sentence and ends like one, or before a comma."""
        run = self.places[number].run
        text = self.text[run.start : run.end].strip(" \xa0‘’'")
        return text[:1].isupper() and text[-1:] in {",", ".", "?", "!", "…"}

    def words(self, start: int, end: int) -> int:
        """Count the words between two borders."""
        return self._words[end] - self._words[start] if end > start else 0

    def own_words(self, start: int, end: int) -> int:
        """Count the words between two borders that stand outside the marks."""
        return self._own[end] - self._own[start] if end > start else 0

    def trim(self, start: int, end: int) -> tuple[int, int]:
        """Cut marks, punctuation and white space off both ends; runs stay whole."""
        while start < end and self.is_mark(start) and self.inside[start] < 0:
            start += 1
        while end > start and self.is_mark(end - 1) and self.inside[end - 1] < 0:
            end -= 1
        return start, end

    def span(self, start: int, end: int) -> Span:
        """Return the characters between two borders."""
        return Span(self._starts[start], self._starts[end - 1] + len(self.texts[end - 1]))


def _paragraph_numbers(starts: list[int], text: str) -> list[int]:
    numbers, current, position = [], 0, 0
    breaks = [match.start() for match in re.finditer(r"(?<=[^\n])\n", text)]
    for start in starts:
        while position < len(breaks) and breaks[position] < start:
            position += 1
            current += 1
        numbers.append(current)
    return numbers


def _sums(flags: list[bool]) -> list[int]:
    return [0, *accumulate(flags)]

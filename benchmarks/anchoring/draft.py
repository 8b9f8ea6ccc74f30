"""An article that is being edited: a list of paragraphs of sentences of words, each with the place it came from."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass

from benchmarks.anchoring.cases import GAP, sentences


@dataclass(frozen=True, slots=True)
class Word:
    """A word, and where it began in the old text; -1 when it is new."""

    text: str
    origin: int = -1


Sentence = list[Word]
Paragraph = list[Sentence]
Draft = list[Paragraph]


def draft_of(blocks: Sequence[str]) -> Draft:
    """Return the draft of paragraphs."""
    made, at = [], 0
    for block in blocks:
        spans = sentences(block)
        borders = [0, *(start for start, _ in spans[1:]), len(block)]
        paragraph = []
        for start, end in itertools.pairwise(borders):
            sentence, where = [], at + start
            for word in block[start:end].split(" "):
                if word:
                    sentence.append(Word(word, where))
                where += len(word) + 1
            if sentence:
                paragraph.append(sentence)
        made.append(paragraph)
        at += len(block) + len(GAP)
    return made

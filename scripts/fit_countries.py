"""Fit the weights by which the meaning of a place's name is chosen (``reader/analysis/data/country_weights.tsv``).

    pip install -e .      # numpy comes with spaCy
    python scripts/fit_countries.py tests/analysis/texts/local_news.txt tests/analysis/texts/people.txt

The first file holds texts with the countries that they name and that a place tells (``test_local_news.py`` says how);
a name is a question where just one of its meanings agrees with them. Each text is asked four times: as it is, without
the states behind its towns ("PERU, Ind." is "PERU"), and two excerpts of that, so that the weights know articles that
tell less. The other files are news of the world: there a country's name is the country and a
capital's the capital.

A choice between the meanings of each name (conditional logit) with an L2 penalty for leaving the weights that the
file has, none of which knows a word. Prints how many names are chosen wrong with the old weights, and with new ones on
five folds of texts that were left out of the fit.
"""

from __future__ import annotations

import re
import sys
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from spacy.language import Language
from spacy.tokens import Doc

from reader.analysis.countries.other_words import other_words
from reader.analysis.countries.place_mention import Mention
from reader.analysis.countries.places import find_names, is_no_place
from reader.analysis.countries.scene import NOTHING, Scene, settle_pairs, settle_rest
from reader.analysis.gazetteer import COUNTRY_KINDS, PlaceKind, Reading, load_gazetteer
from reader.analysis.pipeline import build_pipeline
from reader.analysis.rules import Rule
from reader.analysis.version import DEFAULT_MODEL

TARGET = Path(__file__).resolve().parent.parent / "reader" / "analysis" / "data" / "country_weights.tsv"
HEAD = re.compile(r"^= (?P<title>.+?) \| named:(?P<named>.*?) \| inside:(?P<inside>.*)$", re.MULTILINE)
PENALTY = 1.0
FOLDS = 5
STEPS, RATE = 3_000, 0.02
KEPT = ("prior", "known", "abroad", NOTHING)
"""Signs whose weight is not fitted: they set the scale."""

PEOPLE = PlaceKind.DEMONYM

Numbers = NDArray[np.float64]


@dataclass(frozen=True)
class Question:
    """A name in a text: what speaks for each of its meanings, and which of them are right."""

    text: str
    name: str
    signs: list[dict[str, float]]
    right: list[bool]
    share: float


@dataclass(frozen=True)
class Text:
    """A text of ours; ``named`` is None in news of the world."""

    title: str
    text: str
    named: frozenset[str] | None
    wide: frozenset[str]


def local_texts(path: Path) -> Iterator[Text]:
    """Yield the texts of local news and the countries in them."""
    content = path.read_text("utf-8")
    found = list(HEAD.finditer(content))
    for match, following in zip(found, [*found[1:], None], strict=True):
        named, inside = (frozenset(re.findall(r"[A-Z]{2}", match[part])) for part in ("named", "inside"))
        text = content[match.end() : following.start() if following else None].strip()
        yield Text(match["title"], text, named, named | inside)


def world_texts(path: Path) -> Iterator[Text]:
    """Yield news of the world."""
    content = re.sub(r"\{\w+:([^}]*)\}", r"\1", path.read_text("utf-8"))
    for text in re.split(r"(?m)^= .*$", content)[1:]:
        yield Text(text[:40], text.strip(), None, frozenset())


class Asker:
    """Reads texts as the component does and notes what it had to choose between."""

    def __init__(self, nlp: Language) -> None:
        self._nlp = nlp
        self._gazetteer = load_gazetteer()

    def questions(self, text: Text) -> Iterator[Question]:
        """Yield the questions of a text and of its copies."""
        doc = self._nlp(text.text)
        bare = self._without_states(doc)
        copies = [text.text, bare, *excerpts(bare)] if text.named is not None else [text.text]
        for copy in dict.fromkeys(copies):
            yield from self._asked(text, self._nlp(copy), 1 / len(copies))

    def _read(self, doc: Doc) -> tuple[list[Mention], list[Mention]]:
        names = list(find_names(doc, self._gazetteer))
        others = other_words(doc, names)
        return names, [each for each in names if each.name not in others and not is_no_place(doc, each)]

    def _without_states(self, doc: Doc) -> str:
        _, mentions = self._read(doc)
        settle_pairs(doc, mentions)
        text, ends = doc.text, {mention.start: mention.end for mention in mentions}
        cuts = []
        for mention in mentions:
            outer = mention.end + 1
            if mention.rule is Rule.PLACE_PAIR and outer in ends:
                last = doc[ends[outer] - 1]
                cuts.append((doc[mention.end].idx, last.idx + len(last)))
        for start, end in reversed(cuts):
            text = text[:start] + text[end:].removeprefix(",")
        return text

    def _asked(self, text: Text, doc: Doc, share: float) -> Iterator[Question]:
        names, mentions = self._read(doc)
        settle_pairs(doc, mentions)
        doubtful = {each.name: each for each in mentions if each.settled is None and PEOPLE not in each.kinds}
        scene = Scene(doc, names, mentions)
        settle_rest(doc, mentions, scene)
        for name, mention in doubtful.items():
            meanings = scene.meanings(name, mention.readings)
            right = [self._fits(text, r, name, names) for r in meanings]
            agreed = {(r.code, r.kind in COUNTRY_KINDS) for r, fits in zip(meanings, right, strict=True) if fits}
            signs = [scene.signs(name, r) for r in meanings]
            if mention.can_be_country:
                signs, right = [*signs, {NOTHING: 1.0}], [*right, not agreed]
            if len(agreed) <= 1 and any(right) and not all(right):
                yield Question(text.title, name, signs, right, share)

    def _fits(self, text: Text, reading: Reading, name: str, names: Sequence[Mention]) -> bool:
        """Tell whether a meaning agrees with the label: a country that only this name can tell is told by it."""
        if text.named is None:
            first = self._gazetteer.readings(name)[0]
            capital = next((r.code for r in self._gazetteer.readings(name) if r.kind is PlaceKind.CAPITAL), None)
            return reading.kind is PlaceKind.NAME or (first.kind is not PlaceKind.NAME and reading.code == capital)
        told = {r.code for r in self._gazetteer.readings(name) if r.kind in COUNTRY_KINDS} & text.named
        others = {r.code for each in names if each.name != name for r in each.readings if r.kind in COUNTRY_KINDS}
        if reading.kind in COUNTRY_KINDS:
            return reading.code in text.named
        return reading.code in text.wide and not told - others


def excerpts(text: str) -> list[str]:
    """Return the first paragraphs of a text, and its first with two others."""
    paragraphs = text.split("\n\n")
    others = sorted(range(1, len(paragraphs)), key=lambda at: zlib.crc32(paragraphs[at].encode()))[:2]
    return ["\n\n".join(paragraphs[:3]), "\n\n".join(paragraphs[at] for at in [0, *sorted(others)])]


def fit(questions: Sequence[Question], signs: Sequence[str], start: Numbers) -> Numbers:
    """Return the weights under which the right meanings are likeliest, near ``start``."""
    weights = start.copy()
    free = np.array([sign not in KEPT for sign in signs], dtype=np.float64)
    asked = [(matrix(q, signs), np.array(q.right), q.share) for q in questions]
    first, second = np.zeros_like(weights), np.zeros_like(weights)
    for step in range(1, STEPS + 1):
        gradient = PENALTY * (weights - start)
        for values, right, share in asked:
            scores = values @ weights
            gradient -= share * (chances(scores[right]) @ values[right] - chances(scores) @ values)
        gradient *= free
        first = 0.9 * first + 0.1 * gradient
        second = 0.999 * second + 0.001 * gradient**2
        weights -= RATE * (first / (1 - 0.9**step)) / (np.sqrt(second / (1 - 0.999**step)) + 1e-8)
    return weights


def chances(scores: Numbers) -> Numbers:
    """Return how likely each meaning is."""
    odds: Numbers = np.exp(scores - scores.max())
    shares: Numbers = odds / odds.sum()
    return shares


def matrix(question: Question, signs: Sequence[str]) -> Numbers:
    """Return the signs of each meaning as numbers."""
    values: Numbers = np.array([[found.get(sign, 0.0) for sign in signs] for found in question.signs])
    return values


def wrong(questions: Sequence[Question], signs: Sequence[str], weights: Numbers) -> list[Question]:
    """Return the questions that weights answer wrong."""
    return [q for q in questions if not q.right[int(np.argmax(matrix(q, signs) @ weights))]]


def fold_of(question: Question) -> int:
    """Return the fold that a text is in, with all its copies."""
    return zlib.crc32(question.text.encode()) % FOLDS


def main(local: str, *world: str) -> None:
    """Fit, tell and write."""
    asker = Asker(build_pipeline(DEFAULT_MODEL))
    texts = [*local_texts(Path(local)), *(text for path in world for text in world_texts(Path(path)))]
    questions = [question for text in texts for question in asker.questions(text)]
    lines = TARGET.read_text("utf-8").splitlines()
    old = dict(line.split("\t") for line in lines if not line.startswith("#"))
    signs = sorted(old)
    start = np.array([float(old[sign]) for sign in signs])
    print(f"{len(questions)} questions; wrong with the old weights: {weigh(wrong(questions, signs, start)):.1f}")
    missed: list[Question] = []
    for fold in range(FOLDS):
        weights = fit([q for q in questions if fold_of(q) != fold], signs, start)
        missed += wrong([q for q in questions if fold_of(q) == fold], signs, weights)
    print(f"wrong on folds left out: {weigh(missed):.1f} of {weigh(questions):.1f}")
    weights = fit(questions, signs, start)
    print(f"wrong with all: {weigh(wrong(questions, signs, weights)):.1f}")
    told = [f"{sign}\t{weight:.2f}" for sign, weight in zip(signs, weights, strict=True)]
    TARGET.write_text("\n".join([*(line for line in lines if line.startswith("#")), *told]) + "\n", "utf-8")


def weigh(questions: Sequence[Question]) -> float:
    """Return how many questions these are, the copies of a text together counting as one."""
    return sum(q.share for q in questions)


if __name__ == "__main__":
    main(*sys.argv[1:])

"""Texts in, analyses out: the pure function that a worker process runs. Importing this module imports spaCy."""

from __future__ import annotations

import functools
import re
import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice

from spacy.language import Language
from spacy.tokens import Doc

from reader.analysis.merge import merge_pieces
from reader.analysis.models import ENGLISH
from reader.analysis.pipeline import build_pipeline
from reader.analysis.version import ANALYSIS_VERSION, model_version
from reader.model.analysis import Analysis, Entity, Evidence, Person, Quote
from reader.model.article import text_hash
from reader.model.span import Span

PIECE = 24_000
"""Longest text, in characters, that is analysed in one piece: some 4,000 words, longer than nearly every article. The
model needs some 50 kB a token, so this and ``TOKENS`` bound the worker's memory. Longer texts are cut between
paragraphs."""

TOKENS = 6_000
"""Most tokens that go through the model together. Only in tables and heaps of marks are as many in one piece."""

_TOKEN = re.compile(r"\w+|[^\w\s]")
_BREAK = re.compile(r"\n{2,}")
_SOFT_BREAKS = (re.compile(r"\n"), re.compile(r"[.!?][”\"’']?\s+"), re.compile(r"\s"))


@functools.lru_cache(maxsize=1)
def warm_pipeline(model: str) -> Language:
    """Return the pipeline of that name, built on first need and kept."""
    return build_pipeline(model)


def analyse(texts: Sequence[str], model: str) -> list[Analysis]:
    """Analyse English texts with the pipeline named ``model``; the analyses come back in the texts' order.

    A text that the pipeline fails on gets an analysis with nothing in it: the others are not lost with it.

    Raises:
        AnalysisError: the pipeline can't be loaded.
    """
    return analyse_with(warm_pipeline(model), texts, model_version(model), ENGLISH)


def analyse_with(nlp: Language, texts: Sequence[str], stamp: str, language: str) -> list[Analysis]:
    """Analyse texts of one language with a pipeline that ends in Dateline's components; ``stamp`` names its model."""
    pieces = [(number, offset, part) for number, text in enumerate(texts) for offset, part in cut(text)]
    found: list[list[Analysis]] = [[] for _ in texts]
    begin = time.perf_counter()
    for (number, offset, part), doc in zip(pieces, _docs(nlp, [part for _, _, part in pieces]), strict=True):
        now = time.perf_counter()
        found[number].append(_shifted(_analysis(doc, part, stamp, now - begin), offset))
        begin = now
    return [
        replace(merge_pieces(text_hash(text), stamp, parts), language=language)
        for text, parts in zip(texts, found, strict=True)
    ]


def cut(text: str) -> Iterator[tuple[int, str]]:
    """Yield (offset, piece) for pieces of at most ``PIECE`` characters and ``TOKENS`` tokens that make up ``text``.

    Cuts at the last paragraph border that fits, else at a line's, a sentence's or a word's end, else anywhere.
    """
    start = 0
    while (furthest := _furthest(text, start)) < len(text):
        window = text[start:furthest]
        end = _last_break(window)
        yield start, window[:end]
        start += end
    yield start, text[start:]


def _furthest(text: str, start: int) -> int:
    """Return where a piece that begins at ``start`` has to end at the latest."""
    end = min(len(text), start + PIECE)
    too_many = next(islice(_TOKEN.finditer(text, start, end), TOKENS, None), None)
    return too_many.start() if too_many else end


def _last_break(window: str) -> int:
    for pattern in (_BREAK, *_SOFT_BREAKS):
        found = [match.end() for match in pattern.finditer(window, len(window) // 2)]
        if found:
            return found[-1]
    return len(window)


def _docs(nlp: Language, parts: list[str]) -> Iterator[Doc | None]:
    """Yield a document for each text, None for one that failed; the rest of its batch is done one by one."""
    for batch in _batches(parts):
        try:
            done: list[Doc | None] = list(nlp.pipe(batch, batch_size=len(batch)))
        except Exception:  # noqa: BLE001  a foreign pipeline may raise anything; the text that did is found below
            done = [_one(nlp, part) for part in batch]
        while done:  # a document that was handed on is let go before the next batch comes
            yield done.pop(0)


def _batches(parts: list[str]) -> Iterator[list[str]]:
    batch: list[str] = []
    size = 0
    for part in parts:
        tokens = sum(1 for _ in _TOKEN.finditer(part))
        if batch and size + tokens > TOKENS:
            yield batch
            batch, size = [], 0
        batch.append(part)
        size += tokens
    if batch:
        yield batch


def _one(nlp: Language, part: str) -> Doc | None:
    try:
        return nlp(part)
    except Exception:  # noqa: BLE001  as above: this text alone goes without an analysis
        return None


def _analysis(doc: Doc | None, text: str, model: str, seconds: float) -> Analysis:
    if doc is None:
        return Analysis("", model, ANALYSIS_VERSION, (), (), (), (), seconds)
    people: tuple[Person, ...] = doc._.dateline_people
    countries = doc._.dateline_countries
    person_at = {span: person.id for person in people for span in person.mentions}
    country_at = {span.start: country.code for country in countries for span in (*country.mentions, *country.via)}
    entities = []
    for ent in doc.ents:
        span = Span(ent.start_char, ent.end_char)
        country = next((country_at[t.idx] for t in ent if t.idx in country_at), None)
        place = country if ent.label_ in {"GPE", "NORP", "LOC", "FAC"} else None
        entities.append(Entity(span, ent.label_, person_at.get(span), place))
    del text
    return Analysis("", model, ANALYSIS_VERSION, tuple(entities), people, countries, doc._.dateline_quotes, seconds)


def _shifted(found: Analysis, by: int) -> Analysis:
    """Return an analysis of a piece with its offsets counted in the whole text."""
    if not by:
        return found

    def move(span: Span) -> Span:
        return Span(span.start + by, span.end + by)

    def moved(spans: tuple[Span, ...]) -> tuple[Span, ...]:
        return tuple(move(span) for span in spans)

    def reasons(evidence: tuple[Evidence, ...]) -> tuple[Evidence, ...]:
        return tuple(replace(each, span=each.span and move(each.span)) for each in evidence)

    def quote(q: Quote) -> Quote:
        return replace(
            q,
            span=move(q.span),
            pieces=moved(q.pieces),
            speaker_span=q.speaker_span and move(q.speaker_span),
            named_span=q.named_span and move(q.named_span),
            cue=q.cue and move(q.cue),
            evidence=reasons(q.evidence),
        )

    return replace(
        found,
        entities=tuple(replace(e, span=move(e.span)) for e in found.entities),
        people=tuple(
            replace(p, mentions=moved(p.mentions), pronouns=moved(p.pronouns), evidence=reasons(p.evidence))
            for p in found.people
        ),
        countries=tuple(
            replace(c, mentions=moved(c.mentions), via=moved(c.via), evidence=reasons(c.evidence))
            for c in found.countries
        ),
        quotes=tuple(quote(q) for q in found.quotes),
    )

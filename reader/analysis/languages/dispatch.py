"""Articles in any language in, analyses out: each goes to the pipeline of its own language."""

from __future__ import annotations

import functools
from collections.abc import Sequence

from spacy.language import Language

from reader.analysis import worker
from reader.analysis.languages.detect import detect_language
from reader.analysis.languages.pipeline import build_foreign_pipeline
from reader.analysis.models import ENGLISH, Models, Request
from reader.model.analysis import Analysis


@functools.lru_cache(maxsize=2)
def warm_foreign_pipeline(language: str, model: str) -> Language:
    """Return the pipeline for a language, built on first need and kept while few others are asked for."""
    return build_foreign_pipeline(language, model)


def analyse(requests: Sequence[Request], models: Models) -> list[Analysis]:
    """Analyse texts in the language that each is in; the analyses come back in the texts' order.

    Raises:
        AnalysisError: a pipeline that is set can't be loaded.
    """
    places: dict[str, list[int]] = {}
    for number, request in enumerate(requests):
        places.setdefault(detect_language(request.text, request.language), []).append(number)
    found: dict[int, Analysis] = {}
    for language, numbers in places.items():
        texts = [requests[number].text for number in numbers]
        found |= zip(numbers, _analyse(texts, language, models), strict=True)
    return [found[number] for number in range(len(requests))]


def _analyse(texts: list[str], language: str, models: Models) -> list[Analysis]:
    if language == ENGLISH:
        return worker.analyse(texts, models.english)
    nlp = warm_foreign_pipeline(language, models.of(language))
    return worker.analyse_with(nlp, texts, models.stamp(language), language)

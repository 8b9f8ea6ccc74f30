"""What goes to a worker: texts with their languages, and the spaCy pipelines to use. Imports no spaCy."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from reader.analysis.version import DEFAULT_MODEL, model_version
from reader.model.article import Article, Draft

ENGLISH = "en"
_TAG = r"[A-Za-z]{2,3}([-_][A-Za-z0-9]+)*"

NO_MODEL = ""
"""What stands for the pipeline where a language has none: marks and names are found without one."""


class Request(NamedTuple):
    """A text to analyse; ``language`` is what its source says ("fr", "pt-BR"), "" where that is unknown."""

    text: str
    language: str = ""


def request_of(article: Article | Draft) -> Request:
    """Return what has to be known of an article to analyse it."""
    return Request(article.text, article.language)


class Models(NamedTuple):
    """Which installed spaCy pipeline reads which language: one for English, ``others`` by ISO 639-1 code."""

    english: str = DEFAULT_MODEL
    others: Mapping[str, str] = {}

    def of(self, language: str) -> str:
        """Return the name of the pipeline for a language, ``NO_MODEL`` where none is set."""
        return self.english if language == ENGLISH else self.others.get(language, NO_MODEL)

    def stamp(self, language: str) -> str:
        """Return the pipeline's name and version: what an analysis of that language is filed under."""
        name = self.of(language)
        return model_version(name) if name else NO_MODEL

    def stamps(self, language: str = "") -> Iterator[str]:
        """Yield what an analysis of a text can be filed under: of one language, or of any when it is ""."""
        said = base_language(language)
        known = (said,) if said else (ENGLISH, *self.others, "")
        yield from dict.fromkeys(self.stamp(each) for each in known)


def base_language(tag: str) -> str:
    """Return the language of a tag without script and region: "pt" for "pt-BR" or " PT_br "; "nb" is "no".

    Returns "" for what is no language tag, such as "English".
    """
    if not re.fullmatch(_TAG, tag.strip()):
        return ""
    base = tag.strip().lower().replace("_", "-").partition("-")[0]
    return {"nb": "no", "nn": "no"}.get(base, base)

"""Builds the pipeline that reads one other language than English: with a model where one is set, else without."""

from __future__ import annotations

import re

import spacy
from spacy.language import Language
from spacy.tokens import Doc
from spacy.vocab import Vocab

from reader.analysis.languages import countries, people, quotes  # noqa: F401  registers their factories
from reader.analysis.languages.countries import UNSPACED
from reader.analysis.models import base_language
from reader.analysis.pipeline import BoundedTokenizer, load_model
from reader.errors import AnalysisError

_UNNEEDED = ("parser", "tagger", "morphologizer", "lemmatizer", "trainable_lemmatizer", "attribute_ruler", "senter")
"""What a foreign pipeline may have that nothing here asks for; entities are found without it."""

_LANGUAGE_COMPONENTS = ("dateline_foreign_countries", "dateline_foreign_quotes")


_WORDS = re.compile(r"\w+|\s+|[^\w\s]")
_SIGNS = re.compile(r".", re.DOTALL)


class PlainTokenizer:
    """Cuts a text into all that ``pattern`` matches, which has to be the whole of it.

    No model reads these tokens; they only carry the names that were found. For languages without blanks every sign is
    one: their own tokenizers are large packages.
    """

    def __init__(self, vocab: Vocab, pattern: re.Pattern[str]) -> None:
        self._vocab = vocab
        self._pattern = pattern

    def __call__(self, text: str) -> Doc:
        """Return the tokens of ``text``."""
        words = self._pattern.findall(text)
        return Doc(self._vocab, words=words, spaces=[False] * len(words))


def build_foreign_pipeline(language: str, model: str) -> Language:
    """Return a pipeline for ``language``; ``model`` is an installed spaCy pipeline for it, "" for none.

    Raises:
        AnalysisError: the model isn't installed, finds no names, or is another language's.
    """
    nlp = _with_model(language, model) if model else _without_model(language)
    for name in _LANGUAGE_COMPONENTS:
        nlp.add_pipe(name, config={"language": language})
    return nlp


def _with_model(language: str, model: str) -> Language:
    nlp = load_model(model, leave_out=_UNNEEDED)
    if base_language(nlp.lang or "xx") not in {language, "xx"}:
        raise AnalysisError(
            f"The language model “{model}” is for “{nlp.lang}”, but config.toml sets it for “{language}”.",
            "Set another one under [models], or take the line out.",
        )
    if "ner" not in nlp.pipe_names:
        raise AnalysisError(
            f"The language model “{model}” finds no names.", "Set another one under [models], or take the line out."
        )
    nlp.tokenizer = BoundedTokenizer(nlp.tokenizer)
    nlp.add_pipe("dateline_foreign_people")
    return nlp


def _without_model(language: str) -> Language:
    nlp = spacy.blank("xx")
    nlp.tokenizer = PlainTokenizer(nlp.vocab, _SIGNS if language in UNSPACED else _WORDS)
    return nlp

"""Which words are ordinary English rather than names: those that the pipeline's lemmatizer has in its tables."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from spacy.language import Language
from spacy.pipeline import Lemmatizer

_TABLE = "lemma_index"
_KINDS = ("noun", "verb", "adj")
_ENDINGS = (("s", ""), ("es", ""), ("ies", "y"), ("ed", ""), ("ed", "e"), ("ing", ""), ("ing", "e"))


class OrdinaryWords:
    """A set of words in small letters that knows their usual forms too; empty where nothing is known."""

    def __init__(self, words: Iterable[str] = ()) -> None:
        self._words = frozenset(words)

    def __iter__(self) -> Iterator[str]:
        """Yield the words themselves, without their forms."""
        return iter(self._words)

    def __contains__(self, word: str) -> bool:
        """Tell whether a word in small letters, or the one that it is a form of, is known."""
        return any(form in self._words for form in _forms(word))


def ordinary_words(nlp: Language) -> OrdinaryWords:
    """Return the nouns, verbs and adjectives that a pipeline's lemmatizer knows."""
    pipes = (pipe for _, pipe in nlp.components if isinstance(pipe, Lemmatizer))
    tables = [pipe.lookups.get_table(_TABLE) for pipe in pipes if pipe.lookups.has_table(_TABLE)]
    return OrdinaryWords(word for table in tables for kind in _KINDS for word in table.get(kind, ()))


def _forms(word: str) -> Iterator[str]:
    yield word
    for ending, instead in _ENDINGS:
        if word.endswith(ending):
            yield word.removesuffix(ending) + instead

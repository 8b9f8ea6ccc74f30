"""Finding tokens by what is written, fast: each word is looked at once a document, not each token."""

from __future__ import annotations

from collections.abc import Callable

from spacy.tokens import Doc


def tokens_where(doc: Doc, test: Callable[[str], bool]) -> list[int]:
    """Return the indices of the tokens whose text passes ``test``, in order."""
    orths = doc.to_array("ORTH").tolist()
    strings = doc.vocab.strings
    passed = {orth for orth in set(orths) if test(strings[orth])}
    return [index for index, orth in enumerate(orths) if orth in passed]


def capitalised(doc: Doc) -> list[int]:
    """Return the indices of the tokens that begin with a capital."""
    return tokens_where(doc, lambda text: text[:1].isupper())


def small_words(doc: Doc) -> set[str]:
    """Return the words of ``doc`` that stand in small letters somewhere."""
    strings = doc.vocab.strings
    return {word for orth in set(doc.to_array("ORTH").tolist()) if (word := strings[orth]).islower()}


def words_of(doc: Doc) -> set[str]:
    """Return the words of ``doc`` in lower case."""
    strings = doc.vocab.strings
    return {strings[orth].lower() for orth in set(doc.to_array("ORTH").tolist())}

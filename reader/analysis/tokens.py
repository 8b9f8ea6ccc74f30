"""Finding tokens by what is written, fast: each word is looked at once a document, not each token."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping

from spacy.tokens import Doc

FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
"""Tags of the verbs that a clause has for itself."""

_KEPT = "dateline_word_indices"


def word_indices(doc: Doc) -> Mapping[str, list[int]]:
    """Return the tokens of each word as it is written.

    Kept with the document while Dateline's components work on it, since each of them asks often
    (``forget_word_indices``).
    """
    kept = doc.user_data.get(_KEPT)
    if kept is not None and kept[0] == len(doc):
        found: Mapping[str, list[int]] = kept[1]
        return found
    by_number: dict[int, list[int]] = defaultdict(list)
    for index, number in enumerate(doc.to_array("ORTH").tolist()):
        by_number[number].append(index)
    words = {doc.vocab.strings[number]: indices for number, indices in by_number.items()}
    doc.user_data[_KEPT] = (len(doc), words)
    return words


def forget_word_indices(doc: Doc) -> None:
    """Let go of what ``word_indices`` keeps with a document."""
    doc.user_data.pop(_KEPT, None)


def tokens_where(doc: Doc, test: Callable[[str], bool]) -> list[int]:
    """Return the indices of the tokens whose text passes ``test``, in order."""
    return sorted(index for word, indices in word_indices(doc).items() if test(word) for index in indices)


def tokens_of(doc: Doc, word: str) -> list[int]:
    """Return the indices of the tokens that are written like ``word``, in order."""
    return word_indices(doc).get(word, [])


def capitalised(doc: Doc) -> list[int]:
    """Return the indices of the tokens that begin with a capital."""
    return tokens_where(doc, lambda text: text[:1].isupper())


def small_words(doc: Doc) -> set[str]:
    """Return the words of ``doc`` that stand in small letters somewhere."""
    return {word for word in word_indices(doc) if word.islower()}


def words_of(doc: Doc) -> set[str]:
    """Return the words of ``doc`` in lower case."""
    return {word.lower() for word in word_indices(doc)}

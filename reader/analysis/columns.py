"""What the tokens of a document say, read a list at a time: spaCy makes an object of a token at every use."""

from __future__ import annotations

from spacy.tokens import Doc


def numbers_in(doc: Doc, attribute: str) -> list[int]:
    """Return an attribute that is a number, or 1 or 0, of each token of ``doc``."""
    found: list[int] = doc.to_array(attribute).tolist()
    return found


def strings_in(doc: Doc, attribute: str) -> list[str]:
    """Return an attribute that is a string of each token of ``doc``; each different one is looked up once."""
    ids = numbers_in(doc, attribute)
    strings = doc.vocab.strings
    names = {each: strings[each] for each in set(ids)}
    return [names[each] for each in ids]


def heads_in(doc: Doc) -> list[int]:
    """Return the index of each token's head, the token's own for a root."""
    offsets = doc.to_array("HEAD").astype("int64").tolist()
    return [index + offset for index, offset in enumerate(offsets)]

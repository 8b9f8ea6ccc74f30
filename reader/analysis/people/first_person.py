"""Gives I, me and my inside somebody's own quoted words to that person."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace

from spacy.language import Language
from spacy.tokens import Doc

from reader.analysis.extensions import register_extensions
from reader.analysis.rules import Rule
from reader.analysis.tokens import forget_word_indices
from reader.model.analysis import Evidence, Person, Quote
from reader.model.span import Span

_WORDS = frozenset({"i", "me", "my", "mine", "myself"})


class FirstPersonFinder:
    """Component: adds to the pronouns of ``doc._.dateline_people`` what ``doc._.dateline_quotes`` tells of them."""

    def __init__(self) -> None:
        register_extensions()

    def __call__(self, doc: Doc) -> Doc:
        """Resolve the first person in the quotes of ``doc``."""
        found: dict[str, set[Span]] = defaultdict(set)
        quotes: tuple[Quote, ...] = doc._.dateline_quotes
        for quote in quotes:
            if quote.speaker is not None:
                found[quote.speaker].update(span for piece in quote.pieces for span in _first_person(doc, piece))
        doc._.dateline_people = tuple(_with(person, found[person.id]) for person in doc._.dateline_people)
        forget_word_indices(doc)  # the last component of the pipeline
        return doc


@Language.factory(
    "dateline_first_person",
    requires=["doc._.dateline_people", "doc._.dateline_quotes"],
    assigns=["doc._.dateline_people"],
)
def make_first_person(nlp: Language, name: str) -> FirstPersonFinder:
    """Return the component that resolves the first person in quotes."""
    del nlp, name
    return FirstPersonFinder()


def _first_person(doc: Doc, piece: Span) -> Iterator[Span]:
    tokens = doc.char_span(piece.start, piece.end, alignment_mode="contract")
    for token in tokens or ():
        if token.lower_ in _WORDS and token.pos_ == "PRON":
            yield Span(token.idx, token.idx + len(token))


def _with(person: Person, spans: set[Span]) -> Person:
    fresh = sorted(spans - set(person.pronouns))
    if not fresh:
        return person
    evidence = (*person.evidence, *(Evidence(Rule.FIRST_PERSON, span) for span in fresh))
    return replace(person, pronouns=tuple(sorted((*person.pronouns, *fresh))), evidence=evidence)

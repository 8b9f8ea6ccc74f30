"""What a speaker who is no person is called in full, where a quote names it by a pronoun or a short form only.

"The ferry workers' union said …. It added …": "it" stands for the union; "the ministry" for "the energy ministry".
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from spacy.tokens import Doc
from spacy.tokens import Span as Tokens

from reader.analysis.gazetteer import load_words
from reader.analysis.rules import Rule
from reader.model.analysis import Evidence, Quote
from reader.model.span import Span

_PRONOUNS = frozenset(
    {"it", "they", "he", "she", "who", "one", "others", "some", "many", "this", "that", "i", "we", "you"}
)
_OF_PEOPLE = frozenset({"he", "she"})
_POINTERS = frozenset({"the", "this", "that", "its", "their", "his", "her"})
_HUMAN = frozenset({"woman", "man", "girl", "boy", "old", "person"})
_REACH = 1200
_MOST_KNOWN = 8


@dataclass(frozen=True)
class _Known:
    """A speaker who is no person of the article, as it was named: ``words`` in small letters, its kind."""

    span: Span
    words: frozenset[str]
    human: bool
    plural: bool


def name_in_full(doc: Doc, quotes: Sequence[Quote]) -> Iterator[Quote]:
    """Yield the quotes with their ``named_span``, where one of the speakers named before is meant; in their order."""
    known: list[_Known] = []
    for quote in quotes:
        place = quote.speaker_span
        if quote.speaker is not None:
            known = [each for each in known if not each.human]  # "he" may be the person who spoke since
        phrase = None if quote.speaker is not None or place is None else doc.char_span(place.start, place.end)
        if place is None or phrase is None:
            yield quote
            continue
        meant = _meant(phrase, [each for each in reversed(known) if place.start - each.span.end < _REACH])
        if meant is None and phrase.text.lower() not in _PRONOUNS:
            known = [*known[1 - _MOST_KNOWN :], _known(phrase, place)]
        if meant is not None:
            quote = replace(quote, named_span=meant, evidence=(*quote.evidence, Evidence(Rule.SPEAKER_BEFORE, meant)))  # noqa: PLW2901
        yield quote


def _known(phrase: Tokens, place: Span) -> _Known:
    head = phrase.root
    human = head.lower_ in load_words("roles") or head.lower_ in _HUMAN
    words = frozenset(token.lower_ for token in phrase if token.is_alpha)
    return _Known(place, words, human, head.tag_ in {"NNS", "NNPS"})


def _meant(phrase: Tokens, known: Sequence[_Known]) -> Span | None:
    """Return where the latest speaker that a phrase can stand for is named."""
    words = phrase.text.lower().split()
    if words == ["they"]:
        return next((each.span for each in known if each.plural or not each.human), None)
    if words == ["it"]:
        return next((each.span for each in known if not each.human and not each.plural), None)
    if len(words) == 1 and words[0] in _OF_PEOPLE:
        return next((each.span for each in known if each.human and not each.plural), None)
    if len(words) == 2 and words[0] in _POINTERS and phrase[-1].text.islower():
        return next((each.span for each in known if words[1] in each.words and len(each.words - _POINTERS) > 1), None)
    return None

"""What a correction of a quote does to a draft."""

from __future__ import annotations

from dataclasses import replace

from reader.analysis.corrections.draft import Draft
from reader.analysis.corrections.occurrences import Places, nearest
from reader.analysis.rules import Rule
from reader.model.analysis import Evidence, Person, Quote
from reader.model.correction import Correction
from reader.model.span import Span

_BY_READER = (Evidence(Rule.READER),)


def speaker(draft: Draft, correction: Correction) -> None:
    """The quote is somebody's, with the paragraphs that it runs over."""
    where = nearest(correction.words, draft.text, correction.at)
    if where is None:
        return
    person = draft.called(correction.means)
    for index in _with_paragraphs(draft.quotes, _meant(draft.quotes, where)):
        quote = draft.quotes[index]
        if person is not None:
            draft.quotes[index] = _said_by(quote, person)
        elif not correction.means:
            draft.quotes[index] = replace(
                quote, speaker=None, speaker_span=None, named_span=None, cue=None, evidence=_BY_READER
            )
        elif named := nearest(correction.means, draft.text, quote.span.start):
            draft.quotes[index] = replace(quote, speaker=None, speaker_span=named, named_span=None, evidence=_BY_READER)


def no_quote(draft: Draft, correction: Correction) -> None:
    """The words are no quote."""
    where = nearest(correction.words, draft.text, correction.at)
    gone = {index for index, quote in enumerate(draft.quotes) if where is not None and where.covers(quote.span)}
    draft.quotes = [
        replace(quote, continues=False) if quote.continues and index - 1 in gone else quote
        for index, quote in enumerate(draft.quotes)
        if index not in gone
    ]


def _said_by(quote: Quote, person: Person) -> Quote:
    named = Places((*person.mentions, *person.pronouns))
    where = quote.speaker_span if quote.speaker_span and named.over(quote.speaker_span) else None
    return replace(quote, speaker=person.id, speaker_span=where, named_span=None, evidence=_BY_READER)


def _meant(quotes: list[Quote], where: Span) -> list[int]:
    """Return the quotes at a place: those that lie in it, else the shortest that it lies in."""
    inside = [index for index, quote in enumerate(quotes) if where.covers(quote.span)]
    around = [index for index, quote in enumerate(quotes) if quote.span.covers(where)]
    return inside or sorted(around, key=lambda index: len(quotes[index].span))[:1]


def _with_paragraphs(quotes: list[Quote], meant: list[int]) -> list[int]:
    """Return quotes with those that they continue and that continue them."""
    found = set(meant)
    for index in meant:
        first, last = index, index
        while first > 0 and quotes[first].continues:
            first -= 1
        while last + 1 < len(quotes) and quotes[last + 1].continues:
            last += 1
        found.update(range(first, last + 1))
    return sorted(found)

"""Why a person, a country, a quote or a note is there: the evidence, made ready to be read. No widgets here."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from reader.analysis.rules import sentence_of
from reader.model.analysis import Evidence
from reader.model.annotation import PlaceState
from reader.model.span import Span
from reader.ui.focus import FocusKind
from reader.ui.listing.entry import Entry, Kind
from reader.ui.reading import Reading

_FOCUS_OF = {Kind.PERSON: FocusKind.PERSON, Kind.COUNTRY: FocusKind.COUNTRY}
_STATES = {
    PlaceState.HERE: "The note is in its place",
    PlaceState.MOVED: "The passage was moved",
    PlaceState.CHANGED: "The passage was changed",
    PlaceState.ORPHAN: "The passage is gone",
}
_TITLE = 80

_AROUND = 32
"""Characters of the text that are shown on each side of the words that a rule rests on."""


@dataclass(frozen=True, slots=True)
class Passage:
    """The words that a rule rests on, with the text around them on the same line."""

    before: str
    words: str
    after: str


@dataclass(frozen=True, slots=True)
class Reason:
    """A rule in a sentence, and every place where it decided, in the order of the text."""

    sentence: str
    passages: tuple[Passage, ...]


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why ``title`` is there."""

    title: str
    reasons: tuple[Reason, ...]


def explanation_of(reading: Reading, entry: Entry | None, offset: int) -> Explanation | None:
    """Explain an entry of the panel; without one the chosen person or country; else what stands at ``offset``.

    Returns None when that is nothing that the analysis found, and no note.
    """
    if entry is not None and entry.kind is Kind.NOTE:
        return explain_note(reading, entry.key)
    if entry is not None and entry.kind is Kind.QUOTE:
        return explain_quote(reading, int(entry.key))
    if entry is not None and entry.kind in _FOCUS_OF:
        return explain_focus(reading, _FOCUS_OF[entry.kind], entry.key)
    focus = reading.foci.at(offset)
    if entry is None and focus is not None:
        return explain_focus(reading, focus.kind, focus.id)
    return explain_place(reading, offset) or _explain_note_at(reading, offset) if entry is None else None


def explain_note(reading: Reading, note_id: str) -> Explanation | None:
    """Explain where a note's passage was found, or why it is lost: state, score, reason, then and now."""
    note = next((each for each in reading.notes if each.annotation.id == note_id), None)
    if note is None:
        return None
    annotation, place = note.annotation, note.place
    said = " ".join(annotation.body.split()) or "highlight"
    title = said if len(said) <= _TITLE else f"{said[:_TITLE]}…"
    passages = [] if annotation.target.whole else [Passage("Then: ", " ".join(annotation.target.exact.split()), "")]
    if place.span is not None:
        passages.append(Passage("Now: ", " ".join(place.span.of(reading.article.text).split()), ""))
    sentence = f"{_STATES[place.state]} (score {place.score:.2f}): {place.reason}."
    return Explanation(title, (Reason(sentence, tuple(passages)),))


def _explain_note_at(reading: Reading, offset: int) -> Explanation | None:
    here = reading.notes_at(offset, Span(offset, offset))
    return explain_note(reading, here[0].annotation.id) if here else None


def explain_focus(reading: Reading, kind: FocusKind, key: str) -> Explanation | None:
    """Explain a person (by id) or a country (by code); None when the analysis has none such."""
    found = reading.person(key) if kind is FocusKind.PERSON else reading.country(key)
    return Explanation(found.name, _reasons(found.evidence, reading.article.text)) if found else None


def explain_quote(reading: Reading, index: int) -> Explanation | None:
    """Explain the speaker of the quote at ``index``; None when there is no such quote."""
    quotes = reading.analysis.quotes if reading.analysis else ()
    if not 0 <= index < len(quotes):
        return None
    quote = quotes[index]
    title = reading.speaker(quote) or "Speaker unknown"
    return Explanation(title, _reasons(quote.evidence, reading.article.text))


def explain_place(reading: Reading, offset: int) -> Explanation | None:
    """Explain what stands at ``offset`` of the text: a name, else a quote; None when there is neither."""
    for entity in reading.analysis.entities if reading.analysis else ():
        if entity.span.holds(offset) and (entity.person or entity.country):
            kind = FocusKind.PERSON if entity.person else FocusKind.COUNTRY
            return explain_focus(reading, kind, entity.person or entity.country or "")
    quotes = reading.analysis.quotes if reading.analysis else ()
    around = [index for index, quote in enumerate(quotes) if quote.span.holds(offset)]
    return explain_quote(reading, min(around, key=lambda index: len(quotes[index].span))) if around else None


def _reasons(evidence: Iterable[Evidence], text: str) -> tuple[Reason, ...]:
    """Bring together what one rule decided; the rules keep the order in which they first appear."""
    places: dict[str, list[Span]] = {}
    for each in evidence:
        spans = places.setdefault(each.rule, [])
        if each.span is not None:
            spans.append(each.span)
    return tuple(
        Reason(sentence_of(rule), tuple(_passage(span, text) for span in sorted(spans)))
        for rule, spans in places.items()
    )


def _passage(span: Span, text: str) -> Passage:
    start = max(span.start - _AROUND, text.rfind("\n", 0, span.start) + 1)
    line_end = text.find("\n", span.end)
    end = min(span.end + _AROUND, line_end if line_end >= 0 else len(text))
    before, after = text[start : span.start], text[span.end : end]
    if start and text[start - 1] != "\n":
        before = "…" + before.partition(" ")[2]
    if end < len(text) and text[end] != "\n":
        after = after.rpartition(" ")[0] + "…"
    return Passage(before, " ".join(span.of(text).split()), after)

"""Values as the JSON objects that commands print. Scripts rely on these names."""

from __future__ import annotations

from collections.abc import Iterable

from reader.analysis.rules import sentence_of
from reader.corrector import told
from reader.model.analysis import Analysis, Evidence, Quote
from reader.model.annotation import PlacedNote
from reader.model.article import Article
from reader.model.correction import Correction
from reader.model.span import Span
from reader.notes.store import Note

Json = dict[str, object]


def pair(span: Span | None) -> list[int] | None:
    """Return a span as start and end."""
    return [span.start, span.end] if span else None


def pairs(spans: Iterable[Span]) -> list[list[int]]:
    """Return spans as pairs of start and end."""
    return [[span.start, span.end] for span in spans]


def article(shown: Article) -> Json:
    """Return an article with its text and blocks."""
    return {
        "id": shown.id,
        "title": shown.title,
        "byline": shown.byline,
        "published": shown.published,
        "source": shown.source,
        "language": shown.language,
        "words": shown.words,
        "text_hash": shown.text_hash,
        "text": shown.text,
        "blocks": [
            {"kind": block.kind, "start": block.span.start, "end": block.span.end, "level": block.level}
            for block in shown.blocks
        ],
    }


def analysis(found: Analysis, text: str, *, explain: bool = False) -> Json:
    """Return an analysis with the text that its offsets count in; ``explain`` adds each finding's evidence."""

    def with_evidence(finding: Json, reasons: Iterable[Evidence]) -> Json:
        return finding | {"evidence": [evidence(each, text) for each in reasons]} if explain else finding

    return {
        "text": text,
        "text_hash": found.text_hash,
        "language": found.language,
        "model": found.model,
        "version": found.version,
        "seconds": round(found.seconds, 4),
        "entities": [
            {"start": each.span.start, "end": each.span.end, "label": each.label, "text": each.span.of(text),
             "person": each.person, "country": each.country}
            for each in found.entities
        ],
        "people": [
            with_evidence(
                {"id": each.id, "name": each.name, "role": each.role, "aliases": list(each.aliases),
                 "mentions": pairs(each.mentions), "pronouns": pairs(each.pronouns)}, each.evidence)
            for each in found.people
        ],
        "countries": [
            with_evidence(
                {"code": each.code, "name": each.name, "mentions": pairs(each.mentions), "via": pairs(each.via)},
                each.evidence)
            for each in found.countries
        ],
        "quotes": [with_evidence(_quote(each, text), each.evidence) for each in found.quotes],
    }  # fmt: skip


def evidence(reason: Evidence, text: str) -> Json:
    """Return one reason for a finding: the rule, what it says, and the words it rests on."""
    span = reason.span
    return {
        "rule": str(reason.rule),
        "says": sentence_of(reason.rule),
        "start": span.start if span else None,
        "end": span.end if span else None,
        "text": span.of(text) if span else None,
    }


def _quote(quote: Quote, text: str) -> Json:
    return {
        "start": quote.span.start,
        "end": quote.span.end,
        "kind": quote.kind,
        "text": quote.span.of(text),
        "pieces": pairs(quote.pieces),
        "speaker": quote.speaker,
        "speaker_span": pair(quote.speaker_span),
        "named_span": pair(quote.named_span),
        "cue": pair(quote.cue),
        "continues": quote.continues,
    }


def note(stored: Note, placed: PlacedNote) -> Json:
    """Return a note with its place."""
    annotation, span = stored.annotation, placed.place.span
    return {
        "id": annotation.id,
        "article": annotation.article,
        "title": annotation.title,
        "start": span.start if span else None,
        "end": span.end if span else None,
        "exact": annotation.target.exact,
        "body": annotation.body,
        "tags": list(annotation.tags),
        "colour": annotation.colour,
        "created": annotation.created.isoformat(),
        "modified": annotation.modified.isoformat(),
        "state": placed.place.state,
        "score": round(placed.place.score, 4),
        "reason": placed.place.reason,
        "conflicts": [
            {"body": each.body, "tags": list(each.tags), "colour": each.colour,
             "modified": each.modified.isoformat(), "file": str(each.file)}
            for each in stored.conflicts
        ],
    }  # fmt: skip


def correction(said: Correction) -> Json:
    """Return a correction; ``article`` is null where it holds in all."""
    return {
        "id": said.id,
        "article": said.article or None,
        "title": said.title,
        "kind": said.kind,
        "words": said.words,
        "means": said.means,
        "at": said.at if said.kind.of_quote else None,
        "says": told(said),
        "created": said.created.isoformat(),
    }

"""What is copied: a passage alone, or with its speaker and where it is from."""

from __future__ import annotations

from reader.export import citation
from reader.export.source import Source
from reader.model.span import Span
from reader.ui.reading import Reading


def copied(reading: Reading, passage: Span, form: str) -> str:
    """Return a passage of the open article as text: ``plain``, ``cited``, or cited as ``markdown``."""
    article = reading.article
    text = passage.of(article.text)
    if form == "plain":
        return text
    source = Source(article.id, article.title, article.source, article.published)
    speaker = _speaker(reading, passage)
    return (citation.markdown if form == "markdown" else citation.plain)(source, text, speaker)


def _speaker(reading: Reading, passage: Span) -> str:
    """Return who says the passage: it lies in a quote or holds no other one.

    Quotes are without their marks, a sentence that begins or ends one has them: they aren't looked at.
    """
    quotes = reading.analysis.quotes if reading.analysis else ()
    passage = _of_words(reading.article.text, passage)
    touched = [quote for quote in quotes if quote.span.overlaps(passage)]
    names = {reading.speaker(quote) for quote in touched if quote.span.covers(passage) or passage.covers(quote.span)}
    return names.pop() if len(names) == 1 and len(touched) >= 1 else ""


def _of_words(text: str, passage: Span) -> Span:
    """Return the passage without marks and white space at its ends."""
    offsets = range(passage.start, passage.end)
    first = next((each for each in offsets if text[each].isalnum()), None)
    last = next((each for each in reversed(offsets) if text[each].isalnum()), None)
    return passage if first is None or last is None else Span(first, last + 1)

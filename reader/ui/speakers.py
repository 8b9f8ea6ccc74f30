"""Who speaks in an article: every speaker with all quotes, persons and others alike."""

from __future__ import annotations

from dataclasses import dataclass

from reader.ui.reading import Reading

UNKNOWN = "speaker unknown"
_ARTICLES = frozenset({"the", "a", "an"})


@dataclass(frozen=True, slots=True)
class Speaker:
    """``key`` is a person's id, or the words that name the speaker; ``quotes`` are indices into the analysis's."""

    key: str
    name: str
    quotes: tuple[int, ...]


def key_of(reading: Reading, index: int) -> str:
    """Return the key of the speaker of the quote at ``index``."""
    assert reading.analysis is not None  # noqa: S101  an index comes from an analysis
    return reading.analysis.quotes[index].speaker or _name(reading, index).casefold()


def speakers(reading: Reading) -> list[Speaker]:
    """Return all speakers, those with the most quotes first, unknown ones last."""
    said: dict[str, list[int]] = {}
    for index in range(len(reading.analysis.quotes) if reading.analysis else 0):
        said.setdefault(key_of(reading, index), []).append(index)
    found = [Speaker(key, _name(reading, quotes[0]), tuple(quotes)) for key, quotes in said.items()]
    return sorted(found, key=lambda each: (each.key == UNKNOWN, -len(each.quotes), each.quotes))


def ranks(reading: Reading) -> dict[int, int]:
    """Return the number of each quote's speaker, from 1 for the one with the most quotes, by the quote's index."""
    return {index: rank for rank, speaker in enumerate(speakers(reading), 1) for index in speaker.quotes}


def _name(reading: Reading, index: int) -> str:
    """Return a person's name, or what the article calls a speaker who is none, without an article."""
    assert reading.analysis is not None  # noqa: S101  an index comes from an analysis
    quote = reading.analysis.quotes[index]
    words = reading.speaker(quote).split()
    bare = words[1:] if quote.speaker is None and len(words) > 1 and words[0].lower() in _ARTICLES else words
    return " ".join(bare) or UNKNOWN

"""Finding the passage of a note again, in a text that may have changed. Pure functions over text.

1. The same text: the offsets.
2. The text that the note was made on at hand: what a word diff made of the passage (``reader.notes.carried``).
3. Else what the note itself remembers of it (``reader.notes.remembered``).

In the last two, all places that the passage may have gone to are gathered and weighed. Where two would do equally well,
or none does well enough, the note is an orphan: a wrong place is worse than none.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from reader.model.annotation import Place, PlaceState, Target
from reader.model.article import text_hash as hash_of
from reader.model.span import Span
from reader.notes.passage import Ground, Quarry, Revision, orphan
from reader.text.carry import carried

CONTEXT = 128
"""Characters of surroundings that a note remembers on each side."""


def describe(text: str, span: Span) -> Target:
    """Return what a note on ``span`` of ``text`` remembers of its passage."""
    return Target(
        exact=span.of(text),
        prefix=text[max(0, span.start - CONTEXT) : span.start],
        suffix=text[span.end : span.end + CONTEXT],
        span=span,
        text_hash=hash_of(text),
        times=text.count(span.of(text)) if len(span) else 0,
        nth=text.count(span.of(text), 0, span.start) + 1 if len(span) else 0,
    )


def describe_whole(text: str) -> Target:
    """Return what a note on a text as a whole remembers: which text it was."""
    return Target("", "", "", Span(0, 0), hash_of(text), whole=True)


def anchor(target: Target, text: str, text_hash: str | None = None, *, old_text: str | None = None) -> Place:
    """Return where a passage stands in a text.

    Args:
        target: what the note remembers of it.
        text: the present text.
        text_hash: its SHA-256, if that is known already.
        old_text: the text that the note was made on, if it is at hand; any other is of no use and ignored.
    """
    return Anchorage(text, text_hash, lambda _: old_text).place(target)


class Anchorage:
    """A text in which notes find their places. What is derived from it is computed once for all of them.

    Args:
        text: the present text.
        text_hash: its SHA-256, if that is known already.
        version: returns the text that a note was made on by that text's SHA-256, None when it isn't at hand.
    """

    def __init__(
        self, text: str, text_hash: str | None = None, version: Callable[[str], str | None] = lambda _: None
    ) -> None:
        self._ground = Ground(text, text_hash)
        self._version = version
        self._changes: dict[str, Revision] = {}

    def place(self, target: Target) -> Place:
        """Return where a passage stands in the text."""
        if target.whole:
            return Place(PlaceState.HERE, None, 1.0, "the note is on the article as a whole")
        quarry = Quarry(target)
        place = _same_text(quarry, self._ground)
        if place is not None:
            return place
        change = self._change(target)
        if change is not None:
            from reader.notes.carried import carry  # noqa: PLC0415  imports rapidfuzz, which most readings never need

            return carry(quarry, self._ground, change)
        from reader.notes.remembered import recall  # noqa: PLC0415  the same

        return recall(quarry, self._ground)

    def carry(self, offset: int, text_hash: str) -> int | None:
        """Return where an offset of the version with that SHA-256 is now; None when that isn't at hand."""
        change = self._change_since(text_hash)
        return carried(change.alignment, offset) if change is not None else None

    def _change(self, target: Target) -> Revision | None:
        """Return what changed since the note was made; None when its text isn't at hand, or is another."""
        change = self._change_since(target.text_hash)
        return change if change is not None and target.span.of(change.old_text) == target.exact else None

    def _change_since(self, text_hash: str) -> Revision | None:
        change = self._changes.get(text_hash)
        if change is None:
            old = self._version(text_hash)
            if old is None:
                return None
            change = self._changes[text_hash] = Revision.between(old, self._ground)
        return change


def anchor_all(
    targets: Iterable[Target], text: str, text_hash: str | None = None, *, old_texts: Mapping[str, str] | None = None
) -> list[Place]:
    """Return where passages stand in a text, as one ``Anchorage`` does.

    ``old_texts`` are the texts that notes were made on, by their SHA-256, as far as they are at hand.
    """
    anchorage = Anchorage(text, text_hash, (old_texts or {}).get)
    return [anchorage.place(target) for target in targets]


def _same_text(quarry: Quarry, ground: Ground) -> Place | None:
    target = quarry.target
    if target.span.of(ground.text) == target.exact and ground.hash == target.text_hash:
        return Place(PlaceState.HERE, target.span, 1.0, "the text is the one that the note was made on")
    if not quarry.words:
        return orphan(0.0, "the text has changed, and the passage is only white space")
    return None

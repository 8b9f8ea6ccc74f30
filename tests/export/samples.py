"""Articles and notes to export."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

from reader.export.source import Noted, Options, Source
from reader.model.annotation import Annotation, Colour, Motivation, Place, PlacedNote, PlaceState, Target
from reader.model.article import Block, BlockKind
from reader.model.span import Span
from reader.notes import wire

TEXT = "The headline\n\nFirst paragraph of the story.\n\nSecond one, which says more.\n\nThe last."
ARTICLE = Source("68ef4f21c3a5", "The headline", "Voice of America", "2019-05-14", TEXT)
OPTIONS = Options(encode=wire.encode)


def note(
    exact: str = "First paragraph",
    body: str = "",
    *,
    tags: tuple[str, ...] = (),
    number: int = 1,
    state: PlaceState = PlaceState.HERE,
    start: int | None = None,
    colour: Colour = Colour.YELLOW,
    article: Source = ARTICLE,
) -> PlacedNote:
    at = max(0, (article.text or "").find(exact)) if start is None else start
    span = Span(at, at + len(exact))
    moment = datetime(2026, 11, 24, 4, 0, number, tzinfo=UTC)
    annotation = Annotation(
        f"d9e815fb-7eec-46f4-afbf-8c6d752800{number:02}", article.id, Target(exact, "", "", span, "0" * 64),
        body, tags, colour, moment, moment,
        Motivation.COMMENTING if body else Motivation.HIGHLIGHTING, article.title, article.source,
    )  # fmt: skip
    return PlacedNote(annotation, Place(state, None if state is PlaceState.ORPHAN else span, 1.0, ""))


def noted(article: Source = ARTICLE, notes: Sequence[PlacedNote] = ()) -> Noted:
    return Noted(article, tuple(notes))


def blocks(text: str, kinds: Sequence[BlockKind]) -> tuple[Block, ...]:
    """The parts of a text between blank lines, each of a kind; the last kind goes on to the end."""
    found, at = [], 0
    for index, part in enumerate(text.split("\n\n")):
        kind = kinds[min(index, len(kinds) - 1)]
        found.append(Block(kind, Span(at, at + len(part)), 1 if kind is BlockKind.LIST_ITEM else 0))
        at += len(part) + 2
    return tuple(found)

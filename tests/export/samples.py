"""Notes to export."""

from __future__ import annotations

from datetime import UTC, datetime

from reader.export.source import Source
from reader.model.annotation import Annotation, Colour, Motivation, Place, PlacedNote, PlaceState, Target
from reader.model.span import Span

TEXT = "The headline\n\nFirst paragraph of the story.\n\nSecond one, which says more.\n\nThe last."
ARTICLE = Source("68ef4f21c3a5", "The headline", "Voice of America", "2019-05-14", TEXT)


def note(
    exact: str = "First paragraph",
    body: str = "",
    *,
    tags: tuple[str, ...] = (),
    number: int = 1,
    state: PlaceState = PlaceState.HERE,
    start: int | None = None,
) -> PlacedNote:
    at = max(0, TEXT.find(exact)) if start is None else start
    span = Span(at, at + len(exact))
    moment = datetime(2026, 11, 24, 4, 0, number, tzinfo=UTC)
    annotation = Annotation(
        f"d9e815fb-7eec-46f4-afbf-8c6d752800{number:02}", ARTICLE.id, Target(exact, "", "", span, "0" * 64),
        body, tags, Colour.YELLOW, moment, moment,
        Motivation.COMMENTING if body else Motivation.HIGHLIGHTING, ARTICLE.title, ARTICLE.source,
    )  # fmt: skip
    return PlacedNote(annotation, Place(state, None if state is PlaceState.ORPHAN else span, 1.0, ""))

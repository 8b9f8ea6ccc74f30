"""Bringing notes from elsewhere to those that are here.

A note that isn't here is added under its own id, so that a second import finds it. One that is here is compared: what
was edited in the file comes back as an edit; what was edited in both places is a conflict that keeps both texts;
a file that is merely older changes nothing. A note in the trash stays there.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from enum import StrEnum
from typing import Protocol

from reader.errors import NoteConflictError, NoteError
from reader.model.annotation import Annotation, Colour, Motivation, Place, PlaceState, Target
from reader.model.article import Article, text_hash
from reader.notes.anchor import describe, describe_whole
from reader.notes.incoming.values import Incoming, Unreadable
from reader.notes.passage import orphan
from reader.notes.shelf import is_article_id
from reader.notes.store import Note, NoteStore
from reader.text.clean import clean, clean_line
from reader.text.fold import occurrences
from reader.text.units import whereabouts


class Outcome(StrEnum):
    """What became of one note."""

    ADDED = "added"
    ATTACHED = "attached"
    EDITED = "edited"
    CONFLICT = "conflict"
    SAME = "same"
    TRASHED = "trashed"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Result:
    """One note of a file: what became of it, and where it stands (None where that doesn't matter).

    added: it was not here; attached: its article wasn't, and is now; trashed: it was deleted here, and stays so.
    ``id`` is "" for what couldn't be read; ``why`` says why something failed, or what is to be known.
    """

    outcome: Outcome
    id: str = ""
    article: str = ""
    place: Place | None = None
    why: str = ""


class Articles(Protocol):
    """What an import asks of the library."""

    def has(self, article: str) -> bool:
        """Tell whether an article is in the library."""

    def candidates(self, incoming: Incoming) -> Sequence[Article]:
        """Return the articles that a note may be on, the likeliest first."""

    def place(self, target: Target, article: Article) -> Place:
        """Return where a passage is in an article, through the version that it was marked in if that is here."""


@dataclass(frozen=True, slots=True)
class Exported:
    """How Dateline's Markdown sets the text and the tags of a note: two texts that it sets alike are the same."""

    body: Callable[[str], str]
    tag: Callable[[str], str]


def merge(
    store: NoteStore, articles: Articles, exported: Exported, given: Iterable[Incoming | Unreadable]
) -> Iterator[Result]:
    """Bring notes to those of a store, one after the other; an error in one is told and doesn't stop the rest.

    Raises:
        NoteError: the notes that are here can't be read at all.
    """
    here = {note.id: note for note in store.all()}
    trash = {note.id for note in store.trash()}
    for each in given:
        if isinstance(each, Unreadable):
            yield Result(Outcome.FAILED, why=f"{each.where}: {each.why}".removeprefix(": "))
            continue
        try:
            if each.id in here:
                result, note = _met(store, here[each.id], each, exported)
                here[each.id] = note
                if not articles.has(note.annotation.article) or _is_untied(note):
                    result, here[each.id] = _attached(store, articles, each, result, note)
            elif each.id in trash:
                result = Result(Outcome.TRASHED, each.id, why="it is in the trash: dateline note restore")
            else:
                result, here[each.id] = _added(store, articles, each)
        except NoteError as error:
            result = Result(Outcome.FAILED, each.id, why=error.what.removesuffix("."))
        yield result


def _added(store: NoteStore, articles: Articles, incoming: Incoming) -> tuple[Result, Note]:
    article, target, place = _found(articles, incoming)
    now = datetime.now(UTC)
    made = incoming.created or incoming.modified or now
    body = clean(incoming.body)
    knows_text = bool(incoming.target.text_hash)  # and so the title and source of that text, even if there is none
    annotation = Annotation(
        incoming.id,
        article.id if article else _unknown(incoming),
        target,
        body if body.strip() else "",
        _tags(incoming.tags or ()),
        incoming.colour or Colour.YELLOW,
        made,
        max(made, incoming.modified or made),
        Motivation.COMMENTING if body.strip() else Motivation.HIGHLIGHTING,
        clean_line(incoming.title) or (article.title if article and not knows_text else ""),
        clean_line(incoming.address) or (article.source if article and not knows_text else ""),
    )
    note = store.take(annotation, incoming.extra)
    return Result(Outcome.ADDED, note.id, annotation.article, place), note


def _attached(
    store: NoteStore, articles: Articles, incoming: Incoming, result: Result, note: Note
) -> tuple[Result, Note]:
    """Put a note to its article if that has come into the library since, and has the passage."""
    article, target, place = _found(articles, incoming)
    if article is None or place.lost or (article.id, target) == (note.annotation.article, note.annotation.target):
        return result, note
    is_there = article.id == note.annotation.article
    tied = store.edit(note, target=target) if is_there else store.refile(note, article.id, target)
    return Result(Outcome.ATTACHED, note.id, article.id, place), tied


def _is_untied(note: Note) -> bool:
    """Tell whether a note has never been placed in a text: all it knows is what a file from elsewhere told."""
    return not note.annotation.target.text_hash and not note.annotation.target.whole


def _found(articles: Articles, incoming: Incoming) -> tuple[Article | None, Target, Place]:
    """Return the article that has the passage, else the likeliest; what to keep of the passage; and its place."""
    tried = [(each, *_placed(each, incoming, articles)) for each in articles.candidates(incoming)]
    if not tried:
        return None, incoming.target, orphan(0.0, "its article is not in the library")
    return next((each for each in tried if not each[2].lost), tried[0])


def _placed(article: Article, incoming: Incoming, articles: Articles) -> tuple[Target, Place]:
    target = _told_place(article, incoming) or incoming.target
    if target.whole:
        kept = target if target.text_hash else describe_whole(article.text)
        return kept, articles.place(kept, article)
    place = articles.place(target, article)
    if target.text_hash:
        return target, place
    # The file doesn't know our text: the passage is described anew where it is surely found, word for word.
    if place.span and place.state in {PlaceState.HERE, PlaceState.MOVED}:
        kept = describe(article.text, place.span)
        return kept, articles.place(kept, article)
    return target, place


def _told_place(article: Article, incoming: Incoming) -> Target | None:
    """Return the passage where the file says that it began, if its words stand there, and only once."""
    if incoming.at is None or incoming.target.whole:
        return None
    found = occurrences(article.text, incoming.target.exact)
    there = [span for span in found if whereabouts(article.text, span.start) == incoming.at]
    return describe(article.text, there[0]) if len(there) == 1 else None


def _unknown(incoming: Incoming) -> str:
    """Return the id of an article that isn't in the library: its own, or one made of what names it."""
    if is_article_id(incoming.article):
        return incoming.article
    return text_hash(incoming.address or incoming.title)[:12]


def _met(store: NoteStore, note: Note, incoming: Incoming, exported: Exported) -> tuple[Result, Note]:
    """Compare a note that is here with the same note from a file."""
    body, tags, colour = _edits(note, incoming, exported)
    if body is None and tags is None and colour is None:
        return Result(Outcome.SAME, note.id, note.annotation.article), note
    if body is not None and not _is_base(note, incoming, exported):
        return _conflict(store, note, incoming, body)
    edited = store.edit(note, body=body, tags=tags, colour=colour)
    return Result(Outcome.EDITED, note.id, note.annotation.article), edited


def _edits(
    note: Note, incoming: Incoming, exported: Exported
) -> tuple[str | None, tuple[str, ...] | None, Colour | None]:
    """Return what was edited in the file: text, tags, colour; None for what wasn't, or is known here already."""
    form = exported.body if incoming.exported else clean
    told = form(incoming.body)
    base = _base(note, incoming)
    known = {form(each) for each in (note.annotation.body, *(conflict.body for conflict in note.conflicts))}
    if base is None or base != note.annotation.body:  # an older text is no news
        known |= {form(past.body) for past in note.history if past.body is not None}
    if base is not None:
        known.add(form(base))
    body = None if told in known else incoming.body
    if not _is_untouched(note, incoming):  # of tags and colours no history is kept: who is right can't be told
        return body, None, None
    return body, _new_tags(note, incoming, exported), _new_colour(note, incoming)


def _base(note: Note, incoming: Incoming) -> str | None:
    """Return the text that an edit in the file was made on; None when that can't be known."""
    texts = [past for past in note.history if past.body is not None]
    if incoming.base is None:
        return None if texts else note.annotation.body
    since = _told(max(incoming.base, note.annotation.created), incoming)
    dated = [(past.body, _told(past.modified, incoming)) for past in texts if past.body is not None]
    dated.append((note.annotation.body, max(since, _told(note.annotation.modified, incoming))))
    # Should two texts date from the same moment, the last was there longer.
    then = [body for body, modified in dated if modified == since]
    return then[-1] if then else next(body for body, modified in dated if modified > since)


def _is_base(note: Note, incoming: Incoming, exported: Exported) -> bool:
    """Tell whether the text that is here is the one that was edited in the file."""
    base = _base(note, incoming)
    form = exported.body if incoming.exported else clean
    return base is not None and form(base) == form(note.annotation.body)


def _is_untouched(note: Note, incoming: Incoming) -> bool:
    """Tell whether nothing of a note has changed here since the file was written."""
    annotation = note.annotation
    if incoming.base is None:
        return not note.history and annotation.modified <= (incoming.modified or annotation.created)
    return _told(max(annotation.created, incoming.base), incoming) >= _told(annotation.modified, incoming)


def _told(moment: datetime, incoming: Incoming) -> datetime:
    """Return a time as a file tells it: Dateline's Markdown to the millisecond."""
    return moment.replace(microsecond=moment.microsecond // 1000 * 1000) if incoming.exported else moment


def _new_tags(note: Note, incoming: Incoming, exported: Exported) -> tuple[str, ...] | None:
    if incoming.tags is None:
        return None
    tags = _tags(incoming.tags)
    if not incoming.exported:
        return tags if tags != note.annotation.tags else None
    known = {exported.tag(tag): tag for tag in note.annotation.tags}
    told = dict.fromkeys(exported.tag(tag) for tag in tags)
    if list(told) == [tag for tag in known if tag]:
        return None
    return tuple(known.get(tag, tag.removeprefix("#")) for tag in told if tag)


def _new_colour(note: Note, incoming: Incoming) -> Colour | None:
    return incoming.colour if incoming.colour and incoming.colour is not note.annotation.colour else None


def _conflict(store: NoteStore, note: Note, incoming: Incoming, body: str) -> tuple[Result, Note]:
    """Keep the file's text beside the one that is here, as an edit of a note that has changed meanwhile."""
    try:
        store.edit(replace(note, digest=""), body=body)
    except NoteConflictError:
        why = "it was changed here and there; both texts are kept: dateline note resolve"
        return Result(Outcome.CONFLICT, note.id, note.annotation.article, why=why), store.get(note.id)
    return Result(Outcome.SAME, note.id, note.annotation.article), store.get(incoming.id)


def _tags(tags: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(tag for each in tags if (tag := clean_line(each))))

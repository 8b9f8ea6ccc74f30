"""A library that was lost or damaged, made anew: from what can be read of it, and from the notes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import datetime

from reader.library.salvage import finish, renewed
from reader.model.annotation import Annotation, Target
from reader.model.article import Block, BlockKind, Draft
from reader.model.span import Span
from reader.workspace import Workspace

_HEADLESS = "An article that was lost"
_TOLD = "The text of this article was lost. These are the passages of your notes; add its file or address again."


def how_again(source: str) -> str:
    """Return what brings an article that is lost back: the address that its notes know; a paper's name is none."""
    what = source if "://" in source else "its file or address"
    return f"Add {what} again: its notes find their place then."


def lost_articles(workspace: Workspace) -> list[str]:
    """Return the ids of articles that have notes and are not in the library, not even as a stand-in.

    Raises:
        LibraryError: the library can't be read.
        NoteError: the notes can't be read.
    """
    return sorted(workspace.note_store.counts().keys() - workspace.library.ids())


def mend_library(workspace: Workspace) -> list[str]:
    """Make a damaged library anew, and bring in what the notes know of articles that are lost; tell what was done.

    A damaged file is put aside under another name, whole. No note is touched.

    Raises:
        LibraryError: the library can't be written.
        NoteError: the notes can't be read.
    """
    told = []
    file = workspace.folders.library
    finish(file)
    if file.is_file() and not workspace.library.is_sound():
        workspace.library.close()
        aside, saved = renewed(file, datetime.now().astimezone())
        told.append(f"The damaged library is kept as {aside}; {saved} articles were taken over from it.")
    for article in lost_articles(workspace):
        notes = [note.annotation for note in workspace.note_store.of_article(article)]
        if notes:
            workspace.library.add_stand_in(article, stand_in(notes))
            told.append(f"Article {article} is back with the passages of its notes; add its file or address again.")
    return told


def stand_in(notes: Sequence[Annotation]) -> Draft:
    """Return what the notes on one article know of it: title, source, and their passages with what stood around.

    The passages stand in the order that they had in the text that most of the notes were made on.
    """
    title = next((note.title for note in reversed(notes) if note.title), _HEADLESS)
    source = next((note.source for note in reversed(notes) if note.source), "")
    usual = Counter(note.target.text_hash for note in notes).most_common(1)[0][0]
    targets = [note.target for note in notes if note.target.exact]
    targets.sort(key=lambda target: (target.text_hash != usual, target.span))
    passages = [" ".join(block.split()) for known in _joined(targets) for block in known.split("\n\n")]
    texts = [title, _TOLD, *dict.fromkeys(filter(None, passages))]
    kinds = [BlockKind.HEADLINE, *(BlockKind.PARAGRAPH for _ in texts[1:])]
    blocks, at = [], 0
    for kind, text in zip(kinds, texts, strict=True):
        blocks.append(Block(kind, Span(at, at + len(text))))
        at += len(text) + 2
    return Draft(title, "", "", source, "", "\n\n".join(texts), tuple(blocks))


def _joined(targets: Iterable[Target]) -> list[str]:
    """Return passages with what stood around them; those that overlap in one text are one."""
    known: list[str] = []
    text_hash, end = "", -1  # of the last one
    for target in targets:
        text = f"{target.prefix}{target.exact}{target.suffix}"
        start = target.span.start - len(target.prefix)
        is_near = text_hash == target.text_hash != "" and start <= end
        if is_near and text in known[-1]:
            continue
        if is_near and known[-1].endswith(text[: end - start]):
            known[-1] += text[end - start :]
        else:
            known.append(text)
        text_hash, end = target.text_hash, start + len(text)
    return known

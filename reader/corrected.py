"""The reader's corrections, applied to an analysis wherever one is shown, printed or exported."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING

from reader.errors import LibraryError, NoteError
from reader.model.article import article_id, text_hash

if TYPE_CHECKING:
    from reader.model.analysis import Analysis
    from reader.workspace import Workspace


def corrected(workspace: Workspace, found: Analysis, text: str, article: str = "") -> Analysis:
    """Return an analysis of a text with what the reader said for all articles and for this one.

    Without ``article`` it is the one that has the text. What is wrong with corrections is a warning of the workspace's:
    the analysis is worth having without them. Where nothing was ever corrected, nothing is imported for it.
    """
    if not workspace.has_corrections:
        return found
    from reader.analysis import corrections  # noqa: PLC0415

    try:
        read = workspace.corrections.for_article(article or _article_with(workspace, text))
    except NoteError as error:
        workspace.say_once(str(error))
        return found
    for problem in read.problems:
        workspace.say_once(f"{problem.told('correction')} It was left as it is: {problem.todo}.")
    return corrections.corrected(found, text, read.corrections)


def _article_with(workspace: Workspace, text: str) -> str:
    """Return the id of the article that has or had a text, or would have it."""
    known = None
    if workspace.folders.library.exists():
        with contextlib.suppress(LibraryError):  # nothing that is analysed depends on it
            known = workspace.library.with_text(text_hash(text))
    return known or article_id(text)

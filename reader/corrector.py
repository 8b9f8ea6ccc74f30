"""Correcting: what is said against the analysis is kept at once, replaces what it contradicts, and can be undone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from reader.errors import UsageError
from reader.model.article import Article
from reader.model.correction import Correction, CorrectionKind
from reader.notes.corrections import CorrectionStore, FoundCorrections
from reader.text.clean import clean_line
from reader.workspace import Workspace


@dataclass(frozen=True, slots=True)
class _Step:
    """A correction that was made, or taken back."""

    store: CorrectionStore
    id: str
    removed: bool = False

    def back(self) -> None:
        """Take it back, or bring it back."""
        self._turn(there=self.removed)

    def again(self) -> None:
        """Do it again."""
        self._turn(there=not self.removed)

    def _turn(self, *, there: bool) -> None:
        if there:
            self.store.restore(self.id)
        else:
            self.store.remove(self.id)


def told(correction: Correction) -> str:
    """Return what a correction says, a country by its name."""
    if correction.kind is CorrectionKind.COUNTRY:
        from reader.analysis.gazetteer import load_gazetteer  # noqa: PLC0415  30 ms, where it isn't there yet

        return replace(correction, means=load_gazetteer().country_name(correction.means)).sentence
    return correction.sentence


class Corrector:
    """The corrections of a workspace. Raises ``NoteError`` when one can't be read or written."""

    def __init__(self, workspace: Workspace) -> None:
        self._store = workspace.corrections
        self._history = workspace.history

    def of(self, article: Article) -> FoundCorrections:
        """Return the corrections for an article and those for all."""
        return self._store.for_article(article.id)

    def all(self) -> FoundCorrections:
        """Return the corrections of all articles."""
        return self._store.all()

    def add(
        self,
        kind: CorrectionKind,
        words: str,
        means: str = "",
        *,
        article: Article | None = None,
        at: int = 0,
    ) -> Correction:
        """Keep a correction for one article, or without ``article`` for all; it is on disk when this returns.

        One for the same article (or for all) that says something else of the same words goes to the trash.

        Raises:
            UsageError: it says nothing that could hold.
        """
        said = Correction(
            "", kind, clean_line(words), datetime.now(UTC), clean_line(means),
            article.id if article else "", at, article.title if article else "",
        )  # fmt: skip
        _check(said)
        with self._history.together(f"a correction, {told(said)}"):
            made = self._store.add(said)
            self._history.record("", _Step(self._store, made.id))
            for old in self._contradicted(made):
                self.remove(old.id)
        return made

    def remove(self, known: str) -> Correction:
        """Take a correction back: move it to the trash. Raises ``NotFoundError``."""
        gone = self._store.remove(known)
        self._history.record(f"taking back that {told(gone)}", _Step(self._store, gone.id, removed=True))
        return gone

    def restore(self, known: str) -> Correction:
        """Bring one back from the trash. Raises ``NotFoundError``."""
        back = self._store.restore(known)
        self._history.record(f"bringing back that {told(back)}", _Step(self._store, back.id))
        return back

    def _contradicted(self, made: Correction) -> Sequence[Correction]:
        there = self._store.for_article(made.article or "all").corrections
        return [
            each
            for each in there
            if each.id != made.id and (each.article, each.subject) == (made.article, made.subject)
        ]


def _check(said: Correction) -> None:
    if not said.words:
        raise UsageError("A correction needs the words that it is about.", "Name them.")
    if said.kind in {CorrectionKind.COUNTRY, CorrectionKind.SAME} and not said.means:
        raise UsageError("It takes two to be the same.", "Name the country, or the other name.")
    if said.kind is CorrectionKind.SAME and said.means.casefold() == said.words.casefold():
        raise UsageError(f"“{said.words}” is the same name twice.", "Name two.")
    if said.kind.of_quote and not said.article:
        raise UsageError("A quote stands in one article.", "Name that article.")

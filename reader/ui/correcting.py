"""Correcting the analysis by keys and mouse: what is meant, what it is, where that holds."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from reader.analysis.corrections.occurrences import plain
from reader.corrector import Corrector, told
from reader.model.correction import Correction, CorrectionKind
from reader.ui import subjects
from reader.ui.screens.pick import pick
from reader.ui.subjects import Ask, Choice, Subject

if TYPE_CHECKING:
    from reader.model.article import Article
    from reader.ui.reading import Reading
    from reader.ui.screens.reader import ReaderScreen

_NOTHING = "Nothing to correct here: go to a name or a quote, or select the words of a name."
_MOST_SHOWN = 32
_NOT_YET = "The analysis isn't there yet; there is nothing to correct."


class Correcting:
    """Asks what is to be corrected, and keeps it.

    Args:
        screen: where the article is read.
        reading: the open article.
    """

    def __init__(self, screen: ReaderScreen, reading: Reading) -> None:
        self._screen = screen
        self._reading = reading
        self._corrector = Corrector(screen.workspace)

    @property
    def _article(self) -> Article:
        return self._reading.article

    # What is meant

    def here(self) -> None:
        """Correct what the panel's cursor is on, the selected words, the name under the cursor, or what is near it."""
        view, entry = self._screen.view, self._screen.panes.entry()
        if self._reading.analysis is None:
            self._screen.say(_NOT_YET)
        elif entry is not None:
            self._which(subjects.of_entry(self._reading, entry))
        elif view.selected:
            self._what(Subject(plain(view.selected.of(self._article.text))))
        else:
            self.at(view.cursor)

    def at(self, offset: int) -> None:
        """Correct the name at ``offset``, else one of the names and quotes of its sentence."""
        named = subjects.at(self._reading, offset)
        near = subjects.around(self._reading, self._screen.view.sentence)
        if named is not None:
            self._what(named, [each for each in near if each != named])
        else:
            self._which(near)

    def _which(self, found: Sequence[Subject]) -> None:
        if len(found) == 1:
            self._what(found[0])
        elif found:
            lines = [(f"“{each.words}”", "quote" if each.quote else "") for each in found]
            self._pick("Correct", lines, lambda index: self._what(found[index]))
        else:
            self._screen.say(_NOTHING)

    # What it is

    def _what(self, subject: Subject, near: Sequence[Subject] = ()) -> None:
        said = self._said_of(subject)
        choices = subjects.choices(self._reading, subject)
        lines = [(each.text, each.fact) for each in choices]
        then: list[Callable[[], None]] = [partial(self._chosen, subject, each) for each in choices]
        if said is not None:
            lines.append(("as the analysis has it", "takes your correction back"))
            then.append(partial(self.remove, said))
        if near:
            lines.append(("something else that this sentence names …", ""))
            then.append(partial(self._which, near))
        self._pick(f"{_shown(subject)} is", lines, lambda index: then[index]())

    def _said_of(self, subject: Subject) -> Correction | None:
        """Return the correction that holds of a subject."""
        about = [each for each in self._holding() if subject.is_of(each)]
        return max(about, key=lambda each: (bool(each.article), each.created), default=None)

    def _chosen(self, subject: Subject, choice: Choice) -> None:
        if choice.ask is Ask.PERSON:
            self._who(subject, choice.kind)
        elif choice.ask is Ask.COUNTRY:
            self._country(subject)
        else:
            self._where(subject, choice.kind, choice.means)

    def _who(self, subject: Subject, kind: CorrectionKind) -> None:
        found = subjects.candidates(self._reading, subject)
        title = "said by" if subject.quote else "the same person as"
        self._pick(f"{_shown(subject)} is {title}", found, lambda index: self._where(subject, kind, found[index][0]))

    def _country(self, subject: Subject) -> None:
        from reader.analysis.gazetteer import load_gazetteer  # noqa: PLC0415  30 ms, where it isn't there yet

        commands = [
            (f"{name} ({code})", partial(self._where, subject, CorrectionKind.COUNTRY, code))
            for code, name in load_gazetteer().countries()
        ]
        self._screen.app.search_commands(commands, f"Which country does {_shown(subject)} mean?")

    # Where that holds

    def _where(self, subject: Subject, kind: CorrectionKind, means: str) -> None:
        if kind.of_quote:
            self._keep(subject, kind, means, everywhere=False)
            return
        lines = [("in this article", ""), ("in all articles", "those that come later too")]
        self._pick("That holds", lines, lambda index: self._keep(subject, kind, means, everywhere=index == 1))

    def _keep(self, subject: Subject, kind: CorrectionKind, means: str, *, everywhere: bool) -> None:
        article = None if everywhere else self._article

        def keep() -> None:
            made = self._corrector.add(kind, subject.words, means, article=article, at=subject.at)
            self._screen.recorrect(f"{told(made)}, {_where(made)}; ‹undo› takes that back.")

        self._screen.attempt(keep)

    # Those that hold

    def show(self) -> None:
        """List the corrections that hold here; the one that is picked is taken back."""
        found = self.offers()
        if found:
            lines = [(said, where) for said, where, _ in found]
            self._pick("Take a correction back", lines, lambda index: found[index][2]())
        else:
            self._screen.say("Nothing was corrected here.")

    def offers(self) -> list[tuple[str, str, Callable[[], None]]]:
        """Return the corrections that hold here: what each says, where it holds, what takes it back."""
        return [(told(each), _where(each), partial(self.remove, each)) for each in self._holding()]

    def remove(self, correction: Correction) -> None:
        """Take a correction back."""

        def remove() -> None:
            self._corrector.remove(correction.id)
            self._screen.recorrect(f"No longer: {told(correction)}; ‹undo› brings that back.")

        self._screen.attempt(remove)

    # Parts

    def _holding(self) -> Sequence[Correction]:
        none: Sequence[Correction] = ()
        return self._screen.tried(lambda: self._corrector.of(self._article).corrections, none)

    def _pick(self, title: str, lines: Sequence[tuple[str, str]], then: Callable[[int], None]) -> None:
        pick(self._screen.app, title, lines, then)


def _shown(subject: Subject) -> str:
    words = subject.words
    return f"“{words if len(words) <= _MOST_SHOWN else words[:_MOST_SHOWN] + '…'}”"


def _where(correction: Correction) -> str:
    return "in this article" if correction.article else "in all articles"

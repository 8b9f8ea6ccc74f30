"""Choosing people, countries, places and quotes: what that marks in the text, and where it goes."""

from __future__ import annotations

from collections.abc import Callable

from reader.text.search import Hits
from reader.ui.display import Display
from reader.ui.focus import SLOTS, Focus, FocusKind
from reader.ui.listing.countries import places_of
from reader.ui.listing.entry import Entry, Kind
from reader.ui.reading import Reading
from reader.ui.speakers import Speaker, key_of, speakers
from reader.ui.widgets.article_view import ArticleView

_NOBODY = "Nobody is named here: ‹next-name› goes to the next name, ‹people› lists people, ‹countries› countries."


class Choosing:
    """What is chosen in one open article.

    Args:
        reading: the open article.
        display: shows it.
        say: tells in a sentence what was done.
    """

    def __init__(self, reading: Reading, display: Display, say: Callable[[str], None]) -> None:
        self._reading = reading
        self._display = display
        self._say = say
        self._speaker = ""
        self._origin: tuple[int, int] | None = None

    # From the panel

    def choose(self, entry: Entry) -> None:
        """Put a person or country in focus, in place of others, or go to a place or quote."""
        if entry.kind is Kind.PERSON:
            self.focus_on(FocusKind.PERSON, entry.key)
        elif entry.kind is Kind.COUNTRY:
            self.focus_on(FocusKind.COUNTRY, entry.key)
        elif entry.kind is Kind.PLACE:
            self._to_place(entry.key)
        elif entry.at is not None:
            self._display.view.jump(entry.at)

    def add(self, entry: Entry) -> None:
        """Put a person or country of the panel, or who says a quote, in focus beside others, or take it out."""
        focus = self._meant(entry)
        if focus is None:
            self._say("A person or a country can be put in focus, or who says a quote.")
        else:
            self.toggle(focus)

    def _meant(self, entry: Entry) -> Focus | None:
        if entry.kind is Kind.COUNTRY:
            return self._reading.focus_of(FocusKind.COUNTRY, entry.key)
        person: str | None = entry.key if entry.kind is Kind.PERSON else None
        if entry.kind is Kind.QUOTE and self._reading.analysis is not None:
            person = self._reading.analysis.quotes[int(entry.key)].speaker
        return self._reading.focus_of(FocusKind.PERSON, person) if person else None

    def follow(self, entry: Entry) -> None:
        """Let the text show what an entry stands for; it is not chosen yet."""
        if entry.at is not None:
            view = self._display.view
            self._origin = self._origin or (view.cursor, view.scroll_offset.y)
            view.go(entry.at)

    def stay(self) -> None:
        """Stay where the text followed to."""
        if self._origin is not None and self._origin[0] != self._display.view.cursor:
            self._display.view.post_message(ArticleView.Jumped(self._origin[0]))
        self._origin = None

    def return_(self) -> None:
        """Go back to where one was before the text followed."""
        if self._origin is not None:
            self._display.view.return_to(*self._origin)
        self._origin = None

    # In the text

    def focus_on(self, kind: FocusKind, key: str) -> None:
        """Mark all mentions of a person or country and go to the first; chosen again, to the next."""
        focus = self._reading.focus_of(kind, key)
        if focus is None:
            return
        again = self._reading.foci.slot(key) > 0
        focus = self._reading.foci.only(focus)
        self._reading.hits = Hits()  # n and N go through the mentions now
        target = focus.next(self._display.view.cursor if again else -1, 1)
        if target:
            self._display.view.jump(target.start)
        self._display.focus(self._reading)

    def here(self) -> None:
        """Put who is named at the cursor in focus beside others, or take it out."""
        focus = self._reading.named_at(self._display.view.cursor) or self._first_in_sentence()
        if focus is None:
            self._say(_NOBODY)
        else:
            self.toggle(focus)

    def click(self, offset: int) -> bool:
        """Put who is named at ``offset`` in focus and tell who it is; False when nobody is."""
        focus = self._reading.named_at(offset)
        if focus is None:
            return False
        self._reading.foci.only(focus)
        self._reading.hits = Hits()
        self._display.focus(self._reading)
        self._say(self._told(focus))
        return True

    def toggle(self, focus: Focus) -> None:
        """Put one in focus beside others, or take it out; there is room for four."""
        was = self._reading.foci.slot(focus.id)
        added = self._reading.foci.toggle(focus)
        self._reading.hits = Hits()
        self._display.focus(self._reading)
        if added is not None:
            self._say(self._told(added))
        elif was:
            self._say(f"{focus.name} is no longer in focus.")
        else:
            self._say(f"{len(SLOTS)} are in focus already: ‹focus-here› takes one out, ‹back› lets all go.")

    def let_go(self) -> bool:
        """Let go of all that is in focus; False when nothing is."""
        if not len(self._reading.foci):
            return False
        self._reading.foci.clear()
        self._display.focus(self._reading)
        return True

    # Speakers

    def speakers(self) -> list[Speaker]:
        """Return all who speak in the article, those with the most quotes first."""
        return speakers(self._reading)

    def next_quote_of(self, key: str) -> None:
        """Go to the next quote of a speaker, round the end; the same speaker's is ``again``'s from then on."""
        speaker = next((each for each in self.speakers() if each.key == key), None)
        if speaker is None or self._reading.analysis is None:
            return
        self._speaker = key
        view = self._display.view
        starts = [self._reading.analysis.quotes[index].span.start for index in speaker.quotes]
        number = next((at for at, start in enumerate(starts) if start > view.cursor), 0)
        view.jump(starts[number])
        self._say(f"{speaker.name}: quote {number + 1} of {len(starts)}; ‹same-speaker› goes to the next.")

    def again(self) -> None:
        """Go to the next quote of the speaker that was chosen last, else of who speaks at the cursor."""
        key = self._speaker or self._speaking()
        if key:
            self.next_quote_of(key)
        else:
            self._say("Nobody is quoted here: ‹speaker› chooses a speaker.")

    def turn_quotes(self) -> None:
        """List the quotes by speaker, or in the order of the text."""
        self._reading.quotes_by_speaker = not self._reading.quotes_by_speaker
        self._display.lists(self._reading)
        self._say("Quotes by speaker." if self._reading.quotes_by_speaker else "Quotes in the order of the text.")

    # Parts

    def _to_place(self, name: str) -> None:
        analysis = self._reading.analysis
        cursor = self._display.view.cursor
        spans = [
            span
            for country in (analysis.countries if analysis else ())
            for span in places_of(self._reading, country).get(name, ())
        ]
        if spans:
            self._display.view.jump(next((span.start for span in spans if span.start > cursor), spans[0].start))

    def _first_in_sentence(self) -> Focus | None:
        sentence = self._display.view.sentence
        entities = self._reading.analysis.entities if self._reading.analysis else ()
        inside = (each.span.start for each in entities if sentence.holds(each.span.start))
        found = (self._reading.named_at(start) for start in inside)
        return next((focus for focus in found if focus is not None), None)

    def _speaking(self) -> str:
        analysis = self._reading.analysis
        cursor = self._display.view.cursor
        quotes = analysis.quotes if analysis else ()
        here = next((index for index, quote in enumerate(quotes) if quote.span.end > cursor), None)
        return key_of(self._reading, here) if here is not None else ""

    def _told(self, focus: Focus) -> str:
        """Return who is in focus, in one line."""
        person = self._reading.person(focus.id) if focus.kind is FocusKind.PERSON else None
        role = f", {person.role}" if person and person.role else ""
        count = len(focus.spans)
        return f"{focus.name}{role}: {count} mention{'s' * (count != 1)}; ‹next-mention› next, ‹correct› corrects."

"""What the reader says against the analysis: who a name is, what it is, who said a quote."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

_MOST_SHOWN = 48


class CorrectionKind(StrEnum):
    """What a correction says, by the names that are stored."""

    PERSON = "person"
    """The name is a person's."""
    PLACE = "place"
    """The name is a place's, in no country that counts."""
    ORGANISATION = "organisation"
    """The name is an organisation's."""
    NOTHING = "nothing"
    """The words are no name at all."""
    COUNTRY = "country"
    """The name means a country, or a place in it: ``means`` is its code."""
    SAME = "same"
    """The name is that of the person who is called ``means`` as well."""
    APART = "apart"
    """The name is that of a person of its own, and of none that has others too."""
    SPEAKER = "speaker"
    """The quote is ``means``'s, a person's or other words of the text; "" says that nobody's is told."""
    NO_QUOTE = "no-quote"
    """The words are nobody's: no quote."""

    @property
    def of_quote(self) -> bool:
        """Whether it says something of a quote, and not of a name."""
        return self in {CorrectionKind.SPEAKER, CorrectionKind.NO_QUOTE}


@dataclass(frozen=True, slots=True)
class Correction:
    """One thing that the reader knows better.

    ``words`` are the name's or the quote's, as they stand in the text but for white space. ``article`` is the id of
    the one article that it is for, "" for all. ``at`` is where a quote began when it was corrected: it tells quotes
    of the same words apart. ``created`` is an aware time in UTC; of two that contradict each other the later counts.
    ``title`` is the article's, for whoever reads the file.
    """

    id: str
    kind: CorrectionKind
    words: str
    created: datetime
    means: str = ""
    article: str = ""
    at: int = 0
    title: str = ""

    @property
    def sentence(self) -> str:
        """What it says, in one line."""
        said = {
            CorrectionKind.PERSON: "is a person",
            CorrectionKind.PLACE: "is a place",
            CorrectionKind.ORGANISATION: "is an organisation",
            CorrectionKind.NOTHING: "is no name",
            CorrectionKind.COUNTRY: f"means {self.means}",
            CorrectionKind.SAME: f"is {self.means}",
            CorrectionKind.APART: "is a person of its own",
            CorrectionKind.SPEAKER: f"was said by {self.means or 'somebody who is not told'}",
            CorrectionKind.NO_QUOTE: "is no quote",
        }[self.kind]
        return f"“{_short(self.words)}” {said}"

    @property
    def subject(self) -> tuple[bool, str, int]:
        """What it is about: of several with the same subject one holds."""
        quote = self.kind.of_quote
        return quote, self.words, self.at if quote else 0


def _short(words: str) -> str:
    return words if len(words) <= _MOST_SHOWN else words[:_MOST_SHOWN].rpartition(" ")[0] + " …"

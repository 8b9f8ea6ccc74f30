"""What an analysis is once the reader's corrections hold. A pure function; ``docs/corrections.md`` states the rules."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from reader.analysis.corrections import names, quotes
from reader.analysis.corrections.draft import Draft
from reader.model.analysis import Analysis
from reader.model.correction import Correction, CorrectionKind

# A person's last name alone is settled with the full one, unless the reader said otherwise of it: persons come first.
# People come to be before others are said to be the same, and both before quotes are given to them.
_ORDER = (
    (CorrectionKind.PERSON, names.person),
    (CorrectionKind.NOTHING, names.no_name),
    (CorrectionKind.PLACE, names.place),
    (CorrectionKind.ORGANISATION, names.organisation),
    (CorrectionKind.COUNTRY, names.country),
    (CorrectionKind.APART, names.apart),
    (CorrectionKind.SAME, names.same),
    (CorrectionKind.NO_QUOTE, quotes.no_quote),
    (CorrectionKind.SPEAKER, quotes.speaker),
)

_NOBODYS = frozenset(
    {CorrectionKind.NOTHING, CorrectionKind.PLACE, CorrectionKind.ORGANISATION, CorrectionKind.COUNTRY}
)


def corrected(found: Analysis, text: str, corrections: Iterable[Correction]) -> Analysis:
    """Return an analysis of ``text`` with corrections applied: those for all articles and those for this one.

    Applied to what it returns, it changes nothing more. A correction about words that don't stand in the text
    changes nothing. The ids of people who stay are the same.
    """
    holding = in_force(corrections)
    draft = Draft(found, text, _names_in(holding))
    for _ in holding:  # one may make room for another that came before it; a second round hardly ever changes anything
        before = found
        _apply(holding, draft)
        found = draft.analysis()
        if found == before:
            break
    return found


def _apply(holding: Sequence[Correction], draft: Draft) -> None:
    for kind, apply in _ORDER:
        for correction in holding:
            if correction.kind is kind:
                apply(draft, correction)


def _names_in(corrections: Iterable[Correction]) -> set[str]:
    names = [each for each in corrections if not each.kind.of_quote and each.kind is not CorrectionKind.NOTHING]
    return {each.words for each in names} | {each.means for each in names if each.kind is CorrectionKind.SAME}


def in_force(corrections: Iterable[Correction]) -> list[Correction]:
    """Return the corrections that hold, one a subject: an article's own before those for all, then the later.

    That somebody is called by a name doesn't hold where that is said to be nobody's.
    """
    ordered = sorted(corrections, key=lambda each: (bool(each.article), each.created, each.id))
    by_subject = {correction.subject: correction for correction in ordered}
    nobodys = {each.words for each in by_subject.values() if each.kind in _NOBODYS}
    holding = [
        each for each in by_subject.values() if each.kind is not CorrectionKind.SAME or each.means not in nobodys
    ]
    return sorted(holding, key=lambda each: (each.created, each.id))

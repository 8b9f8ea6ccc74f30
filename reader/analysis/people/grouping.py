"""Brings the names of one article together: the full names of one person, and single names that belong to none."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from spacy.tokens import Doc
from spacy.tokens import Span as Tokens

from reader.analysis.gazetteer import load_words
from reader.analysis.names.comparing import (
    Group,
    Words,
    fits,
    generation,
    inner_names,
    name_words,
    near,
    same_generation,
)
from reader.analysis.people.aliases import other_names
from reader.analysis.people.namesakes import is_relative

_SHORT_NAME = 4
_SHORTEST = 3
_MOST_COMPARED = 50
"""How many people of one first or last name a new name is compared with, so that lists of names stay linear."""


def group_names(doc: Doc, shared: Mapping[int, Words]) -> list[Group]:
    """Group the settled full names, then the single names that belong to none of them.

    Args:
        doc: the document, its names settled.
        shared: the full names of those whose surname stands only behind the next person's (``shared_surnames``).
    """
    people = [ent for ent in doc.ents if ent.label_ == "PERSON"]
    named = {ent.start: name_words(ent) for ent in people}
    full = {start: words for start, words in named.items() if len(words) > 1} | dict(shared)
    groups = _full_names(full, {ent.start: ent for ent in people}, other_names(doc, people))
    singles = [(start, words[0]) for start, words in named.items() if len(words) == 1 and start not in shared]
    _add_single_names(groups, singles)
    return groups


def _full_names(
    full: Mapping[int, Words], ents: Mapping[int, Tokens], others: Mapping[Words, Sequence[Words]]
) -> list[Group]:
    """Return the people of full names, in the order of the text; a group's ``since`` is where the first one stands.

    Args:
        full: the words of each name, by its first token.
        ents: the names as they stand.
        others: other forms of a full name (``other_names``).
    """
    groups: list[Group] = []
    alike: dict[str, list[Group]] = defaultdict(list)
    for start, words in sorted(full.items()):
        told = generation(ents[start]) if start in ents else ""
        close = [*alike[words[-1]][:_MOST_COMPARED], *alike[words[0]][:_MOST_COMPARED]]
        group = next((g for g in close if fits(words, g.forms) and same_generation(words, told, g)), None)
        if group is None:
            relative = start in ents and is_relative(ents[start])
            group = Group(generation=told, relative=relative, since=start)
            groups.append(group)
        for form in (words, *others.get(words, ())):
            if form not in group.forms:
                group.forms.add(form)
                alike[form[0]].append(group)
                alike[form[-1]].append(group)
    return groups


def _add_single_names(groups: list[Group], singles: Sequence[tuple[int, str]]) -> None:
    """Add the people of single names that are no part of a full one, but for a letter.

    A last name that stands before a relative of that name is introduced ("his mother, Ann Berg") is another's.
    """
    known = {word for group in groups for form in group.forms for word in (form[0], form[-1], *inner_names(form))}
    since = _first_of_last_names(groups)
    for start, word in singles:
        if word in known and start >= since.get(word, 0):
            continue
        group = None if word in known else (_misspelt(word, groups) or _shortened(word, groups))
        if group is None:
            group = Group(since=start)
            groups.append(group)
        group.forms.add((word,))
        known.add(word)
        since.pop(word, None)


def _first_of_last_names(groups: Sequence[Group]) -> dict[str, int]:
    """Return where the full name of a relative first stands, for last names that none but relatives have."""
    since: dict[str, int] = {}
    others: set[str] = set()
    for group in groups:
        for last in {form[-1] for form in group.forms}:
            if group.relative:
                since[last] = min(group.since, since.get(last, group.since))
            else:
                others.add(last)
    return {last: start for last, start in since.items() if last not in others}


def _misspelt(word: str, groups: Sequence[Group]) -> Group | None:
    """Return the one person whose last name a single name is, but for a letter."""
    found = [g for g in groups[:_MOST_COMPARED] if any(len(form) > 1 and near(word, form[-1]) for form in g.forms)]
    return found[0] if len(found) == 1 and len(word) > _SHORT_NAME else None


def _shortened(word: str, groups: Sequence[Group]) -> Group | None:
    """Return the one person whose first name a single name shortens: Kam for Kamaljit, Bill for William."""
    nicknames = load_words("nicknames")
    firsts = [(g, form[0]) for g in groups[:_MOST_COMPARED] for form in sorted(g.forms) if len(form) > 1]
    found = {
        id(group): group
        for group, first in firsts
        if (len(word) >= _SHORTEST and len(first) > len(word) + 1 and first.startswith(word))
        or f"{word}={first}" in nicknames
        or f"{first}={word}" in nicknames
    }
    return next(iter(found.values())) if len(found) == 1 else None

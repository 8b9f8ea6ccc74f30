"""Brings the analyses of a long text's pieces together: people and countries that several pieces name are one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from reader.analysis.version import ANALYSIS_VERSION
from reader.model.analysis import Analysis, Country, Person


def merge_pieces(text_hash: str, model: str, parts: Sequence[Analysis]) -> Analysis:
    """Return one analysis of the text whose pieces, in order, were analysed as ``parts`` (offsets in the text).

    A bare last name in a later piece is the person whose full name stood in an earlier one, if there is only one.
    """
    if len(parts) == 1:
        return replace(parts[0], text_hash=text_hash)
    people: list[Person] = []
    by_name: dict[str, int] = {}
    by_last: dict[str, set[int]] = {}
    renamed: list[dict[str, str]] = []
    for part in parts:
        names: dict[str, str] = {}
        for person in part.people:
            at = _known(person, by_name, by_last)
            if at is None:
                at = len(people)
                people.append(replace(person, id=f"p{at + 1}"))
            else:
                people[at] = _joined(people[at], person)
            by_name.setdefault(person.name.casefold(), at)
            by_last.setdefault(person.name.casefold().split()[-1], set()).add(at)
            names[person.id] = f"p{at + 1}"
        renamed.append(names)
    return Analysis(
        text_hash,
        model,
        ANALYSIS_VERSION,
        tuple(
            replace(e, person=names[e.person] if e.person else None)
            for part, names in zip(parts, renamed, strict=True)
            for e in part.entities
        ),
        tuple(people),
        _countries(parts),
        tuple(
            replace(q, speaker=names[q.speaker] if q.speaker else None)
            for part, names in zip(parts, renamed, strict=True)
            for q in part.quotes
        ),
        sum(part.seconds for part in parts),
    )


def _known(person: Person, by_name: dict[str, int], by_last: dict[str, set[int]]) -> int | None:
    name = person.name.casefold()
    if name in by_name:
        return by_name[name]
    bearers = by_last.get(name, set())
    return next(iter(bearers)) if len(bearers) == 1 else None


def _joined(one: Person, other: Person) -> Person:
    aliases = dict.fromkeys((*one.aliases, other.name, *other.aliases))
    aliases.pop(one.name, None)
    return replace(
        one,
        role=one.role or other.role,
        aliases=tuple(aliases),
        mentions=(*one.mentions, *other.mentions),
        pronouns=(*one.pronouns, *other.pronouns),
        evidence=(*one.evidence, *other.evidence),
    )


def _countries(parts: Sequence[Analysis]) -> tuple[Country, ...]:
    found: dict[str, Country] = {}
    for part in parts:
        for country in part.countries:
            old = found.get(country.code)
            found[country.code] = (
                country
                if old is None
                else replace(
                    old,
                    mentions=(*old.mentions, *country.mentions),
                    via=(*old.via, *country.via),
                    evidence=(*old.evidence, *country.evidence),
                )
            )
    return tuple(found.values())

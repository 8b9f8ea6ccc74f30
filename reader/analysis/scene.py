"""Where an article plays: what it names for sure decides what the doubtful names of places in it mean.

Each name is settled once an article. A reading's weight is how likely it is by itself (a country before a capital
before a town, by population), what the article names of its country and its state, and whether it reads like local
news. The weights are judgements, checked on texts of our own (``tests/analysis``) and on the development articles.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Sequence

from spacy.tokens import Doc

from reader.analysis.gazetteer import COUNTRY_KINDS, PlaceKind, Reading, load_words
from reader.analysis.places import Mention, before_local_thing, entity_over
from reader.analysis.rules import Rule
from reader.analysis.tokens import words_of

_INNER = frozenset({PlaceKind.STATE, PlaceKind.ABBREVIATION, PlaceKind.REGION})
_PLACES = frozenset({"GPE", "LOC", "FAC"})
_PREPOSITIONS = frozenset(
    {
        "in",
        "at",
        "near",
        "from",
        "to",
        "outside",
        "around",
        "across",
        "of",
        "for",
        "between",
        "and",
        "inside",
        "through",
    }
)
_PRIOR = {
    PlaceKind.NAME: 4.0,
    PlaceKind.DEMONYM: 4.0,
    PlaceKind.STATE: 3.4,
    PlaceKind.CAPITAL: 3.2,
    PlaceKind.SEAT: 3.2,
    PlaceKind.REGION: 3.2,
    PlaceKind.CONSTITUENT: 3.2,
}
_PRIOR_BY_SIZE = (0.0, 0.0, 0.0, 0.2, 0.4, 0.8, 1.5, 2.4, 3.0, 3.0)
_LARGE = 6
_LOCAL_WORDS = 4
_TWICE = 2.0


class Scene:
    """What an article names for sure, and how its doubtful names are read by it."""

    def __init__(self, doc: Doc, names: Sequence[Mention], mentions: Sequence[Mention]) -> None:
        """Take all known names of ``doc``, and those of them that are places."""
        self._countries: Counter[str] = Counter()
        self._states: dict[tuple[str, str], dict[str, float]] = defaultdict(dict)
        self._own: dict[str, Counter[str]] = defaultdict(Counter)
        self._local_names = {m.name for m in names if before_local_thing(doc, m)}
        self._local_names |= {m.name.removesuffix(" County") for m in names if m.name.endswith(" County")}
        words = words_of(doc) & load_words("local_news")
        self._local = len(words) + 2 * bool(self._local_names) >= _LOCAL_WORDS
        for mention in mentions:
            reading = mention.settled or _sure(doc, mention)
            if reading is not None:
                self._countries[reading.code] += 1
                self._own[mention.name][reading.code] += 1
                for state in reading.states:
                    told = self._states[reading.code, state]
                    told[mention.name] = min(_TWICE, told.get(mention.name, 0.0) + 1 / len(reading.states))

    def best(self, name: str, readings: Sequence[Reading]) -> Reading | None:
        """Return what ``name`` means here: the reading that weighs most, the first of equals."""
        usable = [reading for reading in readings if reading.kind is not PlaceKind.ABBREVIATION]
        return max(usable, key=lambda reading: self._weight(name, reading), default=None)

    def knows(self, code: str, name: str) -> int:
        """Return how often the article names a country for sure, mentions of ``name`` left out."""
        return self._countries[code] - self._own[name][code]

    @property
    def settled_elsewhere(self) -> int:
        """How many mentions of the article name a country for sure."""
        return sum(self._countries.values())

    def _home(self, code: str, state: str, name: str) -> float:
        """Return how much the article's other names speak for a state; a name that many states have says little."""
        return sum(told for other, told in self._states[code, state].items() if other != name)

    def _weight(self, name: str, reading: Reading) -> float:
        known = self.knows(reading.code, name)
        weight = _PRIOR.get(reading.kind, _PRIOR_BY_SIZE[reading.size]) + min(2.0, 0.9 * math.log1p(known))
        if reading.kind in COUNTRY_KINDS:
            abroad = any(
                self.knows(code, name) for code in self._countries if code not in {reading.code, "US", "GB", "CA", "AU"}
            )
            return weight + (0.8 if abroad else 0.0)
        if reading.kind is not PlaceKind.CITY:
            return weight
        near = 1.8 * (
            1 - math.exp(-max((self._home(reading.code, state, name) for state in reading.states), default=0))
        )
        weight += near if self._local or name in self._local_names else near / 2
        if reading.code == "US" and self._local:
            weight += 1.0
        return weight + (1.2 if name in self._local_names and reading.states else 0.0)


def _sure(doc: Doc, mention: Mention) -> Reading | None:
    """Return what a name means whatever the article says, None where it can mean several things."""
    country = next((r for r in mention.readings if r.kind in COUNTRY_KINDS), None)
    if country is not None:
        return None if PlaceKind.STATE in mention.kinds else country
    first = mention.readings[0]
    if first.kind is PlaceKind.ABBREVIATION or any(r.code != first.code for r in mention.readings):
        return None
    least = 4 if first.states else 5
    if first.kind is PlaceKind.CITY and not (first.size >= least and doc[mention.start].ent_type_ in _PLACES):
        return None
    return first


def settle_pairs(doc: Doc, mentions: Sequence[Mention]) -> None:
    """Settle "Lebanon, Pa." and "Paris, Texas", and with them the other mentions of the first name."""
    by_start = {mention.start: mention for mention in mentions}
    settled: dict[str, Reading] = {}
    for mention in mentions:
        outer = by_start.get(mention.end + 1)
        if outer is None or doc[mention.end].text not in {",", "("}:
            continue
        reading = _inside(mention, outer)
        if reading is None:
            continue
        mention.settle(reading, Rule.PLACE_PAIR)
        if not outer.can_be_country or any(r.kind is PlaceKind.STATE for r in outer.readings):
            inner = next((r for r in outer.readings if r.kind in _INNER and r.code == reading.code), None)
            outer.settle(inner or next(r for r in outer.readings if r.code == reading.code))
        settled.setdefault(mention.name, reading)
    for mention in mentions:
        if mention.settled is None and mention.name in settled:
            mention.settle(settled[mention.name], Rule.SAME_PLACE)


def _inside(mention: Mention, outer: Mention) -> Reading | None:
    """Return what the first name of "A, B" means as a place inside B; None where the two are items of a list."""
    if outer.can_be_country and not mention.can_be_country:
        code = next(reading.code for reading in outer.readings if reading.kind in COUNTRY_KINDS)
        found = next((reading for reading in mention.readings if reading.code == code), None)
        if found is not None:
            return found
    for region in outer.readings:
        if region.kind not in _INNER and region.kind is not PlaceKind.CONSTITUENT:
            continue
        if mention.can_be_country and not _is_pair(mention, outer, region):
            continue
        towns = [r for r in mention.readings if r.code == region.code and r.kind not in COUNTRY_KINDS]
        exact = next((r for r in towns if not region.states or r.states >= region.states), None)
        if exact is not None or towns or region.kind is not PlaceKind.REGION:
            return exact or (towns[0] if towns else Reading(PlaceKind.CITY, region.code, 4, region.states))
    return None


def _is_pair(mention: Mention, outer: Mention, region: Reading) -> bool:
    """Tell whether "Lebanon, X" is a town and its state rather than two items of a list of countries."""
    if outer.can_be_country:
        return False
    return region.kind is PlaceKind.ABBREVIATION or any(
        r.code == region.code and (not region.states or r.states >= region.states) for r in mention.readings
    )


def settle_rest(doc: Doc, mentions: Sequence[Mention], scene: Scene) -> None:
    """Settle the names that no pair settled, each name once."""
    sense: dict[str, Reading | None] = {}
    for mention in mentions:
        if mention.settled is not None:
            continue
        if mention.name not in sense:
            sense[mention.name] = scene.best(mention.name, mention.readings)
        reading = sense[mention.name]
        if reading is None:
            continue
        if reading.kind in COUNTRY_KINDS or mention.in_dateline or seen_as_place(doc, mention, reading, scene):
            mention.settle(reading, _why(mention, reading, scene))


def _why(mention: Mention, reading: Reading, scene: Scene) -> Rule | None:
    """Return the rule to name where the article chose among several countries."""
    doubtful = reading.kind not in COUNTRY_KINDS and len({r.code for r in mention.readings}) > 1
    return Rule.NAMED_COUNTRY if doubtful and scene.knows(reading.code, mention.name) else None


def seen_as_place(doc: Doc, mention: Mention, reading: Reading, scene: Scene) -> bool:
    """Tell whether a name of a place or town is one here."""
    token = doc[mention.start]
    label = token.ent_type_
    before = doc[mention.start - 1].lower_ if mention.start else ""
    known = bool(scene.knows(reading.code, mention.name))
    if label in _PLACES:
        ent = entity_over(doc, mention)
        fits = ent is None or ent.label_ == "GPE" or len(ent) <= mention.end - mention.start + 1
        if reading.kind is not PlaceKind.CITY:
            return True
        # A small town of a country that nothing else speaks of is more often a namesake that the gazetteer lacks.
        return fits and (known or reading.size >= _LARGE or not scene.settled_elsewhere)
    if reading.kind is PlaceKind.CONSTITUENT:
        return token.pos_ != "NOUN" or label == "NORP"
    if reading.kind is not PlaceKind.CITY:
        return label != "PERSON" and token.pos_ in {"PROPN", "NOUN", "ADJ"}
    if token.pos_ != "PROPN" or before not in _PREPOSITIONS or label not in {"", "ORG"}:
        return False
    return reading.size >= _LARGE or (known and before in {"in", "near", "from", "at", "outside"})

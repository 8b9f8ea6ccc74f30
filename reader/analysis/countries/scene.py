"""Where an article plays: what it names for sure decides what the doubtful names of places in it mean.

Each name is settled once an article. A reading's weight is how likely it is by itself (a country before a capital
before a town, by population), what the article names of its country, its state and its neighbourhood, and whether it
reads like local news. How likely it is by itself is a judgement; the weights of the other signs are fitted
(``scripts/fit_countries.py``).
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from spacy.tokens import Doc

from reader.analysis.countries.locality import LOCAL_COUNTRIES, Locality, town_use
from reader.analysis.countries.place_mention import Mention
from reader.analysis.countries.places import entity_over
from reader.analysis.gazetteer import COUNTRY_KINDS, PlaceKind, Reading, load_weights, load_words
from reader.analysis.rules import Rule

_WEIGHTS = "country_weights.tsv"
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
_SMALL_CAPITAL = {3: 1.2, 4: 1.8, 5: 2.6}
"""By the digits of their population: Hamilton of Bermuda is no match for Ontario's."""
_WIDE = frozenset({PlaceKind.STATE, PlaceKind.REGION, PlaceKind.CONSTITUENT})
_LARGE = 6
_TOWN = 5
_VILLAGE = 3
_TOWNS = frozenset({PlaceKind.CITY, PlaceKind.STATE})
_PARTS = frozenset({",", "and", "or", "&"})
_HOMES = frozenset({"US", "GB", "CA", "AU"})
_HALF = 0.5
_BEHIND = 5
_NEIGHBOURS, _WITHIN = 8, 60
"""Names, and tokens, among which a country's own places are looked for beside its name."""

_LISTED = 1.5
"""The most that the company of a name in lists says."""
_KNOWN, _KNOWN_TOWN = 2.0, 1.2
"""The most that its country's being named says; less for towns, since news of anywhere names the United States."""
_AT_HOME = 0.7
"""The share that local news takes away of what another foreign country says for a country."""
_OFTEN = {"MX": 0.7, "CN": 0.7}
"""For the countries that local news names most itself."""
NOTHING = "nothing"
"""What a country's name weighs that means nothing; a meaning that weighs less is none."""
_IN_WORLD_NEWS = 0.5
"""The share of what towns near by say that is left where an article reads like no local news of their country."""
_LEAD = 60
"""Tokens at the head of an article that are likely to name where it is from."""


class Scene:
    """What an article names for sure, and how its doubtful names are read by it."""

    def __init__(self, doc: Doc, names: Sequence[Mention], mentions: Sequence[Mention]) -> None:
        """Take all known names of ``doc``, and those of them that are places."""
        self._countries: Counter[str] = Counter()
        self._own: dict[str, Counter[str]] = defaultdict(Counter)
        self._local = Locality(doc, names)
        self._pages: dict[tuple[str, str], float] = {}
        self._lists: dict[str, float] = defaultdict(float)
        self._times = Counter(mention.name for mention in mentions)
        self._lead = {mention.name for mention in mentions if mention.start < _LEAD}
        self._twins = {m.name: {r.code for r in m.readings} for m in mentions if _shared(m)}
        self._given = {word for person in doc._.dateline_people for word in person.name.split()[:-1]}
        for mention in mentions:
            reading = mention.settled or _sure(doc, mention)
            if reading is not None:
                self._countries[reading.code] += 1
                self._own[mention.name][reading.code] += 1
                self._local.tell(mention.name, reading)

    def best(self, name: str, readings: Sequence[Reading]) -> Reading | None:
        """Return what ``name`` means here: the reading that weighs most, the first of equals."""
        meanings = self.meanings(name, readings)
        weights = [self.weight(name, reading) for reading in meanings]
        most = max(weights, default=0.0)
        if any(reading.kind in COUNTRY_KINDS for reading in meanings) and most < load_weights(_WEIGHTS)[NOTHING]:
            return None
        return meanings[weights.index(most)] if meanings else None

    def meanings(self, name: str, readings: Sequence[Reading]) -> list[Reading]:
        """Return what ``name`` can mean here, a town that the gazetteer lacks among it."""
        usable = [reading for reading in readings if reading.kind is not PlaceKind.ABBREVIATION]
        return [*usable, *self._unknown_town(name, readings)]

    def knows(self, code: str, name: str) -> int:
        """Return how often the article names a country for sure, mentions of ``name`` left out."""
        return self._countries[code] - self._own[name][code]

    @property
    def settled_elsewhere(self) -> int:
        """How many mentions of the article name a country for sure."""
        return sum(self._countries.values())

    def is_local(self, code: str, name: str) -> bool:
        """Tell whether the article reads like local news of a country, or uses the name like a town's."""
        return self._page(code, name) >= _HALF or self._local.uses.get(name, 0.0) >= 1

    def lean(self, name: str, to_town: float) -> None:
        """Take that ``name`` stands in a list with towns of one state (positive) or with countries (negative)."""
        self._lists[name] = max(-_LISTED, min(_LISTED, self._lists[name] + to_town))

    def weight(self, name: str, reading: Reading) -> float:
        """Return how likely it is that ``name`` has this meaning here; only differences mean something."""
        weights = load_weights(_WEIGHTS)
        return sum(weights.get(sign, 0.0) * value for sign, value in self.signs(name, reading).items())

    def signs(self, name: str, reading: Reading) -> dict[str, float]:
        """Return what speaks for and against a meaning of ``name``: the numbers that ``country_weights.tsv`` is for."""
        known = self.knows(reading.code, name)
        town = reading.kind is PlaceKind.CITY and bool(reading.states)
        found = {"prior": _prior(reading), "known": min(_KNOWN_TOWN if town else _KNOWN, 0.9 * math.log1p(known))}
        if reading.kind in COUNTRY_KINDS:
            found["abroad"] = self._abroad(reading.code, name)
            found["listed against"] = self._lists[name]
            found["given name"] = float(name in self._given)
            sure = known or name in self._given
            found["country elsewhere"] = 0.0 if sure else self._elsewhere(reading.code, name)
            return found
        if not town:
            found["place elsewhere"] = 0.0 if known else self._elsewhere(reading.code, name)
        if reading.kind not in _TOWNS:
            return found
        uses = self._local.uses.get(name, 0.0) if town or reading.size <= _LARGE else 0.0
        page = self._page(reading.code, name)
        close, local = self._local.close(reading, name), _IN_WORLD_NEWS + (1 - _IN_WORLD_NEWS) * page
        found["page"] = page
        found["state"] = self._local.home(reading.code, reading.states, name) * local
        found["close"] = close * local
        found["far from all"] = (1 - close) * self._local.placed(reading.code, name) * bool(reading.squares)
        found["used"] = uses
        found["never used"] = float(not uses and self._times[name] > 1)
        found["lead"] = page * (name in self._lead)
        found["listed"] = self._lists[name]
        return found

    def _page(self, code: str, name: str) -> float:
        """Return how much the article reads like local news of a country, reckoned once."""
        found = self._pages.get((code, name))
        if found is None:
            found = self._pages[code, name] = self._local.page(code, name)
        return found

    def _elsewhere(self, code: str, name: str) -> float:
        """Return how much the article reads like local news of another country."""
        return max(self._page(place, name) for place in LOCAL_COUNTRIES if place != code)

    def _unknown_town(self, name: str, readings: Sequence[Reading]) -> Iterator[Reading]:
        """Yield a town that the gazetteer lacks, where a country's name is used like one, in local news."""
        kinds = {r.kind for r in readings if r.states or r.kind in COUNTRY_KINDS}
        if not kinds or not kinds <= {PlaceKind.NAME, PlaceKind.CONSTITUENT}:
            return
        if self._local.uses.get(name, 0.0) < 1 and self._lists[name] <= 0:
            return
        home = self._local.home_state(name)
        if home is not None and self._page(home[0], name) >= _HALF:
            yield Reading(PlaceKind.CITY, home[0], _VILLAGE, frozenset({home[1]}))

    def _abroad(self, code: str, name: str) -> float:
        """Return how much another foreign country in the article says: less in local news."""
        here = {code, *_HOMES, *self._twins.get(name, ())}
        foreign = any(self.knows(other, name) for other in self._countries if other not in here)
        return foreign * (1 - _AT_HOME * max(self._page(place, name) for place in LOCAL_COUNTRIES))


def _prior(reading: Reading) -> float:
    """Return how likely a reading is by itself."""
    if reading.kind is PlaceKind.CAPITAL and reading.size in _SMALL_CAPITAL:
        return _SMALL_CAPITAL[reading.size]
    often = _OFTEN.get(reading.code, 0.0) if reading.kind is PlaceKind.NAME else 0.0
    return _PRIOR.get(reading.kind, _PRIOR_BY_SIZE[reading.size]) + often


def _sure(doc: Doc, mention: Mention) -> Reading | None:
    """Return what a name means whatever the article says, None where it can mean several things."""
    countries = [r for r in mention.readings if r.kind in COUNTRY_KINDS]
    if countries:
        return None if PlaceKind.STATE in mention.kinds or _shared(mention) else countries[0]
    first = mention.readings[0]
    others = [r for r in mention.readings if r.code != first.code]
    if first.kind is PlaceKind.ABBREVIATION or (others and first.kind not in _WIDE):
        return None
    if any(other.kind is not PlaceKind.CITY or other.size >= _TOWN for other in others):
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
        codes = [reading.code for reading in outer.readings if reading.kind in COUNTRY_KINDS]
        found = next((reading for code in codes for reading in mention.readings if reading.code == code), None)
        if found is not None:
            return found
    for region in outer.readings:
        if region.kind not in _INNER and region.kind is not PlaceKind.CONSTITUENT:
            continue
        if mention.can_be_country and not _is_pair(mention, outer, region):
            continue
        towns = [r for r in mention.readings if r.code == region.code and r.kind not in COUNTRY_KINDS]
        exact = next((r for r in towns if not region.states or r.states >= region.states), None)
        if exact is not None:
            return exact.within(region.states)
        if towns or region.kind is not PlaceKind.REGION:
            return towns[0] if towns else Reading(PlaceKind.CITY, region.code, 4, region.states)
    return None


def _is_pair(mention: Mention, outer: Mention, region: Reading) -> bool:
    """Tell whether "Lebanon, X" is a town and its state rather than two items of a list of countries."""
    if outer.can_be_country:
        return False
    return region.kind is PlaceKind.ABBREVIATION or any(
        r.code == region.code and (not region.states or r.states >= region.states) for r in mention.readings
    )


def settle_rest(doc: Doc, mentions: Sequence[Mention], scene: Scene) -> None:
    """Settle the names that no pair settled, each name once: towns first, since a list of towns tells of its others."""
    _part_namesakes(doc, mentions)
    doubtful = [mention for mention in mentions if mention.settled is None]
    _settle(doc, [mention for mention in doubtful if not mention.can_be_country], scene)
    for group in _lists(doc, mentions):
        _lean(group, scene)
    _settle(doc, [mention for mention in doubtful if mention.can_be_country], scene)
    for at, mention in enumerate(mentions):
        country = _meant_abroad(doc, mention, mentions[max(0, at - _NEIGHBOURS) : at + _NEIGHBOURS])
        if country is not None:
            mention.settle(country)


def _shared(mention: Mention) -> bool:
    """Tell whether several countries have a name: Congo."""
    return len({reading.code for reading in mention.readings if reading.kind in COUNTRY_KINDS}) > 1


def _part_namesakes(doc: Doc, mentions: Sequence[Mention]) -> None:
    """Settle a name that two countries share where it stands in a list beside the other one: "Congo and DR Congo"."""
    meant: dict[str, Reading] = {}
    for group in _lists(doc, mentions) if any(_shared(mention) for mention in mentions) else ():
        sure = {reading.code for mention in group if (reading := _sure(doc, mention)) is not None}
        for mention in (mention for mention in group if _shared(mention)):
            left = [r for r in mention.readings if r.kind in COUNTRY_KINDS and r.code not in sure]
            if len(left) == 1:
                meant[mention.name] = left[0]
    for mention in mentions:
        if mention.name in meant:
            mention.settle(meant[mention.name])


def _settle(doc: Doc, mentions: Sequence[Mention], scene: Scene) -> None:
    sense: dict[str, Reading | None] = {}
    for mention in mentions:
        if mention.name not in sense:
            sense[mention.name] = scene.best(mention.name, mention.readings)
        reading = sense[mention.name]
        if reading is None:
            continue
        if reading.kind in COUNTRY_KINDS or mention.in_dateline or seen_as_place(doc, mention, reading, scene):
            mention.settle(reading, _why(mention, reading, scene))


def _meant_abroad(doc: Doc, mention: Mention, around: Sequence[Mention]) -> Reading | None:
    """Return the country that a name means here though the article has a town of the name: "Mexico, the country"."""
    country = next((r for r in mention.readings if r.kind is PlaceKind.NAME), None)
    if country is None or mention.settled is None or mention.settled.kind in COUNTRY_KINDS or mention.in_dateline:
        return None
    if mention.rule is Rule.PLACE_PAIR or town_use(doc, mention)[1]:
        return None
    before = doc[max(0, mention.start - 2) : mention.start].text.lower()
    behind = [token.lower_ for token in doc[mention.end : mention.end + _BEHIND] if not token.is_punct]
    if before in load_words("before_countries") or behind[:2] == ["the", "country"]:
        return country
    near = (m.settled for m in around if m.name != mention.name and _beside(doc, m, mention))
    return country if any(r is not None and r.code == country.code for r in near) else None


def _beside(doc: Doc, one: Mention, other: Mention) -> bool:
    """Tell whether two names stand in one sentence or in neighbouring ones."""
    low, high = sorted((one.start, other.start))
    return high - low < _WITHIN and sum(bool(t.is_sent_start) for t in doc[low + 1 : high + 1]) <= 1


def _lists(doc: Doc, mentions: Sequence[Mention]) -> Iterator[list[Mention]]:
    """Yield the runs of names that only commas, "and" and "or" part."""
    group: list[Mention] = []
    for mention in mentions:
        if group and not all(t.lower_ in _PARTS for t in doc[group[-1].end : mention.start]):
            if len(group) > 1:
                yield group
            group = []
        group.append(mention)
    if len(group) > 1:
        yield group


def _lean(group: Sequence[Mention], scene: Scene) -> None:
    """Let the sure names of a list say what its doubtful ones are: small towns of a state, or countries."""
    towns = sum(m.settled is not None and _is_town(m.settled) for m in group)
    countries = [m for m in group if m.can_be_country and not any(r.states for r in m.readings)]
    for mention in group:
        if mention.can_be_country and mention.settled is None:
            scene.lean(mention.name, float(towns - len(countries) + (mention in countries)))


def _is_town(reading: Reading) -> bool:
    return reading.kind is PlaceKind.CITY and bool(reading.states) and reading.size <= _TOWN


def _why(mention: Mention, reading: Reading, scene: Scene) -> Rule | None:
    """Return the rule to name where the article chose among several countries."""
    doubtful = reading.kind not in COUNTRY_KINDS and len({r.code for r in mention.readings}) > 1
    return Rule.NAMED_COUNTRY if doubtful and scene.knows(reading.code, mention.name) else None


def seen_as_place(doc: Doc, mention: Mention, reading: Reading, scene: Scene) -> bool:
    """Tell whether a name of a place or town is one here."""
    token = doc[mention.start]
    label = token.ent_type_
    before = doc[mention.start - 1].lower_ if mention.start else ""
    known = scene.knows(reading.code, mention.name) > 0 or scene.is_local(reading.code, mention.name)
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
    if token.pos_ != "PROPN" or before not in _PREPOSITIONS or label not in {"", "ORG", "NORP"}:
        return False
    return reading.size >= _LARGE or (known and before in {"in", "near", "from", "at", "outside"})

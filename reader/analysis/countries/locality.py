"""How much an article reads like local news, of which country and state, and which names it uses like a town's."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Sequence

from spacy.tokens import Doc

from reader.analysis.countries.dialect import dialect
from reader.analysis.countries.place_mention import Mention
from reader.analysis.countries.places import before_local_thing
from reader.analysis.gazetteer import COUNTRY_KINDS, PlaceKind, Reading, load_words
from reader.analysis.squares import around
from reader.analysis.tokens import words_of

LOCAL_COUNTRIES = ("US", "GB", "CA", "AU", "NZ", "IE", "IN", "ZA")
"""Countries whose local news is known, likely to be read in English."""

_PAGES = {code: f"local_news_{code.lower()}" for code in LOCAL_COUNTRIES}
_WORDS_LEAST, _WORDS_MOST = 1, 5
"""Words of local news up to which an article is none, and from which on it surely is."""

_HEAD_START = {"US": 0.7}
"""Where local news without a word of its country is most likely from."""
_WORD, _PLACE = 0.6, 0.5
"""How much a word of a country's local news, and a place in it, says of where an article is from (in log odds)."""

_CLUSTER = 2
"""How many words of local news a town near another one is worth."""
_INNER = frozenset({PlaceKind.STATE, PlaceKind.REGION})
_MOST_USES = 2.0
_SURE, _PEOPLE, _STREET = 1.0, 0.6, 0.5
_TOLD_TWICE = 2.0
_FAR = frozenset({*COUNTRY_KINDS, PlaceKind.CONSTITUENT})
_IN_A_NAME = 0.5
_UNSURE = 0.5
_PLACED_MOST = 2
"""Places whose squares are known from which on it is sure where an article is from."""
_TOWNS_LEAST, _TOWNS_MOST = 1.0, 5.0
"""What an article's names tell of one state up to which that says nothing, and from which on it is local news."""


class Locality:
    """What speaks of local news in one article.

    ``uses`` says how strongly each name is used like a town's, from 0 to 2: "Lebanon City Council", "a Lebanon man",
    "the town of Lebanon", or alone in a dateline.
    """

    def __init__(self, doc: Doc, names: Sequence[Mention]) -> None:
        self.uses = _uses(doc, names)
        words = words_of(doc)
        named = 2 * any(use >= 1 for use in self.uses.values())
        self._words = {code: len(words & load_words(found)) for code, found in _PAGES.items()}
        self._dialect = dialect(words)
        self._spoken = {
            code: _WORD * count + self._dialect.get(code, 0.0) + _HEAD_START.get(code, 0.0)
            for code, count in self._words.items()
        }
        spoken = len(words & load_words("local_news")) + sum(self._words.values())
        self._places: dict[str, set[str]] = defaultdict(set)
        self._states: dict[tuple[str, str], dict[str, float]] = defaultdict(dict)
        self._totals: dict[str, dict[str, float]] = defaultdict(dict)
        self._placed: dict[str, set[str]] = defaultdict(set)
        self._squares: dict[int, float] = defaultdict(float)
        self._told_here: dict[tuple[int, str], float] = {}
        for mention in names:
            self._hear(mention)
        self._local = _share(spoken + _CLUSTER * max(0.0, self._densest() - 1), named)

    def page(self, code: str, name: str) -> float:
        """Return how much the article, but for ``name``, reads like local news of a country, from 0 to 1.

        By words of local news, the English of the country and the places in it against other countries'; by towns of
        a state.
        """
        signs = {c: self._signs(c, name) for c in self._words}
        told = max((self._told(code, state, name) for state in self._totals[code]), default=0.0)
        share = math.exp(signs[code] - max(signs.values())) if code in signs else 0.0
        towns = max(0.0, told - _TOWNS_LEAST) / (_TOWNS_MOST - _TOWNS_LEAST)
        return min(1.0, self._local * share + towns)

    def _signs(self, code: str, name: str) -> float:
        places = self._places[code]
        return self._spoken[code] + _PLACE * (len(places) - (name in places))

    def tell(self, name: str, reading: Reading, weight: float = 1.0) -> None:
        """Take a place that the article names for sure; one that many states have says little of each."""
        if weight >= 1:
            self._places[reading.code].add(name)
            if len(reading.squares) == 1:
                self._placed[reading.code].add(name)
        for state in reading.states:
            names, totals = self._states[reading.code, state], self._totals[reading.code]
            was = names.get(name, 0.0)
            names[name] = min(_TOLD_TWICE, was + weight / len(reading.states))
            totals[state] = totals.get(state, 0.0) + names[name] - was

    def _place(self, mention: Mention) -> None:
        """Take where a name may lie; one that many towns bear says less of each."""
        squares = {square for reading in mention.readings for _, square in reading.squares}
        for square in squares:
            key = (square, mention.name)
            if key not in self._told_here:
                self._told_here[key] = 1 / math.sqrt(len(squares))
                self._squares[square] += self._told_here[key]

    def _densest(self) -> float:
        """Return how much the article's names tell of one neighbourhood at most."""
        totals = (sum(self._squares.get(near, 0.0) for near in around(square)) for square in self._squares)
        return max(totals, default=0.0)

    def placed(self, code: str, name: str) -> float:
        """Return how sure it is where in a country the article's names but ``name`` lie, from 0 to 1."""
        return min(1.0, len(self._placed[code] - {name}) / _PLACED_MOST)

    def close(self, reading: Reading, name: str) -> float:
        """Return how much the article's other names lie around one of the towns of ``reading``, from 0 to 1."""
        found = (
            sum(self._squares[s] - self._told_here.get((s, name), 0.0) for s in around(square) if s in self._squares)
            for _, square in reading.squares
        )
        return 1 - math.exp(-max(found, default=0.0))

    def home(self, code: str, states: frozenset[str], name: str) -> float:
        """Return how much the article's other names speak for one of ``states``, from 0 to 1."""
        told = max((self._told(code, state, name) for state in states), default=0.0)
        return 1 - math.exp(-told)

    def home_state(self, name: str) -> tuple[str, str] | None:
        """Return the country and state that the article's names but ``name`` speak for most."""
        return max(self._states, key=lambda place: self._told(place[0], place[1], name), default=None)

    def _told(self, code: str, state: str, name: str) -> float:
        """Return what the article's names but ``name`` tell of a state."""
        return self._totals[code].get(state, 0.0) - self._states[code, state].get(name, 0.0)

    def _hear(self, mention: Mention) -> None:
        """Hear a state, inside an organisation's name too (the University of Idaho), and a town that may lie in it."""
        first = mention.readings[0]
        self._place(mention)
        if mention.can_be_country:
            return
        if first.kind in _INNER and first.states:
            self._places[first.code].add(mention.name)
            self.tell(mention.name, first, _IN_A_NAME)
        elif mention.kinds == {PlaceKind.CITY}:
            abroad = sum(not reading.states for reading in mention.readings)
            every = sum(len(reading.states) for reading in mention.readings) + abroad
            for reading in mention.readings:
                self.tell(mention.name, reading, _UNSURE * len(reading.states) / every)


def _dateline(mention: Mention) -> float:
    """Return what a country's name alone in a dateline says: most, where the country has no town of its name."""
    if not (mention.alone_in_dateline and _FAR & mention.kinds):
        return 0.0
    codes = {reading.code for reading in mention.readings if reading.kind in _FAR}
    own = any(r.code in codes and r.kind not in _FAR for r in mention.readings)
    return _SURE if own else _MOST_USES


def _people(word: str) -> float:
    """Return how much a word behind a name says that it is a town's: a mayor more than a man."""
    return _SURE if word in load_words("local_offices") else _PEOPLE * (word in load_words("local_people"))


def _share(words: float, named: int) -> float:
    return min(1.0, max(0, words + named - _WORDS_LEAST) / (_WORDS_MOST - _WORDS_LEAST))


def _uses(doc: Doc, names: Sequence[Mention]) -> dict[str, float]:
    """Return for each name how strongly it is used like a town's; the same use counts once."""
    found: dict[str, dict[str, float]] = defaultdict(dict)
    for mention in names:
        how, weight = town_use(doc, mention)
        if weight:
            name = mention.name.removesuffix(" County")
            found[name][how] = weight
    return {name: min(_MOST_USES, sum(uses.values())) for name, uses in found.items()}


def town_use(doc: Doc, mention: Mention) -> tuple[str, float]:
    """Return how a name is used like a town's and how much that says, nothing where it isn't."""
    after = doc[mention.end] if mention.end < len(doc) else None
    word = after.lower_ if after is not None else ""
    capital = after is not None and after.text[:1].isupper()
    before = doc[max(0, mention.start - 2) : mention.start].text.lower()
    if mention.name.endswith(" County"):
        return "county", _SURE
    if before_local_thing(doc, mention):
        return word, _STREET if word in load_words("local_ways") else _SURE
    if PlaceKind.DEMONYM in mention.kinds:
        return "", 0.0
    uses = {
        word: _people(word) * (not capital),
        before: _SURE * (before in load_words("before_local")),
        "dateline": _dateline(mention),
        "name": _IN_A_NAME * (capital and word not in load_words("eateries")),
    }
    return max(uses.items(), key=lambda use: use[1])

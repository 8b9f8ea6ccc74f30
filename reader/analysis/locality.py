"""How much an article reads like local news, of which country and state, and which names it uses like a town's."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Sequence

from spacy.tokens import Doc

from reader.analysis.gazetteer import COUNTRY_KINDS, PlaceKind, load_words
from reader.analysis.places import Mention, before_local_thing
from reader.analysis.tokens import words_of

LOCAL_COUNTRIES = ("US", "GB", "CA", "AU", "NZ", "IE", "IN", "ZA")
"""Countries whose local news is known, likely to be read in English."""

_PAGES = {code: f"local_news_{code.lower()}" for code in LOCAL_COUNTRIES}
_WORDS_LEAST, _WORDS_MOST = 1, 5
"""Words of local news up to which an article is none, and from which on it surely is."""

_HEAD_START = {"US": 1}
"""Where local news without a word of its country is most likely from."""

_MOST_USES = 2.0
_SURE, _PEOPLE, _STREET = 1.0, 0.6, 0.5
_TOLD_TWICE = 2.0
_FAR = frozenset({*COUNTRY_KINDS, PlaceKind.CONSTITUENT})
_IN_A_NAME = 0.5
_UNSURE = 0.5
_TOWNS_MOST = 3.0
"""What an article's names have to tell of one state to make it local news all alone."""


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
        self._local = _share(len(words & load_words("local_news")) + sum(self._words.values()), named)
        self._places: dict[str, set[str]] = defaultdict(set)
        self._states: dict[tuple[str, str], dict[str, float]] = defaultdict(dict)
        self._totals: dict[str, dict[str, float]] = defaultdict(dict)
        for mention in names:
            self._hear(mention)

    def page(self, code: str, name: str) -> float:
        """Return how much the article, but for ``name``, reads like local news of a country, from 0 to 1.

        By words of local news, those of the country and the places in it against other countries'; by towns of a state.
        """
        signs = {c: n + _HEAD_START.get(c, 0) + len(self._places[c] - {name}) for c, n in self._words.items()}
        told = max((self._told(code, state, name) for state in self._totals[code]), default=0.0)
        return min(1.0, self._local * signs.get(code, 0) / max(signs.values()) + told / _TOWNS_MOST)

    def tell(self, name: str, code: str, states: frozenset[str], weight: float = 1.0) -> None:
        """Take a place that the article names for sure; one that many states have says little of each."""
        if weight >= 1:
            self._places[code].add(name)
        for state in states:
            names, totals = self._states[code, state], self._totals[code]
            was = names.get(name, 0.0)
            names[name] = min(_TOLD_TWICE, was + weight / len(states))
            totals[state] = totals.get(state, 0.0) + names[name] - was

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
        if mention.can_be_country:
            return
        if first.kind is PlaceKind.STATE and first.states:
            self.tell(mention.name, first.code, first.states, _IN_A_NAME)
        elif mention.kinds == {PlaceKind.CITY}:
            abroad = sum(not reading.states for reading in mention.readings)
            every = sum(len(reading.states) for reading in mention.readings) + abroad
            for reading in mention.readings:
                share = _UNSURE * len(reading.states) / every
                self.tell(mention.name, reading.code, reading.states, share)


def _people(word: str) -> float:
    """Return how much a word behind a name says that it is a town's: a mayor more than a man."""
    return _SURE if word in load_words("local_offices") else _PEOPLE * (word in load_words("local_people"))


def _share(words: int, named: int) -> float:
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
        "dateline": _SURE * (mention.alone_in_dateline and bool(_FAR & mention.kinds)),
        "name": _IN_A_NAME * (capital and word not in load_words("eateries")),
    }
    return max(uses.items(), key=lambda use: use[1])

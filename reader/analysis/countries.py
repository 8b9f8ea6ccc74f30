"""Which countries an article is about: by name, abbreviation, adjective or demonym, and by a place inside them.

Rules, in the order in which they decide (``docs/analysis.md`` states them with their reasons):

1. The longest known name wins ("New Mexico" is no Mexico); a person's name is no place.
2. "<place>, <state or country>" settles the place, and every other mention of that name in the article.
3. A country's name that is also a state's or a town's is the country unless the article stays inside the other.
4. A town counts where the model or its neighbours see a place; of several towns of one name the one in a country
   that the article names, else the largest.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from spacy.language import Language
from spacy.tokens import Doc
from spacy.tokens import Span as Tokens

from reader.analysis.extensions import register_extensions
from reader.analysis.gazetteer import COUNTRY_KINDS, Gazetteer, PlaceKind, Reading, load_gazetteer, load_words
from reader.analysis.rules import Rule
from reader.model.analysis import Country, Evidence
from reader.model.span import Span

_INNER = frozenset({PlaceKind.STATE, PlaceKind.ABBREVIATION, PlaceKind.REGION})
_PLACES = frozenset({"GPE", "LOC", "FAC"})
_BIG_CITY = 7
_SEAS = frozenset({"gulf", "sea", "bay", "strait", "straits", "bank", "university", "voice", "channel"})
_PREPOSITIONS = frozenset(
    {"in", "at", "near", "from", "to", "outside", "around", "across", "of", "for", "between", "and"}
)


_RULE_OF_KIND = {
    PlaceKind.NAME: Rule.COUNTRY_NAME,
    PlaceKind.DEMONYM: Rule.DEMONYM,
    PlaceKind.CAPITAL: Rule.CAPITAL,
    PlaceKind.SEAT: Rule.SEAT,
    PlaceKind.CITY: Rule.CITY,
}


@dataclass(eq=False)
class Mention:
    """A known name in the text: token borders, what it can mean, and what it was settled to mean by which rule."""

    start: int
    end: int
    name: str
    readings: tuple[Reading, ...]
    settled: Reading | None = None
    rule: Rule | None = None

    def settle(self, reading: Reading | None, rule: Rule | None = None) -> None:
        """Decide what the name means; without a rule it is what kind of name it is that decided."""
        self.settled = reading
        self.rule = rule or (_RULE_OF_KIND.get(reading.kind, Rule.REGION) if reading else None)

    @property
    def can_be_country(self) -> bool:
        """Whether one of the readings is a country's name or people."""
        return any(reading.kind in COUNTRY_KINDS for reading in self.readings)


class CountryFinder:
    """Component: fills ``doc._.dateline_countries``."""

    def __init__(self) -> None:
        register_extensions()
        self._gazetteer = load_gazetteer()

    def __call__(self, doc: Doc) -> Doc:
        """Find the countries of ``doc``."""
        mentions = [m for m in find_names(doc, self._gazetteer) if not _is_no_place(doc, m)]
        _settle_pairs(doc, mentions)
        _settle_rest(doc, mentions)
        doc._.dateline_countries = tuple(self._collect(doc, mentions))
        return doc

    def _collect(self, doc: Doc, mentions: list[Mention]) -> Iterator[Country]:
        named: dict[str, list[Span]] = defaultdict(list)
        via: dict[str, list[Span]] = defaultdict(list)
        why: dict[str, list[Evidence]] = defaultdict(list)
        for mention in mentions:
            if mention.settled is None or mention.rule is None:
                continue
            tokens = doc[mention.start : mention.end]
            target = named if mention.settled.kind in COUNTRY_KINDS else via
            span = Span(tokens.start_char, tokens.end_char)
            target[mention.settled.code].append(span)
            why[mention.settled.code].append(Evidence(mention.rule, span))
        for code, evidence in why.items():
            name = self._gazetteer.country_name(code)
            yield Country(code, name, tuple(named[code]), tuple(via[code]), tuple(evidence))


@Language.factory("dateline_countries", requires=["doc.ents"], assigns=["doc._.dateline_countries"])
def make_countries(nlp: Language, name: str) -> CountryFinder:
    """Return the component that finds countries."""
    del nlp, name
    return CountryFinder()


def find_names(doc: Doc, gazetteer: Gazetteer) -> Iterator[Mention]:
    """Yield the known names of ``doc``, the longest first at each place, none inside a person's name."""
    index = 0
    while index < len(doc):
        token = doc[index]
        if not token.text[:1].isupper() or token.ent_type_ == "PERSON":
            index += 1
            continue
        mention = _longest(doc, index, gazetteer)
        if mention is not None:
            yield mention
            index = mention.end
        else:
            index += 1


def _longest(doc: Doc, index: int, gazetteer: Gazetteer) -> Mention | None:
    best: Mention | None = None
    for end in range(index + 1, min(len(doc), index + gazetteer.longest) + 1):
        if doc[end - 1].is_space and "\n" in doc[end - 1].text:
            break
        name = " ".join(doc[index:end].text.replace("’", "'").split())
        readings = gazetteer.readings(name)
        if not readings and "-" in name and end - index == 1:
            head = name.split("-")[0]
            readings = gazetteer.readings(head) if name[len(head) + 1 : len(head) + 2].islower() else ()
        if readings:
            best = Mention(index, end, name, readings)
    return best


def _is_no_place(doc: Doc, mention: Mention) -> bool:
    """Tell whether the words around a name take it away from its country."""
    return _taken_by_before(doc, mention) or _taken_by_after(doc, mention) or _in_organisation(doc, mention)


def _taken_by_before(doc: Doc, mention: Mention) -> bool:
    """Latin American, American Indian, Gulf of Mexico, "speaks Spanish"."""
    before = doc[mention.start - 1].lower_ if mention.start else ""
    two = f"{doc[mention.start - 2].lower_} {before}" if mention.start > 1 else ""
    if before == "-" and mention.start > 1:
        before = doc[mention.start - 2].lower_
    kinds = {reading.kind for reading in mention.readings}
    if PlaceKind.DEMONYM in kinds:
        spoken = before in {"speak", "speaks", "speaking", "spoke"} or doc[mention.start].ent_type_ == "LANGUAGE"
        indian = mention.name == "Indian" and before in {"american", "native"}
        if spoken or indian or before in load_words("not_countries_before"):
            return True
    if mention.name == "America" and before in load_words("not_countries_before"):
        return True
    return two in load_words("not_countries_before") and doc[mention.start - 2].text[:1].isupper()


def _taken_by_after(doc: Doc, mention: Mention) -> bool:
    """Indian Ocean, Korean Peninsula."""
    after = doc[mention.end] if mention.end < len(doc) else None
    if after is None:
        return False
    people = any(reading.kind is PlaceKind.DEMONYM for reading in mention.readings)
    return after.lower_ in load_words("not_countries_after") and (people or after.text[:1].isupper())


def _in_organisation(doc: Doc, mention: Mention) -> bool:
    """Tell whether a name is part of an organisation's that is no part of the state: China Daily, Bank of England."""
    ent = _ent_over(doc, mention)
    if (
        ent is None
        or ent.label_ not in {"ORG", "FAC", "WORK_OF_ART", "PRODUCT", "LAW", "EVENT"}
        or len(ent) <= mention.end - mention.start
    ):
        return False
    rest = [
        token.lower_
        for token in ent
        if not mention.start <= token.i < mention.end and token.lower_ not in {"the", "'s", "’s"}
    ]
    if not rest:
        return False
    if set(rest) & load_words("state_bodies") and ent.label_ == "ORG":
        return False
    if mention.can_be_country and mention.end - mention.start == 1 and ent.end == mention.end:
        return any(word in _SEAS for word in rest)
    return rest[-1] in load_words("organisation_ends") or not mention.can_be_country


def _ent_over(doc: Doc, mention: Mention) -> Tokens | None:
    token = doc[mention.start]
    if not token.ent_type_:
        return None
    start, end = mention.start, mention.start + 1
    while start and doc[start].ent_iob_ == "I":
        start -= 1
    while end < len(doc) and doc[end].ent_iob_ == "I":
        end += 1
    return Tokens(doc, start, end, label=token.ent_type_)


def _settle_pairs(doc: Doc, mentions: list[Mention]) -> None:
    """Settle "Lebanon, Pa." and "Paris, Texas", and with them the other mentions of the first name."""
    by_start = {mention.start: mention for mention in mentions}
    settled: dict[str, Reading] = {}
    for mention in mentions:
        if mention.end + 1 >= len(doc) or doc[mention.end].text not in {",", "("}:
            continue
        outer = by_start.get(mention.end + 1)
        if outer is None:
            continue
        abroad = _in_named_country(mention, outer)
        if abroad is not None:
            mention.settle(abroad, Rule.PLACE_PAIR)
            settled.setdefault(mention.name, abroad)
            continue
        reading = next(
            (
                inner
                for region in outer.readings
                if region.kind in _INNER or region.kind is PlaceKind.CONSTITUENT
                for inner in (*mention.readings, Reading(PlaceKind.CITY, region.code, 4))
                if inner.code == region.code and inner.kind not in COUNTRY_KINDS and _is_pair(mention, outer, region)
            ),
            None,
        )
        if reading is None:
            continue
        mention.settle(reading, Rule.PLACE_PAIR)
        region = next(r for r in outer.readings if r.code == reading.code)
        outer.settle(next((r for r in outer.readings if r.kind in _INNER), region))
        settled.setdefault(mention.name, reading)
    for mention in mentions:
        if mention.settled is None and mention.name in settled:
            mention.settle(settled[mention.name], Rule.SAME_PLACE)


def _in_named_country(mention: Mention, outer: Mention) -> Reading | None:
    """Return the reading of a town in "Tripoli, Lebanon": the one in the country that is named after it."""
    if mention.can_be_country or not outer.can_be_country:
        return None
    code = next(reading.code for reading in outer.readings if reading.kind in COUNTRY_KINDS)
    return next((reading for reading in mention.readings if reading.code == code), None)


def _is_pair(mention: Mention, outer: Mention, region: Reading) -> bool:
    """Tell whether "A, B" is a place and its state rather than two items of a list of countries."""
    if mention.can_be_country:
        return not outer.can_be_country and (
            region.kind is PlaceKind.ABBREVIATION or any(r.code == region.code for r in mention.readings)
        )
    return True


def _settle_rest(doc: Doc, mentions: list[Mention]) -> None:
    sure = Counter(
        reading.code
        for mention in mentions
        for reading in (
            [mention.settled] if mention.settled else mention.readings[:1] if len(mention.readings) == 1 else []
        )
        if reading.kind is not PlaceKind.CITY and reading.kind is not PlaceKind.ABBREVIATION
    )
    sense: dict[str, Reading | None] = {}
    for mention in mentions:
        if mention.settled is not None:
            continue
        if mention.can_be_country:
            if mention.name not in sense:
                sense[mention.name] = _country_sense(mention, sure)
            mention.settle(sense[mention.name])
        elif _seen_as_place(doc, mention):
            mention.settle(*_place_sense(mention, sure))


def _country_sense(mention: Mention, sure: Counter[str]) -> Reading:
    """Choose between a country and the state or town of its name."""
    country = next(reading for reading in mention.readings if reading.kind in COUNTRY_KINDS)
    others = [r for r in mention.readings if r.kind not in COUNTRY_KINDS and r.code != country.code]
    if not others or country.kind is PlaceKind.DEMONYM or sure[country.code]:
        return country
    strong = [r for r in others if r.kind is PlaceKind.STATE]
    abroad = sum(n for code, n in sure.items() if code not in {r.code for r in others})
    home = max(sure[r.code] for r in others)
    if strong and home and not abroad:
        return strong[0]
    if home >= 2 and not abroad:
        return max(others, key=lambda r: sure[r.code])
    return country


def _seen_as_place(doc: Doc, mention: Mention) -> bool:
    """Tell whether a name of a place or town is one here."""
    kinds = {reading.kind for reading in mention.readings}
    token = doc[mention.start]
    label = token.ent_type_
    if kinds == {PlaceKind.ABBREVIATION}:
        return False
    if label in _PLACES:
        ent = _ent_over(doc, mention)
        return (
            ent is None
            or ent.label_ == "GPE"
            or len(ent) <= mention.end - mention.start + 1
            or bool(kinds - {PlaceKind.CITY})
        )
    if kinds & {PlaceKind.SEAT, PlaceKind.STATE, PlaceKind.CAPITAL, PlaceKind.REGION}:
        return label != "PERSON" and token.pos_ in {"PROPN", "NOUN", "ADJ"}
    if PlaceKind.CONSTITUENT in kinds:
        return token.pos_ != "NOUN" or label == "NORP"
    before = doc[mention.start - 1].lower_ if mention.start else ""
    size = max(reading.size for reading in mention.readings)
    return token.pos_ == "PROPN" and size >= _BIG_CITY - 1 and before in _PREPOSITIONS and label in {"", "ORG"}


def _place_sense(mention: Mention, sure: Counter[str]) -> tuple[Reading | None, Rule | None]:
    usable = [reading for reading in mention.readings if reading.kind is not PlaceKind.ABBREVIATION]
    if not usable:
        return None, None
    first = usable[0]
    if first.kind is PlaceKind.CITY and any(r.kind is PlaceKind.CAPITAL for r in usable):
        first = next(r for r in usable if r.kind is PlaceKind.CAPITAL)
    if first.kind is not PlaceKind.CITY:
        return first, None
    named = [reading for reading in usable if sure[reading.code]]
    if named and not sure[first.code] and first.size < _BIG_CITY:
        return max(named, key=lambda r: (sure[r.code], r.size)), Rule.NAMED_COUNTRY
    return first, None

"""Known names of places in a text, and what takes a name away from its place. ``scene.py`` settles what they mean."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Doc, Token
from spacy.tokens import Span as Tokens

from reader.analysis.gazetteer import COUNTRY_KINDS, Gazetteer, PlaceKind, Reading, load_given_names, load_words
from reader.analysis.lines import lines_of
from reader.analysis.rules import Rule
from reader.analysis.tokens import capitalised

_RULE_OF_KIND = {
    PlaceKind.NAME: Rule.COUNTRY_NAME,
    PlaceKind.DEMONYM: Rule.DEMONYM,
    PlaceKind.CAPITAL: Rule.CAPITAL,
    PlaceKind.SEAT: Rule.SEAT,
    PlaceKind.CITY: Rule.CITY,
}
_SHORT = 4
"""Letters of a name in capitals that may be an abbreviation too, but in a dateline: PERU, LIMA."""

_ORGANISED = frozenset({"ORG", "FAC", "WORK_OF_ART", "PRODUCT", "LAW", "EVENT"})
INDIANS = frozenset({"Indian", "Indians"})
_SEAS = frozenset({"gulf", "sea", "bay", "strait", "straits", "bank", "university", "voice", "channel"})


@dataclass(eq=False)
class Mention:
    """A known name in the text: token borders, what it can mean, and what it was settled to mean by which rule."""

    start: int
    end: int
    name: str
    readings: tuple[Reading, ...]
    settled: Reading | None = None
    rule: Rule | None = None
    in_dateline: bool = False
    alone_in_dateline: bool = False

    def settle(self, reading: Reading | None, rule: Rule | None = None) -> None:
        """Decide what the name means; without a rule it is what kind of name it is that decided."""
        self.settled = reading
        self.rule = rule or (_RULE_OF_KIND.get(reading.kind, Rule.REGION) if reading else None)

    @property
    def can_be_country(self) -> bool:
        """Whether one of the readings is a country's name or people."""
        return any(reading.kind in COUNTRY_KINDS for reading in self.readings)

    @property
    def kinds(self) -> frozenset[PlaceKind]:
        """What kinds of names it can be."""
        return frozenset(reading.kind for reading in self.readings)


def find_names(doc: Doc, gazetteer: Gazetteer) -> Iterator[Mention]:
    """Yield the known names of ``doc``, the longest first at each place, none inside a person's name."""
    datelines = {index: line.place for line in lines_of(doc) if line.place for index in range(*line.place)}
    free = 0
    for index in capitalised(doc):
        place = datelines.get(index)
        if index < free or (doc[index].ent_type_ == "PERSON" and place is None):
            continue
        mention = _longest(doc, index, gazetteer, place is not None)
        if mention is not None:
            mention.in_dateline = place is not None
            mention.alone_in_dateline = place == (mention.start, mention.end)
            yield mention
            free = mention.end


def _longest(doc: Doc, index: int, gazetteer: Gazetteer, dateline: bool) -> Mention | None:
    best: Mention | None = None
    for end in range(index + 1, min(len(doc), index + gazetteer.longest) + 1):
        if doc[end - 1].is_space and "\n" in doc[end - 1].text:
            break
        name = " ".join(doc[index:end].text.replace("’", "'").split())
        if (
            dateline
            and end == index + 1
            and name.isupper()
            and len(name) == _SHORT
            and gazetteer.readings(name.title())
        ):
            name = name.title()
        readings = gazetteer.readings(name)
        if not readings and "-" in name and end - index == 1:
            head = name.split("-")[0]
            readings = gazetteer.readings(head) if name[len(head) + 1 : len(head) + 2].islower() else ()
        if readings:
            best = Mention(index, end, gazetteer.written(name), readings)
        if not gazetteer.goes_on(name):
            break
    return best


def is_no_place(doc: Doc, mention: Mention) -> bool:
    """Tell whether the words around a name take it away from its place."""
    if mention.in_dateline:
        return False
    return (
        _taken_by_before(doc, mention)
        or _taken_by_after(doc, mention)
        or _in_organisation(doc, mention)
        or _part_of_longer(doc, mention)
    )


def _taken_by_before(doc: Doc, mention: Mention) -> bool:
    """Latin American, American Indian, Gulf of Mexico, Lake Geneva, "speaks Spanish"."""
    before = doc[mention.start - 1] if mention.start else None
    word = before.lower_ if before is not None else ""
    two = f"{doc[mention.start - 2].lower_} {word}" if mention.start > 1 else ""
    if word == "-" and mention.start > 1:
        word = doc[mention.start - 2].lower_
    if _is_someone(doc, mention):
        return True
    if PlaceKind.DEMONYM in mention.kinds:
        spoken = doc[mention.start].ent_type_ == "LANGUAGE" or (word in load_words("languages") and _ends(doc, mention))
        indian = mention.name in INDIANS and bool(
            {t.lower_ for t in doc[max(0, mention.start - 3) : mention.end + 2]} & load_words("indian_beside")
        )
        verb = doc[mention.start].pos_ == "VERB" and mention.end - mention.start == 1
        if spoken or indian or verb or word in load_words("not_countries_before"):
            return True
    if _named_so(f"{word} {mention.name}"):
        return True
    if mention.name == "America" and word in load_words("not_countries_before"):
        return True
    if before is not None and before.text[:1].isupper() and word in load_words("before_waters"):
        return True
    return two in load_words("not_countries_before") and doc[mention.start - 2].text[:1].isupper()


def _ends(doc: Doc, mention: Mention) -> bool:
    """Tell whether no word that a name could describe stands behind it."""
    return mention.end >= len(doc) or doc[mention.end].pos_ not in {"NOUN", "PROPN", "ADJ"}


def _named_so(words: str) -> bool:
    """Tell whether two words name something that only shares a country's name: Canada geese, a china cabinet."""
    return words.lower() in load_words("namesakes_of_countries")


def _is_someone(doc: Doc, mention: Mention) -> bool:
    """Tell whether a given name is a relative's or has an age behind it: "a son, Chad", "Jordan, 17,"."""
    if mention.end - mention.start > 1 or doc[mention.start].text not in load_given_names():
        return False
    if mention.start > 1 and doc[mention.start - 2].lower_ in load_words("kin"):
        return doc[mention.start - 1].text in {",", ":"}
    behind = [token.text for token in doc[mention.end : mention.end + 3]]
    return (
        len(behind) == 3 and behind[0] == "," and behind[1].isdigit() and len(behind[1]) < 3 and behind[2] in {",", "."}
    )


def _taken_by_after(doc: Doc, mention: Mention) -> bool:
    """Indian Ocean, Korean Peninsula, French fries, Jamaica Grill, Jordan Street, Lebanon High School."""
    after = doc[mention.end] if mention.end < len(doc) else None
    if after is None:
        return False
    if after.text[:1].isupper() and after.lower_ in load_words("seas_after"):
        return True
    if not (mention.can_be_country or PlaceKind.CONSTITUENT in mention.kinds):
        return False
    if PlaceKind.NAME not in mention.kinds and after.lower_ in load_words("not_countries_after"):
        return True
    eatery = after.text[:1].isupper() and after.lower_ in load_words("eateries")
    return eatery or _named_so(f"{mention.name} {after.text}") or before_local_thing(doc, mention)


def before_local_thing(doc: Doc, mention: Mention) -> bool:
    """Tell whether a name begins that of a street, a school or a town's office."""
    after = doc[mention.end] if mention.end < len(doc) else None
    if after is None or not after.text[:1].isupper():
        return False
    beyond = doc[mention.end + 1].lower_ if mention.end + 1 < len(doc) else ""
    return after.lower_ in load_words("local_things") or f"{after.lower_} {beyond}" in load_words("local_things")


def _in_organisation(doc: Doc, mention: Mention) -> bool:
    """Tell whether a name is part of an organisation's that is no part of the state: China Daily, Bank of England."""
    ent = entity_over(doc, mention)
    if ent is None or ent.label_ not in _ORGANISED or len(ent) <= mention.end - mention.start:
        return False
    rest = [
        token.lower_
        for token in ent
        if not mention.start <= token.i < mention.end and token.lower_ not in {"the", "'s", "’s"}
    ]
    if not any(token.text[:1].isupper() for token in ent if not mention.start <= token.i < mention.end):
        return False
    if set(rest) & load_words("state_bodies") and ent.label_ == "ORG":
        return False
    if mention.can_be_country and mention.end - mention.start == 1 and ent.end == mention.end:
        return any(word in _SEAS for word in rest)
    firm = PlaceKind.DEMONYM in mention.kinds and ent.label_ == "ORG" and ent.start == mention.start
    return firm or rest[-1] in load_words("organisation_ends") or not mention.can_be_country


def _part_of_longer(doc: Doc, mention: Mention) -> bool:
    """Tell whether a town's or province's name is a piece of a longer one: Avon River, Kasai Occidental."""
    if mention.kinds != {PlaceKind.CITY}:
        return False
    size = max(reading.size for reading in mention.readings)
    after = doc[mention.end] if mention.end < len(doc) else None
    before = doc[mention.start - 1] if mention.start else None
    if after is not None and _names_on(after) and after.lower_ not in load_words("place_nouns"):
        return size < 7 or after.ent_type_ not in {"", "GPE"}
    if before is not None and not before.is_sent_start and _names_on(before):
        return size < 7 and before.lower_ not in load_words("before_towns") and before.ent_iob_ != "O"
    return False


def _names_on(token: Token) -> bool:
    return token.text[:1].isupper() and token.pos_ == "PROPN"


def entity_over(doc: Doc, mention: Mention) -> Tokens | None:
    """Return the named entity that a mention stands in, or None."""
    token = doc[mention.start]
    if not token.ent_type_:
        return None
    start, end = mention.start, mention.start + 1
    while start and doc[start].ent_iob_ == "I":
        start -= 1
    while end < len(doc) and doc[end].ent_iob_ == "I":
        end += 1
    return Tokens(doc, start, end, label=token.ent_type_)

"""Known names of places in a text, and what takes a name away from its place. ``scene.py`` settles what they mean."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc, Token
from spacy.tokens import Span as Tokens

from reader.analysis.countries.named_after import is_named_after
from reader.analysis.countries.place_mention import Mention
from reader.analysis.gazetteer import Gazetteer, PlaceKind, load_given_names, load_words
from reader.analysis.lines import lines_of
from reader.analysis.tokens import capitalised

_SHORT = 4
"""Letters of a name in capitals that may be an abbreviation too, but in a dateline: PERU, LIMA."""

_ORGANISED = frozenset({"ORG", "FAC", "WORK_OF_ART", "PRODUCT", "LAW", "EVENT"})
INDIANS = frozenset({"Indian", "Indians"})
_SEAS = frozenset({"gulf", "sea", "bay", "strait", "straits", "bank", "university", "voice", "channel"})


def find_names(doc: Doc, gazetteer: Gazetteer) -> Iterator[Mention]:
    """Yield the known names of ``doc``, the longest first at each place, none inside a person's name."""
    datelines = {index: line.place for line in lines_of(doc) if line.place for index in range(*line.place)}
    free = 0
    for index in capitalised(doc):
        if index < free:
            continue
        place = datelines.get(index)
        someone = doc[index].ent_type_ == "PERSON" and place is None
        if someone and not _is_where(doc, index):
            continue
        mention = _longest(doc, index, gazetteer, place is not None)
        if mention is not None and (not someone or mention.end - mention.start > 1):
            mention.in_dateline = place is not None
            mention.alone_in_dateline = place == (mention.start, mention.end)
            yield mention
            free = mention.end


def _is_where(doc: Doc, index: int) -> bool:
    """Tell whether a place may begin here though the model sees a person: "families from Ciudad Juárez"."""
    return index > 0 and doc[index].ent_iob_ == "B" and doc[index - 1].lower_ in {"in", "from", "near"}


def _longest(doc: Doc, index: int, gazetteer: Gazetteer, dateline: bool) -> Mention | None:
    best: Mention | None = None
    written = ""
    for end in range(index + 1, min(len(doc), index + gazetteer.longest) + 1):
        text = doc[end - 1].text_with_ws
        if "\n" in text and text.isspace():
            break
        written += text
        name = " ".join(written.replace("’", "'").split())
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
        is_named_after(doc, mention)
        or _taken_by_before(doc, mention)
        or _taken_by_after(doc, mention)
        or _in_organisation(doc, mention)
        or _part_of_longer(doc, mention)
        or _explains_group(doc, mention)
    )


def _taken_by_before(doc: Doc, mention: Mention) -> bool:
    """Latin American, American Indian, Gulf of Mexico, Lake Geneva, "speaks Spanish"."""
    before = doc[mention.start - 1] if mention.start else None
    word = before.lower_ if before is not None else ""
    two = f"{doc[mention.start - 2].lower_} {word}" if mention.start > 1 else ""
    if word == "-" and mention.start > 1:
        word = doc[mention.start - 2].lower_
    if _is_someone(doc, mention) or (word in load_words("naming") and mention.kinds == {PlaceKind.DEMONYM}):
        return True
    if PlaceKind.DEMONYM in mention.kinds:
        indian = mention.name in INDIANS and bool(
            {t.lower_ for t in doc[max(0, mention.start - 3) : mention.end + 2]} & load_words("indian_beside")
        )
        verb = doc[mention.start].pos_ == "VERB" and mention.end - mention.start == 1
        if indian or verb or word in load_words("not_countries_before"):
            return True
    if mention.name == "America" and word in load_words("not_countries_before"):
        return True
    if before is not None and before.text[:1].isupper() and word in load_words("before_waters"):
        return True
    return two in load_words("not_countries_before") and doc[mention.start - 2].text[:1].isupper()


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
    eatery = after.text[:1].isupper() and after.lower_ in load_words("eateries")
    return eatery or before_local_thing(doc, mention)


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
    called = doc[min(mention.end, ent.end - 1)].text[:1].isupper()
    firm = PlaceKind.DEMONYM in mention.kinds and ent.label_ == "ORG" and ent.start == mention.start and called
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


def _explains_group(doc: Doc, mention: Mention) -> bool:
    """Tell whether a town's name between commas is a party's, a firm's or a club's: "its party, Morena, won"."""
    if mention.kinds != {PlaceKind.CITY} or mention.start < 3 or mention.end == len(doc):
        return False
    before, comma, after = doc[mention.start - 2], doc[mention.start - 1], doc[mention.end]
    group = before.tag_ == "NN" and before.lower_ in load_words("groups")
    return group and comma.text == "," and after.text in {",", "."}


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

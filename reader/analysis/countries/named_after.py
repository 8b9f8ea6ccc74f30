"""What bears a country's or town's name and is not from there: breeds, plants, dishes, languages.

The lists are ``data/named_after.txt``, which ``scripts/build_named_after.py`` builds from WordNet, and our own in
``data/words.txt``.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc, Token

from reader.analysis.countries.place_mention import Mention
from reader.analysis.gazetteer import PlaceKind, load_gazetteer, load_words

_LIST = "named_after.txt"
_LONGEST_PHRASE = 6
_LONGEST_PAIR = 4
_JOINING = frozenset({"and", "or", ",", "&", "/", "-"})
_OWNERS = frozenset({"a", "an", "his", "her", "their", "my", "our", "your", "another", "each", "every"})


def is_named_after(doc: Doc, mention: Mention) -> bool:
    """Tell whether a name only says of what kind a thing is, or is a language's."""
    if _is_people(mention.name) and _is_makers(doc, mention):
        return False
    if _is_pair(doc, mention) or _is_breed(doc, mention):
        return True
    if not _is_people(mention.name) or PlaceKind.NAME in mention.kinds:
        return False
    return _is_language(doc, mention) or _tells_kind(doc, mention)


def _is_makers(doc: Doc, mention: Mention) -> bool:
    """Tell whether a name says from where a firm or an office is, whatever it deals in: "the British biscuit maker"."""
    return any(token.lower_ in load_words("makers") for token in [*_phrase(doc, mention.end)][-1:])


def _is_pair(doc: Doc, mention: Mention) -> bool:
    """Tell whether a name and the words beside it are a thing's name: Canada goose, a china cabinet, Welsh corgi."""
    ours, words = load_words("namesakes_of_countries"), load_words("pairs", _LIST)
    before = doc[mention.start - 1].lower_ if mention.start else ""
    name = mention.name.lower()
    if f"{before} {name}" in ours:
        return True
    behind = ""
    for token in doc[mention.end : mention.end + _LONGEST_PAIR]:
        behind += token.lower_
        phrases = [f"{name} {form}" for form in _singulars(behind)]
        if not words.isdisjoint(phrases) or not ours.isdisjoint(phrases):
            return True
        behind += token.whitespace_
    return False


def _singulars(word: str) -> Iterator[str]:
    """Yield a word and what it may be the plural of."""
    yield word
    if not word.endswith("s"):
        return
    for ending, single in (("s", ""), ("es", ""), ("ies", "y"), ("ves", "f")):
        if word.endswith(ending):
            yield word.removesuffix(ending) + single


def _is_breed(doc: Doc, mention: Mention) -> bool:
    """Tell whether a place's name is a breed's: "a Hereford", "Jersey cows", "a stray Labrador"."""
    name = mention.name.lower()
    if name not in load_words("breeds", _LIST) and name not in load_words("more_breeds"):
        return False
    after = doc[mention.end] if mention.end < len(doc) else None
    if after is not None and after.lower_ in load_words("animals"):
        return True
    if after is not None and (after.pos_ in {"NOUN", "PROPN"} or after.lower_ in {"-", "'s", "’s"}):
        return False
    at = mention.start - 1
    while at > 0 and doc[at].pos_ in {"ADJ", "NOUN"} and doc[at].text.islower():
        at -= 1
    return at >= 0 and (doc[at].lower_ in _OWNERS or (doc[at].pos_ == "NUM" and at == mention.start - 1))


def _is_language(doc: Doc, mention: Mention) -> bool:
    """Tell whether an adjective is a language's name: "speaks Spanish", "English and Latin", "Italian lessons"."""
    start, end = _row(doc, mention)
    nouns = [token.lower_ for token in _phrase(doc, end)]
    if load_words("language_things") & set(nouns):
        return True
    if doc[mention.end - 1 : mention.end + 2].text.endswith(("-speaking", "-language", "-speakers")):
        return True
    if nouns:
        return False
    if doc[mention.start].ent_type_ == "LANGUAGE" and doc[mention.start - 1].lemma_ != "be":
        return True
    beside = {token.lower_ for token in doc[start:end]}
    if beside & load_words("school_subjects"):
        return True
    at = start - 1
    while at > 0 and doc[at].lower_ in load_words("before_languages"):
        at -= 1
    return at >= 0 and doc[at].lower_ in load_words("languages")


def _row(doc: Doc, mention: Mention) -> tuple[int, int]:
    """Return the borders of the row of adjectives and school subjects that a name stands in: "Italian and Polish"."""
    start, end = mention.start, mention.end
    while end + 1 < len(doc) and doc[end].lower_ in _JOINING:
        ahead = end + 2 if doc[end].text == "," and doc[end + 1].lower_ in _JOINING and end + 2 < len(doc) else end + 1
        if not _can_be_language(doc[ahead]):
            break
        end = ahead + 1
    while start > 1 and doc[start - 1].lower_ in _JOINING:
        back = start - 3 if doc[start - 2].text == "," and start > 2 else start - 2
        if not _can_be_language(doc[back]):
            break
        start = back
    return start, end


def _can_be_language(token: Token) -> bool:
    if token.lower_ in load_words("school_subjects"):
        return True
    return token.text[:1].isupper() and _is_people(token.text)


def _is_people(name: str) -> bool:
    """Tell whether a name is a people's or a language's: Polish, English; no England."""
    if name.lower() in load_words("constituent_peoples"):
        return True
    return any(reading.kind is PlaceKind.DEMONYM for reading in load_gazetteer().readings(name))


def _phrase(doc: Doc, start: int) -> Iterator[Token]:
    """Yield the nouns of the phrase that goes on at ``start``, with no name among them."""
    for token in doc[start : start + _LONGEST_PHRASE]:
        if token.text[:1].isupper() or (token.pos_ not in {"NOUN", "ADJ", "PROPN", "VERB"} and token.text != "-"):
            return
        if token.pos_ == "VERB" and token.tag_ not in {"VBG", "VBN"}:
            return
        if token.pos_ != "ADJ" and token.text != "-":
            yield token


def _tells_kind(doc: Doc, mention: Mention) -> bool:
    """Tell whether an adjective says of what kind a breed, a plant, a dish or a dance is: French fries, Irish dancing.

    What is brought into a country or out of it is from where the adjective says.
    """
    after = doc[mention.end].lower_ if mention.end < len(doc) else ""
    if after in load_words("not_countries_after"):
        return True
    nouns = [after, *(token.lower_ for token in _phrase(doc, _row(doc, mention)[1]))]
    heads, others = load_words("heads", _LIST), load_words("not_countries_after")
    named = any(form in heads or form in others for noun in nouns for form in _singulars(noun))
    return named and not any(token.lower_ in load_words("trade") for token in doc[mention.start].sent)

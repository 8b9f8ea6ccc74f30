"""Full names that the model breaks: with a nickname between marks, or cut between given name and surname."""

from __future__ import annotations

from collections.abc import Iterator, Set

from spacy.tokens import Doc, Token
from spacy.tokens import Span as Tokens

from reader.analysis.gazetteer import load_gazetteer, load_surnames, load_words
from reader.analysis.names.borders import count_words, is_common, is_given, is_name_word, names_place
from reader.analysis.names.comparing import CLOSING_MARKS, OPENING_MARKS, fold
from reader.analysis.names.competitors import country_in_brackets
from reader.analysis.names.titles import is_title
from reader.analysis.tokens import capitalised, tokens_of, tokens_where

_LONGEST_NICKNAME = 4
_MOST_BEFORE = 3
"""Words of a name before its nickname."""
_MOST_BEHIND = 7
"""Tokens of a surname, hyphens and particles included."""
_MOST_WORDS = 4
_CITY = 6  # digits of its population
_INITIALS = 2
_LONGEST_SYLLABLE = 6  # letters, as in Myung-whan


def full_name_spans(doc: Doc, titles: Set[int]) -> list[Tokens]:
    """Return the full names that are written so that the model breaks them, whatever it calls their parts.

    Args:
        doc: the document with the model's entities.
        titles: tokens of headlines with every word big, where nothing tells where a name ends.
    """
    whole = [*_nicknamed(doc), *_in_syllables(doc), *_with_initials(doc)]
    taken = {token.i for span in whole for token in span}
    return [*whole, *(span for span in _broken(doc, titles) if not taken.intersection(range(span.start, span.end)))]


def _nicknamed(doc: Doc) -> Iterator[Tokens]:
    """Yield names with a nickname between marks: Ann "the Hammer" Berg."""
    for opening in tokens_where(doc, lambda text: text in OPENING_MARKS):
        closing = _closing(doc, opening)
        if closing is None or closing + 1 == len(doc) or country_in_brackets(doc, opening) == closing:
            continue
        start, end = _name_before(doc, opening), _name_behind(doc, closing + 1)
        if end == closing + 1 and is_given(doc[opening - 1].text) and _is_unknown(doc[end]):
            end += 1
        if start < opening and end > closing + 1:
            first, last = doc[start], doc[end - 1]
            told = "PERSON" in {doc[opening - 1].ent_type_, doc[closing + 1].ent_type_}
            if told or is_given(first.text) or _is_surname(last):
                yield Tokens(doc, start, end, label="PERSON")


def _in_syllables(doc: Doc) -> Iterator[Tokens]:
    """Yield names of Korea and Taiwan, whose given name of two syllables has a hyphen.

    The surname stands before it (Moon Jae-in, Hau Lung-bin) or, as abroad, behind (Jung-hoon Lee).
    """
    for hyphen in tokens_of(doc, "-"):
        if doc[hyphen].whitespace_ or not _joins_syllables(doc, hyphen):
            continue
        start, end = hyphen - 1, hyphen + 2
        if end < len(doc) and doc[end].text[:1].isupper() and doc[end].lower_ in load_words("things"):
            continue
        if _is_family(doc, start - 1) and (start == 1 or doc[start - 2].text != "-" or doc[start - 2].whitespace_):
            yield Tokens(doc, start - 1, end, label="PERSON")
        elif _is_family(doc, end) and doc[end - 1].whitespace_:
            yield Tokens(doc, start, end + 1, label="PERSON")


def _with_initials(doc: Doc) -> Iterator[Tokens]:
    """Yield surnames behind initials without full stops: JK Rowling, AB de Villiers."""
    for index in tokens_where(doc, lambda text: len(text) == _INITIALS and text.isalpha() and text.isupper()):
        end = index + 1
        while end < len(doc) and doc[end].text in load_words("particles"):
            end += 1
        led = index == 0 or not (doc[index - 1].text[:1].isupper() and doc[index - 1].whitespace_)
        if not led or end >= len(doc) or not _is_part(doc[end]) or not doc[end].text.istitle():
            continue
        shortens = doc[index].lower_ in load_words("two_letters") or bool(load_gazetteer().readings(doc[index].text))
        shortens = shortens and end == index + 1
        after_by = index > 0 and doc[index - 1].lower_ == "by"
        named = end > index + 1 or after_by or _is_surname(doc[end])
        if named and not shortens and not names_place(doc[end].text, _CITY):
            yield Tokens(doc, index, end + 1, label="PERSON")


def _is_family(doc: Doc, index: int) -> bool:
    """Tell whether a token is a surname of those that stand before the given name."""
    if not 0 <= index < len(doc) or not doc[index].text.istitle():
        return False
    return fold(doc[index].text) in load_words("surnames_first")


def _joins_syllables(doc: Doc, hyphen: int) -> bool:
    """Tell whether a hyphen stands between the syllables of a given name, the second in small letters: Jae-in."""
    if hyphen == 0 or hyphen + 1 >= len(doc) or doc[hyphen - 1].whitespace_ or not doc[hyphen - 1].text.istitle():
        return False
    second = doc[hyphen + 1].text
    return (
        second.islower()
        and len(second) <= _LONGEST_SYLLABLE
        and len(doc[hyphen - 1]) <= _LONGEST_SYLLABLE
        and second not in load_words("joined_to_names")
    )


def goes_on_in_syllables(doc: Doc, first: int, hyphen: int) -> bool:
    """Tell whether a name that begins at a token goes on behind a hyphen in small letters: Choi Byung-hoon."""
    return first < hyphen - 1 and _is_family(doc, first) and _joins_syllables(doc, hyphen)


def _closing(doc: Doc, opening: int) -> int | None:
    """Return the mark that closes a nickname: a few words, the last with a capital, space around and none inside."""
    if opening == 0 or doc[opening].whitespace_ or not doc[opening - 1].whitespace_:
        return None
    for index in range(opening + 1, min(opening + 2 + _LONGEST_NICKNAME, len(doc))):
        token = doc[index]
        if token.text in CLOSING_MARKS:
            named = index > opening + 1 and doc[index - 1].text[:1].isupper() and not doc[index - 1].whitespace_
            return index if named and token.whitespace_ else None
        if not token.is_alpha:
            return None
    return None


def _name_before(doc: Doc, end: int) -> int:
    """Return where the words of a name begin that end before a token."""
    start = end
    while start and end - start < _MOST_BEFORE and _is_part(doc[start - 1]):
        start -= 1
    return start


def _name_behind(doc: Doc, start: int) -> int:
    """Return where the words of a name end that begin at a token, with particles, hyphens and Jr."""
    at = end = start
    while at < min(len(doc), start + _MOST_BEHIND):
        if _is_part(doc[at]):
            end = at + 1
        elif not (doc[at].text in load_words("particles") or (doc[at].text == "-" and not doc[at].whitespace_)):
            break
        at += 1
    return end + (start < end < len(doc) and doc[end].lower_ in load_words("suffixes"))


def _is_part(token: Token) -> bool:
    """Tell whether a token is a word of a person's name rather than a title or an ordinary word."""
    if is_title(token) or token.lower_ in load_words("not_names"):
        return False
    return is_given(token.text) or (is_name_word(token) and not is_common(token))


def _is_unknown(token: Token) -> bool:
    """Tell whether a capitalised word may be a surname that the model takes for another part of speech."""
    return token.text.istitle() and token.is_alpha and not token.is_stop and not is_common(token)


def _is_surname(token: Token) -> bool:
    return fold(token.text).replace("'", "") in load_surnames()


def _broken(doc: Doc, titles: Set[int]) -> Iterator[Tokens]:
    """Yield given names with what follows, where the model cut between them or calls them different things."""
    free = 0
    for index in capitalised(doc):
        if index < free or index in titles or not _goes_on(doc, index) or not _is_part(doc[index]):
            continue
        if not _begins(doc, index) or (index and (_is_part(doc[index - 1]) or doc[index - 1].text == "-")):
            continue
        end = _name_behind(doc, index)
        free = end
        span = Tokens(doc, index, end, label="PERSON")
        if 1 < count_words(span) <= _MOST_WORDS and _is_broken(span) and not names_place(span[-1].text, _CITY):
            yield span


def _goes_on(doc: Doc, index: int) -> bool:
    """Tell whether another word of a name can stand behind a token."""
    after = doc[index + 1].text if index + 1 < len(doc) else ""
    return after[:1].isupper() or after == "-" or after in load_words("particles")


def _begins(doc: Doc, index: int) -> bool:
    """Tell whether a word is a given name, or an unknown one of another label before a lone surname."""
    token = doc[index]
    if is_given(token.text) or _has_role(doc, index):
        return True
    after = doc[index + 1] if index + 1 < len(doc) else None
    if after is None or token.ent_type_ == "PERSON" or token.text.isupper() or names_place(token.text, 0):
        return False
    beyond = doc[index + 2] if index + 2 < len(doc) else None
    lone = beyond is None or not (_is_part(beyond) or beyond.text == "-" or beyond.text[:1].isupper())
    return lone and after.ent_type_ in {"", "PERSON"} and after.text.isalpha() and _is_surname(after)


def _has_role(doc: Doc, index: int) -> bool:
    """Tell whether a role in small letters, of one or of several people, stands before a token."""
    before = doc[index - 1] if index else None
    if before is None or not before.text.islower():
        return False
    return before.lower_ in load_words("roles") or before.lower_.removesuffix("s") in load_words("roles")


def _is_broken(span: Tokens) -> bool:
    """Tell whether the model sees several names in a run of words, or a part of one only."""
    doc, first = span.doc, span[0]
    if first.ent_iob_ == "I" or (span.end < len(doc) and doc[span.end].ent_iob_ == "I" and span[-1].ent_type_):
        return False
    cut = next((token.i for token in span[1:] if token.ent_iob_ != "I"), None)
    if cut is None:
        return False
    if first.ent_type_ == "PERSON" and cut - span.start > 1:
        rest = doc[cut : span.end]
        goes_on = all(token.ent_type_ == "PERSON" for token in rest) and not is_given(rest[0].text)
        return goes_on or all(not token.ent_type_ and _is_surname(token) for token in rest)
    return True

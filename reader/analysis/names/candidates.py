"""The names of a text as candidates: those of the model with their borders set right, and those that it overlooked.

Whether a candidate is a person's is settled over the whole article in ``component.py``.
"""

from __future__ import annotations

import calendar
from collections import Counter
from collections.abc import Iterator, Sequence

from spacy.tokens import Doc, Token
from spacy.tokens import Span as Tokens

from reader.analysis.gazetteer import PlaceKind, load_gazetteer, load_surnames, load_words
from reader.analysis.lines import Line, LineKind
from reader.analysis.names.borders import (
    POSSESSIVES,
    behind_title,
    count_words,
    is_common,
    is_demonym,
    is_given,
    is_name_word,
    key_of,
    names_place,
    with_particles,
)
from reader.analysis.names.full_names import full_name_spans, goes_on_in_syllables
from reader.analysis.names.listed import Listed
from reader.analysis.names.overlooked import overlooked_spans
from reader.analysis.names.titles import is_title
from reader.analysis.tokens import FINITE, tokens_of

NAMES = frozenset({"PERSON", "ORG", "GPE", "LOC", "FAC", "NORP", "PRODUCT", "WORK_OF_ART", "EVENT", "LAW"})
"""Labels of the model that a name of the text can have; the others (DATE, MONEY, …) are left as they are."""

_LONG_NAME = 4
_GIVEN_AND_SURNAME = 2
_WORDS_BEFORE_AND = 2  # Saint Kitts and Nevis
_WEEKDAYS = frozenset(calendar.day_name)
_CODE = 3

_TOWN = 6  # digits of its population
_CLOSING = frozenset(
    {",", "-", "—", "–", "--", ":", ";", "(", ")", '"', "”", "“", "‘", "''", "``", "@", "#", "…", "...", "*", "]", "["}
)
_OPENING = frozenset({"“", "„", "«", "``"})
_NO_NAME_WORDS = frozenset({"VERB", "ADV", "ADP", "SCONJ", "CCONJ", "AUX", "DET", "PRON", "INTJ"})


def candidate_spans(doc: Doc, lines: Sequence[Line], listed: Listed) -> list[Tokens]:
    """Return the names of ``doc`` with the model's labels; they may overlap, the longer one is meant then."""
    kinds = {i: line.kind for line in lines for i in range(line.start, line.end) if line.kind is not LineKind.PLAIN}
    titles = {index for index, kind in kinds.items() if kind is LineKind.TITLE}
    in_lists = {token.i for span in listed.people for token in span}
    whole = [
        *listed.people,
        *(s for s in full_name_spans(doc, titles) if not in_lists.intersection(range(s.start, s.end))),
    ]
    taken = {token.i for span in whole for token in span} | set(_of_countries(doc))
    spans = [_widened(span) for span in _trimmed(doc)]
    spans = _without_overlaps(doc, [*spans, *overlooked_spans(doc, titles)])
    spans = [span for span in spans if not taken.intersection(range(span.start, span.end))]
    spans = [span for span in _without_stray_words([*spans, *whole]) if not _is_code(span)]
    plain = {key_of(span) for span in spans if span.start not in kinds}
    last_names = {key.split(" ")[-1] for key in plain}
    kept: list[Tokens] = []
    for span in spans:
        kind = kinds.get(span.start)
        if kind is None or key_of(span) in plain or span.start in in_lists:
            kept.append(span)
        elif kind is LineKind.TITLE:
            kept.extend(_from_title(span, plain, last_names))
        elif _sure_in_capitals(span):
            kept.append(span)
    return kept


def _of_countries(doc: Doc) -> Iterator[int]:
    """Yield the tokens of countries' names of several words with "and": Antigua and Barbuda."""
    for at in (i for i in tokens_of(doc, "and") if i and doc[i - 1].text[:1].isupper()):
        for start in range(max(0, at - _WORDS_BEFORE_AND), at):
            if load_gazetteer().country(doc[start : at + 2].text) is not None:
                yield from range(start, at + 2)


def _is_code(span: Tokens) -> bool:
    """Tell whether a name is three letters in brackets, as results shorten countries, or the team behind them.

    (Swe), (KEN), and Holm in "(KEN, Holm)".
    """
    doc, end = span.doc, span.end
    opening = span.start - 1
    if opening > 1 and doc[opening].text == "," and len(doc[opening - 1]) == _CODE and doc[opening - 1].text.isupper():
        return doc[opening - 2].text == "("
    if len(span) > 1 or len(span.text) != _CODE or opening < 0 or end == len(doc):
        return False
    return doc[opening].text == "(" and doc[end].text == ")"


def _trimmed(doc: Doc) -> Iterator[Tokens]:
    """Yield the model's names without titles, articles, possessives and line breaks."""
    for ent in doc.ents:
        if ent.label_ not in NAMES:
            continue
        for start, end, called in _pieces(ent):
            first, last, label = start, end, called
            while first < last and _leads(doc, first, last, label):
                label = "PERSON" if _is_titled_person(doc[first:last]) else label
                first += 1
            while first < last and _trails(doc[last - 1], label):
                last -= 1
            if label == "PERSON":
                first = behind_title(doc, first, last)
                last = _cut_clause(doc, first, last)
            if first < last and any(c.isalpha() for c in doc[first:last].text):
                yield Tokens(doc, first, last, label=label)


def _pieces(ent: Tokens) -> Iterator[tuple[int, int, str]]:
    """Yield the parts of an entity that are one name each, with their labels.

    A part ends with its line, people are parted by "and" and commas, and what the model runs together with a person's
    name is cut off: "Boston’s Ann Berg", "Berg told The Daily".
    """
    start, broken = ent.start, ent[-1].lower_ == "and"
    for token in ent:
        at, behind = token.i, ent.doc[token.i + 1 : ent.end]
        if (
            token.is_space
            or _opens(token, ent)
            or ((broken or ent.label_ == "PERSON") and _parts_people(token, behind))
        ):
            yield start, at, ent.label_
            start = at + 1
        elif ent.label_ == "PERSON":
            continue
        elif token.text in POSSESSIVES and _is_owned_person(ent.doc[start:at], behind):
            yield start, at, ent.label_
            yield at + 1, ent.end, "PERSON" if len(behind) > 1 else ent.label_
            return
        elif token.lower_ == "of" and _leads_people(ent.doc[start:at], behind):
            yield start, at, ent.label_
            yield at + 1, ent.end, "PERSON"
            return
        elif token.lower_ == "of" and _works_for(ent.doc[start:at], behind):
            yield start, at, "PERSON"
            yield at + 1, ent.end, "ORG"
            return
        elif token.lower_ == "of" and _comes_from(ent.doc[start:at], behind):
            yield start, at, "PERSON"
            yield at + 1, ent.end, "GPE"
            return
        elif at > start and token.tag_ in FINITE and token.text.islower() and not _marked(ent):
            yield start, at, ent.label_
            return
    yield start, ent.end, ent.label_


def _opens(token: Token, name: Tokens) -> bool:
    """Tell whether a mark opens, inside a name, what the name has no part in: nothing closes it there."""
    if token.text == '"':
        return sum(each.text == '"' for each in name) == 1
    return token.text in _OPENING and not any(each.text in {"”", "»", "''"} for each in name)


def _parts_people(token: Token, behind: Tokens) -> bool:
    """Tell whether a word stands between two people's names: "Cruz and Rubio", "Cruz, Rubio"."""
    if token.text == ",":
        return len(behind) > 0 and behind[0].lower_ not in load_words("suffixes")
    return token.lower_ == "and"


def _is_owned_person(owner: Tokens, behind: Tokens) -> bool:
    """Tell whether a possessive parts a place or a paper from one of its people: "Boston’s Berg"."""
    if not behind or len(behind) >= _LONG_NAME or any(not is_name_word(token) for token in behind):
        return False
    if behind[-1].lower_ in load_words("things") or behind[-1].lower_ in load_words("organisations"):
        return False
    return is_given(behind[0].text) if len(behind) > 1 else names_place(owner.text, _TOWN)


def _leads_people(head: Tokens, behind: Tokens) -> bool:
    """Tell whether what stands behind "of" is a person's full name, not a part of the name: "the Left of Ann Berg"."""
    if len(behind) < 2 or len(behind) >= _LONG_NAME or not all(is_name_word(token) for token in behind):
        return False
    named = is_given(behind[0].text) and not load_gazetteer().readings(behind[0].text) and not is_common(behind[-1])
    return named and not any(token.lower_ in load_words("organisations") for token in head)


def _comes_from(name: Tokens, behind: Tokens) -> bool:
    """Tell whether "of" parts a person's full name from the country or town: "Ann Berg of Norway"."""
    return _is_full_name(name) and bool(load_gazetteer().readings(behind.text))


def _works_for(name: Tokens, behind: Tokens) -> bool:
    """Tell whether "of" parts a person's full name from an office: "Ann Berg of the State Department"."""
    office = len(behind) > 1 and behind[0].lower_ == "the" and behind[-1].lower_ in load_words("organisations")
    return office and _is_full_name(name)


def _is_full_name(name: Tokens) -> bool:
    """Tell whether words are a given name and a surname, none of them an ordinary word of news."""
    named = len(name) > 1 and is_given(name[0].text) and all(is_name_word(token) for token in name)
    return named and not any(is_common(token) for token in name)


def _marked(ent: Tokens) -> bool:
    """Tell whether an entity stands between marks, as the name of a work does."""
    return ent.start > 0 and ent.doc[ent.start - 1].is_quote


def _leads(doc: Doc, first: int, last: int, label: str) -> bool:
    """Tell whether the first word of a name is no part of it: an article, a title, a role."""
    token = doc[first]
    if (
        token.is_punct
        or token.lower_ in {"the", "a", "an"}
        or token.text in POSSESSIVES
        or _asks(token)
        or _is_day(token)
    ):
        return True
    if last - first < 2 or label != "PERSON":
        return _is_titled_person(doc[first:last])
    if is_title(token):
        return last - first > 2 or token.lower_ not in load_words("titles_and_names")
    if is_given(token.text):
        return token.lower_ in load_words("roles") and last - first > 2 and is_given(doc[first + 1].text)
    if token.text.endswith(".") and any(
        r.kind is PlaceKind.ABBREVIATION for r in load_gazetteer().readings(token.text)
    ):
        return is_given(doc[first + 1].text)
    return token.lower_ in load_words("roles") or token.pos_ in _NO_NAME_WORDS or is_demonym(token.text)


def _asks(token: Token) -> bool:
    """Tell whether a letter at the head of a line is an interview's: "Q.", "A."."""
    return token.text in {"Q.", "A."} and (token.i == 0 or token.nbor(-1).is_space)


def _is_day(token: Token) -> bool:
    """Tell whether a word is the day of what somebody does: "On Sunday Leo will …"."""
    return token.text in _WEEKDAYS and token.i > 0 and token.nbor(-1).lower_ == "on"


def _trails(token: Token, label: str) -> bool:
    """Tell whether the last word of a name is no part of it: a mark, "and", letters behind a person's name."""
    if token.text in POSSESSIVES or token.text in _CLOSING or token.text == "and":
        return True
    return label == "PERSON" and token.text.isupper() and token.lower_ in load_words("postnominals")


def _is_titled_person(span: Tokens) -> bool:
    """Tell whether a name that the model calls something else is a title and a person's name.

    "Actress Ann Berg", "the Dane Ann Berg", and with the titles of people only "Aunt Ann", "Señora Berg".
    """
    first, rest = span[0], span[1:]
    words = [token for token in rest if token.text != "-"]
    if not 0 < len(words) < _LONG_NAME or not all(is_name_word(token) and not is_common(token) for token in words):
        return False
    if first.lower_ in load_words("personal_titles") and first.text[:1].isupper():
        return True
    led = is_title(first) or first.lower_ in load_words("roles") or is_demonym(first.text)
    full = count_words(rest) == _GIVEN_AND_SURNAME and is_given(words[0].text)
    return led and full and words[-1].lower_ not in load_words("things")


def _cut_clause(doc: Doc, first: int, last: int) -> int:
    """Cut a person's name before a possessive or a lower-case word that is no particle: "Trump’s made"."""
    for index in range(first, last):
        word = doc[index].text
        if word in POSSESSIVES or word in {"and", "&", "–", "—"}:
            return index
        if word.endswith(("’s", "'s")) and index + 1 < last:
            return index + 1
        if index > first and (word.isdigit() or word == "("):
            return index
        joined = (
            index > first
            and doc[index - 1].text == "-"
            and (doc[index].pos_ == "PROPN" or goes_on_in_syllables(doc, first, index - 1))
        )
        if index > first and word.islower() and word.isalpha() and not joined and word not in load_words("particles"):
            return index
    return last


def _widened(span: Tokens) -> Tokens:
    """Give a person's name the words that the model left out: "Jan-" before, a given name before, a surname behind."""
    if span.label_ != "PERSON":
        return span
    doc, start, end = span.doc, span.start, span.end
    while end > start + 1 and doc[end - 1].text in load_words("particles"):
        end -= 1
    if start > 1 and doc[start - 1].text == "-" and not doc[start - 1].whitespace_ and is_given(doc[start - 2].text):
        start -= 2
    if end < len(doc) and doc[end - 1].lower_ in load_words("particles") and end - start > 1 and is_name_word(doc[end]):
        end += 1
    words = count_words(span)
    born = start > 1 and doc[start - 2].lower_ == "born"
    if start and (words == 1 or (words == _GIVEN_AND_SURNAME and (born or is_given(doc[start - 1].text)))):
        start -= _goes_before(doc[start - 1])
    if end - start == 1 and end < len(doc) and _goes_behind(doc[start], doc[end]):
        end += 1
    if words > 1 and _goes_on_hyphened(doc, end):
        end += 2
    return Tokens(doc, start, with_particles(doc, end), label="PERSON")


def _goes_on_hyphened(doc: Doc, end: int) -> bool:
    """Tell whether the second half of a double surname stands behind a name: Ann Berg "-Holm"."""
    if end + 1 >= len(doc) or doc[end].text != "-" or doc[end].whitespace_ or doc[end - 1].whitespace_:
        return False
    return doc[end + 1].text.istitle() and not is_given(doc[end + 1].text) and not is_demonym(doc[end + 1].text)


def _goes_before(token: Token) -> bool:
    """Tell whether a word before a bare surname is its given name that the model left to another name."""
    if token.pos_ != "PROPN" or not token.text[:1].isupper() or token.ent_type_ == "PERSON":
        return False
    if token.text.endswith(("’s", "'s")):
        return False
    if token.lower_ in load_words("roles"):
        return False
    if is_given(token.text):
        return not is_title(token) and not load_gazetteer().readings(token.text)
    unknown = (
        not token.ent_type_
        and not token.is_sent_start
        and token.is_alpha
        and len(token) > 3
        and not token.text.isupper()
    )
    return unknown and token.lower_ not in load_words("not_names") and not is_common(token)


def _goes_behind(given: Token, token: Token) -> bool:
    """Tell whether a word behind a bare given name is its surname that the model left to another name."""
    if not is_given(given.text) or token.pos_ != "PROPN" or not token.text[:1].isupper() or not token.is_alpha:
        return False
    if token.ent_iob_ == "I" or token.ent_type_ == "PERSON" or len(token) < 2 or is_common(token):
        return False
    beyond = token.doc[token.i + 1] if token.i + 1 < len(token.doc) else None
    if beyond is not None and (beyond.ent_iob_ == "I" or (beyond.text[:1].isupper() and is_common(beyond))):
        return False
    return token.lower_ in load_surnames() or bool(load_gazetteer().readings(token.text)) or not token.ent_type_


def _without_overlaps(doc: Doc, spans: Sequence[Tokens]) -> list[Tokens]:
    """Cut other names where a widened person's name begins."""
    starts = {i: span.start for span in spans if span.label_ == "PERSON" for i in range(span.start, span.end)}
    fixed: list[Tokens] = []
    for span in spans:
        border = min((starts[i] for i in range(span.start, span.end) if i in starts), default=None)
        if span.label_ == "PERSON" or border is None:
            fixed.append(span)
        elif border > span.start:
            fixed.append(Tokens(doc, span.start, border, label=span.label_))
    return fixed


def _without_stray_words(spans: Sequence[Tokens]) -> list[Tokens]:
    """Cut a word beside a name that stands elsewhere without it: "Beatle George Harrison", "Berg Says"."""
    full = {key_of(span) for span in spans if span.label_ == "PERSON" and count_words(span) > 1}
    last = Counter(key.split(" ")[-1] for key in full)
    return [_behind_stray_word(span, full, last) for span in spans]


def _behind_stray_word(span: Tokens, full: set[str], last: Counter[str]) -> Tokens:
    if span.label_ != "PERSON" or len(span) == 1 or is_given(span[0].text) or not span[0].is_alpha or len(span[0]) == 1:
        return span
    if span[1].text == "-":
        return span
    if len(span) == 2 and last[span[0].lower_] and not _can_be_surname(span[1].text):
        return Tokens(span.doc, span.start, span.start + 1, label=span.label_)
    rest = Tokens(span.doc, span.start + 1, span.end, label=span.label_)
    if len(rest) > 1:
        named = key_of(rest) in full and is_given(rest[0].text)
    else:
        named = bool(span[0].is_sent_start) and last[key_of(rest)] > 1 and span[0].pos_ != "PROPN"
    return rest if named and span[0].lower_ not in load_words("particles") else span


def _can_be_surname(word: str) -> bool:
    return is_given(word) or word.lower() in load_surnames()


def _from_title(span: Tokens, plain: set[str], last_names: set[str]) -> Iterator[Tokens]:
    """Yield what is left of a name in a headline of big words: the part that the article's sentences know as a name.

    A name that ends in an organisation's or a thing's word, or that shares nothing with the article, is left whole.
    """
    if span[-1].lower_ in load_words("organisations") or span[-1].lower_ in load_words("things"):
        yield span
        return
    for size in range(len(span) - 1, 0, -1):
        for start in range(span.start, span.end - size + 1):
            part = span.doc[start : start + size]
            if key_of(part) in plain:
                yield Tokens(span.doc, start, start + size, label=span.label_)
                return
    if not any(token.lower_ in last_names for token in span):
        yield span


def _sure_in_capitals(span: Tokens) -> bool:
    """Tell whether a name in a line of capitals can be trusted: a place, or a given name with a surname."""
    if load_gazetteer().readings(" ".join(span.text.split())):
        return True
    return len(span) == 2 and is_given(span[0].text) and span[1].lower_ in load_surnames()

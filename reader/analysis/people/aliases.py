"""Other names of people that a text tells: nicknames between marks, and what somebody is "known as"."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Container, Iterable, Iterator, Set

from spacy.tokens import Doc
from spacy.tokens import Span as Tokens

from reader.analysis.gazetteer import load_words
from reader.analysis.names.borders import is_name_word
from reader.analysis.names.comparing import OPENING_MARKS, Words, fold, name_words, nickname
from reader.analysis.tokens import FINITE, tokens_of

_LONGEST_WAY = 10
"""Tokens between a name and "known as"."""
_MOST_WORDS = 3
"""Words of an alias."""
_CALLED = {"as": "known", "nicknamed": "", "alias": "", "aka": "", "a.k.a.": ""}
"""What stands right before an alias, and before that."""
_ADVERBS = frozenset({"better", "best", "also", "widely", "popularly", "locally", "simply", "only", "universally"})
_BORN = frozenset({"born", "née", "nee", "né", "geb.", "geborene"})
_BEING = frozenset({"is", "was", "'s", "’s", "who", "and"})


def other_names(doc: Doc, names: Iterable[Tokens]) -> dict[Words, list[Words]]:
    """Return by full name the other forms that the text gives its person.

    Bob Berg for Robert "Bob" Berg; El Zurdo for Juan "El Zurdo" Holm; Barbecue for "Ann Berg, the leader known as
    Barbecue"; Ann Holm for "Ann Berg, née Holm".

    Args:
        doc: the document.
        names: its names of people.
    """
    found: dict[Words, list[Words]] = defaultdict(list)
    full = {span.start: (span, words) for span in names if len(words := name_words(span)) > 1}
    for span, words in full.values():
        for form in (_between_marks(span, words), _known_as(doc, span, full), _born_as(doc, span, words)):
            if form:
                found[words].append(form)
    for words, form in _born(doc, full.values()):
        found[words].append(form)
    for words, label in _initials(doc, {words for _, words in full.values()}):
        found[words].append((label,))
    return found


def _born(doc: Doc, full: Collection[tuple[Tokens, Words]]) -> Iterator[tuple[Words, Words]]:
    """Yield full names with the name that their person was born by: "Born Ann Maria Holm" of Ann Berg."""
    names = dict.fromkeys(words for _, words in full)
    for span, form in full:
        if span.start and doc[span.start - 1].lower_ in _BORN:
            yield from ((words, form) for words in names if words[0] == form[0] and words != form)


def _initials(doc: Doc, full: Set[Words]) -> Iterator[tuple[Words, str]]:
    """Yield full names with the initials that label their turns in an interview, where nobody else has them."""
    labels = Counter(
        doc[at - 1].text
        for at in tokens_of(doc, ":")
        if at and doc[at - 1].text.isupper() and len(doc[at - 1]) > 1 and (at == 1 or doc[at - 2].is_space)
    )
    for label in sorted(label for label, times in labels.items() if times > 1):
        meant = [words for words in sorted(full) if _abbreviates(fold(label), words)]
        if len(meant) == 1:
            yield meant[0], fold(label)


def _abbreviates(label: str, words: Words) -> bool:
    """Tell whether letters are the initials of a name, of both halves of a hyphened one too."""
    parts = [part for word in words for part in word.split("-") if part]
    return label in {"".join(word[0] for word in words), "".join(part[0] for part in parts)}


def _between_marks(span: Tokens, words: Words) -> Words:
    """Return the form of a name that a nickname between marks makes, () for none."""
    called = nickname(span)
    if called is None:
        return ()
    if called[0].lower_ == "the":
        called = called[1:]
    if len(called) == 1:
        return (fold(called.text), words[-1])
    return name_words(called)


def _known_as(doc: Doc, span: Tokens, full: Container[int]) -> Words:
    """Return what somebody is known as, told right behind the full name, () for nothing."""
    for index in range(span.end, min(span.end + _LONGEST_WAY, len(doc) - 1)):
        token = doc[index]
        if index in full or token.is_sent_start or (token.tag_ in FINITE and token.lower_ not in _BEING):
            return ()
        before = _CALLED.get(token.lower_)
        if before is not None and _calls_a_person(doc, span, index, before):
            return _alias(doc, index + 1)
    return ()


def _born_as(doc: Doc, span: Tokens, words: Words) -> Words:
    """Return the name that somebody had before marriage, told right behind the full name, () for none."""
    at = span.end + (span.end < len(doc) and doc[span.end].text in {",", "("})
    if at + 1 >= len(doc) or doc[at].lower_ not in _BORN or not is_name_word(doc[at + 1]):
        return ()
    return (words[0], fold(doc[at + 1].text))


def _calls_a_person(doc: Doc, span: Tokens, index: int, before: str) -> bool:
    """Tell whether "known as" is said of the person, not of a town that is told with the name."""
    at = index - 1
    if before and doc[at].lower_ != before:
        return False
    at -= bool(before)
    while at > span.end and doc[at].lower_ in _ADVERBS:
        at -= 1
    said_of = doc[at]
    return (
        at < span.end or said_of.text in {",", "("} or said_of.lower_ in _BEING or said_of.lower_ in load_words("roles")
    )


def _alias(doc: Doc, start: int) -> Words:
    """Return the capitalised words that begin at a token, without an opening mark and "the"."""
    while start < len(doc) and (doc[start].text in OPENING_MARKS or doc[start].lower_ == "the"):
        start += 1
    end = start
    while end < min(len(doc), start + _MOST_WORDS) and (doc[end].text[:1].isupper() and doc[end].is_alpha):
        end += 1
    if start == end or (end - start == 1 and not is_name_word(doc[start]) and not doc[start].text.isupper()):
        return ()
    return name_words(doc[start:end])

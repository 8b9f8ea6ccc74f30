"""Names of people that the model overlooks."""

from __future__ import annotations

from collections.abc import Iterator, Set

from spacy.tokens import Doc, Token
from spacy.tokens import Span as Tokens

from reader.analysis.gazetteer import load_gazetteer, load_words
from reader.analysis.names.borders import (
    LONGEST_NAME,
    behind_title,
    is_common,
    is_given,
    is_name_word,
    names_place,
    with_particles,
)
from reader.analysis.names.titles import has_personal_cue, is_title
from reader.analysis.tokens import capitalised

_SHORTEST = 3
_CITY = 6  # digits of its population


def overlooked_spans(doc: Doc, titles: Set[int]) -> Iterator[Tokens]:
    """Yield what can be a person's name where the model sees no name at all.

    These are runs of capitalised words, names behind a title or a role, and single names that act or are described.

    Args:
        doc: the document with the model's entities.
        titles: tokens of headlines with every word big, where a capital says nothing; known given names only there.
    """
    taken = {index for ent in doc.ents for index in range(ent.start, ent.end)}
    free = 0
    for index in capitalised(doc):
        if index < free or index in taken or not (is_name_word(doc[index]) or _is_kin(doc[index])):
            continue
        end = with_particles(doc, _run_end(doc, index, taken))
        start = behind_title(doc, index, end)
        while start < end and is_title(doc[start]):
            start += 1
        free = end
        if start == end:
            continue
        known = is_given(doc[start].text) and end - start >= 2
        if known or index < start or (start not in titles and _can_be_name(doc[start:end])):
            yield Tokens(doc, start, end, label="PERSON")


def _run_end(doc: Doc, start: int, taken: Set[int]) -> int:
    """Return where a run of capitalised words ends, what hyphens join included."""
    end = start + 1
    while end < len(doc) and end not in taken and end - start < LONGEST_NAME:
        if is_name_word(doc[end]):
            end += 1
        elif _joins(doc[end]) and end + 1 not in taken:
            end += 2
        else:
            break
    return end


def _joins(token: Token) -> bool:
    """Tell whether a token is a hyphen inside a name: Ki-moon."""
    if token.text != "-" or token.whitespace_ or token.i + 1 == len(token.doc):
        return False
    return not token.nbor(-1).whitespace_ and token.nbor(1).is_alpha and not is_common(token.nbor(-1))


def _is_kin(token: Token) -> bool:
    """Tell whether a word of any kind is a name by the relative before it: "her son Per said", "a nephew, Per"."""
    before = token.doc[token.i - 1] if token.i else None
    if before is None:
        return False
    if before.text == "," and token.i > 1:
        before = before.nbor(-1)
    return before.lower_ in load_words("kin") and (is_given(token.text) or token.pos_ == "PROPN")


def _can_be_name(span: Tokens) -> bool:
    """Tell whether capitalised words can be an unknown name: no ordinary words of news, and a sign for a single one."""
    placed = load_gazetteer().readings(span.text) and not (is_given(span.text) and not names_place(span.text, _CITY))
    if any(is_common(token) for token in span) or placed:
        return False
    if len(span) > 1:
        return True
    token = span[0]
    acts = token.dep_ == "nsubj" and token.head.pos_ == "VERB"
    return len(token) >= _SHORTEST and (acts or _is_kin(token) or has_personal_cue(span.doc, span.start, span.end))

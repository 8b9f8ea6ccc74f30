"""The phrases that name speakers: where one that begins somewhere has its head, and where it begins and ends."""

from __future__ import annotations

from spacy.tokens import Doc, Token

from reader.analysis.names.borders import POSSESSIVES

NOMINAL = frozenset({"PROPN", "NOUN", "PRON"})
_PARTICIPLES = frozenset({"VBG", "VBN"})

_LEFT_PARTS = frozenset({"det", "compound", "amod", "nmod", "poss", "nummod", "advmod", "case", "punct", "quantmod"})
_ADJUNCTS = {"NOUN": frozenset({"of", "for", "from", "at", "in", "with"}), "PROPN": frozenset({"of", "for"})}
"""Prepositions that go on with a noun, and with a name."""

_LONGEST_SPEAKER = 16
_LONGEST_AGE = 8


def phrase_of(head: Token, inside: list[int]) -> tuple[int, int]:
    """Return the borders of the phrase that names a speaker: the head with what stands before it, and "of …"."""
    doc = head.doc
    start, end = head.i, head.i + 1
    if head.ent_type_ == "PERSON":
        while start > 0 and doc[start].ent_iob_ == "I":
            start -= 1
        while end < len(doc) and doc[end].ent_iob_ == "I" and doc[end].ent_type_ == "PERSON":
            end += 1
    left = min((t.left_edge.i for t in head.lefts if t.dep_ in _LEFT_PARTS), default=start)
    while (
        start > left
        and start - 1 >= 0
        and inside[start - 1] < 0
        and not doc[start - 1].is_space
        and doc[start - 1].text not in {",", ":"}
    ):
        start -= 1
    if head.lower_ == "old":
        start = next((i for i in range(head.i, max(-1, head.i - _LONGEST_AGE), -1) if doc[i].pos_ == "DET"), start)
    if head.ent_type_ != "PERSON" and head.pos_ in _ADJUNCTS:
        end = _right_part(head, inside)
    start = max(start, end - _LONGEST_SPEAKER)
    while start < head.i and (doc[start].is_punct or doc[start].is_space):
        start += 1
    return start, end


def _right_part(head: Token, inside: list[int]) -> int:
    end = head.i + 1
    for child in head.rights:
        if child.dep_ == "prep" and child.lower_ in _ADJUNCTS[head.pos_] and child.i == end:
            stop = child.right_edge.i + 1
            while (
                end < stop and inside[end] < 0 and not head.doc[end].is_punct and end - head.i < _LONGEST_SPEAKER // 2
            ):
                end += 1
    return end


def next_nominal(doc: Doc, start: int, inside: list[int]) -> Token | None:
    """Return the head of the noun phrase that begins at ``start`` or right behind it, None for none."""
    for index in range(start, min(len(doc), start + 6)):
        if inside[index] >= 0 or doc[index].is_space:
            return None
        if doc[index].is_punct:
            before = doc[index - 1]
            return before if index > start and before.pos_ in {"DET", "NUM", "ADJ"} else None
        if doc[index].pos_ in NOMINAL:
            return _last_of_nominal(doc[index], inside)
    return None


def _last_of_nominal(first: Token, inside: list[int]) -> Token:
    """Return the last of the names and nouns from ``first`` on, of "Kenya’s new coach" what is owned."""
    last, owned = first, False
    for token in first.doc[first.i + 1 :]:
        if inside[token.i] >= 0:
            break
        if token.pos_ in {"PROPN", "NOUN"}:
            last = token
        elif token.text in POSSESSIVES:
            owned = True
        elif not (owned and (token.pos_ in {"ADJ", "ADV", "NUM"} or token.tag_ in _PARTICIPLES or token.text == "-")):
            break
    return last

"""Tells people of one name apart where only that name stands: by sex, by who was mentioned how, by kinship."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from spacy.tokens import Doc
from spacy.tokens import Span as Tokens

from reader.analysis.gazetteer import load_words
from reader.analysis.names.comparing import Group, generation, name_sex, name_words, title_sex

_AGES = {"elder": "sr", "older": "sr", "younger": "jr"}
_NEAR_KIN = 4
"""Tokens between "his" and the word for a relative, both counted."""


class Namesakes:
    """Remembers while a document is gone through who was mentioned, and chooses among people of one name.

    Args:
        doc: the document with its names settled.
        groups: the people.
    """

    def __init__(self, doc: Doc, groups: Sequence[Group]) -> None:
        self._doc = doc
        full = {(form, g.generation): g for g in groups for form in sorted(g.forms) if len(form) > 1}
        named = (full.get((name_words(ent), generation(ent))) for ent in doc.ents if ent.label_ == "PERSON")
        self._weight = Counter(id(group) for group in named if group is not None)
        self._latest: dict[int, int] = {}
        self._first_named: set[int] = set()
        self._paragraph = 0

    def start_paragraph(self, index: int) -> None:
        """Remember where a paragraph begins."""
        self._paragraph = index
        self._first_named.clear()

    def mention(self, group: Group, start: int, *, by_first_name: bool) -> None:
        """Remember a mention; whoever goes by the first name here is not meant by the bare last name."""
        self._latest[id(group)] = start
        self._weight[id(group)] += 1
        (self._first_named.add if by_first_name else self._first_named.discard)(id(group))

    def choose(self, start: int, end: int, groups: Sequence[Group]) -> Group | None:
        """Choose among people of the name at some tokens.

        Jr., "the elder" and the title's sex decide; then not a relative of somebody known, nor whose name has a
        particle more, nor a Jr. named less; then who was mentioned last in the paragraph; then whoever was mentioned
        at all, and most often.
        """
        if len(groups) < 2:
            return groups[0] if groups else None
        before = self._doc[start - 1].lower_ if start else ""
        told, sex = generation(self._doc[start:end]) or _AGES.get(before, ""), title_sex(before)
        open_ = [group for group in groups if not told or group.generation == told] or groups
        open_ = [group for group in open_ if not sex or name_sex(group) in {sex, ""}] or open_
        open_ = [group for group in open_ if not group.relative and self._is_known(group)] or open_
        open_ = [group for group in open_ if not _is_cut(self._doc[start:end], group)] or open_
        most = max((self._weight[id(group)] for group in open_ if group.generation), default=0)
        open_ = [g for g in open_ if not told and not g.generation and self._weight[id(g)] >= most] or open_
        return max(open_, key=self._nearness)

    def _is_known(self, group: Group) -> bool:
        return id(group) in self._latest or len(group.fullest) == 1

    def _nearness(self, group: Group) -> tuple[int, bool, int, int]:
        key = id(group)
        latest = self._latest.get(key, -1)
        here = latest if latest >= self._paragraph and key not in self._first_named else -1
        return here, latest >= 0, self._weight[key], latest


def _is_cut(span: Tokens, group: Group) -> bool:
    """Tell whether a bare name lacks the particle that a person's last name has: Silva for Ana da Silva."""
    if span.start and span.doc[span.start - 1].lower_ in load_words("particles"):
        return False
    full = [form for form in group.forms if len(form) > 1 and form[-1] == name_words(span)[-1]]
    return bool(full) and all(form[-2] in load_words("particles") for form in full)


def is_relative(span: Tokens) -> bool:
    """Tell whether a name is introduced as a relative's: "his late father, Ann Berg", "Ann Berg, their daughter"."""
    doc, start, end = span.doc, span.start, span.end
    at = start - 1 - (start > 1 and doc[start - 1].text == ",")
    if at >= 0 and doc[at].lower_ in load_words("kin"):
        return any(token.tag_ == "PRP$" for token in doc[max(0, at - _NEAR_KIN + 1) : at])
    if end + 2 < len(doc) and doc[end].text == "," and doc[end + 1].tag_ == "PRP$":
        return any(token.lower_ in load_words("kin") for token in doc[end + 2 : end + 1 + _NEAR_KIN])
    return False

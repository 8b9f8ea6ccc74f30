"""Brings the names that a foreign pipeline calls persons' together, each person once."""

from __future__ import annotations

import functools
from collections import defaultdict

from spacy.language import Language
from spacy.tokens import Doc
from spacy.tokens import Span as Tokens
from spacy.util import filter_spans

from reader.analysis.extensions import register_extensions
from reader.analysis.gazetteer import read_data
from reader.analysis.names.comparing import Words, name_words, same_person
from reader.analysis.rules import Rule
from reader.model.analysis import Evidence, Person
from reader.model.span import Span

PERSON_LABELS = frozenset({"PER", "PERSON", "persName"})
"""What spaCy's pipelines call a person."""

_MOST_COMPARED = 50


class ForeignPeopleFinder:
    """Component: fills ``doc._.dateline_people`` from ``doc.ents`` and calls every mention's entity PERSON.

    A bare last name, or a bare first name that is nobody's last name, goes to the person who alone has it.
    """

    def __init__(self) -> None:
        register_extensions()

    def __call__(self, doc: Doc) -> Doc:
        """Find the people of ``doc``."""
        names = [span for ent in doc.ents if ent.label_ in PERSON_LABELS and len(span := _trimmed(ent))]
        found = _People()
        for span in sorted(names, key=lambda span: -len(name_words(span))):  # "Yves Le Gall" before "Le Gall"
            if len(name_words(span)) > 1:
                found.add_full(span)
        for span in names:
            if len(name_words(span)) == 1:
                found.add_single(span)
        for span in _bare_last_names(doc, found, names):
            found.add_single(span)
        groups = sorted(found.groups, key=lambda group: min(span.start for span, _ in group))
        marked = [Tokens(doc, span.start, span.end, label="PERSON") for group in groups for span, _ in group]
        taken = {token.i for span in marked for token in span}
        rest = [
            ent for ent in doc.ents if ent.label_ not in PERSON_LABELS and not taken & set(range(ent.start, ent.end))
        ]
        doc.ents = filter_spans([*marked, *rest])
        doc._.dateline_people = tuple(_person(group, number) for number, group in enumerate(groups, 1))
        return doc


@Language.factory("dateline_foreign_people", requires=["doc.ents"], assigns=["doc._.dateline_people", "doc.ents"])
def make_foreign_people(nlp: Language, name: str) -> ForeignPeopleFinder:
    """Return the component that groups the persons a pipeline of any language found."""
    del nlp, name
    return ForeignPeopleFinder()


_Group = list[tuple[Tokens, Rule]]


class _People:
    """The people so far, by the words of their names."""

    def __init__(self) -> None:
        self.groups: list[_Group] = []
        self._forms: list[tuple[Words, int]] = []
        self._by_word: dict[str, list[int]] = defaultdict(list)
        self._by_last: dict[str, set[int]] = defaultdict(set)
        self._by_first: dict[str, set[int]] = defaultdict(set)

    def knows_last(self, word: str) -> bool:
        """Tell whether exactly one person has this last name."""
        return len(self._by_last.get(word, ())) == 1

    def add_full(self, span: Tokens) -> None:
        """Add a full name to the person who has it, else to a new one."""
        words = name_words(span)
        near = [*self._by_word[words[-1]][:_MOST_COMPARED], *self._by_word[words[0]][:_MOST_COMPARED]]
        same = next((form for form in near if same_person(words, self._forms[form][0])), None)
        if same is None:
            self._add_as_last(span, words, [self._forms[form] for form in near])
            return
        form, group = self._forms[same]
        self.groups[group].append((span, Rule.FULL_NAME if form == words else Rule.NAME_VARIANT))
        if form != words:
            self._learn(words, group)

    def add_single(self, span: Tokens) -> None:
        """Add a bare name to the one person who has it; else it is a person of its own."""
        words = name_words(span)
        (word,) = words
        for rule, having in ((Rule.LAST_NAME, self._by_last[word]), (Rule.FIRST_NAME, self._by_first[word])):
            if len(having) == 1:
                (group,) = having
                single = all(len(name_words(name)) == 1 for name, _ in self.groups[group])
                self.groups[group].append((span, Rule.SINGLE_NAME if single else rule))
                return
        self._new(span, words, Rule.SINGLE_NAME)

    def _add_as_last(self, span: Tokens, words: Words, near: list[tuple[Words, int]]) -> None:
        """Add a name of several words to the one person whose name ends in it ("Le Gall"); else it is a new one."""
        having = {group for form, group in near if len(form) > len(words) and form[-len(words) :] == words}
        if len(having) == 1:
            self.groups[having.pop()].append((span, Rule.LAST_NAME))
        else:
            self._new(span, words, Rule.FULL_NAME)

    def _new(self, span: Tokens, words: Words, rule: Rule) -> None:
        self.groups.append([(span, rule)])
        self._learn(words, len(self.groups) - 1)

    def _learn(self, words: Words, group: int) -> None:
        self._forms.append((words, group))
        for word in {words[0], words[-1]}:
            self._by_word[word].append(len(self._forms) - 1)
        self._by_last[words[-1]].add(group)
        if len(words) > 1:
            self._by_first[words[0]].add(group)


def _trimmed(ent: Tokens) -> Tokens:
    """Return a name without what the model took in at its ends: titles, marks, lower-case words."""
    start, end = ent.start, ent.end
    while start < end and (not ent.doc[start].text[:1].isalpha() or ent.doc[start].text in load_titles()):
        start += 1
    while end > start and not ent.doc[end - 1].text[:1].isalpha():
        end -= 1
    span = ent.doc[start:end]
    return span if _could_be_name(span) else ent.doc[start:start]


def _could_be_name(span: Tokens) -> bool:
    """Tell whether a span starts with a letter that is no small one and holds more than an initial."""
    return bool(name_words(span)) and not span.text[:1].islower() and len(span.text) > 1


@functools.cache
def load_titles() -> frozenset[str]:
    """Return the words before a name that are no part of it, in all languages together."""
    lines = read_data("foreign_titles.txt").splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split(";"))


def _bare_last_names(doc: Doc, found: _People, names: list[Tokens]) -> list[Tokens]:
    """Return capitalised words that are one person's last name, whatever the model called them, alone in their name."""
    taken = {token.i for span in names for token in span}
    alone = []
    for token in doc:
        if token.i in taken or not token.text[:1].isupper():
            continue
        words = name_words(doc[token.i : token.i + 1])
        if len(words) == 1 and found.knows_last(words[0]) and not _in_longer_name(token.i, doc):
            alone.append(doc[token.i : token.i + 1])
    return alone


def _in_longer_name(index: int, doc: Doc) -> bool:
    """Tell whether a word stands in a longer name of something else, or beside another capitalised word."""
    if any(ent.start <= index < ent.end and len(ent) > 1 for ent in doc[index : index + 1].ents):
        return True
    beside = [doc[i] for i in (index - 1, index + 1) if 0 <= i < len(doc)]
    return any(token.text[:1].isupper() and token.is_alpha and not token.is_sent_start for token in beside)


def _person(group: _Group, number: int) -> Person:
    placed = sorted(group, key=lambda each: each[0].start)
    texts = [" ".join(span.text.split()) for span, _ in placed]
    name = max(texts, key=lambda text: (len(text.split()), not text.isupper(), len(text)))
    spans = tuple(Span(span.start_char, span.end_char) for span, _ in placed)
    why = tuple(Evidence(rule, span) for (_, rule), span in zip(placed, spans, strict=True))
    aliases = tuple(dict.fromkeys(text for text in texts if text != name))
    return Person(f"p{number}", name, "", aliases, spans, evidence=why)

"""Who is mentioned: names of one article brought together, each person once.

First the full names that ``dateline_entities`` settled are grouped; then every bare last name, first name or variant
in the text is given to its person (``mentions.py``); then roles are read off; pronouns come last (``pronouns.py``).
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping

from spacy.language import Language
from spacy.tokens import Doc
from spacy.tokens import Span as Tokens
from spacy.util import filter_spans

from reader.analysis.extensions import register_extensions
from reader.analysis.mentions import MentionFinder, shared_surnames
from reader.analysis.names import Group, Words, fits, fold, name_sex, name_words, near, nickname, title_sex
from reader.analysis.pronouns import Candidate, resolve_pronouns
from reader.analysis.rules import Rule
from reader.analysis.titles import roles_around
from reader.model.analysis import Evidence, Person
from reader.model.span import Span

_SHORT_NAME = 4
_BESIDE = 20  # tokens beside a name that hold its longest role
_MOST_COMPARED = 50
"""How many people of one first or last name a new name is compared with, so that lists of names stay linear."""


class PeopleFinder:
    """Component: fills ``doc._.dateline_people`` and gives every mention a PERSON entity."""

    def __init__(self) -> None:
        register_extensions()

    def __call__(self, doc: Doc) -> Doc:
        """Find the people of ``doc``."""
        shared = shared_surnames(doc)
        groups = _group(doc, shared)
        MentionFinder(doc, groups, shared).find()
        groups = sorted((group for group in groups if group.spans), key=lambda group: min(group.spans))
        _mark_entities(doc, groups)
        for group in groups:
            group.sex = _sex(doc, group)
        candidates = [Candidate(tuple(sorted(group.spans)), group.sex) for group in groups]
        pronouns = resolve_pronouns(doc, candidates)
        doc._.dateline_people = tuple(
            _person(doc, group, number, pronouns[number - 1]) for number, group in enumerate(groups, 1)
        )
        return doc


@Language.factory("dateline_people", requires=["doc.ents"], assigns=["doc._.dateline_people", "doc.ents"])
def make_people(nlp: Language, name: str) -> PeopleFinder:
    """Return the component that finds people."""
    del nlp, name
    return PeopleFinder()


def _group(doc: Doc, shared: Mapping[int, Words]) -> list[Group]:
    """Group the settled full names, then the single names that belong to none of them.

    Args:
        doc: the document, its names settled.
        shared: the full names of those whose surname stands only behind the next person's (``shared_surnames``).
    """
    groups: list[Group] = []
    alike: dict[str, list[Group]] = defaultdict(list)
    named = [(ent.start, name_words(ent)) for ent in doc.ents if ent.label_ == "PERSON"]
    nicknames = _nicknames(doc)
    full = [*((start, words) for start, words in named if len(words) > 1), *shared.items()]
    for _, words in sorted(full):
        close = [*alike[words[-1]][:_MOST_COMPARED], *alike[words[0]][:_MOST_COMPARED]]
        group = next((g for g in close if fits(words, g.forms)), None)
        if group is None:
            group = Group()
            groups.append(group)
        for form in (words, *nicknames.get(words, ())):
            if form not in group.forms:
                group.forms.add(form)
                alike[form[0]].append(group)
                alike[form[-1]].append(group)
    known = {word for group in groups for form in group.forms for word in (form[0], form[-1])}
    for start, words in named:
        if len(words) == 1 and words[0] not in known and start not in shared:
            group = _misspelt(words[0], groups)
            if group is None:
                group = Group()
                groups.append(group)
            group.forms.add(words)
            known.add(words[0])
    return groups


def _nicknames(doc: Doc) -> dict[Words, list[Words]]:
    """Return by full name the same names with the nickname that stands between marks: Bob Berg for Robert "Bob" Berg."""
    found: dict[Words, list[Words]] = defaultdict(list)
    for ent in doc.ents:
        called = nickname(ent) if ent.label_ == "PERSON" else None
        words = name_words(ent)
        if called is not None and len(called) == 1 and len(words) > 1:
            found[words].append((fold(called.text), words[-1]))
    return found


def _misspelt(word: str, groups: list[Group]) -> Group | None:
    """Return the one person whose last name a single name is, but for a letter."""
    found = [g for g in groups[:_MOST_COMPARED] if any(len(form) > 1 and near(word, form[-1]) for form in g.forms)]
    return found[0] if len(found) == 1 and len(word) > _SHORT_NAME else None


def _mark_entities(doc: Doc, groups: list[Group]) -> None:
    mine = [Tokens(doc, start, end, label="PERSON") for group in groups for start, end in group.spans]
    covered = {token.i for span in mine for token in span}
    rest = [ent for ent in doc.ents if not covered & set(range(ent.start, ent.end))]
    doc.ents = filter_spans([*mine, *rest])


def _sex(doc: Doc, group: Group) -> str:
    """Return "m" or "f" from titles and roles, then from the given name; "" where neither tells."""
    for start, end in group.spans:
        roles = " ".join(roles_around(doc, start, end))
        words = [doc[start - 1].lower_ if start else "", *roles.lower().split()]
        told = {title_sex(word) for word in words} - {""}
        if len(told) == 1:
            return told.pop()
    return name_sex(group)


def _person(doc: Doc, group: Group, number: int, pronouns: tuple[int, ...]) -> Person:
    spans = sorted(group.spans)
    texts = [" ".join(doc[start:end].text.split()) for start, end in spans]
    name = max(texts, key=lambda text: (len(text.split()), not text.isupper(), len(text)))
    aliases = tuple(dict.fromkeys(text for text in texts if text != name))
    roles = [role for start, end in spans for role in roles_around(doc, start, end)]
    mentions = tuple(Span(doc[start:end].start_char, doc[start:end].end_char) for start, end in spans)
    stands = tuple(Span(doc[i].idx, doc[i].idx + len(doc[i])) for i in pronouns)
    why = [Evidence(group.rules[tokens], span) for tokens, span in zip(spans, mentions, strict=True)]
    why += [Evidence(Rule.PRONOUN, span) for span in stands]
    role = _best_role(roles)
    why += [Evidence(Rule.ROLE, place) for place in _role_places(doc, spans, role)][:1]
    return Person(f"p{number}", name, role, aliases, mentions, stands, tuple(why))


def _role_places(doc: Doc, spans: list[tuple[int, int]], role: str) -> Iterator[Span]:
    """Yield where a role was read off, beside the names."""
    words = re.compile(r"\s+".join(map(re.escape, role.split())))
    for start, end in spans if role else ():
        if role in roles_around(doc, start, end):
            for tokens in (doc[max(0, start - _BESIDE) : start], doc[end : end + _BESIDE]):
                for found in words.finditer(tokens.text):
                    yield Span(tokens.start_char + found.start(), tokens.start_char + found.end())


def _best_role(roles: list[str]) -> str:
    """Return the first role that says more than one word, else the first."""
    return next((role for role in roles if " " in role), roles[0] if roles else "")

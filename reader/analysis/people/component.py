"""Who is mentioned: names of one article brought together, each person once.

First the full names that ``dateline_entities`` settled are grouped; then every bare last name, first name or variant
in the text is given to its person (``mentions.py``); then roles are read off; pronouns come last (``pronouns.py``).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from spacy.language import Language
from spacy.tokens import Doc
from spacy.tokens import Span as Tokens
from spacy.util import filter_spans

from reader.analysis.extensions import register_extensions
from reader.analysis.gazetteer import load_words
from reader.analysis.names.comparing import Group, Words, name_sex, title_sex
from reader.analysis.names.titles import roles_around
from reader.analysis.people.grouping import group_names
from reader.analysis.people.mentions import MentionFinder, shared_surnames
from reader.analysis.people.pronouns import Candidate, resolve_pronouns
from reader.analysis.rules import Rule
from reader.model.analysis import Evidence, Person
from reader.model.span import Span

_LONGEST_ABBREVIATION = 4  # letters of a role that is written in capitals anywhere: CEO
_BESIDE = 20  # tokens beside a name that hold its longest role


class PeopleFinder:
    """Component: fills ``doc._.dateline_people`` and gives every mention a PERSON entity."""

    def __init__(self) -> None:
        register_extensions()

    def __call__(self, doc: Doc) -> Doc:
        """Find the people of ``doc``."""
        shared = shared_surnames(doc)
        groups = group_names(doc, shared)
        MentionFinder(doc, groups, shared).find()
        groups = sorted((group for group in groups if group.spans), key=lambda group: min(group.spans))
        _mark_entities(doc, groups)
        for group in groups:
            group.sex = _sex(doc, group)
        candidates = [Candidate(tuple(sorted(group.spans)), group.sex) for group in groups]
        pronouns = resolve_pronouns(doc, candidates)
        doc._.dateline_people = tuple(
            _person(doc, group, number, pronouns[number - 1], _shared_name(doc, group, shared))
            for number, group in enumerate(groups, 1)
        )
        return doc


@Language.factory("dateline_people", requires=["doc.ents"], assigns=["doc._.dateline_people", "doc.ents"])
def make_people(nlp: Language, name: str) -> PeopleFinder:
    """Return the component that finds people."""
    del nlp, name
    return PeopleFinder()


def _mark_entities(doc: Doc, groups: list[Group]) -> None:
    mine = [Tokens(doc, start, end, label="PERSON") for group in groups for start, end in group.spans]
    covered = {token.i for span in mine for token in span}
    rest = [ent for ent in doc.ents if not covered & set(range(ent.start, ent.end))]
    doc.ents = filter_spans([*mine, *rest])


def _sex(doc: Doc, group: Group) -> str:
    """Return "m" or "f" from titles and roles, then from the given name; "" where neither tells."""
    for start, end in group.spans:
        roles = " ".join(roles_around(doc, start, end))
        words = [doc[start - 1].lower_ if start else "", *re.split(r"[\s-]+", roles.lower())]
        told = {title_sex(word) for word in words} - {""}
        if len(told) == 1:
            return told.pop()
    return name_sex(group)


def _shared_name(doc: Doc, group: Group, shared: Mapping[int, Words]) -> str:
    """Return the full name of who shares the next one's surname, "" for others: Gerald of "Gerald and Betty Ford"."""
    given = next((start for start, _ in sorted(group.spans) if start in shared), None)
    partner = next((ent for ent in doc.ents if given is not None and ent.start == given + 2), None)
    if given is None or partner is None:
        return ""
    words = [word for word in partner.text.split() if word.lower() not in load_words("suffixes")]
    particle = next((i for i, word in enumerate(words) if i and word.lower() in load_words("particles")), -1)
    return " ".join([doc[given].text, *words[particle:]])


def _person(doc: Doc, group: Group, number: int, pronouns: tuple[int, ...], shared_name: str) -> Person:
    spans = sorted(group.spans)
    texts = [" ".join(doc[start:end].text.split()) for start, end in spans]
    named = [shared_name, *texts] if shared_name else texts
    name = max(named, key=lambda text: (len(text.split()), not text.isupper(), len(text)))
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
    """Return the first role that says more than one word, else the first; one in a headline's capitals last."""
    roles = [role for role in roles if not _is_loud(role)] or roles
    return next((role for role in roles if " " in role), roles[0] if roles else "")


def _is_loud(role: str) -> bool:
    return role.isupper() and len(role) > _LONGEST_ABBREVIATION

"""The reported clause of a cue: what somebody is said to have said, without marks or around them."""

from __future__ import annotations

from spacy.tokens import Doc, Token

from reader.analysis.gazetteer import load_words
from reader.analysis.quotes.cues import Cue

_CLAUSES = frozenset({"ccomp", "xcomp"})
_TO_CUES = frozenset(
    {
        "urge",
        "vow",
        "promise",
        "pledge",
        "ask",
        "tell",
        "warn",
        "advise",
        "call",
        "demand",
        "beg",
        "implore",
        "claim",
        "order",
        "propose",
        "remind",
    }
)
_NOUN_CUES = frozenset({"announce", "deny", "propose", "recommend", "predict", "suggest", "report"})
_GOAL_CUES = frozenset({"urge", "ask", "call", "implore", "beg", "order", "advise"})
_OBJECTS = frozenset({"dobj", "oprd", "attr", "acomp", "ccomp", "xcomp", "prep", "advmod", "dative"})
_TO_REACH = 12
_FILL = frozenset({",", ":", ";", "—", "–", "-", "“", "”", '"', "''", "``", "‘", "’", "'", ".", "!", "?", "(", ")"})


def clause_of(doc: Doc, cue: Cue) -> tuple[int, int] | None:
    """Return the token borders of what ``cue`` reports, None when it reports no clause."""
    if cue.kind == "according":
        return _around(doc, cue)
    if cue.kind == "colon":
        return _trim(doc, cue.token + 1, _block_end(doc, cue.token))
    verb = doc[cue.token]
    lemma = verb.lemma_.lower()
    if lemma not in load_words("cues") and lemma not in {"accuse", "urge", "call", "demand", "describe"}:
        return None
    clause = _complement(verb, cue, lemma)
    if clause is not None:
        return _borders(doc, verb, clause, cue, lemma)
    if lemma in {"accuse", "call"} or lemma in _NOUN_CUES:
        return _object(doc, verb, lemma)
    return None


def _complement(verb: Token, cue: Cue, lemma: str) -> Token | None:
    if verb.dep_ == "relcl" and verb.head.ent_type_ != "PERSON" and verb.head.tag_ in {"NNS", "DT", "NN"}:
        return None  # "those who said …": nobody in particular
    children = [t for t in verb.children if t.dep_ in _CLAUSES and not cue.start <= t.i < cue.end]
    full = [t for t in children if t.dep_ == "ccomp"]
    if full:
        after = [t for t in full if t.i > verb.i]
        return after[0] if after else full[-1]
    if lemma in _TO_CUES and children:
        return children[0]
    if verb.dep_ == "parataxis" and verb.head.i != verb.i and verb.head.pos_ in {"VERB", "AUX"}:
        return verb.head
    return None


def _borders(doc: Doc, verb: Token, clause: Token, cue: Cue, lemma: str) -> tuple[int, int] | None:
    if clause.i > verb.i:
        start = max(clause.left_edge.i, cue.token + 1)
        if cue.start <= start < cue.end:
            start = cue.end
        if lemma in _GOAL_CUES:
            goals = [t.left_edge.i for t in verb.children if t.dep_ == "dobj" and verb.i < t.i < start]
            start = min(goals, default=start)
        return _trim(doc, start, _clause_end(clause))
    start = clause.left_edge.i
    end = min(cue.first, clause.right_edge.i + 1)
    if clause.i == verb.head.i and verb.dep_ == "parataxis":
        start, end = verb.sent.start, cue.first
    return _trim(doc, start, end)


def _clause_end(clause: Token) -> int:
    """Return where a clause ends: before another report that is joined to it, and before ", adding …"."""
    end = clause.right_edge.i + 1
    for child in clause.rights:
        comma = child.left_edge.i > 0 and clause.doc[child.left_edge.i - 1].text == ","
        if child.dep_ == "conj" and child.lemma_.lower() in load_words("cues") and child.pos_ == "VERB":
            joint = [t.i for t in clause.rights if t.dep_ == "cc" and t.i < child.i]
            return min(end, joint[-1] if joint else child.left_edge.i)
        if child.dep_ == "advcl" and child.tag_ == "VBG" and comma and child.left_edge.i == child.i:
            return min(end, child.i)
    return end


def _object(doc: Doc, verb: Token, lemma: str) -> tuple[int, int] | None:
    """Return the noun phrase that a verb reports: "accuse X of …", "call for …", "announce …"."""
    if lemma == "accuse":
        goal = next((t for t in verb.children if t.dep_ == "dobj"), None)
        of = next((t for t in verb.children if t.dep_ == "prep" and t.lower_ == "of"), None)
        return None if goal is None else _trim(doc, goal.left_edge.i, (of or goal).right_edge.i + 1)
    if lemma == "call":
        after = next((t for t in verb.children if t.dep_ == "prep" and t.lower_ in {"for", "on"}), None)
        if after is None:
            return None
        ends = [
            t.right_edge.i
            for t in verb.rights
            if t.i > after.i and t.dep_ in {"xcomp", "ccomp", "advcl"} and t.i - after.i < _TO_REACH
        ]
        return _trim(doc, after.i + 1, max([after.right_edge.i, *ends]) + 1)
    goal = next((t for t in verb.children if t.dep_ == "dobj" and t.i > verb.i), None)
    return None if goal is None or goal.pos_ == "PRON" else _trim(doc, goal.left_edge.i, goal.right_edge.i + 1)


def phrase_around(doc: Doc, cue: Cue, start: int, end: int) -> tuple[int, int] | None:
    """Return the phrase of ``cue``'s verb that holds a few quoted words: "her comments “outrageous”".

    ``start`` and ``end`` are the words' token borders. None when the parse doesn't hang them on the verb.
    """
    verb = doc[cue.token]
    root = doc[start:end].root
    path = root
    while path.head.i not in {path.i, verb.i}:
        path = path.head
    if path.head.i != verb.i or path.i == verb.i or path.dep_ not in _OBJECTS or path.i < verb.i:
        return None
    parts = [t for t in verb.rights if t.dep_ in _OBJECTS and t.i <= path.i]
    first = min(t.left_edge.i for t in parts)
    return _trim(
        doc,
        max(first, cue.last + 1 if cue.token < cue.start <= first else cue.token + 1),
        max(end, path.right_edge.i + 1),
    )


def _around(doc: Doc, cue: Cue) -> tuple[int, int] | None:
    """Return what stands on the longer side of "according to X" in its sentence."""
    sentence = doc[cue.token].sent
    before = _trim(doc, sentence.start, cue.token)
    end = cue.end
    while (
        end < sentence.end
        and doc[end].text not in {","}
        and doc[end].head.i >= cue.start
        and doc[end].i <= doc[cue.head].right_edge.i
    ):
        end += 1
    after = _trim(doc, end, sentence.end)
    options = [span for span in (before, after) if span is not None]
    return max(options, key=lambda span: span[1] - span[0], default=None)


def _block_end(doc: Doc, index: int) -> int:
    while index < len(doc) and not ("\n" in doc[index].text and doc[index].is_space):
        index += 1
    return index


def _trim(doc: Doc, start: int, end: int) -> tuple[int, int] | None:
    """Cut marks, punctuation and white space off both ends."""
    while start < end and (doc[start].text in _FILL or doc[start].is_space):
        start += 1
    while end > start and (doc[end - 1].text in _FILL or doc[end - 1].is_space):
        end -= 1
    return (start, end) if end > start else None

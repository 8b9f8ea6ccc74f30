"""What a cue reports: the ways to read its clause, each with the features that a scorer weighs.

A cue's clause stands after it ("said that …"), before it ("…, he said"), on both sides ("…, he said, …"), is a noun
phrase ("announced a plan", "called for calm"), or a relative clause ("which he says is …"). Where it ends is open too:
at the sentence's end, at the clause's by the parse, or before an "and", "while", ", which" and their like. All of that
is written down as options; ``component`` takes each cue's best one.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from spacy.tokens import Token

from reader.analysis.gazetteer import load_words
from reader.analysis.quotes.cues import SUBJECTS, Cue
from reader.analysis.quotes.page import Page

_TELLS = frozenset({"tell", "inform", "remind", "assure", "notify"})
"""Verbs with whom they tell behind them: "told the court she was late"."""

_CLAUSES = frozenset({"ccomp", "xcomp"})
_OF_NOUNS = frozenset({"acl", "relcl", "ccomp"})
_BEFORE_TIMES = frozenset({"on", "in", "at", "late", "early", "last", "earlier", "this"})
_OPENS_CLAUSE = frozenset({"DET", "PRON", "PROPN", "NOUN", "SCONJ", "ADJ", "NUM"})
_LONGEST_TIME = 6
_MOST_CUTS = 8
_MOST_STARTS = 4
_LONGEST = 400


class Form(StrEnum):
    """Where a reported clause stands, seen from its cue."""

    AFTER = "after"
    BEFORE = "before"
    AROUND = "around"
    NOUN = "noun"
    RELATIVE = "relative"


class Cut(StrEnum):
    """What stands at a place where a clause may begin or end."""

    NONE = "none"
    AND = "and"
    BUT = "but"
    WHILE = "while"
    AS = "as"
    WHICH = "which"
    WHEN = "when"
    ING = "ing"
    DASH = "dash"
    COMMA = "comma"
    PREPOSITION = "preposition"


_CUT_WORDS = {
    Cut.AND: frozenset({"and"}),
    Cut.BUT: frozenset({"but", "yet", "or", "nor", "so"}),
    Cut.WHILE: frozenset({"while", "whereas", "although", "though", "even", "despite"}),
    Cut.AS: frozenset({"as"}),
    Cut.WHICH: frozenset({"which", "who", "whom", "whose", "where"}),
    Cut.WHEN: frozenset({"because", "since", "if", "when", "after", "before", "until", "unless", "once", "following"}),
}
_BY_WORD = {word: cut for cut, words in _CUT_WORDS.items() for word in words}
_COMMAS = frozenset({","})
_DASHES = frozenset({"—", "–", "--", "-", ";", ":", "(", ")", "..."})


@dataclass(frozen=True, slots=True)
class Option:
    """One way to read what a cue reports: token borders, its form and what stands where it begins or ends."""

    cue: Cue
    start: int
    end: int
    form: Form
    clause: int
    """The token of the clause's verb by the parse, -1 for none."""
    cut: Cut
    rank: int
    """How many places to cut lie between this end and the nearer one to the cue."""


class ClauseOptions:
    """Finds the options of the cues of one page."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._tokens = page.tokens

    def of(self, cue: Cue) -> list[Option]:
        """Return all ways to read what ``cue`` reports, without doubles and without those that are quoted whole."""
        found: dict[tuple[int, int], Option] = {}
        for option in self._all(cue):
            start, end = self._page.trim(option.start, option.end)
            end = self._whole_runs(start, end)
            if end - start < 1 or end - start > _LONGEST or (start, end) in found:
                continue
            if self._page.own_words(start, end):
                found[start, end] = Option(cue, start, end, option.form, option.clause, option.cut, option.rank)
        return list(found.values())

    def _whole_runs(self, start: int, end: int) -> int:
        number = self._page.inside[end - 1] if end > start else -1
        return end if number < 0 else self._page.places[number].end

    def _all(self, cue: Cue) -> Iterator[Option]:
        if cue.kind == "dash":
            return
        if cue.kind == "colon":
            yield Option(cue, cue.token + 1, self._block_end(cue.token), Form.AFTER, -1, Cut.NONE, 0)
            return
        verb = self._tokens[cue.token]
        clause = None if cue.kind == "according" else _complement(verb, cue)
        if self._end(cue) == cue.last + 1 or not self._parenthetical(cue):
            yield from self._after(cue, verb, clause)
        if cue.kind != "noun":
            yield from self._before(cue, clause)
        if cue.kind != "according":
            yield from self._nouns(cue, verb)
        if cue.kind == "verb":
            yield from self._relative(cue, verb)

    def _after(self, cue: Cue, verb: Token, clause: Token | None) -> Iterator[Option]:
        start = self._start_after(cue, verb, clause)
        last = self._reach(cue)[1]
        at = -1 if clause is None else clause.i
        yield Option(cue, start, last, Form.AFTER, at, Cut.NONE, 0)
        if clause is not None and clause.right_edge.i + 1 > start:
            yield Option(cue, start, clause.right_edge.i + 1, Form.AFTER, at, self._cut(clause.right_edge.i + 1), 0)
        for rank, end in enumerate(self._cuts(start + 1, last)):
            yield Option(cue, start, end, Form.AFTER, at, self._cut(end), rank)

    def _start_after(self, cue: Cue, verb: Token, clause: Token | None) -> int:
        """Return where words reported after a cue begin: at the clause, for "urge X to …" at X."""
        start = self._past_time(cue.last + 1)
        if clause is None or clause.i < cue.token:
            return start
        start = max(start, clause.left_edge.i)
        if verb.lemma_.lower() in load_words("goal_cues"):
            goals = [t.left_edge.i for t in verb.children if t.dep_ == "dobj" and verb.i < t.i < start]
            start = min(goals, default=start)
        return start

    def _past_time(self, start: int) -> int:
        """Return where a time of speaking that stands right after the cue ends: "said on Tuesday they would go"."""
        at = start
        while at < len(self._tokens) and at - start < _LONGEST_TIME:
            token = self._tokens[at]
            if token.ent_type_ not in {"DATE", "TIME"} and (at > start or token.lower_ not in _BEFORE_TIMES):
                break
            at += 1
        timed = at > start and self._tokens[at - 1].ent_type_ in {"DATE", "TIME"}
        opens = at < len(self._tokens) and self._tokens[at].pos_ in _OPENS_CLAUSE
        return at if timed and opens else start

    def _before(self, cue: Cue, clause: Token | None) -> Iterator[Option]:
        first, last = self._reach(cue)
        at = -1 if clause is None or clause.i > cue.token else clause.i
        end = cue.first
        if end <= first:
            return
        starts = [first, *self._cuts(end - 2, first, -1, _MOST_STARTS)]
        if at >= 0 and first < self._tokens[at].left_edge.i < end:
            starts.append(self._tokens[at].left_edge.i)
        for rank, start in enumerate(starts):
            cut = Cut.NONE if start == first else self._cut(start)
            yield Option(cue, start, end, Form.BEFORE, at, cut, rank)
        if self._parenthetical(cue):
            yield Option(cue, first, last, Form.AROUND, at, Cut.NONE, 0)

    def _parenthetical(self, cue: Cue) -> bool:
        """Tell whether a cue stands between commas or marks with unquoted words on both sides."""
        first, last = self._reach(cue)
        end = self._end(cue)
        around = (cue.first - 1, end)
        if not all(first <= i < last and self._page.is_mark(i) for i in around) or self._tokens[end].text == ":":
            return False
        before, after = self._page.own_words(first, cue.first), self._page.own_words(end, last)
        quoted = [self._page.inside[i] >= 0 for i in range(end, last)]
        return before > 0 and (after > 0 or any(quoted))

    def _end(self, cue: Cue) -> int:
        """Return the token after a cue and whom it names right behind it as told: "Berg told parliament, …"."""
        told = _told(self._tokens[cue.token]) if cue.kind == "verb" else None
        return told.right_edge.i + 1 if told is not None and told.left_edge.i == cue.last + 1 else cue.last + 1

    def _nouns(self, cue: Cue, verb: Token) -> Iterator[Option]:
        for child in verb.rights:
            if child.i < cue.last and cue.start <= child.i:
                continue
            if child.dep_ in {"dobj", "attr", "oprd"}:
                yield Option(cue, child.left_edge.i, child.right_edge.i + 1, Form.NOUN, child.i, Cut.NONE, 0)
            elif child.dep_ == "prep" and child.i <= cue.last + 12:
                end = child.right_edge.i + 1
                yield Option(cue, child.i + 1, end, Form.NOUN, child.i, Cut.PREPOSITION, 0)
                goals = [t.left_edge.i for t in verb.rights if t.dep_ == "dobj" and t.i < child.i]
                if goals:
                    yield Option(cue, goals[0], end, Form.NOUN, child.i, Cut.PREPOSITION, 1)

    def _relative(self, cue: Cue, verb: Token) -> Iterator[Option]:
        top = verb
        while top.dep_ not in {"relcl", "ROOT", "acl", "advcl"} and top.head.i != top.i:
            top = top.head
        if top.dep_ != "relcl" or top.left_edge.i >= cue.first:
            return
        start = top.left_edge.i
        yield Option(cue, start, top.right_edge.i + 1, Form.RELATIVE, top.i, Cut.WHICH, 0)

    def _reach(self, cue: Cue) -> tuple[int, int]:
        """Return the borders of the cue's sentence, as far as a clause may reach."""
        first, last = self._page.first[cue.token], self._page.last[cue.token]
        return max(first, cue.first - _LONGEST), min(last, cue.last + _LONGEST)

    def _cuts(self, start: int, end: int, step: int = 1, most: int = _MOST_CUTS) -> Iterator[int]:
        """Yield the tokens from ``start`` to ``end``, outside the marks, where a clause may end or begin."""
        count = 0
        for index in range(start, end, step):
            if self._page.inside[index] < 0 and self._cut(index) is not Cut.NONE:
                yield index
                count += 1
                if count == most:
                    return

    def _cut(self, index: int) -> Cut:
        if index >= len(self._tokens) or index == 0:
            return Cut.NONE
        known = _BY_WORD.get(self._page.lowers[index])
        if known is not None:
            return known
        token, before = self._tokens[index], self._page.texts[index - 1]
        if before in _DASHES:
            return Cut.DASH
        if before in _COMMAS:
            return Cut.ING if token.tag_ == "VBG" else Cut.COMMA
        head = self._page.heads[index]
        if head < index and self._page.parts[head] == "VERB" and token.dep_ in {"prep", "npadvmod", "advmod"}:
            return Cut.PREPOSITION
        return Cut.NONE

    def _block_end(self, index: int) -> int:
        page = self._page
        while index < len(page.texts) and not (page.spaces[index] and "\n" in page.texts[index]):
            index += 1
        return index


def _complement(verb: Token, cue: Cue) -> Token | None:
    """Return the verb of the clause that the parser hangs on ``verb``, or hangs ``verb`` on."""
    hang = _OF_NOUNS if cue.kind == "noun" else _CLAUSES
    children = [t for t in verb.children if t.dep_ in hang and not cue.start <= t.i < cue.end]
    if not children and cue.kind == "verb" and (told := _told(verb)) is not None:
        children = [t for t in told.rights if t.dep_ == "relcl" and _has_first_subject(t)]
    full = [t for t in children if t.dep_ == "ccomp"] or children
    if full:
        after = [t for t in full if t.i > verb.i]
        return after[0] if after else full[-1]
    if verb.dep_ == "parataxis" and verb.head.i != verb.i and verb.head.pos_ in {"VERB", "AUX"}:
        return verb.head
    return None


def _told(verb: Token) -> Token | None:
    """Return whom a verb of telling has for its object."""
    if verb.lemma_.lower() not in _TELLS:
        return None
    return next((t for t in verb.rights if t.dep_ in {"dobj", "dative"}), None)


def _has_first_subject(verb: Token) -> bool:
    """Tell whether a clause begins with a subject that stands for nothing before it: "the court | she was late"."""
    subject = next((t for t in verb.lefts if t.dep_ in SUBJECTS), None)
    relative = any(t.tag_ in {"WDT", "WP", "WP$", "WRB"} for t in verb.subtree if t.i < verb.i)
    return subject is not None and not relative and subject.left_edge.i == verb.left_edge.i

"""Chooses what each cue reports: of the options of ``clauses`` the one that the trees find likeliest."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, groupby

from spacy.tokens import Token

from reader.analysis.gazetteer import load_words
from reader.analysis.quotes.clauses import ClauseOptions, Cut, Form, Option
from reader.analysis.quotes.cues import SUBJECTS, Cue
from reader.analysis.quotes.naming import kind_of_speaker
from reader.analysis.quotes.page import Page
from reader.analysis.quotes.trees import Trees

_LIKELY = 0.44
"""From this probability on an option is taken: where precision and recall balance best on held-out folds."""

_SAME = 0.5
_DESCRIBE = frozenset({"appos", "relcl", "acl"})
_JOINS = frozenset({"and", "but"})
_REACH = 40
"""Tokens on each side of a border in which bonds over it are looked for."""

_VERBS = frozenset({"VERB", "AUX"})
_FORMS: dict[Form, dict[str, float]] = {form: {f"form_{each}": each is form for each in Form} for form in Form}
_CUTS: dict[Cut, dict[str, float]] = {cut: {f"cut_{each}": each is cut for each in Cut} for cut in Cut}
_NO_CLAUSE: dict[str, float] = {
    "has_clause": False,
    "full_clause": False,
    "own_subject": False,
    "at_clause_end": False,
    "past_clause_end": 0,
    "at_clause_start": False,
    "joint_in_clause": False,
    "clause_tense": -1,
    "cue_to_clause": 0,
}

_REPORTS_PLAINLY = ("object_cues", "goal_cues", "opinion_cues")


@dataclass(frozen=True, slots=True)
class Report:
    """A reported clause: token borders, its cue and how likely it is, from 0 to 1."""

    start: int
    end: int
    cue: Cue
    likely: float

    def holds(self, start: int, end: int) -> bool:
        """Tell whether it covers all tokens between two borders."""
        return self.start <= start and end <= self.end


def weigh_reports(page: Page, cues: list[Cue], trees: Trees) -> list[Report]:
    """Return all that the cues may report, likely or not."""
    options = [option for cue in cues for option in report_options(page, cue)]
    rows = OptionFeatures(page, cues, trees.habit).rows(options)
    weighed = zip(options, trees.score(rows), strict=True)
    return [Report(option.start, option.end, option.cue, likely) for option, likely in weighed]


def take_reports(page: Page, cues: list[Cue], weighed: list[Report]) -> list[Report]:
    """Return the likeliest report of each cue, none twice and none unlikely, in the order of the text.

    A clause ends where its speaker goes on with another cue: "said the bridge was old | and urged …"; and before a
    cue behind which only the speaker is described: "The bridge was old, | said Ann Berg, the mayor of Holm".
    """
    best: dict[int, Report] = {}
    for report in weighed:
        known = best.get(report.cue.token)
        if report.likely >= _LIKELY and (known is None or report.likely > known.likely):
            best[report.cue.token] = report
    heads = {cue.token: cue.head for cue in cues if cue.strength}
    best = {token: _cut_where_speaks_on(page, heads, report) for token, report in best.items()}
    best = {token: _cut_before_description(page, report) for token, report in best.items()}
    return sorted(_without_doubles(list(best.values())), key=lambda report: (report.start, report.end))


def _cut_where_speaks_on(page: Page, heads: dict[int, int], report: Report) -> Report:
    for index in range(report.start + 1, report.end):
        goes_on = heads.get(index) == report.cue.head and index != report.cue.token
        if goes_on and page.lowers[index - 1] in _JOINS and page.inside[index] < 0:
            _, end = page.trim(report.start, index - 1)
            return replace(report, end=max(end, report.start + 1))
    return report


def _cut_before_description(page: Page, report: Report) -> Report:
    cue = report.cue
    if cue.start < cue.token or not report.start < cue.first <= cue.last < report.end:
        return report
    beside = [t.right_edge.i + 1 for t in page.tokens[cue.head].rights if t.dep_ in _DESCRIBE and t.i >= cue.end]
    if max(beside, default=0) < report.end:
        return report
    start, end = page.trim(report.start, cue.first)
    return replace(report, start=start, end=max(end, start + 1))


def report_options(page: Page, cue: Cue) -> list[Option]:
    """Return the options of a cue that may count: a verb that reports beside marks only needs a run inside."""
    if not cue.strength:
        return []
    options = ClauseOptions(page).of(cue)
    lemma = page.tokens[cue.token].lemma_.lower()
    if cue.strength > 1 or cue.kind == "noun" or any(lemma in load_words(name) for name in _REPORTS_PLAINLY):
        return options
    return [o for o in options if page.own_words(o.start, o.end) < page.words(o.start, o.end)]


def _without_doubles(reports: list[Report]) -> list[Report]:
    """Keep the likelier of two that share half of what they cover: one then holds the other's middle."""
    kept: dict[int, Report] = {}
    for report in sorted(reports, key=lambda report: (-report.likely, report.start)):
        near = [kept[at] for at in range(report.start, report.end) if at in kept]
        if all(_overlap(report, other) < _SAME for other in near):
            kept[(report.start + report.end) // 2] = report
    return list(kept.values())


def _overlap(one: Report, other: Report) -> float:
    shared = min(one.end, other.end) - max(one.start, other.start)
    return max(0, shared) / (max(one.end, other.end) - min(one.start, other.start))


class OptionFeatures:
    """Describes options by numbers; nothing in them tells which words stand there, but for the class of the cue."""

    def __init__(self, page: Page, cues: list[Cue], habit: Callable[[str], float]) -> None:
        self._page = page
        self._tokens = page.tokens
        self._habit = habit
        self._cues = {cue.token for cue in cues if cue.strength}
        self._verbs = [0, *accumulate(part in _VERBS for part in page.parts)]
        self._counts = [0, *accumulate(index in self._cues for index in range(len(page.tokens)))]
        self._joints: dict[int, dict[str, float]] = {}

    def rows(self, options: list[Option]) -> list[dict[str, float]]:
        """Return a row for each option; the options of one cue stand together."""
        rows: list[dict[str, float]] = []
        for cue, group in groupby(options, key=lambda option: option.cue):
            shared = self._of_cue(cue)
            rows.extend({**shared, **self._of_option(option)} for option in group)
        return rows

    def _of_cue(self, cue: Cue) -> dict[str, float]:
        """Return what all options of a cue share."""
        tokens, page = self._tokens, self._page
        verb, head = tokens[cue.token], tokens[cue.head]
        lemma = verb.lemma_.lower()
        after = tokens[cue.last + 1] if cue.last + 1 < len(tokens) else verb
        beside = tokens[cue.token + 1] if cue.token + 1 < len(tokens) else verb
        auxes = [t for t in verb.children if t.dep_ in {"aux", "auxpass", "neg"}]
        above = sum(1 for t in verb.ancestors if t.i in self._cues)
        return {
            "according": cue.kind == "according",
            "colon": cue.kind == "colon",
            "noun_cue": cue.kind == "noun",
            "strength": cue.strength,
            "habit": self._habit(lemma),
            "goal_cue": lemma in load_words("goal_cues"),
            "object_cue": lemma in load_words("object_cues"),
            "opinion_cue": lemma in load_words("opinion_cues"),
            "past": verb.tag_ == "VBD",
            "present": verb.tag_ in {"VBZ", "VBP"},
            "ing": verb.tag_ == "VBG",
            "bare": verb.tag_ == "VB",
            "participle": verb.tag_ == "VBN",
            "negated": any(t.dep_ == "neg" for t in auxes),
            "modal": any(t.tag_ in {"MD", "TO"} for t in auxes),
            "passive": any(t.dep_ == "auxpass" for t in auxes),
            "hangs": _hangs(verb),
            "cues_above": above,
            "subject": kind_of_speaker(head),
            "person": head.ent_type_ == "PERSON",
            "plural": head.tag_ in {"NNS", "NNPS"},
            "noun": head.pos_ == "NOUN",
            "inverted": cue.start > cue.token,
            "subject_gap": min(9, max(0, cue.token - cue.end)),
            "then_that": beside.lower_ == "that",
            "then_comma": after.text == ",",
            "then_mark": page.is_mark(after.i),
            "then_run": page.inside[min(cue.last + 2, len(tokens) - 1)] >= 0,
            "run_before": cue.first > 1 and max(page.inside[cue.first - 2], page.inside[max(0, cue.first - 3)]) >= 0,
            "sentence_before": cue.first - page.first[cue.token],
            "sentence_after": page.last[cue.token] - cue.last,
            "headline": self._capitals(page.first[cue.token], page.last[cue.token]),
            "comma_before": cue.first > 0 and tokens[cue.first - 1].text == ",",
        }

    def _capitals(self, start: int, end: int) -> float:
        """Return the share of capitalised words among the first of a sentence."""
        words = [text[:1].isupper() for text in self._page.texts[start : min(end, start + 20)] if text.isalpha()]
        return sum(words) / max(1, len(words))

    def _of_option(self, option: Option) -> dict[str, float]:
        """Return what tells an option from the cue's others."""
        tokens, page, cue = self._tokens, self._page, option.cue
        start, end = option.start, option.end
        first, last = page.first[cue.token], page.last[cue.token]
        clause = tokens[option.clause] if option.clause >= 0 else None
        own = page.own_words(start, end)
        border = min(end, len(tokens) - 1)
        edge = option.start if option.form is Form.BEFORE else border
        word, part = page.lowers[start], page.parts[start]
        return {
            **_FORMS[option.form],
            **_CUTS[option.cut],
            "rank": option.rank,
            "length": end - start,
            "own": own,
            "quoted": (end - start - own) / (end - start),
            "rest": last - end if option.form is not Form.BEFORE else start - first,
            "gap": start - cue.last if start > cue.last else cue.first - end,
            "that": word == "that",
            "to": word == "to",
            "starts_pronoun": part in {"PRON", "DET"},
            "starts_who": word in {"who", "which", "whom", "whose", "where"},
            "starts_prep": part in {"ADP", "ADV", "SCONJ"},
            **(_NO_CLAUSE if clause is None else _clause(clause, option, edge)),
            "joint_comma": edge > 0 and page.texts[edge - 1] == ",",
            "joint_of_cue": cue.token in {page.heads[edge], edge},
            **self._joint(edge),
            "cue_in_rest": self._cues_between(end, last),
            **self._arcs(start, end, cue),
            "segment": self._segment(edge, option.form),
            "rest_own": page.own_words(end, last),
            "run_gap": self._run_gap(start, end),
            "verbs": self._verbs[end] - self._verbs[start],
            "starts_quoted": page.inside[start] >= 0,
            "ends_quoted": page.inside[end - 1] >= 0,
            "whole_run": any(page.is_utterance(n) for n in {page.inside[start], page.inside[end - 1]} if n >= 0),
            "cue_in_own": self._cues_between(start, end),
        }

    def _arcs(self, start: int, end: int, cue: Cue) -> dict[str, float]:
        """Count what the parse binds together over an option's borders, the cue's own words left out."""
        heads, puncts = self._page.heads, self._page.puncts
        first, last = cue.first, cue.last
        low = max(self._page.first[cue.token], start - _REACH)
        high = min(self._page.last[cue.token], end + _REACH)
        into = [i for i in (*range(low, start), *range(end, high)) if start <= heads[i] < end and not puncts[i]]
        cut = max(start + _REACH, end - _REACH)
        inner = heads[start : min(end, start + _REACH)] + heads[cut:end]
        out = [head for head in inner if low <= head < start or end <= head < high]
        return {
            "arcs_in": sum(not first <= index <= last for index in into),
            "arcs_out": sum(not first <= head <= last for head in out),
        }

    def _segment(self, edge: int, form: Form) -> int:
        """Count the words from a border to the next comma outwards."""
        step = -1 if form is Form.BEFORE else 1
        index = edge - 1 if form is Form.BEFORE else edge
        count = 0
        texts = self._page.texts
        while 0 <= index < len(texts) and count < 12 and texts[index] not in {",", ".", ";", "-"}:
            count += 1
            index += step
        return count

    def _run_gap(self, start: int, end: int) -> int:
        """Count the tokens from the beginning of an option to its first run, 20 for none."""
        return next((n for n, run in enumerate(self._page.inside[start : min(end, start + 20)]) if run >= 0), 20)

    def _joint(self, index: int) -> dict[str, float]:
        """Return what the parse binds the word at a border to; options share their borders."""
        found = self._joints.get(index)
        if found is None:
            joint = self._tokens[index]
            row = [joint.head, *joint.head.conjuncts]
            found = self._joints[index] = {
                "joint_verb": any(self._page.parts[t.i] in _VERBS and t.i > index for t in row),
                "joint_cue": self._joins_cue(joint, row[1:]),
                "joint_subject": _joins_subject(joint, row),
            }
        return found

    def _joins_cue(self, joint: Token, conjuncts: Sequence[Token]) -> bool:
        verb = joint.head if joint.dep_ in {"cc", "mark", "advmod"} else joint
        return verb.i in self._cues or any(t.i in self._cues for t in conjuncts if t.i > joint.i)

    def _cues_between(self, start: int, end: int) -> int:
        return self._counts[end] - self._counts[start] if end > start else 0


def _hangs(verb: Token) -> int:
    groups = (("ROOT", "conj"), ("advcl", "acl"), ("relcl",), ("ccomp", "xcomp", "pcomp"), ("parataxis",))
    return next((number for number, group in enumerate(groups) if verb.dep_ in group), len(groups))


def _clause(clause: Token, option: Option, edge: int) -> dict[str, float]:
    """Return how an option lies to the clause that the parse gives its cue; ``edge`` is the token at its border."""
    doc, after = clause.doc, clause.right_edge.i + 1
    return {
        "has_clause": True,
        "full_clause": clause.dep_ == "ccomp",
        "own_subject": any(t.dep_ in SUBJECTS for t in clause.children),
        "at_clause_end": option.end == after,
        "past_clause_end": max(-20, min(20, option.end - after)),
        "at_clause_start": option.start == clause.left_edge.i,
        "joint_in_clause": clause.i == edge or clause.is_ancestor(doc[edge]),
        "clause_tense": _tense(clause),
        "cue_to_clause": max(-15, min(15, clause.i - option.cue.token)),
    }


def _tense(clause: Token) -> int:
    tags = ("VBD", "VBZ", "VBP", "VB", "VBG", "VBN", "MD")
    tag = clause.tag_
    return tags.index(tag) if tag in tags else len(tags)


def _joins_subject(joint: Token, row: Sequence[Token]) -> bool:
    heads = [t for t in (joint, *row) if t.i >= joint.i]
    return any(child.dep_ in SUBJECTS and child.i >= joint.i for t in heads for child in t.children)

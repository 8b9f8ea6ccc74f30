"""Chooses what each cue reports: of the options of ``clauses`` the one that the trees find likeliest."""

from __future__ import annotations

from collections.abc import Callable
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
_JOINS = frozenset({"and", "but"})
_REACH = 40
"""Tokens on each side of a border in which bonds over it are looked for."""

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

    A clause ends where its speaker goes on with another cue: "said the bridge was old | and urged …".
    """
    best: dict[int, Report] = {}
    for report in weighed:
        known = best.get(report.cue.token)
        if report.likely >= _LIKELY and (known is None or report.likely > known.likely):
            best[report.cue.token] = report
    heads = {cue.token: cue.head for cue in cues if cue.strength}
    best = {token: _cut_where_speaks_on(page, heads, report) for token, report in best.items()}
    return sorted(_without_doubles(list(best.values())), key=lambda report: (report.start, report.end))


def _cut_where_speaks_on(page: Page, heads: dict[int, int], report: Report) -> Report:
    for index in range(report.start + 1, report.end):
        goes_on = heads.get(index) == report.cue.head and index != report.cue.token
        if goes_on and page.tokens[index - 1].lower_ in _JOINS and page.inside[index] < 0:
            _, end = page.trim(report.start, index - 1)
            return replace(report, end=max(end, report.start + 1))
    return report


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
        self._heads = [token.head.i for token in page.tokens]
        self._verbs = [0, *accumulate(token.pos_ in {"VERB", "AUX"} for token in page.tokens)]
        self._counts = [0, *accumulate(token.i in self._cues for token in page.tokens)]

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
        words = [t.text[:1].isupper() for t in self._tokens[start : min(end, start + 20)] if t.is_alpha]
        return sum(words) / max(1, len(words))

    def _of_option(self, option: Option) -> dict[str, float]:
        """Return what tells an option from the cue's others."""
        tokens, page, cue = self._tokens, self._page, option.cue
        start, end = option.start, option.end
        clause = tokens[option.clause] if option.clause >= 0 else None
        own = page.own_words(start, end)
        border = min(end, len(tokens) - 1)
        edge = option.start if option.form is Form.BEFORE else border
        joint = tokens[edge]
        rest = page.last[cue.token] - end if option.form is not Form.BEFORE else start - page.first[cue.token]
        return {
            **{f"form_{form}": option.form is form for form in Form},
            **{f"cut_{cut}": option.cut is cut for cut in Cut},
            "rank": option.rank,
            "length": end - start,
            "own": own,
            "quoted": (end - start - own) / (end - start),
            "rest": rest,
            "gap": start - cue.last if start > cue.last else cue.first - end,
            "that": tokens[start].lower_ == "that",
            "to": tokens[start].lower_ == "to",
            "starts_pronoun": tokens[start].pos_ in {"PRON", "DET"},
            "starts_who": tokens[start].lower_ in {"who", "which", "whom", "whose", "where"},
            "starts_prep": tokens[start].pos_ in {"ADP", "ADV", "SCONJ"},
            "has_clause": clause is not None,
            "full_clause": clause is not None and clause.dep_ == "ccomp",
            "own_subject": clause is not None and any(t.dep_ in SUBJECTS for t in clause.children),
            "at_clause_end": clause is not None and end == clause.right_edge.i + 1,
            "past_clause_end": 0 if clause is None else max(-20, min(20, end - clause.right_edge.i - 1)),
            "at_clause_start": clause is not None and start == clause.left_edge.i,
            "joint_comma": edge > 0 and tokens[edge - 1].text == ",",
            "joint_in_clause": clause is not None and (clause.is_ancestor(joint) or clause == joint),
            "joint_of_cue": cue.token in {joint.head.i, joint.i},
            "joint_verb": _joins_verb(joint),
            "joint_cue": self._joins_cue(joint),
            "joint_subject": _joins_subject(joint),
            "cue_in_rest": self._cues_between(end, page.last[cue.token]),
            **self._arcs(start, end, cue),
            "segment": self._segment(edge, option.form),
            "rest_own": page.own_words(end, page.last[cue.token]),
            "clause_tense": _tense(clause),
            "cue_to_clause": 0 if clause is None else max(-15, min(15, clause.i - cue.token)),
            "run_gap": self._run_gap(start, end),
            "verbs": self._verbs[end] - self._verbs[start],
            "starts_quoted": page.inside[start] >= 0,
            "ends_quoted": page.inside[end - 1] >= 0,
            "whole_run": any(page.is_utterance(n) for n in {page.inside[start], page.inside[end - 1]} if n >= 0),
            "cue_in_own": self._cues_between(start, end),
        }

    def _arcs(self, start: int, end: int, cue: Cue) -> dict[str, float]:
        """Count what the parse binds together over an option's borders, the cue's own words left out."""
        low = max(self._page.first[cue.token], start - _REACH)
        high = min(self._page.last[cue.token], end + _REACH)
        outside = [i for i in (*range(low, start), *range(end, high)) if not cue.first <= i <= cue.last]
        inner = {*range(start, min(end, start + _REACH)), *range(max(start, end - _REACH), end)}
        heads = [self._heads[i] for i in inner]
        return {
            "arcs_in": sum(start <= self._heads[i] < end and not self._tokens[i].is_punct for i in outside),
            "arcs_out": sum((low <= h < start or end <= h < high) and not cue.first <= h <= cue.last for h in heads),
        }

    def _segment(self, edge: int, form: Form) -> int:
        """Count the words from a border to the next comma outwards."""
        step = -1 if form is Form.BEFORE else 1
        index = edge - 1 if form is Form.BEFORE else edge
        count = 0
        while 0 <= index < len(self._tokens) and count < 12 and self._tokens[index].text not in {",", ".", ";", "-"}:
            count += 1
            index += step
        return count

    def _run_gap(self, start: int, end: int) -> int:
        """Count the tokens from the beginning of an option to its first run, 20 for none."""
        return next((i - start for i in range(start, min(end, start + 20)) if self._page.inside[i] >= 0), 20)

    def _joins_cue(self, joint: Token) -> bool:
        verb = joint.head if joint.dep_ in {"cc", "mark", "advmod"} else joint
        return verb.i in self._cues or any(t.i in self._cues for t in joint.head.conjuncts if t.i > joint.i)

    def _cues_between(self, start: int, end: int) -> int:
        return self._counts[end] - self._counts[start] if end > start else 0


def _hangs(verb: Token) -> int:
    groups = (("ROOT", "conj"), ("advcl", "acl"), ("relcl",), ("ccomp", "xcomp", "pcomp"), ("parataxis",))
    return next((number for number, group in enumerate(groups) if verb.dep_ in group), len(groups))


def _tense(clause: Token | None) -> int:
    tags = ("VBD", "VBZ", "VBP", "VB", "VBG", "VBN", "MD")
    return -1 if clause is None else next((n for n, tag in enumerate(tags) if clause.tag_ == tag), len(tags))


def _joins_verb(joint: Token) -> bool:
    return any(t.pos_ in {"VERB", "AUX"} and t.i > joint.i for t in (joint.head, *joint.head.conjuncts))


def _joins_subject(joint: Token) -> bool:
    heads = [t for t in (joint, joint.head, *joint.head.conjuncts) if t.i >= joint.i]
    return any(child.dep_ in SUBJECTS and child.i >= joint.i for t in heads for child in t.children)

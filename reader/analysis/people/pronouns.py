"""Gives he, she and their forms to people, and to nobody where two fit equally well."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from reader.analysis.gazetteer import load_words
from reader.analysis.quotes.marks import Run, find_runs
from reader.analysis.tokens import tokens_where

MALE = frozenset({"he", "him", "his", "himself"})
FEMALE = frozenset({"she", "her", "hers", "herself"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_BROKEN = 0.5
_REACH = 4  # sentences back
_NEAR_RUN = 12  # tokens from quoted words to the verb that reports them


@dataclass
class Candidate:
    """A person as pronouns see one: token borders of the names, in order, and "m", "f" or ""."""

    spans: tuple[tuple[int, int], ...]
    sex: str


def resolve_pronouns(doc: Doc, people: list[Candidate]) -> list[tuple[int, ...]]:
    """Return for each person the token indices of the pronouns that stand for it.

    Goes through the text in order and weighs who was mentioned where: the sentence, the subject of it, parallel
    place, the person that the last pronoun stood for. Two that come out equal leave the pronoun alone.
    """
    found: list[list[int]] = [[] for _ in people]
    sentence = _sentence_numbers(doc)
    places: list[list[int]] = [[start for start, _ in person.spans] for person in people]
    learned = [person.sex for person in people]
    last: dict[str, tuple[int, int]] = {}
    frequent = {i: len(person.spans) for i, person in enumerate(people)}
    at = {i: number for number, person in enumerate(people) for span in person.spans for i in range(*span)}
    speech = Speech(doc)
    for index in tokens_where(doc, lambda text: text.lower() in MALE | FEMALE):
        token = doc[index]
        sex = "m" if token.lower_ in MALE else "f"
        scores = {
            i: _score(doc, token, person, places[i], sentence, frequent[i])
            for i, person in enumerate(people)
            if learned[i] in {sex, ""}
        }
        chain = last.get(sex)
        speaker = speech.speaker(token)
        if speaker is not None:
            spoken_by = at.get(speaker.i, chain[0] if chain and speaker.lower_ in MALE | FEMALE else -1)
            scores.pop(spoken_by, None)
        if chain is not None and chain[0] in scores and sentence[token.i] - sentence[chain[1]] <= 2:
            bonus = 1.6 if sentence[token.i] == sentence[chain[1]] else 2.0
            broken = any(i != chain[0] and _takes_over(doc, people[i], places[i], chain[1], token.i) for i in scores)
            scores[chain[0]] += _BROKEN if broken else bonus
        for i in scores:
            scores[i] += 0.8 if learned[i] == sex else 0.0
        best = _winner(scores)
        if best is not None:
            found[best].append(token.i)
            last[sex] = (best, token.i)
            learned[best] = learned[best] or sex
    return [tuple(tokens) for tokens in found]


class Speech:
    """The quoted runs of a text, and who is named as the subject of the verb that reports each."""

    def __init__(self, doc: Doc) -> None:
        self._doc = doc
        self._runs: list[Run] = find_runs(doc.text)
        self._starts = [run.start for run in self._runs]
        self._subjects: dict[int, Token | None] = {}

    def speaker(self, token: Token) -> Token | None:
        """Return the word that names the speaker of the quoted words around ``token``: nobody calls himself he."""
        at = bisect_right(self._starts, token.idx) - 1
        if at < 0 or token.idx >= self._runs[at].end:
            return None
        if at not in self._subjects:
            self._subjects[at] = self._subject(self._runs[at])
        return self._subjects[at]

    def _subject(self, run: Run) -> Token | None:
        inside = self._doc.char_span(run.start, run.end, alignment_mode="expand")
        if inside is None:
            return None
        behind = range(inside.end, min(inside.end + _NEAR_RUN, len(self._doc)))
        before = range(inside.start - 1, max(inside.start - _NEAR_RUN, -1), -1)
        for index in (*behind, *before):
            token = self._doc[index]
            if token.lemma_.lower() in load_words("cues"):
                subject: Token | None = next((child for child in token.children if child.dep_ in _SUBJECTS), None)
                if subject is not None and not inside.start <= subject.i < inside.end:
                    return subject
        return None


def _sentence_numbers(doc: Doc) -> list[int]:
    starts = doc.to_array("SENT_START") == 1
    numbers: list[int] = starts.cumsum().tolist()
    return numbers


def _score(doc: Doc, token: Token, person: Candidate, starts: list[int], sentence: list[int], count: int) -> float:
    """Return how well a person fits a pronoun; 0 or less when it is out of reach."""
    at = bisect_left(starts, token.i) - 1
    if at < 0:
        return _cataphora(token, starts, sentence)
    score = 0.0
    weight: dict[int, float] = defaultdict(float)
    for k in range(at, max(-1, at - 6), -1):
        start, end = person.spans[k]
        back = sentence[token.i] - sentence[start]
        if back > _REACH:
            break
        head = _head(doc, start, end)
        value = (3.4, 3.0, 1.8, 1.0, 0.6)[back]
        if _is_subject(head):
            value += 1.0
        elif head.dep_ in {"poss", "compound", "pobj", "conj"}:
            value -= 0.6
        if back == 0 and _reports(token, head):
            value += 1.5
        elif back == 0 and _commands(token, head):
            value += 1.0
        if back == 0 and (_binds(token, head) or _interrupts(token, end)):
            value -= 3.0
        weight[back] = max(weight[back], value)
    if weight:
        score = max(weight.values()) + 0.15 * (len(weight) - 1) + min(count, 10) * 0.05
    return score


def _takes_over(doc: Doc, person: Candidate, starts: list[int], since: int, until: int) -> bool:
    """Tell whether a person was named as a subject after the last pronoun: the talk is of that person then."""
    since_then = person.spans[bisect_right(starts, since) : bisect_left(starts, until)]
    return any(_is_subject(_head(doc, *span)) for span in since_then)


def _head(doc: Doc, start: int, end: int) -> Token:
    return doc[start:end].root


def _is_subject(head: Token) -> bool:
    """Tell whether a name is a subject or explains one: "The coach, Ann Berg, said"."""
    return head.dep_ in _SUBJECTS or (head.dep_ == "appos" and head.head.dep_ in _SUBJECTS)


def _reports(token: Token, head: Token) -> bool:
    """Tell whether the name says the pronoun's clause: "Ann said she …", "Ann, who said she …"."""
    verb = token.head
    for _ in range(4):
        if verb.dep_ in {"ccomp", "xcomp"} and (
            (head.dep_ in _SUBJECTS and verb.head == head.head)
            or (verb.head.dep_ == "relcl" and verb.head.head == head)
        ):
            return True
        verb = verb.head
    return False


def _commands(token: Token, head: Token) -> bool:
    """Tell whether the name is the subject of a clause that the pronoun stands in: "Ann sold it when she …"."""
    return head.dep_ in _SUBJECTS and any(above == head.head for above in token.ancestors)


def _binds(token: Token, head: Token) -> bool:
    """Tell whether a name is the subject or object beside a plain pronoun of the same verb: they are two people."""
    if token.dep_ == "poss" or token.lower_.endswith("self"):
        return False
    return token.head == head.head and token.dep_ in {"dobj", "dative", "pobj"} and head.dep_ in _SUBJECTS


def _interrupts(token: Token, end: int) -> bool:
    """Tell whether a pronoun reports right behind a name that ends at ``end``: "Pratt, she said, had lied"."""
    return token.i == end + 1 and token.doc[end].text == "," and token.head.lemma_.lower() in load_words("cues")


def _cataphora(token: Token, starts: list[int], sentence: list[int]) -> float:
    """Return the score of a name that comes only later: in the same sentence, as its subject."""
    at = bisect_left(starts, token.i)
    if at >= len(starts) or sentence[starts[at]] != sentence[token.i]:
        return 0.0
    return 1.2 if token.dep_ in {"poss", "nsubj"} else 0.0


def _winner(scores: dict[int, float]) -> int | None:
    ranked = sorted(scores.items(), key=lambda item: (-item[1], item[0]))
    if not ranked or ranked[0][1] < 1.5:
        return None
    if len(ranked) > 1 and ranked[0][1] - ranked[1][1] < 0.05:
        return None
    return ranked[0][0]

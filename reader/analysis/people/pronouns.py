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
_SAME_PARAGRAPH = 0.4  # for a name in the pronoun's own paragraph
_REACH = 4  # sentences back
_DEEPEST = 6  # verbs above a pronoun's own whose subject is looked at
_LONGEST_MARKS = 3  # characters from quoted words to a verb: mark, white space
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
    speech = Speech(doc)
    sentence = _sentence_numbers(doc, speech)
    places: list[list[int]] = [[start for start, _ in person.spans] for person in people]
    learned = [person.sex for person in people]
    last: dict[str, tuple[int, int]] = {}
    breaks = [-1, *tokens_where(doc, lambda text: "\n" in text)]
    at = {i: number for number, person in enumerate(people) for span in person.spans for i in range(*span)}
    for index in tokens_where(doc, lambda text: text.lower() in MALE | FEMALE):
        token = doc[index]
        sex = "m" if token.lower_ in MALE else "f"
        paragraph = breaks[bisect_left(breaks, index) - 1] + 1
        scores = {
            i: _score(token, person, places[i], sentence, paragraph)
            for i, person in enumerate(people)
            if learned[i] in {sex, ""}
        }
        chain = last.get(sex)
        for other in (speech.speaker(token), _subject_beside(token)):
            if other is not None:
                scores.pop(at.get(other.i, chain[0] if chain and other.lower_ in MALE | FEMALE else -1), None)
        if chain is not None and chain[0] in scores and sentence[token.i] - sentence[chain[1]] <= 2:
            bonus = 1.6 if sentence[token.i] == sentence[chain[1]] else 2.0
            broken = any(i != chain[0] and _takes_over(doc, people[i], places[i], chain[1], token.i) for i in scores)
            scores[chain[0]] += _BROKEN if broken else bonus
        for i in scores:
            scores[i] += 0.8 if learned[i] == sex else 0.0
        best = _winner(scores)
        if best is not None:
            found[best].append(token.i)
            at[token.i] = best
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

    def goes_on(self, offset: int) -> bool:
        """Tell whether an offset lies past the beginning of quoted words, up to the mark that closes them."""
        at = bisect_left(self._starts, offset) - 1
        return at >= 0 and offset <= self._runs[at].end

    def _subject(self, run: Run) -> Token | None:
        inside = self._doc.char_span(run.start, run.end, alignment_mode="expand")
        if inside is None:
            return None
        behind = range(inside.end, min(inside.end + _NEAR_RUN, len(self._doc)))
        before = range(inside.start - 1, max(inside.start - _NEAR_RUN, -1), -1)
        for index in (*behind, *before):
            token = self._doc[index]
            if token.lemma_.lower() in load_words("cues") or self._is_inverted(token):
                subject: Token | None = next((child for child in token.children if child.dep_ in _SUBJECTS), None)
                if subject is not None and not inside.start <= subject.i < inside.end:
                    return subject
        return None

    def _is_inverted(self, verb: Token) -> bool:
        """Tell whether a verb that may go with words stands right behind quoted ones: "…," laughed the coach."""
        at = bisect_left(self._starts, verb.idx) - 1
        beside = at >= 0 and 0 <= verb.idx - self._runs[at].end <= _LONGEST_MARKS
        return beside and verb.lemma_.lower() in load_words("speech")


def _sentence_numbers(doc: Doc, speech: Speech) -> list[int]:
    """Return the number of each token's sentence.

    What is quoted counts as one, so that who was spoken of before it stays near.
    """
    starts = doc.to_array("SENT_START") == 1
    for index in starts.nonzero()[0].tolist():
        starts[index] = not speech.goes_on(doc[index].idx)
    numbers: list[int] = starts.cumsum().tolist()
    return numbers


def _score(token: Token, person: Candidate, starts: list[int], sentence: list[int], paragraph: int) -> float:
    """Return how well a person fits a pronoun; 0 or less when it is out of reach.

    ``starts`` are the first tokens of the person's names, ``sentence`` the numbers of all tokens' sentences,
    ``paragraph`` is the first token of the pronoun's own.
    """
    doc = token.doc
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
        elif head.dep_ in {"poss", "compound", "pobj", "conj"} and head.head.dep_ != "agent":
            value -= 0.6
        if start >= paragraph:
            value += _SAME_PARAGRAPH
        if back == 1 and _goes_on_speaking(token, head):
            value += 0.8
        if back == 0 and _reports(token, head):
            value += 1.5
        elif back == 0 and _commands(token, head):
            value += 1.0
        if back == 0 and (_binds(token, head) or _interrupts(token, end)):
            value -= 3.0
        weight[back] = max(weight[back], value)
    if weight:
        score = max(weight.values()) + 0.15 * (len(weight) - 1) + min(len(person.spans), 10) * 0.05
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


def _goes_on_speaking(token: Token, head: Token) -> bool:
    """Tell whether a pronoun reports, and the name did so before it: "Ann said that Bob had left. She added …"."""
    cues = load_words("cues")
    speaks = token.dep_ in _SUBJECTS and token.head.lemma_.lower() in cues
    verb = head.head.head if head.dep_ == "appos" else head.head
    return speaks and _is_subject(head) and verb.lemma_.lower() in cues and verb.dep_ == "ROOT"


def _commands(token: Token, head: Token) -> bool:
    """Tell whether the name is the subject of a clause that the pronoun stands in: "Ann sold it when she …"."""
    return head.dep_ in _SUBJECTS and any(above == head.head for above in token.ancestors)


def _binds(token: Token, head: Token) -> bool:
    """Tell whether a name is the subject or object beside a plain pronoun of the same verb: they are two people."""
    if token.dep_ == "poss" or token.lower_.endswith("self"):
        return False
    return token.head == head.head and token.dep_ in {"dobj", "dative", "pobj"} and head.dep_ in _SUBJECTS


def _subject_beside(token: Token) -> Token | None:
    """Return the subject of the verb that a plain pronoun is the object of: "he thanked him" names two people."""
    if token.dep_ not in {"dobj", "dative"} or token.lower_.endswith("self"):
        return None
    verb = token.head
    for _ in range(_DEEPEST):
        subject = next((child for child in verb.lefts if child.dep_ in _SUBJECTS), None)
        if subject is not None or verb.dep_ not in {"xcomp", "conj"}:
            return subject
        verb = verb.head
    return None


def _interrupts(token: Token, end: int) -> bool:
    """Tell whether a pronoun reports right behind a name that ends at ``end``: "Pratt, she said, had lied"."""
    return token.i == end + 1 and token.doc[end].text == "," and token.head.lemma_.lower() in load_words("cues")


def _cataphora(token: Token, starts: list[int], sentence: list[int]) -> float:
    """Return the score of a name that comes only later: in the same sentence, as its subject."""
    at = bisect_left(starts, token.i)
    if at >= len(starts) or sentence[starts[at]] != sentence[token.i]:
        return 0.0
    met = token.dep_ == "nsubj" and token.head.is_ancestor(token.doc[starts[at]])  # "she met Ann" are two
    return 1.2 if token.dep_ in {"poss", "nsubj"} and not met else 0.0


def _winner(scores: dict[int, float]) -> int | None:
    ranked = sorted(scores.items(), key=lambda item: (-item[1], item[0]))
    if not ranked or ranked[0][1] < 1.5:
        return None
    if len(ranked) > 1 and ranked[0][1] - ranked[1][1] < 0.05:
        return None
    return ranked[0][0]

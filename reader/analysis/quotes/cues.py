"""Finds cues outside the marks: reporting verbs with their subjects, "according to", a name beside a colon or dash."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice, takewhile

from spacy.tokens import Doc, Token

from reader.analysis.columns import strings_in
from reader.analysis.gazetteer import load_words
from reader.analysis.lines import has_dateline
from reader.analysis.quotes.page import Page
from reader.analysis.quotes.phrases import NOMINAL, next_nominal, phrase_of
from reader.analysis.tokens import FINITE

SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj"})
_CAN_SPEAK = NOMINAL | {"NUM", "DET", "ADJ", "X"}
_SHARES_SUBJECT = frozenset({"conj", "xcomp", "advcl", "ccomp", "pcomp", "prep", "dep", "parataxis"})
_DEEPEST = 5
_LONGEST_LABEL = 12
_MOST_CUES = 100
"""Cues that are looked at in one sentence: what has more is no prose, and time must grow with the text."""

_LONGEST_DESCRIPTION = 25
_LONGEST_GAP = 5
_LONGEST_LINE = 60
_LONGEST_MARK = 3
"""Letters of what stands beside a name in a list: pen, sub, dnf."""
_INVERTED_PRONOUNS = frozenset({"he", "she", "they", "one", "another", "others", "some", "many"})
_SPEAKING = frozenset({"ORG", "GPE", "NORP"})
ASKED = frozenset({"Q", "A"})
"""Labels of questions and answers."""
_VERBS = frozenset({"VERB", "AUX"})
_SAID = frozenset({"said", "says"})
_QUOTED = frozenset({"quote", "cite"})
"""In the passive with "as", these have the speaker for their subject: "was quoted by the paper as saying"."""

_CALLS_AWAY = frozenset({"off", "up", "in", "back", "down"})
"""With these nobody speaks who calls: "called off the vote"."""

_NAUGHT = frozenset({"nothing", "little"})
_COLONS = frozenset({":", "):"})
_DASHES = frozenset({"—", "–", "-", "--"})


@dataclass(frozen=True, slots=True)
class Cue:
    """A place where somebody is said to speak: the verb's token index, the speaker's token borders.

    ``head`` is the speaker's head word; ``strength`` is 2 for a reporting verb, 1 for one that reports beside marks
    only, 0 for any other verb. ``kind`` is "verb", "noun", "according", "colon" or "dash". ``hears`` says that the
    phrase names who is told, not who tells: "she was told that …".
    """

    token: int
    start: int
    end: int
    head: int
    strength: int
    kind: str
    hears: bool = False

    @property
    def first(self) -> int:
        """The first token of cue and speaker."""
        return min(self.token, self.start)

    @property
    def last(self) -> int:
        """The last token of cue and speaker."""
        return max(self.token, self.end - 1)


def find_cues(page: Page) -> list[Cue]:
    """Return the cues of a page in order."""
    cues: list[Cue] = []
    count = 0
    sentence = 0
    for index in _places_of_cues(page):
        if page.begins[index] != sentence:
            sentence, count = page.begins[index], 0
        cue = _cue_at(page.doc, page.tokens[index], page.inside) if count < _MOST_CUES else None
        if cue is not None:
            cues.append(cue)
            count += 1
    return cues


def _places_of_cues(page: Page) -> list[int]:
    """Return the tokens outside the marks at which there may be a cue."""
    nouns, marks = load_words("noun_cues"), {*_COLONS, *_DASHES}
    lemmas = [lemma.lower() for lemma in strings_in(page.doc, "LEMMA")]
    words = zip(page.lowers, lemmas, page.parts, page.inside, page.spaces, strict=True)
    return [
        index
        for index, (word, lemma, part, run, space) in enumerate(words)
        if run < 0
        and not space
        and (
            part in _VERBS
            or lemma == "say"
            or word in _SAID
            or word in marks
            or (part == "NOUN" and lemma in nouns)
            or word == "according"
        )
    ]


def _cue_at(doc: Doc, token: Token, inside: list[int]) -> Cue | None:
    if token.lower_ == "according" and token.i + 1 < len(doc) and doc[token.i + 1].lower_ == "to":
        return _according(doc, token, inside)
    if token.text in _COLONS:
        return _colon(doc, token, inside)
    if token.text in _DASHES:
        return _dash(doc, token, inside)
    if token.pos_ == "NOUN" and token.lemma_.lower() in load_words("noun_cues"):
        return _noun(token, inside)
    if token.pos_ in _VERBS or token.lemma_.lower() == "say" or token.lower_ in _SAID:
        return _verb(token, inside)
    return None


def _verb(token: Token, inside: list[int]) -> Cue | None:
    lemma = token.lemma_.lower()
    strong = lemma in load_words("cues")
    strength = 2 if strong else 1 if lemma in load_words("weak_cues") or lemma in load_words("speech") else 0
    if token.pos_ == "AUX" and strength < 2:
        strength = 0
    if lemma == "call" and any(t.dep_ == "prt" and t.lower_ in _CALLS_AWAY for t in token.rights):
        return None
    if lemma in load_words("answers") and any(t.dep_ == "neg" for t in token.children):
        return None
    if any(t.dep_ == "dobj" and _tells_nothing(token, t) for t in token.rights):
        return None
    head = subject_of(token, inside)
    if head is None:
        return None
    if head.ent_type_ != "PERSON" and head.i < token.i and head.lower_ not in {"who", "he", "she"}:
        head = _named_before(token, head, inside) or _described_by(token, head, inside) or head
    start, end = phrase_of(head, inside)
    return Cue(token.i, start, end, head.i, strength, "verb", _hears(token, head))


def _tells_nothing(verb: Token, thing: Token) -> bool:
    """Tell whether a verb's object is no words that the text tells: "said nothing", "wrote a book"."""
    naught = thing.lower_ in _NAUGHT and thing.i == verb.i + 1
    return naught or (verb.lemma_.lower() == "write" and thing.lemma_.lower() in load_words("works"))


def _hears(verb: Token, subject: Token) -> bool:
    """Tell whether a passive verb's subject is spoken to or of, or is nobody: "was told", "was said to be".

    It speaks all the same where it "was quoted as saying".
    """
    passive = subject.dep_ == "nsubjpass" and subject.head.i == verb.i
    spoken_of = any(t.dep_ == "xcomp" and any(a.lower_ == "to" for a in t.lefts) for t in verb.rights)
    return passive and (subject.lower_ == "it" or spoken_of or verb.lemma_.lower() in load_words("heard_cues"))


def _according(doc: Doc, token: Token, inside: list[int]) -> Cue | None:
    at = token.i + 1
    head = next((t for t in doc[at].children if t.dep_ == "pobj" and inside[t.i] < 0), None)
    if head is None:
        head = next_nominal(doc, at + 1, inside)
    if head is None:
        return None
    start, end = phrase_of(head, inside)
    return Cue(token.i, start, end, head.i, 2, "according")


def _colon(doc: Doc, token: Token, inside: list[int]) -> Cue | None:
    """Return the cue of "Name: …" at the start of a block, or of a name before a colon and an opening mark."""
    quoted = any(inside[i] >= 0 for i in range(token.i + 1, min(len(doc), token.i + 4)))
    before = doc[token.i - 1] if token.i else token
    if quoted and before.ent_type_ == "PERSON" and inside[before.i] < 0:
        start, end = phrase_of(before, inside)
        return Cue(token.i, start, end, before.i, 2, "colon")
    start = token.i
    while start > 0 and not doc[start - 1].is_space and token.i - start < _LONGEST_LABEL:
        start -= 1
    if start == token.i or (start > 0 and "\n" not in doc[start - 1].text):
        return None
    words = doc[start : token.i]
    aside = next((t.i for t in words if t.text == "("), token.i)
    if aside == start or any(_no_label(t, inside) for t in doc[start:aside]):
        return None
    asked = words.text in ASKED
    known = words[0].lower_ in load_words("not_names") and not asked
    if not words[0].text[:1].isupper() or known or has_dateline(doc, start):
        return None
    if not (quoted or asked or words[-1].ent_type_ == "PERSON" or _says(token)):
        return None
    return Cue(token.i, start, aside, aside - 1, 2, "colon")


def _says(colon: Token) -> bool:
    """Tell whether a line behind a label is more than names: "Kenya: Okoth, Njoroge", "Referee: Holm" say nothing."""
    line = takewhile(lambda token: "\n" not in token.text, colon.doc[colon.i + 1 :])
    return any(
        token.text in {"?", "!"}
        or (token.tag_ in FINITE and not token.ent_type_)
        or (token.text.islower() and len(token) > _LONGEST_MARK)
        for token in islice(line, _LONGEST_LINE)
    )


def _no_label(token: Token, inside: list[int]) -> bool:
    verb = token.pos_ in {"VERB", "AUX"} and token.ent_type_ != "PERSON"
    return inside[token.i] >= 0 or token.is_punct or verb


def _dash(doc: Doc, token: Token, inside: list[int]) -> Cue | None:
    """Return the cue of "“…” — Name", the name on the same line as the words or on the next."""
    at = token.i - 1
    while at >= 0 and (doc[at].is_space or doc[at].is_punct) and inside[at] < 0 and token.i - at < _LONGEST_GAP:
        at -= 1
    if at < 0 or inside[at] < 0 or token.i + 1 >= len(doc):
        return None
    name = doc[token.i + 1]
    if name.ent_type_ not in {"PERSON", "ORG"}:
        return None
    while name.i + 1 < len(doc) and doc[name.i + 1].ent_iob_ == "I":
        name = doc[name.i + 1]
    return Cue(token.i, token.i + 1, name.i + 1, name.i, 2, "dash")


def _noun(token: Token, inside: list[int]) -> Cue | None:
    """Return the cue of a noun that reports a clause or "of …" behind it: "her claim that …"."""
    if not any(t.dep_ in {"acl", "ccomp", "relcl", "prep"} for t in token.rights):
        return None
    head = next((t for t in token.lefts if t.dep_ == "poss"), None)
    if head is None and token.dep_ == "dobj":
        head = subject_of(token.head, inside) if inside[token.head.i] < 0 else None
    if head is None:
        by = next((t for t in token.rights if t.dep_ == "prep" and t.lower_ in {"by", "from"}), None)
        head = next((t for t in by.children if t.dep_ == "pobj"), None) if by is not None else None
    if head is None or inside[head.i] >= 0:
        return None
    start, end = phrase_of(head, inside)
    return Cue(token.i, start, end, head.i, 1, "noun")


def subject_of(verb: Token, inside: list[int], depth: int = 0) -> Token | None:
    """Return the word that does what ``verb`` says, found by the parse, else by its place beside the verb."""
    found = _inverted(verb, inside) or _own_subject(verb, inside) or _beside(verb, inside)
    if found is not None or verb.head.i == verb.i or inside[verb.head.i] >= 0:
        return found
    above = _reporting_above(verb)
    if above is not None and depth < _DEEPEST and inside[above.i] < 0:
        return subject_of(above, inside, depth + 1)
    if verb.dep_ in {"acl", "relcl"}:
        return verb.head if verb.head.pos_ in NOMINAL else None
    if verb.dep_ not in _SHARES_SUBJECT or depth >= _DEEPEST:
        return None
    head = verb.head
    while head.pos_ not in {"VERB", "AUX"} and head.head.i != head.i:
        head = head.head
    return subject_of(head, inside, depth + 1) if inside[head.i] < 0 and head.i != verb.i else None


def _reporting_above(verb: Token) -> Token | None:
    """Return the reporting verb that a cue without a subject goes on from, where the parse hung it on the clause.

    "The report said the bridge was old and urged the council to close it": what can't speak doesn't urge, and who
    "would close" or "had closed" it doesn't go on with "urged"; behind "it would close" no "and urged" can.
    """
    first = verb
    while first.dep_ == "conj":
        first = first.head
    above = first.head
    if first.i == verb.i or first.dep_ != "ccomp" or verb.tag_ not in FINITE or verb.tag_ != above.tag_:
        return None
    told = [load_words(name) for name in ("cues", "goal_cues", "object_cues")]
    if not all(any(lemma in words for words in told) for lemma in (verb.lemma_.lower(), above.lemma_.lower())):
        return None
    if first.tag_ == "VB" and any(t.tag_ == "MD" for t in first.children):
        return above
    subject = next((t for t in first.children if t.dep_ in SUBJECTS), None)
    if subject is None or subject.pos_ == "PRON" or subject.ent_type_ == "PERSON":
        return None
    helped = any(t.dep_ == "aux" for t in first.children)
    speaks = subject.ent_type_ in _SPEAKING or subject.lemma_.lower() in load_words("roles")
    return above if helped or not speaks else None


def _own_subject(verb: Token, inside: list[int]) -> Token | None:
    """Return the subject that the parser gave to a verb, for a passive the one behind "by"."""
    passive = verb.tag_ == "VBN" and not _is_quoted(verb)
    agents = (t for t in verb.children if passive and t.dep_ == "agent")
    agent = next((p for t in agents for p in t.children if p.dep_ == "pobj"), None)
    if agent is not None and inside[agent.i] < 0:
        return agent
    subjects = [t for t in verb.children if t.dep_ in SUBJECTS and inside[t.i] < 0 and t.pos_ in _CAN_SPEAK]
    if not subjects:
        return None
    subject = min(subjects, key=lambda t: abs(t.i - verb.i))
    which = subject.lower_ in {"which", "that"} and verb.dep_ == "relcl" and verb.head.pos_ in NOMINAL
    return verb.head if which else subject


def _is_quoted(verb: Token) -> bool:
    """Tell whether a verb says that its subject is quoted: "was quoted by the paper as saying"."""
    return verb.lemma_.lower() in _QUOTED and any(t.lower_ == "as" for t in verb.rights)


def _inverted(verb: Token, inside: list[int]) -> Token | None:
    """Return the name right after a verb that follows a closing mark: "…," said the minister."""
    doc = verb.doc
    if verb.i == 0 or verb.i + 1 >= len(doc) or verb.tag_ not in {"VBD", "VBZ", "VBP", "VBN"}:
        return None
    at = verb.i - 1
    while at > 0 and (doc[at].is_punct or doc[at].is_quote):
        if inside[at] >= 0:
            break
        at -= 1
    if inside[at] < 0 or verb.i - at > 3:
        return None
    after = doc[verb.i + 1]
    if inside[after.i] >= 0 or after.is_punct or after.pos_ not in {*NOMINAL, "DET", "ADJ"}:
        return None
    if after.pos_ == "PRON" and after.lower_ not in _INVERTED_PRONOUNS:
        return None
    return next_nominal(doc, verb.i + 1, inside)


def _named_before(verb: Token, head: Token, inside: list[int]) -> Token | None:
    """Return the person whose name ends a long title that the parser took for the subject itself.

    "Special Representative for Iran Brian Hook told …": the name stands right before the verb and is not bound by
    a preposition, an article or "and" of its own.
    """
    name = _beside(verb, inside)
    if name is None or name.ent_type_ != "PERSON" or name.i <= head.i or _speaks_for(head):
        return None
    start = name.i
    while start > head.i and name.doc[start].ent_iob_ == "I":
        start -= 1
    before = name.doc[start - 1]
    role = head.lower_ in load_words("roles") or head.lower_ in load_words("honorifics") or head.pos_ == "PROPN"
    return name if role and before.pos_ in {"PROPN", "NOUN"} else None


def _speaks_for(head: Token) -> bool:
    """Tell whether a role is of somebody who isn't named: "a spokeswoman for Prime Minister Anna Berg said"."""
    unnamed = any(token.lower_ in {"a", "an", "another", "one"} for token in head.lefts)
    return unnamed or head.lower_.startswith("spokes")


def _described_by(verb: Token, head: Token, inside: list[int]) -> Token | None:
    """Return the person whom a role between commas describes that the parser took for the subject itself.

    "Ann Berg, lead author of the study, told …".
    """
    at = phrase_of(head, inside)[0] - 2
    closed = verb.nbor(-1).text == ","
    if at < 0 or not closed or head.tag_ != "NN" or head.lower_ not in load_words("roles") or inside[at] >= 0:
        return None
    before = head.doc[at]
    return before if before.nbor().text == "," and before.ent_type_ == "PERSON" else None


def _beside(verb: Token, inside: list[int]) -> Token | None:
    """Return a name or pronoun right before the verb that the parser gave to something else."""
    doc = verb.doc
    at = verb.i - 1
    while at >= 0 and doc[at].pos_ in {"ADV", "AUX"} and doc[at].ent_type_ != "PERSON":
        at -= 1
    if at < 0 or inside[at] >= 0:
        return None
    token = doc[at]
    if token.lower_ == "old" and at > 1 and doc[at - 1].text == "-":
        return token
    if token.ent_type_ == "PERSON" or (token.lower_ in {"he", "she", "they"}):
        return token
    return _across_apposition(token, inside) if token.text == "," else None


def _across_apposition(comma: Token, inside: list[int]) -> Token | None:
    """Return the name before a description that stands between commas before the verb: "Ann Lee, a doctor, said"."""
    doc = comma.doc
    for index in range(comma.i - 1, max(0, comma.i - _LONGEST_DESCRIPTION), -1):
        token = doc[index]
        if inside[index] >= 0 or token.is_space or token.tag_ in FINITE:
            return None
        if token.text == "," and doc[index - 1].ent_type_ == "PERSON":
            return doc[index - 1]
    return None

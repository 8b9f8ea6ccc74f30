"""Gives words the part of speech that their tag tells, as the model's own rules do, in a fraction of the time.

spaCy's ``attribute_ruler`` tries each of its 180 patterns on each token, a tenth of the model's time. Nearly all of
them look at one token alone: at its tag and label, whether it is one of some hundred words, and whether it is a space.
So what they say is the same for all tokens that agree in these, and they are asked once.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from spacy.language import Language
from spacy.matcher import Matcher
from spacy.pipeline import AttributeRuler
from spacy.strings import StringStore
from spacy.tokens import Doc, MorphAnalysis

RULER = "attribute_ruler"
"""The model’s own component, which is put out of work."""

_COLUMNS: list[int | str] = ["LOWER", "TAG", "DEP"]
_LOOKED_AT = ("LOWER", "TAG", "DEP", "IS_SPACE")
_WORD = 0
_SET = ("POS", "MORPH", "LEMMA", "TAG", "DEP")
_OTHER_WORD = "\u2060x"  # a word that no pattern names
_SPACE = " "

Pattern = list[dict[str, Any]]
Kind = tuple[int, int, int, bool]
"""What the patterns look at: a word that one of them names, or 0; tag; label; whether it is a space."""
Tests = tuple[tuple[int, frozenset[int], bool], ...]
Values = dict[str, Any]
"""Attributes of a token by their names in Python, and what to set them to."""


class IndexedRuler:
    """Component: sets what an ``AttributeRuler`` sets, whose patterns it takes over.

    Args:
        ruler: the ruler, of the pipeline that this one is for.
    """

    def __init__(self, ruler: AttributeRuler) -> None:
        self._ruler = ruler
        self._words = {ruler.vocab.strings.add(word) for word in _words_of(ruler)}
        self._told: dict[Kind, tuple[tuple[int, ...], Values]] = {}
        self._values = [_values(ruler, attrs) for attrs in ruler.attrs]
        self._sequences: dict[int, list[tuple[int, int, Sequence[Tests]]]] = defaultdict(list)
        self._others = Matcher(ruler.vocab, validate=False)
        for number, patterns in enumerate(_patterns(ruler)):
            for pattern in patterns:
                if not _is_simple(pattern):
                    self._keep(number, pattern)

    def _keep(self, number: int, pattern: Pattern) -> None:
        """Keep a pattern of several tokens by a word that it names, any other for spaCy's own matcher."""
        tests = [_tests(token, self._ruler.vocab.strings) for token in pattern]
        named = next((at for at, token in enumerate(pattern) if "LOWER" in token), None)
        if named is None or not all(map(_is_comparison, pattern)):
            self._others.add(str(number), [pattern])
            return
        for column, ids, _ in tests[named]:
            for word in ids if column == _WORD else ():
                self._sequences[word].append((number, named, tests))

    def __call__(self, doc: Doc) -> Doc:
        """Set the attributes of the tokens of ``doc``."""
        rows = [(*row, token.is_space) for token, row in zip(doc, doc.to_array(_COLUMNS).tolist(), strict=True)]
        others = self._matches_of_several(doc, rows)
        for token, (word, tag, dep, space) in zip(doc, rows, strict=True):
            kind = (word if word in self._words else 0, tag, dep, space)
            told = self._told.get(kind)
            if told is None:
                told = self._told[kind] = self._ask(doc, kind)
            rules, values = told
            if token.i in others:
                values = self._joined(sorted({*rules, *others[token.i]}))
            for attribute, value in values.items():
                setattr(token, attribute, value)
        return doc

    def _ask(self, doc: Doc, kind: Kind) -> tuple[tuple[int, ...], Values]:
        """Return the patterns that hold for tokens of a kind, and what they set together."""
        word, tag, dep, space = kind
        strings = doc.vocab.strings
        text = strings[word] if word else _SPACE if space else _OTHER_WORD
        alone = Doc(doc.vocab, words=[text], tags=[strings[tag]], deps=[strings[dep]], heads=[0])
        rules = sorted({rule for rule, _, start, end in self._ruler.match(alone) if end - start == 1})
        return tuple(rules), self._joined(rules)

    def _joined(self, rules: list[int]) -> Values:
        """Return what patterns set together; of two that set the same, the later one counts."""
        return {attribute: value for rule in rules for attribute, value in self._values[rule].items()}

    def _matches_of_several(self, doc: Doc, rows: Sequence[Kind]) -> dict[int, set[int]]:
        """Return by token the patterns that look at several tokens, or at anything else, and hold for it."""
        found: dict[int, set[int]] = defaultdict(set)
        for at, row in enumerate(rows):
            for rule, named, tests in self._sequences.get(row[_WORD], ()):
                part = rows[max(0, at - named) : at - named + len(tests)]
                if at >= named and len(part) == len(tests) and all(map(_hold, tests, part)):
                    found[range(at - named, at - named + len(tests))[self._ruler.indices[rule]]].add(rule)
        if len(self._others):
            for name, start, end in self._others(doc, allow_missing=True):
                rule = int(doc.vocab.strings[name])
                found[range(start, end)[self._ruler.indices[rule]]].add(rule)
        return found


@Language.factory("dateline_attributes")
def make_attributes(nlp: Language, name: str) -> IndexedRuler:
    """Return the component that does the work of the pipeline's ``attribute_ruler``."""
    del name
    ruler = nlp.get_pipe(RULER)
    assert isinstance(ruler, AttributeRuler)  # noqa: S101  can_index says so
    return IndexedRuler(ruler)


def can_index(nlp: Language) -> bool:
    """Tell whether a pipeline has an ``attribute_ruler`` that sets only what an ``IndexedRuler`` can."""
    ruler = nlp.get_pipe(RULER) if RULER in nlp.pipe_names else None
    known = {nlp.vocab.strings[name] for name in _SET}
    return isinstance(ruler, AttributeRuler) and all(set(attrs) <= known for attrs in ruler.attrs)


def _patterns(ruler: AttributeRuler) -> list[list[Pattern]]:
    """Return the patterns of each of a ruler's rules."""
    entries: Any = ruler.patterns
    return [entry["patterns"] for entry in entries]


def _words_of(ruler: AttributeRuler) -> Iterator[str]:
    """Yield the words in small letters that the patterns of a ruler name."""
    named = (token.get("LOWER", {}) for rule in _patterns(ruler) for pattern in rule for token in pattern)
    for each in named:
        yield from [each] if isinstance(each, str) else (word for words in each.values() for word in words)


def _is_simple(pattern: Pattern) -> bool:
    """Tell whether a pattern looks at one token alone, and compares nothing but what a ``Kind`` holds."""
    return len(pattern) == 1 and _is_comparison(pattern[0])


def _is_comparison(token: Mapping[str, Any]) -> bool:
    """Tell whether what a pattern asks of a token is compared with what a ``Kind`` holds, and nothing else."""
    told = (set(value) <= {"IN", "NOT_IN"} for value in token.values() if isinstance(value, dict))
    return set(token) <= set(_LOOKED_AT) and all(told)


def _tests(token: Mapping[str, Any], strings: StringStore) -> Tests:
    """Return what a pattern asks of a token: columns of a ``Kind``, values, and whether it has to be one of them."""
    found = []
    for name, value in token.items():
        choices = value if isinstance(value, dict) else {"IN": [value]}
        for kind, values in choices.items():
            ids = frozenset(strings.add(each) if isinstance(each, str) and each else int(bool(each)) for each in values)
            found.append((_LOOKED_AT.index(name) if name in _LOOKED_AT else -1, ids, kind == "IN"))
    return tuple(found)


def _hold(tests: Tests, row: Kind) -> bool:
    return all((row[column] in ids) == wanted for column, ids, wanted in tests)


def _values(ruler: AttributeRuler, attrs: dict[int, int]) -> Values:
    """Return what a pattern sets, a morphology as an object."""
    strings = ruler.vocab.strings
    values: Values = {name.lower(): attrs[strings[name]] for name in _SET if strings[name] in attrs}
    if "morph" in values:
        values["morph"] = MorphAnalysis(ruler.vocab, str(strings[values["morph"]]))
    return values

"""Parts of speech: what the quick component sets is what spaCy's own sets."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import spacy
from spacy.language import Language
from spacy.pipeline import AttributeRuler
from spacy.tokens import Doc

from reader.analysis.attributes import IndexedRuler
from reader.analysis.version import DEFAULT_MODEL

TEXTS = Path(__file__).parent / "texts"
SET = ["POS", "MORPH", "LEMMA", "TAG", "DEP"]


@pytest.fixture(scope="module")
def nlp() -> Language:
    return spacy.load(DEFAULT_MODEL, exclude=["ner", "lemmatizer"])


def ruler_of(nlp: Language) -> AttributeRuler:
    ruler = nlp.get_pipe("attribute_ruler")
    assert isinstance(ruler, AttributeRuler)
    return ruler


def test_the_same_as_the_models_own(nlp: Language) -> None:
    ruler = ruler_of(nlp)
    quick = IndexedRuler(ruler)
    texts = re.split(r"(?m)^= .*$", (TEXTS / "quotes.txt").read_text("utf-8"))[1::3]
    with nlp.select_pipes(disable=["attribute_ruler"]):
        docs = list(nlp.pipe([*texts, "There's a \n\n  shop.", "He’d have got it, and it gets worse."]))

    for doc in docs:
        expected, found = ruler(doc.copy()), quick(doc.copy())
        assert [token.lemma_ for token in found] == [token.lemma_ for token in expected]
        assert found.to_array(SET).tolist() == expected.to_array(SET).tolist()


def test_rules_that_look_at_anything_else(nlp: Language) -> None:
    ruler = AttributeRuler(nlp.vocab)
    ruler.add([[{"LOWER": "rain"}]], {"POS": "NOUN"})
    ruler.add([[{"ORTH": "Rain"}]], {"POS": "PROPN"})
    ruler.add([[{"LOWER": "the"}, {"LOWER": "rain"}]], {"TAG": "NN", "LEMMA": "rainfall"}, index=1)
    quick = IndexedRuler(ruler)
    doc = quick(Doc(nlp.vocab, words=["Rain", "and", "the", "rain"]))

    assert [(token.pos_, token.tag_, token.lemma_) for token in doc] == [
        ("PROPN", "", ""),
        ("", "", ""),
        ("", "", ""),
        ("NOUN", "NN", "rainfall"),
    ]

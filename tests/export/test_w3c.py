"""The collection against a schema of the W3C Web Annotation model (https://www.w3.org/TR/annotation-model/)."""

from __future__ import annotations

import json

import jsonschema
from hypothesis import given, settings

from reader.export import w3c
from reader.notes import wire
from tests.export.hostile_articles import noted_articles
from tests.export.samples import ARTICLE, OPTIONS, note, noted

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
_IRI = {"type": "string", "pattern": r"^(https?://|urn:)[^\s<>\"]+$"}
_TIME = {"type": "string", "pattern": r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$"}
_BODY = {
    "type": "object",
    "required": ["type", "value"],
    "properties": {
        "type": {"const": "TextualBody"},
        "value": {"type": "string"},
        "format": {"const": "text/markdown"},
        "purpose": {"enum": ["commenting", "tagging"]},
    },
    "additionalProperties": False,
}
_QUOTE_SELECTOR = {
    "type": "object",
    "required": ["type", "exact"],
    "properties": {
        "type": {"const": "TextQuoteSelector"},
        **{key: {"type": "string"} for key in ("exact", "prefix", "suffix")},
    },
    "additionalProperties": False,
}
_POSITION_SELECTOR = {
    "type": "object",
    "required": ["type", "start", "end"],
    "properties": {
        "type": {"const": "TextPositionSelector"},
        "start": {"type": "integer", "minimum": 0},
        "end": {"type": "integer", "minimum": 0},
    },
    "additionalProperties": False,
}
_ANNOTATION = {
    "type": "object",
    "required": ["id", "type", "target"],
    "properties": {
        "id": _IRI,
        "type": {"const": "Annotation"},
        "motivation": {"enum": ["highlighting", "commenting"]},
        "created": _TIME,
        "modified": _TIME,
        "body": {"type": "array", "items": _BODY},
        "target": {
            "type": "object",
            "required": ["source"],
            "properties": {
                "source": _IRI,
                "selector": {"type": "array", "items": {"oneOf": [_QUOTE_SELECTOR, _POSITION_SELECTOR]}, "minItems": 1},
            },
            "additionalProperties": False,
        },
        "dateline": {"type": "object"},  # our own, declared as plain JSON in the context
    },
    "additionalProperties": False,
}
SCHEMA = {
    "type": "object",
    "required": ["@context", "id", "type", "label", "total"],
    "properties": {
        "@context": {"type": "array", "prefixItems": [{"const": CONTEXT}], "contains": {"type": "object"}},
        "id": _IRI,
        "type": {"const": "AnnotationCollection"},
        "label": {"type": "string", "minLength": 1},
        "total": {"type": "integer", "minimum": 0},
        "first": {
            "type": "object",
            "required": ["id", "type", "partOf", "startIndex", "items"],
            "properties": {
                "id": _IRI,
                "type": {"const": "AnnotationPage"},
                "partOf": _IRI,
                "startIndex": {"const": 0},
                "items": {"type": "array", "items": _ANNOTATION, "minItems": 1},
            },
            "additionalProperties": False,
        },
    },
    "additionalProperties": False,
}


@settings(max_examples=200, deadline=None)
@given(noted_articles())
def test_it_is_a_collection_of_the_model(article):
    collection = json.loads(w3c.render([article], OPTIONS))
    empty = {**SCHEMA["properties"], "@context": {"const": CONTEXT}}
    schema = SCHEMA if article.notes else {**SCHEMA, "properties": empty}
    jsonschema.validate(collection, schema, jsonschema.Draft202012Validator)
    items = collection["first"]["items"] if article.notes else []
    assert collection["total"] == len(items) == len(article.notes)


@settings(max_examples=200, deadline=None)
@given(noted_articles())
def test_notes_come_back(article):
    collection = json.loads(w3c.render([article], OPTIONS))
    items = collection["first"]["items"] if article.notes else []
    made = {each.annotation.id: each.annotation for each in article.notes}
    again = {annotation.id: annotation for item in items for annotation in [wire.decode(item, ARTICLE.id).annotation]}
    # Storing cleans, so what comes back is what the store would have kept.
    assert again == {known: wire.decode(wire.encode(each), ARTICLE.id).annotation for known, each in made.items()}


def test_several_articles_are_one_collection():
    collection = json.loads(w3c.render([noted(notes=[note()]), noted(notes=[note(number=2)])], OPTIONS))
    assert collection["total"] == 2
    assert collection["label"] == "Notes on 2 articles"


def test_what_an_edit_replaced_is_not_handed_on():
    (item,) = json.loads(w3c.render([noted(notes=[note()])], OPTIONS))["first"]["items"]
    assert item["dateline"]["history"] == []
    assert item["dateline"]["exported"] == item["modified"]

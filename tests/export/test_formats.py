"""What holds for every format: the same bytes for the same notes, a way back, nothing that moves or hides text."""

from __future__ import annotations

import unicodedata
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings

from reader.export.formats import FORMATS
from reader.export.source import Noted
from tests.export.hostile_articles import noted_articles
from tests.export.samples import OPTIONS

# A template's words are its writer's; JSON writes what is stored, which is clean.
TEXTS = [name for name in FORMATS if name not in {"template", "json"}]


# Signs that Unicode counts among format characters because numbers stand under them.
SEEN = "\u0600\u0601\u0602\u0603\u0604\u0605\u06dd\u070f\u0890\u0891\u08e2\U000110bd\U000110cd"


def moves_text(character: str) -> bool:
    """Controls and format characters, but for line ends, what scripts need, and signs that are seen."""
    kind = unicodedata.category(character)
    stays = character in "\r\n\u200c\u200d\u200e\u061c\u180e" or character in SEEN
    return kind in {"Cs", "Cc", "Cf"} and not stays


@pytest.mark.parametrize("form", TEXTS)
@settings(max_examples=100, deadline=None)
@given(article=noted_articles())
def test_no_character_moves_or_hides_text(form, article):
    document = FORMATS[form].render([article], OPTIONS)
    assert [each for each in document if moves_text(each)] == []


@pytest.mark.parametrize("form", [name for name in FORMATS if name != "template"])
@settings(max_examples=50, deadline=None)
@given(article=noted_articles())
def test_the_order_of_the_notes_plays_no_part(form, article):
    turned = Noted(article.source, article.notes[::-1])
    assert FORMATS[form].render([article], OPTIONS) == FORMATS[form].render([turned], OPTIONS)


@pytest.mark.parametrize("form", [name for name in FORMATS if name not in {"template", "quotes"}])
@settings(max_examples=50, deadline=None)
@given(article=noted_articles())
def test_every_note_carries_its_id(form, article):
    document = FORMATS[form].render([article], OPTIONS)
    assert all(each.annotation.id in document for each in article.notes)


@pytest.mark.parametrize("form", FORMATS)
def test_no_articles_are_no_error(form, tmp_path: Path):
    template = tmp_path / "empty.txt"
    template.write_text("{{ articles|length }}", "utf-8")
    assert FORMATS[form].render([], replace(OPTIONS, template=template))

"""Front matter as a YAML parser and as note programs see it."""

from __future__ import annotations

import datetime
from dataclasses import replace

import yaml
from hypothesis import given, settings

from reader.export.frontmatter import front_matter
from reader.sources.frontmatter import split
from reader.text.clean import clean_line
from tests.export.hostile import nasty
from tests.export.samples import ARTICLE, note, noted

KEYS = {"title", "author", "published", "source", "url", "language", "tags", "dateline"}


def parsed(document: str) -> dict[str, object]:
    """What stands between the first rule and the next, as Obsidian takes it."""
    opening, inside, rest = document.split("---\n", 2)
    assert (opening, rest) == ("", "")
    return yaml.safe_load(inside)


@settings(max_examples=500, deadline=None)
@given(title=nasty, byline=nasty, source=nasty, published=nasty, label=nasty)
def test_foreign_text_stays_in_its_value(title, byline, source, published, label):
    article = replace(ARTICLE, title=title, byline=byline, source=source, published=published, language=label)
    values = parsed(front_matter([noted(article, [note(tags=(label,))])]))
    assert set(values) <= KEYS
    assert values["title"] == (clean_line(title) or "Untitled")
    assert values.get("source", "") == clean_line(source)
    assert values.get("author", [""]) == [clean_line(byline)]
    assert values["dateline"] == ARTICLE.id
    assert all(isinstance(tag, str) and " " not in tag for tag in values["tags"])


def test_an_article_with_all():
    article = replace(ARTICLE, byline="Ann Lee", source="https://e.example/a?b=1&c", language="en")
    assert parsed(front_matter([noted(article, [note(tags=("to check", "to check"))])])) == {
        "title": "The headline",
        "author": ["Ann Lee"],
        "published": datetime.date(2019, 5, 14),
        "source": "https://e.example/a?b=1&c",
        "url": "https://e.example/a?b=1&c",
        "language": "en",
        "tags": ["to-check"],
        "dateline": "68ef4f21c3a5",
    }


def test_our_own_reader_of_front_matter_knows_it():
    facts, below = split(front_matter([noted(replace(ARTICLE, byline="Ann Lee"))]) + "\n# The headline\n")
    assert (facts.title, facts.byline, facts.published) == ("The headline", "Ann Lee", "2019-05-14")
    assert below.strip() == "# The headline"

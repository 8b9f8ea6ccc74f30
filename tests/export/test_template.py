"""A user's own template: what it sees, what it can't do, and how its faults are told."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings

from reader.errors import ExportError
from reader.export import template
from reader.model.analysis import Analysis, Person, Quote, QuoteKind
from reader.model.span import Span
from tests.export.hostile_articles import noted_articles
from tests.export.html_tree import parse
from tests.export.samples import ARTICLE, OPTIONS, TEXT, note, noted


@pytest.fixture
def make(tmp_path: Path):
    def render(source: str, *articles, name: str = "mine.txt.j2") -> str:
        file = tmp_path / name
        file.write_text(source, encoding="utf-8")
        return template.render(articles, replace(OPTIONS, template=file))

    return render


def test_what_it_sees(make):
    source = (
        "{% for a in articles %}\n{{ a.title }} ({{ a.source }}, {{ a.published_day }})\n"
        "{% for n in a.notes %}\n{{ n.exact }}|{{ n.body }}|{{ n.tags|join(' ') }}|{{ n.open }}|{{ n.where }}\n"
        "{% endfor %}\n{% endfor %}\n"
    )
    assert make(source, noted(notes=[note(body="Why?", tags=("a", "b"))])) == (
        "The headline (Voice of America, 14 May 2019)\n"
        "First paragraph|Why?|a b|dateline d9e815fb-7eec-46f4-afbf-8c6d75280001|16 %, paragraph 2\n"
    )


def test_who_said_what(make):
    at = TEXT.find("The last")
    people = (Person("p1", "Ann Lee", "", (), ()),)
    quotes = (Quote(Span(at, at + 8), QuoteKind.DIRECT, speaker="p1"),)
    article = replace(ARTICLE, analysis=Analysis("", "", 1, (), people, (), quotes, 0.0))
    source = "{% for s in articles[0].speakers %}{{ s.name }}: {{ s.quotes[0] }}{% endfor %}"
    assert make(source, noted(article)) == "Ann Lee: “The last”"


def test_its_filters(make):
    article = noted(notes=[note(body="# *a* <b>")])
    source = "{{ articles[0].notes[0].body|markdown }}|{{ '# <x>'|plain }}|{{ 'a b'|hashtag }}"
    assert make(source, article) == "***a* \\<b\\>**|\\# \\<x\\>|#a-b"
    assert make("{{ '*a* <b>'|as_html }}", article, name="x.html") == "<p><em>a</em> &lt;b&gt;</p>\n"


@settings(max_examples=100, deadline=None)
@given(article=noted_articles())
def test_html_is_escaped_by_itself(tmp_path_factory, article):
    file = tmp_path_factory.mktemp("t") / "mine.html.j2"
    file.write_text('<p title="{{ articles[0].title }}">{{ articles[0].text }}</p>', encoding="utf-8")
    root = parse(template.render([article], replace(OPTIONS, template=file)))
    assert [each.tag for each in root.all()] == ["", "p"]


@pytest.mark.parametrize(
    "source",
    [
        "{{ articles.__class__ }}",
        "{{ ''.__class__.__mro__[1].__subclasses__() }}",
        "{{ articles.append(1) }}",
        "{% include '/etc/passwd' %}",
        "{% import 'os' as os %}",
        "{{ self.__init__.__globals__ }}",
        "{{ '{0.__class__}'.format(1) }}",
        "{{ cycler.__init__.__globals__.os }}",
        "{% for i in range(999999999) %}{% endfor %}",
    ],
)
def test_it_stays_in_its_sandbox(make, source):
    with pytest.raises(ExportError, match=r"mine\.txt\.j2"):
        make(source, noted())


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("a\n{% for %}\n", "line 2 fails"),
        ("a\nb\n{{ nothing }}\n", "line 3 fails: 'nothing' is undefined"),
        ("{{ 1 / 0 }}", "line 1 fails: division by zero"),
        ("{{ ''.__class__ }}", "is unsafe."),
        ("{{ articles[7].title }}", "fails"),
        ("{{ 'a' + 1 }}", "fails"),
    ],
)
def test_faults_are_told_with_their_line(make, source, said):
    with pytest.raises(ExportError) as failed:
        make(source, noted())
    assert said in failed.value.what
    assert not failed.value.what.endswith("..")


def test_a_template_that_is_not_there(tmp_path):
    with pytest.raises(ExportError, match="can't be read"):
        template.render([], replace(OPTIONS, template=tmp_path / "no.txt"))


@pytest.mark.parametrize(
    ("name", "suffix"),
    [
        ("a.html.j2", ".html"),
        ("a.tex.jinja", ".tex"),
        ("a.j2", ".txt"),
        ("a.org", ".org"),
        ("A.HTML.J2", ".HTML"),
        ("a", ".txt"),
    ],
)
def test_files_end_like_the_template(name, suffix):
    assert template.suffix(Path(name)) == suffix


def test_a_template_without_end_is_stopped(make, monkeypatch):
    monkeypatch.setattr(template, "_MOST", 10_000)
    with pytest.raises(ExportError, match=r"more than 10,000 characters"):
        make("{% for i in range(99999) %}{% for j in range(99999) %}x{% endfor %}{% endfor %}", noted())

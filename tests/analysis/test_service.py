"""The queue and its worker process: order, batches, and processes that die. Real processes, no language model."""

from __future__ import annotations

import contextlib
import os
import signal
import sys
import threading
from collections.abc import Iterator, Sequence
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from pathlib import Path

import pytest
from threadpoolctl import threadpool_info

from reader.analysis.models import Models, Request
from reader.analysis.service import AnalysisService, Job, spawn_pool
from reader.analysis.state import State
from reader.errors import AnalysisError
from reader.model.analysis import Analysis
from reader.model.article import text_hash

MODELS = Models("model")


def requests(texts: Sequence[str]) -> list[Request]:
    return [Request(text) for text in texts]


def empty(text: str, model: str) -> Analysis:
    return Analysis(text_hash(text), model, 1, (), (), (), (), 0.0)


def work(requests: Sequence[Request], models: Models) -> list[Analysis]:
    """What the worker does here: texts can tell it to die, once or always, or to refuse."""
    texts = [request.text for request in requests]
    for text in texts:
        if text.startswith("die once "):
            trace = Path(text.removeprefix("die once "))
            if not trace.exists():
                trace.touch()
                os.kill(os.getpid(), signal.SIGKILL)
        if text == "die":
            os.kill(os.getpid(), signal.SIGKILL)
        if text == "no model":
            raise AnalysisError("There is no model.", "Install one.")
        if text == "print":
            print("this must not land on the screen")  # noqa: T201
            os.write(2, b"nor this\n")
    return [empty(text, models.english) for text in texts]


@pytest.fixture
def service() -> Iterator[AnalysisService]:
    made = AnalysisService(MODELS, work)
    yield made
    made.close()


class Held(Executor):
    """An executor whose jobs run when the test says so."""

    def __init__(self) -> None:
        self.waiting: list[tuple[Future[list[Analysis]], list[str]]] = []
        self.batches: list[list[str]] = []

    def submit(self, _work: object, /, *args: object, **_kwargs: object) -> Future[list[Analysis]]:  # type: ignore[override]
        requests, models = args
        assert isinstance(requests, list)
        assert models == MODELS
        texts = [request.text for request in requests]
        future: Future[list[Analysis]] = Future()
        self.batches.append(texts)
        self.waiting.append((future, texts))
        return future

    def run_one(self) -> None:
        future, texts = self.waiting.pop(0)
        future.set_result([empty(text, MODELS.english) for text in texts])


def test_results_come_back_in_order_with_their_texts(service: AnalysisService) -> None:
    texts = [f"text {number}" for number in range(20)]
    jobs = service.analyse(requests(texts))
    assert [job.request.text for job in jobs] == texts
    assert [job.result.text_hash for job in jobs if job.result] == [text_hash(text) for text in texts]


def test_states_are_told_in_order() -> None:
    held = Held()
    service = AnalysisService(MODELS, make_executor=lambda: held)
    states: list[State] = []
    service.submit(Request("first"), lambda job: states.append(job.state))
    assert states == [State.RUNNING]
    held.run_one()
    assert states == [State.RUNNING, State.DONE]


def test_what_waits_is_batched_and_the_urgent_one_goes_first_and_alone() -> None:
    held = Held()
    service = AnalysisService(MODELS, make_executor=lambda: held)
    for text in ("running", "a", "b", "c"):
        service.submit(Request(text))
    service.submit(Request("on the screen"), urgent=True)
    while held.waiting:
        held.run_one()
    assert held.batches == [["running"], ["on the screen"], ["a", "b", "c"]]


def test_batches_are_bounded_by_their_words() -> None:
    held = Held()
    service = AnalysisService(MODELS, make_executor=lambda: held)
    long = "word " * 7_000
    service.submit(Request("running"))
    for number in range(3):
        service.submit(Request(f"{long}{number}"))
    while held.waiting:
        held.run_one()
    assert [len(batch) for batch in held.batches] == [1, 1, 1, 1]


@pytest.mark.skipif(sys.platform == "win32", reason="no SIGKILL")
def test_worker_that_dies_is_started_again_once(service: AnalysisService, tmp_path: Path) -> None:
    (job,) = service.analyse(requests([f"die once {tmp_path / 'trace'}"]))
    assert job.state is State.DONE
    assert job.attempts == 2


@pytest.mark.skipif(sys.platform == "win32", reason="no SIGKILL")
def test_text_that_kills_twice_is_given_up_and_the_others_are_not_blamed(service: AnalysisService) -> None:
    jobs = service.analyse(requests(["good", "die", "also good"]))
    assert [job.state for job in jobs] == [State.DONE, State.FAILED, State.DONE]
    assert isinstance(jobs[1].error, AnalysisError)
    assert "twice" in jobs[1].error.what
    (after,) = service.analyse(requests(["later"]))
    assert after.state is State.DONE


def test_error_of_the_worker_reaches_us_whole(service: AnalysisService) -> None:
    (job,) = service.analyse(requests(["no model"]))
    assert isinstance(job.error, AnalysisError)
    assert (job.error.what, job.error.todo) == ("There is no model.", "Install one.")


def test_process_that_cannot_be_started_is_an_error_not_a_hang() -> None:
    def refuse() -> Executor:
        raise OSError("no more processes")

    (job,) = AnalysisService(MODELS, make_executor=refuse).analyse(requests(["text"]))
    assert job.state is State.FAILED
    assert "no more processes" in str(job.error)


def test_worker_writes_nowhere(capfd: pytest.CaptureFixture[str]) -> None:
    service = AnalysisService(MODELS, work)
    service.analyse(requests(["print"]))
    service.close()
    assert capfd.readouterr() == ("", "")


def test_closing_ends_what_waits_and_kills_what_runs() -> None:
    begun = threading.Event()
    held = Held()
    service = AnalysisService(MODELS, make_executor=lambda: held)
    running = service.submit(Request("running"), lambda _job: begun.set())
    waiting = service.submit(Request("waiting"))
    service.close()
    assert begun.is_set()
    assert waiting.state is State.FAILED
    late = service.submit(Request("late"))
    assert late.state is State.FAILED
    assert running.state is State.RUNNING  # its process is gone; nobody waits for it any more


def test_any_executor_will_do() -> None:
    with contextlib.closing(AnalysisService(MODELS, work, lambda: ThreadPoolExecutor(1))) as service:
        assert all(job.state is State.DONE for job in service.analyse(requests(["a", "b"])))


def test_nothing_is_started_before_the_first_text() -> None:
    made: list[Executor] = []

    def make() -> Executor:
        made.append(spawn_pool())
        return made[-1]

    service = AnalysisService(MODELS, work, make)
    assert not made
    service.analyse(requests(["one"]))
    service.analyse(requests(["two"]))
    service.close()
    assert len(made) == 1


def threads_of_numpy() -> list[int]:
    import numpy  # noqa: F401, PLC0415  as the language model does, in the worker

    return [each["num_threads"] for each in threadpool_info()]


def test_worker_multiplies_in_one_thread(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "OMP_NUM_THREADS", "VECLIB_MAXIMUM_THREADS"):
        monkeypatch.delenv(name, raising=False)
    with spawn_pool() as pool:
        assert set(pool.submit(threads_of_numpy).result()) <= {1}


def test_job_knows_its_state_from_the_start() -> None:
    assert Job(Request("text")).state is State.WAITING

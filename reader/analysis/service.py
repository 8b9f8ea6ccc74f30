"""The queue of texts to analyse, in the interface's process, and the worker process that it feeds.

Anything with Python's ``Executor`` interface can do the work. By default that is a spawned pool of one process,
started on first need and kept warm. spaCy is imported over there and never here.
"""

from __future__ import annotations

import contextlib
import sys
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import Executor, Future
from dataclasses import dataclass, field

from reader.analysis.models import Models, Request
from reader.analysis.process import analyse, initialise_worker
from reader.analysis.state import State
from reader.errors import AnalysisError, DatelineError
from reader.model.analysis import Analysis

# Enough to spread the cost of a round trip, few enough that the article on the screen never waits long for a
# batch that is already under way: some two seconds at 4,000 words a second.
_BATCH_WORDS = 8_000
_ATTEMPTS = 2

Work = Callable[[Sequence[Request], Models], list[Analysis]]


@dataclass(eq=False)
class Job:
    """One text on its way. ``result`` is there when ``state`` is done, ``error`` when it is failed."""

    request: Request
    urgent: bool = False
    state: State = State.WAITING
    attempts: int = 0
    result: Analysis | None = None
    error: DatelineError | None = None
    finished: threading.Event = field(default_factory=threading.Event)


Listener = Callable[[Job], None]


class AnalysisService:
    """Analyses texts, the urgent one first, in batches.

    Args:
        models: the spaCy pipelines to use, as ``work`` takes them.
        work: the function that runs in the executor; has to be importable there.
        make_executor: makes the executor, when the first text arrives and after its processes died.
    """

    def __init__(
        self, models: Models, work: Work | None = None, make_executor: Callable[[], Executor] | None = None
    ) -> None:
        self.models = models
        self._work = work or analyse
        self._make_executor = make_executor or spawn_pool
        self._executor: Executor | None = None
        self._lock = threading.RLock()
        self._waiting: list[tuple[Job, Listener | None]] = []
        self._running = False
        self._closed = False

    def submit(self, request: Request, listener: Listener | None = None, *, urgent: bool = False) -> Job:
        """Queue a text and return its job at once.

        ``listener`` is called at every change of the job's state, from any thread. An urgent job goes before
        all that wait, alone in its batch. May take some milliseconds when it starts the worker: call it from a
        thread where a key could wait.
        """
        job = Job(request, urgent)
        with self._lock:
            if self._closed:
                _end(job, None, AnalysisError("Dateline is closing: nothing is analysed any more."))
                return job
            place = 0 if urgent else len(self._waiting)
            self._waiting.insert(place, (job, listener))
        self._next()
        return job

    def analyse(self, requests: Sequence[Request], listener: Listener | None = None) -> list[Job]:
        """Analyse texts and wait for all of them; the jobs come back in their order. ``listener`` as in ``submit``."""
        jobs = [self.submit(request, listener) for request in requests]
        for job in jobs:
            job.finished.wait()
        return jobs

    def close(self) -> None:
        """Stop at once: what waits fails, what runs is killed. Can be called twice."""
        with self._lock:
            self._closed = True
            waiting, self._waiting = self._waiting, []
            executor, self._executor = self._executor, None
        for job, _ in waiting:
            _end(job, None, AnalysisError("Dateline was closed before this text was analysed."))
        if executor is not None:
            _stop(executor)

    def _next(self) -> None:
        """Hand the next batch to the executor unless one is under way."""
        with self._lock:
            if self._running or self._closed or not self._waiting:
                return
            batch = self._take()
            self._running = True
        for job, listener in batch:
            job.attempts += 1
            _tell(job, listener, State.RUNNING)
        try:
            future = self._submit([job.request for job, _ in batch])
        except (
            OSError,
            RuntimeError,
        ) as error:  # no process could be started, or the pool was broken meanwhile
            self._broken(batch, error)
            return
        future.add_done_callback(lambda done: self._done(batch, done))

    def _take(self) -> list[tuple[Job, Listener | None]]:
        first = self._waiting.pop(0)
        batch, words = [first], len(first[0].request.text) // 6
        # A job whose worker died goes alone: if it is the one that kills, no other is blamed.
        while self._waiting and not first[0].urgent and not first[0].attempts:
            job = self._waiting[0][0]
            words += len(job.request.text) // 6
            if job.attempts or words > _BATCH_WORDS:
                break
            batch.append(self._waiting.pop(0))
        return batch

    def _submit(self, requests: list[Request]) -> Future[list[Analysis]]:
        with self._lock:
            if self._executor is None:
                self._executor = self._make_executor()
            executor = self._executor
        return executor.submit(self._work, requests, self.models)

    def _done(self, batch: list[tuple[Job, Listener | None]], done: Future[list[Analysis]]) -> None:
        error = _error_of(done)
        if error is None:
            for (job, listener), result in zip(batch, done.result(), strict=True):
                _end(job, result, None, listener)
        elif isinstance(error, DatelineError):
            for job, listener in batch:
                _end(job, None, error, listener)
        else:
            self._broken(batch, error)
            return
        self._free()

    def _broken(self, batch: list[tuple[Job, Listener | None]], error: BaseException) -> None:
        """The worker died or could not be started: once more with each text alone, then give the text up."""
        with self._lock:
            executor, self._executor = self._executor, None
        if executor is not None:
            _stop(executor)
        again = []
        for job, listener in batch:
            if job.attempts < _ATTEMPTS and not self._closed:
                again.append((job, listener))
                _tell(job, listener, State.WAITING)
            else:
                _end(job, None, _lost(error), listener)
        with self._lock:
            self._waiting[:0] = again
        self._free()

    def _free(self) -> None:
        with self._lock:
            self._running = False
        self._next()


def spawn_pool() -> Executor:
    """Return a pool of one spawned process.

    Textual replaces ``sys.stderr`` by an object without a file, and the spawning of a process trips over that
    (Textual's issue 3593), so the real one stands in while the pool's helper process starts. That is why the
    pool need not exist before the app runs, and an article whose analysis is cached costs no process at all.
    """
    import multiprocessing  # noqa: PLC0415  25 ms that a cached analysis doesn't pay
    from concurrent.futures import ProcessPoolExecutor  # noqa: PLC0415
    from multiprocessing import resource_tracker  # noqa: PLC0415

    with contextlib.redirect_stderr(sys.__stderr__):
        resource_tracker.ensure_running()
        return ProcessPoolExecutor(
            max_workers=1, mp_context=multiprocessing.get_context("spawn"), initializer=initialise_worker
        )


def _stop(executor: Executor) -> None:
    """Shut an executor down without waiting for its running job: quitting takes no second."""
    processes = list((getattr(executor, "_processes", None) or {}).values())
    executor.shutdown(wait=False, cancel_futures=True)
    for process in processes:
        process.kill()


def _error_of(done: Future[list[Analysis]]) -> BaseException | None:
    if done.cancelled():
        return AnalysisError("The analysis was stopped.")
    return done.exception()


def _lost(error: BaseException) -> AnalysisError:
    return AnalysisError(
        f"The language model's process stopped twice on this text ({type(error).__name__}: {error}).",
        "Reading and notes go on; try again with the retry key, and see “dateline doctor”.",
    )


def _tell(job: Job, listener: Listener | None, state: State) -> None:
    job.state = state
    if listener is not None:
        listener(job)


def _end(job: Job, result: Analysis | None, error: DatelineError | None, listener: Listener | None = None) -> None:
    job.result, job.error = result, error
    _tell(job, listener, State.FAILED if result is None else State.DONE)
    job.finished.set()

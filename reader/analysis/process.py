"""What runs in a worker process. Importing this module imports no spaCy; calling ``analyse`` does."""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Sequence
from typing import TYPE_CHECKING

from reader.analysis.models import Models, Request
from reader.model.analysis import Analysis

if TYPE_CHECKING:
    from multiprocessing.process import BaseProcess


_THREADS = ("OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "VECLIB_MAXIMUM_THREADS")
"""Where the libraries that numpy may multiply matrices with read how many threads to start."""


def initialise_worker() -> None:
    """Make this process a quiet child that takes one processor.

    It writes nowhere (its streams would land on the screen), leaves Ctrl-C to its parent, and ends when the
    parent does, even when that was killed: a pool's worker would wait for ever otherwise, since it holds both ends
    of its own queue.
    """
    for name in _THREADS:  # more cost twice the processor time, and the screen's process needs some as well
        os.environ.setdefault(name, "1")
    import multiprocessing  # noqa: PLC0415  it is there already in a worker; elsewhere it costs 12 ms

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    with open(os.devnull, "r+b", buffering=0) as nowhere:  # noqa: PTH123
        for stream in (0, 1, 2):
            os.dup2(nowhere.fileno(), stream)
    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=_end_with, args=(parent,), name="end-with-parent", daemon=True).start()


def analyse(requests: Sequence[Request], models: Models) -> list[Analysis]:
    """Analyse texts, each in its own language; see ``reader.analysis.languages.dispatch.analyse``."""
    from reader.analysis.languages.dispatch import analyse as run  # noqa: PLC0415  imports spaCy

    return run(requests, models)


def _end_with(parent: BaseProcess) -> None:
    parent.join()
    os._exit(0)

